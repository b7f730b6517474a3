#include "config.h"

#include "model/cite.h"

#include <stdlib.h>
#include <string.h>

#include "model/str.h"

#define CLIMB_MAX 4 /* a proof belongs to a claim, and that to a petition, and that to a case */

/* The ref of a record goes before the ways of all that is part of it, and is a way itself. */
static void add_way(struct cite *c, const struct record *r)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		struct str way = STR_INIT;

		if (!c->ways[i])
			continue;
		str_addf(&way, "%s/%s", record_show(r, "ref"), c->ways[i]);
		free(c->ways[i]);
		c->ways[i] = str_detach(&way);
	}
	if (!c->ways[r->entity->id]) {
		struct str way = STR_INIT;

		str_add(&way, record_show(r, "ref"));
		c->ways[r->entity->id] = str_detach(&way);
	}
}

/* What a record is part of; 0: nothing. */
static int64_t above(const struct record *r, enum entity_id *entity)
{
	const struct entity *e = r->entity;

	if (!e->scope)
		return 0;
	*entity = e->fields[entity_field(e, e->scope)].entity;
	return record_num(r, e->scope);
}

enum status cite_begin(struct cite *c, struct db *db, const struct record *from)
{
	enum entity_id entity = ENTITY_NONE;
	int64_t id = above(from, &entity);
	enum status st = ST_OK;

	memset(c, 0, sizeof(*c));
	c->db = db;
	add_way(c, from);
	for (int i = 0; i < CLIMB_MAX && id && st == ST_OK; i++) {
		struct record r;

		st = record_load(db, entity, id, &r);
		if (st == ST_OK) {
			add_way(c, &r);
			id = above(&r, &entity);
		}
		record_free(&r);
	}
	return st == ST_NOTFOUND ? ST_OK : st;
}

void cite_end(struct cite *c)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		free(c->ways[i]);
		c->ways[i] = NULL;
	}
}

const char *cite_part(const char *ref, struct str *own)
{
	const char *hash = strchr(ref, '#');

	str_add_n(own, ref, hash ? (size_t)(hash - ref) : strlen(ref));
	return hash ? hash + 1 : "";
}

static enum status find(struct cite *c, enum entity_id entity, const char *ref, int64_t *id)
{
	const struct entity *e = entity_get(entity);
	const char *way = e->scope ? c->ways[e->fields[entity_field(e, e->scope)].entity] : NULL;
	struct str near = STR_INIT;
	enum status st = ST_NOTFOUND;

	/* Also of one with a slash: an exhibit may be cited by its mark, P/12A. That of the
	 * petition in which it is cited is the nearest. */
	if (entity == ENTITY_EXHIBIT && c->ways[ENTITY_PETITION]) {
		str_addf(&near, "%s/%s", c->ways[ENTITY_PETITION], ref);
		st = record_find(c->db, entity, str_text(&near), id);
		str_clear(&near);
	}
	if (way && st == ST_NOTFOUND) {
		str_addf(&near, "%s/%s", way, ref);
		st = record_find(c->db, entity, str_text(&near), id);
	}
	str_free(&near);
	return st == ST_NOTFOUND ? record_find(c->db, entity, ref, id) : st;
}

enum status cite_find(struct cite *c, enum entity_id entity, const char *ref, int64_t *id)
{
	struct str own = STR_INIT;
	enum status st;

	(void)cite_part(ref, &own);
	st = find(c, entity, str_text(&own), id);
	str_free(&own);
	return st;
}
