/*
 * A file that is there when it is whole, or not at all: written beside its place under another
 * name, readable by its owner alone, then put there.
 */
#ifndef AMPARO_EXPORT_OUTFILE_H
#define AMPARO_EXPORT_OUTFILE_H

#include <stdbool.h>
#include <stdio.h>

#include "model/db.h"
#include "model/status.h"

/* Writes what goes into it; the stream stays the caller's. */
typedef enum status outfile_fn(struct db *db, FILE *out, void *arg);

/*
 * ST_CONFLICT: there is one of that name, and `replace` is false. ST_IO: it cannot be written.
 * Else what `fn` answers; where that is not ST_OK, nothing is left behind.
 */
enum status outfile_write(
	struct db *db, const char *path, bool replace, outfile_fn *fn, void *arg) MUST_USE;

/* Whether a file of that name is to be JSON. */
bool outfile_is_json(const char *path);

#endif
