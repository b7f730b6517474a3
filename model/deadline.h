/*
 * Deadlines that are counted by a rule: from a petition, a ruling, an event or a case to a record
 * with its arithmetic, and what has become of it since. Nothing is changed without being asked for.
 */
#ifndef AMPARO_MODEL_DEADLINE_H
#define AMPARO_MODEL_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/advice.h"
#include "model/db.h"
#include "model/deadline_compute.h"
#include "model/record.h"
#include "model/status.h"

/* What is to be counted. All zero at first. */
struct deadline_plan {
	const struct deadline_rule *rule; /* lent */
	int n;            /* days that were set, where the rule asks for them; else 0 */
	struct date from; /* year 0: the day of the event or ruling */
	int64_t of;       /* the case; 0: none, so that it can be counted but not kept */
	int64_t petition; /* 0: none; likewise below */
	int64_t event;
	int64_t ruling;
};

/*
 * The plan is about this record, too: a case, petition, event or ruling; the case of the last three
 * is taken with them, and the day of the last two where the plan has none and it is known to the
 * day. ST_INVALID: it is another kind of record, or of another case than the plan.
 */
enum status deadline_about(
	struct db *db, struct deadline_plan *plan, enum entity_id entity, int64_t id) MUST_USE;

/*
 * Counts. ST_INVALID also where no day is known to count from, ST_NOTFOUND where a calendar is
 * missing; the sentence is in db_error(). ST_END: the rule sets no limit. `out` need not be
 * initialised; free it in any case.
 */
enum status deadline_plan_count(struct db *db, const struct deadline_data *data,
	const struct deadline_plan *plan, struct deadline_count *out) MUST_USE;

/* The record that would be kept; `count` is of the plan, which has a case. Free it in any case. */
enum status deadline_plan_record(struct db *db, const struct deadline_plan *plan,
	const struct deadline_count *count, struct record *out) MUST_USE;

/*
 * Keeps it, new or counted again, as one change. Below the arithmetic stands `by` who counted, one
 * line of text; empty or NULL: nobody is named.
 */
enum status deadline_keep(struct db *db, struct record *r, const char *by) MUST_USE;

/* Who counted it the first time; appended, nothing where nobody was named. */
void deadline_counter(const struct record *r, struct str *out);

/* Whether `by` is the one who counted it the first time, whatever the case and the accents. */
bool deadline_counted_by(const struct record *r, const char *by);

/* Whether it was counted by a rule that is there; *rule may be NULL, *n too. */
bool deadline_counted(const struct record *r);

/*
 * Why it no longer is as it was counted: the event or ruling has another date, the rule is gone or
 * gives another day, or cites other law. A sentence is appended; none where it still holds, where
 * it was not counted by a rule, and where it is no longer open. The record is not changed.
 */
enum status deadline_stale(struct db *db, const struct deadline_data *data, const struct record *r,
	struct str *why) MUST_USE;

/*
 * What a deadline that was counted by a rule would be if it were counted again now: puts into `r`,
 * which is not saved, its day, warning, law and arithmetic, and takes away who checked it. Where it
 * counted from the date of its event or ruling, it counts from what that date is now. Answers as
 * deadline_plan_count(); ST_INVALID also where it was not counted by a rule, or its rule is gone.
 */
enum status deadline_again(
	struct db *db, const struct deadline_data *data, struct record *r) MUST_USE;

/*
 * The second person: counts again by what stands there now. Where it is the same, `by` and today
 * are put into the record, as one change; else ST_CONFLICT, and the sentence says where it differs.
 * ST_INVALID: it was not counted by a rule, or `by` is empty.
 */
enum status deadline_check(
	struct db *db, const struct deadline_data *data, int64_t id, const char *by) MUST_USE;

/* Whether it is open, was counted by a rule, and nobody counted it a second time. */
bool deadline_unchecked(const struct record *r);

/* How many are so; *first is the one that is due first, 0 where there is none. */
enum status deadline_count_unchecked(struct db *db, int64_t *n, int64_t *first) MUST_USE;

/* Says so of a deadline that is stale; of an event or ruling, which deadlines are for its sake. */
enum status deadline_advise(
	struct db *db, const struct record *r, advice_fn *fn, void *arg) MUST_USE;

/* Open cases without an open deadline, by their refs: at most `max` ids; *n is set. */
enum status deadline_missing(struct db *db, size_t max, int64_t *ids, size_t *n) MUST_USE;

#endif
