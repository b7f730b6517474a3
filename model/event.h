/*
 * What sources say of an event, and whether their dates can be the same day. Each date stands for
 * the days that it may mean: a month for all of its days; "about" (~ or %) reaches one unit further
 * on both sides, of what is known of it: a day, a month, a year. Two dates of one event conflict
 * where they have no day in common; one that is uncertain (?) does so too, as it is to be looked
 * into.
 */
#ifndef AMPARO_MODEL_EVENT_H
#define AMPARO_MODEL_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/advice.h"
#include "model/db.h"
#include "model/idset.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

struct event_date {
	int64_t account; /* 0: the event's own date */
	int64_t exhibit; /* the source; 0: none is named */
	char *date;      /* owned, as all text */
	char *source;    /* the exhibit's mark or ref; "" none */
	char *pages;     /* "" none */
	char *quote;     /* "" none */
	bool conflicts;  /* with another of the event */
};

struct event_dates {
	struct event_date *list; /* owned; the event's own first, then by their dates */
	size_t n;
	bool conflict; /* two of them have no day in common */
};

/* Those of an event, of accounts that have a date. event_dates_free() it, also after a failure. */
enum status event_dates_of(
	struct db *db, const struct record *event, struct event_dates *out) MUST_USE;
void event_dates_free(struct event_dates *d);

/* Whether two dates have no day in common; false where one is none. */
bool event_dates_conflict(const char *a, const char *b);

/* "2020-04-17 (P/1, p. 3); 2020-05 (P/2)", of all dates, appended. */
void event_dates_words(const struct event_dates *d, struct str *out);

/* The events with conflicting dates, of a case or (0) of all: their ids into `out`. */
enum status event_conflicts(struct db *db, int64_t case_id, struct idset *out) MUST_USE;

/* For an event, or an account of one, whose dates conflict. */
enum status event_advise(struct db *db, const struct record *r, advice_fn *fn, void *arg) MUST_USE;

#endif
