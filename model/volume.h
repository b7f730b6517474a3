/*
 * Drives: what the one is called on which a file lies, and where it is mounted now. A drive is
 * known by its file system's label and UUID where the system tells them, else by its mount point.
 * Sources: proc(5), /proc/PID/mountinfo; udev's links below /dev/disk.
 */
#ifndef AMPARO_MODEL_VOLUME_H
#define AMPARO_MODEL_VOLUME_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

/* All that is mounted, as it was when it was asked for. */
struct volumes;

/* Where the system tells it; NULL: "/proc/self/mountinfo" and "/dev/disk". Never NULL. */
struct volumes *volumes_read(const char *mountinfo, const char *disks);
void volumes_free(struct volumes *v); /* NULL is fine */

/*
 * Appends what the drive is called that holds `path` (absolute, without links): "LABEL (UUID)",
 * "(UUID)", or its mount point. Nothing where nothing is known.
 */
void volume_name(const struct volumes *v, const char *path, struct str *out);

/* The mount points of the drive of that name, the `at`-th from 0; NULL: no more. Lent. */
const char *volume_mount(const struct volumes *v, const char *name, size_t at);

/*
 * Whether a name looks as if volume_name() made it, so that the drive is not there when no mounted
 * one is called so; other names are what people call it.
 */
bool volume_is_known(const char *name);

#endif
