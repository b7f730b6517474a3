#include "config.h"

#include "tui/view_calendar.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"

/* A month with what each of its days has, of the whole file or of a case. */

#define YEAR_MIN 1000 /* a smaller number before G is a day of the month */
#define YEAR_MAX 9999

static struct calendar *state(struct pane *p)
{
	return p->state;
}

static long day_now(void)
{
	struct date today = date_today();

	return date_to_days(&today);
}

static enum status calendar_open(struct pane *p)
{
	struct calendar *c = mem_zero(sizeof(*c));
	struct record r;
	enum status st;

	p->state = c;
	c->today = c->day = day_now();
	c->case_id = p->at.owner == ENTITY_CASE ? p->at.owner_id : 0;
	if (!c->case_id) {
		c->ref = mem_text("");
		return ST_OK;
	}
	st = record_load(pane_db(p), ENTITY_CASE, c->case_id, &r);
	c->ref = mem_text(st == ST_OK ? record_show(&r, "ref") : "");
	record_free(&r);
	return st;
}

static void calendar_close(struct pane *p)
{
	struct calendar *c = state(p);

	time_read_free(&c->read);
	names_forget(&c->names);
	free(c->ref);
	free(c);
}

static void read_name(struct pane *p, const struct chronology_mark *m)
{
	enum status st = names_read(pane_db(p), &state(p)->names, (enum entity_id)m->entity, m->id);

	if (st != ST_OK && st != ST_NOTFOUND)
		app_failed(p->app, st);
}

/* The names of what can be seen, and the cursor of the day's list within it. */
static void prepare(struct pane *p)
{
	struct calendar *c = state(p);
	struct calendar_shape shape = calendar_shape(p);
	struct month m = month_of(c->day);
	size_t rows = shape.list.rows > 1 ? (size_t)shape.list.rows - 1 : 1;
	size_t first;
	size_t n = calendar_items(c, c->day, &first);

	if (c->item >= n)
		c->item = n ? n - 1 : 0;
	if (n == 0)
		c->in_day = false;
	if (c->top + rows > n)
		c->top = n > rows ? n - rows : 0;
	if (c->item < c->top)
		c->top = c->item;
	if (c->item >= c->top + rows)
		c->top = c->item - rows + 1;
	for (size_t i = c->top; i < n && i < c->top + rows; i++)
		read_name(p, &c->read.marks[first + i]);
	for (int d = 0; d < m.days; d++) {
		size_t shown = shape.grid && shape.cell_rows > 1 ? (size_t)shape.cell_rows : 1;

		n = calendar_items(c, m.first + d, &first);
		for (size_t i = 0; i < n && i < shown; i++)
			read_name(p, &c->read.marks[first + i]);
	}
}

static void select_day(struct pane *p, long day)
{
	static const struct date first = { 1, 1, 1, DATE_SURE };
	static const struct date last = { 9999, 12, 31, DATE_SURE };
	struct calendar *c = state(p);

	if (day < date_to_days(&first) || day > date_to_days(&last))
		return;
	c->day = day;
	c->item = c->top = 0;
	prepare(p);
}

static enum status read_on(struct pane *p)
{
	struct calendar *c = state(p);
	enum status st;

	if (!c->read.reading)
		return ST_END;
	st = time_read_step(pane_db(p), &c->read);
	if (st == ST_END) {
		names_forget(&c->names);
		prepare(p);
	}
	p->app->dirty = true;
	return st;
}

static enum status calendar_load(struct pane *p)
{
	enum status st = ST_OK;

	state(p)->today = day_now();
	time_read_begin(&state(p)->read, state(p)->case_id, NULL);
	app_impatient(p->app, UNTIL_TIME_UP);
	while (st == ST_OK)
		st = read_on(p);
	app_patient(p->app);
	prepare(p);
	return st == ST_END || st == ST_STOPPED ? ST_OK : st;
}

static bool calendar_idle(struct pane *p)
{
	enum status st = read_on(p);

	if (st < 0 && st != ST_STOPPED)
		app_failed(p->app, st);
	return state(p)->read.reading != NULL;
}

/* ---- what is there ---- */

static void calendar_crumb(struct pane *p, struct str *out)
{
	if (state(p)->case_id)
		str_addf(out, "%s › ", state(p)->ref);
	str_add(out, _("Calendar"));
}

static void calendar_status(struct pane *p, struct str *out)
{
	struct calendar *c = state(p);

	if (c->read.reading)
		str_add(out, _("reading"));
	else if (c->read.shown && chronology_cut(c->read.shown))
		str_add(out, _("not all is shown"));
	else if (!c->case_id)
		str_add(out, _("all cases"));
}

static const struct chronology_mark *selected(struct pane *p)
{
	struct calendar *c = state(p);

	return calendar_item(c, c->day, c->in_day ? c->item : 0);
}

/* Of a day, the first of what it has. */
static bool calendar_subject(struct pane *p, struct subject *out)
{
	const struct chronology_mark *m = selected(p);

	if (!m)
		return false;
	*out = (struct subject){ (enum entity_id)m->entity, m->id };
	return true;
}

static bool calendar_kind(struct pane *p, struct place *out)
{
	*out = (struct place){ .entity = ENTITY_DEADLINE };
	if (state(p)->case_id) {
		out->owner = ENTITY_CASE;
		out->owner_id = state(p)->case_id;
	}
	return true;
}

static unsigned calendar_has(struct pane *p)
{
	const struct chronology_mark *m = selected(p);
	unsigned has = NEEDS_KIND;

	if (m)
		has |= NEEDS_ROW | NEEDS_RECORD;
	if (m && m->entity == ENTITY_PETITION)
		has |= NEEDS_PETITION;
	return has;
}

static bool move_in_day(struct pane *p, enum move move, int64_t n)
{
	struct calendar *c = state(p);
	size_t first;
	struct scroll s = { .n = calendar_items(c, c->day, &first),
		.cursor = c->item,
		.top = c->top,
		.height = calendar_shape(p).list.rows - 1 };
	bool moved = scroll_move(&s, move, n);

	c->item = s.cursor;
	c->top = s.top;
	prepare(p);
	return moved;
}

static bool calendar_move(struct pane *p, enum move move, int64_t n)
{
	struct calendar *c = state(p);
	struct month m = month_of(c->day);
	long week = calendar_shape(p).grid ? 7 : 1;
	long by = (long)n;

	if (c->in_day)
		return move_in_day(p, move, n);
	switch (move) {
	case MOVE_DOWN:
		select_day(p, c->day + week * by);
		break;
	case MOVE_UP:
		select_day(p, c->day - week * by);
		break;
	case MOVE_PAGE_DOWN:
		select_day(p, month_step(c->day, (int)by));
		break;
	case MOVE_PAGE_UP:
		select_day(p, month_step(c->day, (int)-by));
		break;
	case MOVE_HALF_DOWN:
		select_day(p, month_step(c->day, (int)by * 12));
		break;
	case MOVE_HALF_UP:
		select_day(p, month_step(c->day, (int)-by * 12));
		break;
	case MOVE_TOP:
		select_day(p, m.first);
		break;
	case MOVE_END:
		select_day(p, m.first + m.days - 1);
		break;
	case MOVE_SHARE:
		select_day(p, m.first + (by > 100 ? 100 : by) * (m.days - 1) / 100);
		break;
	case MOVE_PLACE:
		if (by >= YEAR_MIN && by <= YEAR_MAX)
			select_day(p, month_step(c->day, ((int)by - m.year) * 12));
		else
			select_day(p, m.first + (by < 1 ? 1 : by > m.days ? m.days : by) - 1);
		break;
	}
	return true;
}

static bool calendar_point(struct pane *p, int y, int x)
{
	struct calendar *c = state(p);
	struct calendar_shape shape = calendar_shape(p);
	struct month m = month_of(c->day);
	int day;

	if (shape.list.rows > 0 && y > shape.list.y && y < shape.list.y + shape.list.rows) {
		size_t item = c->top + (size_t)(y - shape.list.y - 1);

		if (!calendar_item(c, c->day, item))
			return false;
		c->in_day = true;
		c->item = item;
		return true;
	}
	if (!shape.grid || y < shape.days.y || y >= shape.days.y + shape.days.rows)
		return false;
	day = month_day(&m, (y - shape.days.y) / shape.cell_rows, (x - p->box.x) / shape.cell_cols);
	if (!day || (x - p->box.x) / shape.cell_cols > 6)
		return false;
	c->in_day = false;
	select_day(p, m.first + day - 1);
	return true;
}

/* From the day into its list, from there to the record. */
static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	struct calendar *c = state(p);
	const struct chronology_mark *m = selected(p);
	struct place at = { .view = &view_record };

	(void)self;
	if (!m)
		return REACT_NONE;
	if (!c->in_day) {
		c->in_day = true;
		prepare(p);
		return REACT_REDRAW;
	}
	at.entity = (enum entity_id)m->entity;
	at.id = m->id;
	app_open(app, &at);
	return REACT_REDRAW;
}

static enum reaction act_step(struct app *app, struct pane *p, const struct action *self)
{
	long n = app->count > 0 ? (long)app->count : 1;

	state(p)->in_day = false;
	select_day(p, state(p)->day + self->arg * n);
	return REACT_REDRAW;
}

static enum reaction act_month(struct app *app, struct pane *p, const struct action *self)
{
	int n = app->count > 0 && app->count < 10000 ? (int)app->count : 1;

	state(p)->in_day = false;
	select_day(p, month_step(state(p)->day, self->arg * n));
	return REACT_REDRAW;
}

static enum reaction act_today(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)self;
	state(p)->in_day = false;
	select_day(p, state(p)->today);
	return REACT_REDRAW;
}

/* From the list of the day back to the month; from there `self->arg` says whether the view goes. */
static enum reaction act_leave(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	if (!state(p)->in_day)
		return self->arg ? REACT_CLOSE : REACT_NONE;
	state(p)->in_day = false;
	prepare(p);
	return REACT_REDRAW;
}

static enum reaction act_add(struct app *app, struct pane *p, const struct action *self)
{
	struct date day = date_from_days(state(p)->day);
	char text[DATE_TEXT_MAX];
	struct place at;

	(void)self;
	calendar_kind(p, &at);
	date_format(&day, text);
	at.view = &view_form;
	at.text = text;
	at.field = "due";
	app_open(app, &at);
	return REACT_REDRAW;
}

static const char *const contexts[] = { "calendar", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("To the list of the day, and from there to the record"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "next-day",
		.label = N_("next day"),
		.help = N_("A day later"),
		.arg = 1,
		.run = act_step },
	{ .name = "previous-day",
		.label = N_("day before"),
		.help = N_("A day earlier"),
		.arg = -1,
		.run = act_step },
	{ .name = "next-month",
		.label = N_("next month"),
		.help = N_("A month later"),
		.rank = 2,
		.arg = 1,
		.run = act_month },
	{ .name = "previous-month",
		.label = N_("month before"),
		.help = N_("A month earlier"),
		.rank = 3,
		.arg = -1,
		.run = act_month },
	{ .name = "today", .label = N_("today"), .help = N_("Today"), .rank = 4, .run = act_today },
	{ .name = "add",
		.label = N_("add a deadline"),
		.help = N_("Add a deadline on this day"),
		.verb = "add",
		.needs = NEEDS_KIND,
		.rank = 10,
		.run = act_add },
	DEED_EDIT,
	DEED_REMOVE,
	{ .name = "cancel",
		.label = N_("to the month"),
		.help = N_("From the list of the day back to the month"),
		.run = act_leave },
	{ .name = "close",
		.label = N_("back"),
		.help = N_("From the list of the day to the month, from there back"),
		.rank = 92,
		.arg = 1,
		.run = act_leave },
	{ .name = NULL },
};

const struct view view_calendar = {
	.name = "calendar",
	.title = N_("Calendar"),
	.contexts = contexts,
	.actions = actions,
	.open = calendar_open,
	.close = calendar_close,
	.load = calendar_load,
	.draw = calendar_draw,
	.idle = calendar_idle,
	.crumb = calendar_crumb,
	.status = calendar_status,
	.has = calendar_has,
	.subject = calendar_subject,
	.kind = calendar_kind,
	.move = calendar_move,
	.point = calendar_point,
};
