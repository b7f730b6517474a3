#include "config.h"

#include "tui/work.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/key.h"

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
		if (e.type == EVENT_KEY && !e.pasted && (e.key == K_ESC || e.key == K_CTRL('C')))
			return true;
	}
	return false;
}

static void show(
	struct app *app, const struct work *w, const char *what, int64_t done, int64_t total)
{
	struct str line = STR_INIT;
	int cols = screen_cols(app->screen);
	int y = screen_rows(app->screen) - 1;

	str_addf(&line, "%s: %s ", w->what, what);
	cell_number(done, &line);
	if (total > 0) {
		str_add(&line, _(" of "));
		cell_number(total, &line);
		str_addf(&line, " (%d%%)", (int)(done * 100 / total));
	}
	str_add(&line, _("   Esc stops it"));
	screen_put(app->screen, y, 0, cols, STYLE_NEAR, str_text(&line));
	screen_show(app->screen);
	str_free(&line);
}

static bool progress(void *arg, const char *what, int64_t done, int64_t total)
{
	struct app *app = arg;
	struct work *w = app->work;

	if (!w->stopped && asked_to_stop(app))
		w->stopped = true;
	if (screen_clock() - w->began >= SOON)
		show(app, w, what, done, total);
	return !w->stopped;
}

void work_begin(struct app *app, const char *what)
{
	struct work *w = mem_zero(sizeof(*w));

	w->what = what;
	w->began = screen_clock();
	app->work = w;
	db_set_progress(app->db, progress, app);
}

void work_end(struct app *app)
{
	db_set_progress(app->db, NULL, NULL);
	free(app->work);
	app->work = NULL;
	app->dirty = true;
}
