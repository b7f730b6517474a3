/*
 * Reads the bytes of exhibits, stored or by reference where they lie, with amparo-read (foreign.h)
 * and keeps what it says (model/reading.h). A file that cannot be read leaves the exhibit as it is,
 * with a reading that says why.
 */
#ifndef AMPARO_IMPORT_READ_EXHIBIT_H
#define AMPARO_IMPORT_READ_EXHIBIT_H

#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/journal.h"
#include "model/reading.h"
#include "model/status.h"

/*
 * Reads, and keeps nothing. `languages` NULL: text that is there; else those that tesseract is to
 * look for in pictures of text, such as heb+eng, on pages that have none. `out` is set even on
 * failure; reading_free() it.
 * ST_OK, also for a file that cannot be read: then out->state says so. ST_NOTFOUND: the exhibit has
 * no bytes, or they lie on a drive that is not there, or are not those taken in. ST_STOPPED. ST_IO:
 * the reader cannot be run. ST_INVALID, with `languages` alone: tesseract or a language is missing,
 * or they are no names of languages.
 */
enum status foreign_read(
	struct db *db, int64_t exhibit, const char *languages, struct reading *out) MUST_USE;

/*
 * Keeps it, and fills the exhibit's pages, type and language where they are empty or less exact. In
 * `c`, or in a change of its own where that is NULL and the exhibit changes.
 */
enum status foreign_keep(
	struct db *db, struct change *c, int64_t exhibit, struct reading *r) MUST_USE;

/* What hears the reader: a foreign_fn; `arg` is the struct reading. */
enum status foreign_hear(void *arg, uint32_t type, const unsigned char *bytes, size_t len) MUST_USE;

/* Tells of an exhibit that was read and kept. Another answer than ST_OK ends it and is passed on.
 */
typedef enum status foreign_read_fn(void *arg, int64_t exhibit, const struct reading *r);

/*
 * Reads every exhibit that nobody has read, some at a time as one change. When it is stopped, those
 * that were read are kept: ST_STOPPED. `passed` gets a sentence for each by reference that is not
 * at hand, or not what was taken in, and for each whose bytes here are damaged: then, when the
 * others are read, ST_DB.
 */
enum status foreign_read_all(
	struct db *db, foreign_read_fn *fn, verify_fn *passed, void *arg) MUST_USE;

/* Both, for who has just taken an exhibit in. A record of it that was loaded before is stale.
 * ST_NOTFOUND: it is by reference and more than FOREIGN_HELD; that is left to who asks for it. */
enum status foreign_read_exhibit(struct change *c, int64_t exhibit) MUST_USE;

#endif
