/*
 * How many signed, from where. Declared totals and held rows are different facts: the first
 * come from `total` records, the second are counted.
 */
#ifndef AMPARO_MODEL_COUNT_H
#define AMPARO_MODEL_COUNT_H

#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

struct count_place {
	char country[8]; /* "" where the row names none */
	int64_t counted;
};

struct count {
	int64_t declared;      /* the latest total declared; -1: none */
	char declared_on[16];  /* when it was observed, EDTF; "" not known */
	char *declared_source; /* owned; NULL: none */
	int64_t held;          /* rows, in any state */
	int64_t pending, valid, duplicate, invalid, withdrawn;
	int64_t counted;            /* the valid ones */
	struct count_place *places; /* owned; by number, the largest first, then by code */
	size_t n_places;
};

/* `out` need not be initialised; count_free() it. held = pending+valid+duplicate+invalid+withdrawn.
 */
enum status count_petition(struct db *db, int64_t petition, struct count *out) MUST_USE;
void count_free(struct count *c);

/*
 * The same a bit at a time, for who must answer somebody meanwhile. count_step() reads on from
 * where the last one ended: ST_OK when there is more to read, ST_STOPPED likewise, where
 * db_set_interrupt()'s function wanted it to stop; ST_END when all is read. count_so_far() is what
 * was read until then, and the count itself after ST_END; lent until count_free_work(). What is
 * committed in between may or may not be in it: who wants it exact begins again.
 */
struct count_work;
enum status count_begin(struct db *db, int64_t petition, struct count_work **out) MUST_USE;
enum status count_step(struct count_work *w) MUST_USE;
const struct count *count_so_far(struct count_work *w);

/* Gives the count away; `out` is the caller's. Ends the work. */
void count_finish(struct count_work *w, struct count *out);
void count_free_work(struct count_work *w); /* NULL is fine */

/* Rows of one state that one rule gave it: "same-email", "rule:bots"; "" where none is said. */
struct count_rule {
	const char *state; /* lent, for the life of the program */
	char *rule;        /* owned */
	int64_t rows;
};

/*
 * The rows that do not count, by state (duplicate, invalid, pending, withdrawn) and rule, the most
 * first. Those of one state together are its number in struct count. From an index alone. The
 * caller frees it with count_rules_free().
 */
enum status count_rules(
	struct db *db, int64_t petition, struct count_rule **out, size_t *n) MUST_USE;
void count_rules_free(struct count_rule *rules, size_t n);

/* What people call such a rule, marked for translation; NULL: it is of somebody's own. */
const char *count_rule_words(const char *rule);

/*
 * Of the counted ones, those whose names may be shown: public consent, a level that may be filed,
 * and not anonymised. Reads every row.
 */
enum status count_named(struct db *db, int64_t petition, int64_t *out) MUST_USE;

#endif
