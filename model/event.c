#include "config.h"

#include "model/event.h"

#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/date_typed.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

void event_dates_free(struct event_dates *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->list[i].date);
		free(d->list[i].source);
		free(d->list[i].pages);
		free(d->list[i].quote);
	}
	free(d->list);
	*d = (struct event_dates){ NULL, 0, false };
}

/* ---- the days that a date may mean ---- */

#define YEAR_LAST 9999 /* no date is later */

struct span {
	long first, last;
};

static long months_on(const struct date *d, int months, long otherwise)
{
	struct date to;

	return date_add_months(d, months, &to) == ST_OK ? date_to_days(&to) : otherwise;
}

static bool span_of(const char *text, struct span *out)
{
	struct date d, first, last;
	int months;

	if (!text || date_parse(text, &d) != ST_OK)
		return false;
	first = date_first(&d);
	last = date_last(&d);
	*out = (struct span){ date_to_days(&first), date_to_days(&last) };
	if (d.doubt != DATE_APPROXIMATE && d.doubt != DATE_BOTH)
		return true;
	if (d.day) {
		out->first--;
		out->last++;
		return true;
	}
	months = d.month ? 1 : 12;
	out->first = months_on(&first, -months, out->first);
	/* From the first day of what comes behind it: the last of a month is not always the 31st.
	 */
	if (last.year < YEAR_LAST) {
		last = date_from_days(out->last + 1);
		out->last = months_on(&last, months, out->last + 1) - 1;
	}
	return true;
}

bool event_dates_conflict(const char *a, const char *b)
{
	struct span x, y;

	return span_of(a, &x) && span_of(b, &y) && (x.last < y.first || y.last < x.first);
}

/* ---- what sources say ---- */

static char *text_of(struct stmt *s, int column)
{
	const char *text = stmt_get_text(s, column);

	return mem_text(text ? text : "");
}

static void take(struct event_dates *d, struct stmt *s)
{
	d->list = mem_resize(d->list, d->n + 1, sizeof(*d->list));
	d->list[d->n++] = (struct event_date){ .account = stmt_get_int(s, 0),
		.date = text_of(s, 1),
		.pages = text_of(s, 2),
		.quote = text_of(s, 3),
		.exhibit = stmt_get_int(s, 4),
		.source = text_of(s, 5) };
}

/* What a source says that a gag order covers is not told; the event's own date is. */
static enum status take_shown(struct db *db, struct event_dates *d, struct stmt *s)
{
	struct event_date *e;
	bool behind = false;
	enum status st = gag_behind(db, ENTITY_EXHIBIT, stmt_get_int(s, 4), &behind, NULL);

	if (st || (behind && stmt_get_int(s, 0)))
		return st;
	take(d, s);
	e = &d->list[d->n - 1];
	if (behind) {
		free(e->source);
		e->source = mem_text(_("withheld"));
	}
	return ST_OK;
}

static enum status read_dates(struct db *db, int64_t event, struct event_dates *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT 0, e.\"date\", NULL, NULL, e.source, coalesce(x.mark, x.ref) FROM event e "
		"LEFT JOIN exhibit x ON x.id = e.source WHERE e.id = :id AND e.\"date\" IS NOT "
		"NULL "
		"UNION ALL "
		"SELECT * FROM (SELECT a.id, a.\"date\", a.pages, a.quote, a.exhibit, "
		"coalesce(x.mark, x.ref) FROM account a LEFT JOIN exhibit x ON x.id = a.exhibit "
		"WHERE a.event = :id AND a.\"date\" IS NOT NULL "
		"ORDER BY " DATE_SQL_SORT("a.\"date\"") ", a.id)",
		&s);

	if (st)
		return st;
	stmt_int(s, ":id", event);
	while ((st = stmt_step(s)) == ST_OK) {
		st = take_shown(db, out, s);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static void compare_all(struct event_dates *d)
{
	for (size_t i = 0; i < d->n; i++)
		for (size_t k = i + 1; k < d->n; k++) {
			if (!event_dates_conflict(d->list[i].date, d->list[k].date))
				continue;
			d->list[i].conflicts = d->list[k].conflicts = d->conflict = true;
		}
}

enum status event_dates_of(struct db *db, const struct record *event, struct event_dates *out)
{
	enum status st;

	*out = (struct event_dates){ NULL, 0, false };
	if (event->withheld)
		return ST_OK;
	st = read_dates(db, event->id, out);
	compare_all(out);
	return st;
}

void event_dates_words(const struct event_dates *d, struct str *out)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct event_date *e = &d->list[i];

		str_addf(out, "%s%s", i ? "; " : "", e->date);
		if (*e->source)
			str_addf(
				out, " (%s%s%s)", e->source, *e->pages ? _(", p. ") : "", e->pages);
		else if (e->account)
			str_add(out, _(" (no exhibit named)"));
		else
			str_add(out, _(" (as recorded, without a source)"));
	}
}

/* ---- which events ---- */

static enum status check(struct db *db, int64_t id, struct idset *out)
{
	struct event_dates d = { NULL, 0, false };
	enum status st = read_dates(db, id, &d);

	compare_all(&d);
	if (st == ST_OK && d.conflict)
		(void)idset_add(out, id);
	event_dates_free(&d);
	return st;
}

enum status event_conflicts(struct db *db, int64_t case_id, struct idset *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT DISTINCT a.event FROM account a JOIN event e ON e.id = a.event "
		"WHERE a.\"date\" IS NOT NULL AND (:case = 0 OR e.\"case\" = :case) ORDER BY "
		"a.event",
		&s);

	if (st)
		return st;
	stmt_int(s, ":case", case_id);
	while ((st = stmt_step(s)) == ST_OK) {
		st = check(db, stmt_get_int(s, 0), out);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- what people are told ---- */

enum status event_advise(struct db *db, const struct record *r, advice_fn *fn, void *arg)
{
	bool account = r->entity->id == ENTITY_ACCOUNT;
	struct event_dates d = { NULL, 0, false };
	struct advice a = { .entity = account ? ENTITY_EVENT : ENTITY_NONE };
	struct str text = STR_INIT;
	struct record event;
	enum status st =
		record_load(db, ENTITY_EVENT, account ? record_num(r, "event") : r->id, &event);

	if (st == ST_OK)
		st = event_dates_of(db, &event, &d);
	if (st == ST_OK && d.conflict) {
		str_add(&text, _("The sources do not agree on the date: "));
		event_dates_words(&d, &text);
		str_add_c(&text, '.');
		a.text = str_text(&text);
		a.id = account ? event.id : 0;
		st = fn(arg, &a);
	}
	str_free(&text);
	event_dates_free(&d);
	record_free(&event);
	return st == ST_NOTFOUND ? ST_OK : st;
}
