#include "config.h"

#include "tui/crumbs.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"

#define BETWEEN " › "

/* What a part leads to, beside the place of a pane on the stack. */
enum { TO_HOME = -1, TO_VIEWS = -2 };

struct part {
	struct str text;
	int to; /* a place on the stack, or one of those above */
	int x;  /* where it stands */
	int width;
};

struct way {
	struct part *parts; /* owned */
	size_t n;
	struct str status; /* on the right */
	int status_width;  /* 0: there is no room for it */
};

static struct part *add(struct way *w, int to)
{
	struct part *part = &w->parts[w->n++];

	*part = (struct part){ .to = to };
	return part;
}

static int length(struct app *app, const struct way *w)
{
	int width = 0;

	for (size_t i = 0; i < w->n; i++)
		width += (i ? screen_width(app->screen, BETWEEN) : 0) +
			 screen_width(app->screen, str_text(&w->parts[i].text));
	return width;
}

static void drop(struct way *w, size_t i)
{
	str_free(&w->parts[i].text);
	memmove(&w->parts[i], &w->parts[i + 1], (w->n - i - 1) * sizeof(*w->parts));
	w->n--;
}

/*
 * The name of the program goes first. Then the first view and the last ones are worth most: what is
 * left out is a part between them, which says how many views it stands for.
 */
static void shorten(struct app *app, struct way *w, int room)
{
	size_t left_out = 0;

	if (length(app, w) > room)
		drop(w, 0);
	while (length(app, w) > room && w->n > (left_out ? 3 : 2)) {
		if (left_out++)
			drop(w, 2);
		w->parts[1].to = TO_VIEWS;
		str_clear(&w->parts[1].text);
		str_addf(&w->parts[1].text, "+%zu", left_out);
	}
	for (int i = 0; i < 2 && w->n > 1 && length(app, w) > room; i++)
		drop(w, 0);
}

/*
 * What a view is about stands before its name, "hk-petition › Statement"; not again where the view
 * before is about the same. `about` keeps it for the next.
 */
static void add_name(struct pane *p, struct str *about, struct str *text)
{
	struct str whole = STR_INIT;
	const char *rest, *name;

	if (p->view->crumb)
		p->view->crumb(p, &whole);
	else
		str_add(&whole, _(p->view->title));
	name = str_text(&whole);
	rest = strstr(name, BETWEEN);
	if (rest && about->len == (size_t)(rest - name) &&
		!memcmp(str_text(about), name, about->len)) {
		name = rest + strlen(BETWEEN);
	} else {
		str_clear(about);
		str_add_n(about, name, rest ? (size_t)(rest - name) : whole.len);
	}
	str_add(text, name);
	str_free(&whole);
}

static void lay_out(struct app *app, struct way *w, int cols)
{
	struct pane *main = app->focus == FOCUS_NAV ? app->nav : app_top(app);
	struct str about = STR_INIT;
	int room;
	int x = 1;

	*w = (struct way){ .parts = mem_array(app->depth + 1, sizeof(*w->parts)) };
	str_add(&add(w, TO_HOME)->text, _("Amparo"));
	for (size_t i = 0; i < app->depth; i++) {
		struct part *part = add(w, (int)i);

		add_name(app->stack[i], &about, &part->text);
	}
	str_free(&about);
	if (main->view->status)
		main->view->status(main, &w->status);
	w->status_width = screen_width(app->screen, str_text(&w->status));
	room = cols - 2 - (w->status_width > 0 ? w->status_width + 2 : 0);
	/* Too little room for both: the way here is worth more. */
	if (room < cols / 2) {
		w->status_width = 0;
		room = cols - 2;
	}
	shorten(app, w, room);
	for (size_t i = 0; i < w->n; i++) {
		struct part *part = &w->parts[i];

		part->x = x;
		part->width = screen_width(app->screen, str_text(&part->text));
		if (part->width > room + 1 - x)
			part->width = room + 1 - x;
		x += part->width + screen_width(app->screen, BETWEEN);
	}
}

static void forget(struct way *w)
{
	while (w->n > 0)
		drop(w, w->n - 1);
	free(w->parts);
	str_free(&w->status);
}

void crumbs_draw(struct app *app, int y, int cols)
{
	struct screen *s = app->screen;
	struct way w;

	lay_out(app, &w, cols);
	screen_put(s, y, 0, cols, STYLE_BAR, "");
	for (size_t i = 0; i < w.n; i++) {
		const struct part *part = &w.parts[i];

		if (i > 0)
			screen_put(s, y, part->x - screen_width(s, BETWEEN),
				screen_width(s, BETWEEN), STYLE_BAR, BETWEEN);
		screen_put(s, y, part->x, part->width, STYLE_BAR, str_text(&part->text));
	}
	if (w.status_width > 0)
		screen_put(s, y, cols - 1 - w.status_width, w.status_width, STYLE_BAR,
			str_text(&w.status));
	forget(&w);
}

void crumbs_point(struct app *app, int x, int cols)
{
	int to = (int)app->depth - 1;
	struct way w;

	lay_out(app, &w, cols);
	for (size_t i = 0; i < w.n; i++)
		if (x >= w.parts[i].x && x < w.parts[i].x + w.parts[i].width)
			to = w.parts[i].to;
	forget(&w);
	if (to == TO_VIEWS)
		app_act(app, app_top(app), "views");
	else if (to == TO_HOME)
		app_back_to(app, 0);
	else
		app_back_to(app, (size_t)to + 1);
}
