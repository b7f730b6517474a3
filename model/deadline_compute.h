/*
 * The last day of a time limit, with every step of the count as a line that a second person can
 * follow. A pure function of the rule, the calendars, and the day it counts from. The program
 * computes; whoever relies on it answers for it.
 */
#ifndef AMPARO_MODEL_DEADLINE_COMPUTE_H
#define AMPARO_MODEL_DEADLINE_COMPUTE_H

#include "model/deadline_rule.h"
#include "model/status.h"
#include "model/str.h"

struct deadline_count {
	struct date due;     /* year 0: the rule sets no limit */
	struct date warning; /* the day of the early warning; year 0: none */
	struct str lines;    /* the arithmetic, a step a line */
	bool unverified; /* the rule, or a calendar that it needed, was not checked by anybody */
	struct str why;  /* what stands in the way, where it cannot be counted; one sentence */
};

/*
 * Counts from the day `from`, on, or back where the rule says "before"; `n` is the number of days
 * that a court set, for rules that ask for it, else 0. ST_END: the rule sets no limit (the lines
 * say so). ST_INVALID: `from` is not a day, the rule does not reach to it, or `n` is missing or out
 * of place. ST_NOTFOUND: a calendar is not there for a year that the count needs; the sentence
 * names the file to add. `out` need not be initialised; deadline_count_free() it in any case.
 */
enum status deadline_compute(const struct deadline_data *data, const struct deadline_rule *rule,
	const struct date *from, int n, struct deadline_count *out) MUST_USE;

void deadline_count_free(struct deadline_count *c);

/* "Art. 35 ..., read on 21 November 2026", or "not verified: check the source". Appends. */
void deadline_rule_source(const struct deadline_rule *rule, struct str *out);

#endif
