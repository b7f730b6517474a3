#include "config.h"

#include "model/cite.h"

#include "model/str.h"

#define CLIMB_MAX 4 /* a cosigner belongs to a letter, and that to a case */

/* What a record is part of takes its place. ST_NOTFOUND: it stands alone. */
static enum status climb(struct db *db, struct record *r)
{
	const struct entity *e = r->entity;
	int64_t id = e->scope ? record_num(r, e->scope) : 0;
	enum entity_id above = e->scope ? e->fields[entity_field(e, e->scope)].entity : ENTITY_NONE;

	record_free(r);
	return id ? record_load(db, above, id, r) : ST_NOTFOUND;
}

/* The way to the case (or the petition) that a record is part of, or is itself: "case/petition". */
static enum status scope_of(
	struct db *db, const struct record *from, enum entity_id scope, struct str *out)
{
	struct record r;
	enum status st = ST_OK;

	record_copy(&r, from);
	for (int i = 0; i < CLIMB_MAX && st == ST_OK && r.entity->id != scope; i++)
		st = climb(db, &r);
	for (int i = 0; i < CLIMB_MAX && st == ST_OK; i++) {
		struct str way = STR_INIT;

		str_addf(
			&way, "%s%s%s", record_show(&r, "ref"), out->len ? "/" : "", str_text(out));
		str_free(out);
		*out = way;
		st = climb(db, &r);
	}
	record_free(&r);
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status cite_find(struct db *db, const struct record *from, enum entity_id entity,
	const char *ref, int64_t *id)
{
	const struct entity *e = entity_get(entity);
	struct str near = STR_INIT;
	enum status st = ST_OK;

	/* Also of one with a slash: an exhibit may be cited by its mark, P/12A. */
	if (e->scope)
		st = scope_of(db, from, e->fields[entity_field(e, e->scope)].entity, &near);
	if (st == ST_OK && near.len) {
		str_addf(&near, "/%s", ref);
		st = record_find(db, entity, str_text(&near), id);
	} else if (st == ST_OK) {
		st = ST_NOTFOUND;
	}
	str_free(&near);
	return st == ST_NOTFOUND ? record_find(db, entity, ref, id) : st;
}
