/*
 * The rows of a file that were refused, in a file of their own: as they came, in UTF-8, with the
 * same separator and a column that says why. Of vCards the refused cards, as they came, with a
 * property that says why. Once corrected it can be imported as it is.
 */
#ifndef AMPARO_IMPORT_REJECTS_H
#define AMPARO_IMPORT_REJECTS_H

#include <stdbool.h>
#include <stddef.h>

#include "import/csv.h"
#include "import/vcard_file.h"
#include "model/db.h"
#include "model/status.h"

/* The header of the column that says why; one of that name is not read (columns.c). */
#define REJECTS_COLUMN "refused because"
#define REJECTS_FOLDED "refused_because"

/* The property of a card that says why; it is not read either. */
#define REJECTS_PROPERTY "X-AMPARO-REASON"

struct rejects;

/* `path` must not exist; it is made with mode 0600. ST_IO. */
enum status rejects_open(struct db *db, const char *path, const struct csv_record *header,
	char separator, struct rejects **out) MUST_USE;
void rejects_put(struct rejects *r, const struct csv_record *record, const char *reason);

/*
 * What was put so far is written, so that nothing is imported whose refused rows would be lost.
 * ST_IO, with its sentence. NULL is fine.
 */
enum status rejects_flush(struct rejects *r) MUST_USE;

/* The same for cards. */
enum status rejects_open_cards(struct db *db, const char *path, struct rejects **out) MUST_USE;

/* A card of `file` that was just read. ST_IO: it could not be read a second time. */
enum status rejects_put_card(struct rejects *r, struct vcard_file *file, const struct vcard *card,
	const char *reason) MUST_USE;

/* Ends it; the file is taken away where `keep` is false or it could not be written. ST_IO. NULL
 * is fine. */
enum status rejects_close(struct rejects *r, bool keep) MUST_USE;

/* ---- for rejects_card.c ---- */

void rejects_write(struct rejects *r, const char *bytes, size_t len);
struct db *rejects_db(const struct rejects *r);

#endif
