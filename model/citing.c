#include "config.h"

#include "model/citing.h"

#include <stdlib.h>
#include <string.h>

#include "model/cite.h"
#include "model/gag.h"
#include "model/mem.h"
#include "model/record_sql.h"
#include "model/stmt.h"
#include "model/str.h"

struct search {
	struct db *db;
	enum entity_id entity;
	int64_t id;
	struct str needle; /* "ruling:" */
	struct str ref;    /* what the record is called */
	citing_fn *fn;
	void *arg;
};

/* The reference that begins there, up to what ends a link's target; `part` is behind its '#'. */
static size_t take_target(const char *at, struct str *ref, struct str *part)
{
	size_t len = strcspn(at, ")> \t\n\"");
	const char *hash = memchr(at, '#', len);

	str_add_n(ref, at, hash ? (size_t)(hash - at) : len);
	if (hash)
		str_add_n(part, hash + 1, len - (size_t)(hash + 1 - at));
	return len;
}

/* The last part of CASE/REF is the record's own. */
static bool may_be(const struct search *s, const char *ref)
{
	const char *slash = strrchr(ref, '/');

	return !strcmp(slash ? slash + 1 : ref, str_text(&s->ref));
}

static enum status found(struct search *s, struct cite *way, const struct record *r, int field,
	const char *ref, const char *part)
{
	struct citing c = { r->entity->id, r->id, field, part };
	int64_t id = 0;
	enum status st;

	if (!may_be(s, ref))
		return ST_OK;
	st = cite_find(way, s->entity, ref, &id);
	if (st == ST_NOTFOUND || st == ST_CONFLICT)
		return ST_OK;
	return st == ST_OK && id == s->id ? s->fn(s->arg, &c) : st;
}

static enum status read_text(
	struct search *s, struct cite *way, const struct record *r, int field, const char *text)
{
	enum status st = ST_OK;

	for (const char *p = strstr(text, str_text(&s->needle)); p && st == ST_OK;
		p = strstr(p, str_text(&s->needle))) {
		struct str ref = STR_INIT, part = STR_INIT;
		bool begins = p > text && (p[-1] == '(' || p[-1] == '<');

		p += s->needle.len;
		if (begins) {
			p += take_target(p, &ref, &part);
			st = found(s, way, r, field, str_text(&ref), str_text(&part));
		}
		str_free(&ref);
		str_free(&part);
	}
	return st;
}

static enum status read_record(struct search *s, enum entity_id entity, int64_t id)
{
	struct cite way = { NULL, { NULL } };
	struct record r;
	enum status st = record_load(s->db, entity, id, &r);

	if (st == ST_OK && !r.withheld)
		st = cite_begin(&way, s->db, &r);
	for (size_t i = 0; i < r.entity->n_fields && st == ST_OK && !r.withheld; i++)
		if (r.entity->fields[i].type == FIELD_LONG && r.values[i].text)
			st = read_text(s, &way, &r, (int)i, r.values[i].text);
	cite_end(&way);
	record_free(&r);
	return st;
}

/* SQLite looks for the word first: most texts have none. */
static enum status read_entity(struct search *s, const struct entity *e)
{
	struct str sql = STR_INIT;
	struct stmt *rows;
	enum status st;

	for (size_t i = 0; i < e->n_fields; i++)
		if (e->fields[i].type == FIELD_LONG)
			str_addf(&sql, "%s instr(\"%s\", :needle) > 0", sql.len ? " OR" : "",
				e->fields[i].name);
	if (sql.len) {
		struct str whole = STR_INIT;

		str_addf(&whole, "SELECT id FROM \"%s\" WHERE%s ORDER BY id", e->name,
			str_text(&sql));
		st = stmt_get(s->db, str_text(&whole), &rows);
		str_free(&whole);
		if (st == ST_OK) {
			stmt_text(rows, ":needle", str_text(&s->needle));
			while ((st = stmt_step(rows)) == ST_OK) {
				st = read_record(s, e->id, stmt_get_int(rows, 0));
				if (st)
					break;
			}
			stmt_done(rows);
		}
		st = st == ST_END ? ST_OK : st;
	} else {
		st = ST_OK;
	}
	str_free(&sql);
	return st;
}

enum status citing_each(struct db *db, enum entity_id entity, int64_t id, citing_fn *fn, void *arg)
{
	struct search s = { .db = db, .entity = entity, .id = id, .fn = fn, .arg = arg };
	enum status st = record_ref(db, entity, id, &s.ref);

	str_addf(&s.needle, "%s:", entity_get(entity)->name);
	for (int i = 0; i < ENTITY_COUNT && st == ST_OK; i++)
		if (i != ENTITY_SIGNATORY)
			st = read_entity(&s, entity_get((enum entity_id)i));
	str_free(&s.needle);
	str_free(&s.ref);
	return st;
}
