#include "config.h"

#include "tui/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/tally.h"
#include "tui/cells.h"

#define SHORT_GAP 2 /* so many empty months or years are drawn one by one */

enum timeline_group timeline_group(enum entity_id entity)
{
	switch (entity) {
	case ENTITY_RULING:
		return GROUP_RULING;
	case ENTITY_LETTER:
		return GROUP_LETTER;
	case ENTITY_DEADLINE:
		return GROUP_DEADLINE;
	case ENTITY_EXHIBIT:
		return GROUP_EXHIBIT;
	case ENTITY_CASE:
	case ENTITY_PETITION:
	case ENTITY_FILING:
		return GROUP_FILING;
	default:
		return GROUP_EVENT;
	}
}

bool timeline_takes(const struct chronology_mark *m, unsigned groups)
{
	return groups & (1u << timeline_group((enum entity_id)m->entity));
}

static struct timeline_row *add(struct timeline *t, enum timeline_kind kind, long place)
{
	struct timeline_row *row;

	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 256;
		t->rows = mem_resize(t->rows, t->cap, sizeof(*t->rows));
	}
	row = &t->rows[t->n++];
	*row = (struct timeline_row){ .kind = (uint8_t)kind, .place = (int32_t)place };
	return row;
}

void timeline_free(struct timeline *t)
{
	free(t->rows);
	memset(t, 0, sizeof(*t));
}

static enum tally_unit unit_of(enum zoom zoom)
{
	return zoom == ZOOM_YEAR ? TALLY_YEAR : TALLY_MONTH;
}

static long place_of(long day, enum tally_unit unit)
{
	struct date d = date_from_days(day);

	return tally_place(&d, unit);
}

/* What was laid out last, while the lines are made. */
struct laying {
	struct timeline *t;
	enum zoom zoom;
	enum tally_unit unit;
	bool any;   /* something stands above */
	long end;   /* the last month (or year) that is meant above */
	long year;  /* the headings above; 0: none */
	long month; /* -1: none */
	long known; /* the place of the days from `from` to `to`: marks stand in order */
	long from;
	long to;
	size_t open;   /* the span or the year that is being counted; the row's place */
	bool counting; /* `open` is set */
};

/* The month or year of a day. Most are in that of the one before: there are a hundred thousand. */
static long place_in(struct laying *l, long day)
{
	struct date first;

	if (l->from <= day && day <= l->to)
		return l->known;
	l->known = place_of(day, l->unit);
	l->from = l->to = day;
	if (tally_first(l->unit, l->known, &first) == ST_OK)
		l->from = date_to_days(&first);
	if (tally_first(l->unit, l->known + 1, &first) == ST_OK)
		l->to = date_to_days(&first) - 1;
	return l->known;
}

/* Time without anything, up to `place`. */
static void lay_gap(struct laying *l, long place)
{
	long empty = place - l->end - 1;

	if (!l->any || empty <= 0 || (l->zoom == ZOOM_DAY && empty < SHORT_GAP))
		return;
	if (l->zoom != ZOOM_DAY && empty <= SHORT_GAP)
		return;
	add(l->t, TIMELINE_GAP, 0)->n = (uint32_t)empty;
}

/* The headings over a month or year; short gaps are drawn, so each empty month has its own. */
static void lay_heads(struct laying *l, long place, bool month)
{
	long year = l->unit == TALLY_YEAR ? place : place / 12;

	if (l->zoom == ZOOM_YEAR)
		return;
	if (year != l->year) {
		add(l->t, TIMELINE_YEAR, year);
		l->year = year;
		l->month = -1;
	}
	if (l->zoom == ZOOM_DAY && month && place != l->month) {
		add(l->t, TIMELINE_MONTH, place);
		l->month = place;
	}
}

static void lay_empties(struct laying *l, long place)
{
	if (l->zoom == ZOOM_DAY || !l->any || place - l->end - 1 > SHORT_GAP)
		return;
	for (long p = l->end + 1; p < place; p++) {
		lay_heads(l, p, true);
		add(l->t, TIMELINE_SPAN, p);
	}
}

static void reach(struct laying *l, long end)
{
	if (!l->any || end > l->end)
		l->end = end;
	l->any = true;
}

static void lay_today(struct laying *l, long today)
{
	long place = place_of(today, l->unit);

	lay_gap(l, place);
	add(l->t, TIMELINE_TODAY, place);
	/* What comes stands under its own heading. */
	if (l->zoom == ZOOM_DAY) {
		l->year = 0;
		l->month = -1;
	}
	reach(l, place);
}

/* Counts a mark on the line of its month or year; known to the year alone, on the year's. */
static void lay_span(struct laying *l, const struct chronology_mark *m, size_t i, long place)
{
	struct timeline *t = l->t;
	bool vague = l->zoom == ZOOM_MONTH && m->known == KNOWN_YEAR;

	if (vague) {
		lay_heads(l, place, false);
		for (size_t k = t->n; k-- > 0;)
			if (t->rows[k].kind == TIMELINE_YEAR) {
				t->rows[k].n++;
				break;
			}
		return;
	}
	if (!l->counting || t->rows[l->open].place != place) {
		lay_heads(l, place, true);
		l->open = t->n;
		l->counting = true;
		add(t, TIMELINE_SPAN, place)->mark = (uint32_t)i;
	}
	t->rows[l->open].n++;
	if (t->rows[l->open].n > t->most)
		t->most = t->rows[l->open].n;
}

void timeline_lay(struct timeline *t, const struct chronology_mark *marks, size_t n,
	unsigned groups, enum zoom zoom, long today)
{
	struct laying l = { .t = t, .zoom = zoom, .unit = unit_of(zoom), .month = -1, .from = 1 };
	long now = place_of(today, l.unit);
	bool past = true;

	t->n = 0;
	t->most = 0;
	for (size_t i = 0; i < n; i++) {
		const struct chronology_mark *m = &marks[i];
		long place = place_in(&l, m->day);

		if (!timeline_takes(m, groups))
			continue;
		if (past && (zoom == ZOOM_DAY ? m->day > today : place > now)) {
			lay_today(&l, today);
			past = false;
		}
		lay_gap(&l, place);
		lay_empties(&l, place);
		if (zoom == ZOOM_DAY) {
			lay_heads(&l, place, m->known != KNOWN_YEAR);
			add(t, TIMELINE_MARK, place)->mark = (uint32_t)i;
		} else {
			lay_span(&l, m, i, place);
		}
		/* On a year's line it is before all months, and in none of them. */
		if (zoom == ZOOM_MONTH && m->known == KNOWN_YEAR)
			reach(&l, place - 1);
		else
			reach(&l, m->known == KNOWN_DAY ? place
							: place_of(chronology_last_day(m), l.unit));
	}
	if (past && t->n > 0)
		lay_today(&l, today);
}

long timeline_day(const struct timeline_row *row, const struct chronology_mark *marks,
	enum zoom zoom, long today)
{
	struct date first;

	switch ((enum timeline_kind)row->kind) {
	case TIMELINE_MARK:
		return marks[row->mark].day;
	case TIMELINE_SPAN:
	case TIMELINE_MONTH:
		if (tally_first(unit_of(zoom), row->place, &first) == ST_OK)
			return date_to_days(&first);
		break;
	case TIMELINE_YEAR:
		if (tally_first(TALLY_YEAR, row->place, &first) == ST_OK)
			return date_to_days(&first);
		break;
	case TIMELINE_GAP:
	case TIMELINE_TODAY:
		break;
	}
	return today;
}

size_t timeline_find(
	const struct timeline *t, const struct chronology_mark *marks, enum zoom zoom, long day)
{
	size_t best = t->n;
	long least = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct timeline_row *row = &t->rows[i];
		long from, away;

		if (row->kind != TIMELINE_MARK && !(row->kind == TIMELINE_SPAN && row->n > 0))
			continue;
		from = timeline_day(row, marks, zoom, day);
		/* A span that the day is in is as near as can be. */
		if (row->kind == TIMELINE_SPAN && row->place == place_of(day, unit_of(zoom)))
			from = day;
		away = from < day ? day - from : from - day;
		if (best == t->n || away < least) {
			best = i;
			least = away;
		}
	}
	return best;
}

void timeline_when(const struct chronology_mark *m, struct str *out)
{
	struct date d = chronology_date(m);
	struct str day = STR_INIT;

	if (d.doubt == DATE_APPROXIMATE || d.doubt == DATE_BOTH)
		str_add(out, _("about "));
	else if (m->known != KNOWN_DAY && d.doubt == DATE_SURE)
		str_add(out, _("in "));
	if (m->known == KNOWN_DAY) {
		/* "Fri 17 Apr" without its month. */
		cell_day(&d, false, &day);
		str_add_n(out, str_text(&day), strcspn(str_text(&day), " "));
		str_addf(out, " %d", d.day);
	} else if (m->known == KNOWN_MONTH) {
		cell_month(d.month, false, out);
	} else {
		str_addf(out, "%d", d.year);
	}
	if (d.doubt == DATE_UNCERTAIN || d.doubt == DATE_BOTH)
		str_add(out, " ?");
	str_free(&day);
}

const char *timeline_sign(const struct chronology_mark *m)
{
	if (m->doubt != DATE_SURE)
		return "◌";
	return m->known == KNOWN_DAY ? "●" : "○";
}

static size_t timed_fields(const struct entity *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->n_fields; i++)
		n += (e->fields[i].flags & FIELD_TIMED) != 0;
	return n;
}

void timeline_word(const struct chronology_mark *m, struct str *out)
{
	const struct entity *e = entity_get((enum entity_id)m->entity);

	cell_lower(_(e->label), out);
	if (timed_fields(e) < 2)
		return;
	str_add_c(out, ' ');
	cell_lower(_(e->fields[m->field].label), out);
}
