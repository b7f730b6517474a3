/*
 * When people signed: the counted (valid) signatories of a petition by the date that each gave. One
 * walk over an index, in steps that are stopped and taken up again: at ten million rows a chart
 * grows while it is looked at. All of them together are the `counted` of count.h, a test holds
 * that.
 */
#ifndef AMPARO_MODEL_TALLY_H
#define AMPARO_MODEL_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/db.h"
#include "model/status.h"

/* Those who gave one date; it may be a year or a month alone. Its doubt is left out. */
struct tally_date {
	struct date date;
	int64_t counted;
};

struct tally {
	int64_t petition;
	struct tally_date *dates; /* owned; in the order of date_compare() */
	size_t n_dates;
	int64_t undated; /* those who gave no date */
	int64_t counted; /* all together, so far */
	bool done;       /* everything was read */
	char *key;       /* owned; the date that is being read; NULL: none given */
	int64_t id;      /* the last row read of it */
	int64_t here;    /* counted of it so far */
};

/* Begins. `from` (may be NULL): only dates from that one on, and none of those without. Frees
 * nothing. */
void tally_begin(struct tally *t, int64_t petition, const struct date *from);

/*
 * A step, of some ten milliseconds. ST_OK: there is more; ST_END: all was read; ST_STOPPED: a key
 * waits, and nothing that was read is lost.
 */
enum status tally_step(struct db *db, struct tally *t) MUST_USE;

void tally_free(struct tally *t); /* usable again after tally_begin() */

/* The last day or month, not after `until`, on which somebody who counts signed. ST_END: none. */
enum status tally_latest(
	struct db *db, int64_t petition, const struct date *until, struct date *out) MUST_USE;

enum tally_unit { TALLY_DAY, TALLY_WEEK, TALLY_MONTH, TALLY_YEAR };

/*
 * Units are numbered without a gap: days since 1970-01-01, weeks (from Monday) with that day in
 * week 0, months since the year 0, years. The date must be exact enough for the unit.
 */
bool tally_fits(const struct date *d, enum tally_unit unit);
long tally_place(const struct date *d, enum tally_unit unit);

/* The first day of a unit; ST_INVALID outside of the years 1 to 9999. */
enum status tally_first(enum tally_unit unit, long place, struct date *out) MUST_USE;

/* From the first unit with anybody to the last, and what is not in any. */
struct tally_span {
	bool any;
	long first;
	long last;
	int64_t vague; /* gave a date, but none as exact as the unit */
};

void tally_span(const struct tally *t, enum tally_unit unit, struct tally_span *out);

/* The numbers of `n` units from `first` on; units with nobody are 0. */
void tally_fill(const struct tally *t, enum tally_unit unit, long first, size_t n, int64_t *out);

#endif
