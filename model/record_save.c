#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/change_internal.h"
#include "model/custody.h"
#include "model/claim.h"
#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/letter.h"
#include "model/mark.h"
#include "model/mem.h"
#include "model/pseudonym.h"
#include "model/record_sql.h"
#include "model/rule.h"
#include "model/ruling.h"
#include "model/search_index.h"
#include "model/signatory_state.h"
#include "model/stand.h"
#include "model/stmt.h"
#include "model/text.h"

/* Creating and updating, from the entity's description. */

#define REF_TRIES 1000000
#define REF_STEPS 16 /* numbers that are tried one by one */
#define STEM_MAX 57  /* characters of a reference before "-999999" */

/* ---- references ---- */

static enum status ref_taken(struct db *db, const struct record *r, const char *ref, bool *taken)
{
	const struct entity *e = r->entity;
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;

	str_addf(&sql, "SELECT 1 FROM \"%s\" WHERE ref = :ref AND id <> :id", e->name);
	if (e->scope)
		str_addf(&sql, " AND \"%s\" = :scope", e->scope);
	st = stmt_get(db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_text(s, ":ref", ref);
	stmt_int(s, ":id", r->id);
	if (e->scope)
		stmt_int(s, ":scope", record_num(r, e->scope));
	st = stmt_step(s);
	*taken = st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* From the headline; without one from what it refers to ("amnesty-international"); else its kind.
 */
static void ref_stem(const struct record *r, struct str *out)
{
	const struct entity *e = r->entity;
	const char *headline = record_get(r, e->headline);

	if (headline)
		text_slug(out, headline, strlen(headline));
	for (size_t i = 0; i < e->n_fields && !out->len; i++)
		if (e->fields[i].type == FIELD_REF && r->values[i].text &&
			(!e->scope || strcmp(e->scope, e->fields[i].name)))
			str_add(out, r->values[i].text);
	if (!out->len)
		str_add(out, e->name);
}

/* Leaves room for a number within the 64 characters of a reference. */
static void add_stem(struct str *out, const struct str *stem)
{
	size_t at = 0, used;

	for (int n = 0; n < STEM_MAX && at < stem->len; n++, at += used)
		(void)text_next(stem->data + at, stem->len - at, &used);
	str_add_n(out, stem->data, at);
}

/* The n-th reference made of a stem: STEM, STEM-2, STEM-3 ... */
static void name_ref(const struct str *stem, int n, struct str *ref)
{
	str_clear(ref);
	add_stem(ref, stem);
	if (n > 1)
		str_addf(ref, "-%d", n);
}

static enum status try_ref(struct db *db, const struct record *r, const struct str *stem, int n,
	struct str *ref, bool *taken)
{
	name_ref(stem, n, ref);
	return ref_taken(db, r, str_text(ref), taken);
}

/*
 * The first few numbers are tried one by one. Where they are taken, as by the messages of a mailbox
 * that are all called the same, the number is doubled until one is free, and then the way back to
 * one that is taken is halved.
 */
static enum status ref_make(struct db *db, struct record *r)
{
	struct str stem = STR_INIT, ref = STR_INIT;
	int used = 0, is_free = 1; /* the largest number known to be taken; one that is tried */
	bool taken = true;
	enum status st = ST_OK;

	ref_stem(r, &stem);
	while (taken && is_free < REF_TRIES && st == ST_OK) {
		st = try_ref(db, r, &stem, is_free, &ref, &taken);
		if (taken) {
			used = is_free;
			is_free = is_free < REF_STEPS ? is_free + 1 : is_free * 2;
		}
	}
	while (st == ST_OK && !taken && is_free - used > 1) {
		int middle = used + (is_free - used) / 2;

		st = try_ref(db, r, &stem, middle, &ref, &taken);
		used = taken ? middle : used;
		is_free = taken ? is_free : middle;
		taken = false;
	}
	name_ref(&stem, is_free, &ref);
	if (st == ST_OK)
		record_put(r, "ref", str_text(&ref));
	str_free(&stem);
	str_free(&ref);
	return st;
}

static enum status ref_settle(struct change *c, struct record *r)
{
	const char *ref = record_get(r, "ref");
	struct str text = STR_INIT;
	bool taken = false;
	enum status st;

	/* A signatory has no name that may stand in a reference; the number of the id is unique. */
	if (!ref && r->entity->id == ENTITY_SIGNATORY) {
		str_addf(&text, "s%lld", (long long)(r->id & UINT32_MAX));
		record_put(r, "ref", str_text(&text));
		str_free(&text);
		ref = record_get(r, "ref");
	}
	if (!ref)
		return ref_make(c->db, r);
	st = ref_taken(c->db, r, ref, &taken);
	if (st == ST_OK && taken)
		st = db_fail(c->db, ST_INVALID, "ref",
			_("ref: the reference %s is taken by another %s; choose another"), ref,
			r->entity->name);
	return st;
}

/* ---- checks ---- */

static enum status check_required(struct db *db, const struct record *r)
{
	for (size_t i = 0; i < r->entity->n_fields; i++) {
		const struct field *f = &r->entity->fields[i];

		if (f->flags & FIELD_REQUIRED && !r->values[i].text)
			return db_fail(db, ST_INVALID, f->name,
				_("%s is missing; a %s needs it: %s=..."), f->name, r->entity->name,
				f->name);
	}
	return ST_OK;
}

static enum status check_total(struct db *db, const struct record *r)
{
	if (!record_get(r, "petition") == !record_get(r, "letter"))
		return db_fail(db, ST_INVALID, "petition",
			_("a total belongs to a petition or to a letter: give one of petition=... "
			  "and letter=..."));
	return ST_OK;
}

static enum status check_mark(struct db *db, const struct record *r)
{
	const char *mark = record_get(r, "mark");
	struct stmt *s;
	enum status st;

	if (!mark)
		return ST_OK;
	st = stmt_get(db,
		"SELECT ref FROM exhibit WHERE \"case\" = :case AND mark = :mark AND id <> :id",
		&s);
	if (st)
		return st;
	stmt_int(s, ":case", record_num(r, "case"));
	stmt_text(s, ":mark", mark);
	stmt_int(s, ":id", r->id);
	st = stmt_step(s);
	if (st == ST_OK)
		st = db_fail(db, ST_INVALID, "mark",
			_("mark: %s is the mark of exhibit %s already; a mark is never used twice "
			  "in a case"),
			mark, stmt_get_text(s, 0));
	else if (st == ST_END)
		st = ST_OK;
	stmt_done(s);
	return st;
}

static enum status check_version_number(struct db *db, const struct record *r)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT ref FROM version WHERE letter = :letter AND number = :number "
		"AND language IS :language AND id <> :id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":letter", record_num(r, "letter"));
	stmt_int(s, ":number", record_num(r, "number"));
	stmt_text(s, ":language", record_get(r, "language"));
	stmt_int(s, ":id", r->id);
	st = stmt_step(s);
	if (st == ST_OK)
		st = db_fail(db, ST_INVALID, "number",
			_("number: the letter has a version %s in that language already (%s)"),
			record_show(r, "number"), stmt_get_text(s, 0));
	else if (st == ST_END)
		st = ST_OK;
	stmt_done(s);
	return st;
}

enum status record_before_save(struct change *c, struct record *r)
{
	enum status st;

	switch (r->entity->id) {
	case ENTITY_TOTAL:
		return check_total(c->db, r);
	case ENTITY_PARTY:
		st = party_check(c->db, r);
		return st ? st : pseudonym_keep(c, r);
	case ENTITY_EXHIBIT:
		st = claim_touched(c, r);
		return st ? st : check_mark(c->db, r);
	case ENTITY_CLAIM:
		return claim_before_save(c, r);
	case ENTITY_PROOF:
		return record_get(r, "claim") ? claim_touched(c, r) : ST_OK;
	case ENTITY_CUSTODY:
		return custody_settle(c, r);
	case ENTITY_VERSION:
		st = letter_version_prepare(c, r);
		return st ? st : check_version_number(c->db, r);
	case ENTITY_COSIGNER:
		return letter_cosigner_prepare(c, r);
	case ENTITY_MARK:
		return mark_prepare(c, r);
	case ENTITY_RULE:
		return rule_check(c, r);
	case ENTITY_RULING:
		return ruling_check(c, r);
	case ENTITY_SIGNATORY:
		return signatory_settle(c, r);
	default:
		return ST_OK;
	}
}

/* ---- writing ---- */

static void insert_sql(const struct entity *e, struct str *sql)
{
	str_addf(sql, "INSERT INTO \"%s\" (id, revision, sort_key", e->name);
	for (size_t i = 0; i < e->n_fields; i++) {
		str_addf(sql, ", \"%s\"", e->fields[i].name);
		if (e->fields[i].type == FIELD_ANY)
			str_addf(sql, ", \"%s_entity\"", e->fields[i].name);
	}
	str_add(sql, ") VALUES (:id, :revision, :sort_key");
	for (size_t i = 0; i < e->n_fields; i++) {
		str_addf(sql, ", :%s", e->fields[i].name);
		if (e->fields[i].type == FIELD_ANY)
			str_addf(sql, ", :%s_entity", e->fields[i].name);
	}
	str_add(sql, ")");
}

static void update_sql(const struct entity *e, struct str *sql)
{
	str_addf(sql, "UPDATE \"%s\" SET revision = :revision, sort_key = :sort_key", e->name);
	for (size_t i = 0; i < e->n_fields; i++) {
		str_addf(sql, ", \"%s\" = :%s", e->fields[i].name, e->fields[i].name);
		if (e->fields[i].type == FIELD_ANY)
			str_addf(sql, ", \"%s_entity\" = :%s_entity", e->fields[i].name,
				e->fields[i].name);
	}
	str_add(sql, " WHERE id = :id");
}

static void bind_field(struct stmt *s, const struct field *f, const struct value *v)
{
	struct str name = STR_INIT;

	str_addf(&name, ":%s", f->name);
	if (!v->text)
		stmt_null(s, str_text(&name));
	else if (f->type == FIELD_REF || f->type == FIELD_ANY || f->type == FIELD_INT)
		stmt_int(s, str_text(&name), v->num);
	else
		stmt_text(s, str_text(&name), v->text);
	if (f->type == FIELD_ANY) {
		str_add(&name, "_entity");
		stmt_text(s, str_text(&name), v->text ? entity_get(v->other)->name : NULL);
	}
	str_free(&name);
}

static enum status write_record(struct change *c, struct record *r, bool fresh)
{
	const struct entity *e = r->entity;
	const char *headline = record_get(r, e->headline);
	struct str sql = STR_INIT, key = STR_INIT;
	struct stmt *s;
	enum status st;

	if (fresh)
		insert_sql(e, &sql);
	else
		update_sql(e, &sql);
	st = stmt_get(c->db, str_text(&sql), &s);
	if (st)
		goto out;
	if (headline)
		text_sort_key(&key, headline, strlen(headline));
	stmt_int(s, ":id", r->id);
	stmt_int(s, ":revision", c->seq);
	stmt_blob(s, ":sort_key", str_text(&key), key.len);
	for (size_t i = 0; i < e->n_fields; i++)
		bind_field(s, &e->fields[i], &r->values[i]);
	st = stmt_run(s);
out:
	str_free(&sql);
	str_free(&key);
	return st;
}

static enum status stale(struct change *c, const struct record *r, bool gone)
{
	return db_fail(c->db, ST_CONFLICT, NULL,
		gone ? _("%s %s was removed meanwhile; nothing was saved")
		     : _("%s %s was changed meanwhile; look at it again before you save"),
		r->entity->name, record_show(r, "ref"));
}

/* References by what they refer to: the ref of that may be another's, too, or have been edited. */
static bool same_value(const struct field *f, const struct value *a, const struct value *b)
{
	if (!a->text || !b->text)
		return !a->text && !b->text;
	return f->type == FIELD_REF || f->type == FIELD_ANY ? a->num == b->num
							    : !strcmp(a->text, b->text);
}

/* Also holds what may not change to what it was, and sees whether anything is to be written. */
static enum status check_current(struct change *c, const struct record *r, bool *changed)
{
	struct record now;
	enum status st = record_load(c->db, r->entity->id, r->id, &now);

	*changed = false;
	if (st == ST_NOTFOUND)
		st = stale(c, r, true);
	else if (st == ST_OK && now.version != r->version)
		st = stale(c, r, false);
	for (size_t i = 0; i < r->entity->n_fields && st == ST_OK; i++) {
		const struct field *f = &r->entity->fields[i];

		if (same_value(f, &now.values[i], &r->values[i]))
			continue;
		*changed = true;
		if (f->flags & FIELD_FIXED)
			st = db_fail(c->db, ST_INVALID, f->name,
				_("%s: it was set when the %s was made and does not change; add a "
				  "new %s instead"),
				f->name, r->entity->name, r->entity->name);
	}
	record_free(&now);
	return st;
}

/* The text that stands stays as it is, and the edited one is saved as a version of its own. */
static enum status save_next_version(struct change *c, struct record *r)
{
	struct record next;
	enum status st;

	record_copy(&next, r);
	st = letter_version_next(c, &next);
	if (st == ST_OK)
		st = record_save(c, &next);
	if (st == ST_OK) {
		record_free(r);
		*r = next;
	} else {
		record_free(&next);
	}
	return st;
}

/* What follows for other records. */
static enum status after_save(struct change *c, struct record *r, bool fresh, bool renamed)
{
	if (r->entity->id == ENTITY_FILING && fresh)
		return mark_filed(c, r);
	if (r->entity->id == ENTITY_PETITION && renamed)
		return mark_renamed(c, r->id);
	return ST_OK;
}

/* Whether it is a petition that calls its exhibits otherwise from now on. */
static enum status is_renamed(struct change *c, const struct record *r, bool *renamed)
{
	struct record was;
	enum status st;

	*renamed = false;
	if (r->entity->id != ENTITY_PETITION)
		return ST_OK;
	st = record_load(c->db, ENTITY_PETITION, r->id, &was);
	if (st == ST_OK)
		*renamed =
			!record_same(&was, r, "mark_prefix") || !record_same(&was, r, "mark_style");
	record_free(&was);
	return st;
}

enum status record_save(struct change *c, struct record *r)
{
	const bool fresh = !r->id;
	bool changed = true, fork = false, renamed = false;
	int64_t id = 0;
	enum status st = ST_OK;

	assert(c->kind == JOURNAL_DO);
	if (r->withheld)
		return db_fail(c->db, ST_CONFLICT, NULL,
			_("%s %s: a gag order withholds what it says; show that first, then "
			  "change it"),
			r->entity->name, record_show(r, "ref"));
	if (fresh)
		st = change_new_id(c, &id);
	else
		st = check_current(c, r, &changed);
	if (st || !changed)
		return st;
	if (!fresh && r->entity->id == ENTITY_VERSION)
		st = letter_version_settle(c, r, &fork);
	if (st || fork)
		return st ? st : save_next_version(c, r);
	if (!fresh)
		st = is_renamed(c, r, &renamed);
	if (fresh)
		r->id = id;
	if (st == ST_OK)
		st = record_before_save(c, r);
	if (st == ST_OK)
		st = check_required(c->db, r);
	if (st == ST_OK && r->entity->id == ENTITY_MARK)
		st = mark_check(c, r);
	if (st == ST_OK)
		st = ref_settle(c, r);
	if (st == ST_OK && !fresh)
		st = search_forget(c->db, r->entity, r->id);
	if (st == ST_OK)
		st = write_record(c, r, fresh);
	if (st == ST_OK)
		st = search_learn(c->db, r->entity, r->id);
	if (st == ST_OK) {
		r->version = c->seq;
		r->given = 0;
		st = after_save(c, r, fresh, renamed);
	} else if (fresh) {
		r->id = 0;
	}
	return st;
}
