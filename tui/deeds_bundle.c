#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/bundle.h"
#include "import/strip_run.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/profile.h"
#include "model/query.h"
#include "model/who.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/paths.h"
#include "tui/work.h"

/*
 * The filing bundle of a petition: asks for the folder and for what is taken off its files, makes
 * it as the verb does, and says by name what was left out and what was taken off.
 */

static bool is_petition(struct pane *p, struct subject *out)
{
	return p->view->subject && p->view->subject(p, out) && out->entity == ENTITY_PETITION;
}

static const struct prompt_kind folder_prompt, strip_prompt;

/* ---- what is said of it ---- */

/* "Written to filing: 2 exhibits, no signatories" */
static void say(struct app *app, const char *dir, const struct bundle_summary *sum)
{
	struct str said = STR_INIT;

	str_addf(&said, _("Written to %s: "), dir);
	cell_counted(entity_get(ENTITY_EXHIBIT), sum->exhibits, &said);
	str_add(&said, ", ");
	cell_counted(entity_get(ENTITY_SIGNATORY), sum->signatories, &said);
	if (sum->withheld > 0) {
		str_add(&said, _("; withheld for their level or a gag order: "));
		cell_number(sum->withheld, &said);
	}
	app_say(app, "%s", str_text(&said));
	str_free(&said);
}

/* What is more than a line. */
static void report(struct app *app, const char *dir, const struct bundle_summary *sum,
	const struct strip_run *strip)
{
	struct place at = { .view = &view_report };
	struct str text = STR_INIT, rest = STR_INIT;

	bundle_words(sum, &rest);
	strip_run_words(strip, &rest);
	if (rest.len) {
		str_add(&text, _("The bundle\n"));
		str_addf(&text, "%s/bundle.xml\nSHA-256 %s\n\n%s", dir, sum->sha256,
			str_text(&rest));
		at.text = str_text(&text);
		(void)app_open(app, &at);
	}
	str_free(&text);
	str_free(&rest);
}

/* ---- the deed ---- */

static enum status write(
	struct app *app, int64_t petition, struct strip_run *strip, struct bundle_summary *sum)
{
	struct bundle_options o = { .petition = petition, .dir = app->bundle_dir };
	struct str by = STR_INIT;
	enum status st;

	(void)who_acts(&by);
	o.by = str_text(&by);
	if (strip->wanted) {
		o.strip = strip_run_file;
		o.strip_end = strip_run_end;
		o.strip_arg = strip;
	}
	work_begin(app, _("Writing the bundle"));
	st = bundle_write(app->db, &o, sum);
	work_end(app);
	str_free(&by);
	return st;
}

static enum reaction take_strip(struct app *app, struct pane *p, const char *text)
{
	struct strip_run strip = { .wanted = false };
	struct bundle_summary sum = { .exhibits = 0 };
	char *asked = mem_text(text);
	struct subject s;
	enum status st;

	if (!app->bundle_dir || !is_petition(p, &s)) {
		free(asked);
		return REACT_REDRAW;
	}
	st = strip_run_ask(app->db, asked, &strip);
	if (st != ST_OK) {
		prompt_again(app, p, &strip_prompt, asked);
		free(asked);
		return REACT_REDRAW;
	}
	st = write(app, s.id, &strip, &sum);
	if (st == ST_OK) {
		report(app, app->bundle_dir, &sum, &strip);
		say(app, app->bundle_dir, &sum);
		deed_entered(app, sum.not_entered ? ST_DB : ST_OK);
	} else if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
	} else if (st == ST_IO || st == ST_NOTFOUND) {
		prompt_again(app, p, &folder_prompt, app->bundle_dir);
	} else {
		app_failed(app, st);
	}
	strip_run_free(&strip);
	bundle_summary_free(&sum);
	free(asked);
	return REACT_REDRAW;
}

static void add_name(void *arg, const char *name)
{
	candidates_add(arg, name);
}

static void complete_strip(
	struct app *app, struct pane *p, const char *text, struct candidates *out)
{
	struct candidates all = { 0 };

	(void)app;
	(void)p;
	profile_each(add_name, &all);
	candidates_add(&all, "strip");
	for (size_t i = 0; i < all.n; i++)
		if (!strncmp(all.lines[i], text, strlen(text)))
			candidates_add(out, all.lines[i]);
	candidates_free(&all);
	candidates_sort(out);
}

static const struct prompt_kind strip_prompt = {
	.label = N_("Take off what files say of themselves (strip, a profile, or nothing): "),
	.accept = take_strip,
	.complete = complete_strip,
};

/* The profile that the petition was filed by last, where there is such a one here. */
static void filed_by(struct app *app, int64_t petition, struct str *out)
{
	struct query q = { .entity = ENTITY_FILING,
		.owner = ENTITY_PETITION,
		.owner_id = petition,
		.sort = "-date" };
	struct profile profile;
	struct cursor *rows = NULL;
	struct record r;

	if (query_open(app->db, &q, NULL, false, &rows) == ST_OK && query_next(rows, &r) == ST_OK) {
		const char *name = record_show(&r, "profile");

		if (*name && profile_read(app->db, name, &profile) == ST_OK)
			str_add(out, name);
		record_free(&r);
	}
	query_close(rows);
}

static enum reaction take_folder(struct app *app, struct pane *p, const char *text)
{
	struct str profile = STR_INIT;
	struct subject s;

	if (!*text || !is_petition(p, &s))
		return REACT_REDRAW;
	free(app->bundle_dir);
	app->bundle_dir = path_real(text);
	filed_by(app, s.id, &profile);
	prompt_ask(app, p, &strip_prompt, NULL, str_text(&profile));
	str_free(&profile);
	return REACT_REDRAW;
}

static const struct prompt_kind folder_prompt = {
	.label = N_("Bundle into the folder: "),
	.accept = take_folder,
	.complete = path_complete,
};

enum reaction deed_bundle(struct app *app, struct pane *p, const struct action *self)
{
	struct subject s;
	struct record r;
	struct str dir = STR_INIT;
	enum status st;

	(void)self;
	if (!is_petition(p, &s))
		return REACT_NONE;
	st = record_load(app->db, s.entity, s.id, &r);
	if (st == ST_OK) {
		str_addf(&dir, "%s-bundle", record_show(&r, "ref"));
		prompt_ask(app, p, &folder_prompt, NULL, str_text(&dir));
	} else {
		app_failed(app, st);
	}
	record_free(&r);
	str_free(&dir);
	return REACT_REDRAW;
}
