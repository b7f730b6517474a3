#include "config.h"

#include "model/db_internal.h"
#include "model/filter.h"
#include "model/i18n.h"
#include "model/mass_internal.h"
#include "model/record_sql.h"
#include "model/stmt.h"

/* Finding the records of a change to many, and what all such changes have in common. */

#define MANY 5000       /* from here on one pass over all records is the shorter way */
#define FLUSH_EVERY 256 /* records between two looks at the memory that recording takes */

/* ---- finding ---- */

struct walk {
	struct db *db;
	const struct idset *found;
};

/* A scan that finds little is stopped, and shows how far it is, all the same. */
static bool asked_to_stop(void *arg)
{
	struct walk *w = arg;

	return db_progress(w->db, _("looking"), w->found->count, 0) != ST_OK;
}

static enum status ids_stmt(
	struct db *db, const struct query *q, struct filter *f, struct stmt **out)
{
	struct str sql = STR_INIT;
	enum status st = filter_parse(db, q->entity, q->where, f);

	if (st == ST_OK && q->owner_id)
		st = filter_owner(db, q->entity, q->owner, f);
	if (st)
		return st;
	str_addf(&sql, "SELECT t.id FROM \"%s\" t WHERE 1%s", entity_get(q->entity)->name,
		str_text(&f->sql));
	st = stmt_get(db, str_text(&sql), out);
	str_free(&sql);
	if (st)
		return st;
	filter_bind(f, *out);
	if (q->owner_id)
		stmt_int(*out, ":owner", q->owner_id);
	return ST_OK;
}

enum status mass_find(struct db *db, const struct query *q, struct idset *out)
{
	struct idset found = IDSET_INIT;
	struct walk w = { db, &found };
	db_interrupt_fn *interrupt = db->interrupt;
	void *interrupt_arg = db->interrupt_arg;
	struct filter f = { 0 };
	struct stmt *s = NULL;
	enum status st = ids_stmt(db, q, &f, &s);

	if (st)
		goto out;
	db_set_interrupt(db, asked_to_stop, &w);
	while ((st = stmt_step(s)) == ST_OK)
		idset_add(&found, stmt_get_int(s, 0));
	stmt_done(s);
	db_set_interrupt(db, interrupt, interrupt_arg);
	if (st != ST_END)
		goto out;
	st = ST_OK;
	idset_join(out, &found);
out:
	filter_free(&f);
	idset_clear(&found);
	return st;
}

/* Looking very many up one by one takes longer than reading which there are. */
static enum status keep_those_there(struct db *db, enum entity_id entity, struct idset *ids)
{
	const struct query q = { .entity = entity };
	struct idset there = IDSET_INIT;
	enum status st = mass_find(db, &q, &there);

	for (int64_t id = st == ST_OK ? idset_next(ids, 0) : 0; id; id = idset_next(ids, id))
		if (!idset_has(&there, id))
			idset_remove(ids, id);
	idset_clear(&there);
	return st;
}

enum status mass_forget_gone(
	struct db *db, enum entity_id entity, struct idset *ids, int64_t *after, int64_t most)
{
	const int64_t total = ids->count;
	struct str sql = STR_INIT;
	int64_t id = idset_next(ids, *after), there = 0;
	enum status st = ST_OK;

	if (!most && !*after && total > MANY)
		return keep_those_there(db, entity, ids);
	str_addf(&sql, "SELECT count(*) FROM \"%s\" WHERE id = :id", entity_get(entity)->name);
	for (int64_t n = 0; id && st == ST_OK && (!most || n < most); n++) {
		st = stmt_number(db, str_text(&sql), id, &there);
		if (st == ST_OK && !there)
			idset_remove(ids, id);
		if (st == ST_OK)
			st = db_progress(db, _("looking"), n, most ? 0 : total);
		*after = id;
		id = idset_next(ids, id);
	}
	if (!id)
		*after = 0;
	str_free(&sql);
	return st;
}

enum status mass_count_children(struct db *db, enum entity_id entity, const struct idset *ids,
	enum entity_id child, int64_t *out)
{
	const struct entity *e = entity_get(child);
	int owner = entity_owned_by(e, entity);
	struct str sql = STR_INIT;
	int64_t seen = 0;
	enum status st = ST_OK;

	*out = 0;
	if (child == ENTITY_LINK)
		str_add(&sql, "SELECT (SELECT count(*) FROM link WHERE \"from\" = :id) + "
			      "(SELECT count(*) FROM link WHERE \"to\" = :id)");
	else if (owner >= 0)
		str_addf(&sql, "SELECT count(*) FROM \"%s\" WHERE \"%s\" = :id", e->name,
			e->fields[owner].name);
	for (int64_t id = sql.len ? idset_next(ids, 0) : 0; id && st == ST_OK;
		id = idset_next(ids, id)) {
		int64_t n = 0;

		st = stmt_number(db, str_text(&sql), id, &n);
		*out += n;
		if (st == ST_OK)
			st = db_progress(db, _("looking"), seen++, ids->count);
	}
	str_free(&sql);
	return st;
}

/* ---- what all have in common ---- */

enum status mass_each(struct mass *m, const struct idset *ids, mass_fn *fn, void *arg)
{
	enum status st = ST_OK;

	for (int64_t id = idset_next(ids, 0); id && st == ST_OK; id = idset_next(ids, id)) {
		st = fn(m, id, arg);
		if (st == ST_OK)
			st = db_progress(m->db, m->doing, m->seen, m->ids->count);
		if (st == ST_OK && ++m->seen % FLUSH_EVERY == 0)
			st = change_flush(m->c);
	}
	return st;
}

enum status mass_end(struct mass *m, enum status st, int64_t *out)
{
	*out = 0;
	if (st) {
		change_cancel(m->c);
		return st;
	}
	st = change_commit(m->c);
	if (st == ST_OK)
		*out = m->done;
	return st;
}

enum status mass_blame(struct mass *m, int64_t id, enum status st)
{
	struct str ref = STR_INIT, why = STR_INIT, field = STR_INIT;

	if (st != ST_INVALID && st != ST_CONFLICT && st != ST_NOTFOUND)
		return st;
	str_add(&why, db_error(m->db));
	if (db_error_field(m->db))
		str_add(&field, db_error_field(m->db));
	if (record_ref(m->db, m->e->id, id, &ref) == ST_OK)
		(void)db_fail(m->db, st, field.len ? str_text(&field) : NULL,
			_("%s %s: %s; nothing was changed"), m->e->name, str_text(&ref),
			str_text(&why));
	str_free(&ref);
	str_free(&why);
	str_free(&field);
	return st;
}

void mass_counted(const struct entity *e, int64_t n, struct str *out)
{
	str_add_number(out, n);
	str_addf(out, " %s", n == 1 ? e->name : e->plural);
}
