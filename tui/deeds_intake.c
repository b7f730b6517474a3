#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "import/intake.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/who.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/fuzzy.h"
#include "tui/paths.h"
#include "tui/report.h"
#include "tui/value_offers.h"
#include "tui/work.h"

/*
 * Taking evidence in: asks for a file, a folder, a bag or mail, and says what came. Of a large file
 * it asks whether it is to be copied at all.
 */

#define LARGE (256LL << 20) /* bytes from which on a file may better stay where it lies */
#define TOLD_MOST 2000      /* lines of the report */

/* What is being asked: into which case, what, and how. */
struct taking {
	int64_t case_id;
	bool by_reference;
	char *typed; /* owned; the large file of which it is asked how; NULL: none yet */
};

static const struct prompt_kind attach_prompt, refer_prompt, how_prompt;

void taking_free(struct taking *t)
{
	if (!t)
		return;
	free(t->typed);
	free(t);
}

/* What was not taken, and what is wrong with a bag. */
struct told {
	struct str text;
	int lines;
	int notes; /* of these, what was taken in, with something said of it that is of no use */
};

static void on_tell(void *arg, enum intake_tell what, int64_t id, const char *sentence)
{
	struct told *t = arg;

	(void)id;
	if (what == INTAKE_COMES)
		return;
	t->notes += what == INTAKE_NOTE;
	if (t->lines++ < TOLD_MOST)
		str_addf(&t->text, "%s\n", sentence);
	else if (t->lines == TOLD_MOST + 1)
		str_addf(&t->text, "%s\n", _("... and more"));
}

/* The case whose list or section it is; 0: none. */
static int64_t case_of(struct pane *p)
{
	struct place at = { .entity = ENTITY_EXHIBIT };

	return p->view->kind && p->view->kind(p, &at) && at.owner == ENTITY_CASE ? at.owner_id : 0;
}

/* The cursor goes to the first that came. */
static enum status show_first(struct app *app, struct pane *p, const struct intake_sum *sum)
{
	struct record r;
	enum status st = record_load(app->db, ENTITY_EXHIBIT, sum->first, &r);

	if (st == ST_OK && p->view->saved)
		p->view->saved(p, &r);
	if (st == ST_OK && sum->added == 1)
		app_say(app, _("Taken in as %s; e says what else is known of it."),
			record_show(&r, "ref"));
	record_free(&r);
	return st;
}

static void open_report(struct app *app, const struct told *t)
{
	const char *title = t->notes < t->lines ? _("Not taken in")
						: _("Said of what was taken in, and of no use");
	struct str text = STR_INIT;
	struct place at = { .view = &view_report };

	str_addf(&text, "%s\n%s", title, str_text(&t->text));
	at.text = str_text(&text);
	app_open(app, &at);
	str_free(&text);
}

static void say_done(
	struct app *app, struct pane *p, const struct intake_sum *sum, const struct told *t)
{
	struct str said = STR_INIT;

	if (sum->added && show_first(app, p, sum) == ST_OK && sum->added == 1 && !t->lines)
		return;
	if (!sum->added && t->lines == 1)
		str_add_n(&said, str_text(&t->text), t->text.len - 1);
	else
		intake_say(sum, &said);
	if (t->lines && (sum->added || t->lines > 1))
		open_report(app, t);
	app_say(app, "%s.", str_text(&said));
	str_free(&said);
}

/* The line again, with what was typed, for the same case. */
static void ask_path(struct app *app, struct pane *p, const char *typed)
{
	prompt_ask(app, p, app->taking->by_reference ? &refer_prompt : &attach_prompt, NULL, typed);
}

static void say_failed(
	struct app *app, struct pane *p, const char *typed, enum status st, const struct told *t)
{
	if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
		return;
	}
	if (t->lines)
		open_report(app, t);
	else if (st == ST_IO || st == ST_NOTFOUND)
		ask_path(app, p, typed);
	app_failed(app, st);
}

static enum reaction take_in(struct app *app, struct pane *p, const char *typed, bool by_reference)
{
	struct told t = { STR_INIT, 0, 0 };
	struct intake_options o = {
		.by_reference = by_reference, .read_most = INT64_MAX, .fn = on_tell, .arg = &t
	};
	struct intake_sum sum = { 0 };
	struct str by = STR_INIT;
	struct record r;
	char *path = path_real(typed);
	enum status st;

	(void)who_acts(&by);
	record_init(&r, ENTITY_EXHIBIT);
	o.exhibit = &r;
	o.by = str_text(&by);
	st = record_set_num(app->db, &r, "case", app->taking->case_id);
	if (st == ST_OK) {
		work_begin(app, _("Taking in"));
		st = intake_run(app->db, path, &o, &sum);
		work_end(app);
	}
	if (st == ST_OK)
		say_done(app, p, &sum, &t);
	else
		say_failed(app, p, typed, st, &t);
	intake_sum_free(&sum);
	record_free(&r);
	str_free(&by);
	str_free(&t.text);
	free(path);
	return REACT_REDRAW;
}

/* ---- a large file ---- */

static bool is_large(const char *typed)
{
	char *path = path_real(typed);
	struct stat info;
	bool large = !stat(path, &info) && S_ISREG(info.st_mode) && info.st_size >= LARGE;

	free(path);
	return large;
}

static void offer_how(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	static const struct {
		const char *line, *label, *about;
	} rows[] = {
		{ "copy", N_("copy it"), N_("its bytes are kept in the case file") },
		{ "refer", N_("by reference"), N_("it stays where it lies; its hash is kept") },
	};
	struct fuzzy *f = fuzzy_new(text);

	(void)app;
	(void)p;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int score = fuzzy_score(f, _(rows[i].label));

		if (score)
			offers_add(out, &(struct offer){ .line = (char *)rows[i].line,
						.label = (char *)_(rows[i].label),
						.about = (char *)_(rows[i].about),
						.key = (char *)"",
						.score = score });
	}
	offers_sort(out);
	fuzzy_free(f);
}

static enum reaction take_how(struct app *app, struct pane *p, const struct offer *row)
{
	struct taking *t = app->taking;

	return take_in(app, p, t->typed, !strcmp(row->line, "refer"));
}

static enum reaction no_how(struct app *app, struct pane *p, const char *text)
{
	(void)p;
	(void)text;
	app_say(app, _("Nothing was taken in."));
	return REACT_REDRAW;
}

static const struct prompt_kind how_prompt = {
	.label = N_("It is large: "),
	.offer = offer_how,
	.take = take_how,
	.accept = no_how,
};

/* ---- asking ---- */

static enum reaction attach_now(struct app *app, struct pane *p, const char *text)
{
	struct taking *t = app->taking;

	if (!*text)
		return REACT_REDRAW;
	if (!is_large(text))
		return take_in(app, p, text, false);
	free(t->typed);
	t->typed = mem_text(text);
	prompt_ask(app, p, &how_prompt, NULL, "");
	return REACT_REDRAW;
}

static enum reaction refer_now(struct app *app, struct pane *p, const char *text)
{
	return *text ? take_in(app, p, text, true) : REACT_REDRAW;
}

static const struct prompt_kind attach_prompt = {
	.label = N_("Take in the file or folder: "),
	.accept = attach_now,
	.complete = path_complete,
};

static const struct prompt_kind refer_prompt = {
	.label = N_("Keep by reference the file: "),
	.accept = refer_now,
	.complete = path_complete,
};

/* ---- into which case, where the list is of all ---- */

static void offer_cases(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	const struct entity *exhibit = entity_get(ENTITY_EXHIBIT);

	(void)p;
	value_offers(app, &exhibit->fields[entity_field(exhibit, "case")], text, "", out);
	offers_sort(out);
}

static const struct prompt_kind case_prompt;

static enum reaction case_typed(struct app *app, struct pane *p, const char *text)
{
	enum status st;

	if (!*text)
		return REACT_REDRAW;
	st = record_find(app->db, ENTITY_CASE, text, &app->taking->case_id);
	if (st == ST_OK) {
		ask_path(app, p, "");
	} else {
		prompt_ask(app, p, &case_prompt, NULL, text);
		app_failed(app, st);
	}
	return REACT_REDRAW;
}

static enum reaction case_taken(struct app *app, struct pane *p, const struct offer *row)
{
	return case_typed(app, p, row->line);
}

static const struct prompt_kind case_prompt = {
	.label = N_("Into the case: "),
	.accept = case_typed,
	.offer = offer_cases,
	.take = case_taken,
};

enum reaction deed_attach(struct app *app, struct pane *p, const struct action *self)
{
	taking_free(app->taking);
	app->taking = mem_zero(sizeof(*app->taking));
	app->taking->case_id = case_of(p);
	app->taking->by_reference = self->arg != 0;
	if (app->taking->case_id)
		ask_path(app, p, "");
	else
		prompt_ask(app, p, &case_prompt, NULL, "");
	return REACT_REDRAW;
}
