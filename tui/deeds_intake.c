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
#include "tui/work.h"

/*
 * Taking evidence in: asks for a file, a folder, a bag or mail, and says what came. Of a large file
 * it asks whether it is to be copied at all.
 */

#define LARGE (256LL << 20) /* bytes from which on a file may better stay where it lies */
#define TOLD_MOST 2000      /* lines of the report */

static const struct prompt_kind attach_prompt, refer_prompt, how_prompt;

/* What was not taken, and what is wrong with a bag. */
struct told {
	struct str text;
	int lines;
};

static void on_tell(void *arg, enum intake_tell what, int64_t id, const char *sentence)
{
	struct told *t = arg;

	(void)id;
	if (what == INTAKE_COMES)
		return;
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

static void open_report(struct app *app, const char *title, const struct told *t)
{
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
		open_report(app, _("Not taken in"), t);
	app_say(app, "%s.", str_text(&said));
	str_free(&said);
}

static void say_failed(struct app *app, struct pane *p, bool by_reference, const char *typed,
	enum status st, const struct told *t)
{
	if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
		return;
	}
	if (t->lines)
		open_report(app, _("Not taken in"), t);
	else if (st == ST_IO || st == ST_NOTFOUND)
		prompt_ask(app, p, by_reference ? &refer_prompt : &attach_prompt, NULL, typed);
	app_failed(app, st);
}

static enum reaction take_in(struct app *app, struct pane *p, const char *typed, bool by_reference)
{
	struct told t = { STR_INIT, 0 };
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
	st = record_set_num(app->db, &r, "case", case_of(p));
	if (st == ST_OK) {
		work_begin(app, _("Taking in"));
		st = intake_run(app->db, path, &o, &sum);
		work_end(app);
	}
	if (st == ST_OK)
		say_done(app, p, &sum, &t);
	else
		say_failed(app, p, by_reference, typed, st, &t);
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
	char *typed = app->taking;
	enum reaction reaction = REACT_REDRAW;

	app->taking = NULL;
	if (typed && case_of(p))
		reaction = take_in(app, p, typed, !strcmp(row->line, "refer"));
	free(typed);
	return reaction;
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
	if (!*text || !case_of(p))
		return REACT_REDRAW;
	if (!is_large(text))
		return take_in(app, p, text, false);
	free(app->taking);
	app->taking = mem_text(text);
	prompt_ask(app, p, &how_prompt, NULL, "");
	return REACT_REDRAW;
}

static enum reaction refer_now(struct app *app, struct pane *p, const char *text)
{
	return *text && case_of(p) ? take_in(app, p, text, true) : REACT_REDRAW;
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

enum reaction deed_attach(struct app *app, struct pane *p, const struct action *self)
{
	prompt_ask(app, p, self->arg ? &refer_prompt : &attach_prompt, NULL, "");
	return REACT_REDRAW;
}
