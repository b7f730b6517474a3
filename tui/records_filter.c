#include "config.h"

#include "tui/records.h"

#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"

/* The filter of a list, as it is typed, and its order. */

struct records *records_of(struct pane *p)
{
	return p->state;
}

const char *records_order(struct pane *p)
{
	struct records *s = records_of(p);
	const char *sort = s->list.sort ? s->list.sort : entity_get(p->at.entity)->sort;

	/* No index orders the signatories of all petitions together, see query.h. */
	if (!s->list.sort && p->at.entity == ENTITY_SIGNATORY && !p->at.owner_id)
		sort = NULL;

	return sort ? sort : "";
}

static void sort_by(struct pane *p, const char *field, bool down)
{
	struct records *s = records_of(p);
	struct str sort = STR_INIT;

	if (down)
		str_add_c(&sort, '-');
	str_add(&sort, field);
	list_order(&s->list, str_text(&sort));
	str_free(&sort);
	app_failed(p->app, list_load(&s->list));
	records_measure(p);
	records_show_side(p);
}

void records_sort(struct pane *p, const char *field)
{
	if (*field == '-')
		sort_by(p, field + 1, true);
	else
		sort_by(p, field, !strcmp(records_order(p), field));
}

enum reaction records_next_sort(struct app *app, struct pane *p, const struct action *self)
{
	struct records *s = records_of(p);
	const char *now = records_order(p);
	bool down = *now == '-';
	const char *field = down ? now + 1 : now;
	size_t next = 0;

	(void)app;
	for (size_t i = 0; i < s->n_columns; i++)
		if (!strcmp(s->columns[i].name, field))
			next = self->arg > 0 ? i + 1 : i;
	/* Columns that are not on the screen are passed over. */
	if (next >= s->n_columns || !s->table.widths[next])
		next = 0;
	sort_by(p, s->columns[next].name, self->arg < 0 && !down);
	return REACT_REDRAW;
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

/* `text` as far as `len`, and `more`. */
static void offer(
	struct candidates *out, const char *text, size_t len, const char *more, const char *end)
{
	struct str line = STR_INIT;

	str_add_n(&line, text, len);
	str_addf(&line, "%s%s", more, end);
	candidates_add(out, str_text(&line));
	str_free(&line);
}

static void offer_choices(
	struct candidates *out, const struct field *f, const char *text, const char *start)
{
	for (const struct choice *c = f->choices; c && c->name; c++)
		if (!strncmp(c->name, start, strlen(start)))
			offer(out, text, (size_t)(start - text), c->name, "");
}

/* The word being typed: a field's name, or after its colon one of its choices. */
static void complete(struct app *app, struct pane *p, const char *text, struct candidates *out)
{
	const struct entity *e = entity_get(p->at.entity);
	const char *word = strrchr(text, ' ');
	const char *colon;

	(void)app;
	word = word ? word + 1 : text;
	if (*word == '-')
		word++;
	colon = strchr(word, ':');
	for (size_t i = 0; i < e->n_fields; i++) {
		const struct field *f = &e->fields[i];
		size_t len = strlen(f->name);

		if (!colon && !strncmp(f->name, word, strlen(word)))
			offer(out, text, (size_t)(word - text), f->name, ":");
		else if (colon && (size_t)(colon - word) == len && !strncmp(f->name, word, len))
			offer_choices(out, f, text, colon + 1);
	}
}

static const struct prompt_kind filter_prompt = {
	.label = "/",
	.changed = typed,
	.accept = accept,
	.cancel = cancel,
	.complete = complete,
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
