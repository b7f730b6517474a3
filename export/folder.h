/*
 * A folder that is written aside, NAME.partial-XXXXXX beside its place, and takes that place by
 * renaming when it is whole, so that a failure leaves what was there as it was. Folders are 0700,
 * files 0600, and all are on the disk before the renaming.
 */
#ifndef AMPARO_EXPORT_FOLDER_H
#define AMPARO_EXPORT_FOLDER_H

#include <stdbool.h>

#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

struct folder;

/*
 * Whether the folder open as `fd` is one that may be replaced. Otherwise says why in `why`, as the
 * rest of a sentence that begins with the folder's name.
 */
typedef bool folder_ours_fn(int fd, struct str *why);

/*
 * Begins. `dir` may be missing, empty, or a folder that `ours` knows. *out is NULL on failure.
 * ST_CONFLICT: something else stands there. ST_IO.
 */
enum status folder_begin(
	struct db *db, const char *dir, folder_ours_fn *ours, struct folder **out) MUST_USE;

/* Makes a folder in it. ST_IO. */
enum status folder_mkdir(struct folder *f, const char *name) MUST_USE;

/* Makes a file in it, open for reading and writing; `name` may go into a folder made above. ST_IO.
 */
enum status folder_create(struct folder *f, const char *name, int *fd) MUST_USE;

/* Closes `fd`, also on failure; what was written to it is on the disk at folder_commit(). ST_IO. */
enum status folder_finish(struct folder *f, const char *name, int fd) MUST_USE;

/* Takes the place. `f` is gone after, also on failure, when everything aside is removed. */
enum status folder_commit(struct folder *f) MUST_USE;

/* Removes what was written aside; keeps the sentence of db_error(). NULL is fine. */
void folder_cancel(struct folder *f);

#endif
