#include "config.h"

#include "tui/view_timeline.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/tally.h"
#include "tui/app.h"
#include "tui/cells.h"

/* A case along time, or the whole file: what was and what comes on one axis. */

#define YEAR_MIN 1000 /* a smaller number before G is a line, not a year */
#define YEAR_MAX 9999

static struct time_view *state(struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t row)
{
	const struct time_view *v = arg;
	const struct timeline_row *r = &v->lines.rows[row];

	return r->kind == TIMELINE_MARK || (r->kind == TIMELINE_SPAN && r->n > 0);
}

const struct timeline_row *timeline_selected(struct pane *p)
{
	struct time_view *v = state(p);

	return v->scroll.cursor < v->lines.n && rests(v, v->scroll.cursor)
		       ? &v->lines.rows[v->scroll.cursor]
		       : NULL;
}

static enum status timeline_open(struct pane *p)
{
	struct time_view *v = mem_zero(sizeof(*v));
	struct record r;
	enum status st;

	p->state = v;
	p->scroll = &v->scroll;
	v->groups = ALL_GROUPS;
	v->scroll.rests = rests;
	v->scroll.arg = v;
	v->case_id = p->at.owner == ENTITY_CASE ? p->at.owner_id : 0;
	if (!v->case_id) {
		v->ref = mem_text("");
		return ST_OK;
	}
	st = record_load(pane_db(p), ENTITY_CASE, v->case_id, &r);
	v->ref = mem_text(st == ST_OK ? record_show(&r, "ref") : "");
	record_free(&r);
	return st;
}

static void timeline_close(struct pane *p)
{
	struct time_view *v = state(p);

	time_read_free(&v->read);
	timeline_free(&v->lines);
	names_forget(&v->names);
	free(v->ref);
	free(v->where);
	free(v);
}

/* The names of what is on the screen. */
static void read_names(struct pane *p)
{
	struct time_view *v = state(p);

	for (int i = 0; i < p->box.rows && v->scroll.top + (size_t)i < v->lines.n; i++) {
		const struct timeline_row *row = &v->lines.rows[v->scroll.top + (size_t)i];
		const struct chronology_mark *m = &v->read.marks[row->mark];
		enum status st;

		if (row->kind != TIMELINE_MARK)
			continue;
		st = names_read(pane_db(p), &v->names, (enum entity_id)m->entity, m->id);
		if (st != ST_OK && st != ST_NOTFOUND)
			app_failed(p->app, st);
	}
}

/* The cursor to what is nearest to a day, that in the middle of the screen. */
void timeline_go_to(struct pane *p, long day)
{
	struct time_view *v = state(p);
	size_t row = timeline_find(&v->lines, v->read.marks, v->zoom, day);
	size_t half = p->box.rows > 1 ? (size_t)p->box.rows / 2 : 0;

	if (row < v->lines.n) {
		v->scroll.cursor = row;
		v->scroll.top = row > half ? row - half : 0;
	}
	scroll_fix(&v->scroll);
	read_names(p);
}

/* The lines anew; the same mark stays selected, or what is nearest to its day. */
void timeline_lay_out(struct pane *p)
{
	struct time_view *v = state(p);
	const struct timeline_row *row = timeline_selected(p);
	bool same = row && row->kind == TIMELINE_MARK && row->mark < v->read.n;
	uint32_t mark = same ? row->mark : 0;
	long day = row ? timeline_day(row, v->read.marks, v->zoom, v->today) : v->today;
	struct date today = date_today();

	v->today = date_to_days(&today);
	timeline_lay(&v->lines, v->read.marks, v->read.n, v->groups, v->zoom, v->today);
	v->scroll.n = v->lines.n;
	v->scroll.height = p->box.rows;
	for (size_t i = 0; same && i < v->lines.n; i++)
		if (v->lines.rows[i].kind == TIMELINE_MARK && v->lines.rows[i].mark == mark) {
			v->scroll.cursor = i;
			scroll_fix(&v->scroll);
			read_names(p);
			return;
		}
	timeline_go_to(p, v->placed ? day : v->today);
}

/* The lines of what was read, with what was selected before where it still is. */
static void take(struct pane *p, const struct chronology_mark *was, long day)
{
	struct time_view *v = state(p);

	names_forget(&v->names);
	v->lines.n = 0;
	timeline_lay_out(p);
	for (size_t i = 0; was->id && i < v->lines.n; i++) {
		const struct timeline_row *r = &v->lines.rows[i];

		if (r->kind != TIMELINE_MARK || v->read.marks[r->mark].id != was->id ||
			v->read.marks[r->mark].field != was->field)
			continue;
		v->scroll.cursor = i;
		scroll_fix(&v->scroll);
		read_names(p);
		return;
	}
	timeline_go_to(p, day);
}

/* A step of reading; ST_END when there is nothing more to read. */
static enum status read_on(struct pane *p)
{
	struct time_view *v = state(p);
	const struct timeline_row *row = timeline_selected(p);
	struct chronology_mark was = { .id = 0 };
	long day =
		row && v->placed ? timeline_day(row, v->read.marks, v->zoom, v->today) : v->today;
	enum status st;

	if (!v->read.reading)
		return ST_END;
	if (row && v->placed && row->kind == TIMELINE_MARK)
		was = v->read.marks[row->mark];
	st = time_read_step(pane_db(p), &v->read);
	if (st == ST_END) {
		take(p, &was, day);
		v->placed = true;
	}
	p->app->dirty = true;
	return st;
}

enum status timeline_load(struct pane *p)
{
	struct time_view *v = state(p);
	struct date today = date_today();
	enum status st = ST_OK;

	v->today = date_to_days(&today);
	v->scroll.height = p->box.rows;
	time_read_begin(&v->read, v->case_id, v->where);
	app_impatient(p->app, UNTIL_TIME_UP);
	while (st == ST_OK)
		st = read_on(p);
	app_patient(p->app);
	if (v->read.reading && v->read.shown)
		timeline_lay_out(p);
	return st == ST_END || st == ST_STOPPED ? ST_OK : st;
}

static bool timeline_idle(struct pane *p)
{
	enum status st = read_on(p);

	if (st < 0 && st != ST_STOPPED)
		app_failed(p->app, st);
	return state(p)->read.reading != NULL;
}

/* ---- what is there ---- */

static void timeline_crumb(struct pane *p, struct str *out)
{
	if (state(p)->case_id)
		str_addf(out, "%s › ", state(p)->ref);
	str_add(out, _("Timeline"));
}

static void timeline_status(struct pane *p, struct str *out)
{
	struct time_view *v = state(p);

	if (v->read.reading) {
		str_add(out, _("reading, "));
		cell_number((int64_t)chronology_read(v->read.reading), out);
		return;
	}
	if (!v->read.shown)
		return;
	cell_number((int64_t)v->read.n, out);
	if (chronology_cut(v->read.shown))
		str_add(out, _(" and more that are not shown"));
	else
		str_add(out, ngettext(" date", " dates", (unsigned long)v->read.n));
	str_add(out, v->zoom == ZOOM_DAY     ? _(" · by day")
		     : v->zoom == ZOOM_MONTH ? _(" · by month")
					     : _(" · by year"));
}

static void timeline_hint(struct pane *p, struct str *out)
{
	static const char *const names[GROUPS] = { N_("events"), N_("filings"), N_("rulings"),
		N_("letters"), N_("deadlines"), N_("exhibits") };
	struct time_view *v = state(p);

	if (v->where)
		str_addf(out, _("Filter: %s"), v->where);
	if (v->groups != ALL_GROUPS) {
		bool any = false;

		str_add(out, v->where ? _(" · only ") : _("Only "));
		for (int g = 0; g < GROUPS; g++) {
			if (!(v->groups & (1u << g)))
				continue;
			str_addf(out, "%s%s", any ? ", " : "", _(names[g]));
			any = true;
		}
	}
	if (out->len == 0 && v->zoom == ZOOM_DAY)
		str_add(out, _("● that day  ○ in that month or year  ◌ about then, or uncertain"));
}

const struct chronology_mark *timeline_mark(struct pane *p)
{
	const struct timeline_row *row = timeline_selected(p);

	return row && row->kind == TIMELINE_MARK ? &state(p)->read.marks[row->mark] : NULL;
}

static bool timeline_subject(struct pane *p, struct subject *out)
{
	const struct chronology_mark *m = timeline_mark(p);

	if (!m)
		return false;
	*out = (struct subject){ (enum entity_id)m->entity, m->id };
	return true;
}

static bool timeline_kind(struct pane *p, struct place *out)
{
	*out = (struct place){ .entity = ENTITY_EVENT };
	if (state(p)->case_id) {
		out->owner = ENTITY_CASE;
		out->owner_id = state(p)->case_id;
	}
	return true;
}

static unsigned timeline_has(struct pane *p)
{
	unsigned has = NEEDS_KIND | NEEDS_FILTER;
	const struct chronology_mark *m = timeline_mark(p);

	if (timeline_selected(p))
		has |= NEEDS_ROW;
	if (m)
		has |= NEEDS_RECORD;
	if (m && m->entity == ENTITY_PETITION)
		has |= NEEDS_PETITION;
	return has;
}

static bool timeline_move(struct pane *p, enum move move, int64_t n)
{
	struct time_view *v = state(p);
	bool moved;

	v->placed = true;
	if (move == MOVE_PLACE && n >= YEAR_MIN && n <= YEAR_MAX) {
		struct date first = { (int)n, 1, 1, DATE_SURE };

		timeline_go_to(p, date_to_days(&first));
		return true;
	}
	moved = scroll_move(&v->scroll, move, n);
	read_names(p);
	return moved;
}

static const char *const contexts[] = { "timeline", "list", "global", NULL };

const struct view view_timeline = {
	.name = "timeline",
	.title = N_("Timeline"),
	.contexts = contexts,
	.actions = timeline_actions,
	.open = timeline_open,
	.close = timeline_close,
	.load = timeline_load,
	.draw = timeline_draw,
	.idle = timeline_idle,
	.crumb = timeline_crumb,
	.status = timeline_status,
	.hint = timeline_hint,
	.has = timeline_has,
	.subject = timeline_subject,
	.kind = timeline_kind,
	.move = timeline_move,
};
