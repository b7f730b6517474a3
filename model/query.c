#include "config.h"

#include "model/query.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/filter.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record_sql.h"
#include "model/stmt.h"

/*
 * An order is an expression and the id. Rows where the expression is empty come first, and a key
 * cannot be compared with nothing, so a walk may have two phases, each of which an index answers.
 */
enum phase {
	PHASE_ALL,     /* no key: from one end to the other */
	PHASE_PAST,    /* rows past the key, where the expression is not empty */
	PHASE_EMPTY,   /* rows past the key among the empty ones */
	PHASE_EMPTIES, /* all empty ones */
	PHASE_FILLED,  /* all that are not empty */
};

struct order {
	struct str by; /* the SQL expression; empty: by id alone */
	bool down;     /* "-" stood before it */
};

struct cursor {
	struct db *db;
	const struct entity *e;
	struct filter filter;
	struct order order;
	struct query_key after;
	int64_t owner_id;
	int64_t left; /* rows still to give; -1: no limit */
	bool down;    /* the direction of this walk */
	enum phase phases[2];
	int phase, n_phases;
	struct stmt *stmt;
	int n_columns; /* before the key */
};

void query_key_free(struct query_key *k)
{
	free(k->key);
	memset(k, 0, sizeof(*k));
}

void query_key_copy(struct query_key *to, const struct query_key *from)
{
	*to = *from;
	to->key = from->key ? mem_text_n(from->key, from->len) : NULL;
}

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

/* ---- the order ---- */

static enum status order_of(struct db *db, const struct query *q, struct order *out)
{
	const struct entity *e = entity_get(q->entity);
	const char *sort = q->sort && *q->sort ? q->sort : e->sort;
	const struct field *f;
	int i;

	memset(out, 0, sizeof(*out));
	/* No index orders the signatories of all petitions together: they come as they were added.
	 */
	if (q->entity == ENTITY_SIGNATORY && !(q->owner_id && q->owner == ENTITY_PETITION) &&
		!(q->sort && *q->sort))
		return ST_OK;
	if (!sort)
		return ST_OK;
	out->down = *sort == '-';
	sort += out->down;
	i = entity_field(e, sort);
	if (i < 0)
		return db_fail(db, ST_INVALID, NULL,
			_("a %s has no field %s to sort by; see: amparo help %s"), e->name, sort,
			e->name);
	f = &e->fields[i];
	if (!strcmp(sort, e->headline))
		str_add(&out->by, "t.sort_key");
	else if (f->type == FIELD_DATE)
		str_addf(&out->by, "rtrim(t.\"%s\", '~?%%')", sort);
	else if (f->type == FIELD_REF)
		str_addf(&out->by, "(SELECT ref FROM \"%s\" WHERE id = t.\"%s\")",
			entity_get(f->entity)->name, sort);
	else
		str_addf(&out->by, "t.\"%s\"", sort);
	return ST_OK;
}

/* ---- conditions ---- */

static enum status conditions(struct db *db, const struct query *q, struct filter *f)
{
	enum status st = filter_parse(db, q->entity, q->where, f);

	if (st == ST_OK && q->owner_id)
		st = filter_owner(db, q->entity, q->owner, f);
	return st;
}

/* What all of the below begin with: `own` is the query that is really asked. */
static enum status settle(struct db *db, const struct query *q, struct query *own, struct filter *f,
	struct order *order)
{
	enum status st = narrow(db, q, own);

	memset(f, 0, sizeof(*f));
	memset(order, 0, sizeof(*order));
	if (st == ST_OK)
		st = conditions(db, own, f);
	return st ? st : order_of(db, own, order);
}

static void bind_owner(struct stmt *s, const struct query *q)
{
	if (q->owner_id)
		stmt_int(s, ":owner", q->owner_id);
}

static void phase_sql(const struct order *o, enum phase phase, bool down, struct str *sql)
{
	const char *by = str_text(&o->by), *past = down ? "<" : ">";

	switch (phase) {
	case PHASE_ALL:
		break;
	case PHASE_PAST:
		if (o->by.len)
			str_addf(sql, " AND (%s, t.id) %s (:key, :id)", by, past);
		else
			str_addf(sql, " AND t.id %s :id", past);
		break;
	case PHASE_EMPTY:
		str_addf(sql, " AND %s IS NULL AND t.id %s :id", by, past);
		break;
	case PHASE_EMPTIES:
		str_addf(sql, " AND %s IS NULL", by);
		break;
	case PHASE_FILLED:
		str_addf(sql, " AND %s IS NOT NULL", by);
		break;
	}
}

static void bind_phase(
	struct stmt *s, const struct order *o, enum phase phase, const struct query_key *k)
{
	if (phase == PHASE_PAST && o->by.len) {
		if (k->number)
			stmt_int(s, ":key", k->num);
		else if (!strcmp(str_text(&o->by), "t.sort_key"))
			stmt_blob(s, ":key", k->key, k->len);
		else
			stmt_text_at(s, stmt_param(s, ":key"), k->key ? k->key : "", k->len);
	}
	if (phase == PHASE_PAST || phase == PHASE_EMPTY)
		stmt_int(s, ":id", k->id);
}

static bool key_is_empty(const struct query_key *k)
{
	return !k->key && !k->number;
}

static void plan(struct cursor *c, const struct query_key *after)
{
	const bool keyed = after && after->id;

	c->n_phases = 1;
	if (!keyed) {
		c->phases[0] = PHASE_ALL;
	} else if (!c->order.by.len || !key_is_empty(after)) {
		c->phases[0] = PHASE_PAST;
		if (c->order.by.len && c->down) {
			c->phases[1] = PHASE_EMPTIES;
			c->n_phases = 2;
		}
	} else {
		c->phases[0] = PHASE_EMPTY;
		if (!c->down) {
			c->phases[1] = PHASE_FILLED;
			c->n_phases = 2;
		}
	}
}

static void order_sql(const struct order *o, bool down, struct str *sql)
{
	const char *word = down ? " DESC" : "";

	str_add(sql, " ORDER BY ");
	if (o->by.len)
		str_addf(sql, "%s%s, ", str_text(&o->by), word);
	str_addf(sql, "t.id%s", word);
}

/* ---- the cursor ---- */

static enum status start_phase(struct cursor *c)
{
	enum phase phase = c->phases[c->phase];
	struct str sql = STR_INIT;
	enum status st;

	str_add(&sql, "SELECT ");
	record_columns(c->e, &sql);
	str_addf(&sql, ", %s FROM \"%s\" t WHERE 1",
		c->order.by.len ? str_text(&c->order.by) : "NULL", c->e->name);
	str_add(&sql, str_text(&c->filter.sql));
	phase_sql(&c->order, phase, c->down, &sql);
	order_sql(&c->order, c->down, &sql);
	str_add(&sql, " LIMIT :limit");
	st = stmt_get(c->db, str_text(&sql), &c->stmt);
	str_free(&sql);
	if (st)
		return st;
	filter_bind(&c->filter, c->stmt);
	if (c->owner_id)
		stmt_int(c->stmt, ":owner", c->owner_id);
	bind_phase(c->stmt, &c->order, phase, &c->after);
	stmt_int(c->stmt, ":limit", c->left);
	return ST_OK;
}

static int column_count(const struct entity *e)
{
	int n = 2;

	for (size_t i = 0; i < e->n_fields; i++)
		n += e->fields[i].type == FIELD_REF || e->fields[i].type == FIELD_ANY ? 2 : 1;
	return n;
}

enum status query_open(struct db *db, const struct query *q, const struct query_key *after,
	bool backwards, struct cursor **out)
{
	struct cursor *c = mem_zero(sizeof(*c));
	struct query own;
	enum status st = settle(db, q, &own, &c->filter, &c->order);

	c->db = db;
	c->e = entity_get(q->entity);
	c->owner_id = own.owner_id;
	c->left = q->limit > 0 ? q->limit : -1;
	c->n_columns = column_count(c->e);
	if (st == ST_OK) {
		c->down = c->order.down != backwards;
		if (after)
			query_key_copy(&c->after, after);
		plan(c, after);
		st = start_phase(c);
	}
	if (st) {
		query_close(c);
		c = NULL;
	}
	*out = c;
	return st;
}

enum status query_next(struct cursor *c, struct record *row)
{
	enum status st = ST_END;

	memset(row, 0, sizeof(*row));
	row->entity = c->e;
	if (!c->left)
		return ST_END;
	while (c->stmt) {
		st = stmt_step(c->stmt);
		if (st != ST_END)
			break;
		stmt_done(c->stmt);
		c->stmt = NULL;
		if (++c->phase == c->n_phases)
			return ST_END;
		st = start_phase(c);
		if (st)
			return st;
	}
	if (st)
		return st;
	if (c->left > 0)
		c->left--;
	return record_read(c->db, c->stmt, c->e, row);
}

static void key_from(struct stmt *s, int column, struct query_key *out)
{
	size_t len;
	const void *bytes;

	out->id = stmt_get_int(s, 0);
	out->key = NULL;
	out->len = 0;
	out->number = false;
	out->num = 0;
	if (stmt_is_null(s, column))
		return;
	out->number = stmt_is_int(s, column);
	if (out->number) {
		out->num = stmt_get_int(s, column);
		return;
	}
	bytes = stmt_get_blob(s, column, &len);
	out->key = mem_text_n(bytes, len);
	out->len = len;
}

void query_key(const struct cursor *c, struct query_key *out)
{
	assert(c->stmt);
	key_from(c->stmt, c->n_columns, out);
}

void query_close(struct cursor *c)
{
	if (!c)
		return;
	stmt_done(c->stmt);
	filter_free(&c->filter);
	str_free(&c->order.by);
	query_key_free(&c->after);
	free(c);
}

/* ---- counting ---- */

static enum status count_sql(struct db *db, const struct query *q, const struct filter *f,
	const char *more, struct stmt **out)
{
	struct str sql = STR_INIT;
	enum status st;

	str_addf(&sql, "SELECT count(*) FROM \"%s\" t WHERE 1%s%s", entity_get(q->entity)->name,
		str_text(&f->sql), more);
	st = stmt_get(db, str_text(&sql), out);
	str_free(&sql);
	if (st)
		return st;
	filter_bind(f, *out);
	bind_owner(*out, q);
	return ST_OK;
}

static enum status count_done(struct stmt *s, int64_t *out)
{
	enum status st = stmt_step(s);

	if (st == ST_OK)
		*out += stmt_get_int(s, 0);
	stmt_done(s);
	return st;
}

enum status query_count(struct db *db, const struct query *q, int64_t *out)
{
	struct filter f;
	struct order order;
	struct query own;
	struct stmt *s;
	enum status st = settle(db, q, &own, &f, &order);

	*out = 0;
	if (st == ST_OK)
		st = count_sql(db, &own, &f, "", &s);
	if (st == ST_OK)
		st = count_done(s, out);
	str_free(&order.by);
	filter_free(&f);
	return st;
}

/* The rows before a key are those of a walk backwards from it. */
enum status query_rank(
	struct db *db, const struct query *q, const struct query_key *k, int64_t *out)
{
	struct cursor c = { .db = db };
	struct filter f;
	struct query own;
	struct str more = STR_INIT;
	enum status st = settle(db, q, &own, &f, &c.order);

	*out = 0;
	c.down = !c.order.down;
	plan(&c, k);
	for (int i = 0; i < c.n_phases && st == ST_OK; i++) {
		struct stmt *s;

		str_clear(&more);
		phase_sql(&c.order, c.phases[i], c.down, &more);
		st = count_sql(db, &own, &f, str_text(&more), &s);
		if (st == ST_OK) {
			bind_phase(s, &c.order, c.phases[i], k);
			st = count_done(s, out);
		}
	}
	str_free(&more);
	str_free(&c.order.by);
	filter_free(&f);
	return st;
}

enum status query_at(struct db *db, const struct query *q, int64_t rank, struct query_key *out)
{
	struct order order;
	struct filter f;
	struct query own;
	struct str sql = STR_INIT;
	struct stmt *s = NULL;
	enum status st = settle(db, q, &own, &f, &order);

	memset(out, 0, sizeof(*out));
	if (st)
		goto out;
	str_addf(&sql, "SELECT t.id, %s FROM \"%s\" t WHERE 1%s",
		order.by.len ? str_text(&order.by) : "NULL", entity_get(q->entity)->name,
		str_text(&f.sql));
	order_sql(&order, order.down, &sql);
	str_add(&sql, " LIMIT 1 OFFSET :rank");
	st = stmt_get(db, str_text(&sql), &s);
	if (st)
		goto out;
	filter_bind(&f, s);
	bind_owner(s, &own);
	stmt_int(s, ":rank", rank);
	st = stmt_step(s);
	if (st == ST_OK)
		key_from(s, 1, out);
	stmt_done(s);
out:
	str_free(&sql);
	str_free(&order.by);
	filter_free(&f);
	return st;
}
