#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/custody.h"
#include "export/outfile.h"
#include "export/working_copy.h"
#include "import/stamp_look.h"
#include "model/custody_chain.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/stamp.h"
#include "model/who.h"
#include "tui/app.h"
#include "tui/custody_view.h"
#include "tui/deeds.h"
#include "tui/guard.h"
#include "tui/paths.h"
#include "tui/work.h"

/* What is done with an exhibit and its custody record. */

int64_t custody_exhibit(struct app *app, struct pane *p)
{
	struct subject s = { ENTITY_NONE, 0 };
	struct record r;
	int64_t id = p->view == &view_custody ? p->at.id : 0;

	if (!id && p->view->subject && p->view->subject(p, &s)) {
		if (s.entity == ENTITY_EXHIBIT)
			id = s.id;
		else if ((s.entity == ENTITY_CUSTODY || s.entity == ENTITY_STAMP) &&
			 record_load(app->db, s.entity, s.id, &r) == ST_OK) {
			id = record_num(&r, "exhibit");
			record_free(&r);
		}
	}
	if (!id)
		app_warn(app, "%s", _("Select an exhibit first."));
	return id;
}

enum reaction custody_open(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_custody, .entity = ENTITY_EXHIBIT };

	(void)self;
	if (p->view == &view_custody)
		return REACT_CLOSE;
	at.id = custody_exhibit(app, p);
	if (at.id)
		app_open(app, &at);
	return REACT_REDRAW;
}

enum reaction custody_look(struct app *app, struct pane *p, const struct action *self)
{
	struct working_copy w = { 0 };
	struct str by = STR_INIT;
	int64_t id = custody_exhibit(app, p);
	enum status st;

	(void)self;
	if (!id)
		return REACT_REDRAW;
	(void)who_acts(&by);
	w.by = str_text(&by);
	screen_leave(app->screen);
	guard_lend(true);
	st = working_copy_open(app->db, id, &w);
	guard_lend(false);
	screen_return(app->screen);
	if (st)
		app_failed(app, st);
	else if (w.ended)
		app_warn(app,
			_("The viewer ended with the status %d; nothing is left of the copy."),
			w.ended);
	else
		app_say(app, "%s", _("The viewer has ended; nothing is left of the working copy."));
	if (st == ST_OK)
		deed_entered(app, w.not_entered ? ST_DB : ST_OK);
	str_free(&by);
	return REACT_RELOAD;
}

/* ---- verify ---- */

static void found(void *arg, const char *sentence)
{
	str_addf(arg, "• %s\n", sentence);
}

/* *seen is 0 where nothing could be read: it lies on a drive that is not there, or has no file. */
static enum status verify(
	struct app *app, int64_t id, struct str *text, int64_t *bad, int64_t *seen)
{
	struct custody_batch read = { NULL, 0, 0 };
	struct str by = STR_INIT;
	struct custody_act act = { .event = "verified" };
	int64_t bad_stamps = 0;
	enum status st;

	(void)who_acts(&by);
	act.by = str_text(&by);
	work_begin(app, _("Checking"));
	st = exhibit_verify_each(app->db, id, &read, found, text, bad, seen);
	if (st == ST_OK)
		st = stamp_verify(app->db, id, &read, stamp_look, found, found, text, &bad_stamps);
	work_end(app);
	*bad += bad_stamps;
	if (st == ST_OK)
		deed_entered(app, custody_batch_enter(app->db, &read, &act, "%s",
					  _("custody: verify an exhibit")));
	custody_batch_free(&read);
	str_free(&by);
	return st;
}

enum reaction custody_verify(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_report };
	struct str text = STR_INIT;
	int64_t bad = 0, seen = 0;
	enum status st;

	(void)self;
	str_addf(&text, "%s\n", _("Verify"));
	st = verify(app, p->at.id, &text, &bad, &seen);
	if (st == ST_STOPPED) {
		app_say(app, "%s", _("Stopped."));
	} else if (st) {
		app_failed(app, st);
	} else {
		if (bad)
			app_warn(app, "%s", _("Something is not as it was recorded."));
		else if (!seen)
			app_warn(app, "%s", _("Its bytes are not at hand; nothing was read."));
		else
			app_say(app, "%s", _("Its bytes are as they were taken in."));
		at.text = str_text(&text);
		if (strchr(at.text, '\n')[1])
			app_open(app, &at);
	}
	str_free(&text);
	return REACT_RELOAD;
}

/* ---- on paper ---- */

static const struct prompt_kind print_prompt;

static bool ends_with(const char *path, const char *end)
{
	size_t n = strlen(path), k = strlen(end);

	return n >= k && !strcmp(path + n - k, end);
}

static enum reaction print_now(struct app *app, struct pane *p, const char *text)
{
	struct custody_paper paper = { .exhibit = p->at.id };
	char *path;
	enum status st;

	if (!*text)
		return REACT_REDRAW;
	path = path_real(text);
	paper.form = ends_with(path, ".csv")    ? CUSTODY_CSV
		     : ends_with(path, ".json") ? CUSTODY_JSON
		     : ends_with(path, ".xml")  ? CUSTODY_DOCBOOK
						: CUSTODY_TEXT;
	st = outfile_write(app->db, path, false, custody_write, &paper);
	if (st == ST_OK) {
		app_say(app, _("Written to %s"), path);
	} else {
		prompt_ask(app, p, &print_prompt, NULL, text);
		app_failed(app, st);
	}
	free(path);
	return REACT_REDRAW;
}

static const struct prompt_kind print_prompt = {
	.label = N_("Write the record to: "),
	.accept = print_now,
	.complete = path_complete,
};

void custody_file_name(struct app *app, int64_t exhibit, const char *end, struct str *out)
{
	struct record r;

	if (record_load(app->db, ENTITY_EXHIBIT, exhibit, &r) == ST_OK)
		str_addf(out, "%s%s", record_show(&r, "ref"), end);
	record_free(&r);
}

enum reaction custody_print(struct app *app, struct pane *p, const struct action *self)
{
	struct str name = STR_INIT;

	(void)self;
	custody_file_name(app, p->at.id, "-custody.txt", &name);
	prompt_ask(app, p, &print_prompt, NULL, str_text(&name));
	str_free(&name);
	return REACT_REDRAW;
}
