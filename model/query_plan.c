#include "config.h"

#include "model/query_plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"

void query_key_free(struct query_key *k)
{
	for (size_t i = 0; i < k->n; i++)
		free(k->parts[i].bytes);
	memset(k, 0, sizeof(*k));
}

void query_key_copy(struct query_key *to, const struct query_key *from)
{
	*to = *from;
	for (size_t i = 0; i < to->n; i++)
		if (from->parts[i].bytes)
			to->parts[i].bytes = mem_text_n(from->parts[i].bytes, from->parts[i].len);
}

/* ---- making it ---- */

/*
 * The indexes of signatories begin with the petition. Where only one petition (of the case that is
 * asked for, or of all) has any, a list of all of them is a list of its own, and as fast.
 */
static enum status narrow(struct db *db, const struct query *q, struct query *out)
{
	static const char *const all[] = { "SELECT coalesce(min(petition), 0) FROM signatory",
		"SELECT coalesce(max(petition), 0) FROM signatory" };
	static const char *const of_case[] = {
		"SELECT coalesce(min(id), 0) FROM petition p WHERE \"case\" = :id "
		"AND EXISTS (SELECT 1 FROM signatory WHERE petition = p.id)",
		"SELECT coalesce(max(id), 0) FROM petition p WHERE \"case\" = :id "
		"AND EXISTS (SELECT 1 FROM signatory WHERE petition = p.id)"
	};
	const char *const *ends = q->owner_id ? of_case : all;
	int64_t first = 0, last = 0;
	enum status st;

	*out = *q;
	if (q->entity != ENTITY_SIGNATORY || (q->owner_id && q->owner != ENTITY_CASE))
		return ST_OK;
	st = stmt_number(db, ends[0], q->owner_id, &first);
	if (st == ST_OK)
		st = stmt_number(db, ends[1], q->owner_id, &last);
	if (st == ST_OK && first && first == last) {
		out->owner = ENTITY_PETITION;
		out->owner_id = first;
	}
	return st;
}

static enum status add_term(
	struct db *db, const struct entity *e, const char *sort, struct order *out)
{
	struct order_term *t = &out->terms[out->n];
	int i = entity_field(e, sort + (*sort == '-'));
	const struct field *f;

	if (i < 0)
		return db_fail(db, ST_INVALID, NULL,
			_("a %s has no field %s to sort by; see: amparo help %s"), e->name,
			sort + (*sort == '-'), e->name);
	if (out->n == QUERY_SORTS)
		return db_fail(
			db, ST_INVALID, NULL, _("at most %d fields to sort by"), QUERY_SORTS);
	out->n++;
	*t = (struct order_term){ .down = *sort == '-' };
	f = &e->fields[i];
	t->field = f;
	t->blob = !strcmp(f->name, e->headline);
	if (t->blob)
		str_add(&t->by, "t.sort_key");
	else if (f->type == FIELD_DATE)
		str_addf(&t->by, "rtrim(t.\"%s\", '~?%%')", f->name);
	else if (f->type == FIELD_REF)
		str_addf(&t->by, "(SELECT ref FROM \"%s\" WHERE id = t.\"%s\")",
			entity_get(f->entity)->name, f->name);
	else
		str_addf(&t->by, "t.\"%s\"", f->name);
	return ST_OK;
}

static enum status make_order(struct db *db, const struct query *q, struct order *out)
{
	const struct entity *e = entity_get(q->entity);
	bool own = !q->sort || !*q->sort;
	const char *sort = own ? e->sort : q->sort;
	enum status st = ST_OK;
	struct str name = STR_INIT;

	/* No index orders the signatories of all petitions together: they come as they were added.
	 */
	if (own && q->entity == ENTITY_SIGNATORY && !(q->owner_id && q->owner == ENTITY_PETITION))
		sort = NULL;
	while (sort && st == ST_OK) {
		size_t len = strcspn(sort, ",");

		str_clear(&name);
		str_add_n(&name, sort, len);
		st = add_term(db, e, str_text(&name), out);
		sort = sort[len] ? sort + len + 1 : NULL;
	}
	str_free(&name);
	out->down = out->n && out->terms[0].down;
	return st;
}

enum status plan_make(struct db *db, const struct query *q, bool sets, struct plan *out)
{
	struct query own = *q;
	enum status st = narrow(db, q, &own);

	memset(out, 0, sizeof(*out));
	out->db = db;
	out->e = entity_get(q->entity);
	out->owner_id = own.owner_id;
	out->filter.sets = sets;
	if (st == ST_OK)
		st = filter_parse(db, own.entity, own.where, &out->filter);
	if (st == ST_OK && own.owner_id)
		st = filter_owner(db, own.entity, own.owner, &out->owner);
	if (st == ST_OK)
		st = make_order(db, &own, &out->order);
	return st;
}

void plan_free(struct plan *p)
{
	filter_free(&p->filter);
	filter_free(&p->owner);
	for (size_t i = 0; i < p->order.n; i++)
		str_free(&p->order.terms[i].by);
	memset(p, 0, sizeof(*p));
}

/* ---- its SQL ---- */

void plan_columns(const struct plan *p, struct str *sql)
{
	for (size_t i = 0; i < p->order.n; i++)
		str_addf(sql, ", %s", str_text(&p->order.terms[i].by));
}

void plan_order(const struct plan *p, bool backwards, struct str *sql)
{
	str_add(sql, " ORDER BY ");
	for (size_t i = 0; i < p->order.n; i++)
		str_addf(sql, "%s%s, ", str_text(&p->order.terms[i].by),
			p->order.terms[i].down != backwards ? " DESC" : "");
	str_addf(sql, "t.id%s", p->order.down != backwards ? " DESC" : "");
}

void plan_bind(const struct plan *p, struct stmt *s, bool with_filter)
{
	if (with_filter)
		filter_bind(&p->filter, s);
	if (p->owner_id)
		stmt_int(s, ":owner", p->owner_id);
}

static bool is_empty(const struct query_part *part)
{
	return !part->bytes && !part->number;
}

size_t plan_stretches(const struct plan *p, const struct query_key *from, bool backwards)
{
	bool down;

	if (!from || !from->id || p->order.n != 1)
		return 1;
	/* The empty ones come first: behind them, and before the others, there is more. */
	down = p->order.down != backwards;
	return is_empty(&from->parts[0]) == down ? 1 : 2;
}

/* One term, as two row values or a comparison with nothing: what an index can answer. */
static void one_term_sql(const struct plan *p, const struct query_part *part, bool down,
	size_t which, struct str *sql)
{
	const char *by = str_text(&p->order.terms[0].by), *past = down ? "<" : ">";

	if (which == 1)
		str_addf(sql, " AND %s IS %sNULL", by, down ? "" : "NOT ");
	else if (is_empty(part))
		str_addf(sql, " AND %s IS NULL AND t.id %s :id", by, past);
	else
		str_addf(sql, " AND (%s, t.id) %s (:k0, :id)", by, past);
}

/* Past the first value, or equal in it and past the second, and so on. */
static void terms_sql(
	const struct plan *p, const struct query_key *from, bool backwards, struct str *sql)
{
	const struct order *o = &p->order;

	str_add(sql, " AND (");
	for (size_t i = 0; i <= o->n; i++) {
		bool down = i < o->n ? o->terms[i].down != backwards : o->down != backwards;
		const char *by = i < o->n ? str_text(&o->terms[i].by) : "";

		str_add(sql, i ? " OR (" : "(");
		for (size_t k = 0; k < i; k++)
			str_addf(sql, "%s IS :k%zu AND ", str_text(&o->terms[k].by), k);
		if (i == o->n)
			str_addf(sql, "t.id %s :id", down ? "<" : ">");
		else if (is_empty(&from->parts[i]))
			str_addf(sql, down ? "0" : "%s IS NOT NULL", by);
		else if (down)
			str_addf(sql, "(%s < :k%zu OR %s IS NULL)", by, i, by);
		else
			str_addf(sql, "%s > :k%zu", by, i);
		str_add(sql, ")");
	}
	str_add(sql, ")");
}

void plan_stretch(const struct plan *p, const struct query_key *from, bool backwards, size_t which,
	struct str *sql)
{
	bool down = p->order.down != backwards;

	if (!from || !from->id)
		return;
	if (!p->order.n)
		str_addf(sql, " AND t.id %s :id", down ? "<" : ">");
	else if (p->order.n == 1)
		one_term_sql(p, &from->parts[0], down, which, sql);
	else
		terms_sql(p, from, backwards, sql);
}

static void bind_part(
	struct stmt *s, const char *name, const struct order_term *t, const struct query_part *part)
{
	if (is_empty(part))
		stmt_null(s, name);
	else if (part->number)
		stmt_int(s, name, part->num);
	else if (t->blob)
		stmt_blob(s, name, part->bytes, part->len);
	else
		stmt_text_at(s, stmt_param(s, name), part->bytes, part->len);
}

void plan_bind_stretch(const struct plan *p, struct stmt *s, const struct query_key *from,
	bool backwards, size_t which)
{
	(void)backwards;
	if (!from || !from->id || which == 1)
		return;
	stmt_int(s, ":id", from->id);
	if (p->order.n == 1 && is_empty(&from->parts[0]))
		return;
	for (size_t i = 0; i < p->order.n; i++) {
		char name[] = { ':', 'k', (char)('0' + i), '\0' };

		bind_part(s, name, &p->order.terms[i], &from->parts[i]);
	}
}

/* ---- keys ---- */

void key_lend(const struct plan *p, struct stmt *s, int column, struct query_key *out)
{
	out->id = stmt_get_int(s, 0);
	out->n = p->order.n;
	for (size_t i = 0; i < out->n; i++, column++) {
		struct query_part *part = &out->parts[i];

		*part = (struct query_part){ 0 };
		if (stmt_is_null(s, column))
			continue;
		part->number = stmt_is_int(s, column);
		if (part->number)
			part->num = stmt_get_int(s, column);
		else
			part->bytes = (char *)stmt_get_blob(s, column, &part->len);
	}
}

void key_from(const struct plan *p, struct stmt *s, int column, struct query_key *out)
{
	struct query_key lent = { 0 };

	key_lend(p, s, column, &lent);
	query_key_copy(out, &lent);
}

/* As SQLite compares them: nothing, numbers, bytes. */
static int compare_parts(const struct query_part *a, const struct query_part *b)
{
	int rank_a = a->number ? 1 : a->bytes ? 2 : 0;
	int rank_b = b->number ? 1 : b->bytes ? 2 : 0;
	int order;

	if (rank_a != rank_b)
		return rank_a < rank_b ? -1 : 1;
	if (rank_a == 0)
		return 0;
	if (rank_a == 1)
		return (a->num > b->num) - (a->num < b->num);
	order = memcmp(a->bytes, b->bytes, a->len < b->len ? a->len : b->len);
	return order ? order : (a->len > b->len) - (a->len < b->len);
}

int plan_compare(const struct plan *p, const struct query_key *a, const struct query_key *b)
{
	for (size_t i = 0; i < p->order.n; i++) {
		int order = compare_parts(&a->parts[i], &b->parts[i]);

		if (order)
			return p->order.terms[i].down ? -order : order;
	}
	if (p->order.down)
		return (a->id < b->id) - (a->id > b->id);
	return (a->id > b->id) - (a->id < b->id);
}

void plan_select(const struct plan *p, struct str *sql)
{
	str_addf(sql, "SELECT t.id, (1%s)", str_text(&p->filter.sql));
	plan_columns(p, sql);
	str_addf(sql, " FROM \"%s\" t WHERE 1%s", p->e->name, str_text(&p->owner.sql));
}

enum status plan_walkable(const struct plan *p, bool *walkable, bool *covered)
{
	struct str sql = STR_INIT;
	struct stmt *s = NULL;
	enum status st;

	*walkable = *covered = true;
	str_add(&sql, "EXPLAIN QUERY PLAN ");
	plan_select(p, &sql);
	plan_order(p, false, &sql);
	st = stmt_get(p->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	plan_bind(p, s, true);
	while ((st = stmt_step(s)) == ST_OK) {
		const char *detail = stmt_get_text(s, 3);

		if (detail && strstr(detail, "TEMP B-TREE"))
			*walkable = false;
		if (detail && strstr(detail, " t USING INDEX "))
			*covered = false;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}
