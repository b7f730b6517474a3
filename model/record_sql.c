#include "config.h"

#include "model/record_sql.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/gag.h"
#include "model/mem.h"

void record_columns(const struct entity *e, struct str *sql)
{
	str_add(sql, "t.id, t.revision");
	for (size_t i = 0; i < e->n_fields; i++) {
		const struct field *f = &e->fields[i];

		str_addf(sql, ", t.\"%s\"", f->name);
		if (f->type == FIELD_REF)
			str_addf(sql, ", (SELECT ref FROM \"%s\" WHERE id = t.\"%s\")",
				entity_get(f->entity)->name, f->name);
		else if (f->type == FIELD_ANY)
			str_addf(sql, ", t.\"%s_entity\"", f->name);
	}
}

enum status record_ref(struct db *db, enum entity_id entity, int64_t id, struct str *out)
{
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;

	str_addf(&sql, "SELECT ref FROM \"%s\" WHERE id = :id", entity_get(entity)->name);
	st = stmt_get(db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":id", id);
	st = stmt_step(s);
	if (st == ST_OK)
		str_add(out, stmt_get_text(s, 0));
	stmt_done(s);
	return st == ST_END ? ST_NOTFOUND : st;
}

static enum status read_any(struct db *db, struct stmt *s, int column, struct value *v)
{
	const struct entity *other;
	struct str text = STR_INIT;
	enum status st;

	v->num = stmt_get_int(s, column);
	other = entity_find(stmt_get_text(s, column + 1) ? stmt_get_text(s, column + 1) : "");
	if (!other)
		return ST_OK;
	v->other = other->id;
	str_addf(&text, "%s:", other->name);
	st = record_ref(db, other->id, v->num, &text);
	v->text = str_detach(&text);
	/* A link to what was removed still shows which kind it was. */
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status record_read(struct db *db, struct stmt *s, const struct entity *e, struct record *out)
{
	enum status st = ST_OK;
	int column = 2;

	out->entity = e;
	out->id = stmt_get_int(s, 0);
	out->version = stmt_get_int(s, 1);
	out->values = mem_zero(e->n_fields * sizeof(*out->values));
	for (size_t i = 0; i < e->n_fields && st == ST_OK; i++, column++) {
		struct value *v = &out->values[i];

		v->other = ENTITY_NONE;
		switch (e->fields[i].type) {
		case FIELD_REF:
			if (!stmt_is_null(s, column)) {
				v->num = stmt_get_int(s, column);
				v->text = mem_text_or_null(stmt_get_text(s, column + 1));
			}
			column++;
			break;
		case FIELD_ANY:
			if (!stmt_is_null(s, column))
				st = read_any(db, s, column, v);
			column++;
			break;
		case FIELD_INT:
			v->num = stmt_get_int(s, column);
			v->text = mem_text_or_null(stmt_get_text(s, column));
			break;
		default:
			v->text = mem_text_or_null(stmt_get_text(s, column));
		}
	}
	return st == ST_OK ? gag_cover(db, out) : st;
}
