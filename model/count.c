#include "config.h"

#include "model/count.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/stmt.h"

static int64_t *state_of(struct count *c, const char *state)
{
	if (!strcmp(state, "pending"))
		return &c->pending;
	if (!strcmp(state, "duplicate"))
		return &c->duplicate;
	if (!strcmp(state, "invalid"))
		return &c->invalid;
	if (!strcmp(state, "withdrawn"))
		return &c->withdrawn;
	return &c->valid;
}

static void add_place(struct count *c, const char *country, int64_t n)
{
	struct count_place *p;

	c->places = mem_resize(c->places, c->n_places + 1, sizeof(*c->places));
	p = &c->places[c->n_places++];
	memset(p, 0, sizeof(*p));
	if (country && strlen(country) < sizeof(p->country))
		memcpy(p->country, country, strlen(country));
	p->counted = n;
}

static int by_number(const void *a, const void *b)
{
	const struct count_place *x = a, *y = b;

	if (x->counted != y->counted)
		return x->counted > y->counted ? -1 : 1;
	return strcmp(x->country, y->country);
}

/* The index by name carries state and country: no row is read. */
static enum status count_rows(struct db *db, int64_t petition, struct count *c)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT state, country, count(*) FROM signatory INDEXED BY signatory_name "
		"WHERE petition = :petition GROUP BY state, country",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	while ((st = stmt_step(s)) == ST_OK) {
		const char *state = stmt_get_text(s, 0);
		int64_t n = stmt_get_int(s, 2);

		*state_of(c, state) += n;
		c->held += n;
		if (!strcmp(state, "valid"))
			add_place(c, stmt_get_text(s, 1), n);
	}
	stmt_done(s);
	c->counted = c->valid;
	if (c->n_places)
		qsort(c->places, c->n_places, sizeof(*c->places), by_number);
	return st == ST_END ? ST_OK : st;
}

static enum status find_declared(struct db *db, int64_t petition, struct count *c)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT value, observed, source FROM total WHERE petition = :petition "
		"ORDER BY rtrim(coalesce(observed, ''), '~?%') DESC, id DESC LIMIT 1",
		&s);

	c->declared = -1;
	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	st = stmt_step(s);
	if (st == ST_OK) {
		const char *observed = stmt_get_text(s, 1);

		c->declared = stmt_get_int(s, 0);
		if (observed && strlen(observed) < sizeof(c->declared_on))
			memcpy(c->declared_on, observed, strlen(observed));
		c->declared_source = mem_text_or_null(stmt_get_text(s, 2));
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status count_petition(struct db *db, int64_t petition, struct count *out)
{
	enum status st;

	memset(out, 0, sizeof(*out));
	st = find_declared(db, petition, out);
	return st ? st : count_rows(db, petition, out);
}

enum status count_named(struct db *db, int64_t petition, int64_t *out)
{
	/* The plus keeps the planner from fetching a million rows in the order of an index. */
	return stmt_number(db,
		"SELECT count(*) FROM signatory WHERE +petition = :id AND state = 'valid' "
		"AND consent = 'public' AND level IN ('public', 'filed')",
		petition, out);
}

void count_free(struct count *c)
{
	free(c->places);
	free(c->declared_source);
	memset(c, 0, sizeof(*c));
}
