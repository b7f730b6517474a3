#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/custody.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/who.h"
#include "tui/app.h"
#include "tui/deeds.h"
#include "tui/paths.h"
#include "tui/work.h"

/* Deeds that read or write files: each asks for a path first. */

/* The subject, if it is of that kind. */
static bool subject_is(struct pane *p, enum entity_id entity, struct subject *out)
{
	return p->view->subject && p->view->subject(p, out) && out->entity == entity;
}

/* Whether it failed; a path that was no good can be mended where it was typed. */
static bool failed(struct app *app, struct pane *p, const struct prompt_kind *kind,
	const char *text, enum status st)
{
	if (st == ST_OK)
		return false;
	if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
		return true;
	}
	if (st == ST_IO || st == ST_NOTFOUND)
		prompt_ask(app, p, kind, NULL, text);
	app_failed(app, st);
	return true;
}

/* ---- signatories and contacts ---- */

/* The file is looked at first; what cannot be read is asked for again. */
static enum reaction open_import(struct app *app, struct pane *p, const char *text)
{
	struct place at = { .view = &view_import, .entity = ENTITY_CONTACT, .owner = ENTITY_CASE };
	char *path;

	if (!*text)
		return REACT_REDRAW;
	if (!deed_contacts(p, &at.owner_id)) {
		at.entity = ENTITY_SIGNATORY;
		at.owner = ENTITY_PETITION;
		if (!deed_petition(p, &at.owner_id))
			return REACT_REDRAW;
	}
	path = path_real(text);
	at.text = path;
	app_open(app, &at);
	free(path);
	return REACT_REDRAW;
}

static const struct prompt_kind import_prompt = {
	.label = N_("Import signatories from the file: "),
	.accept = open_import,
	.complete = path_complete,
};

enum reaction deed_import(struct app *app, struct pane *p, const struct action *self)
{
	int64_t in_case;

	(void)self;
	prompt_ask(app, p, &import_prompt,
		deed_contacts(p, &in_case) ? _("Import contacts from the file: ") : NULL, "");
	return REACT_REDRAW;
}

/* ---- exhibits ---- */

/* An act in the exhibit's custody record. */
static enum status enter_one(struct app *app, int64_t exhibit, const char *event, const char *label)
{
	struct custody_batch b = { NULL, 0, 0 };
	struct str by = STR_INIT;
	struct custody_act act = { .event = event };
	enum status st;

	(void)who_acts(&by);
	act.by = str_text(&by);
	custody_batch_add(&b, exhibit, NULL);
	st = custody_batch_enter(app->db, &b, &act, "%s", label);
	custody_batch_free(&b);
	str_free(&by);
	return st;
}

void deed_entered(struct app *app, enum status st)
{
	struct str text = STR_INIT;

	if (st == ST_OK)
		return;
	custody_not_entered(app->db, &text);
	app_warn(app, "%s", str_text(&text));
	str_free(&text);
}

static const struct prompt_kind extract_prompt;

static enum reaction extract_now(struct app *app, struct pane *p, const char *text)
{
	struct subject s;
	char *path;
	enum status st;

	if (!*text || !subject_is(p, ENTITY_EXHIBIT, &s))
		return REACT_REDRAW;
	path = path_real(text);
	work_begin(app, _("Writing"));
	st = exhibit_extract(app->db, s.id, path);
	work_end(app);
	if (!failed(app, p, &extract_prompt, text, st)) {
		app_say(app, _("Written and checked: %s"), path);
		deed_entered(
			app, enter_one(app, s.id, "exported", _("custody: extract an exhibit")));
	}
	free(path);
	return REACT_REDRAW;
}

static const struct prompt_kind extract_prompt = {
	.label = N_("Write the file to: "),
	.accept = extract_now,
	.complete = path_complete,
};

enum reaction deed_extract(struct app *app, struct pane *p, const struct action *self)
{
	struct str name = STR_INIT;
	struct subject s;
	struct record r;
	enum status st;

	(void)self;
	if (!subject_is(p, ENTITY_EXHIBIT, &s))
		return REACT_NONE;
	st = record_load(app->db, s.entity, s.id, &r);
	if (st == ST_OK) {
		exhibit_safe_name(&r, &name);
		prompt_ask(app, p, &extract_prompt, NULL, str_text(&name));
	} else {
		app_failed(app, st);
	}
	record_free(&r);
	str_free(&name);
	return REACT_REDRAW;
}
