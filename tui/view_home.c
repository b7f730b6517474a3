#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/home.h"

/* The first page: what is due, how many signed, what waits, what was done last. */

#define LEFT 14 /* columns for when, or whose */
#define LEFT_BAR 18
#define NOTE 18      /* for the case */
#define NOTE_FROM 64 /* columns from which on the case is shown */
#define DAY 10       /* for a day without its year */
#define BAR_MAX 32
#define BAR_MIN 8

static struct home *state(struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t row)
{
	const struct home *h = arg;

	return h->lines[row].subject.entity != ENTITY_NONE || h->lines[row].entry > 0;
}

static enum status home_open(struct pane *p)
{
	struct home *h = mem_zero(sizeof(*h));

	p->state = h;
	h->scroll.rests = rests;
	h->scroll.arg = h;
	return ST_OK;
}

static void home_close(struct pane *p)
{
	struct home *h = state(p);

	home_lines_free(h);
	home_forget(h);
	free(h->lines);
	free(h);
}

/* What is selected, and where it stands on the screen: so it stays while more lines come. */
static void remember(struct home *h)
{
	const struct home_line *l;

	if (h->scroll.cursor >= h->n_lines)
		return;
	l = &h->lines[h->scroll.cursor];
	h->anchor = h->scroll.cursor - h->scroll.top;
	h->want = l->subject;
	h->want_entry = l->entry;
	h->want_kind = l->kind;
}

/* The lines anew, with the same one selected where it is there. */
static void lay_out(struct pane *p)
{
	struct home *h = state(p);

	home_lines(h);
	for (size_t i = 0; i < h->n_lines; i++) {
		const struct home_line *l = &h->lines[i];

		if (!rests(h, i) || l->entry != h->want_entry || l->kind != h->want_kind ||
			l->subject.entity != h->want.entity || l->subject.id != h->want.id)
			continue;
		h->scroll.cursor = i;
		h->scroll.top = i > h->anchor ? i - h->anchor : 0;
		break;
	}
	h->scroll.n = h->n_lines;
	h->scroll.height = p->box.rows;
	scroll_fix(&h->scroll);
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

/* ---- drawing ---- */

static void draw_head(struct pane *p, const struct home_line *l, int y)
{
	struct screen *s = p->app->screen;
	struct str label = STR_INIT;
	int x = p->box.x + 1;
	int cols = p->box.cols - 2;
	int width;
	int note = l->note ? screen_width(s, l->note) : 0;

	str_add(&label, l->left);
	width = screen_width(s, str_text(&label));
	screen_put(s, y, x, cols, STYLE_HEADING, str_text(&label));
	if (cols - width - 1 > 0)
		screen_rule(s, y, x + width + 1, cols - width - 1, STYLE_DIM, "─");
	if (note > 0 && note + width + 8 < cols) {
		screen_put(s, y, x + cols - note - 4, 1, STYLE_DIM, "");
		screen_put(s, y, x + cols - note - 3, note, STYLE_DIM, l->note);
		screen_put(s, y, x + cols - 3, 1, STYLE_DIM, "");
	}
	str_free(&label);
}

/* So many cells for so many signatures. */
static int share(int64_t n, int64_t of, int cells)
{
	if (n <= 0 || of <= 0)
		return 0;
	if (n >= of)
		return cells;
	return (int)((double)n * cells / (double)of + 0.5);
}

static void draw_signatures(struct pane *p, const struct pleading *pl, int y, int x, int cells)
{
	struct screen *s = p->app->screen;
	int64_t declared = pl->counted && pl->count.declared > 0 ? pl->count.declared : 0;
	int64_t counted = pl->counted ? pl->count.counted : 0;
	int64_t whole = pl->target > 0 ? pl->target : declared > counted ? declared : counted;
	int full = share(counted, whole, cells);
	int half = share(declared, whole, cells);

	screen_rule(s, y, x, full, STYLE_GOOD, "█");
	if (half > full)
		screen_rule(s, y, x + full, half - full, STYLE_NEAR, "▒");
	else
		half = full;
	screen_rule(s, y, x + half, cells - half, STYLE_DIM, "░");
}

/* All bars are as long as the longest text beside one allows. */
static int bar_cells(struct pane *p, int left)
{
	const struct home *h = state(p);
	int cells = BAR_MAX;

	for (size_t i = 0; i < h->n_lines; i++) {
		int room;

		if (h->lines[i].kind != HOME_BAR)
			continue;
		room = p->box.cols - 3 - left - screen_width(p->app->screen, h->lines[i].text) - 2;
		cells = room < cells ? room : cells;
	}
	return cells;
}

static void draw_bar(
	struct pane *p, const struct home_line *l, int y, enum style bar, bool selected)
{
	struct screen *s = p->app->screen;
	int x = p->box.x + 2;
	int cols = p->box.cols - 3;
	int text = screen_width(s, l->text);
	int left = cols / 3 < LEFT_BAR ? cols / 3 : LEFT_BAR;
	int cells = bar_cells(p, left);

	screen_put(s, y, x, left, bar, l->left);
	if (cells < BAR_MIN) {
		screen_put(s, y, x + left + 1, cols - left - 1, bar, l->text);
		return;
	}
	screen_put(s, y, x + left + 1 + cells, cols - left - cells, bar, "");
	screen_put(s, y, x + left + cells + 2, text, bar, l->text);
	if (!selected || l->bar->counted)
		draw_signatures(p, l->bar, y, x + left + 1, cells);
}

static void draw_row(struct pane *p, const struct home_line *l, int y, enum style bar)
{
	struct screen *s = p->app->screen;
	bool plain = bar == STYLE_TEXT;
	int x = p->box.x + 2;
	int cols = p->box.cols - 3;
	int left = l->entry > 0 ? 12 : l->right ? LEFT : LEFT_BAR;
	int right = l->right ? screen_width(s, l->right) : 0;
	int note = l->note ? NOTE : 0;

	if (left > cols / 3)
		left = cols / 3;
	if (p->box.cols < NOTE_FROM)
		note = 0;
	/* So that days and cases stand below each other. */
	if (right > 0 && right < DAY)
		right = DAY;
	if (p->box.cols < 40)
		right = 0;
	screen_put(s, y, x, left, plain ? l->style : bar, l->left);
	x += left + 1;
	cols -= left + 1 + (right ? right + 1 : 0) + (note ? note + 1 : 0);
	screen_put(s, y, x, cols, bar, l->text);
	x += cols + 1;
	if (note) {
		screen_put(s, y, x, note, plain ? STYLE_DIM : bar, l->note);
		x += note + 1;
	}
	if (right)
		screen_put_right(s, y, x, right, bar, l->right);
}

static void home_draw(struct pane *p, bool focused)
{
	struct home *h = state(p);

	for (int i = 0; i < p->box.rows && h->scroll.top + (size_t)i < h->n_lines; i++) {
		size_t row = h->scroll.top + (size_t)i;
		const struct home_line *l = &h->lines[row];
		bool selected = row == h->scroll.cursor && rests(h, row);
		enum style bar = selected ? (focused ? STYLE_SELECTED : STYLE_RESTING) : STYLE_TEXT;
		int y = p->box.y + i;

		if (selected) {
			screen_put(p->app->screen, y, p->box.x, p->box.cols, bar, "▸");
			screen_cursor(p->app->screen, y, p->box.x, false);
		}
		if (l->kind == HOME_HEAD)
			draw_head(p, l, y);
		else if (l->kind == HOME_BAR)
			draw_bar(p, l, y, bar, selected);
		else if (l->kind == HOME_ROW)
			draw_row(p, l, y, bar);
		else if (l->kind == HOME_NOTE)
			screen_put(p->app->screen, y, p->box.x + 2, p->box.cols - 2, STYLE_TEXT,
				l->text);
	}
}

/* ---- what is there ---- */

static const struct home_line *selected_line(struct pane *p)
{
	struct home *h = state(p);

	return h->scroll.cursor < h->n_lines && rests(h, h->scroll.cursor)
		       ? &h->lines[h->scroll.cursor]
		       : NULL;
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

	if (selected_line(p))
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

	remember(state(p));
	return moved;
}

static bool home_point(struct pane *p, int y, int x)
{
	(void)x;
	if (!scroll_point(&state(p)->scroll, y - p->box.y))
		return false;
	remember(state(p));
	return true;
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct home_line *l = selected_line(p);
	struct place at = { .view = &view_record };

	(void)self;
	if (!l)
		return REACT_NONE;
	if (l->entry > 0) {
		at.view = &view_log;
		at.id = l->entry;
	} else {
		at.entity = l->subject.entity;
		at.id = l->subject.id;
	}
	app_open(app, &at);
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
