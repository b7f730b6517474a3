#include "config.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/rows.h"

/* The views that are open, one on top of the other; back to any of them. */

#define NUMBER 4      /* columns for its place */
#define TITLE_FROM 50 /* columns from which on the kind of view is shown */
#define TITLE 16

struct views {
	struct scroll scroll;
};

static struct views *state(struct pane *p)
{
	return p->state;
}

static enum status views_open(struct pane *p)
{
	struct views *v = mem_zero(sizeof(*v));

	p->state = v;
	p->scroll = &v->scroll;
	return ST_OK;
}

static void views_close(struct pane *p)
{
	free(p->state);
}

/* Those below this one; where it stands is on top. */
static size_t others(const struct pane *p)
{
	size_t n = 0;

	while (n < p->app->depth && p->app->stack[n] != p)
		n++;
	return n;
}

static enum status views_load(struct pane *p)
{
	struct views *v = state(p);
	bool first = v->scroll.n == 0;

	v->scroll.n = others(p);
	v->scroll.height = p->box.rows;
	if (first && v->scroll.n > 0)
		v->scroll.cursor = v->scroll.n - 1;
	scroll_fix(&v->scroll);
	return ST_OK;
}

static void draw_line(struct pane *p, size_t row, int y, enum style style)
{
	struct screen *s = p->app->screen;
	struct pane *shown = p->app->stack[row];
	struct str number = STR_INIT;
	struct str crumb = STR_INIT;
	int x = p->box.x + 2;
	int cols = p->box.cols - 3;
	int title = p->box.cols >= TITLE_FROM ? TITLE : 0;

	str_addf(&number, "%zu", row + 1);
	if (shown->view->crumb)
		shown->view->crumb(shown, &crumb);
	else
		str_add(&crumb, _(shown->view->title));
	screen_put(s, y, p->box.x, p->box.cols, style, style == STYLE_TEXT ? "" : "▸");
	screen_put_right(s, y, x, NUMBER - 1, style, str_text(&number));
	screen_put(s, y, x + NUMBER, cols - NUMBER - title, style, str_text(&crumb));
	if (title)
		screen_put(s, y, x + cols - title, title, style == STYLE_TEXT ? STYLE_DIM : style,
			_(shown->view->title));
	str_free(&number);
	str_free(&crumb);
}

static void views_draw(struct pane *p, bool focused)
{
	struct views *v = state(p);

	for (int i = 0; i < p->box.rows && v->scroll.top + (size_t)i < v->scroll.n; i++) {
		size_t row = v->scroll.top + (size_t)i;
		bool selected = row == v->scroll.cursor;

		if (selected && focused)
			screen_cursor(p->app->screen, p->box.y + i, p->box.x, false);
		draw_line(p, row, p->box.y + i, row_style(selected, focused));
	}
}

static void views_status(struct pane *p, struct str *out)
{
	str_addf(out, ngettext("%zu view", "%zu views", others(p)), others(p));
}

static unsigned views_has(struct pane *p)
{
	return state(p)->scroll.n > 0 ? NEEDS_ROW : 0;
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	app_back_to(app, state(p)->scroll.cursor + 1);
	return REACT_REDRAW;
}

static enum reaction act_views(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)p;
	(void)self;
	return REACT_CLOSE;
}

static const char *const contexts[] = { "views", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("go there"),
		.help = N_("Back to that view; those above it are closed"),
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "views",
		.label = N_("leave"),
		.help = N_("Back to where you were"),
		.run = act_views },
	{ .name = NULL },
};

const struct view view_views = {
	.name = "views",
	.title = N_("Open views"),
	.contexts = contexts,
	.actions = actions,
	.open = views_open,
	.close = views_close,
	.load = views_load,
	.draw = views_draw,
	.status = views_status,
	.has = views_has,
};
