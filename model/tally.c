#include "config.h"

#include "model/tally.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/stmt.h"

#define STEP_ROWS 50000 /* rows of the index read in a step */
#define STEP_DATES 1000 /* different dates in a step */
#define MONDAY 3        /* days from the Monday of its week to 1970-01-01 */

#define SIGNED "rtrim(signed, '~?%')"

void tally_begin(struct tally *t, int64_t petition, const struct date *from)
{
	char text[DATE_TEXT_MAX];

	*t = (struct tally){ .petition = petition, .id = INT64_MIN };
	if (!from)
		return;
	date_format(from, text);
	/* Read on from just before it: nothing sorts between. */
	text[strlen(text) - 1]--;
	t->key = mem_text(text);
	t->id = INT64_MAX;
}

void tally_free(struct tally *t)
{
	free(t->dates);
	free(t->key);
	memset(t, 0, sizeof(*t));
}

/* What was read of one date is put away. */
static void put(struct tally *t)
{
	struct date date;

	t->counted += t->here;
	if (t->here == 0)
		return;
	if (!t->key || date_parse(t->key, &date) != ST_OK) {
		t->undated += t->here;
	} else {
		if (t->n_dates % 64 == 0)
			t->dates = mem_resize(t->dates, t->n_dates + 64, sizeof(*t->dates));
		t->dates[t->n_dates++] = (struct tally_date){ date, t->here };
	}
	t->here = 0;
}

/* Rows of the date that is being read, at most STEP_ROWS; *rows: how many there were. */
static enum status read_rows(struct db *db, struct tally *t, int64_t *rows)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT count(*), coalesce(sum(state = 'valid'), 0), coalesce(max(id), 0) FROM "
		"(SELECT id, state FROM signatory INDEXED BY signatory_signed "
		"WHERE petition = :petition AND " SIGNED " IS :key AND id > :id "
		"ORDER BY id LIMIT :most)",
		&s);

	*rows = 0;
	if (st)
		return st;
	stmt_int(s, ":petition", t->petition);
	stmt_text(s, ":key", t->key);
	stmt_int(s, ":id", t->id);
	stmt_int(s, ":most", STEP_ROWS);
	st = stmt_step(s);
	if (st == ST_OK) {
		*rows = stmt_get_int(s, 0);
		t->here += stmt_get_int(s, 1);
		t->id = *rows ? stmt_get_int(s, 2) : t->id;
	}
	stmt_done(s);
	return st;
}

/* On to the next date; ST_END: there is none. */
static enum status next_date(struct db *db, struct tally *t)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT " SIGNED " FROM signatory INDEXED BY signatory_signed "
		"WHERE petition = :petition AND " SIGNED " > :key ORDER BY " SIGNED " LIMIT 1",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", t->petition);
	stmt_text(s, ":key", t->key ? t->key : "");
	st = stmt_step(s);
	if (st == ST_OK) {
		char *key = mem_text(stmt_get_text(s, 0));

		put(t);
		free(t->key);
		t->key = key;
		t->id = INT64_MIN;
	} else if (st == ST_END) {
		put(t);
		t->done = true;
	}
	stmt_done(s);
	return st;
}

enum status tally_step(struct db *db, struct tally *t)
{
	int64_t read = 0;

	if (t->done)
		return ST_END;
	for (int dates = 0; dates < STEP_DATES && read < STEP_ROWS; dates++) {
		int64_t rows = 0;
		enum status st = read_rows(db, t, &rows);

		read += rows;
		if (st == ST_OK && rows < STEP_ROWS)
			st = next_date(db, t);
		if (st)
			return st;
	}
	return ST_OK;
}

enum status tally_latest(
	struct db *db, int64_t petition, const struct date *until, struct date *out)
{
	char text[DATE_TEXT_MAX];
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT " SIGNED " FROM signatory INDEXED BY signatory_signed "
		"WHERE petition = :petition AND " SIGNED " <= :until AND state = 'valid' "
		"ORDER BY " SIGNED " DESC LIMIT 1",
		&s);

	if (st)
		return st;
	date_format(until, text);
	stmt_int(s, ":petition", petition);
	stmt_text(s, ":until", text);
	st = stmt_step(s);
	if (st == ST_OK && date_parse(stmt_get_text(s, 0), out) != ST_OK)
		st = ST_END;
	stmt_done(s);
	return st;
}

/* ---- units ---- */

bool tally_fits(const struct date *d, enum tally_unit unit)
{
	if (unit == TALLY_YEAR)
		return true;
	return unit == TALLY_MONTH ? d->month > 0 : d->day > 0;
}

static long floor_div(long a, long b)
{
	return a >= 0 ? a / b : -((-a + b - 1) / b);
}

long tally_place(const struct date *d, enum tally_unit unit)
{
	assert(tally_fits(d, unit));
	switch (unit) {
	case TALLY_DAY:
		return date_to_days(d);
	case TALLY_WEEK:
		return floor_div(date_to_days(d) + MONDAY, 7);
	case TALLY_MONTH:
		return (long)d->year * 12 + d->month - 1;
	case TALLY_YEAR:
		break;
	}
	return d->year;
}

static bool is_day(long days)
{
	static const struct date first = { 1, 1, 1, DATE_SURE };
	static const struct date last = { 9999, 12, 31, DATE_SURE };

	return days >= date_to_days(&first) && days <= date_to_days(&last);
}

enum status tally_first(enum tally_unit unit, long place, struct date *out)
{
	long days = unit == TALLY_WEEK ? place * 7 - MONDAY : place;

	if (unit == TALLY_DAY || unit == TALLY_WEEK) {
		if (!is_day(days))
			return ST_INVALID;
		*out = date_from_days(days);
		return ST_OK;
	}
	*out = (struct date){ .year = (int)place, .month = 1, .day = 1 };
	if (unit == TALLY_MONTH) {
		out->year = (int)floor_div(place, 12);
		out->month = (int)(place - (long)out->year * 12) + 1;
	}
	return out->year >= 1 && out->year <= 9999 ? ST_OK : ST_INVALID;
}

void tally_span(const struct tally *t, enum tally_unit unit, struct tally_span *out)
{
	*out = (struct tally_span){ .any = false };
	for (size_t i = 0; i < t->n_dates; i++) {
		const struct tally_date *d = &t->dates[i];
		long place;

		if (!tally_fits(&d->date, unit)) {
			out->vague += d->counted;
			continue;
		}
		place = tally_place(&d->date, unit);
		if (!out->any || place < out->first)
			out->first = place;
		if (!out->any || place > out->last)
			out->last = place;
		out->any = true;
	}
}

void tally_fill(const struct tally *t, enum tally_unit unit, long first, size_t n, int64_t *out)
{
	memset(out, 0, n * sizeof(*out));
	for (size_t i = 0; i < t->n_dates; i++) {
		const struct tally_date *d = &t->dates[i];
		long place;

		if (!tally_fits(&d->date, unit))
			continue;
		place = tally_place(&d->date, unit);
		if (place >= first && place - first < (long)n)
			out[place - first] += d->counted;
	}
}
