#include "config.h"

#include "model/count.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/anonymise.h"
#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

/* Rows looked at in one step: some tens of milliseconds. */
#define STEP_ROWS 50000
#define LETTERS 27 /* the 26, and none */

struct count_work {
	struct db *db;
	int64_t petition;
	struct count count;
	int64_t *by_country; /* owned; the valid ones of each code of two letters */
	void *key;           /* owned; the sort key of the last row read; NULL: none yet */
	size_t key_len;
	int64_t id; /* and its id */
	bool ended;
};

/* The schema holds it to two capitals; a damaged file may not. */
static size_t code_of(const char *country)
{
	if (!country || country[0] < 'A' || country[0] > 'Z' || country[1] < 'A' ||
		country[1] > 'Z')
		return 0;
	return (size_t)(country[0] - 'A' + 1) * LETTERS + (size_t)(country[1] - 'A' + 1);
}

static void add_row(struct count_work *w, const char *state, const char *country)
{
	struct count *c = &w->count;

	c->held++;
	switch (*state) {
	case 'p':
		c->pending++;
		return;
	case 'd':
		c->duplicate++;
		return;
	case 'i':
		c->invalid++;
		return;
	case 'w':
		c->withdrawn++;
		return;
	default:
		c->valid++;
	}
	w->by_country[code_of(country)]++;
}

static void add_place(struct count *c, size_t code, int64_t n)
{
	struct count_place *p;

	c->places = mem_resize(c->places, c->n_places + 1, sizeof(*c->places));
	p = &c->places[c->n_places++];
	memset(p, 0, sizeof(*p));
	if (code) {
		p->country[0] = (char)('A' + code / LETTERS - 1);
		p->country[1] = (char)('A' + code % LETTERS - 1);
	}
	p->counted = n;
}

static int by_number(const void *a, const void *b)
{
	const struct count_place *x = a, *y = b;

	if (x->counted != y->counted)
		return x->counted > y->counted ? -1 : 1;
	return strcmp(x->country, y->country);
}

static void list_places(struct count_work *w)
{
	struct count *c = &w->count;

	free(c->places);
	c->places = NULL;
	c->n_places = 0;
	for (size_t i = 0; i < (size_t)LETTERS * LETTERS; i++)
		if (w->by_country[i])
			add_place(c, i, w->by_country[i]);
	if (c->n_places)
		qsort(c->places, c->n_places, sizeof(*c->places), by_number);
	c->counted = c->valid;
}

/* Where the next step goes on. */
static void remember(struct count_work *w, struct stmt *s)
{
	size_t len;
	const void *key = stmt_get_blob(s, 2, &len);

	free(w->key);
	w->key = mem_text_n(key, len);
	w->key_len = len;
	w->id = stmt_get_int(s, 3);
}

/* The index by name carries state and country: no row is read, and nothing is sorted. */
static enum status open_rows(struct count_work *w, struct stmt **out)
{
	enum status st = stmt_get(w->db,
		w->key ? "SELECT state, country, sort_key, id FROM signatory "
			 "INDEXED BY signatory_name WHERE petition = :petition "
			 "AND (sort_key, id) > (:key, :id) ORDER BY sort_key, id"
		       : "SELECT state, country, sort_key, id FROM signatory "
			 "INDEXED BY signatory_name WHERE petition = :petition "
			 "ORDER BY sort_key, id",
		out);

	if (st)
		return st;
	stmt_int(*out, ":petition", w->petition);
	if (w->key) {
		stmt_blob(*out, ":key", w->key, w->key_len);
		stmt_int(*out, ":id", w->id);
	}
	return ST_OK;
}

enum status count_step(struct count_work *w)
{
	struct stmt *s = NULL;
	int rows = 0;
	enum status st;

	if (w->ended)
		return ST_END;
	st = open_rows(w, &s);
	db_steady(w->db, true);
	while (st == ST_OK) {
		st = stmt_step(s);
		if (st)
			break;
		add_row(w, stmt_get_text(s, 0), stmt_get_text(s, 1));
		rows++;
		/* Asked seldom enough to cost nothing, often enough to be heard at once. */
		if (rows % 512 == 0 && db_interrupted(w->db))
			st = db_fail(w->db, ST_STOPPED, NULL, _("stopped; nothing was changed"));
		if (st || rows == STEP_ROWS) {
			remember(w, s);
			break;
		}
	}
	db_steady(w->db, false);
	stmt_done(s);
	w->ended = st == ST_END;
	return st;
}

/* The latest of the whole; what a site says of one country is no total of the petition. */
static enum status find_declared(struct db *db, int64_t petition, struct count *c)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT value, observed, source FROM total WHERE petition = :petition "
		"AND coalesce(part, 'whole') = 'whole' ORDER BY "
		"rtrim(coalesce(observed, ''), '~?%') DESC, coalesce(time, '') DESC, id DESC "
		"LIMIT 1",
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

enum status count_begin(struct db *db, int64_t petition, struct count_work **out)
{
	struct count_work *w = mem_zero(sizeof(*w));
	enum status st = find_declared(db, petition, &w->count);

	w->db = db;
	w->petition = petition;
	w->by_country = mem_array((size_t)LETTERS * LETTERS, sizeof(*w->by_country));
	if (st) {
		count_free_work(w);
		w = NULL;
	}
	*out = w;
	return st;
}

const struct count *count_so_far(struct count_work *w)
{
	list_places(w);
	return &w->count;
}

void count_finish(struct count_work *w, struct count *out)
{
	list_places(w);
	*out = w->count;
	memset(&w->count, 0, sizeof(w->count));
	count_free_work(w);
}

void count_free_work(struct count_work *w)
{
	if (!w)
		return;
	count_free(&w->count);
	free(w->by_country);
	free(w->key);
	free(w);
}

enum status count_petition(struct db *db, int64_t petition, struct count *out)
{
	struct count_work *w = NULL;
	enum status st = count_begin(db, petition, &w);

	memset(out, 0, sizeof(*out));
	while (st == ST_OK)
		st = count_step(w);
	if (st == ST_END)
		count_finish(w, out);
	else
		count_free_work(w);
	return st == ST_END ? ST_OK : st;
}

enum status count_named(struct db *db, int64_t petition, int64_t *out)
{
	/* The plus keeps the planner from fetching a million rows in the order of an index. */
	return stmt_number(db,
		"SELECT count(*) FROM signatory WHERE +petition = :id AND state = 'valid' "
		"AND consent = 'public' AND level IN ('public', 'filed') "
		"AND name <> '" ANONYMISED "'",
		petition, out);
}

void count_free(struct count *c)
{
	free(c->places);
	free(c->declared_source);
	memset(c, 0, sizeof(*c));
}
