/*
 * Rows of one person: one counts, the others are duplicates and name the row that they stand
 * behind (`duplicate_of`), which may stand behind another one itself. Nothing of a row is lost: it
 * keeps what it said and remembers what it was (`state_before`).
 *
 *   the row that counts is withdrawn    the person is: duplicates do not count either
 *   the row that counts is invalid      nobody counts, as what made it invalid may be true of the
 *                                       others; person_next() lets the next one count,
 *                                       behind which the invalid one stands from then on
 *   a duplicate is withdrawn            person_first() is who must be withdrawn
 */
#ifndef AMPARO_MODEL_PERSON_H
#define AMPARO_MODEL_PERSON_H

#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/status.h"

/* The row that counts for the person of row `id`, which may be that one. ST_NOTFOUND. */
enum status person_first(struct db *db, int64_t id, int64_t *first) MUST_USE;

/*
 * Rows a and b are one person. Of the rows that counted for each, the valid one that came first
 * counts from now on, or else the pending one; the other becomes its duplicate by `rule`, with
 * `reason` for people. Where one of the two is invalid or withdrawn nothing is to be done. ST_OK
 * also when they were one person already. *joined (may be NULL): the row that became a duplicate;
 * 0: none.
 */
enum status person_join(struct change *c, int64_t a, int64_t b, const char *rule,
	const char *reason, int64_t *joined) MUST_USE;

/*
 * Rows a and b are two people: where they were one, the link between them that was made in a
 * review is cut, or else that of the later row, which becomes what it was: state, reason, day and
 * rule.
 */
enum status person_part(struct change *c, int64_t a, int64_t b) MUST_USE;

/* Makes a row a duplicate of another; both of one petition and no circle. */
enum status person_mark(struct change *c, int64_t row, int64_t first, const char *rule,
	const char *reason) MUST_USE;

/* How many persons of the petition have duplicates, but a row that is invalid before them. */
enum status person_count_orphans(struct db *db, int64_t petition, int64_t *out) MUST_USE;

/* Lets the next row of each of them count: the one that came first; one change. */
enum status person_next(struct db *db, int64_t petition, int64_t *out) MUST_USE;

#endif
