/*
 * A bag that export/bag.h packed: exhibits.csv says what is known of each exhibit and custody.csv
 * what was done with it. Private to intake_*.c.
 */
#ifndef AMPARO_IMPORT_INTAKE_OURS_H
#define AMPARO_IMPORT_INTAKE_OURS_H

#include "import/intake_internal.h"

struct ours;

/* Reads both tables; takes the text of `custody` over, which may be empty. ours_free() *out in any
 * case. Columns that are not known are told. */
enum status ours_read(struct intake *in, const struct str *exhibits, struct str *custody,
	struct ours **out) MUST_USE;
void ours_free(struct ours *o); /* NULL is fine */

/* What it says of a file, by its path in the bag; NULL: nothing. Lent. */
struct ours_row *ours_find(struct ours *o, const char *path);

/* What that file was called; NULL: not said. */
const char *ours_name(const struct ours_row *row);

/* Sets what is said of it, where nobody said otherwise for all. */
void ours_put(struct intake *in, const struct ours_row *row, struct record *r);

/* It came in as `r`, or was here already as exhibit `id`. */
void ours_took(struct intake *in, struct ours_row *row, const struct record *r, int64_t id);

/* After all files came: what has none, what belongs to what, the custody records. */
enum status ours_end(struct ours *o) MUST_USE;

#endif
