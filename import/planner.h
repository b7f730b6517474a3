/*
 * Judges the rows of a signatory file one after another: what is to be done with each. It changes
 * nothing; a dry run and an import ask it the same questions in the same order, and what it answers
 * depends on the rows before, on the file and on what was held before the import alone.
 */
#ifndef AMPARO_IMPORT_PLANNER_H
#define AMPARO_IMPORT_PLANNER_H

#include <stdbool.h>
#include <stdint.h>

#include "import/plan.h"
#include "import/row.h"
#include "model/db.h"
#include "model/signatory.h"
#include "model/status.h"
#include "model/str.h"

struct planner;

/* Reads what `petition` holds. `platform` is where the file comes from; "": not known. */
enum status planner_open(
	struct db *db, int64_t petition, const char *platform, struct planner **out) MUST_USE;
void planner_close(struct planner *p); /* NULL is fine */

/* How many rows the petition held. */
int64_t planner_held(const struct planner *p);

/* The rows that come in are written, under `batch`: they are known by their ids from now on. */
void planner_writes(struct planner *p, int64_t batch);

struct judged {
	enum plan_verdict verdict;
	int64_t other;    /* the row that it is about: see planner_keep(); 0: none */
	int64_t first;    /* the row that counts for that person */
	const char *rule; /* why they are surely the same: one of the words of alike.h */
	const char *why;  /* the same, or why it is doubtful, for people; static */
	int score;
	unsigned differ;       /* PLAN_UPDATE: which fields, see signatory_update.h */
	struct signatory said; /* PLAN_UPDATE: only what the file itself says; lent as `one` is */
};

/*
 * `one` is what row_take() made of `row`. It is refused, and `why` says so, where it is nobody who
 * is held by name and may be one of those whose names were taken off (anonymised.h).
 */
enum status planner_judge(struct planner *p, const struct row *row, const struct signatory *one,
	struct judged *out) MUST_USE;

/*
 * The row judged last was taken in. `key` is its id where it was written; on a dry run its line,
 * taken negative; for updated and unchanged rows it is not looked at.
 */
void planner_keep(
	struct planner *p, const struct signatory *one, const struct judged *j, int64_t key);

/* What is told of it: "updates s123: City Haifa → Tel Aviv". Appends. */
enum status planner_tell(struct planner *p, const struct judged *j, struct str *out) MUST_USE;

#endif
