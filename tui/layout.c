#include "config.h"

#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/crumbs.h"
#include "tui/statusline.h"

/* The lines of the screen that are not the panes'. -1: there is no room for it. */
struct lines {
	int head;
	int keys;
	int message;
	struct box body;
};

static struct lines split_lines(const struct app *app)
{
	int rows = screen_rows(app->screen);
	struct lines l = { .head = -1, .keys = -1, .message = -1 };

	l.body = (struct box){ .y = 0, .x = 0, .rows = rows, .cols = screen_cols(app->screen) };
	if (rows >= 2) {
		l.message = rows - 1;
		l.body.rows--;
	}
	if (rows >= 3) {
		l.head = 0;
		l.body.y++;
		l.body.rows--;
	}
	if (rows >= 5) {
		l.keys = rows - 2;
		l.body.rows--;
	}
	return l;
}

static void place(struct pane *p, struct box b)
{
	/* What was laid out for another width or height is laid out again. */
	if (b.rows != p->box.rows || b.cols != p->box.cols)
		pane_stale(p);
	p->box = b;
}

static void hide(struct pane *p)
{
	p->box.rows = p->box.cols = 0;
}

static struct box part(struct box *rest, int cols)
{
	struct box b = *rest;

	b.cols = cols;
	rest->x += cols + 1; /* a line between */
	rest->cols -= cols + 1;
	return b;
}

static struct pane *side_of(const struct app *app)
{
	struct pane *top = app_top(app);

	return top->view->side ? top->view->side(top) : NULL;
}

/* One pane fills the screen: the one that keys go to. */
static void arrange_one(struct app *app, struct pane *side, struct box body)
{
	struct pane *only = app_focused(app);
	struct pane *const all[] = { app->nav, app_top(app), side };

	for (size_t i = 0; i < 3; i++)
		if (all[i] && all[i] != only)
			hide(all[i]);
	place(only, body);
}

void layout_arrange(struct app *app)
{
	struct box rest = split_lines(app).body;
	struct pane *top = app_top(app);
	struct pane *side = side_of(app);
	const struct panes *panes = &app->panes;
	int cols = rest.cols;
	bool wide = cols >= THREE_PANES;
	bool nav = app->focus == FOCUS_NAV;
	bool record;
	int width = 0;

	if (app->focus == FOCUS_SIDE && !side)
		app->focus = FOCUS_MAIN;
	if (cols < TWO_PANES) {
		arrange_one(app, side, rest);
		return;
	}
	if (wide ? panes->nav_shown != PANE_HIDDEN : panes->nav_shown == PANE_SHOWN)
		nav = true;
	if (!wide && app->focus == FOCUS_SIDE)
		nav = false;
	record = side && (app->focus == FOCUS_SIDE || (!panes->side_hidden && (wide || !nav)));
	if (nav) {
		width = panes_nav_width(panes, cols, record ? PANE_SIDE_MIN : 0);
		place(app->nav, part(&rest, width));
	} else {
		hide(app->nav);
	}
	if (record) {
		int beside = panes_side_width(panes, cols, width);

		place(top, part(&rest, rest.cols - beside - 1));
		place(side, rest);
		return;
	}
	place(top, rest);
	if (side)
		hide(side);
}

bool layout_shows(const struct app *app, const struct pane *p)
{
	(void)app;
	return p && p->box.rows > 0 && p->box.cols > 0;
}

struct pane *layout_at(struct app *app, int y, int x, enum focus *which)
{
	struct pane *top = app_top(app);
	struct pane *side = side_of(app);
	struct pane *const all[] = { app->nav, top, side };

	for (int i = 0; i < 3; i++) {
		struct pane *p = all[i];

		if (p && y >= p->box.y && y < p->box.y + p->box.rows && x >= p->box.x &&
			x < p->box.x + p->box.cols) {
			*which = (enum focus)i;
			return p;
		}
	}
	return NULL;
}

static bool right_of(const struct app *app, const struct pane *p, int x)
{
	return p && layout_shows(app, p) && x == p->box.x + p->box.cols;
}

static bool keys_covered(const struct app *app)
{
	int rows = prompt_open(app) ? prompt_rows(app, screen_cols(app->screen) - 1) : 1;

	return rows > 1 ||
	       (prompt_open(app) && (app->message.len > 0 || app->prompt.candidates.n > 0));
}

enum spot layout_spot(const struct app *app, int y, int x)
{
	struct lines l = split_lines(app);

	if (y == l.head)
		return SPOT_HEAD;
	/* What is asked may stand over the line of keys. */
	if (y == l.keys)
		return keys_covered(app) ? SPOT_ELSEWHERE : SPOT_KEYS;
	if (y < l.body.y || y >= l.body.y + l.body.rows)
		return SPOT_ELSEWHERE;
	if (right_of(app, app->nav, x))
		return SPOT_NAV_BORDER;
	if (side_of(app) && layout_shows(app, side_of(app)) && right_of(app, app_top(app), x))
		return SPOT_SIDE_BORDER;
	return SPOT_PANE;
}

static void draw_pane(struct app *app, struct pane *p, bool focused)
{
	if (!layout_shows(app, p))
		return;
	p->view->draw(p, focused);
	/* A line between it and its neighbour to the right. */
	if (p->box.x + p->box.cols < screen_cols(app->screen))
		screen_column(
			app->screen, p->box.y, p->box.x + p->box.cols, p->box.rows, STYLE_DIM, "│");
}

/* What is asked for stands at the bottom, over the line of keys when it is long. */
static void draw_prompt(struct app *app, const struct lines *l)
{
	int cols = screen_cols(app->screen);
	int rows = prompt_rows(app, cols - 1);
	int y = screen_rows(app->screen) - rows;
	int keys = l->keys;
	int over;

	if (y < 0)
		y = 0;
	/* What is said stands above what is asked. */
	if (keys >= y)
		keys = y - 1;
	over = keys;
	for (int i = y; i < screen_rows(app->screen); i++)
		screen_put(app->screen, i, 0, cols, STYLE_TEXT, "");
	prompt_draw(app, y, cols);
	if (app->message.len > 0 && keys >= 0)
		over -= statusline_say(app, keys, cols) - 1;
	else if (app->prompt.candidates.n > 0 && keys >= 0) {
		screen_put(app->screen, keys, 0, cols, STYLE_TEXT, "");
		prompt_draw_candidates(app, keys, cols);
	}
	prompt_draw_offers(app, keys >= 0 ? over : y, cols);
}

void layout_draw(struct app *app)
{
	struct pane *top = app_top(app);
	struct pane *side = side_of(app);
	struct pane *focused = app_focused(app);
	int cols = screen_cols(app->screen);
	struct lines l = split_lines(app);

	if (curtain_draw(app))
		return;
	screen_clear(app->screen);
	draw_pane(app, app->nav, focused == app->nav);
	if (side)
		draw_pane(app, side, focused == side);
	draw_pane(app, top, focused == top);
	if (l.head >= 0)
		crumbs_draw(app, l.head, cols);
	if (l.keys >= 0)
		statusline_keys(app, l.keys, cols);
	if (prompt_open(app))
		draw_prompt(app, &l);
	else if (l.message >= 0)
		statusline_message(app, l.message, cols);
	tour_draw(app);
	screen_show(app->screen);
}
