#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/decode.h"
#include "import/platform.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/fuzzy.h"
#include "tui/importing.h"
#include "tui/messages.h"
#include "tui/paths.h"

/* The import view: asking which field a column is, how the file is written, where a file goes. */

#define FOUND "found" /* what brings back what is found */

static void offer_one(
	struct offers *out, struct fuzzy *f, const char *line, const char *label, const char *about)
{
	int by_line = fuzzy_score(f, line), by_label = fuzzy_score(f, label);

	if (by_line || by_label)
		offers_add(out, &(struct offer){ .line = (char *)line,
					.label = (char *)label,
					.about = (char *)about,
					.score = by_line > by_label ? by_line : by_label });
}

/* ---- a column ---- */

void importing_map(struct importing *in, size_t column, const char *field)
{
	if (column >= in->n_maps)
		return;
	/* A field has one column: another that was said to be it gives it up. */
	for (size_t i = 0; field && strcmp(field, "-") != 0 && i < in->n_maps; i++)
		if (in->maps[i] && !strcmp(in->maps[i], field)) {
			free(in->maps[i]);
			in->maps[i] = NULL;
		}
	free(in->maps[column]);
	in->maps[column] = mem_text_or_null(field);
	in->moved = true;
	importing_again(in, true);
}

static void offer_fields(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	const struct importing *in = importing_of(p);
	const struct column_set *set = in->file.columns.set;
	struct fuzzy *f = fuzzy_new(text);

	(void)app;
	for (int i = 0; set && i < set->n_fields; i++) {
		int at = in->file.columns.of[i];

		offer_one(out, f, set->fields[i].name, _(set->fields[i].label),
			at >= 0 ? in->file.columns.columns[at].title : "");
	}
	offer_one(out, f, "-", _("kept beside, as it is"), "");
	offer_one(out, f, FOUND, _("as it is guessed"), "");
	offers_sort(out);
	fuzzy_free(f);
}

static enum reaction take_field(struct app *app, struct pane *p, const char *text)
{
	struct importing *in = importing_of(p);
	const struct column_set *set = in->file.columns.set;
	const struct import_line *l = &in->asked;
	bool known = !strcmp(text, "-") || !strcmp(text, FOUND);

	if (!*text || l->kind != LINE_COLUMN || l->at >= in->file.columns.n)
		return REACT_REDRAW;
	for (int i = 0; i < set->n_fields; i++)
		known = known || !strcmp(set->fields[i].name, text);
	if (!known) {
		app_warn(app, _("There is no field %s here."), text);
		return REACT_REDRAW;
	}
	importing_map(in, l->at, strcmp(text, FOUND) != 0 ? text : NULL);
	return REACT_REDRAW;
}

static enum reaction take_field_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_field(app, p, row->line);
}

static const struct prompt_kind field_prompt = {
	.label = N_("Field: "),
	.offer = offer_fields,
	.take = take_field_offer,
	.accept = take_field,
};

/* ---- how the file is written ---- */

/* Names with ", " between them. */
static void offer_names(struct offers *out, struct fuzzy *f, const char *names)
{
	while (*names) {
		size_t n = strcspn(names, ",");
		char *name = mem_text_n(names, n);
		const struct platform *platform = platform_find(name);

		offer_one(out, f, name, platform ? _(platform->label) : name, "");
		free(name);
		names += n + strspn(names + n, ", ");
	}
}

static void offer_values(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	static const struct {
		enum fact fact;
		const char *line, *label;
	} values[] = { { FACT_SEPARATOR, "comma", N_("comma") },
		{ FACT_SEPARATOR, "semicolon", N_("semicolon") },
		{ FACT_SEPARATOR, "tab", N_("tab") }, { FACT_SEPARATOR, "bar", N_("bar") },
		{ FACT_DATES, "dmy", N_("the day comes first: 18/7/2020") },
		{ FACT_DATES, "mdy", N_("the month comes first: 7/18/2020") },
		{ FACT_DATES, "ymd", N_("the year comes first: 2020/7/18") },
		{ FACT_CONSENT, "private", N_("private: counted, never shown") },
		{ FACT_CONSENT, "anonymous", N_("anonymous: counted, shown without a name") },
		{ FACT_CONSENT, "public", N_("public: the name may be shown") } };
	struct importing *in = importing_of(p);
	enum fact fact = (enum fact)in->asked.at;
	struct fuzzy *f = fuzzy_new(text);
	struct str names = STR_INIT;

	(void)app;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (values[i].fact == fact)
			offer_one(out, f, values[i].line, _(values[i].label), "");
	if (fact == FACT_ENCODING)
		encoding_names(&names);
	else if (fact == FACT_PLATFORM)
		platform_names(&names);
	offer_names(out, f, str_text(&names));
	if (fact != FACT_CONSENT)
		offer_one(out, f, FOUND, _("as it is found"), "");
	offers_sort(out);
	fuzzy_free(f);
	str_free(&names);
}

static enum reaction take_value(struct app *app, struct pane *p, const char *text)
{
	struct importing *in = importing_of(p);
	const struct import_line *l = &in->asked;

	(void)app;
	if (!*text || l->kind != LINE_FACT)
		return REACT_REDRAW;
	free(in->given[l->at]);
	in->given[l->at] = strcmp(text, FOUND) != 0 ? mem_text(text) : NULL;
	in->moved = true;
	importing_again(in, true);
	return REACT_REDRAW;
}

static enum reaction take_value_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_value(app, p, row->line);
}

static const struct prompt_kind value_prompt = {
	.label = "",
	.offer = offer_values,
	.take = take_value_offer,
	.accept = take_value,
};

/* ---- the rows of a count ---- */

static enum reaction show_samples(struct app *app, struct pane *p, enum plan_verdict v)
{
	struct importing *in = importing_of(p);
	const struct import_plan *plan = importing_plan(in);
	struct place at = { .view = &view_report };
	struct str text = STR_INIT;

	if (!plan || !plan->n[v]) {
		app_say(app, _("There are none."));
		return REACT_REDRAW;
	}
	cell_number(plan->n[v], &text);
	str_addf(&text, " %s\n", importing_count_label(in, v));
	for (size_t i = 0; i < plan->n_samples[v]; i++) {
		const struct plan_sample *s = &plan->samples[v][i];

		str_addf(&text, _("line %lld"), (long long)s->line);
		str_addf(&text, "  %s", s->name);
		if (*s->what)
			str_add(&text, *s->name ? " · " : "");
		message_without_options(s->what, &text);
		str_add_c(&text, '\n');
	}
	if ((int64_t)plan->n_samples[v] < plan->n[v])
		str_add(&text, "…\n");
	at.text = str_text(&text);
	app_open(app, &at);
	str_free(&text);
	return REACT_REDRAW;
}

enum reaction importing_ask(struct app *app, struct pane *p)
{
	struct importing *in = importing_of(p);
	struct str label = STR_INIT;
	const struct import_line *l;

	if (in->scroll.cursor >= in->n_lines)
		return REACT_NONE;
	in->asked = in->lines[in->scroll.cursor];
	l = &in->asked;
	if (l->kind == LINE_COUNT)
		return show_samples(app, p, (enum plan_verdict)l->at);
	if (l->kind == LINE_COLUMN) {
		str_addf(&label, _("%s is: "), in->file.columns.columns[l->at].title);
		prompt_ask(app, p, &field_prompt, str_text(&label), "");
	} else if (l->kind == LINE_FACT) {
		str_addf(&label, "%s: ", importing_fact_label((enum fact)l->at));
		prompt_ask(app, p, &value_prompt, str_text(&label), "");
	}
	str_free(&label);
	return REACT_REDRAW;
}

/* ---- refused rows ---- */

static const struct prompt_kind rejects_prompt;

static enum reaction write_rejects(struct app *app, struct pane *p, const char *text)
{
	const struct import_plan *plan = importing_plan(importing_of(p));
	struct str said = STR_INIT;
	char *path;
	enum status st;

	if (!*text || !plan)
		return REACT_REDRAW;
	path = path_real(text);
	st = importing_rejects(p, path);
	if (st == ST_IO)
		prompt_ask(app, p, &rejects_prompt, NULL, text);
	if (st == ST_OK) {
		cell_number(plan->n[PLAN_REFUSE], &said);
		app_say(app,
			ngettext("%s refused row written to %s", "%s refused rows written to %s",
				(unsigned long)plan->n[PLAN_REFUSE]),
			str_text(&said), path);
	} else {
		app_failed(app, st);
	}
	str_free(&said);
	free(path);
	return REACT_REDRAW;
}

static const struct prompt_kind rejects_prompt = {
	.label = N_("Refused rows into the new file: "),
	.accept = write_rejects,
	.complete = path_complete,
};

enum reaction importing_ask_rejects(struct app *app, struct pane *p, const struct action *self)
{
	const struct importing *in = importing_of(p);
	const struct import_plan *plan = importing_plan(in);

	(void)self;
	if (!plan || in->stage != STAGE_WHOLE || !plan->n[PLAN_REFUSE])
		app_say(app, in->stage == STAGE_WHOLE ? _("No row is refused.")
						      : _("The plan is not whole yet."));
	else
		prompt_ask(app, p, &rejects_prompt, NULL, "");
	return REACT_REDRAW;
}
