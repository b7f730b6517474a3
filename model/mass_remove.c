#include "config.h"

#include "model/bulk.h"
#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mass_internal.h"
#include "model/record_remove.h"
#include "model/search_index.h"
#include "model/stmt.h"

/* Removing many records. */

struct removing {
	bool whole;
	struct idset refused; /* in this round: another of the set may have to go first */
	struct str why;       /* what the first of them said */
};

/* ---- one by one ---- */

static enum status remove_one(struct mass *m, int64_t id, void *arg)
{
	struct removing *r = arg;
	enum status st = removal_part(m->c, m->e->id, id, r->whole);

	if (st == ST_CONFLICT) {
		if (!r->refused.count)
			str_add(&r->why, db_error(m->db));
		idset_add(&r->refused, id);
		return ST_OK;
	}
	m->done += st == ST_OK;
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* Round after round, for as long as some can go: what refers to a record must go before it. */
static enum status remove_rounds(struct mass *m, struct removing *r)
{
	struct idset left = IDSET_INIT;
	enum status st = mass_each(m, m->ids, remove_one, r);

	while (st == ST_OK && r->refused.count) {
		const int64_t before = m->done;

		idset_clear(&left);
		left = r->refused;
		r->refused = (struct idset)IDSET_INIT;
		m->seen -= left.count;
		str_clear(&r->why);
		st = mass_each(m, &left, remove_one, r);
		if (st == ST_OK && m->done == before)
			st = db_fail(m->db, ST_CONFLICT, NULL, _("%s; nothing was changed"),
				str_text(&r->why));
	}
	idset_clear(&left);
	return st ? st : removal_check(m->c, _("these records"));
}

/* ---- where nothing can stand in the way ---- */

static enum status remove_row(struct mass *m, int64_t id, void *arg)
{
	enum status st = removal_row(m->c, m->e, id);

	(void)arg;
	m->done += st == ST_OK ? stmt_changes(m->db) : 0;
	return st;
}

/* The words of all signatories are learnt anew at the end. */
static enum status remove_wordless(struct mass *m, int64_t id, void *arg)
{
	struct stmt *s;
	enum status st = stmt_get(m->db, "DELETE FROM signatory WHERE id = :id", &s);

	(void)arg;
	if (st)
		return st;
	stmt_int(s, ":id", id);
	st = stmt_run(s);
	m->done += st == ST_OK ? stmt_changes(m->db) : 0;
	return st;
}

/* Where hardly any stay, making the indexes of those again is nearly nothing. */
static enum status few_stay(struct mass *m, bool *few)
{
	int64_t all = 0;
	enum status st = stmt_number(m->db, "SELECT count(*) FROM signatory", 0, &all);

	*few = all - m->ids->count <= m->ids->count / 8;
	return st;
}

static enum status remove_very_many(struct mass *m)
{
	struct bulk *bulk = NULL;
	bool few = false;
	enum status st = few_stay(m, &few);

	if (st == ST_OK && few)
		st = bulk_begin(m->db, &bulk);
	if (st == ST_OK)
		st = mass_each(m, m->ids, remove_wordless, NULL);
	if (st == ST_OK && bulk) {
		st = bulk_end(bulk, 0, 0);
		bulk = NULL;
	} else if (st == ST_OK) {
		st = search_learn_all_signatories(m->db);
	}
	bulk_drop(bulk);
	return st;
}

static enum status remove_signatories(struct mass *m)
{
	enum status st = db_exec(m->db, "PRAGMA defer_foreign_keys=ON");

	if (st == ST_OK)
		st = bulk_pays(m->db, m->ids->count) ? remove_very_many(m)
						     : mass_each(m, m->ids, remove_row, NULL);
	if (st)
		return st;
	st = removal_check(m->c, _("these records"));
	return st != ST_CONFLICT
		       ? st
		       : db_fail(m->db, st, NULL,
				 _("these signatories cannot be removed: others are duplicates of "
				   "them, or doubtful pairs name them; nothing was changed"));
}

static enum status remove_rows(struct mass *m)
{
	if (m->e->id == ENTITY_SIGNATORY)
		return remove_signatories(m);
	return mass_each(m, m->ids, remove_row, NULL);
}

enum status mass_remove(
	struct db *db, enum entity_id entity, const struct idset *ids, bool whole, int64_t *out)
{
	struct mass m = { .db = db, .e = entity_get(entity), .ids = ids };
	struct removing r = { .whole = whole, .refused = IDSET_INIT };
	struct str many = STR_INIT;
	bool plain = false;
	enum status st;

	*out = 0;
	m.doing = _("removing");
	st = change_begin(db, &m.c, "remove");
	if (st)
		return st;
	st = removal_is_plain(db, m.e, &plain);
	if (st == ST_OK)
		st = plain ? remove_rows(&m) : remove_rounds(&m, &r);
	mass_counted(m.e, m.done, &many);
	change_label(m.c, _("remove %s"), str_text(&many));
	st = mass_end(&m, st, out);
	idset_clear(&r.refused);
	str_free(&r.why);
	str_free(&many);
	return st;
}
