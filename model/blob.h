/* The evidence store: bytes in chunks, found by SHA-256, stored once, never changed. Private to
 * model/. */
#ifndef AMPARO_MODEL_BLOB_H
#define AMPARO_MODEL_BLOB_H

#include <stdint.h>

#include "model/change.h"
#include "model/hash.h"
#include "model/status.h"

/*
 * Reads `fd` to its end into the store; `name` is for messages, `total` the size expected. The
 * same bytes stored before are found, and not stored again.
 */
enum status blob_take(struct change *c, int fd, const char *name, int64_t total,
	char sha256[HASH_TEXT], int64_t *size) MUST_USE;

/*
 * Gives the bytes of `sha256` chunk by chunk, then hashes what it gave. `fn` may be NULL (verify).
 * ST_NOTFOUND: there are none; ST_DB: they are damaged (their hash is another). Another answer of
 * fn than ST_OK ends it.
 */
typedef enum status blob_fn(void *arg, const void *bytes, size_t len);
enum status blob_give(struct db *db, const char *sha256, blob_fn *fn, void *arg) MUST_USE;

/*
 * What the SHA-256 of the bytes stored as `sha256` is now: the same, unless they are damaged.
 * ST_NOTFOUND: there are none.
 */
enum status blob_hash(struct db *db, const char *sha256, char now[HASH_TEXT]) MUST_USE;

#endif
