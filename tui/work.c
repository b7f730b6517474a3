#include "config.h"

#include "tui/work.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/key.h"

#define BAR_MAX 30
#define SOON 150 /* milliseconds: what is done by then shows no progress */

struct work {
	const char *what;
	int64_t began; /* screen_clock() */
	bool stopped;
};

static bool asked_to_stop(struct app *app)
{
	struct event e;

	while (screen_read(app->screen, 0, &e)) {
		if (e.type == EVENT_QUIT) {
			app->quit = true;
			return true;
		}
		if (curtain_takes(app, &e)) {
			layout_draw(app);
			continue;
		}
		if (e.type == EVENT_KEY && !e.pasted && (e.key == K_ESC || e.key == K_CTRL('C')))
			return true;
	}
	return false;
}

/* "importing signatories  ██████░░░░  61%   Esc stops it" */
static void show(struct app *app, const char *what, int64_t done, int64_t total)
{
	struct screen *s = app->screen;
	struct str left = STR_INIT;
	struct str right = STR_INIT;
	int cols = screen_cols(s);
	int y = screen_rows(s) - 1;
	int bar;
	int full = 0;

	str_addf(&left, "%s ", what);
	if (total > 0)
		str_addf(&right, " %3d%%", (int)(done * 100 / total));
	else
		cell_number(done, &right);
	str_add(&right, _("   Esc stops it"));
	bar = cols - 2 - screen_width(s, str_text(&left)) - screen_width(s, str_text(&right));
	screen_put(s, y, 0, cols, STYLE_TEXT, "");
	screen_put(s, y, 1, cols - 1, STYLE_NEAR, str_text(&left));
	if (bar > BAR_MAX)
		bar = BAR_MAX;
	if (total > 0 && bar > 4) {
		full = (int)(done * bar / total);
		screen_rule(s, y, 1 + screen_width(s, str_text(&left)), full, STYLE_GOOD, "█");
		screen_rule(s, y, 1 + screen_width(s, str_text(&left)) + full, bar - full,
			STYLE_DIM, "░");
	} else {
		bar = 0;
	}
	full = 1 + screen_width(s, str_text(&left)) + bar;
	screen_put(s, y, full, cols - full, STYLE_TEXT, str_text(&right));
	screen_show(s);
	str_free(&left);
	str_free(&right);
}

static bool progress(void *arg, const char *what, int64_t done, int64_t total)
{
	struct app *app = arg;
	struct work *w = app->work;

	if (!w->stopped && asked_to_stop(app))
		w->stopped = true;
	if (screen_clock() - w->began >= SOON && app->curtain.state == CURTAIN_OPEN)
		show(app, *what ? what : w->what, done, total);
	return !w->stopped;
}

void work_begin(struct app *app, const char *what)
{
	struct work *w = mem_zero(sizeof(*w));

	w->what = what;
	w->began = screen_clock();
	app->work = w;
	db_set_progress(app->db, progress, app);
	/* What was asked in the bottom line has been answered. */
	str_clear(&app->message);
	layout_draw(app);
}

void work_end(struct app *app)
{
	db_set_progress(app->db, NULL, NULL);
	free(app->work);
	app->work = NULL;
	app->dirty = true;
}
