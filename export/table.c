#include "config.h"

#include "export/table.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"

#define CACHED 64

/* The case of a record that belongs to another one: found once for each owner. */
struct owner_case {
	enum entity_id entity;
	int64_t id;
	char *ref; /* owned; NULL: none */
};

struct table {
	struct db *db;
	FILE *out;
	const struct entity *entity;
	int case_field;             /* its own field `case`, or -1 */
	bool case_owner;            /* its owner, or an owner's owner, has one */
	int64_t rows;               /* read */
	int64_t objects;            /* written, of a JSON array */
	const struct idset *only;   /* these alone; NULL: all of the query */
	const struct record *about; /* only links from or to this record; NULL: all */
	struct owner_case cache[CACHED];
};

/* Whether the owners of such a record lead to a case. */
static bool owner_has_case(const struct entity *e)
{
	for (size_t i = 0; i < e->n_fields; i++) {
		const struct field *f = &e->fields[i];

		if (!(f->flags & FIELD_OWNER) || f->type != FIELD_REF || f->entity == e->id)
			continue;
		if (entity_field(entity_get(f->entity), "case") >= 0 ||
			owner_has_case(entity_get(f->entity)))
			return true;
	}
	return false;
}

static void table_init(struct table *t, struct db *db, const struct entity *e, FILE *out)
{
	memset(t, 0, sizeof(*t));
	t->db = db;
	t->out = out;
	t->entity = e;
	t->case_field = entity_field(e, "case");
	t->case_owner = t->case_field < 0 && owner_has_case(e);
}

static void table_free(struct table *t)
{
	for (size_t i = 0; i < CACHED; i++)
		free(t->cache[i].ref);
}

/* The owner through which a record leads to its case; false: it has none. */
static bool next_owner(const struct record *r, enum entity_id *entity, int64_t *id)
{
	for (size_t i = 0; i < r->entity->n_fields; i++) {
		const struct field *f = &r->entity->fields[i];

		if (!(f->flags & FIELD_OWNER) || f->type != FIELD_REF || !r->values[i].text)
			continue;
		if (entity_field(entity_get(f->entity), "case") < 0 &&
			!owner_has_case(entity_get(f->entity)))
			continue;
		*entity = f->entity;
		*id = r->values[i].num;
		return true;
	}
	return false;
}

static enum status find_case(struct db *db, enum entity_id entity, int64_t id, char **ref)
{
	enum status st;

	for (;;) {
		struct record owner;
		bool more = false;

		st = record_load(db, entity, id, &owner);
		if (st == ST_OK && entity_field(owner.entity, "case") >= 0)
			*ref = mem_text_or_null(record_get(&owner, "case"));
		else if (st == ST_OK)
			more = next_owner(&owner, &entity, &id);
		record_free(&owner);
		if (!more)
			return st;
	}
}

/* Sets *ref, lent until the next call, to NULL where there is no case. */
static enum status case_of(struct table *t, const struct record *r, const char **ref)
{
	enum entity_id entity;
	int64_t id;
	struct owner_case *c;
	enum status st;

	*ref = NULL;
	if (t->case_field >= 0) {
		*ref = r->values[t->case_field].text;
		return ST_OK;
	}
	if (!next_owner(r, &entity, &id))
		return ST_OK;
	c = &t->cache[((uint64_t)id * 31 + (uint64_t)entity) % CACHED];
	if (c->id != id || c->entity != entity) {
		free(c->ref);
		memset(c, 0, sizeof(*c));
		st = find_case(t->db, entity, id, &c->ref);
		if (st != ST_OK)
			return st;
		c->id = id;
		c->entity = entity;
	}
	*ref = c->ref;
	return ST_OK;
}

static enum status check_output(struct db *db, FILE *out)
{
	errno = 0;
	if (fflush(out) == 0 && !ferror(out))
		return ST_OK;
	return db_fail(db, ST_IO, NULL, _("the output cannot be written: %s"),
		strerror(errno ? errno : EIO));
}

/* `ref`, `case` where there is one, then the other fields. Calls `put` for each. */
typedef void put_fn(
	struct table *t, const char *name, const struct field *f, const struct value *v);

static enum status each_column(struct table *t, const struct record *r, put_fn *put)
{
	const struct entity *e = t->entity;
	struct value owned = { NULL, 0, ENTITY_NONE };
	const char *ref = NULL;
	int first = entity_field(e, "ref");
	enum status st = ST_OK;

	put(t, "ref", &e->fields[first], r ? &r->values[first] : NULL);
	if (t->case_field >= 0) {
		put(t, "case", &e->fields[t->case_field], r ? &r->values[t->case_field] : NULL);
	} else if (t->case_owner) {
		if (r)
			st = case_of(t, r, &ref);
		owned.text = mem_text_or_null(ref);
		put(t, "case", NULL, r ? &owned : NULL);
		free(owned.text);
	}
	for (size_t i = 0; i < e->n_fields; i++)
		if ((int)i != first && (int)i != t->case_field)
			put(t, e->fields[i].name, &e->fields[i], r ? &r->values[i] : NULL);
	return st;
}

typedef enum status row_fn(struct table *t, const struct record *r);

static enum status one_row(struct table *t, const struct record *r, row_fn *row)
{
	enum status st;

	if (gag_left_out(t->db, r))
		return ST_OK;
	st = row(t, r);
	if (st == ST_OK && ++t->rows % 1024 == 0) {
		st = db_progress(
			t->db, _("records written"), t->rows, t->only ? t->only->count : 0);
		if (st == ST_OK && ferror(t->out))
			st = check_output(t->db, t->out);
	}
	return st;
}

static enum status each_of(struct table *t, row_fn *row)
{
	enum status st = ST_OK;

	for (int64_t id = idset_next(t->only, 0); id && st == ST_OK; id = idset_next(t->only, id)) {
		struct record r;

		st = record_load(t->db, t->entity->id, id, &r);
		if (st == ST_OK)
			st = one_row(t, &r, row);
		else if (st == ST_NOTFOUND)
			st = ST_OK;
		record_free(&r);
	}
	return st;
}

static enum status each_row(struct table *t, const struct query *q, row_fn *row)
{
	struct cursor *cursor = NULL;
	enum status st;

	if (t->only)
		return each_of(t, row);
	st = query_open(t->db, q, NULL, false, &cursor);
	while (st == ST_OK) {
		struct record r;

		st = query_next(cursor, &r);
		if (st == ST_OK)
			st = one_row(t, &r, row);
		record_free(&r);
	}
	query_close(cursor);
	return st == ST_END ? ST_OK : st;
}

static void put_comma(struct table *t, const char *name)
{
	if (strcmp(name, "ref") != 0)
		putc(',', t->out);
}

static void put_csv_name(
	struct table *t, const char *name, const struct field *f, const struct value *v)
{
	(void)f;
	(void)v;
	put_comma(t, name);
	fputs(name, t->out);
}

static void put_csv_value(
	struct table *t, const char *name, const struct field *f, const struct value *v)
{
	(void)f;
	put_comma(t, name);
	if (v->text)
		csv_put_cell(t->out, v->text, strlen(v->text));
}

static enum status csv_row(struct table *t, const struct record *r)
{
	enum status st = each_column(t, r, put_csv_value);

	fputs("\r\n", t->out);
	return st;
}

static enum status csv(struct db *db, const struct query *q, const struct idset *only, FILE *out)
{
	struct table t;
	enum status st;

	table_init(&t, db, entity_get(q->entity), out);
	t.only = only;
	st = each_column(&t, NULL, put_csv_name);
	fputs("\r\n", out);
	if (st == ST_OK)
		st = each_row(&t, q, csv_row);
	table_free(&t);
	return st == ST_OK ? check_output(db, out) : st;
}

enum status table_csv(struct db *db, const struct query *q, FILE *out)
{
	return csv(db, q, NULL, out);
}

enum status table_csv_of(struct db *db, enum entity_id entity, const struct idset *ids, FILE *out)
{
	return csv(db, &(struct query){ .entity = entity }, ids, out);
}

static void put_json_value(
	struct table *t, const char *name, const struct field *f, const struct value *v)
{
	put_comma(t, name);
	fprintf(t->out, "\"%s\":", name);
	if (!v->text)
		fputs("null", t->out);
	else if (f && f->type == FIELD_INT)
		fprintf(t->out, "%" PRId64, v->num);
	else
		json_put_string(t->out, v->text, strlen(v->text));
}

static enum status json_object(struct table *t, const struct record *r)
{
	enum status st;

	fputs(t->objects++ ? ",\n{" : "\n{", t->out);
	st = each_column(t, r, put_json_value);
	putc('}', t->out);
	return st;
}

static bool is_about(const struct record *link, const char *end, const struct record *r)
{
	const struct value *v = &link->values[entity_field(link->entity, end)];

	return v->text && v->other == r->entity->id && v->num == r->id;
}

static enum status json_element(struct table *t, const struct record *r)
{
	if (t->about && !is_about(r, "from", t->about) && !is_about(r, "to", t->about))
		return ST_OK;
	return json_object(t, r);
}

static enum status json_array(struct db *db, const struct query *q, const struct idset *only,
	const struct record *about, FILE *out)
{
	struct table t;
	enum status st;

	table_init(&t, db, entity_get(q->entity), out);
	t.only = only;
	t.about = about;
	putc('[', out);
	st = each_row(&t, q, json_element);
	fputs(t.objects ? "\n]" : "]", out);
	table_free(&t);
	return st;
}

static enum status json(struct db *db, const struct query *q, const struct idset *only, FILE *out)
{
	enum status st = json_array(db, q, only, NULL, out);

	putc('\n', out);
	return st == ST_OK ? check_output(db, out) : st;
}

enum status table_json(struct db *db, const struct query *q, FILE *out)
{
	return json(db, q, NULL, out);
}

enum status table_json_of(struct db *db, enum entity_id entity, const struct idset *ids, FILE *out)
{
	return json(db, &(struct query){ .entity = entity }, ids, out);
}

static enum status json_children(struct db *db, const struct record *r, FILE *out)
{
	struct query links = { .entity = ENTITY_LINK };
	enum status st = ST_OK;

	for (int i = 0; i < ENTITY_COUNT && st == ST_OK; i++) {
		const struct entity *child = entity_get((enum entity_id)i);
		struct query q = { .entity = child->id, .owner = r->entity->id, .owner_id = r->id };

		if (entity_owned_by(child, r->entity->id) < 0)
			continue;
		fprintf(out, ",\n\"%s\":", child->plural);
		st = json_array(db, &q, NULL, NULL, out);
	}
	if (st != ST_OK || r->entity->id == ENTITY_LINK)
		return st;
	fprintf(out, ",\n\"%s\":", entity_get(ENTITY_LINK)->plural);
	return json_array(db, &links, NULL, r, out);
}

enum status table_json_record(struct db *db, const struct record *r, FILE *out)
{
	struct table t;
	enum status st;

	table_init(&t, db, r->entity, out);
	putc('{', out);
	st = each_column(&t, r, put_json_value);
	table_free(&t);
	if (st == ST_OK)
		st = json_children(db, r, out);
	fputs("}\n", out);
	return st == ST_OK ? check_output(db, out) : st;
}
