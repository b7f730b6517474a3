/* What a day is where a time limit runs: a working day, or why not. Pure functions of the data. */
#ifndef AMPARO_MODEL_DEADLINE_DAYS_H
#define AMPARO_MODEL_DEADLINE_DAYS_H

#include "model/deadline_rule.h"
#include "model/status.h"

enum day_kind { DAY_WORKING, DAY_WEEKEND, DAY_HOLIDAY, DAY_RECESS };

struct day_is {
	enum day_kind kind;
	const char *name; /* of the holiday; lent; NULL: it is none */
	const char
		*recess; /* the recess that it lies in, be it a holiday or not; lent; NULL: none */
	bool verified;   /* the calendar was read where it says */
};

/*
 * What `day` (since 1970-01-01) is in the calendar `id`. A holiday on a weekend is a holiday; a day
 * of a recess is that only where it is nothing else. ST_NOTFOUND: there is no calendar for its
 * year, and nothing is guessed.
 */
enum status deadline_day(
	const struct deadline_data *data, const char *id, long day, struct day_is *out) MUST_USE;

/* Whether it is a working day for this rule: a recess is none where the rule says that it makes a
 * difference. */
bool deadline_works(const struct deadline_rule *rule, const struct day_is *is);

/* "Wednesday 27 October 2021", "a Sunday". Append. */
void deadline_day_words(long day, struct str *out);
void deadline_day_short(long day, struct str *out); /* without the day of the week */
const char *deadline_a_weekday(long day);           /* translated; lent */

#endif
