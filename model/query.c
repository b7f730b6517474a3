#include "config.h"

#include "model/query.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/gag_internal.h"
#include "model/mem.h"
#include "model/query_plan.h"
#include "model/record_sql.h"
#include "model/stmt.h"

struct cursor {
	struct plan plan;
	struct query_key after;
	bool backwards;
	int64_t left; /* rows still to give; -1: no limit */
	size_t stretch;
	size_t n_stretches;
	struct stmt *stmt;
	int n_columns; /* before the key */
};

static enum status start_stretch(struct cursor *c)
{
	const struct plan *p = &c->plan;
	struct str sql = STR_INIT;
	enum status st;

	str_add(&sql, "SELECT ");
	record_columns(p->e, &sql);
	plan_columns(p, &sql);
	str_addf(&sql, " FROM \"%s\" t WHERE 1%s%s", p->e->name, str_text(&p->filter.sql),
		str_text(&p->owner.sql));
	plan_stretch(p, &c->after, c->backwards, c->stretch, &sql);
	plan_order(p, c->backwards, &sql);
	str_add(&sql, " LIMIT :limit");
	st = stmt_get(p->db, str_text(&sql), &c->stmt);
	str_free(&sql);
	if (st)
		return st;
	plan_bind(p, c->stmt, true);
	plan_bind_stretch(p, c->stmt, &c->after, c->backwards, c->stretch);
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
	enum status st = plan_make(db, q, false, &c->plan);

	c->left = q->limit > 0 ? q->limit : -1;
	c->n_columns = column_count(c->plan.e);
	c->backwards = backwards;
	if (st == ST_OK && gag_veiled(db))
		st = gag_read(db);
	if (st == ST_OK) {
		if (after)
			query_key_copy(&c->after, after);
		c->n_stretches = plan_stretches(&c->plan, after, backwards);
		st = start_stretch(c);
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
	row->entity = c->plan.e;
	if (!c->left)
		return ST_END;
	while (c->stmt) {
		st = stmt_step(c->stmt);
		if (st != ST_END)
			break;
		stmt_done(c->stmt);
		c->stmt = NULL;
		if (++c->stretch == c->n_stretches)
			return ST_END;
		st = start_stretch(c);
		if (st)
			return st;
	}
	if (st)
		return st;
	if (c->left > 0)
		c->left--;
	return record_read(c->plan.db, c->stmt, c->plan.e, row);
}

void query_key(const struct cursor *c, struct query_key *out)
{
	assert(c->stmt);
	key_from(&c->plan, c->stmt, c->n_columns, out);
}

void query_close(struct cursor *c)
{
	if (!c)
		return;
	stmt_done(c->stmt);
	plan_free(&c->plan);
	query_key_free(&c->after);
	free(c);
}

/* ---- counting ---- */

/* Adds the rows of one stretch behind a key (NULL: all rows). */
static enum status count_stretch(const struct plan *p, const struct query_key *from, bool backwards,
	size_t which, int64_t *out)
{
	struct str sql = STR_INIT;
	struct stmt *s = NULL;
	enum status st;

	str_addf(&sql, "SELECT count(*) FROM \"%s\" t WHERE 1%s%s", p->e->name,
		str_text(&p->filter.sql), str_text(&p->owner.sql));
	plan_stretch(p, from, backwards, which, &sql);
	st = stmt_get(p->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	plan_bind(p, s, true);
	plan_bind_stretch(p, s, from, backwards, which);
	st = stmt_step(s);
	if (st == ST_OK)
		*out += stmt_get_int(s, 0);
	stmt_done(s);
	return st;
}

enum status query_count(struct db *db, const struct query *q, int64_t *out)
{
	struct plan p;
	enum status st = plan_make(db, q, false, &p);

	*out = 0;
	if (st == ST_OK)
		st = count_stretch(&p, NULL, false, 0, out);
	plan_free(&p);
	return st;
}

/* The rows before a key are those of a walk backwards from it. */
enum status query_rank(
	struct db *db, const struct query *q, const struct query_key *k, int64_t *out)
{
	struct plan p;
	enum status st = plan_make(db, q, false, &p);
	size_t n = st ? 0 : plan_stretches(&p, k, true);

	*out = 0;
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = count_stretch(&p, k, true, i, out);
	plan_free(&p);
	return st;
}

enum status query_at(struct db *db, const struct query *q, int64_t rank, struct query_key *out)
{
	struct plan p;
	struct str sql = STR_INIT;
	struct stmt *s = NULL;
	enum status st = plan_make(db, q, false, &p);

	memset(out, 0, sizeof(*out));
	if (st)
		goto out;
	str_add(&sql, "SELECT t.id");
	plan_columns(&p, &sql);
	str_addf(&sql, " FROM \"%s\" t WHERE 1%s%s", p.e->name, str_text(&p.filter.sql),
		str_text(&p.owner.sql));
	plan_order(&p, false, &sql);
	str_add(&sql, " LIMIT 1 OFFSET :rank");
	st = stmt_get(db, str_text(&sql), &s);
	if (st)
		goto out;
	plan_bind(&p, s, true);
	stmt_int(s, ":rank", rank);
	st = stmt_step(s);
	if (st == ST_OK)
		key_from(&p, s, 1, out);
	stmt_done(s);
out:
	str_free(&sql);
	plan_free(&p);
	return st;
}
