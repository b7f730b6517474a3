#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/bundle.h"
#include "import/signatories.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
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

/* ---- the bundle ---- */

static const struct prompt_kind bundle_prompt;

static enum reaction write_bundle(struct app *app, struct pane *p, const char *text)
{
	struct bundle_options o = { 0 };
	struct bundle_summary sum;
	struct subject s;
	struct str said = STR_INIT;
	char *dir;
	enum status st;

	if (!*text || !subject_is(p, ENTITY_PETITION, &s))
		return REACT_REDRAW;
	dir = path_real(text);
	o.petition = s.id;
	o.dir = dir;
	work_begin(app, _("Writing the bundle"));
	st = bundle_write(app->db, &o, &sum);
	work_end(app);
	if (!failed(app, p, &bundle_prompt, text, st)) {
		str_addf(&said, _("Written to %s: "), dir);
		cell_counted(entity_get(ENTITY_EXHIBIT), sum.exhibits, &said);
		str_add(&said, ", ");
		cell_counted(entity_get(ENTITY_SIGNATORY), sum.signatories, &said);
		if (sum.withheld > 0) {
			str_add(&said, _("; withheld because of their level: "));
			cell_number(sum.withheld, &said);
		}
		app_say(app, "%s", str_text(&said));
	}
	str_free(&said);
	free(dir);
	return REACT_REDRAW;
}

static const struct prompt_kind bundle_prompt = {
	.label = N_("Bundle into the folder: "),
	.accept = write_bundle,
	.complete = path_complete,
};

enum reaction deed_bundle(struct app *app, struct pane *p, const struct action *self)
{
	struct subject s;
	struct record r;
	struct str dir = STR_INIT;
	enum status st;

	(void)self;
	if (!subject_is(p, ENTITY_PETITION, &s))
		return REACT_NONE;
	st = record_load(app->db, s.entity, s.id, &r);
	if (st == ST_OK) {
		str_addf(&dir, "%s-bundle", record_show(&r, "ref"));
		prompt_ask(app, p, &bundle_prompt, NULL, str_text(&dir));
	} else {
		app_failed(app, st);
	}
	record_free(&r);
	str_free(&dir);
	return REACT_REDRAW;
}

/* ---- signatories ---- */

#define REFUSALS_MAX (1 << 18) /* bytes; who has more will mend the file and import it again */

static enum status note_refused(void *arg, const struct plan_row *row)
{
	if (row->verdict != PLAN_REFUSE)
		return ST_OK;
	str_add(arg, _("line "));
	cell_number(row->line, arg);
	str_addf(arg, ": %s\n", row->what);
	return ST_OK;
}

/* Which rows were refused and why, to be read at leisure. */
static void open_refusals(struct app *app, const struct str *refused)
{
	struct place at = { .view = &view_report };
	struct str text = STR_INIT;

	str_addf(&text, "%s\n%s", _("Refused rows"), str_text(refused));
	if (refused->cut)
		str_add(&text, "…\n");
	at.text = str_text(&text);
	app_open(app, &at);
	str_free(&text);
}

static const struct prompt_kind import_prompt;

static enum reaction import_now(struct app *app, struct pane *p, const char *text)
{
	struct str refused;
	struct import_options o = { .row = note_refused, .arg = &refused };
	struct import_plan plan = { .read = 0 };
	struct str said = STR_INIT;
	struct subject s;
	char *path;
	enum status st;

	if (!*text || !subject_is(p, ENTITY_PETITION, &s))
		return REACT_REDRAW;
	str_init(&refused, REFUSALS_MAX);
	path = path_real(text);
	o.petition = s.id;
	o.path = path;
	work_begin(app, _("Importing"));
	st = import_signatories(app->db, &o, &plan);
	work_end(app);
	if (!failed(app, p, &import_prompt, text, st)) {
		cell_counted(entity_get(ENTITY_SIGNATORY), import_plan_coming(&plan), &said);
		str_add(&said, _(" added"));
		if (plan.n[PLAN_SAME] > 0) {
			str_add(&said, _(", of them duplicates: "));
			cell_number(plan.n[PLAN_SAME], &said);
		}
		if (plan.n[PLAN_UPDATE] > 0) {
			str_add(&said, ", ");
			cell_number(plan.n[PLAN_UPDATE], &said);
			str_add(&said, _(" updated"));
		}
		if (plan.n[PLAN_REFUSE] > 0) {
			str_add(&said, ", ");
			cell_number(plan.n[PLAN_REFUSE], &said);
			str_add(&said, _(" refused"));
			open_refusals(app, &refused);
		}
		str_add(&said, _(" (u undoes it)"));
		app_say(app, "%s", str_text(&said));
	}
	import_plan_free(&plan);
	str_free(&refused);
	str_free(&said);
	free(path);
	return REACT_REDRAW;
}

static const struct prompt_kind import_prompt = {
	.label = N_("Import signatories from the CSV file: "),
	.accept = import_now,
	.complete = path_complete,
};

enum reaction deed_import(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &import_prompt, NULL, "");
	return REACT_REDRAW;
}

/* ---- exhibits ---- */

static const struct prompt_kind attach_prompt;

static enum reaction attach_now(struct app *app, struct pane *p, const char *text)
{
	struct place at = { .entity = ENTITY_EXHIBIT };
	struct change *c = NULL;
	struct record r;
	char *path;
	enum status st;

	if (!*text || !p->view->kind || !p->view->kind(p, &at) || at.owner != ENTITY_CASE)
		return REACT_REDRAW;
	path = path_real(text);
	record_init(&r, ENTITY_EXHIBIT);
	st = record_set_num(app->db, &r, "case", at.owner_id);
	if (st == ST_OK)
		st = change_begin(app->db, &c, "add exhibit");
	if (st == ST_OK) {
		work_begin(app, _("Taking in"));
		st = exhibit_add(c, &r, path);
		if (st == ST_OK)
			change_label(c, _("add exhibit %s"), record_show(&r, "ref"));
		if (st == ST_OK)
			st = change_commit(c);
		else
			change_cancel(c);
		work_end(app);
	}
	if (!failed(app, p, &attach_prompt, text, st)) {
		if (p->view->saved)
			p->view->saved(p, &r);
		app_say(app, _("Taken in as %s; e says what else is known of it."),
			record_show(&r, "ref"));
	}
	record_free(&r);
	free(path);
	return REACT_REDRAW;
}

static const struct prompt_kind attach_prompt = {
	.label = N_("Take in the file: "),
	.accept = attach_now,
	.complete = path_complete,
};

enum reaction deed_attach(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &attach_prompt, NULL, "");
	return REACT_REDRAW;
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
	if (!failed(app, p, &extract_prompt, text, st))
		app_say(app, _("Written and checked: %s"), path);
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
