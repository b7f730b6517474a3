#include "config.h"

#include "tui/records.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/value_offers.h"

/* The filter of a list, as it is typed. */

#define OFFERED_MAX 6 /* rows over the line */

struct records *records_of(struct pane *p)
{
	return p->state;
}

void records_set_filter(struct pane *p, const char *where)
{
	struct records *s = records_of(p);
	enum status st;

	list_filter(&s->list, where);
	st = list_load(&s->list);
	if (st == ST_OK)
		records_measure(p);
	if (st < 0)
		app_warn(p->app, "%s", s->list.error ? s->list.error : "");
	records_show_side(p);
}

static void typed(struct app *app, struct pane *p, const char *text)
{
	str_clear(&app->message);
	records_of(p)->typing = true;
	records_set_filter(p, text);
}

static const struct prompt_kind filter_prompt;

static enum reaction accept(struct app *app, struct pane *p, const char *text)
{
	struct records *s = records_of(p);

	s->typing = false;
	/* A filter that is refused can be mended. */
	if (s->list.st == ST_INVALID && *text) {
		prompt_ask(app, p, &filter_prompt, NULL, text);
		app_warn(app, "%s", s->list.error);
	}
	return REACT_REDRAW;
}

static enum reaction cancel(struct app *app, struct pane *p)
{
	(void)app;
	records_of(p)->typing = false;
	records_set_filter(p, NULL);
	return REACT_REDRAW;
}

/* ---- completion ---- */

/* Where the word begins that the line ends with: quotes hold blanks together. */
static size_t last_word(const char *text)
{
	size_t start = 0;
	bool quoted = false;

	for (size_t i = 0; text[i]; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (text[i] == ' ' && !quoted)
			start = i + 1;
	}
	return text[start] == '-' && text[start + 1] ? start + 1 : start;
}

static void offer_field(
	const struct field *f, const char *line, size_t start, int fits, struct offers *out)
{
	const bool exact = f->type == FIELD_DATE || f->type == FIELD_DAY || f->type == FIELD_INT;
	struct str whole = STR_INIT, label = STR_INIT;

	str_add_n(&whole, line, start);
	str_addf(&whole, "%s:", f->name);
	str_addf(&label, exact ? "%s:  %s>  %s<" : "%s:", f->name, f->name, f->name);
	offers_add(out, &(struct offer){ .line = (char *)str_text(&whole),
				.label = (char *)str_text(&label),
				.about = (char *)_(f->label),
				.score = fits });
	str_free(&whole);
	str_free(&label);
}

/* Fields that are called so; without a letter typed nothing is offered. */
static void offer_fields(const struct entity *e, const char *line, size_t start, struct offers *out)
{
	const char *word = line + start;
	size_t len = strlen(word);

	for (size_t i = 0; len && i < e->n_fields; i++) {
		const struct field *f = &e->fields[i];

		if (!strncmp(f->name, word, len))
			offer_field(f, line, start, 2, out);
		else if (len > 1 && !strncasecmp(_(f->label), word, len))
			offer_field(f, line, start, 1, out);
	}
}

/* What may stand behind `field:`, `field>`, or behind a comma there. */
static void offer_values(
	struct pane *p, const struct field *f, const char *line, size_t start, struct offers *out)
{
	const char *value = line + start;
	const char *comma = strrchr(value, ',');
	char *before;

	if (comma)
		value = comma + 1;
	before = mem_text_n(line, (size_t)(value - line));
	value_offers(p->app, f, value, before, out);
	free(before);
}

void records_filter_offer(struct pane *p, const char *line, size_t from, struct offers *out)
{
	const struct entity *e = entity_get(p->at.entity);
	size_t start = from + last_word(line + from);
	size_t len = strcspn(line + start, ":=<>!");

	if (!line[start + len]) {
		offer_fields(e, line, start, out);
	} else {
		for (size_t i = 0; i < e->n_fields; i++)
			if (strlen(e->fields[i].name) == len &&
				!strncmp(e->fields[i].name, line + start, len))
				offer_values(p, &e->fields[i], line,
					start + len + strspn(line + start + len, ":=<>!"), out);
	}
	offers_sort(out);
	/* The list below is seen while one types. */
	offers_keep(out, OFFERED_MAX);
	/* What was typed in full needs no offer. */
	if (out->n == 1 && !strcmp(out->rows[0].line, line))
		offers_clear(out);
}

static void offer(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	(void)app;
	records_filter_offer(p, text, 0, out);
	out->unpicked = true;
}

/* An offer that is picked goes into the line; what is typed on goes behind it. */
static enum reaction take(struct app *app, struct pane *p, const struct offer *row)
{
	size_t len = strlen(row->line);

	records_set_filter(p, row->line);
	if (len && row->line[len - 1] == ':') {
		prompt_ask(app, p, &filter_prompt, NULL, row->line);
		return REACT_REDRAW;
	}
	return accept(app, p, row->line);
}

static const struct prompt_kind filter_prompt = {
	.label = "/",
	.changed = typed,
	.accept = accept,
	.cancel = cancel,
	.offer = offer,
	.take = take,
	.remembers = true,
};

enum reaction records_ask_filter(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &filter_prompt, NULL, records_of(p)->list.where);
	return REACT_REDRAW;
}

enum reaction records_clear_filter(struct app *app, struct pane *p, const struct action *self)
{
	struct records *s = records_of(p);
	const struct record *r = list_selected(&s->list);

	(void)self;
	if (list_stop(&s->list)) {
		app_say(app, _("Stopped reading; the list is as it was."));
		return REACT_REDRAW;
	}
	if (!s->list.where)
		return REACT_NONE;
	list_filter(&s->list, NULL);
	/* Whoever is selected stays so among all the others. */
	if (r)
		list_find(&s->list, r->id);
	app_failed(app, list_load(&s->list));
	records_measure(p);
	records_show_side(p);
	return REACT_REDRAW;
}
