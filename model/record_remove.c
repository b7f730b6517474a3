#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "model/change_internal.h"
#include "model/claim.h"
#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mark.h"
#include "model/record_remove.h"
#include "model/rule.h"
#include "model/search_index.h"
#include "model/stmt.h"

/* Removing a record, with what belongs to it or not at all. */

#define SLICE 2000 /* rows removed between two flushes of what was recorded */

struct removal {
	struct change *c;
	const struct entity *e;
	int64_t id;
	struct str stands; /* "3 petitions, 12 exhibits" */
	int64_t done;      /* rows removed so far, for progress */
};

static void stands(struct removal *r, int64_t n, const struct entity *what)
{
	if (!n)
		return;
	str_addf(&r->stands, "%s%lld %s", r->stands.len ? ", " : "", (long long)n,
		n == 1 ? what->name : what->plural);
}

static enum status count_where(struct removal *r, const struct entity *e, const struct field *f)
{
	struct str sql = STR_INIT;
	int64_t n = 0;
	enum status st;

	str_addf(&sql, "SELECT count(*) FROM \"%s\" WHERE \"%s\" = :id", e->name, f->name);
	st = stmt_number(r->c->db, str_text(&sql), r->id, &n);
	str_free(&sql);
	if (st == ST_OK)
		stands(r, n, e);
	return st;
}

/* What refers to the record: what belongs to it (`owned`), or anything else. */
static enum status count_references(struct removal *r, bool owned)
{
	enum status st = ST_OK;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);

		for (size_t k = 0; k < e->n_fields && st == ST_OK; k++) {
			const struct field *f = &e->fields[k];
			bool owner = f->flags & FIELD_OWNER;

			if (f->type == FIELD_REF && f->entity == r->e->id && owner == owned)
				st = count_where(r, e, f);
			else if (f->type == FIELD_ANY && owned)
				st = count_where(r, e, f);
		}
	}
	return st;
}

enum status removal_row(struct change *c, const struct entity *e, int64_t id)
{
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st = claim_row_touched(c, e->id, id);

	if (st == ST_OK)
		st = search_forget(c->db, e, id);
	if (st)
		return st;
	str_addf(&sql, "DELETE FROM \"%s\" WHERE id = :id", e->name);
	st = stmt_get(c->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":id", id);
	return stmt_run(s);
}

static enum status ids_of(struct removal *r, const struct entity *e, const struct field *f,
	int64_t ids[SLICE], size_t *n)
{
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;

	*n = 0;
	str_addf(
		&sql, "SELECT id FROM \"%s\" WHERE \"%s\" = :id LIMIT %d", e->name, f->name, SLICE);
	st = stmt_get(r->c->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":id", r->id);
	while ((st = stmt_step(s)) == ST_OK)
		ids[(*n)++] = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status remove_slice(
	struct removal *r, const struct entity *e, const struct field *f, size_t *n)
{
	int64_t ids[SLICE];
	enum status st = ids_of(r, e, f, ids, n);

	for (size_t i = 0; i < *n && st == ST_OK; i++)
		st = removal_row(r->c, e, ids[i]);
	r->done += (int64_t)*n;
	if (st == ST_OK)
		st = db_progress(r->c->db, _("removing"), r->done, 0);
	return st ? st : change_flush(r->c);
}

static enum status first_id(
	struct removal *r, const struct entity *e, const struct field *f, int64_t *id)
{
	struct str sql = STR_INIT;
	enum status st;

	str_addf(&sql, "SELECT id FROM \"%s\" WHERE \"%s\" = :id LIMIT 1", e->name, f->name);
	st = stmt_number(r->c->db, str_text(&sql), r->id, id);
	str_free(&sql);
	return st;
}

static enum status remove_tree(struct change *c, const struct entity *e, int64_t id);

static bool has_children(const struct entity *e)
{
	for (int i = 0; i < ENTITY_COUNT; i++)
		if (entity_owned_by(entity_get((enum entity_id)i), e->id) >= 0)
			return true;
	return false;
}

/* Whether any record of this kind is an end of a link, which must go with it. */
static enum status is_linked(struct db *db, const struct entity *e, bool *linked)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT 1 FROM link WHERE from_entity = :kind OR to_entity = :kind LIMIT 1", &s);

	if (st)
		return st;
	stmt_text(s, ":kind", e->name);
	st = stmt_step(s);
	*linked = st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status remove_owned(struct removal *r, const struct entity *e, const struct field *f)
{
	int64_t id = 0;
	size_t n = 0;
	bool linked = false;
	enum status st = is_linked(r->c->db, e, &linked);

	if (st)
		return st;
	if (linked || has_children(e)) {
		while ((st = first_id(r, e, f, &id)) == ST_OK) {
			st = remove_tree(r->c, e, id);
			if (st == ST_OK)
				st = change_flush(r->c);
			if (st)
				return st;
		}
		return st == ST_NOTFOUND ? ST_OK : st;
	}
	do
		st = remove_slice(r, e, f, &n);
	while (st == ST_OK && n == SLICE);
	return st;
}

static enum status remove_tree(struct change *c, const struct entity *e, int64_t id)
{
	struct removal r = { .c = c, .e = e, .id = id };
	enum status st = ST_OK;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *child = entity_get((enum entity_id)i);

		for (size_t k = 0; k < child->n_fields && st == ST_OK; k++) {
			const struct field *f = &child->fields[k];

			if ((f->type == FIELD_REF && f->flags & FIELD_OWNER &&
				    f->entity == e->id) ||
				f->type == FIELD_ANY)
				st = remove_owned(&r, child, f);
		}
	}
	return st ? st : removal_row(c, e, id);
}

enum status removal_is_plain(struct db *db, const struct entity *e, bool *plain)
{
	bool linked = false;
	enum status st = is_linked(db, e, &linked);

	/* A rule by which rows are invalid refuses, and a mark that was filed. */
	*plain = !linked && e->id != ENTITY_RULE && e->id != ENTITY_MARK;
	/* Whether something still refers to a signatory, removal_check() finds out for all at once.
	 */
	for (int i = 0; i < ENTITY_COUNT && *plain && e->id != ENTITY_SIGNATORY; i++) {
		const struct entity *other = entity_get((enum entity_id)i);

		for (size_t k = 0; k < other->n_fields; k++)
			if (other->fields[k].type == FIELD_REF && other->fields[k].entity == e->id)
				*plain = false;
	}
	return st;
}

enum status removal_check(struct change *c, const char *what)
{
	int dangling = 0, peak = 0;

	sqlite3_db_status(c->db->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &dangling, &peak, 0);
	if (!dangling)
		return ST_OK;
	return db_fail(c->db, ST_CONFLICT, NULL,
		_("%s cannot be removed: records outside it refer to what belongs to it; nothing "
		  "was changed"),
		what);
}

/* What stands in the way by itself. */
static enum status check_removal(struct change *c, const struct record *rec)
{
	switch (rec->entity->id) {
	case ENTITY_RULE:
		return rule_check_removal(c, rec);
	case ENTITY_MARK:
	case ENTITY_EXHIBIT:
		return mark_check_removal(c, rec);
	default:
		return ST_OK;
	}
}

/* `rec` is loaded: for its reference. */
static enum status remove_loaded(struct change *c, const struct record *rec, bool whole)
{
	struct removal r = { .c = c, .e = rec->entity, .id = rec->id };
	enum status st = check_removal(c, rec);

	if (st == ST_OK)
		st = count_references(&r, false);
	if (st == ST_OK && r.stands.len)
		st = db_fail(c->db, ST_CONFLICT, NULL,
			/* Only cosigners refer to a version. */
			r.e->id == ENTITY_VERSION
				? _("%s %s is the text of %s; what somebody agreed to is not "
				    "removed")
				: _("%s %s is still referred to by %s; change those first"),
			r.e->name, record_show(rec, "ref"), str_text(&r.stands));
	if (st == ST_OK && !whole)
		st = count_references(&r, true);
	if (st == ST_OK && r.stands.len)
		st = db_fail(c->db, ST_CONFLICT, NULL,
			_("%s %s still has %s; remove those first, or all together with --whole"),
			r.e->name, record_show(rec, "ref"), str_text(&r.stands));
	if (st == ST_OK)
		st = db_exec(c->db, "PRAGMA defer_foreign_keys=ON");
	if (st == ST_OK)
		st = remove_tree(c, r.e, r.id);
	str_free(&r.stands);
	return st;
}

enum status removal_part(struct change *c, enum entity_id entity, int64_t id, bool whole)
{
	struct record rec;
	enum status st = record_load(c->db, entity, id, &rec);

	if (st == ST_OK)
		st = remove_loaded(c, &rec, whole);
	record_free(&rec);
	return st;
}

enum status record_remove(struct change *c, enum entity_id entity, int64_t id, bool whole)
{
	struct record rec;
	enum status st = record_load(c->db, entity, id, &rec);

	if (st == ST_OK)
		st = remove_loaded(c, &rec, whole);
	if (st == ST_OK)
		st = removal_check(c, record_show(&rec, "ref"));
	record_free(&rec);
	return st;
}
