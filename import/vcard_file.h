/* A file of vCards: what it is, its hash, and its cards in UTF-8 whatever its encoding. */
#ifndef AMPARO_IMPORT_VCARD_FILE_H
#define AMPARO_IMPORT_VCARD_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/vcard.h"
#include "model/db.h"
#include "model/status.h"

struct vcard_file;

/* Whether the file begins as one of vCards does, whatever its name. False where it cannot be read.
 */
bool vcard_file_is(const char *path);

/*
 * `encoding` is what somebody says that it is in, as typed; NULL: nothing. ST_IO: it cannot be
 * read, or is no plain file. ST_INVALID: there is no such encoding. ST_STOPPED.
 */
enum status vcard_file_open(
	struct db *db, const char *path, const char *encoding, struct vcard_file **out) MUST_USE;
void vcard_file_close(struct vcard_file *f); /* NULL is fine */

struct vcards *vcard_file_cards(struct vcard_file *f);
const char *vcard_file_sha256(const struct vcard_file *f);
const char *vcard_file_encoding(
	const struct vcard_file *f); /* "UTF-8", "UTF-16LE", or as was said */
int64_t vcard_file_size(const struct vcard_file *f);

/* Bytes of the file read so far, for progress. */
int64_t vcard_file_offset(const struct vcard_file *f);

/*
 * Gives the bytes from `from` on up to `to` of what vcard_file_cards() reads, in UTF-8 where the
 * file is in another encoding: the first 64 KiB at once, or as many as there are. `from` may not be
 * less than the last call's `to`. ST_IO.
 */
typedef void vcard_bytes_fn(void *arg, const char *bytes, size_t len);
enum status vcard_file_copy(struct db *db, struct vcard_file *f, int64_t from, int64_t to,
	vcard_bytes_fn *fn, void *arg) MUST_USE;

/* The file is still what it was when it was opened: ST_OK; or ST_IO, with its sentence. */
enum status vcard_file_unchanged(struct db *db, const struct vcard_file *f) MUST_USE;

#endif
