#include "config.h"

#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/statusline.h"

/* From these widths on there are three panes, two, one. */
#define THREE_PANES 120
#define TWO_PANES 80
#define NAV_MIN 26
#define NAV_MAX 34
#define SIDE_MIN 29

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

static int nav_width(int cols)
{
	int width = cols / 5;

	if (width < NAV_MIN)
		width = NAV_MIN;
	return width > NAV_MAX ? NAV_MAX : width;
}

static int side_width(int cols)
{
	int width = cols * 2 / 5;

	/* On a narrow screen the list is worth more. */
	if (cols < 90)
		width = SIDE_MIN;
	return width;
}

void layout_arrange(struct app *app)
{
	struct box rest = split_lines(app).body;
	struct pane *top = app_top(app);
	struct pane *side = top->view->side ? top->view->side(top) : NULL;
	bool wide = rest.cols >= THREE_PANES;
	bool nav = app->focus == FOCUS_NAV;

	if (app->focus == FOCUS_SIDE && !side)
		app->focus = FOCUS_MAIN;
	hide(app->nav);
	if (rest.cols < TWO_PANES) {
		struct pane *only = app_focused(app);

		hide(top);
		if (side)
			hide(side);
		place(only, rest);
		return;
	}
	if (wide || nav)
		place(app->nav, part(&rest, nav_width(rest.cols)));
	if (side && (app->focus == FOCUS_SIDE || (!app->side_hidden && (wide || !nav)))) {
		place(top, part(&rest, rest.cols - side_width(rest.cols) - 1));
		place(side, rest);
	} else {
		place(top, rest);
		if (side)
			hide(side);
	}
}

bool layout_shows(const struct app *app, const struct pane *p)
{
	(void)app;
	return p->box.rows > 0 && p->box.cols > 0;
}

struct pane *layout_at(struct app *app, int y, int x, enum focus *which)
{
	struct pane *top = app_top(app);
	struct pane *side = top->view->side ? top->view->side(top) : NULL;
	struct pane *const all[] = { app->nav, top, side };

	for (int i = 0; i < 3; i++) {
		const struct box *b = all[i] ? &all[i]->box : NULL;

		if (b && layout_shows(app, all[i]) && y >= b->y && y < b->y + b->rows &&
			x >= b->x && x < b->x + b->cols) {
			*which = (enum focus)i;
			return all[i];
		}
	}
	return NULL;
}

static void add_crumb(struct pane *p, struct str *out)
{
	str_add(out, " › ");
	if (p->view->crumb)
		p->view->crumb(p, out);
	else
		str_add(out, _(p->view->title));
}

/* The way here, without what does not fit at its beginning. */
static void draw_head(struct app *app, int y, int cols)
{
	struct pane *main = app->focus == FOCUS_NAV ? app->nav : app_top(app);
	struct str way = STR_INIT;
	struct str status = STR_INIT;
	const char *text;
	int width;
	int room;

	str_add(&way, _("Amparo"));
	for (size_t i = 0; i < app->depth; i++)
		add_crumb(app->stack[i], &way);
	if (main->view->status)
		main->view->status(main, &status);
	width = screen_width(app->screen, str_text(&status));
	room = cols - 2 - (width > 0 ? width + 2 : 0);
	/* Too little room for both: the way here is worth more. */
	if (room < cols / 2) {
		width = 0;
		room = cols - 2;
	}
	text = str_text(&way);
	while (screen_width(app->screen, text) > room && strstr(text + 1, " › "))
		text = strstr(text + 1, " › ");
	if (*text == ' ')
		text++;
	screen_put(app->screen, y, 0, cols, STYLE_BAR, "");
	screen_put(app->screen, y, 1, room, STYLE_BAR, text);
	if (width > 0)
		screen_put(app->screen, y, cols - 1 - width, width, STYLE_BAR, str_text(&status));
	str_free(&way);
	str_free(&status);
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

	if (y < 0)
		y = 0;
	for (int i = y; i < screen_rows(app->screen); i++)
		screen_put(app->screen, i, 0, cols, STYLE_TEXT, "");
	prompt_draw(app, y, cols);
	if (app->message.len > 0 && l->keys >= 0 && rows == 1)
		statusline_say(app, l->keys, cols);
	else if (app->prompt.candidates.n > 0 && l->keys >= 0) {
		screen_put(app->screen, l->keys, 0, cols, STYLE_TEXT, "");
		prompt_draw_candidates(app, l->keys, cols);
	}
}

void layout_draw(struct app *app)
{
	struct pane *top = app_top(app);
	struct pane *side = top->view->side ? top->view->side(top) : NULL;
	struct pane *focused = app_focused(app);
	int cols = screen_cols(app->screen);
	struct lines l = split_lines(app);

	screen_clear(app->screen);
	draw_pane(app, app->nav, focused == app->nav);
	if (side)
		draw_pane(app, side, focused == side);
	draw_pane(app, top, focused == top);
	if (l.head >= 0)
		draw_head(app, l.head, cols);
	if (l.keys >= 0)
		statusline_keys(app, l.keys, cols);
	if (prompt_open(app))
		draw_prompt(app, &l);
	else if (l.message >= 0)
		statusline_message(app, l.message, cols);
	screen_show(app->screen);
}
