/*
 * Rules of time limits, and the calendars that some of them need, as data: share/deadlines/ and the
 * user's own ~/.config/amparo/deadlines/, which takes the place of what ships under the same name.
 * Rules stand in rules/NAME.conf, calendars in holidays/COUNTRY-YEAR.conf;
 * share/deadlines/README.md says what may stand in them. A rule or a calendar with a line that is
 * wrong is not used at all: nothing is counted by half of a rule.
 */
#ifndef AMPARO_MODEL_DEADLINE_RULE_H
#define AMPARO_MODEL_DEADLINE_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/date.h"
#include "model/str.h"

enum term_unit {
	TERM_DAYS,
	TERM_WEEKS,
	TERM_MONTHS,
	TERM_YEARS,
	TERM_WORKING_DAYS,
	TERM_NONE, /* there is no limit */
};

/* What becomes of a last day that is no working day. */
enum term_end { END_ANY_DAY, END_NEXT_WORKING, END_DAY_BEFORE };

enum term_recess {
	RECESS_COUNTS,  /* its days are days as others */
	RECESS_SKIPPED, /* its days do not count */
	RECESS_MOVES,   /* they count, but a last day in it is no working day */
};

/* Months on, from a day that the month there does not have. */
enum month_end { MONTH_LAST_DAY, MONTH_NEXT_DAY };

struct deadline_rule {
	char *id;   /* owned, as all texts here */
	char *name; /* what the limit is for */
	char *body; /* whose rule it is */
	char *law;
	char *source;         /* where the law can be read; NULL: not said */
	struct date verified; /* the day it was read there; year 0: it was not */
	char *event;          /* what it counts from, such as "the final domestic decision" */
	char *note;           /* lines for the sheet; NULL: none */
	bool given;           /* the number is given by who counts: days that a court set */
	bool before;          /* it counts back, from an event that is to come */
	bool clear;           /* counting back: the last day is none of the days either */
	int n;                /* of units, where it is not given */
	enum term_unit unit;
	int short_term; /* days up to this number are working days; 0: it makes no difference */
	bool first_counts;
	enum term_end end;
	enum term_recess recess;
	enum month_end month_end;
	char *calendar;           /* such as IL; NULL: the rule asks for none */
	struct date events_from;  /* only events from this day on; year 0: any */
	struct date events_until; /* and to this day */
	int warn;                 /* days before the last one; 0: no early warning */
};

struct calendar_span {
	long first, last; /* days since 1970-01-01 */
	char *name;
	bool recess; /* of the courts; else a holiday */
};

/* One calendar in one year. */
struct deadline_calendar {
	char *id;
	int year;
	unsigned weekend;     /* bit 1 << day of the week, 1 Monday to 7 Sunday */
	char *source;         /* NULL: not said */
	struct date verified; /* year 0: it was not */
	struct calendar_span *spans;
	size_t n_spans;
};

struct deadline_data {
	struct deadline_rule *rules; /* in the order of their ids */
	size_t n_rules;
	struct deadline_calendar *calendars;
	size_t n_calendars;
	struct str problems; /* what is wrong in the files, a sentence a line */
};

/* Reads both folders. deadline_data_free() it. */
void deadline_data_read(struct deadline_data *out);
void deadline_data_free(struct deadline_data *data);

/* Adds what one such folder has; `data` is zero at first. What it has under a known name takes its
 * place. */
void deadline_data_add(struct deadline_data *data, const char *folder);

/* The same from text, for one file: a rule file, or (`calendar`) one of holidays. */
void deadline_data_text(
	struct deadline_data *data, const char *name, const char *text, size_t len, bool calendar);

/* NULL: there is none. Lent. */
const struct deadline_rule *deadline_rule_find(const struct deadline_data *data, const char *id);
const struct deadline_calendar *deadline_calendar_find(
	const struct deadline_data *data, const char *id, int year);

/* "4 months", "15 working days", "21 clear days before", "no limit". Appends. */
void deadline_rule_term(const struct deadline_rule *rule, int n, struct str *out);

/* "4 months", the number and the units alone. Appends. */
void deadline_rule_units(const struct deadline_rule *rule, int n, struct str *out);

#endif
