#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/home.h"

/* The first page: what is due, how many signed, what waits, what was done last, the cases. */

static struct home *state(struct pane *p)
{
	return p->state;
}

static enum status home_open(struct pane *p)
{
	struct home *h = mem_zero(sizeof(*h));

	p->state = h;
	h->scroll.rests = home_rests;
	h->scroll.arg = h;
	return ST_OK;
}

static void home_close(struct pane *p)
{
	struct home *h = state(p);

	home_lines_free(h);
	home_forget(h);
	free(h->rows);
	free(h);
}

/* What is selected stays so while more lines come. */
static void remember(struct home *h)
{
	const struct home_line *l = home_line_of(h, h->scroll.cursor);

	if (h->scroll.cursor >= h->n_rows)
		return;
	h->chosen = true;
	h->want = h->rows[h->scroll.cursor];
	h->want_subject = l ? l->subject : (struct subject){ ENTITY_NONE, 0 };
	h->want_entry = l ? l->entry : 0;
}

/* The row speaks of what was selected. */
static bool wanted(const struct home *h, size_t row)
{
	const struct home_row *r = &h->rows[row];
	const struct home_line *l = home_line_of(h, row);

	if (r->kind != h->want.kind || r->part != h->want.part)
		return false;
	return !l || (l->entry == h->want_entry && l->subject.entity == h->want_subject.entity &&
			     l->subject.id == h->want_subject.id);
}

/* Of each column so much is scrolled away that the selected row can be seen. */
static void show_cursor(struct pane *p)
{
	struct home *h = state(p);

	for (int c = 0; c < h->columns; c++) {
		size_t height = p->box.rows > 0 ? (size_t)p->box.rows : 1;
		size_t first, n;

		home_column(h, c, &first, &n);
		if (h->columns == 1) {
			h->tops[c] = h->scroll.top;
			continue;
		}
		if (h->tops[c] < first || n <= height)
			h->tops[c] = first;
		if (h->tops[c] + height > first + n && n > height)
			h->tops[c] = first + n - height;
		if (h->scroll.cursor < first || h->scroll.cursor >= first + n)
			continue;
		if (h->scroll.cursor < h->tops[c])
			h->tops[c] = h->scroll.cursor;
		if (h->scroll.cursor >= h->tops[c] + height)
			h->tops[c] = h->scroll.cursor - height + 1;
		/* With its heading, where that is all that stands above. */
		if (h->scroll.cursor < first + height)
			h->tops[c] = h->tops[c] <= first + 1 ? first : h->tops[c];
	}
}

/* The page anew, with the same row selected where it is there. */
static void lay_out(struct pane *p)
{
	struct home *h = state(p);

	home_lines(h);
	home_fold(h, p->box.rows, p->box.cols);
	if (!h->chosen)
		h->scroll.cursor = 0;
	for (size_t i = 0; i < h->n_rows; i++)
		if (home_rests(h, i) && wanted(h, i)) {
			h->scroll.cursor = i;
			break;
		}
	h->scroll.n = h->n_rows;
	h->scroll.height = p->box.rows;
	scroll_fix(&h->scroll);
	show_cursor(p);
	p->app->dirty = true;
}

static enum status home_load(struct pane *p)
{
	enum status st = home_read(pane_db(p), state(p));

	/* What is quick is there in the first frame. */
	app_impatient(p->app, UNTIL_TIME_UP);
	while (st == ST_OK)
		st = home_step(pane_db(p), state(p));
	app_patient(p->app);
	lay_out(p);
	return st == ST_END || st == ST_STOPPED ? ST_OK : st;
}

static bool home_idle(struct pane *p)
{
	enum status st = home_step(pane_db(p), state(p));

	if (st == ST_OK)
		lay_out(p);
	return st != ST_END;
}

/* ---- what is there ---- */

static const struct home_line *selected_line(struct pane *p)
{
	return home_line_of(state(p), state(p)->scroll.cursor);
}

static bool any_selected(struct pane *p)
{
	return state(p)->scroll.cursor < state(p)->n_rows &&
	       home_rests(state(p), state(p)->scroll.cursor);
}

static void home_crumb(struct pane *p, struct str *out)
{
	const char *path = db_path(pane_db(p));
	const char *slash = path ? strrchr(path, '/') : NULL;

	str_add(out, slash ? slash + 1 : path ? path : _("Home"));
}

static void home_status(struct pane *p, struct str *out)
{
	struct date today = date_today();

	(void)p;
	cell_day(&today, true, out);
}

static bool home_subject(struct pane *p, struct subject *out)
{
	const struct home_line *l = selected_line(p);

	if (!l || l->subject.entity == ENTITY_NONE)
		return false;
	*out = l->subject;
	return true;
}

static bool home_kind(struct pane *p, struct place *out)
{
	(void)p;
	*out = (struct place){ .entity = ENTITY_CASE };
	return true;
}

static unsigned home_has(struct pane *p)
{
	struct subject s;
	unsigned has = NEEDS_KIND;

	if (any_selected(p))
		has |= NEEDS_ROW;
	if (home_subject(p, &s)) {
		has |= NEEDS_RECORD;
		if (s.entity == ENTITY_PETITION)
			has |= NEEDS_PETITION;
	}
	return has;
}

static bool home_move(struct pane *p, enum move move, int64_t n)
{
	bool moved = scroll_move(&state(p)->scroll, move, n);

	show_cursor(p);
	remember(state(p));
	return moved;
}

static bool home_point(struct pane *p, int y, int x)
{
	struct home *h = state(p);
	size_t row = home_row_at(h, p->box, y, x);

	if (row >= h->n_rows || !home_rests(h, row))
		return false;
	h->scroll.cursor = row;
	remember(h);
	return true;
}

/* All lines of the part, or only as many as there is room for. */
static enum reaction act_fold(struct app *app, struct pane *p, const struct action *self)
{
	struct home *h = state(p);
	struct home_part *part;

	(void)app;
	(void)self;
	if (!any_selected(p))
		return REACT_NONE;
	part = &h->parts[h->rows[h->scroll.cursor].part];
	part->opened = !part->opened;
	remember(h);
	/* The first of the lines that come. */
	if (h->want.kind != ROW_LINE && part->n > 0) {
		const struct home_line *l = &part->lines[part->shown < part->n ? part->shown : 0];

		h->want.kind = ROW_LINE;
		h->want_subject = l->subject;
		h->want_entry = l->entry;
	}
	lay_out(p);
	remember(h);
	return REACT_REDRAW;
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct home_line *l = selected_line(p);
	struct place at = { .view = &view_record };

	if (!l)
		return act_fold(app, p, self);
	if (l->entry > 0) {
		at.view = &view_log;
		at.id = l->entry;
	} else if (l->list != ENTITY_NONE) {
		at.view = &view_records;
		at.entity = l->list;
	} else {
		at.entity = l->subject.entity;
		at.id = l->subject.id;
	}
	app_open(app, &at);
	return REACT_REDRAW;
}

/* To the first row of the part below, or of the one above. */
static enum reaction act_part(struct app *app, struct pane *p, const struct action *self)
{
	struct home *h = state(p);
	size_t row = h->scroll.cursor;
	enum home_part_id now;

	(void)app;
	if (row >= h->n_rows)
		return REACT_NONE;
	now = h->rows[row].part;
	while (row < h->n_rows && (h->rows[row].part == now || !home_rests(h, row)))
		row += (size_t)self->arg;
	if (row >= h->n_rows)
		return REACT_NONE;
	while (self->arg < 0 && row > 0 && h->rows[row - 1].part == h->rows[row].part)
		row--;
	h->scroll.cursor = row;
	scroll_fix(&h->scroll);
	show_cursor(p);
	remember(h);
	return REACT_REDRAW;
}

static enum reaction act_quit(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)p;
	(void)self;
	return REACT_QUIT;
}

static const char *const contexts[] = { "home", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open what the line speaks of"),
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "next-part",
		.label = N_("next part"),
		.help = N_("To the next part of the page"),
		.arg = 1,
		.run = act_part },
	{ .name = "previous-part",
		.label = N_("part before"),
		.help = N_("To the part of the page before"),
		.arg = -1,
		.run = act_part },
	{ .name = "fold",
		.label = N_("show all"),
		.help = N_("All lines of this part, or only as many as there is room for"),
		.needs = NEEDS_ROW,
		.run = act_fold },
	{ .name = "add",
		.label = N_("add a case"),
		.help = N_("Add a case"),
		.verb = "add",
		.rank = 10,
		.run = deed_add },
	DEED_EDIT,
	DEED_BUNDLE,
	DEED_IMPORT,
	DEED_SHEET,
	{ .name = "close",
		.label = N_("quit"),
		.help = N_("Leave the program"),
		.rank = 92,
		.run = act_quit },
	{ .name = NULL },
};

const struct view view_home = {
	.name = "home",
	.title = N_("Home"),
	.contexts = contexts,
	.actions = actions,
	.open = home_open,
	.close = home_close,
	.load = home_load,
	.draw = home_draw,
	.idle = home_idle,
	.crumb = home_crumb,
	.status = home_status,
	.has = home_has,
	.subject = home_subject,
	.kind = home_kind,
	.move = home_move,
	.point = home_point,
};
