#include "config.h"

#include "tui/global.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "model/journal.h"
#include "tui/app.h"
#include "tui/palette.h"
#include "tui/work.h"

enum reaction global_move(struct app *app, struct pane *p, const struct action *self)
{
	int64_t n = app->count > 0 ? app->count : 1;

	return pane_move(p, (enum move)self->arg, n) ? REACT_REDRAW : REACT_NONE;
}

/* G goes to the end, 12G to row 12. */
enum reaction global_end(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (app->count > 0)
		return pane_move(p, MOVE_PLACE, app->count) ? REACT_REDRAW : REACT_NONE;
	return pane_move(p, MOVE_END, 1) ? REACT_REDRAW : REACT_NONE;
}

/* 50% goes to the middle. */
enum reaction global_share(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (!pane_moves(p))
		return REACT_NONE;
	if (app->count < 0) {
		app_say(app, _("Type a number before it: 50%% goes to the middle."));
		return REACT_REDRAW;
	}
	return pane_move(p, MOVE_SHARE, app->count) ? REACT_REDRAW : REACT_NONE;
}

enum reaction global_close(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	if (app->focus != FOCUS_MAIN)
		app->focus = FOCUS_MAIN;
	else
		app_back(app);
	return REACT_REDRAW;
}

/* Up the way one came: at its beginning stand the cases. */
enum reaction global_back(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	if (app->focus == FOCUS_SIDE)
		app->focus = FOCUS_MAIN;
	else if (app->focus == FOCUS_MAIN && app->depth > 1)
		app_back(app);
	else
		app->focus = FOCUS_NAV;
	return REACT_REDRAW;
}

enum reaction global_quit(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)p;
	(void)self;
	return REACT_QUIT;
}

enum reaction global_cancel(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (app->focus != FOCUS_MAIN)
		app->focus = FOCUS_MAIN;
	else if (p->view == &view_home)
		app_say(app, _("q leaves the program."));
	return REACT_REDRAW;
}

enum reaction global_home(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app_back_to(app, 0);
	return REACT_REDRAW;
}

enum reaction global_sections(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app->focus = FOCUS_NAV;
	return REACT_REDRAW;
}

enum reaction global_log(struct app *app, struct pane *p, const struct action *self)
{
	static const struct place log = { .view = &view_log };

	(void)p;
	(void)self;
	app_open(app, &log);
	return REACT_REDRAW;
}

enum reaction global_views(struct app *app, struct pane *p, const struct action *self)
{
	static const struct place views = { .view = &view_views };

	(void)p;
	(void)self;
	app_open(app, &views);
	return REACT_REDRAW;
}

enum reaction global_messages(struct app *app, struct pane *p, const struct action *self)
{
	static const struct place messages = { .view = &view_messages };

	(void)self;
	if (p->view == &view_messages)
		return REACT_CLOSE;
	app_open(app, &messages);
	return REACT_REDRAW;
}

enum reaction global_search(struct app *app, struct pane *p, const struct action *self)
{
	static const struct place search = { .view = &view_search };

	(void)self;
	if (p->view != &view_search && !app_open(app, &search))
		return REACT_REDRAW;
	app_act(app, app_focused(app), "words");
	return REACT_REDRAW;
}

enum reaction global_help(struct app *app, struct pane *p, const struct action *self)
{
	struct place help = { .view = &view_help };
	struct str text = STR_INIT;

	(void)self;
	if (p->view == &view_help)
		return REACT_CLOSE;
	/* Help is about the view it was called from, and about the field that is typed into. */
	str_add(&text, p->view->name);
	if (p->view->input && p->view->hint) {
		str_add_c(&text, '\n');
		p->view->hint(p, &text);
	}
	help.text = str_text(&text);
	app_open(app, &help);
	str_free(&text);
	return REACT_REDRAW;
}

enum reaction global_command(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &palette_prompt, NULL, "");
	return REACT_REDRAW;
}

enum reaction global_set(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	set_run(app, "");
	return REACT_REDRAW;
}

enum reaction global_undo(struct app *app, struct pane *p, const struct action *self)
{
	bool back = self->arg > 0; /* redo */
	char *label = NULL;
	enum status st;

	(void)p;
	work_begin(app, back ? _("Putting back") : _("Undoing"));
	st = back ? journal_redo(app->db, &label) : journal_undo(app->db, &label);
	work_end(app);
	if (st == ST_OK && back)
		app_say(app, _("Put back: %s"), label);
	else if (st == ST_OK)
		app_say(app, _("Undone: %s (^R puts it back)"), label);
	else if (st == ST_NOTFOUND)
		app_say(app, "%s",
			back ? _("There is nothing to put back.") : _("There is nothing to undo."));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		app_failed(app, st);
	free(label);
	return REACT_REDRAW;
}

enum reaction global_redraw(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app_stale(app);
	screen_redraw(app->screen);
	return REACT_REDRAW;
}

enum reaction global_pause(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	screen_pause(app->screen);
	return REACT_REDRAW;
}
