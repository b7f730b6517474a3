#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/deadline.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/home.h"

/* Deadlines on the first page: what is near, what one is to be warned of, what no longer holds. */

#define NEAR_MAX 100
#define FAR_MAX 200 /* further away ones that are looked at */

struct look {
	struct home *h;
	struct deadline_data data; /* read when the first is looked at */
	bool have_data;
	long today;
};

static bool is_stale(struct db *db, struct look *l, const struct record *r)
{
	struct str why = STR_INIT;
	bool stale;

	if (!deadline_counted(r))
		return false;
	if (!l->have_data)
		deadline_data_read(&l->data);
	l->have_data = true;
	stale = deadline_stale(db, &l->data, r, &why) == ST_OK && why.len;
	str_free(&why);
	return stale;
}

static long days_to(const struct look *l, const struct record *r, const char *field)
{
	struct date d;

	if (date_parse(record_show(r, field), &d) != ST_OK || !d.day)
		return INT16_MAX;
	return date_to_days(&d) - l->today;
}

static void take(struct db *db, struct look *l, const struct record *r)
{
	bool stale = is_stale(db, l, r);
	bool far = days_to(l, r, "due") > DAYS_AHEAD;
	struct due *due;

	if (far && l->h->later < 0)
		l->h->later = days_to(l, r, "due");
	if (far && !stale && days_to(l, r, "warning") > 0)
		return;
	due = home_add_due(l->h, r, "due");
	if (due) {
		due->warned = far;
		due->stale = stale;
		due->petition = record_num(r, "petition");
		due->in_case = record_num(r, "case");
		due->hearing = !strcmp(record_show(r, "kind"), "hearing");
	}
}

static enum status walk(struct db *db, struct look *l, const char *sign, int64_t limit)
{
	struct query q = { .entity = ENTITY_DEADLINE, .sort = "due", .limit = limit };
	struct date until = date_from_days(l->today + DAYS_AHEAD);
	char text[DATE_TEXT_MAX];
	struct str where = STR_INIT;
	struct cursor *c = NULL;
	struct record row = { 0 };
	enum status st;

	date_format(&until, text);
	str_addf(&where, "status:open due%s%s", sign, text);
	q.where = str_text(&where);
	st = query_open(db, &q, NULL, false, &c);
	while (st == ST_OK) {
		st = query_next(c, &row);
		if (st == ST_OK)
			take(db, l, &row);
		record_free(&row);
	}
	query_close(c);
	str_free(&where);
	return st == ST_END ? ST_OK : st;
}

static enum status read_unlimited(struct db *db, struct home *h)
{
	int64_t ids[UNLIMITED_AT_HOME];
	size_t n = 0;
	enum status st = deadline_missing(db, UNLIMITED_AT_HOME, ids, &n);

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct record r;

		st = record_load(db, ENTITY_CASE, ids[i], &r);
		if (st == ST_OK)
			h->unlimited[h->n_unlimited++] =
				(struct home_unlimited){ r.id, mem_text(record_show(&r, "ref")) };
		record_free(&r);
	}
	return st;
}

static enum status read_unchecked(struct db *db, struct home *h)
{
	struct record r;
	int64_t first = 0;
	enum status st = deadline_count_unchecked(db, &h->unchecked, &first);

	if (st != ST_OK || !first)
		return st;
	st = record_load(db, ENTITY_DEADLINE, first, &r);
	if (st == ST_OK)
		h->one = (struct home_unlimited){ r.id, mem_text(record_show(&r, "ref")) };
	record_free(&r);
	return st;
}

enum status home_read_deadlines(struct db *db, struct home *h)
{
	struct date today = date_today();
	struct look l = { .h = h, .today = date_to_days(&today) };
	enum status st = walk(db, &l, "<=", NEAR_MAX);

	if (st == ST_OK)
		st = walk(db, &l, ">", FAR_MAX);
	if (l.have_data)
		deadline_data_free(&l.data);
	if (st == ST_OK)
		st = read_unchecked(db, h);
	return st == ST_OK ? read_unlimited(db, h) : st;
}

void home_unlimited_free(struct home *h)
{
	while (h->n_unlimited)
		free(h->unlimited[--h->n_unlimited].ref);
	free(h->one.ref);
	h->one = (struct home_unlimited){ 0, NULL };
	h->unchecked = 0;
}
