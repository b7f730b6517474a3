#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mass_internal.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/record_sql.h"
#include "model/stmt.h"

/* Linking many records to one. */

struct linking {
	const struct entity *to;
	int64_t to_id;
	const char *word;
	struct str to_name; /* "petition:nso-mexico" */
};

static enum status is_there(struct db *db, int64_t from, const struct linking *l, bool *there)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT 1 FROM link WHERE \"from\" = :from AND \"to\" = :to AND word = :word", &s);

	if (st)
		return st;
	stmt_int(s, ":from", from);
	stmt_int(s, ":to", l->to_id);
	stmt_text(s, ":word", l->word);
	st = stmt_step(s);
	*there = st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static void put_end(
	struct record *r, const char *field, const struct entity *e, int64_t id, const char *name)
{
	struct value *v = &r->values[entity_field(r->entity, field)];

	free(v->text);
	*v = (struct value){ mem_text(name), id, e->id };
}

/* Made from the headline, a million references would be tried one after another. */
static void put_ref(struct mass *m, struct record *r)
{
	struct str ref = STR_INIT;

	str_addf(&ref, "link-%lld-%lld", (long long)change_seq(m->c), (long long)m->done + 1);
	record_put(r, "ref", str_text(&ref));
	str_free(&ref);
}

static enum status link_one(struct mass *m, int64_t id, void *arg)
{
	const struct linking *l = arg;
	struct str name = STR_INIT;
	struct record r;
	bool there = id == l->to_id;
	enum status st = there ? ST_OK : is_there(m->db, id, l, &there);

	if (st || there)
		return st;
	record_init(&r, ENTITY_LINK);
	str_addf(&name, "%s:", m->e->name);
	st = record_ref(m->db, m->e->id, id, &name);
	if (st == ST_OK) {
		put_end(&r, "from", m->e, id, str_text(&name));
		put_end(&r, "to", l->to, l->to_id, str_text(&l->to_name));
		record_put(&r, "word", l->word);
		put_ref(m, &r);
		st = mass_blame(m, id, record_save(m->c, &r));
		m->done += st == ST_OK;
	} else if (st == ST_NOTFOUND) {
		st = ST_OK;
	}
	record_free(&r);
	str_free(&name);
	return st;
}

enum status mass_link(struct db *db, enum entity_id entity, const struct idset *ids,
	enum entity_id to, int64_t to_id, const char *word, int64_t *out)
{
	struct mass m = { .db = db, .e = entity_get(entity), .ids = ids };
	struct linking l = { .to = entity_get(to), .to_id = to_id, .word = word };
	struct str many = STR_INIT;
	struct record check;
	enum status st;

	*out = 0;
	m.doing = _("linking");
	record_init(&check, ENTITY_LINK);
	st = record_set_name(db, &check, "word", word);
	record_free(&check);
	str_addf(&l.to_name, "%s:", l.to->name);
	if (st == ST_OK)
		st = record_ref(db, to, to_id, &l.to_name);
	if (st == ST_NOTFOUND)
		st = db_fail(db, st, "to", _("that %s is no longer there"), l.to->name);
	if (st == ST_OK)
		st = change_begin(db, &m.c, "link");
	if (st == ST_OK) {
		st = mass_each(&m, ids, link_one, &l);
		mass_counted(m.e, m.done, &many);
		change_label(
			m.c, _("link %s to %s: %s"), str_text(&many), str_text(&l.to_name), word);
		st = mass_end(&m, st, out);
	}
	str_free(&l.to_name);
	str_free(&many);
	return st;
}
