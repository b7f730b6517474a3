#include "config.h"

#include "tui/palette.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/search.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/fuzzy.h"
#include "tui/key.h"

#define EXACT 10000   /* what was typed is the name of it */
#define NAME_WEIGHT 3 /* letters in its name say more than those in its sentence */
#define WORDS_FROM 2  /* characters from which on records are looked for */
#define HITS_MAX 4    /* records of each kind */
#define REFS_MAX 100  /* records of one kind by their reference */
#define NAMED_MAX 300 /* cases, petitions and letters, each, whose names are looked through */
#define CLOSE 20      /* a letter's least share of the score where a sentence is looked through */

/* What is typed, and what fits it so far. */
struct hunt {
	struct app *app;
	struct pane *pane;
	const char *text;
	struct fuzzy *fuzzy;
	struct offers *out;
};

/* Any few letters stand somewhere in a sentence: there they must stand together. */
static int score_sentence(struct hunt *h, const char *sentence)
{
	int fits = fuzzy_score(h->fuzzy, sentence);

	return fits < CLOSE * (int)strlen(h->text) ? 0 : fits;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static int score_action(struct hunt *h, const struct action *a)
{
	int name = larger(fuzzy_score(h->fuzzy, a->name), fuzzy_score(h->fuzzy, _(a->label)));

	if (!strcmp(h->text, a->name))
		return EXACT;
	return larger(NAME_WEIGHT * name, score_sentence(h, _(a->help)));
}

static int score_list(struct hunt *h, const struct entity *e)
{
	if (!strcmp(h->text, e->plural))
		return EXACT;
	return NAME_WEIGHT *
	       larger(fuzzy_score(h->fuzzy, e->plural), fuzzy_score(h->fuzzy, _(e->labels)));
}

static int score_record(struct hunt *h, const char *ref, const char *label)
{
	if (!strcmp(h->text, ref))
		return EXACT;
	return NAME_WEIGHT * larger(fuzzy_score(h->fuzzy, ref), score_sentence(h, label));
}

static void add_actions(struct hunt *h, const struct action *table)
{
	for (; table && table->name; table++) {
		struct str key = STR_INIT;
		int fits = score_action(h, table);
		uint32_t k;

		/* What a view does in its own way stands there once. */
		if (!fits || action_for(h->pane, table->name) != table ||
			!strcmp(table->name, "command"))
			continue;
		k = keymap_key(h->app->keys, pane_contexts(h->pane), table->name);
		if (k != K_NONE)
			key_write(k, &key);
		offers_add(
			h->out, &(struct offer){
					.line = (char *)table->name,
					.label = (char *)_(table->label),
					.about = (char *)_(table->help),
					.key = (char *)str_text(&key),
					/* The key line's order, where nothing typed says more. */
					.score = fits * 100 + (table->rank ? 99 - table->rank : 0),
					.refused = action_refused(h->pane, table) != NULL,
				});
		str_free(&key);
	}
}

static void add_lists(struct hunt *h)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		struct str about = STR_INIT;
		int fits = score_list(h, e);

		if (!fits)
			continue;
		str_add(&about, _("The list of all of them"));
		offers_add(h->out, &(struct offer){
					   .line = (char *)e->plural,
					   .label = (char *)_(e->labels),
					   .about = (char *)str_text(&about),
					   .score = fits * 100,
				   });
		str_free(&about);
	}
}

static void add_record(struct hunt *h, enum entity_id entity, int64_t id, const char *ref,
	const char *label, int fits)
{
	const struct entity *e = entity_get(entity);
	struct str line = STR_INIT, about = STR_INIT;

	str_addf(&line, "%s %s", e->name, ref);
	str_addf(&about, "%s %s", _(e->label), ref);
	offers_add(h->out, &(struct offer){
				   .line = (char *)str_text(&line),
				   .label = (char *)label,
				   .about = (char *)str_text(&about),
				   .entity = entity,
				   .id = id,
				   .score = fits,
			   });
	str_free(&line);
	str_free(&about);
}

/* What people go to most, by a few letters of its name or reference. */
static enum status add_named(struct hunt *h, enum entity_id entity)
{
	struct query q = { .entity = entity, .sort = "ref", .limit = NAMED_MAX };
	struct cursor *c = NULL;
	enum status st = query_open(h->app->db, &q, NULL, false, &c);

	while (st == ST_OK) {
		struct record row;
		struct str label = STR_INIT;
		int fits;

		st = query_next(c, &row);
		if (st == ST_OK) {
			record_label(h->app->db, &row, &label);
			fits = score_record(h, record_show(&row, "ref"), str_text(&label));
			if (fits)
				add_record(h, entity, row.id, record_show(&row, "ref"),
					str_text(&label), fits * 90);
		}
		record_free(&row);
		str_free(&label);
	}
	query_close(c);
	return st == ST_END ? ST_OK : st;
}

static enum status take_hit(void *arg, const struct search_hit *hit)
{
	struct hunt *h = arg;
	for (size_t i = 0; i < h->out->n; i++)
		if (h->out->rows[i].id == hit->id && h->out->rows[i].entity == hit->entity)
			return ST_OK;
	/* A record that only holds the words somewhere goes behind. */
	add_record(h, hit->entity, hit->id, hit->ref, hit->label,
		1 + 90 * score_record(h, hit->ref, hit->label));
	return h->out->n == OFFERS_MAX ? ST_END : ST_OK;
}

static void add_records(struct hunt *h)
{
	static const enum entity_id named[] = { ENTITY_CASE, ENTITY_PETITION, ENTITY_LETTER };
	enum status st = ST_OK;

	if (strlen(h->text) < WORDS_FROM)
		return;
	for (size_t i = 0; i < sizeof(named) / sizeof(*named) && st == ST_OK; i++)
		st = add_named(h, named[i]);
	if (st == ST_OK)
		st = search_run(h->app->db, h->text, HITS_MAX, take_hit, h);
	/* No word in it, or no time: what else fits is there. */
	h->out->unfinished = st == ST_STOPPED;
	if (st != ST_INVALID)
		app_failed(h->app, st);
}

/* `petition hk`: those whose reference begins so. */
static void add_refs(struct hunt *h, const struct entity *e, const char *start)
{
	struct query q = { .entity = e->id, .sort = "ref" };
	struct str where = STR_INIT;
	struct cursor *c = NULL;
	enum status st;

	if (*start) {
		str_addf(&where, "ref>=\"%s\"", start);
		q.where = str_text(&where);
	}
	st = strchr(start, '"') ? ST_END : query_open(h->app->db, &q, NULL, false, &c);
	for (size_t n = 0; st == ST_OK && n < REFS_MAX; n++) {
		struct record row;
		struct str line = STR_INIT, label = STR_INIT;
		const char *ref;

		st = query_next(c, &row);
		ref = st == ST_OK ? record_show(&row, "ref") : "";
		if (st == ST_OK && !strncmp(ref, start, strlen(start))) {
			str_addf(&line, "%s %s", e->name, ref);
			record_label(h->app->db, &row, &label);
			offers_add(h->out, &(struct offer){ .line = (char *)str_text(&line),
						   .label = (char *)str_text(&line),
						   .about = (char *)str_text(&label),
						   .entity = e->id,
						   .id = row.id,
						   .score = !strcmp(ref, start) });
		} else if (st == ST_OK) {
			st = ST_END;
		}
		record_free(&row);
		str_free(&line);
		str_free(&label);
	}
	h->out->unfinished = st == ST_STOPPED;
	query_close(c);
	str_free(&where);
}

/* What was typed with words behind it, such as `sort -signed`, is done as it stands. */
static void add_typed(struct hunt *h, const char *word)
{
	const struct action *a = action_for(h->pane, word);

	offers_add(h->out,
		&(struct offer){
			.line = (char *)h->text,
			.label = (char *)h->text,
			.about = (char *)(a                   ? _(a->help)
					  : entity_find(word) ? _("The list with this filter")
							      : ""),
			.score = EXACT * 100,
		});
}

void palette_offer(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	const char *start = text + strspn(text, " ");
	size_t len = strcspn(start, " ");
	char *word = mem_text_n(start, len);
	const struct entity *e = entity_find(word);
	const char *rest = start + len + strspn(start + len, " ");
	struct hunt h = { app, p, start, fuzzy_new(start), out };

	if (start[len] && !strcmp(word, "set")) {
		set_offer(app, start, out);
	} else if (start[len] && e && !strcmp(word, e->name)) {
		add_refs(&h, e, rest);
	} else if (*rest && (e || command_takes_words(p, word))) {
		add_typed(&h, word);
		if (p->view->offer)
			p->view->offer(p, word, start, out);
	} else {
		add_actions(&h, p->view->actions);
		add_actions(&h, global_actions);
		add_lists(&h);
		add_records(&h);
	}
	offers_sort(out);
	fuzzy_free(h.fuzzy);
	free(word);
}

static enum reaction take(struct app *app, struct pane *p, const struct offer *row)
{
	struct place at = { .view = &view_record, .entity = row->entity, .id = row->id };

	if (!row->id)
		return command_run(app, p, row->line);
	app_open(app, &at);
	return REACT_REDRAW;
}

const struct prompt_kind palette_prompt = {
	.label = ":",
	.offer = palette_offer,
	.take = take,
	.accept = command_run,
	.remembers = true,
};
