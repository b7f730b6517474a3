#include "config.h"

#include "tui/app.h"

#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/deadline_ask.h"
#include "tui/deeds.h"
#include "tui/drafts.h"
#include "tui/redacting.h"
#include "tui/small_import.h"

#define FRAME 30  /* milliseconds: a frame is drawn at least so often while keys keep coming */
#define ANSWER 10 /* milliseconds that reading may take before a key is answered */
#define LOOK_AROUND 2000 /* milliseconds after which another program's changes are looked for */
#define DEPTH_MAX 200    /* views on the stack */
#define MESSAGE_MAX 2000 /* bytes */

struct pane *app_top(const struct app *app)
{
	assert(app->depth > 0);
	return app->stack[app->depth - 1];
}

struct pane *app_focused(const struct app *app)
{
	struct pane *top = app_top(app);
	struct pane *side;

	if (app->focus == FOCUS_NAV)
		return app->nav;
	if (app->focus == FOCUS_SIDE && top->view->side) {
		side = top->view->side(top);
		if (side)
			return side;
	}
	return top;
}

struct input *app_input(struct app *app)
{
	struct pane *p = app_focused(app);

	if (app->prompt.kind)
		return &app->prompt.input;
	return p->view->input ? p->view->input(p) : NULL;
}

static void __attribute__((format(printf, 3, 0)))
set_message(struct app *app, enum style style, const char *format, va_list args)
{
	str_clear(&app->message);
	str_vaddf(&app->message, format, args);
	app->message_style = style;
	messages_add(&app->messages, str_text(&app->message), style == STYLE_ERROR);
	app->dirty = true;
}

void app_say(struct app *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_message(app, STYLE_TEXT, format, args);
	va_end(args);
}

void app_warn(struct app *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_message(app, STYLE_ERROR, format, args);
	va_end(args);
}

void app_failed(struct app *app, enum status st)
{
	if (st != ST_STOPPED && st < 0)
		app_warn(app, "%s", db_error(app->db));
}

/* Another view is on top: the cases show where that is. */
static void moved(struct app *app)
{
	app->focus = FOCUS_MAIN;
	app->dirty = true;
	pane_stale(app->nav);
}

static void push(struct app *app, struct pane *p)
{
	app->stack = mem_resize(app->stack, app->depth + 1, sizeof(struct pane *));
	app->stack[app->depth++] = p;
}

bool app_open(struct app *app, const struct place *at)
{
	struct pane *p;

	if (app->depth >= DEPTH_MAX) {
		app_warn(app, _("Too many views are open: go back with q first."));
		return false;
	}
	p = pane_new(app, at);
	if (!p) {
		app_warn(app, "%s", db_error(app->db));
		return false;
	}
	push(app, p);
	moved(app);
	return true;
}

/*
 * Takes the top pane off. It is freed when the event that is being answered is over: who answers it
 * may be that pane, or still say what is to be done with it.
 */
static void pop(struct app *app)
{
	struct pane *p = app->stack[--app->depth];

	prompt_forget(app, p);
	reveal_forget(app, p);
	app->gone = mem_resize(app->gone, app->n_gone + 1, sizeof(struct pane *));
	app->gone[app->n_gone++] = p;
}

static void free_gone(struct app *app)
{
	while (app->n_gone > 0)
		pane_free(app->gone[--app->n_gone]);
}

bool app_go(struct app *app, const struct place *at)
{
	struct pane *p = pane_new(app, at);

	if (!p) {
		app_warn(app, "%s", db_error(app->db));
		return false;
	}
	while (app->depth > 0)
		pop(app);
	push(app, p);
	moved(app);
	return true;
}

void app_drop(struct app *app)
{
	static const struct place home = { .view = &view_home };

	moved(app);
	if (app->depth > 1)
		pop(app);
	else if (app_top(app)->view != &view_home)
		app_go(app, &home);
	else
		app->quit = true;
}

static enum reaction drop_unsaved(struct app *app, struct pane *p, const struct subject *about)
{
	(void)about;
	if (p->view->drop)
		p->view->drop(p);
	app_drop(app);
	return REACT_NONE;
}

void app_back(struct app *app)
{
	struct pane *top = app_top(app);
	const char *question = top->view->unsaved ? top->view->unsaved(top) : NULL;

	if (question)
		prompt_question(app, top, drop_unsaved, NULL, "%s", question);
	else
		app_drop(app);
}

static void drop_to(struct app *app, size_t keep)
{
	static const struct place home = { .view = &view_home };

	while (app->depth > (keep > 0 ? keep : 1))
		pop(app);
	moved(app);
	if (keep == 0 && app_top(app)->view != &view_home)
		app_go(app, &home);
}

static enum reaction drop_to_unsaved(struct app *app, struct pane *p, const struct subject *about)
{
	(void)p;
	drop_to(app, (size_t)about->id);
	return REACT_NONE;
}

void app_back_to(struct app *app, size_t keep)
{
	struct subject about = { .entity = ENTITY_NONE, .id = (int64_t)keep };

	for (size_t i = app->depth; i-- > keep;) {
		struct pane *p = app->stack[i];
		const char *question = p->view->unsaved ? p->view->unsaved(p) : NULL;

		if (question) {
			prompt_question(app, p, drop_to_unsaved, &about, "%s", question);
			return;
		}
	}
	drop_to(app, keep);
}

static enum reaction quit_unsaved(struct app *app, struct pane *p, const struct subject *about)
{
	(void)p;
	(void)about;
	for (size_t i = 0; i < app->depth; i++)
		if (app->stack[i]->view->drop)
			app->stack[i]->view->drop(app->stack[i]);
	app->quit = true;
	return REACT_NONE;
}

static void ask_quit(struct app *app)
{
	for (size_t i = app->depth; i-- > 0;) {
		struct pane *p = app->stack[i];
		const char *question = p->view->unsaved ? p->view->unsaved(p) : NULL;

		if (question) {
			prompt_question(app, p, quit_unsaved, NULL, "%s", question);
			return;
		}
	}
	app->quit = true;
}

void app_stale(struct app *app)
{
	pane_stale(app->nav);
	for (size_t i = 0; i < app->depth; i++)
		pane_stale(app->stack[i]);
	app->dirty = true;
}

void app_react(struct app *app, struct pane *p, enum reaction r)
{
	switch (r) {
	case REACT_NONE:
		break;
	case REACT_REDRAW:
		app->dirty = true;
		break;
	case REACT_RELOAD:
		pane_stale(p);
		app->dirty = true;
		break;
	case REACT_CLOSE:
		app_back(app);
		break;
	case REACT_QUIT:
		ask_quit(app);
		break;
	case REACT_FAILED:
		app_warn(app, "%s", db_error(app->db));
		break;
	}
}

static bool out_of_patience(void *arg)
{
	const struct app *app = arg;

	switch (app->patience) {
	case PATIENT:
		return false;
	case UNTIL_KEY:
		return screen_waiting(app->screen);
	case UNTIL_TIME_UP:
		return screen_clock() >= app->time_up;
	}
	return false;
}

void app_impatient(struct app *app, enum patience patience)
{
	app->patience = patience;
	app->time_up = screen_clock() + ANSWER;
}

void app_patient(struct app *app)
{
	app->patience = PATIENT;
}

/* The panes that are on the screen; at most three. */
static size_t shown_panes(struct app *app, struct pane *out[3])
{
	struct pane *top = app_top(app);
	struct pane *side = top->view->side ? top->view->side(top) : NULL;
	struct pane *const all[3] = { top, side, app->nav };
	size_t n = 0;

	for (size_t i = 0; i < 3; i++)
		if (all[i] && layout_shows(app, all[i]))
			out[n++] = all[i];
	return n;
}

/* Where the panes stand, and what is in them. True when one had to be read. */
static bool refresh(struct app *app)
{
	struct pane *panes[3];
	bool any = false;
	size_t n;

	reveal_look(app);
	app->generation = db_generation(app->db);
	pane_keep_veil(app_top(app));
	layout_arrange(app);
	n = shown_panes(app, panes);
	for (size_t i = 0; i < n; i++) {
		any = any || panes[i]->generation != app->generation;
		pane_refresh(panes[i]);
	}
	return any;
}

/* A step of what can wait. True while there is more. */
static bool idle(struct app *app)
{
	struct pane *panes[3];
	size_t n = shown_panes(app, panes);
	bool more = prompt_idle(app);

	for (size_t i = 0; i < n && !screen_waiting(app->screen); i++) {
		app_impatient(app, UNTIL_KEY);
		if (panes[i]->view->idle && panes[i]->view->idle(panes[i]))
			more = true;
		app_patient(app);
	}
	return more;
}

static void draw(struct app *app)
{
	if (!app->dirty)
		return;
	layout_draw(app);
	app->dirty = false;
	app->drawn_at = screen_clock();
}

/* How long to wait for a key before something else is looked at. */
static int patience_now(struct app *app)
{
	struct pane *top = app_top(app);
	int due = top->view->due ? top->view->due(top) : -1;

	return due >= 0 && due < LOOK_AROUND ? due : LOOK_AROUND;
}

static void loop(struct app *app)
{
	while (!app->quit) {
		struct event e;
		bool due;

		free_gone(app);
		(void)refresh(app);
		due = screen_clock() - app->drawn_at >= FRAME;
		if (due || !screen_waiting(app->screen))
			draw(app);
		if (screen_read(app->screen, 0, &e)) {
			/* A view looks for what is under the mouse in what it drew last. */
			if (e.type == EVENT_MOUSE)
				draw(app);
			app_event(app, &e);
			continue;
		}
		/* What idle work found is shown with the next frame, not a frame a find. */
		while (idle(app) && !screen_waiting(app->screen))
			if (screen_clock() - app->drawn_at >= FRAME)
				draw(app);
		/* It may want another place on the screen: a record beside it. */
		if (refresh(app))
			continue;
		draw(app);
		if (screen_read(app->screen, patience_now(app), &e))
			app_event(app, &e);
		else
			panes_save(app);
		curtain_look(app);
	}
}

static void finish(struct app *app)
{
	db_set_interrupt(app->db, NULL, NULL);
	app->reveal.top = NULL;
	panes_save(app);
	while (app->depth > 0)
		pop(app);
	free_gone(app);
	free(app->gone);
	free(app->stack);
	pane_free(app->nav);
	keymap_free(app->keys);
	settings_free(app->settings);
	prompt_free(&app->prompt);
	str_free(&app->message);
	messages_free(&app->messages);
	str_free(&app->problems);
	small_import_free(app->small);
	taking_free(app->taking);
	redacting_free(app->redacting);
	free(app->bundle_dir);
	deadline_ask_free(app->counting);
}

int tui_run(struct db *db)
{
	static const struct place nav = { .view = &view_sections };
	static const struct place home = { .view = &view_home };
	struct app app = { .db = db, .focus = FOCUS_MAIN, .count = -1, .dirty = true };
	struct str why = STR_INIT;
	int sig;

	if (screen_open(&app.screen, &why) != ST_OK) {
		fprintf(stderr, "amparo: %s\n", str_text(&why));
		str_free(&why);
		return 1;
	}
	str_init(&app.message, MESSAGE_MAX);
	str_init(&app.problems, MESSAGE_MAX * 4);
	input_init(&app.prompt.input, MESSAGE_MAX, false);
	db_set_interrupt(db, out_of_patience, &app);
	reveal_begin(&app);
	set_load(&app);
	panes_load(&app);
	app.nav = pane_new(&app, &nav);
	if (app.nav && app_go(&app, &home)) {
		tour_offer(&app);
		drafts_offer(&app);
		loop(&app);
	}
	sig = screen_signal();
	finish(&app);
	screen_close(app.screen);
	/* Who sent the signal sees that it was heard. Nothing is begun in the file, so nothing is
	 * lost. */
	if (sig) {
		signal(sig, SIG_DFL);
		raise(sig);
	}
	return 0;
}
