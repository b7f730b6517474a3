#include "config.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/log_view.h"
#include "tui/work.h"

/* What was done is undone from the log: all behind an entry, or one alone. */

/* ---- back to an entry ---- */

static enum status undo_after(struct app *app, int64_t seq, int64_t *done)
{
	int64_t left = 0;
	enum status st = journal_standing(app->db, seq, &left);

	for (*done = 0; st == ST_OK && left > 0; left--) {
		char *label = NULL;

		st = journal_undo(app->db, &label);
		free(label);
		*done += st == ST_OK;
	}
	return st;
}

static enum reaction undo_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct str what = STR_INIT;
	int64_t done = 0;
	enum status st;

	(void)p;
	work_begin(app, _("Undoing"));
	st = undo_after(app, about->id, &done);
	work_end(app);
	cell_number(done, &what);
	if (st == ST_OK)
		app_say(app,
			ngettext("%s change undone (^R puts it back)",
				"%s changes undone (^R puts them back one by one)",
				done == 1 ? 1 : 2),
			str_text(&what));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped after %s."), str_text(&what));
	else
		app_failed(app, st);
	str_free(&what);
	return REACT_RELOAD;
}

enum reaction log_undo_to(struct app *app, struct pane *p, const struct action *self)
{
	const struct journal_entry *e = log_selected(p);
	struct subject about = { ENTITY_NONE, e ? e->seq : 0 };
	struct str n = STR_INIT;
	int64_t left = 0;
	enum status st;

	(void)self;
	if (!e)
		return REACT_NONE;
	st = journal_standing(app->db, e->seq, &left);
	if (st != ST_OK) {
		app_failed(app, st);
	} else if (left == 0) {
		app_say(app, _("No change after this one stands."));
	} else {
		cell_number(left, &n);
		prompt_question(app, p, undo_now, &about,
			ngettext("Undo the %s change after entry %lld?",
				"Undo the %s changes after entry %lld?", left == 1 ? 1 : 2),
			str_text(&n), (long long)e->seq);
	}
	str_free(&n);
	return REACT_REDRAW;
}

/* ---- one entry alone ---- */

static enum reaction undo_entry_now(struct app *app, struct pane *p, const struct subject *about)
{
	char *label = NULL;
	enum status st;

	(void)p;
	work_begin(app, _("Undoing"));
	st = journal_undo_entry(app->db, about->id, &label);
	work_end(app);
	if (st == ST_OK)
		app_say(app, _("Undone: %s (^R puts it back)"), label);
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		app_failed(app, st);
	free(label);
	return REACT_RELOAD;
}

enum reaction log_undo_entry(struct app *app, struct pane *p, const struct action *self)
{
	const struct journal_entry *e = log_selected(p);
	struct subject about = { ENTITY_NONE, e ? e->seq : 0 };

	(void)self;
	if (!e)
		return REACT_NONE;
	if (e->kind != JOURNAL_DO)
		app_say(app, _("This is an undo or a redo; go to entry %lld, which it is of."),
			(long long)e->target);
	else if (e->undone)
		app_say(app, _("This was undone already."));
	else
		prompt_question(app, p, undo_entry_now, &about,
			_("Undo entry %lld alone, and leave what came after it?"),
			(long long)e->seq);
	return REACT_REDRAW;
}
