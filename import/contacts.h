/*
 * Contacts from a file: vCards, or a table in any of the dialects that source.h opens. First a
 * plan, made row by row and changing nothing; then the deed, which saves exactly what the plan
 * said, as one change.
 *
 * Verdicts are those of plan.h. `same` is a row of a contact that an earlier row of the file spoke
 * of already: what that left empty is filled, nobody is added twice. `doubtful` rows are added, and
 * said.
 */
#ifndef AMPARO_IMPORT_CONTACTS_H
#define AMPARO_IMPORT_CONTACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "import/columns.h"
#include "import/plan.h"
#include "import/source.h"
#include "model/db.h"
#include "model/status.h"

struct contacts_options {
	const char *path;
	struct source_options source; /* what was said of the file; of cards the encoding alone */
	const char *const *maps;      /* "COLUMN=FIELD", ends with NULL; NULL: guesses alone */
	int64_t in_case;     /* the file is kept as an exhibit of this case; 0: it is not */
	const char *rejects; /* a new file for what is refused, see rejects.h; NULL: none. It is
				   gone where the plan was broken off, or the deed failed. */
	size_t samples;      /* rows of each verdict that the plan keeps */
	/* Called for each row. May be NULL. Another answer than ST_OK ends it and is passed on. */
	enum status (*row)(void *arg, const struct plan_row *row);
	void *arg;
};

struct contacts;

/*
 * Opens the file and reads who is held. `o` is copied, what it points to stays the caller's. On
 * failure *out is NULL: ST_IO; ST_INVALID: it is no file of contacts, or a map names what there is
 * not; ST_STOPPED.
 */
enum status contacts_open(
	struct db *db, const struct contacts_options *o, struct contacts **out) MUST_USE;
void contacts_close(struct contacts *c); /* NULL is fine */

/* Whether it is cards: they have no columns. */
bool contacts_are_cards(const struct contacts *c);
const struct columns *contacts_columns(const struct contacts *c); /* of a table */
struct source *contacts_source(struct contacts *c);               /* of a table */

/* Judges about `rows` more. ST_OK: there are more; ST_END: the plan is whole; or a failure:
 * ST_IO, the file cannot be read, or the refused cannot be written. */
enum status contacts_step(struct contacts *c, int rows) MUST_USE;

/* What was judged so far. Lent. */
const struct import_plan *contacts_plan(const struct contacts *c);

/* How much of the file was read, of how much; bytes. */
void contacts_progress(const struct contacts *c, int64_t *done, int64_t *total);

/*
 * Whether the whole plan can be done: ST_CONFLICT, as below; ST_INVALID: the file has no rows.
 */
enum status contacts_check(struct contacts *c) MUST_USE;

/*
 * Does what the whole plan says; its `batch` is then the number of the entry in the log. Where it
 * says that nothing changes, nothing is written. ST_CONFLICT: every row was refused; or the case
 * file changed since the plan was made. ST_IO: the file changed.
 * ST_STOPPED. On any failure nothing is changed.
 */
enum status contacts_apply(struct contacts *c) MUST_USE;

#endif
