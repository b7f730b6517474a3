#include "config.h"

#include "export/cited.h"

#include <stdlib.h>

#include "export/commonmark.h"
#include "model/cite.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/redaction.h"

struct cited {
	struct db *db;
	struct cite cite;
	int64_t *ids;
	size_t n;
	size_t room;
	enum status st;
};

static void take(struct cited *c, int64_t id)
{
	int64_t leaves = id;

	if (c->st == ST_OK)
		c->st = redaction_instead(c->db, id, &leaves);
	for (size_t i = 0; i < c->n; i++)
		if (c->ids[i] == leaves)
			return;
	if (c->n == c->room) {
		c->room = c->room ? 2 * c->room : 32;
		c->ids = mem_resize(c->ids, c->room, sizeof(*c->ids));
	}
	c->ids[c->n++] = leaves;
}

static void on_citation(void *arg, enum entity_id entity, const char *ref)
{
	struct cited *c = arg;
	int64_t id = 0;
	enum status st;

	if (entity != ENTITY_EXHIBIT || c->st != ST_OK)
		return;
	st = cite_find(&c->cite, entity, ref, &id);
	if (st == ST_OK)
		take(c, id);
	else if (st != ST_NOTFOUND && st != ST_CONFLICT)
		c->st = st;
}

static void read_fields(struct cited *c, const struct record *r, const char *const *fields)
{
	for (; *fields; fields++)
		if (record_get(r, *fields))
			commonmark_citations(record_get(r, *fields), on_citation, c);
}

typedef enum status row_fn(struct cited *c, const struct record *r);

static enum status each(
	struct cited *c, enum entity_id entity, enum entity_id owner, int64_t id, row_fn *fn)
{
	struct query q = { .entity = entity, .owner = owner, .owner_id = id };
	struct cursor *rows = NULL;
	struct record r;
	enum status st = query_open(c->db, &q, NULL, false, &rows);

	while (st == ST_OK) {
		st = query_next(rows, &r);
		if (st == ST_OK)
			st = fn(c, &r);
		record_free(&r);
	}
	query_close(rows);
	return st == ST_END ? ST_OK : st;
}

static enum status read_proof(struct cited *c, const struct record *r)
{
	if (record_num(r, "exhibit"))
		take(c, record_num(r, "exhibit"));
	return c->st;
}

static enum status read_claim(struct cited *c, const struct record *r)
{
	static const char *const texts[] = { "statement", "answer", NULL };

	read_fields(c, r, texts);
	return c->st == ST_OK ? each(c, ENTITY_PROOF, ENTITY_CLAIM, r->id, read_proof) : c->st;
}

enum status cited_exhibits(struct db *db, int64_t petition, int64_t **ids, size_t *n)
{
	static const char *const texts[] = { "text", "relief", NULL };
	struct cited c = { .db = db, .st = ST_OK };
	struct record r;
	enum status st = record_load(db, ENTITY_PETITION, petition, &r);

	if (st == ST_OK)
		st = cite_begin(&c.cite, db, &r);
	if (st == ST_OK) {
		read_fields(&c, &r, texts);
		st = c.st;
	}
	if (st == ST_OK)
		st = each(&c, ENTITY_CLAIM, ENTITY_PETITION, petition, read_claim);
	cite_end(&c.cite);
	record_free(&r);
	*ids = c.ids;
	*n = c.n;
	return st;
}
