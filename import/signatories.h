/*
 * Signatories from a file into a petition: planned row by row, and, unless it is a dry run, done as
 * planned in one transaction, one batch, one journal entry.
 */
#ifndef AMPARO_IMPORT_SIGNATORIES_H
#define AMPARO_IMPORT_SIGNATORIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/plan.h"
#include "import/source.h"
#include "model/db.h"
#include "model/status.h"

struct import_options {
	int64_t petition;
	const char *path;
	struct source_options source; /* what somebody said of the file */
	const char *dates;            /* the order of its dates, dmy, mdy or ymd; NULL: found */
	const char *consent; /* for rows that say nothing of it: public, anonymous or private; NULL:
				private */
	const char *rejects; /* a new file for refused rows, as they came, with the reason; NULL:
				none */
	const char *const *maps; /* "column=field", ends with NULL; NULL: what is remembered and
				    guesses alone */
	bool dry_run;            /* everything but the deed */
	const char *sha256;      /* of the file that was looked at: another is ST_CONFLICT; NULL:
				    whatever it is */
	size_t samples;          /* of each verdict, that are kept in the plan; at most
				    PLAN_SAMPLES_MAX */
	/* Called for each row. May be NULL. Another answer than ST_OK ends it and is passed on. */
	enum status (*row)(void *arg, const struct plan_row *row);
	void *arg;
};

/*
 * `out` says what was found, counted and, unless it is a dry run, done; free it with
 * import_plan_free(), also after a failure. Where no row says anything new, nothing is changed
 * (out->batch is 0), and that is no failure.
 *
 * ST_INVALID: the file cannot be read as it is, or a question must be answered first:
 * db_error_field() is then "encoding", "dates" ...; ST_CONFLICT: every row was refused, or the same
 * file was imported before; ST_IO; ST_STOPPED. On any failure nothing is changed.
 */
enum status import_signatories(
	struct db *db, const struct import_options *o, struct import_plan *out) MUST_USE;

/*
 * The plan alone, in steps, for who cannot wait for all of it: import_begin() finds out what the
 * file is and reads who is held, import_step() judges about `rows` more (ST_END: the plan is
 * whole), import_end() ends it, whole or not. `o`, of a dry run, and `plan` stay the caller's, and
 * must stay where they are; the plan is freed by import_plan_free(). On failure *out is NULL.
 */
struct import;

enum status import_begin(struct db *db, const struct import_options *o, struct import_plan *plan,
	struct import **out) MUST_USE;
enum status import_step(struct import *in, int rows) MUST_USE;
void import_end(struct import *in); /* NULL is fine */

/* How much of the file was read, of how much; bytes. */
void import_progress(const struct import *in, int64_t *done, int64_t *total);

#endif
