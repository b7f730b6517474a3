/*
 * The plain files of a folder and the folders in it, found and opened without ever following a
 * link: nothing outside of it is read, whatever lies in it.
 */
#ifndef AMPARO_IMPORT_TREE_H
#define AMPARO_IMPORT_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

struct tree_file {
	char *path; /* from the folder on, with '/', any bytes */
	int64_t size;
};

struct tree {
	char *folder; /* as it was asked for */
	int fd;       /* of the folder */
	struct tree_file *files;
	size_t n, cap; /* in the order of their paths, byte by byte */
};

/* What is not taken. */
enum tree_pass {
	TREE_HIDDEN, /* its name begins with a dot */
	TREE_LINK,
	TREE_OTHER, /* a device, a pipe, a socket */
};

typedef void tree_pass_fn(void *arg, enum tree_pass why, const char *path);

/*
 * Finds all; with `hidden` also what is hidden. `pass` (may be NULL) is told what is passed over.
 * tree_free() it also on failure. ST_IO: a folder cannot be read. ST_INVALID: it is too deep.
 * ST_STOPPED.
 */
enum status tree_read(struct db *db, const char *folder, bool hidden, tree_pass_fn *pass, void *arg,
	struct tree *out) MUST_USE;
void tree_free(struct tree *t);

/* By its path; NULL: there is none. */
const struct tree_file *tree_find(const struct tree *t, const char *path);

/* Opens one to be read. ST_IO: it cannot be, or is no plain file any more. */
enum status tree_open(
	struct db *db, const struct tree *t, const char *path, int *fd, int64_t *size) MUST_USE;

#endif
