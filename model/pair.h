/*
 * Doubtful pairs: two rows that may be one person, for somebody to look at. Records of ENTITY_PAIR;
 * here is what is done to them by the thousand, and what a verdict does.
 */
#ifndef AMPARO_MODEL_PAIR_H
#define AMPARO_MODEL_PAIR_H

#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/status.h"

enum pair_verdict { PAIR_OPEN, PAIR_LATER, PAIR_SAME, PAIR_DIFFERENT };

/*
 * Writes a pair that waits, in either order, unless the two rows are a pair already, judged or
 * not: *fresh (may be NULL) says which. `score` is of 100, `why` a phrase for people.
 */
enum status pair_write(struct change *c, int64_t petition, int64_t a, int64_t b, int score,
	const char *why, bool *fresh) MUST_USE;

/* Another weight of a pair; `why` NULL: as it was. */
enum status pair_weigh(struct change *c, int64_t pair, int score, const char *why) MUST_USE;

/*
 * The verdict on a pair, as one change: the same makes one row a duplicate of the other by the rule
 * `review` (person.h), different parts them where they were one. May be given again, another one.
 */
enum status pair_judge(struct db *db, int64_t pair, enum pair_verdict verdict) MUST_USE;

/* On two rows of a petition that need not be a pair yet. ST_INVALID: not two, or of two petitions.
 */
enum status pair_judge_rows(
	struct db *db, int64_t a, int64_t b, enum pair_verdict verdict) MUST_USE;

/* ---- the queue: not decided ones from the most alike on, then those put off ---- */

/* A place in the queue. Zeroed: before the first. */
struct pair_place {
	int64_t pair;
	int64_t score;
	bool later;
};

/* How many wait: not decided, and of these put off. */
struct pair_waiting {
	int64_t open, later;
};

enum status pair_count(struct db *db, int64_t petition, struct pair_waiting *out) MUST_USE;

/* The place after (or before) that one; ST_END: none. From a zeroed place: the first, the last. */
enum status pair_step(
	struct db *db, int64_t petition, bool back, struct pair_place *place) MUST_USE;

/* How many of the queue are before that place. */
enum status pair_before(
	struct db *db, int64_t petition, const struct pair_place *place, int64_t *out) MUST_USE;

#endif
