#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/merge_internal.h"
#include "model/stmt.h"

/* What refers to a contact: moved, and joined where both have one of a kind. */

#define SLICE 64

/* ---- moving ---- */

/* Ids of those of `e` that refer to it in a field of that name. */
static enum status referring(struct merging *m, const struct entity *e, const struct field *f,
	const char *kind, int64_t id, int64_t ids[SLICE], size_t *n)
{
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;

	*n = 0;
	str_addf(&sql, "SELECT id FROM \"%s\" WHERE \"%s\" = :id", e->name, f->name);
	if (f->type == FIELD_ANY)
		str_addf(&sql, " AND \"%s_entity\" = :kind", f->name);
	str_addf(&sql, " ORDER BY id LIMIT %d", SLICE);
	st = stmt_get(m->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":id", id);
	if (f->type == FIELD_ANY)
		stmt_text(s, ":kind", kind);
	while ((st = stmt_step(s)) == ST_OK)
		ids[(*n)++] = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* A link that says what another says, or leads to where it comes from, says nothing. */
static enum status is_idle(struct merging *m, const struct record *link, bool *idle)
{
	struct stmt *s;
	enum status st = stmt_get(m->db,
		"SELECT 1 FROM link WHERE \"from\" = :from AND \"to\" = :to AND word = :word AND "
		"id "
		"<> :id",
		&s);

	*idle = record_num(link, "from") == record_num(link, "to");
	if (st)
		return st;
	stmt_int(s, ":from", record_num(link, "from"));
	stmt_int(s, ":to", record_num(link, "to"));
	stmt_text(s, ":word", record_show(link, "word"));
	stmt_int(s, ":id", link->id);
	st = stmt_step(s);
	*idle = *idle || st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static void put(struct record *r, size_t i, const struct entity *of, int64_t id, const char *name)
{
	struct value *v = &r->values[i];

	free(v->text);
	*v = (struct value){ mem_text(name), id, of->id };
}

static enum status move_one(struct merging *m, const struct entity *e, size_t field, int64_t id,
	const struct entity *of, int64_t to, const char *to_name)
{
	const struct field *f = &e->fields[field];
	struct record r;
	bool idle = false;
	enum status st = record_load(m->db, e->id, id, &r);

	if (st == ST_OK && f->type == FIELD_REF)
		st = record_set_num(m->db, &r, f->name, to);
	else if (st == ST_OK)
		put(&r, field, of, to, to_name);
	if (st == ST_OK && e->id == ENTITY_LINK)
		st = is_idle(m, &r, &idle);
	if (st == ST_OK && idle)
		st = record_remove(m->c, e->id, id, true);
	else if (st == ST_OK)
		st = record_save(m->c, &r);
	if (st == ST_OK && !idle && of->id == ENTITY_CONTACT)
		m->moved[e->id]++;
	record_free(&r);
	return st;
}

static enum status move_field(struct merging *m, const struct entity *e, size_t field,
	const struct entity *of, int64_t from, int64_t to, const char *to_name)
{
	int64_t ids[SLICE];
	size_t n = SLICE;
	enum status st = ST_OK;

	while (st == ST_OK && n == SLICE) {
		st = referring(m, e, &e->fields[field], of->name, from, ids, &n);
		for (size_t i = 0; i < n && st == ST_OK; i++)
			st = move_one(m, e, field, ids[i], of, to, to_name);
		if (st == ST_OK)
			st = change_flush(m->c);
	}
	return st;
}

enum status merge_move(
	struct merging *m, enum entity_id entity, int64_t from, int64_t to, const char *to_name)
{
	enum status st = ST_OK;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);

		for (size_t k = 0; k < e->n_fields && st == ST_OK; k++) {
			const struct field *f = &e->fields[k];

			if ((f->type == FIELD_REF && f->entity == entity) || f->type == FIELD_ANY)
				st = move_field(m, e, k, entity_get(entity), from, to, to_name);
		}
	}
	return st;
}

/* ---- joining ---- */

/* One of the two records is left: `stays`, of the contact that stays, with what `goes` has. */
static enum status join(struct merging *m, struct record *stays, const struct record *goes)
{
	const struct entity *e = stays->entity;
	struct str name = STR_INIT;
	enum status st;

	str_addf(&name, "%s:%s", e->name, record_show(stays, "ref"));
	st = merge_fill(m, stays, goes, NULL);
	if (st == ST_OK)
		st = merge_move(m, e->id, goes->id, stays->id, str_text(&name));
	if (st == ST_OK)
		st = record_remove(m->c, e->id, goes->id, true);
	if (st == ST_OK)
		st = record_set_num(m->db, stays, "contact", m->keep.id);
	if (st == ST_OK)
		st = record_save(m->c, stays);
	str_free(&name);
	return st;
}

/* Both say the same, or one of them nothing. */
static bool agree(const struct record *a, const struct record *b, const char *field)
{
	return !record_get(a, field) || !record_get(b, field) ||
	       !strcmp(record_show(a, field), record_show(b, field));
}

/* The words of what a field says. */
static const char *choice_of(const struct record *r, const char *field)
{
	const struct field *f = &r->entity->fields[entity_field(r->entity, field)];
	const char *label = field_choice_label(f, record_show(r, field));

	return label ? label : record_show(r, field);
}

static enum status join_party(struct merging *m, struct record *a, const struct record *b)
{
	if (strcmp(record_show(a, "role"), record_show(b, "role")) != 0 || !agree(a, b, "side") ||
		!agree(a, b, "from") || !agree(a, b, "to"))
		return ST_OK;
	merge_say(m, _("In %s both are %s: one party is left"), record_show(a, "case"),
		choice_of(a, "role"));
	return join(m, a, b);
}

/* How far somebody's answer is: asked, reminded, answered. */
static int progress_of(const struct record *cosigner)
{
	const char *state = record_show(cosigner, "state");

	if (!strcmp(state, "invited"))
		return 0;
	return !strcmp(state, "reminded") ? 1 : 2;
}

/* One who signs for several organisations is shown as each of them, and is each. */
static bool is_one_signer(const struct merging *m, const struct record *a, const struct record *b)
{
	const bool a_for = !strcmp(record_show(a, "capacity"), "organisation");
	const bool b_for = !strcmp(record_show(b, "capacity"), "organisation");

	if (a_for != b_for)
		return false;
	return !a_for || strcmp(record_show(&m->keep, "kind"), "person") != 0 ||
	       agree(a, b, "title");
}

static enum status join_cosigner(struct merging *m, struct record *a, struct record *b)
{
	const int here = progress_of(a), there = progress_of(b);

	if (!is_one_signer(m, a, b))
		return ST_OK;
	if (here == 2 && there == 2 &&
		strcmp(record_show(a, "state"), record_show(b, "state")) != 0)
		return db_fail(m->db, ST_CONFLICT, NULL,
			_("to letter %s the one answered %s (%s) and the other %s (%s); settle "
			  "first which of it holds"),
			record_show(a, "letter"), record_show(a, "state"), record_show(a, "ref"),
			record_show(b, "state"), record_show(b, "ref"));
	if (there > here) {
		struct record *held = a;

		a = b;
		b = held;
	}
	merge_say(m, _("To letter %s both were asked: one is left, who is %s and counts once"),
		record_show(a, "letter"), choice_of(a, "state"));
	return join(m, a, b);
}

static enum status join_recipient(struct merging *m, struct record *a, const struct record *b)
{
	merge_say(m, _("Letter %s goes to both: one recipient is left"), record_show(a, "letter"));
	return join(m, a, b);
}

static enum status join_two(struct merging *m, enum entity_id entity, int64_t here, int64_t there)
{
	struct record a, b = { 0 };
	enum status st = record_load(m->db, entity, here, &a);

	if (st == ST_OK)
		st = record_load(m->db, entity, there, &b);
	if (st == ST_OK && entity == ENTITY_PARTY)
		st = join_party(m, &a, &b);
	else if (st == ST_OK && entity == ENTITY_COSIGNER)
		st = join_cosigner(m, &a, &b);
	else if (st == ST_OK)
		st = join_recipient(m, &a, &b);
	record_free(&a);
	record_free(&b);
	/* One of them was joined with a third before. */
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* Every record of the one beside each of the other in the same case or letter. */
static enum status join_kind(struct merging *m, enum entity_id entity, const char *sql)
{
	int64_t here[SLICE], there[SLICE];
	int64_t last[2] = { 0, 0 };
	size_t n = SLICE;
	enum status st = ST_OK;

	while (st == ST_OK && n == SLICE) {
		struct stmt *s;

		n = 0;
		st = stmt_get(m->db, sql, &s);
		if (st)
			return st;
		stmt_int(s, ":keep", m->keep.id);
		stmt_int(s, ":gone", m->gone.id);
		stmt_int(s, ":here", last[0]);
		stmt_int(s, ":there", last[1]);
		while (n < SLICE && (st = stmt_step(s)) == ST_OK) {
			here[n] = stmt_get_int(s, 0);
			there[n++] = stmt_get_int(s, 1);
		}
		stmt_done(s);
		st = st == ST_END ? ST_OK : st;
		for (size_t i = 0; i < n && st == ST_OK; i++)
			st = join_two(m, entity, here[i], there[i]);
		if (n) {
			last[0] = here[n - 1];
			last[1] = there[n - 1];
		}
	}
	return st;
}

#define PAIRS(table, scope)                                                                        \
	"SELECT a.id, b.id FROM " table " a JOIN " table " b ON a.\"" scope "\" = b.\"" scope      \
	"\" WHERE a.contact = :keep AND b.contact = :gone AND (a.id, b.id) > (:here, :there) "     \
	"ORDER BY a.id, b.id"

enum status merge_join(struct merging *m)
{
	enum status st = join_kind(m, ENTITY_PARTY, PAIRS("party", "case"));

	if (st == ST_OK)
		st = join_kind(m, ENTITY_COSIGNER, PAIRS("cosigner", "letter"));
	if (st == ST_OK)
		st = join_kind(m, ENTITY_RECIPIENT, PAIRS("recipient", "letter"));
	return st;
}
