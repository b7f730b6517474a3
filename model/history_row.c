#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/gag.h"
#include "model/history_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record_sql.h"
#include "model/stmt.h"

/* A recorded row, which knows columns by their place, as the fields of an entity. */

enum { COLUMN_OTHER = -1, COLUMN_REVISION = -2 };

struct columns {
	int n;
	int field[CHANGESET_COLUMNS];   /* its place in the entity's table, or one of the above */
	bool entity[CHANGESET_COLUMNS]; /* it holds the kind that a FIELD_ANY refers to */
};

static int field_of(const struct entity *e, const char *column, bool *entity)
{
	static const char suffix[] = "_entity";
	size_t len = strlen(column), tail = sizeof(suffix) - 1;
	int field = entity_field(e, column);
	char *name;

	*entity = false;
	if (field >= 0)
		return field;
	if (!strcmp(column, "revision"))
		return COLUMN_REVISION;
	if (len <= tail || strcmp(column + len - tail, suffix) != 0)
		return COLUMN_OTHER;
	name = mem_text_n(column, len - tail);
	field = entity_field(e, name);
	free(name);
	*entity = field >= 0;
	return field >= 0 ? field : COLUMN_OTHER;
}

/* Columns that later migrations add come last, so that an older change reads the same. */
static enum status read_columns(struct db *db, const struct entity *e, struct columns *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT name FROM pragma_table_info(:name) ORDER BY cid", &s);

	out->n = 0;
	if (st)
		return st;
	stmt_text(s, ":name", e->name);
	while ((st = stmt_step(s)) == ST_OK && out->n < CHANGESET_COLUMNS) {
		out->field[out->n] = field_of(e, stmt_get_text(s, 0), &out->entity[out->n]);
		out->n++;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static void empty_record(struct record *r, const struct entity *e, int64_t id)
{
	*r = (struct record){ .entity = e, .id = id };
	r->values = mem_zero(e->n_fields * sizeof(*r->values));
	for (size_t i = 0; i < e->n_fields; i++)
		r->values[i].other = ENTITY_NONE;
}

static void take_value(struct value *v, const struct changeset_value *from)
{
	struct str text = STR_INIT;

	free(v->text);
	v->text = NULL;
	switch (from->type) {
	case CHANGESET_INT:
		v->num = from->num;
		str_addf(&text, "%lld", (long long)from->num);
		v->text = str_detach(&text);
		break;
	case CHANGESET_TEXT:
	case CHANGESET_BLOB:
		v->text = mem_text_n(from->bytes ? from->bytes : "", from->len);
		break;
	default:
		break;
	}
}

static void take_kind(struct value *v, const struct changeset_value *from)
{
	char *name;
	const struct entity *e;

	if (from->type != CHANGESET_TEXT)
		return;
	name = mem_text_n(from->bytes, from->len);
	e = entity_find(name);
	v->other = e ? e->id : ENTITY_NONE;
	free(name);
}

/* Takes what is said; answers the fields that were. */
static uint64_t take_values(const struct changeset_change *c, const char *at,
	const struct columns *columns, struct record *r)
{
	struct changeset_value values[CHANGESET_COLUMNS];
	uint64_t said = 0;

	changeset_values(c, at, values);
	for (int i = 0; i < c->columns && i < columns->n; i++) {
		int field = columns->field[i];

		if (values[i].type == CHANGESET_UNSAID)
			continue;
		if (field == COLUMN_REVISION) {
			r->version = values[i].type == CHANGESET_INT ? values[i].num : 0;
		} else if (field >= 0 && columns->entity[i]) {
			take_kind(&r->values[field], &values[i]);
			said |= (uint64_t)1 << field;
		} else if (field >= 0) {
			take_value(&r->values[field], &values[i]);
			said |= (uint64_t)1 << field;
		}
	}
	return said;
}

/* Ids become refs. */
static enum status name_references(struct db *db, struct record *r, uint64_t said)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < r->entity->n_fields && st == ST_OK; i++) {
		const struct field *f = &r->entity->fields[i];
		struct value *v = &r->values[i];
		struct str ref = STR_INIT;

		if (!(said & (uint64_t)1 << i) || !v->text)
			continue;
		if (f->type != FIELD_REF && f->type != FIELD_ANY)
			continue;
		if (f->type == FIELD_REF)
			v->other = f->entity;
		st = history_ref(db, &v->other, v->num, &ref);
		free(v->text);
		v->text = NULL;
		if (f->type == FIELD_ANY && v->other != ENTITY_NONE) {
			struct str whole = STR_INIT;

			str_addf(&whole, "%s:%s", entity_get(v->other)->name, str_text(&ref));
			v->text = str_detach(&whole);
			str_free(&ref);
		} else {
			v->text = str_detach(&ref);
		}
	}
	return st;
}

/* Of what was added or removed as a whole, the fields in which something stood. */
static uint64_t filled(const struct record *r)
{
	uint64_t fields = 0;

	for (size_t i = 0; i < r->entity->n_fields; i++)
		if (r->values[i].text)
			fields |= (uint64_t)1 << i;
	return fields;
}

enum status history_make(
	struct db *db, const struct changeset_change *c, bool named, struct history_change *out)
{
	const struct entity *e = entity_find(c->table);
	struct columns columns;
	uint64_t said = 0;
	enum status st;

	memset(out, 0, sizeof(*out));
	if (!e || strcmp(e->name, c->table) != 0)
		return ST_NOTFOUND;
	assert(e->n_fields <= 64);
	out->entity = e->id;
	out->id = c->id;
	out->act = c->op == CHANGESET_INSERT   ? HISTORY_ADDED
		   : c->op == CHANGESET_DELETE ? HISTORY_REMOVED
					       : HISTORY_CHANGED;
	empty_record(&out->before, e, c->id);
	empty_record(&out->after, e, c->id);
	st = read_columns(db, e, &columns);
	if (st)
		return st;
	if (c->before)
		said |= take_values(c, c->before, &columns, &out->before);
	if (c->after)
		said |= take_values(c, c->after, &columns, &out->after);
	st = name_references(db, &out->before, said);
	if (st == ST_OK)
		st = name_references(db, &out->after, said);
	out->fields = c->before && c->after ? said : filled(&out->before) | filled(&out->after);
	return st == ST_OK && named ? history_name(db, out) : st;
}

static void take_name(struct db *db, struct history_change *c, const struct record *r)
{
	struct str label = STR_INIT;

	record_label(db, r, &label);
	free(c->ref);
	free(c->label);
	c->ref = mem_text_or_null(record_get(r, "ref"));
	c->label = str_detach(&label);
}

/* What a gag order covers is told as changed, and no more; also where it is gone by now. */
static enum status cover(struct db *db, struct history_change *c)
{
	struct str words = STR_INIT;
	bool behind = false;
	enum status st = gag_behind(db, c->entity, c->id, &behind, &words);

	if (st == ST_OK && !behind && gag_veiled(db)) {
		const struct record *whole = c->after.version ? &c->after : &c->before;

		if (gag_hides_record(db, whole, &behind) == ST_OK && behind)
			str_add(&words, _("withheld by a gag order"));
	}
	if (st == ST_OK && behind) {
		c->fields = 0;
		free(c->ref);
		free(c->label);
		c->ref = mem_text(_("withheld"));
		c->label = str_detach(&words);
	}
	str_free(&words);
	return st;
}

enum status history_name(struct db *db, struct history_change *c)
{
	const struct record *whole = c->act == HISTORY_CHANGED ? NULL
				     : c->after.version        ? &c->after
							       : &c->before;
	struct history_change origin = { 0 };
	struct record now;
	enum status st = record_load(db, c->entity, c->id, &now);

	c->there = st == ST_OK;
	if (st != ST_OK && st != ST_NOTFOUND)
		goto out;
	if (whole) {
		take_name(db, c, whole);
		st = ST_OK;
	} else if (st == ST_OK) {
		take_name(db, c, &now);
	} else {
		st = history_origin(db, c->id, &origin);
		if (st == ST_OK)
			take_name(db, c, &origin.after);
		else if (st == ST_NOTFOUND)
			st = ST_OK;
	}
out:
	record_free(&now);
	history_change_free(&origin);
	return st == ST_OK ? cover(db, c) : st;
}

void history_turn(struct history_change *c, enum journal_kind kind)
{
	if (kind == JOURNAL_UNDO) {
		struct record before = c->before;

		c->before = c->after;
		c->after = before;
		if (c->act == HISTORY_ADDED)
			c->act = HISTORY_REMOVED;
		else if (c->act == HISTORY_REMOVED)
			c->act = HISTORY_BACK;
	} else if (kind == JOURNAL_REDO && c->act == HISTORY_ADDED) {
		c->act = HISTORY_BACK;
	}
}

void history_change_free(struct history_change *c)
{
	record_free(&c->before);
	record_free(&c->after);
	free(c->ref);
	free(c->label);
	c->ref = c->label = NULL;
}

void history_event_free(struct history_event *e)
{
	journal_entry_free(&e->entry);
	history_change_free(&e->change);
}

/* ---- what a record is called, also when it is gone ---- */

static enum status kind_of(struct db *db, int64_t id, enum entity_id *out, struct str *ref)
{
	enum status st = ST_NOTFOUND;

	for (int i = 0; i < ENTITY_COUNT && st == ST_NOTFOUND; i++) {
		st = record_ref(db, (enum entity_id)i, id, ref);
		if (st == ST_OK)
			*out = (enum entity_id)i;
	}
	return st;
}

enum status history_ref(struct db *db, enum entity_id *entity, int64_t id, struct str *out)
{
	struct history_change origin = { 0 };
	struct str ref = STR_INIT;
	bool behind = false;
	enum status st = *entity == ENTITY_NONE ? kind_of(db, id, entity, &ref)
						: record_ref(db, *entity, id, &ref);

	if (st == ST_OK)
		st = gag_behind(db, *entity, id, &behind, NULL);
	if (st == ST_OK)
		str_add(out, behind ? _("withheld") : str_text(&ref));
	str_free(&ref);
	if (st != ST_NOTFOUND)
		return st;
	st = history_origin(db, id, &origin);
	if (st == ST_OK) {
		*entity = origin.entity;
		str_addf(out, _("%s (removed)"), record_show(&origin.after, "ref"));
	} else if (st == ST_NOTFOUND) {
		str_add(out, _("(removed)"));
		st = ST_OK;
	}
	history_change_free(&origin);
	return st;
}
