#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/journal.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/table.h"

/*
 * What was done, the newest first. Entries are numbered without a gap, so only those on the screen
 * are held, and any place is reached at once.
 */

struct log {
	struct journal_entry *rows; /* owned; those on the screen */
	size_t n;
	size_t from;    /* the place of rows[0] */
	int64_t newest; /* the number of the newest entry; the list has as many rows */
	struct scroll scroll;
	struct table table;
};

enum { COLUMN_AT, COLUMN_WHAT, COLUMN_ROWS };

static const struct column columns[] = {
	[COLUMN_AT] = { .name = "at", .label = N_("When"), .width = 16 },
	[COLUMN_WHAT] = { .name = "label", .label = N_("What"), .width = 24, .flex = true },
	[COLUMN_ROWS] = { .name = "changes", .label = N_("Records"), .width = 9, .right = true },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct log *state(struct pane *p)
{
	return p->state;
}

static enum status log_open(struct pane *p)
{
	p->state = mem_zero(sizeof(struct log));
	return ST_OK;
}

static void forget(struct log *l)
{
	for (size_t i = 0; i < l->n; i++)
		journal_entry_free(&l->rows[i]);
	free(l->rows);
	l->rows = NULL;
	l->n = 0;
}

static void log_close(struct pane *p)
{
	forget(state(p));
	free(p->state);
}

/* Reads what the screen shows, if that is not what is held. */
static enum status read_rows(struct pane *p, bool again)
{
	struct log *l = state(p);
	size_t want = (size_t)(l->scroll.height > 0 ? l->scroll.height : 1);

	if (!again && l->n > 0 && l->from == l->scroll.top)
		return ST_OK;
	forget(l);
	if (l->newest == 0)
		return ST_OK;
	l->rows = mem_array(want, sizeof(*l->rows));
	l->from = l->scroll.top;
	return journal_list(pane_db(p), l->newest - (int64_t)l->from + 1, want, l->rows, &l->n);
}

static enum status log_load(struct pane *p)
{
	struct log *l = state(p);
	struct journal_entry last;
	int64_t before = l->newest;
	size_t n = 0;
	enum status st = journal_list(pane_db(p), 0, 1, &last, &n);

	if (st != ST_OK)
		return st;
	l->newest = n ? last.seq : 0;
	if (n)
		journal_entry_free(&last);
	l->scroll.n = (size_t)l->newest;
	l->scroll.height = p->box.rows - 1;
	/* The first time the entry that was asked for is selected; later the same one stays so. */
	if (before == 0 && p->at.id > 0 && p->at.id <= l->newest)
		l->scroll.cursor = (size_t)(l->newest - p->at.id);
	else if (before > 0 && l->newest > before && l->scroll.cursor > 0)
		l->scroll.cursor += (size_t)(l->newest - before);
	scroll_fix(&l->scroll);
	table_fit(&l->table, columns, COUNT(columns), p->box.cols - 1);
	return read_rows(p, true);
}

static void draw_cell(void *arg, size_t column, struct str *out, enum style *style)
{
	const struct journal_entry *e = arg;

	if (e->undone)
		*style = STYLE_DIM;
	if (column == COLUMN_AT) {
		cell_instant_long(e->at, out);
	} else if (column == COLUMN_ROWS) {
		cell_number(e->changes, out);
	} else {
		cell_entry(e, out);
		if (e->undone)
			str_add(out, _(" (undone)"));
	}
}

static void log_draw(struct pane *p, bool focused)
{
	struct log *l = state(p);
	struct box b = p->box;

	table_head(p->app->screen, &l->table, b, "at", true);
	b.y++;
	b.rows--;
	if (l->newest == 0 && b.rows > 0)
		screen_put(p->app->screen, b.y, b.x + GUTTER, b.cols - GUTTER, STYLE_DIM,
			_("Nothing was done in this file yet."));
	for (int i = 0; i < b.rows && (size_t)i < l->n; i++) {
		struct box line = { b.y + i, b.x, 1, b.cols };

		table_row(p->app->screen, &l->table, line, l->from + (size_t)i == l->scroll.cursor,
			focused, draw_cell, &l->rows[i]);
	}
}

static void log_status(struct pane *p, struct str *out)
{
	struct log *l = state(p);

	if (l->newest == 0)
		return;
	cell_number((int64_t)l->scroll.cursor + 1, out);
	str_add(out, _(" of "));
	cell_number(l->newest, out);
}

static unsigned log_has(struct pane *p)
{
	return state(p)->newest > 0 ? NEEDS_ROW : 0;
}

static bool log_move(struct pane *p, enum move move, int64_t n)
{
	bool moved = scroll_move(&state(p)->scroll, move, n);

	app_failed(p->app, read_rows(p, false));
	return moved;
}

static bool log_point(struct pane *p, int y, int x)
{
	(void)x;
	return scroll_point(&state(p)->scroll, y - p->box.y - 1);
}

/* All that is known of one entry. */
static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	struct log *l = state(p);
	size_t i = l->scroll.cursor - l->from;
	struct str text = STR_INIT;

	(void)self;
	if (i >= l->n)
		return REACT_NONE;
	str_add(&text, _("Entry "));
	cell_number(l->rows[i].seq, &text);
	str_addf(&text, _(", %s UTC, device %lld, chain %.16s…"), l->rows[i].at,
		(long long)l->rows[i].device, l->rows[i].hash);
	app_say(app, "%s", str_text(&text));
	str_free(&text);
	return REACT_REDRAW;
}

static const char *const contexts[] = { "log", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("details"),
		.help = N_("The entry's number, time, device and place in the chain"),
		.verb = "log",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = NULL },
};

const struct view view_log = {
	.name = "log",
	.title = N_("Log"),
	.contexts = contexts,
	.actions = actions,
	.open = log_open,
	.close = log_close,
	.load = log_load,
	.draw = log_draw,
	.status = log_status,
	.has = log_has,
	.move = log_move,
	.point = log_point,
};
