/*
 * Templates of messages: a text whose first line is "Subject: …", then an empty line, then the
 * body. {name} stands for a value, {{ for a brace. A line that holds the name of an empty value is
 * left out, so that one text does for letters with and without a last day; of a subject, only the
 * name.
 */
#ifndef AMPARO_EXPORT_TEMPLATE_H
#define AMPARO_EXPORT_TEMPLATE_H

#include <stddef.h>

#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

struct template_value {
	const char *name;
	const char *text; /* NULL or "": empty; may have several lines */
};

/*
 * Whether `text`, which people know as `file`, can be filled with these: ST_INVALID: not UTF-8, no
 * subject, a name that there is not, or a brace that does not close; the sentence says the line.
 */
enum status template_check(struct db *db, const char *file, const char *text,
	const struct template_value *values, size_t n) MUST_USE;

/* Fills one that was checked; appends. */
void template_fill(const char *text, const struct template_value *values, size_t n,
	struct str *subject, struct str *body);

/*
 * The one that ships: `kind` is invitation, reminder or again; in the language, else in English.
 * `language` (may be NULL) becomes the one it is in. Lent for good.
 */
const char *template_shipped(const char *kind, const char **language);

/* A user's own file, as UTF-8 with LF. ST_IO, ST_INVALID. */
enum status template_read(struct db *db, const char *path, struct str *out) MUST_USE;

#endif
