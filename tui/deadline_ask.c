#include "config.h"

#include "tui/deadline_ask.h"

#include <stdlib.h>
#include <string.h>

#include "model/date_typed.h"
#include "model/deadline.h"
#include "model/deadline_sheet.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "model/who.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deadline_sign.h"
#include "tui/fuzzy.h"
#include "tui/report.h"

#define DAYS_MAX 36500

/* What is being counted; what was typed stays where it is asked for again. */
struct deadline_ask {
	struct deadline_data data;
	struct deadline_plan plan;
	struct subject about;
};

static const struct prompt_kind rule_prompt, days_prompt, day_prompt;

void deadline_ask_free(struct deadline_ask *a)
{
	if (!a)
		return;
	deadline_data_free(&a->data);
	free(a);
}

/* ---- keeping it ---- */

static void forget_record(void *what)
{
	record_free(what);
	free(what);
}

static enum reaction keep(struct app *app, struct pane *p, const struct subject *about)
{
	struct record *r = report_what(p);
	struct str said = STR_INIT;
	bool again = r->id != 0;
	struct str by = STR_INIT;
	enum status st;

	(void)about;
	who_acts_here(&by);
	st = deadline_keep(app->db, r, str_text(&by));
	if (st == ST_OK)
		str_addf(&said,
			again ? _("Counted again: %s, due %s (u undoes it)")
			      : _("Added: %s, due %s; E on it shows its control sheet (u undoes "
				  "it)"),
			record_show(r, "ref"), record_show(r, "due"));
	if (report_done(app, p, st))
		app_say(app, "%s", str_text(&said));
	str_free(&said);
	return REACT_REDRAW;
}

/* The sheet, and the question. The record is the report's from here on. */
static void propose(struct app *app, const struct deadline_data *data, struct record *r,
	const struct subject *about)
{
	struct deadline_sheet sheet;
	struct str text = STR_INIT, question = STR_INIT;
	enum status st = deadline_sheet_make(app->db, data, r, &sheet);

	if (st != ST_OK) {
		app_failed(app, st);
		forget_record(r);
	} else {
		deadline_sheet_text(&sheet, false, &text);
		str_addf(&question,
			r->id ? _("Change the deadline, which is then due on %s?")
			      : _("Add this deadline, due on %s?"),
			record_show(r, "due"));
		report_propose(app, &(struct proposal){ .text = str_text(&text),
					    .question = str_text(&question),
					    .yes = keep,
					    .about = *about,
					    .generation = db_generation(app->db),
					    .what = r,
					    .forget = forget_record });
	}
	deadline_sheet_free(&sheet);
	str_free(&text);
	str_free(&question);
}

/* ---- counting ---- */

static void show_text(struct app *app, const char *text)
{
	struct place at = { .view = &view_report, .text = text };

	app_open(app, &at);
}

static void ask_day(struct app *app, struct pane *p, const char *text)
{
	const struct deadline_rule *rule = app->counting->plan.rule;
	struct str label = STR_INIT, event = STR_INIT;

	text_clean(&event, rule->event, strlen(rule->event), TEXT_LINE);
	str_addf(&label, _("Day of %s: "), str_text(&event));
	prompt_ask(app, p, &day_prompt, str_text(&label), text);
	str_free(&label);
	str_free(&event);
}

/* `typed` stands there again where it cannot be counted. */
static void count(struct app *app, struct pane *p, const char *typed)
{
	struct deadline_ask *a = app->counting;
	struct deadline_count counted;
	struct record *r = NULL;
	enum status st = deadline_plan_count(app->db, &a->data, &a->plan, &counted);

	if (st == ST_END) {
		struct str text = STR_INIT;

		str_addf(&text, "%s\n%s\n", a->plan.rule->name, str_text(&counted.lines));
		str_addf(&text, "%s\n", a->plan.rule->note ? a->plan.rule->note : "");
		show_text(app, str_text(&text));
		str_free(&text);
	} else if (st == ST_OK) {
		r = mem_zero(sizeof(*r));
		st = deadline_plan_record(app->db, &a->plan, &counted, r);
		if (st == ST_OK)
			propose(app, &a->data, r, &a->about);
		else
			forget_record(r);
	}
	if (st < 0) {
		char *why = mem_text(db_error(app->db));

		if (typed)
			ask_day(app, p, typed);
		app_warn(app, "%s", why);
		free(why);
	}
	deadline_count_free(&counted);
}

/* ---- the day ---- */

static enum reaction take_day(struct app *app, struct pane *p, const char *text)
{
	struct date today = date_today(), day;
	struct str why = STR_INIT;

	if (!app->counting || !*text)
		return REACT_REDRAW;
	if (date_from_typed(text, &today, &day) == ST_OK) {
		app->counting->plan.from = day;
		count(app, p, text);
		return REACT_REDRAW;
	}
	date_typed_why(text, &today, &why);
	ask_day(app, p, text);
	app_warn(app, "'%s' %s", text, str_text(&why));
	str_free(&why);
	return REACT_REDRAW;
}

static const struct prompt_kind day_prompt = {
	.label = "",
	.accept = take_day,
};

/* The record's own day stands there already. */
static void go_on(struct app *app, struct pane *p)
{
	char text[DATE_TEXT_MAX] = "";

	if (app->counting->plan.rule->unit == TERM_NONE) {
		count(app, p, NULL);
		return;
	}
	if (app->counting->plan.from.year)
		date_format(&app->counting->plan.from, text);
	ask_day(app, p, text);
}

/* ---- days that a court set ---- */

static enum reaction take_days(struct app *app, struct pane *p, const char *text)
{
	char *end = NULL;
	long n = strtol(text, &end, 10);

	if (!app->counting || !*text)
		return REACT_REDRAW;
	if (*end || n < 1 || n > DAYS_MAX) {
		prompt_ask(app, p, &days_prompt, NULL, text);
		app_warn(app, _("'%.40s' is no number of days."), text);
		return REACT_REDRAW;
	}
	app->counting->plan.n = (int)n;
	go_on(app, p);
	return REACT_REDRAW;
}

static const struct prompt_kind days_prompt = {
	.label = N_("How many days were set: "),
	.accept = take_days,
};

/* ---- the rule ---- */

static enum reaction take_rule(struct app *app, struct pane *p, const char *id)
{
	struct deadline_ask *a = app->counting;

	if (!a || !*id)
		return REACT_REDRAW;
	a->plan.rule = deadline_rule_find(&a->data, id);
	if (!a->plan.rule) {
		prompt_ask(app, p, &rule_prompt, NULL, id);
		app_warn(app, _("There is no rule '%.40s'; pick one that is offered."), id);
	} else if (a->plan.rule->given) {
		prompt_ask(app, p, &days_prompt, NULL, "");
	} else {
		go_on(app, p);
	}
	return REACT_REDRAW;
}

static enum reaction take_rule_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_rule(app, p, row->line);
}

/* Found by its id, its body, or what it is for. */
static void offer_rules(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	const struct deadline_data *data = &app->counting->data;
	struct fuzzy *fuzzy = fuzzy_new(text);

	(void)p;
	for (size_t i = 0; i < data->n_rules; i++) {
		const struct deadline_rule *r = &data->rules[i];
		struct str words = STR_INIT, about = STR_INIT;
		int fits;

		str_addf(&words, "%s %s %s", r->id, r->body, r->name);
		fits = fuzzy_score(fuzzy, str_text(&words));
		deadline_rule_term(r, 0, &about);
		str_addf(&about, "; %s", r->name);
		if (fits)
			offers_add(out, &(struct offer){ .line = r->id,
						.label = r->id,
						.about = about.data,
						.score = fits });
		str_free(&words);
		str_free(&about);
	}
	offers_sort(out);
	fuzzy_free(fuzzy);
}

static const struct prompt_kind rule_prompt = {
	.label = N_("By which rule, or body: "),
	.accept = take_rule,
	.offer = offer_rules,
	.take = take_rule_offer,
};

/* ---- from where ---- */

static enum reaction begin(struct app *app, struct pane *p, const struct subject *s)
{
	struct deadline_ask *a = mem_zero(sizeof(*a));
	enum status st;

	deadline_ask_free(app->counting);
	app->counting = a;
	a->about = *s;
	deadline_data_read(&a->data);
	st = deadline_about(app->db, &a->plan, s->entity, s->id);
	if (st != ST_OK) {
		app_failed(app, st);
		return REACT_REDRAW;
	}
	prompt_ask(app, p, &rule_prompt, NULL, "");
	if (a->data.problems.len)
		app_warn(app, "%.*s", (int)strcspn(str_text(&a->data.problems), "\n"),
			str_text(&a->data.problems));
	return REACT_REDRAW;
}

/* The sheet of one that is there, to be read, checked and printed. */
static void show_sheet(struct app *app, const struct deadline_data *data, const struct record *r)
{
	struct deadline_sheet sheet;
	struct str text = STR_INIT;
	enum status st = deadline_sheet_make(app->db, data, r, &sheet);

	if (st == ST_OK) {
		deadline_sheet_text(&sheet, true, &text);
		deadline_show_sheet(app, r, str_text(&text));
	} else {
		app_failed(app, st);
	}
	deadline_sheet_free(&sheet);
	str_free(&text);
}

static enum reaction open_deadline(struct app *app, const struct subject *s)
{
	struct deadline_data data;
	struct str stale = STR_INIT;
	struct record *r = mem_zero(sizeof(*r));
	enum status st;

	deadline_data_read(&data);
	st = record_load(app->db, s->entity, s->id, r);
	if (st == ST_OK)
		st = deadline_stale(app->db, &data, r, &stale);
	if (st != ST_OK) {
		app_failed(app, st);
		forget_record(r);
	} else if (stale.len && deadline_again(app->db, &data, r) == ST_OK) {
		propose(app, &data, r, s);
	} else {
		show_sheet(app, &data, r);
		forget_record(r);
	}
	str_free(&stale);
	deadline_data_free(&data);
	return REACT_REDRAW;
}

enum reaction deadline_open(struct app *app, struct pane *p, const struct action *self)
{
	struct subject s = { ENTITY_NONE, 0 };
	bool there = p->view->subject && p->view->subject(p, &s) && s.id;

	(void)self;
	if (there && s.entity == ENTITY_DEADLINE)
		return open_deadline(app, &s);
	if (there && (s.entity == ENTITY_CASE || s.entity == ENTITY_PETITION ||
			     s.entity == ENTITY_EVENT || s.entity == ENTITY_RULING))
		return begin(app, p, &s);
	app_say(app,
		_("A deadline is counted from a petition, a ruling, an event or a case: select "
		  "one."));
	return REACT_REDRAW;
}
