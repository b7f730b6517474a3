#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/query.h"
#include "model/search.h"
#include "tui/app.h"

/* The records that a reference may mean, from the words that are typed. */

void form_forget_picks(struct form *f)
{
	for (size_t i = 0; i < f->n_picks; i++) {
		free(f->picks[i].ref);
		free(f->picks[i].label);
	}
	f->n_picks = f->pick = 0;
	f->finding = false;
}

static void add(
	struct form *f, enum entity_id entity, int64_t id, const char *ref, const char *label)
{
	f->picks[f->n_picks++] = (struct pick){ { entity, id }, mem_text(ref), mem_text(label) };
	f->pick = f->n_picks;
}

/* The case that the record is in, through whatever it belongs to; 0: not known. */
static int64_t case_of(struct db *db, const struct record *r, int depth)
{
	int64_t found = 0;

	for (size_t i = 0; i < r->entity->n_fields && !found && depth < 4; i++) {
		const struct field *field = &r->entity->fields[i];
		struct record owner;

		if (field->type != FIELD_REF || !(field->flags & FIELD_OWNER) || !r->values[i].text)
			continue;
		if (field->entity == ENTITY_CASE)
			return r->values[i].num;
		if (field->entity == ENTITY_CONTACT)
			continue;
		if (record_load(db, field->entity, r->values[i].num, &owner) == ST_OK)
			found = case_of(db, &owner, depth + 1);
		record_free(&owner);
	}
	return found;
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

static enum status run(struct db *db, struct form *f, const struct query *q)
{
	struct cursor *c = NULL;
	struct record row = { 0 };
	enum status st = query_open(db, q, NULL, false, &c);

	while (st == ST_OK && f->n_picks < PICKS_MAX) {
		struct str label = STR_INIT;

		st = query_next(c, &row);
		if (st == ST_OK) {
			record_label(db, &row, &label);
			add(f, row.entity->id, row.id, record_show(&row, "ref"), str_text(&label));
		}
		str_free(&label);
		record_free(&row);
	}
	query_close(c);
	return st == ST_END ? ST_OK : st;
}

static enum status find_refs(struct pane *p, const struct field *field, const char *typed)
{
	struct form *f = form_of(p);
	struct str where = STR_INIT;
	struct query q = { .entity = field->entity, .limit = PICKS_MAX };
	bool scoped = field->entity != ENTITY_CASE && field->entity != ENTITY_CONTACT &&
		      field->entity != ENTITY_AUTHORITY;
	int64_t in_case = scoped ? case_of(pane_db(p), &f->record, 0) : 0;
	enum status st = ST_OK;

	quote_words(typed, &where);
	q.where = str_text(&where);
	/* Those of the same case first; when it has none, any. */
	if (in_case) {
		q.owner = ENTITY_CASE;
		q.owner_id = in_case;
		st = run(pane_db(p), f, &q);
		q.owner_id = 0;
	}
	if (st == ST_OK && f->n_picks == 0)
		st = run(pane_db(p), f, &q);
	str_free(&where);
	return st;
}

static enum status take_hit(void *arg, const struct search_hit *hit)
{
	struct form *f = arg;
	struct str ref = STR_INIT;

	if (f->n_picks == PICKS_MAX)
		return ST_END;
	str_addf(&ref, "%s:%s", entity_get(hit->entity)->name, hit->ref);
	add(f, hit->entity, hit->id, str_text(&ref), hit->label);
	str_free(&ref);
	return ST_OK;
}

enum status form_find_picks(struct pane *p)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	const struct field *field = ff ? form_field(f, ff) : NULL;
	const char *typed = ff ? input_text(&ff->input) : "";
	enum status st = ST_OK;

	form_forget_picks(f);
	if (!field)
		return ST_OK;
	if (field->type == FIELD_REF)
		st = find_refs(p, field, typed);
	else if (field->type == FIELD_ANY && *typed)
		st = search_run(pane_db(p), typed, 2, take_hit, f);
	/* No word in what was typed: nothing to offer, and no failure. */
	if (st == ST_INVALID)
		st = ST_OK;
	if (st == ST_STOPPED) {
		form_forget_picks(f);
		f->finding = true;
	}
	return st;
}

void form_take_pick(struct form *f)
{
	struct form_field *ff = form_now(f);
	const struct pick *pick = &f->picks[f->pick];

	form_put(ff, pick->ref);
	ff->picked = pick->subject;
	form_forget_picks(f);
}
