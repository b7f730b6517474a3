/*
 * Exhibits and the evidence store: bytes in chunks in the case file, found by SHA-256, stored
 * once, never changed. Files of any size stream through a buffer of 256 KiB.
 */
#ifndef AMPARO_MODEL_EXHIBIT_H
#define AMPARO_MODEL_EXHIBIT_H

#include <stdint.h>

#include "model/advice.h"
#include "model/change.h"
#include "model/custody.h"
#include "model/db.h"
#include "model/journal.h"
#include "model/record.h"
#include "model/status.h"

/*
 * Takes `path` in as the bytes of `exhibit` (a record of ENTITY_EXHIBIT with its case set, id 0; an
 * empty title becomes the file's name) and saves it with a first custody entry: one change for all.
 * ST_IO: the file cannot be read, or shrank or grew meanwhile. Otherwise as record_save().
 */
enum status exhibit_add(struct change *c, struct record *exhibit, const char *path) MUST_USE;

/* The same; `by` is who took it in, for that entry. */
enum status exhibit_add_by(
	struct change *c, struct record *exhibit, const char *path, const char *by) MUST_USE;

/*
 * Writes the bytes to `path`, which must not exist (mode 0600), and checks their hash on the way.
 * ST_NOTFOUND: the exhibit has no bytes. ST_IO; ST_DB: the stored bytes are damaged, and the file
 * is removed.
 */
enum status exhibit_extract(struct db *db, int64_t id, const char *path) MUST_USE;

/* The same into a file descriptor that the caller opened and closes. */
enum status exhibit_write(struct db *db, int64_t id, int fd) MUST_USE;

/*
 * Reads the bytes of one exhibit (or of all, id 0) and compares with the hash taken at intake.
 * `found` gets a sentence for each that differs or is missing; *bad counts them, *seen (may be
 * NULL) those read. Those by reference are read where they lie; that a drive is not there is said,
 * too, and not counted.
 */
enum status exhibit_verify(struct db *db, int64_t id, verify_fn *found, void *arg, int64_t *bad,
	int64_t *seen) MUST_USE;

/* The same; each that was read is added to `read` (may be NULL), with what its bytes are now. */
enum status exhibit_verify_each(struct db *db, int64_t id, struct custody_batch *read,
	verify_fn *found, void *arg, int64_t *bad, int64_t *seen) MUST_USE;

/* For advice_of(): what is attached to an exhibit that may not leave, and may leave itself. */
enum status exhibit_advise(
	struct db *db, const struct record *r, advice_fn *fn, void *arg) MUST_USE;

/*
 * A name under which its file may leave: `<mark or ref>-<slug of the title>.<extension>` in
 * [A-Za-z0-9._-]. Appended.
 */
void exhibit_safe_name(const struct record *exhibit, struct str *out);

#endif
