/* Reading a file where it lies, for what is kept by reference. Private to model/. */
#ifndef AMPARO_MODEL_REFERENCE_READ_H
#define AMPARO_MODEL_REFERENCE_READ_H

#include <stdint.h>

#include "model/db.h"
#include "model/hash.h"
#include "model/status.h"

/* A plain file opened; -1 with errno. A pipe does not keep us waiting. */
int reference_plain(const char *path, int64_t *size);

/*
 * Reads it from its beginning to its end: its hash, and its bytes into `into` (-1: nowhere). ST_IO
 * with errno: it did not end at `size`, or cannot be read or written. ST_STOPPED.
 */
enum status reference_hash(
	struct db *db, int fd, int64_t size, int into, char sha256[HASH_TEXT]) MUST_USE;

#endif
