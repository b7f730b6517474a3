#include "config.h"

#include "tui/work.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/key.h"

#define BAR_MAX 30
#define LEFT_LEAST 10   /* columns that are left of what is being done */
#define TELLS_FROM 1000 /* milliseconds of a stage, after which its speed says something */
#define SOON 150        /* milliseconds: what is done by then shows no progress */

struct work {
	const char *what;
	int64_t began; /* screen_clock() */
	bool stopped;
	bool shown;      /* that it goes on was seen */
	bool reading;    /* it is one long read, within which nothing else can be read */
	bool looked;     /* somebody moved about: what was read then may not last */
	char *stage;     /* owned; what was reported last */
	int64_t staged;  /* screen_clock() when that began */
	int64_t started; /* what was done then */
};

/*
 * What can be done meanwhile: looking. Nothing that writes, as a change is open; and no list of
 * signatories, whose indexes an import may have set aside.
 */
static bool may_run(const struct pane *p, const char *action)
{
	if (p->view == &view_records && p->at.entity == ENTITY_SIGNATORY)
		return false;
	return action_moves(action) || !strcmp(action, "next-pane") ||
	       !strcmp(action, "last-pane") || !strcmp(action, "redraw");
}

static void press(struct app *app, uint32_t key)
{
	struct work *w = app->work;
	struct pane *p = app_focused(app);
	const char *name = keymap_action(app->keys, pane_contexts(p), key);

	if (!name || w->reading || !may_run(p, name))
		return;
	app_act(app, p, name);
	w->looked = true;
	app->dirty = true;
}

/* Answers what was pressed meanwhile. True: the work is to stop. */
static bool take_events(struct app *app)
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
		if (e.type == EVENT_RESIZE || e.type == EVENT_RESUMED)
			app->dirty = true;
		if (e.type != EVENT_KEY || e.pasted)
			continue;
		if (e.key == K_ESC || e.key == K_CTRL('C'))
			return true;
		press(app, e.key);
	}
	return false;
}

/* "about 2 min left", from how fast this stage has gone so far. */
static void add_time_left(struct work *w, int64_t done, int64_t total, struct str *out)
{
	int64_t spent = screen_clock() - w->staged;
	int64_t gone = done - w->started;
	int64_t left;

	if (spent < TELLS_FROM || gone <= 0 || total <= done)
		return;
	left = (int64_t)((double)spent * (double)(total - done) / (double)gone / 1000.0) + 1;
	if (left < 100)
		str_addf(out, _(", %d s left"), (int)left);
	else
		str_addf(out, _(", %d min left"), (int)((left + 30) / 60));
}

static void note_stage(struct work *w, const char *what, int64_t done)
{
	if (w->stage && !strcmp(w->stage, what))
		return;
	free(w->stage);
	w->stage = mem_text(what);
	w->staged = screen_clock();
	w->started = done;
}

/* What stands behind the bar: as much of it as leaves room for some of what is being done. */
static void add_right(
	struct app *app, int64_t done, int64_t total, int left, int cols, struct str *out)
{
	static const char *const stops[] = { N_("   Esc stops it"), N_("   Esc stops it"),
		N_("  Esc") };
	const int least = left < LEFT_LEAST ? left : LEFT_LEAST;

	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		str_clear(out);
		if (total > 0)
			str_addf(out, " %3d%%", (int)(done * 100 / total));
		else
			cell_number(done, out);
		if (i == 0)
			add_time_left(app->work, done, total, out);
		str_add(out, _(stops[i]));
		if (screen_width(app->screen, str_text(out)) + (i ? least : left) < cols)
			return;
	}
}

/* "importing signatories  ██████░░░░  61%, 12 s left   Esc stops it" */
static void show(struct app *app, const char *what, int64_t done, int64_t total)
{
	struct screen *s = app->screen;
	struct str right = STR_INIT;
	int cols = screen_cols(s);
	int y = screen_rows(s) - 1;
	int x, bar, full = 0;

	x = 2 + screen_width(s, what);
	add_right(app, done, total, x, cols, &right);
	bar = cols - 1 - x - screen_width(s, str_text(&right));
	screen_put(s, y, 0, cols, STYLE_TEXT, "");
	/* Where there is little room, how far it is matters more than what it is. */
	x = bar < 0 ? x + bar : x;
	screen_put(s, y, 1, x > 2 ? x - 2 : 0, STYLE_NEAR, what);
	if (bar > BAR_MAX)
		bar = BAR_MAX;
	if (total > 0 && bar > 4) {
		full = (int)(done * bar / total);
		screen_rule(s, y, x, full, STYLE_GOOD, "█");
		screen_rule(s, y, x + full, bar - full, STYLE_DIM, "░");
		x += bar;
	}
	x = x < 0 ? 0 : x;
	screen_put(s, y, x, cols - x, STYLE_TEXT, str_text(&right));
	screen_show(s);
	str_free(&right);
}

static bool progress(void *arg, const char *what, int64_t done, int64_t total)
{
	struct app *app = arg;
	struct work *w = app->work;

	note_stage(w, *what ? what : w->what, done);
	/* Before anything is seen of it, what is typed is meant for what comes after. */
	if (screen_clock() - w->began < SOON)
		return true;
	w->shown = true;
	if (!w->stopped && take_events(app))
		w->stopped = true;
	curtain_look(app);
	if (app->dirty && !w->reading) {
		layout_arrange(app);
		layout_draw(app);
		app->dirty = false;
	}
	if (app->curtain.state == CURTAIN_OPEN)
		show(app, w->stage, done, total);
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

void work_begin_reading(struct app *app, const char *what)
{
	struct work *w;

	work_begin(app, what);
	w = app->work;
	w->reading = true;
}

bool work_end(struct app *app)
{
	struct work *w = app->work;
	bool stopped;

	db_set_progress(app->db, NULL, NULL);
	if (!w->stopped && w->shown && take_events(app))
		w->stopped = true;
	stopped = w->stopped;
	/* What was read inside the change does not hold where the change was given up. */
	if (w->looked)
		app_stale(app);
	free(w->stage);
	free(w);
	app->work = NULL;
	app->dirty = true;
	return stopped;
}
