#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/history.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/detail.h"
#include "tui/table.h"

/*
 * What was done to one record, the newest first: when, on which laptop, what. Entries are read as
 * somebody goes down to them; of the selected one, each field from what to what.
 */

#define AHEAD 50 /* events read below those on the screen */

/* What a line says; the fields themselves are read for the selected one alone. */
struct past {
	int64_t seq;
	char *at; /* owned, as are all */
	char *who;
	char *what;
	char *label; /* of the entry */
};

struct history_view {
	struct history *history; /* owned; NULL: all was read, or nothing yet */
	struct past *events;     /* owned */
	size_t n;
	size_t cap;
	bool whole;    /* there are no more */
	bool to_end;   /* somebody wants to be at the end */
	char *name;    /* owned; what the record is called */
	int64_t shown; /* the entry that the detail is of; 0: none */
	bool failed;
	struct scroll scroll;
	struct detail detail;
	struct table table;
};

enum { COLUMN_AT, COLUMN_WHAT, COLUMN_WHO, COLUMN_LABEL };

#define LABELS                                                                                     \
	90 /* columns from which on there is room for the labels; the detail says them too         \
	    */

static const struct column columns[] = {
	[COLUMN_AT] = { .name = "at", .label = N_("When"), .width = 16 },
	[COLUMN_WHAT] = { .name = "change", .label = N_("Changed"), .width = 24, .flex = true },
	[COLUMN_WHO] = { .name = "device", .label = N_("Where"), .width = 17 },
	[COLUMN_LABEL] = { .name = "label", .label = N_("By"), .width = 20, .flex = true },
};

static const struct column narrow[] = {
	[COLUMN_AT] = { .name = "at", .label = N_("When"), .width = 16 },
	[COLUMN_WHAT] = { .name = "change", .label = N_("Changed"), .width = 24, .flex = true },
	[COLUMN_WHO] = { .name = "device", .label = N_("Where"), .width = 17 },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct history_view *state(struct pane *p)
{
	return p->state;
}

static enum status history_view_open(struct pane *p)
{
	struct history_view *v = mem_zero(sizeof(*v));

	p->state = v;
	p->scroll = &v->scroll;
	return ST_OK;
}

static void forget(struct history_view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		free(v->events[i].at);
		free(v->events[i].who);
		free(v->events[i].what);
		free(v->events[i].label);
	}
	v->n = 0;
	history_close(v->history);
	v->history = NULL;
	v->whole = v->failed = false;
	v->shown = 0;
	detail_take(&v->detail, NULL);
}

static void history_view_close(struct pane *p)
{
	struct history_view *v = state(p);

	forget(v);
	detail_free(&v->detail);
	free(v->events);
	free(v->name);
	free(v);
}

static void take(struct history_view *v, struct db *db, const struct history_event *e)
{
	struct str at = STR_INIT, who = STR_INIT, what = STR_INIT, label = STR_INIT;

	if (v->n == v->cap) {
		v->cap = v->cap ? v->cap * 2 : 64;
		v->events = mem_resize(v->events, v->cap, sizeof(*v->events));
	}
	cell_instant_long(e->entry.at, &at);
	cell_device(db, e->entry.device, &who);
	cell_change(&e->change, &what);
	cell_entry(&e->entry, &label);
	v->events[v->n++] = (struct past){ .seq = e->entry.seq,
		.at = str_detach(&at),
		.who = str_detach(&who),
		.what = str_detach(&what),
		.label = str_detach(&label) };
}

/* One event more. ST_END: there are no more. */
static enum status read_event(struct pane *p)
{
	struct history_view *v = state(p);
	struct history_event e;
	enum status st = history_next(v->history, &e);

	if (st == ST_OK) {
		take(v, pane_db(p), &e);
		history_event_free(&e);
	} else if (st != ST_STOPPED) {
		history_close(v->history);
		v->history = NULL;
		v->whole = true;
	}
	v->scroll.n = v->n;
	return st;
}

/* Whether more must be read than is there. */
static bool wants_more(const struct history_view *v, int64_t seq)
{
	if (v->whole || !v->history)
		return false;
	if (v->to_end || v->n < v->scroll.top + (size_t)v->scroll.height + AHEAD)
		return true;
	return seq && v->events[v->n - 1].seq > seq;
}

/* The fields of the selected event. */
static enum status read_detail(struct pane *p)
{
	struct history_view *v = state(p);
	struct history_event e;
	enum status st;

	if (v->scroll.cursor >= v->n || v->shown == v->events[v->scroll.cursor].seq)
		return ST_OK;
	st = history_read(pane_db(p), p->at.entity, p->at.id, v->events[v->scroll.cursor].seq, &e);
	if (st == ST_STOPPED)
		return st;
	detail_take(&v->detail, st == ST_OK ? &e.change : NULL);
	v->shown = v->events[v->scroll.cursor].seq;
	if (st == ST_OK)
		history_event_free(&e);
	return st;
}

/* As much as the time of a key allows; the rest is done when idle. */
static enum status read_now(struct pane *p)
{
	struct history_view *v = state(p);
	enum status st = ST_OK;

	app_impatient(p->app, UNTIL_TIME_UP);
	while (st == ST_OK && wants_more(v, 0))
		st = read_event(p);
	if (v->to_end && v->whole)
		scroll_move(&v->scroll, MOVE_END, 1);
	if (st == ST_OK || st == ST_END)
		st = read_detail(p);
	app_patient(p->app);
	return st == ST_STOPPED ? ST_OK : st;
}

static void arrange(struct pane *p)
{
	struct history_view *v = state(p);
	int width;

	detail_split(&v->detail, p->box, v->n);
	width = v->detail.list.cols - 1;
	table_fit(&v->table, width < LABELS ? narrow : columns,
		width < LABELS ? COUNT(narrow) : COUNT(columns), width);
	v->scroll.head = v->detail.list.y + 1 - p->box.y;
	v->scroll.height = v->detail.list.rows - 1;
}

static enum status history_view_load(struct pane *p)
{
	struct history_view *v = state(p);
	struct str name = STR_INIT;
	struct record r;
	enum status st;

	forget(v);
	arrange(p);
	st = record_load(pane_db(p), p->at.entity, p->at.id, &r);
	if (st == ST_OK) {
		record_label(pane_db(p), &r, &name);
		free(v->name);
		v->name = str_detach(&name);
		st = history_open(pane_db(p), p->at.entity, p->at.id, &v->history);
	}
	record_free(&r);
	v->scroll.n = 0;
	if (st == ST_OK)
		st = read_now(p);
	arrange(p);
	/* The entry from which one came. */
	for (size_t i = 0; i < v->n && p->at.owner_id; i++)
		if (v->events[i].seq == p->at.owner_id)
			v->scroll.cursor = i;
	p->at.owner_id = 0;
	scroll_fix(&v->scroll);
	if (st == ST_OK)
		st = read_now(p);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static bool history_view_idle(struct pane *p)
{
	struct history_view *v = state(p);
	enum status st = ST_END;

	if (v->failed)
		return false;
	if (wants_more(v, 0)) {
		st = read_event(p);
		arrange(p);
		if (v->to_end)
			scroll_move(&v->scroll, MOVE_END, 1);
		v->to_end = v->to_end && !v->whole;
	} else if (v->scroll.cursor < v->n && v->shown != v->events[v->scroll.cursor].seq) {
		st = read_detail(p);
	} else {
		return false;
	}
	if (st != ST_STOPPED && st < 0) {
		v->failed = true;
		app_failed(p->app, st);
	}
	if (st != ST_STOPPED)
		p->app->dirty = true;
	return true;
}

/* ---- drawing ---- */

static void draw_cell(void *arg, size_t column, struct str *out, enum style *style)
{
	const struct past *e = arg;

	switch (column) {
	case COLUMN_AT:
		str_add(out, e->at);
		break;
	case COLUMN_WHAT:
		str_add(out, e->what);
		break;
	case COLUMN_LABEL:
		str_add(out, e->label);
		*style = STYLE_DIM;
		break;
	default:
		str_add(out, e->who);
		*style = STYLE_DIM;
	}
}

static void history_view_draw(struct pane *p, bool focused)
{
	struct history_view *v = state(p);
	struct box b = v->detail.list;
	struct str name = STR_INIT;

	table_head(p->app->screen, &v->table, b, "at", true);
	if (v->n == 0)
		screen_put(p->app->screen, b.y + 1, b.x + GUTTER, b.cols - GUTTER, STYLE_DIM,
			v->whole || !v->history ? _("Nothing is known of it.") : "…");
	for (int i = 0; i < b.rows - 1 && v->scroll.top + (size_t)i < v->n; i++) {
		size_t row = v->scroll.top + (size_t)i;
		struct box line = { b.y + 1 + i, b.x, 1, b.cols };

		table_row(p->app->screen, &v->table, line, row == v->scroll.cursor, focused,
			draw_cell, &v->events[row]);
	}
	if (v->scroll.cursor < v->n) {
		str_add(&name, v->events[v->scroll.cursor].label);
		detail_draw(p, &v->detail, str_text(&name));
	}
	str_free(&name);
}

static void history_view_crumb(struct pane *p, struct str *out)
{
	(void)p;
	str_add(out, _("history"));
}

static void history_view_status(struct pane *p, struct str *out)
{
	const struct history_view *v = state(p);

	if (v->n == 0)
		return;
	cell_number((int64_t)v->scroll.cursor + 1, out);
	if (v->whole) {
		str_add(out, _(" of "));
		cell_number((int64_t)v->n, out);
	}
}

static unsigned history_view_has(struct pane *p)
{
	return state(p)->n > 0 ? NEEDS_ROW : 0;
}

static void history_view_moved(struct pane *p)
{
	app_failed(p->app, read_now(p));
}

static bool history_view_move(struct pane *p, enum move move, int64_t n)
{
	struct history_view *v = state(p);
	bool moved = scroll_move(&v->scroll, move, n);

	v->to_end = move == MOVE_END && !v->whole;
	history_view_moved(p);
	return moved;
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	struct history_view *v = state(p);
	struct place at = { .view = &view_changes };

	(void)self;
	if (v->scroll.cursor >= v->n)
		return REACT_NONE;
	at.id = v->events[v->scroll.cursor].seq;
	app_open(app, &at);
	return REACT_REDRAW;
}

static enum reaction act_detail(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	return detail_move(&state(p)->detail, self->arg) ? REACT_REDRAW : REACT_NONE;
}

static const char *const contexts[] = { "history", "changes", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("all of it"),
		.help = N_("Everything that was changed together with it"),
		.verb = "log",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "detail-down",
		.label = N_("read on"),
		.help = N_("Further down in what changed"),
		.needs = NEEDS_ROW,
		.rank = 2,
		.arg = 1,
		.run = act_detail },
	{ .name = "detail-up",
		.label = N_("read back"),
		.help = N_("Further up in it"),
		.needs = NEEDS_ROW,
		.arg = -1,
		.run = act_detail },
	{ .name = NULL },
};

const struct view view_history = {
	.name = "history",
	.title = N_("History"),
	.contexts = contexts,
	.actions = actions,
	.open = history_view_open,
	.close = history_view_close,
	.load = history_view_load,
	.draw = history_view_draw,
	.idle = history_view_idle,
	.crumb = history_view_crumb,
	.status = history_view_status,
	.has = history_view_has,
	.move = history_view_move,
	.moved = history_view_moved,
};
