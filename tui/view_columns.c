#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/workspace.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/rows.h"
#include "tui/shown.h"

/*
 * Which columns the lists of one kind of record show: all its fields, those that are shown first
 * and in their order. `at.text` holds what the list shows now. Written when it closes.
 */

#define WIDTH_FROM 36 /* columns of the screen from which on the widths are shown */

struct row {
	int field;
	int width; /* 0: as its contents ask for */
	bool on;
};

struct chooser {
	const struct entity *e;
	struct row rows[COLUMNS_MAX];
	struct scroll scroll; /* its n is that of the rows */
	bool usual;           /* as if nobody had arranged it */
};

static struct chooser *chooser_of(struct pane *p)
{
	return p->state;
}

/* Those of the text, then all others, not shown. */
static void fill(struct chooser *c, const struct shown *shown, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++)
		c->rows[at++] = (struct row){ shown[i].field, shown[i].width, true };
	for (int field = 0; field < (int)c->e->n_fields && at < COLUMNS_MAX; field++) {
		bool there = false;

		for (size_t i = 0; i < n; i++)
			there = there || shown[i].field == field;
		if (!there)
			c->rows[at++] = (struct row){ field, 0, false };
	}
	c->scroll.n = at;
}

static enum status columns_open(struct pane *p)
{
	struct chooser *c = mem_zero(sizeof(*c));
	struct shown shown[COLUMNS_MAX];

	p->state = c;
	p->scroll = &c->scroll;
	c->e = entity_get(p->at.entity);
	fill(c, shown, shown_read(c->e, p->text ? p->text : "", shown));
	return ST_OK;
}

static void write(const struct chooser *c, struct str *out)
{
	struct shown shown[COLUMNS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < c->scroll.n; i++)
		if (c->rows[i].on)
			shown[n++] = (struct shown){ c->rows[i].field, c->rows[i].width };
	shown_write(c->e, shown, n, out);
}

static void keep(struct pane *p)
{
	struct chooser *c = chooser_of(p);
	struct str key = STR_INIT, text = STR_INIT;

	write(c, &text);
	if (c->usual || strcmp(str_text(&text), p->text ? p->text : "") != 0) {
		str_addf(&key, "columns/%s", c->e->name);
		app_failed(p->app, workspace_put(pane_db(p), str_text(&key),
					   c->usual ? NULL : str_text(&text)));
		app_stale(p->app);
	}
	str_free(&key);
	str_free(&text);
}

static void columns_close(struct pane *p)
{
	keep(p);
	free(p->state);
}

static enum status columns_load(struct pane *p)
{
	struct chooser *c = chooser_of(p);

	c->scroll.height = p->box.rows;
	scroll_fix(&c->scroll);
	return ST_OK;
}

/* "[x]  3  Country          12" */
static void draw_row(struct pane *p, size_t at, int y, enum style bar)
{
	const struct chooser *c = chooser_of(p);
	const struct row *row = &c->rows[at];
	const struct field *f = &c->e->fields[row->field];
	const bool wide = p->box.cols > WIDTH_FROM;
	const enum style style = row_whole(p, y, bar, row->on ? STYLE_TEXT : STYLE_DIM);
	const int x = p->box.x, label = p->box.cols > 60 ? 30 : p->box.cols - (wide ? 20 : 7);
	struct screen *s = p->app->screen;
	struct str width = STR_INIT;

	if (row->width)
		str_addf(&width, "%d", row->width);
	else
		str_add(&width, _("as needed"));
	screen_put(s, y, x + 2, 4, style, row->on ? "[x]" : "[ ]");
	screen_put(s, y, x + 6, label, style, _(f->label));
	if (row->on && wide)
		screen_put(s, y, x + 7 + label, 12, style, str_text(&width));
	if (p->box.cols > 70 && f->help)
		screen_put(s, y, x + 20 + label, p->box.cols - label - 21, style, _(f->help));
	str_free(&width);
}

static void columns_draw(struct pane *p, bool focused)
{
	struct chooser *c = chooser_of(p);

	c->scroll.height = p->box.rows;
	scroll_fix(&c->scroll);
	rows_draw(p, focused, draw_row);
}

static void columns_crumb(struct pane *p, struct str *out)
{
	struct str labels = STR_INIT;

	cell_lower(_(chooser_of(p)->e->labels), &labels);
	str_addf(out, _("Columns of %s"), str_text(&labels));
	str_free(&labels);
}

static size_t count_on(const struct chooser *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->scroll.n; i++)
		n += c->rows[i].on;
	return n;
}

static void columns_status(struct pane *p, struct str *out)
{
	struct chooser *c = chooser_of(p);

	str_addf(out, _("%zu of %zu shown"), count_on(c), c->scroll.n);
}

static void columns_hint(struct pane *p, struct str *out)
{
	(void)p;
	str_add(out, _("The first columns get their room first. What you choose is remembered."));
}

static unsigned columns_has(struct pane *p)
{
	return chooser_of(p)->scroll.n ? NEEDS_ROW : 0;
}

static enum reaction act_tick(struct app *app, struct pane *p, const struct action *self)
{
	struct chooser *c = chooser_of(p);
	struct row *row = &c->rows[c->scroll.cursor];

	(void)self;
	if (row->on && count_on(c) == 1) {
		app_say(app, _("A list shows one column at least."));
		return REACT_REDRAW;
	}
	row->on = !row->on;
	c->usual = false;
	scroll_move(&c->scroll, MOVE_DOWN, 1);
	return REACT_REDRAW;
}

/* The field goes a place up or down, the cursor with it. */
static enum reaction act_shift(struct app *app, struct pane *p, const struct action *self)
{
	struct chooser *c = chooser_of(p);
	size_t at = c->scroll.cursor, to = self->arg < 0 ? at - 1 : at + 1;
	struct row row = c->rows[at];

	(void)app;
	if ((self->arg < 0 && at == 0) || to >= c->scroll.n)
		return REACT_NONE;
	c->rows[at] = c->rows[to];
	c->rows[to] = row;
	c->scroll.cursor = to;
	c->usual = false;
	scroll_fix(&c->scroll);
	return REACT_REDRAW;
}

static enum reaction act_width(struct app *app, struct pane *p, const struct action *self)
{
	struct chooser *c = chooser_of(p);
	struct row *row = &c->rows[c->scroll.cursor];
	int width = row->width ? row->width : field_width(&c->e->fields[row->field]);

	(void)app;
	width += self->arg;
	if (self->arg == 0)
		row->width = 0;
	else if (width >= COLUMN_MIN && width <= COLUMN_MAX)
		row->width = width;
	row->on = true;
	c->usual = false;
	return REACT_REDRAW;
}

static enum reaction act_usual(struct app *app, struct pane *p, const struct action *self)
{
	struct chooser *c = chooser_of(p);
	struct shown shown[COLUMNS_MAX];

	(void)self;
	fill(c, shown, shown_usual(c->e, -1, -1, shown));
	c->usual = true;
	c->scroll.cursor = 0;
	scroll_fix(&c->scroll);
	app_say(app, _("The usual columns."));
	return REACT_REDRAW;
}

static enum reaction act_done(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)p;
	(void)self;
	return REACT_CLOSE;
}

static const char *const contexts[] = { "columns", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "tick",
		.label = N_("show"),
		.help = N_("Show this field as a column, or leave it out"),
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_tick },
	{ .name = "column-up",
		.label = N_("up"),
		.help = N_("Move the column a place to the front"),
		.needs = NEEDS_ROW,
		.rank = 3,
		.arg = -1,
		.run = act_shift },
	{ .name = "column-down",
		.label = N_("down"),
		.help = N_("Move the column a place to the back"),
		.needs = NEEDS_ROW,
		.rank = 2,
		.arg = 1,
		.run = act_shift },
	{ .name = "wider",
		.label = N_("wider"),
		.help = N_("Make the column wider"),
		.needs = NEEDS_ROW,
		.rank = 4,
		.arg = 1,
		.run = act_width },
	{ .name = "narrower",
		.label = N_("narrower"),
		.help = N_("Make the column narrower"),
		.needs = NEEDS_ROW,
		.rank = 5,
		.arg = -1,
		.run = act_width },
	{ .name = "as-needed",
		.label = N_("as needed"),
		.help = N_("Make the column as wide as its contents ask for"),
		.needs = NEEDS_ROW,
		.rank = 6,
		.arg = 0,
		.run = act_width },
	{ .name = "usual",
		.label = N_("usual"),
		.help = N_("The columns as if nobody had arranged them"),
		.rank = 7,
		.run = act_usual },
	{ .name = "cancel", .label = N_("done"), .help = N_("Back to the list"), .run = act_done },
	{ .name = NULL },
};

const struct view view_columns = {
	.name = "columns",
	.title = N_("Columns"),
	.contexts = contexts,
	.actions = actions,
	.open = columns_open,
	.close = columns_close,
	.load = columns_load,
	.draw = columns_draw,
	.crumb = columns_crumb,
	.status = columns_status,
	.hint = columns_hint,
	.has = columns_has,
};
