/* The evidence store: bytes in chunks, found by SHA-256, stored once, never changed. Private to
 * model/. */
#ifndef AMPARO_MODEL_BLOB_H
#define AMPARO_MODEL_BLOB_H

#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"
#include "model/hash.h"
#include "model/status.h"

/*
 * Bytes on their way into the store, as part of `c`: begin, add as they come, end. One at a time.
 * The same bytes stored before are found at the end, and not stored again. end(), back() and
 * drop() free it.
 */
struct blob_intake;

enum status blob_begin(struct change *c, struct blob_intake **out) MUST_USE;
enum status blob_add(struct blob_intake *in, const void *bytes, size_t len) MUST_USE;
enum status blob_end(struct blob_intake *in, char sha256[HASH_TEXT], int64_t *size) MUST_USE;

/* Takes back what was added; the change goes on without it. */
enum status blob_back(struct blob_intake *in) MUST_USE;

/* For a change that will be cancelled; keeps the sentence of db_error(). NULL is fine. */
void blob_drop(struct blob_intake *in);

/* Whether there are bytes of that hash. False also after a failure. */
bool blob_is_kept(struct db *db, const char *sha256);

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
