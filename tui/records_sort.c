#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/workspace.h"
#include "tui/app.h"
#include "tui/fuzzy.h"
#include "tui/records.h"

/* The order of a list: by one column or several. */

/* No index orders the signatories of all petitions together, see query.h. */
static bool is_without_order(struct pane *p)
{
	return p->at.entity == ENTITY_SIGNATORY && !p->at.owner_id;
}

const char *records_order(struct pane *p)
{
	struct records *s = records_of(p);
	const char *sort = s->list.sort ? s->list.sort : entity_get(p->at.entity)->sort;

	if (!s->list.sort && is_without_order(p))
		sort = NULL;
	return sort ? sort : "";
}

static size_t order(struct pane *p, struct sort_key keys[QUERY_SORTS])
{
	return sort_read(entity_get(p->at.entity), records_order(p), keys);
}

static void sort_by(struct pane *p, const struct sort_key *keys, size_t n)
{
	struct records *s = records_of(p);
	struct str sort = STR_INIT;

	sort_write(entity_get(p->at.entity), keys, n, &sort);
	list_order(&s->list, str_text(&sort));
	s->sort_changed = true;
	str_free(&sort);
	app_failed(p->app, list_load(&s->list));
	records_measure(p);
	records_show_side(p);
}

bool records_sort(struct pane *p, const char *fields)
{
	struct sort_key keys[QUERY_SORTS], now[QUERY_SORTS];
	size_t n = sort_read(entity_get(p->at.entity), fields, keys);

	if (!n)
		return false;
	if (n == 1 && !keys[0].down && order(p, now) && now[0].field == keys[0].field)
		keys[0].down = !now[0].down;
	sort_by(p, keys, n);
	return true;
}

enum reaction records_next_sort(struct app *app, struct pane *p, const struct action *self)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	struct sort_key keys[QUERY_SORTS];
	size_t n = order(p, keys);
	size_t next = 0;

	(void)app;
	if (self->arg < 0 && n) {
		keys[0].down = !keys[0].down;
		sort_by(p, keys, n);
		return REACT_REDRAW;
	}
	for (size_t i = 0; n && i < s->n_columns; i++)
		if (entity_field(e, s->columns[i].name) == keys[0].field)
			next = i + 1;
	/* Columns that are not on the screen are passed over. */
	if (next >= s->n_columns || !s->table.widths[next])
		next = 0;
	keys[0] = (struct sort_key){ entity_field(e, s->columns[next].name), self->arg < 0 };
	sort_by(p, keys, 1);
	return REACT_REDRAW;
}

/* ---- by one more column ---- */

static enum reaction take(struct app *app, struct pane *p, const char *name)
{
	const struct entity *e = entity_get(p->at.entity);
	struct sort_key keys[QUERY_SORTS];
	size_t n = order(p, keys);
	bool down = *name == '-';
	int field = entity_field(e, name + down);

	if (field < 0) {
		app_warn(app, _("There is no field '%.40s'."), name);
		return REACT_REDRAW;
	}
	for (size_t i = 0; i < n; i++)
		if (keys[i].field == field) {
			keys[i].down = !keys[i].down;
			sort_by(p, keys, n);
			return REACT_REDRAW;
		}
	if (n == QUERY_SORTS) {
		app_warn(app, _("A list is sorted by %d columns at most; o sorts by one again."),
			QUERY_SORTS);
		return REACT_REDRAW;
	}
	keys[n] = (struct sort_key){ field, down };
	sort_by(p, keys, n + 1);
	return REACT_REDRAW;
}

static void offer_field(struct pane *p, struct fuzzy *fuzzy, int field, struct offers *out)
{
	const struct field *f = &entity_get(p->at.entity)->fields[field];
	struct sort_key keys[QUERY_SORTS];
	size_t n = order(p, keys);
	struct str about = STR_INIT;
	int by_name = fuzzy_score(fuzzy, f->name), by_label = fuzzy_score(fuzzy, _(f->label));

	for (size_t i = 0; i < n; i++)
		if (keys[i].field == field)
			str_addf(&about, _("%zu. already; turns it round"), i + 1);
	if (by_name || by_label)
		offers_add(out, &(struct offer){
					.line = (char *)f->name,
					.label = (char *)_(f->label),
					.about = (char *)str_text(&about),
					.score = by_name > by_label ? by_name : by_label,
				});
	str_free(&about);
}

/* The columns in sight first, then all other fields. */
static void offer(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	struct fuzzy *fuzzy = fuzzy_new(*text == '-' ? text + 1 : text);

	(void)app;
	for (size_t i = 0; i < s->n_columns; i++)
		offer_field(p, fuzzy, entity_field(e, s->columns[i].name), out);
	for (int field = 0; *text && field < (int)e->n_fields; field++) {
		bool there = false;

		for (size_t i = 0; i < s->n_columns; i++)
			there = there || !strcmp(s->columns[i].name, e->fields[field].name);
		if (!there)
			offer_field(p, fuzzy, field, out);
	}
	offers_sort(out);
	fuzzy_free(fuzzy);
}

static enum reaction take_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take(app, p, row->line);
}

static const struct prompt_kind sort_prompt = {
	.label = N_("Then by: "),
	.offer = offer,
	.take = take_offer,
	.accept = take,
};

enum reaction records_ask_sort(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &sort_prompt, *records_order(p) ? NULL : _("Sort by: "), "");
	return REACT_REDRAW;
}

/* `line` is "sort country,-si": the last field may be completed. */
void records_sort_offer(struct pane *p, const char *line, struct offers *out)
{
	const struct entity *e = entity_get(p->at.entity);
	const char *blank = strchr(line, ' '), *comma = strrchr(line, ',');
	const char *word = comma ? comma + 1 : blank ? blank + 1 : line;

	word += *word == '-';
	for (size_t i = 0; i < e->n_fields; i++) {
		struct str whole = STR_INIT;

		if (strncmp(e->fields[i].name, word, strlen(word)) != 0)
			continue;
		str_add_n(&whole, line, (size_t)(word - line));
		str_add(&whole, e->fields[i].name);
		if (strcmp(str_text(&whole), line) != 0)
			offers_add(out, &(struct offer){
						.line = (char *)str_text(&whole),
						.label = (char *)str_text(&whole),
						.about = (char *)_(e->fields[i].label),
					});
		str_free(&whole);
	}
}

/* ---- remembering ---- */

static void key_of(struct pane *p, struct str *out)
{
	str_addf(out, "sort/%s", entity_get(p->at.entity)->name);
}

void records_sort_recall(struct pane *p)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	struct sort_key keys[QUERY_SORTS];
	struct str key = STR_INIT, text = STR_INIT;

	/* What orders a petition's signatories at once would take long with those of all. */
	if (is_without_order(p))
		return;
	key_of(p, &key);
	if (workspace_get(pane_db(p), str_text(&key), &text) == ST_OK &&
		sort_read(e, str_text(&text), keys))
		list_order(&s->list, str_text(&text));
	str_free(&key);
	str_free(&text);
}

void records_sort_keep(struct pane *p)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	struct str key = STR_INIT;
	const char *now = records_order(p);

	if (!s->sort_changed || is_without_order(p))
		return;
	s->sort_changed = false;
	key_of(p, &key);
	/* Only a convenience is lost where it cannot be written. */
	(void)!workspace_put(
		pane_db(p), str_text(&key), e->sort && !strcmp(now, e->sort) ? NULL : now);
	str_free(&key);
}
