#include "config.h"

#include "tui/small_import.h"

#include <stdlib.h>
#include <string.h>

#include "import/decode.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/fuzzy.h"
#include "tui/messages.h"
#include "tui/paths.h"
#include "tui/report.h"
#include "tui/work.h"

static const struct prompt_kind file_prompt, name_prompt, answer_prompt;

/* What db_error_field() calls an answer, and what asks for it. */
static const struct {
	const char *field, *label;
} answers[SMALL_ANSWERS] = {
	[SMALL_DATES] = { "dates", N_("Dates: ") },
	[SMALL_ENCODING] = { "encoding", N_("Letters: ") },
	[SMALL_SEPARATOR] = { "separator", N_("Between cells: ") },
	[SMALL_OBSERVED] = { "observed", N_("The day of the totals: ") },
	[SMALL_MAP] = { "map", N_("COLUMN=FIELD: ") },
};

void small_import_free(struct small_import *s)
{
	if (!s)
		return;
	for (int i = 0; i < SMALL_ANSWERS; i++)
		free(s->answers[i]);
	for (size_t i = 0; i < s->n_maps; i++)
		free(s->maps[i]);
	free(s->typed);
	free(s->path);
	free(s);
}

void small_outcome_free(struct small_outcome *out)
{
	str_free(&out->report);
	str_free(&out->said);
}

static void forget(void *what)
{
	small_import_free(what);
}

/* ---- the deed ---- */

static enum reaction do_it(struct app *app, struct pane *p, const struct subject *about)
{
	const struct small_import *s = report_what(p);
	struct small_outcome out = { .said = STR_INIT };
	enum status st;

	(void)about;
	work_begin(app, small_work_label(s->kind, false));
	st = small_import_run(app->db, s, false, &out);
	work_end(app);
	if (report_done(app, p, st))
		app_say(app, "%s", str_text(&out.said));
	small_outcome_free(&out);
	return REACT_REDRAW;
}

/* What is to be done goes with the report; what has nothing to do may have much to say. */
static void propose(struct app *app, const struct small_outcome *out, int64_t generation)
{
	struct place at = { .view = &view_report, .text = str_text(&out->report) };

	if (out->coming) {
		const struct proposal is = { .text = str_text(&out->report),
			.question = str_text(&out->said),
			.yes = do_it,
			.about = { small_owner(app->small->kind), app->small->owner },
			.generation = generation,
			.what = app->small,
			.forget = forget };

		app->small = NULL;
		report_propose(app, &is);
		return;
	}
	if (out->has_more)
		app_open(app, &at);
	app_say(app, "%s", str_text(&out->said));
}

/* ---- what is not clear ---- */

static void ask(struct app *app, struct pane *p, enum small_answer which, const char *text)
{
	app->small->asks = which;
	prompt_ask(app, p, &answer_prompt, _(answers[which].label), text);
}

/* Sets that came with the program are offered by name. */
static void ask_file(struct app *app, struct pane *p, const char *text)
{
	const enum small_kind kind = app->small->kind;

	prompt_ask(app, p, kind == SMALL_THRESHOLDS ? &name_prompt : &file_prompt,
		small_file_label(kind), text);
}

/* What was said and is no answer, to be mended; the caller frees it. */
static char *take_back(struct small_import *s, enum small_answer which, const char *why)
{
	char *said = s->answers[which];

	if (which == SMALL_MAP)
		return !strncmp(why, "--map ", 6) && s->n_maps ? s->maps[--s->n_maps]
							       : mem_text("");
	s->answers[which] = NULL;
	return said ? said : mem_text("");
}

/* What the file leaves open can be said; or another file can be named. */
static void ask_again(struct app *app, struct pane *p, enum status st)
{
	struct small_import *s = app->small;
	const char *field = db_error_field(app->db);
	struct str why = STR_INIT;
	int which = 0;

	message_without_options(db_error(app->db), &why);
	while (which < SMALL_ANSWERS && (!field || strcmp(field, answers[which].field) != 0))
		which++;
	if (st == ST_INVALID && which < SMALL_ANSWERS && s->n_maps < SMALL_MAPS) {
		char *said = take_back(s, (enum small_answer)which, db_error(app->db));

		if (which == SMALL_MAP)
			s->maps[s->n_maps] = NULL;
		ask(app, p, (enum small_answer)which, said);
		free(said);
	} else {
		ask_file(app, p, s->typed);
	}
	app_warn(app, "%s", str_text(&why));
	str_free(&why);
}

static enum reaction look(struct app *app, struct pane *p)
{
	int64_t generation = db_generation(app->db);
	struct small_outcome out = { .said = STR_INIT };
	char today[DATE_TEXT_MAX];
	struct date d = date_today();
	enum status st;

	work_begin(app, small_work_label(app->small->kind, true));
	st = small_import_run(app->db, app->small, true, &out);
	if (work_end(app) && st == ST_OK)
		st = ST_STOPPED;
	date_format(&d, today);
	if (st == ST_OK && out.wants_day) {
		ask(app, p, SMALL_OBSERVED, today);
		app_say(app, _("The file does not say when it was written."));
	} else if (st == ST_OK)
		propose(app, &out, generation);
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		ask_again(app, p, st);
	small_outcome_free(&out);
	return REACT_REDRAW;
}

static enum reaction take_answer(struct app *app, struct pane *p, const char *text)
{
	struct small_import *s = app->small;

	if (!*text || !s)
		return REACT_REDRAW;
	if (app->small->asks == SMALL_MAP) {
		s->maps[s->n_maps++] = mem_text(text);
	} else {
		free(s->answers[app->small->asks]);
		s->answers[app->small->asks] = mem_text(text);
	}
	return look(app, p);
}

static void offer_one(struct offers *out, struct fuzzy *f, const char *line, const char *label)
{
	int by_line = fuzzy_score(f, line), by_label = fuzzy_score(f, label);

	if (by_line || by_label)
		offers_add(out, &(struct offer){ .line = (char *)line,
					.label = (char *)label,
					.about = (char *)"",
					.score = by_line > by_label ? by_line : by_label });
}

static void offer_encodings(struct offers *out, struct fuzzy *f)
{
	struct str names = STR_INIT;
	const char *at;

	encoding_names(&names);
	for (at = str_text(&names); *at; at += strspn(at, ", ")) {
		size_t n = strcspn(at, ",");
		char *name = mem_text_n(at, n);

		offer_one(out, f, name, name);
		free(name);
		at += n;
	}
	str_free(&names);
}

static void offer_answers(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	static const struct {
		enum small_answer which;
		const char *line, *label;
	} values[] = {
		{ SMALL_DATES, "dmy", N_("the day comes first: 18/7/2020") },
		{ SMALL_DATES, "mdy", N_("the month comes first: 7/18/2020") },
		{ SMALL_DATES, "ymd", N_("the year comes first: 2020/7/18") },
		{ SMALL_SEPARATOR, "comma", N_("comma") },
		{ SMALL_SEPARATOR, "semicolon", N_("semicolon") },
		{ SMALL_SEPARATOR, "tab", N_("tab") },
		{ SMALL_SEPARATOR, "bar", N_("bar") },
	};
	struct fuzzy *f = fuzzy_new(text);

	(void)p;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (values[i].which == app->small->asks)
			offer_one(out, f, values[i].line, _(values[i].label));
	if (app->small->asks == SMALL_ENCODING)
		offer_encodings(out, f);
	offers_sort(out);
	/* Nothing is guessed by a mere Enter. */
	out->unpicked = !*text;
	fuzzy_free(f);
}

static enum reaction take_answer_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_answer(app, p, row->line);
}

static const struct prompt_kind answer_prompt = {
	.label = "",
	.accept = take_answer,
	.offer = offer_answers,
	.take = take_answer_offer,
};

/* ---- the file ---- */

static enum reaction take_file(struct app *app, struct pane *p, const char *text)
{
	struct small_import *s = app->small;

	if (!*text || !s)
		return REACT_REDRAW;
	/* Of another file nothing was said yet. */
	if (s->typed && strcmp(s->typed, text) != 0) {
		struct small_import *fresh = mem_zero(sizeof(*fresh));

		fresh->kind = s->kind;
		fresh->owner = s->owner;
		small_import_free(s);
		app->small = s = fresh;
	}
	free(s->typed);
	free(s->path);
	s->typed = mem_text(text);
	s->path = path_real(text);
	return look(app, p);
}

static enum reaction take_file_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_file(app, p, row->line);
}

static const struct prompt_kind file_prompt = {
	.label = "",
	.accept = take_file,
	.complete = path_complete,
};

/* Names that stand for a file, and files. */
static void offer_names(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	struct candidates files = { 0 };

	small_offer_names(app->small->kind, text, out);
	if (*text)
		path_complete(app, p, text, &files);
	candidates_sort(&files);
	for (size_t i = 0; i < files.n; i++)
		offers_add(out, &(struct offer){ .line = files.lines[i],
					.label = files.lines[i],
					.about = (char *)"" });
	candidates_free(&files);
	out->unpicked = true;
}

static const struct prompt_kind name_prompt = {
	.label = "",
	.accept = take_file,
	.offer = offer_names,
	.take = take_file_offer,
};

enum reaction small_import(struct app *app, struct pane *p, const struct action *self)
{
	struct small_import *s = mem_zero(sizeof(*s));

	s->kind = (enum small_kind)self->arg;
	s->owner = p->at.id;
	small_import_free(app->small);
	app->small = s;
	ask_file(app, p, "");
	return REACT_REDRAW;
}
