#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/query.h"
#include "model/search.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/fuzzy.h"

/*
 * What a field may mean, from the letters that are typed. Where there are few, all of them are held
 * in a pool against every letter; where there are many, the words find some of them and the letters
 * order those.
 */

#define POOL_MAX 300 /* records that are held against every letter */
#define FOUND_MAX 40 /* of those that words find, where there are more */
#define EACH_MAX 3   /* of every kind, where any kind can be meant */
#define DEPTH_MAX 4  /* how far up a record's owners are followed */

static void free_pick(struct pick *pick)
{
	free(pick->ref);
	free(pick->label);
	free(pick->words);
}

void form_forget_picks(struct form *f)
{
	for (size_t i = 0; i < f->n_picks; i++)
		free_pick(&f->picks[i]);
	f->n_picks = f->pick = 0;
	f->finding = false;
}

void form_free_pool(struct form *f)
{
	for (size_t i = 0; i < f->pool.n; i++)
		free_pick(&f->pool.picks[i]);
	free(f->pool.picks);
	f->pool = (struct pool){ .field = -1 };
}

void form_pool_add(struct form *f, const struct pick *pick)
{
	struct pool *pool = &f->pool;

	if (pool->n == pool->cap) {
		pool->cap = pool->cap ? pool->cap * 2 : 64;
		pool->picks = mem_resize(pool->picks, pool->cap, sizeof(*pool->picks));
	}
	pool->picks[pool->n] = *pick;
	pool->picks[pool->n].ref = mem_text(pick->ref);
	pool->picks[pool->n].label = mem_text(pick->label);
	pool->picks[pool->n].words = mem_text_or_null(pick->words);
	pool->n++;
}

bool form_picks_for(const struct field *field)
{
	return field->type == FIELD_REF || field->type == FIELD_ANY ||
	       field->type == FIELD_COUNTRY || field->type == FIELD_LANG;
}

static int64_t case_above(struct db *db, const struct record *r, int depth)
{
	int64_t found = 0;

	for (size_t i = 0; i < r->entity->n_fields && !found && depth < DEPTH_MAX; i++) {
		const struct field *field = &r->entity->fields[i];
		struct record owner;

		if (field->type != FIELD_REF || !(field->flags & FIELD_OWNER) || !r->values[i].text)
			continue;
		if (field->entity == ENTITY_CASE)
			return r->values[i].num;
		if (field->entity == ENTITY_CONTACT)
			continue;
		if (record_load(db, field->entity, r->values[i].num, &owner) == ST_OK)
			found = case_above(db, &owner, depth + 1);
		record_free(&owner);
	}
	return found;
}

int64_t form_case_of(struct db *db, const struct record *r)
{
	return case_above(db, r, 0);
}

/* ---- records ---- */

static void add_record(struct db *db, struct form *f, const struct record *r)
{
	struct str label = STR_INIT;
	struct str words = STR_INIT;
	struct pick pick = { .subject = { r->entity->id, r->id } };

	record_label(db, r, &label);
	str_addf(&words, "%s %s", str_text(&label), record_show(r, "ref"));
	for (size_t i = 0; i < r->entity->n_fields; i++) {
		const struct field *field = &r->entity->fields[i];

		if (field->type == FIELD_TEXT && (field->flags & FIELD_SEARCHED) &&
			r->values[i].text && !strstr(str_text(&words), r->values[i].text))
			str_addf(&words, " %s", r->values[i].text);
	}
	pick.ref = mem_text(record_show(r, "ref"));
	pick.label = str_detach(&label);
	pick.words = str_detach(&words);
	form_pool_add(f, &pick);
	free_pick(&pick);
}

static enum status read_records(struct db *db, struct form *f, const struct query *q)
{
	struct cursor *c = NULL;
	struct record row = { 0 };
	enum status st = query_open(db, q, NULL, false, &c);

	while (st == ST_OK) {
		st = query_next(c, &row);
		if (st == ST_OK)
			add_record(db, f, &row);
		record_free(&row);
	}
	query_close(c);
	return st == ST_END ? ST_OK : st;
}

/* Words as the filter takes them: each quoted, so that no sign in them means anything. */
static void quote_words(const char *typed, struct str *out)
{
	for (const char *at = typed; *at;) {
		size_t len = strcspn(at, " ");

		if (len > 0) {
			str_add(out, "\"");
			for (size_t i = 0; i < len; i++) {
				if (at[i] == '"')
					str_add_c(out, '"');
				str_add_c(out, at[i]);
			}
			str_add(out, "\" ");
		}
		at += len + (at[len] == ' ');
	}
}

/* Those of the same case; a contact, an authority or a case is of none. */
static void scope(struct pane *p, const struct field *field, struct query *q)
{
	struct record r;

	*q = (struct query){ .entity = field->entity };
	if (field->entity == ENTITY_CASE || field->entity == ENTITY_CONTACT ||
		field->entity == ENTITY_AUTHORITY)
		return;
	form_gather(p, &r);
	q->owner_id = form_case_of(pane_db(p), &r);
	q->owner = ENTITY_CASE;
	record_free(&r);
}

static enum status fill_pool(struct pane *p, const struct field *field)
{
	struct form *f = form_of(p);
	struct query q;
	enum status st;

	form_free_pool(f);
	f->pool.field = form_now(f)->field;
	f->pool.generation = db_generation(pane_db(p));
	f->pool.whole = true;
	if (field->type != FIELD_REF) {
		form_pool_codes(f, field);
		return ST_OK;
	}
	scope(p, field, &q);
	q.limit = POOL_MAX + 1;
	st = read_records(pane_db(p), f, &q);
	f->pool.whole = f->pool.n <= POOL_MAX;
	return st;
}

/* ---- the best of them ---- */

static int by_score(const void *a, const void *b)
{
	const struct pick *x = *(const struct pick *const *)a;
	const struct pick *y = *(const struct pick *const *)b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x > y) - (x < y);
}

/* The best of the pool from `from` on become what is offered. */
static void take_best(struct form *f, const char *typed, size_t from)
{
	struct fuzzy *fuzzy = fuzzy_new(typed);
	struct pick **best = mem_array(f->pool.n + 1, sizeof(struct pick *));
	size_t n = 0;

	for (size_t i = from; i < f->pool.n; i++) {
		struct pick *pick = &f->pool.picks[i];

		pick->score = fuzzy_score(fuzzy, pick->words);
		if (pick->score > 0)
			best[n++] = pick;
	}
	fuzzy_free(fuzzy);
	qsort(best, n, sizeof(struct pick *), by_score);
	/* Letters scattered over a name fit it, but nobody means that one when others fit well. */
	for (size_t i = 0; i < n && f->n_picks < PICKS_MAX; i++) {
		struct pick *to;

		if (best[i]->score * 3 < best[0]->score * 2)
			break;
		to = &f->picks[f->n_picks++];

		*to = *best[i];
		to->ref = mem_text(best[i]->ref);
		to->label = mem_text(best[i]->label);
		to->words = mem_text(best[i]->words);
	}
	free(best);
	f->pick = f->n_picks;
}

static void cut_pool(struct form *f, size_t n)
{
	while (f->pool.n > n)
		free_pick(&f->pool.picks[--f->pool.n]);
}

/* More than can be held: words find some of them, which letters then order. */
static enum status find_words(struct pane *p, const struct field *field, const char *typed)
{
	struct form *f = form_of(p);
	struct str where = STR_INIT;
	size_t before = f->pool.n;
	struct query q;
	enum status st;

	scope(p, field, &q);
	quote_words(typed, &where);
	q.where = str_text(&where);
	q.limit = FOUND_MAX;
	st = read_records(pane_db(p), f, &q);
	/* Those of the same case first; when it has none, any. */
	if (st == ST_OK && f->pool.n == before && q.owner_id) {
		q.owner_id = 0;
		st = read_records(pane_db(p), f, &q);
	}
	if (st == ST_OK)
		take_best(f, typed, before);
	cut_pool(f, before);
	str_free(&where);
	return st;
}

static enum status find_in_pool(struct pane *p, const struct field *field, const char *typed)
{
	struct form *f = form_of(p);
	enum status st = ST_OK;

	if (f->pool.field != form_now(f)->field || f->pool.generation != db_generation(pane_db(p)))
		st = fill_pool(p, field);
	if (st != ST_OK) {
		form_free_pool(f);
		return st;
	}
	if (f->pool.whole || !*typed)
		take_best(f, typed, 0);
	/* What is in another case, or is too far down for the pool. */
	if (f->n_picks == 0 && *typed && field->type == FIELD_REF)
		st = find_words(p, field, typed);
	return st;
}

/* ---- any kind of record ---- */

static enum status take_hit(void *arg, const struct search_hit *hit)
{
	struct form *f = arg;
	struct str ref = STR_INIT, words = STR_INIT;
	struct pick pick = { .subject = { hit->entity, hit->id } };

	if (f->pool.n >= POOL_MAX)
		return ST_END;
	str_addf(&ref, "%s:%s", entity_get(hit->entity)->name, hit->ref);
	str_addf(&words, "%s %s", hit->label, str_text(&ref));
	pick.ref = str_detach(&ref);
	pick.label = mem_text(hit->label);
	pick.words = str_detach(&words);
	form_pool_add(f, &pick);
	free_pick(&pick);
	return ST_OK;
}

/* "claim:": what stands before a colon says the kind. */
static const struct entity *kind_in(const char *typed, const char **rest)
{
	const char *colon = strchr(typed, ':');
	struct str name = STR_INIT;
	const struct entity *e = NULL;

	*rest = typed;
	if (colon) {
		str_add_n(&name, typed, (size_t)(colon - typed));
		e = entity_find(str_text(&name));
		if (e)
			*rest = colon + 1 + strspn(colon + 1, " ");
	}
	str_free(&name);
	return e;
}

static enum status find_any(struct pane *p, const char *typed)
{
	struct form *f = form_of(p);
	const char *words;
	const struct entity *kind = kind_in(typed, &words);
	enum status st;

	form_free_pool(f);
	if (kind) {
		struct field as = { .type = FIELD_REF, .entity = kind->id };

		st = find_words(p, &as, words);
		for (size_t i = 0; i < f->n_picks; i++) {
			struct str ref = STR_INIT;

			str_addf(&ref, "%s:%s", kind->name, f->picks[i].ref);
			free(f->picks[i].ref);
			f->picks[i].ref = str_detach(&ref);
		}
		return st;
	}
	st = search_run(pane_db(p), typed, EACH_MAX, take_hit, f);
	if (st == ST_OK)
		take_best(f, typed, 0);
	/* Found by its text alone: the letters are not in its name. */
	for (size_t i = 0; st == ST_OK && f->n_picks < PICKS_MAX && i < f->pool.n; i++) {
		struct pick *from = &f->pool.picks[i];

		if (from->score == 0)
			f->picks[f->n_picks++] = (struct pick){ .subject = from->subject,
				.ref = mem_text(from->ref),
				.label = mem_text(from->label) };
	}
	f->pick = f->n_picks;
	form_free_pool(f);
	return st;
}

/* ---- a record that is to be made ---- */

static void offer_new(struct form *f, const struct field *field, const char *typed)
{
	const struct entity *e = field->type == FIELD_REF   ? entity_get(field->entity)
				 : field->type == FIELD_ANY ? kind_in(typed, &typed)
							    : NULL;

	if (!e || !cell_by_hand(e) || !typed[strspn(typed, " ")])
		return;
	f->picks[f->n_picks++] = (struct pick){ .subject = { e->id, 0 },
		.ref = mem_text(""),
		.label = mem_text_n(typed, strlen(typed)),
		.create = true };
	f->pick = f->n_picks;
}

static enum status find(struct pane *p, const struct field *field, const char *typed)
{
	enum status st = ST_OK;

	if (field->type != FIELD_ANY)
		st = find_in_pool(p, field, typed);
	else if (*typed)
		st = find_any(p, typed);
	/* No word in what was typed: nothing to offer, and no failure. */
	if (st == ST_INVALID)
		st = ST_OK;
	if (st == ST_OK)
		offer_new(form_of(p), field, typed);
	return st;
}

enum status form_find_picks(struct pane *p)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	struct pick old[PICKS_MAX + 1];
	size_t n_old = f->n_picks, pick_then = f->pick;
	enum status st = ST_OK;

	/* What stood there is shown until there is something new. */
	memcpy(old, f->picks, sizeof(old));
	f->n_picks = f->pick = 0;
	f->finding = false;
	if (ff && form_picks_for(form_field(f, ff)))
		st = find(p, form_field(f, ff), input_text(&ff->input));
	if (st == ST_STOPPED) {
		form_forget_picks(f);
		memcpy(f->picks, old, sizeof(old));
		f->n_picks = n_old;
		f->pick = pick_then;
		f->finding = true;
		n_old = 0;
	}
	for (size_t i = 0; i < n_old; i++)
		free_pick(&old[i]);
	return st;
}

void form_typed_pick(struct pane *p)
{
	struct form *f = form_of(p);

	/* Reading may take long; the letter is shown first. */
	f->pick = f->n_picks;
	f->finding = true;
	if (f->pool.whole && f->pool.field == form_now(f)->field &&
		f->pool.generation == db_generation(pane_db(p)) &&
		form_field(f, form_now(f))->type != FIELD_ANY) {
		app_impatient(p->app, UNTIL_TIME_UP);
		app_failed(p->app, form_find_picks(p));
		app_patient(p->app);
	}
}

void form_settle_picks(struct pane *p)
{
	if (form_of(p)->finding)
		app_failed(p->app, form_find_picks(p));
}
