#include "config.h"

#include "model/record.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/gag_internal.h"
#include "model/i18n.h"
#include "model/mark.h"
#include "model/mem.h"
#include "model/record_sql.h"
#include "model/stmt.h"

/* Making, reading and finding records; record_value.c checks values, record_save.c writes. */

void record_init(struct record *r, enum entity_id entity)
{
	const struct entity *e = entity_get(entity);

	memset(r, 0, sizeof(*r));
	r->entity = e;
	r->values = mem_zero(e->n_fields * sizeof(*r->values));
	for (size_t i = 0; i < e->n_fields; i++) {
		r->values[i].other = ENTITY_NONE;
		r->values[i].text = mem_text_or_null(e->fields[i].fallback);
	}
}

void record_free(struct record *r)
{
	if (!r->values)
		return;
	for (size_t i = 0; i < r->entity->n_fields; i++)
		free(r->values[i].text);
	free(r->values);
	r->values = NULL;
}

void record_copy(struct record *to, const struct record *from)
{
	*to = *from;
	to->values = mem_array(from->entity->n_fields, sizeof(*to->values));
	for (size_t i = 0; i < from->entity->n_fields; i++) {
		to->values[i] = from->values[i];
		to->values[i].text = mem_text_or_null(from->values[i].text);
	}
}

static struct value *value_of(const struct record *r, const char *field)
{
	int i = entity_field(r->entity, field);

	assert(i >= 0);
	return &r->values[i];
}

const char *record_get(const struct record *r, const char *field)
{
	return value_of(r, field)->text;
}

const char *record_show(const struct record *r, const char *field)
{
	const char *text = record_get(r, field);

	return text ? text : "";
}

bool record_same(const struct record *a, const struct record *b, const char *field)
{
	return !strcmp(record_show(a, field), record_show(b, field));
}

int64_t record_num(const struct record *r, const char *field)
{
	const struct value *v = value_of(r, field);

	return v->text ? v->num : 0;
}

void record_put(struct record *r, const char *field, const char *text)
{
	struct value *v = value_of(r, field);
	char *copy = mem_text_or_null(text);

	free(v->text);
	v->text = copy;
	v->num = copy && r->entity->fields[v - r->values].type == FIELD_INT
			 ? strtoll(copy, NULL, 10)
			 : 0;
}

void record_put_num(struct record *r, const char *field, int64_t num)
{
	struct str text = STR_INIT;

	str_addf(&text, "%lld", (long long)num);
	record_put(r, field, str_text(&text));
	str_free(&text);
}

enum status record_set_num(struct db *db, struct record *r, const char *field, int64_t num)
{
	struct value *v = value_of(r, field);
	const struct field *f = &r->entity->fields[v - r->values];
	struct str text = STR_INIT;
	enum status st = ST_OK;

	assert(f->type == FIELD_REF || f->type == FIELD_INT);
	if (f->type == FIELD_REF)
		st = record_ref(db, f->entity, num, &text);
	else
		str_addf(&text, "%lld", (long long)num);
	if (st == ST_OK) {
		free(v->text);
		v->text = str_detach(&text);
		v->num = num;
	} else if (st == ST_NOTFOUND) {
		(void)db_fail(
			db, st, f->name, _("%s: that record is no longer there"), _(f->label));
	}
	str_free(&text);
	return st;
}

enum status record_load(struct db *db, enum entity_id entity, int64_t id, struct record *out)
{
	const struct entity *e = entity_get(entity);
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;

	memset(out, 0, sizeof(*out));
	out->entity = e;
	st = gag_veiled(db) ? gag_read(db) : ST_OK;
	if (st)
		return st;
	str_add(&sql, "SELECT ");
	record_columns(e, &sql);
	str_addf(&sql, " FROM \"%s\" t WHERE t.id = :id", e->name);
	st = stmt_get(db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":id", id);
	st = stmt_step(s);
	if (st == ST_OK)
		st = record_read(db, s, e, out);
	else if (st == ST_END)
		st = db_fail(db, ST_NOTFOUND, NULL, _("that %s is no longer there"), e->name);
	stmt_done(s);
	return st;
}

/* ---- finding by reference ---- */

/*
 * The scopes above an entity, outwards: signatory -> petition -> case. SCOPE/REF may name any of
 * them, so the search joins them all.
 */
#define SCOPES_MAX 4

static size_t scopes_of(const struct entity *e, const struct entity *out[SCOPES_MAX])
{
	size_t n = 0;

	while (e->scope && n < SCOPES_MAX) {
		e = entity_get(e->fields[entity_field(e, e->scope)].entity);
		out[n++] = e;
	}
	return n;
}

/* The whole way to a row, "case/petition/", and joins that reach each scope of it as s0, s1 ... */
static void scopes_sql(const struct entity *const *scopes, size_t n, struct str *way,
	struct str *joins, const struct entity *e)
{
	for (size_t i = n; i-- > 0;)
		str_addf(way, "s%zu.ref || '/' || ", i);
	for (size_t i = 0; i < n; i++) {
		str_addf(joins, " JOIN \"%s\" s%zu ON s%zu.id = ", scopes[i]->name, i, i);
		if (i)
			str_addf(joins, "s%zu", i - 1);
		else
			str_add_c(joins, 't');
		str_addf(joins, ".\"%s\"", i ? scopes[i - 1]->scope : e->scope);
	}
}

/* Each of the `given` scopes must be one of those above. */
static void find_sql(const struct entity *e, size_t given, struct str *sql)
{
	const struct entity *scopes[SCOPES_MAX];
	size_t n = scopes_of(e, scopes);
	struct str way = STR_INIT, joins = STR_INIT;

	scopes_sql(scopes, n, &way, &joins, e);
	str_addf(sql, "SELECT t.id, %st.ref FROM \"%s\" t%s WHERE t.ref = :ref", str_text(&way),
		e->name, str_text(&joins));
	for (size_t k = 0; k < given; k++) {
		str_add(sql, " AND (0");
		for (size_t i = 0; i < n; i++)
			str_addf(sql, " OR s%zu.ref = :scope%zu", i, k);
		str_add(sql, ")");
	}
	str_add(sql, " ORDER BY t.id LIMIT 6");
	str_free(&way);
	str_free(&joins);
}

struct found {
	int64_t id;
	size_t n;
	struct str where; /* the way to each, for the sentence */
};

/* An exhibit is also called by a mark, which may hold a slash: P/12A, or CASE/P/12A. */
static enum status find_mark(struct db *db, const char *ref, struct found *out)
{
	return mark_find_exhibit(db, ref, &out->id, 1, &out->n, &out->where);
}

/* The way to one of those that were found, which is not told where the veil hides it. */
static enum status add_way(struct db *db, const struct entity *e, struct stmt *s, struct found *out)
{
	bool behind = false;
	enum status st = gag_behind(db, e->id, stmt_get_int(s, 0), &behind, NULL);

	str_addf(&out->where, "%s%s", out->n > 1 ? ", " : "",
		behind ? _("withheld") : stmt_get_text(s, 1));
	return st;
}

/* `path` is CASE/PETITION/REF, any part of the way, or REF; its slashes are written over. */
static enum status find_all(struct db *db, const struct entity *e, char *path, struct found *out)
{
	const char *scopes[SCOPES_MAX], *ref = path;
	struct str sql = STR_INIT;
	size_t given = 0;
	struct stmt *s;
	enum status st;

	for (char *slash; e->scope && (slash = strchr(ref, '/')) != NULL; ref = slash + 1) {
		if (given == SCOPES_MAX)
			return ST_OK;
		*slash = '\0';
		scopes[given++] = ref;
	}
	find_sql(e, given, &sql);
	st = stmt_get(db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_text(s, ":ref", ref);
	for (size_t k = 0; k < given; k++) {
		char name[] = ":scope0";

		name[sizeof(name) - 2] = (char)('0' + k);
		stmt_text(s, name, scopes[k]);
	}
	while ((st = stmt_step(s)) == ST_OK) {
		if (!out->n++)
			out->id = stmt_get_int(s, 0);
		st = add_way(db, e, s, out);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status record_find(struct db *db, enum entity_id entity, const char *ref, int64_t *id)
{
	const struct entity *e = entity_get(entity);
	struct found found = { 0 };
	char *copy = mem_text(ref);
	enum status st = find_all(db, e, copy, &found);

	if (st == ST_OK && !found.n && entity == ENTITY_EXHIBIT)
		st = find_mark(db, ref, &found);
	if (st == ST_OK && !found.n && entity == ENTITY_MARK)
		st = mark_find(db, ref, 0, &found.id);
	else if (st == ST_OK && !found.n)
		st = db_fail(db, ST_NOTFOUND, NULL,
			_("there is no %s %s; amparo list %s shows what there is"), e->name, ref,
			e->name);
	if (st == ST_OK && found.n > 1)
		st = db_fail(db, ST_CONFLICT, NULL,
			_("there are several with the reference %s; say which: %s"), ref,
			str_text(&found.where));
	*id = found.id;
	str_free(&found.where);
	free(copy);
	return st;
}

enum status record_open(struct db *db, enum entity_id entity, const char *ref, struct record *out)
{
	int64_t id = 0;
	enum status st = record_find(db, entity, ref, &id);

	if (st) {
		memset(out, 0, sizeof(*out));
		out->entity = entity_get(entity);
		return st;
	}
	return record_load(db, entity, id, out);
}

/* ---- for people ---- */

static bool headline_of(struct db *db, enum entity_id entity, int64_t id, struct str *out)
{
	const struct entity *e = entity_get(entity);
	struct str sql = STR_INIT;
	struct stmt *s;
	size_t before = out->len;
	bool behind = false;

	if (gag_behind(db, entity, id, &behind, out) != ST_OK || behind)
		return true;
	str_addf(&sql, "SELECT coalesce(\"%s\", ref) FROM \"%s\" WHERE id = :id", e->headline,
		e->name);
	if (stmt_get(db, str_text(&sql), &s) == ST_OK) {
		stmt_int(s, ":id", id);
		if (stmt_step(s) == ST_OK && stmt_get_text(s, 0))
			str_add(out, stmt_get_text(s, 0));
		stmt_done(s);
	}
	str_free(&sql);
	return out->len > before;
}

/* Whether a field helps to say which record it is: not what it belongs to, nor a hash. */
static bool tells(const struct entity *e, const struct field *f, const struct value *v)
{
	if (!(f->flags & FIELD_LISTED) || !v->text || f->type == FIELD_HASH)
		return false;
	if (e->scope)
		return strcmp(f->name, e->scope) != 0;
	return !(f->flags & FIELD_OWNER);
}

/* What a record that needs no headline says of itself: "Amnesty International, petitioner". */
static void label_from_fields(struct db *db, const struct record *r, struct str *out)
{
	const struct entity *e = r->entity;
	int said = 0;

	for (size_t i = 1; i < e->n_fields && said < 3; i++) {
		const struct field *f = &e->fields[i];
		const struct value *v = &r->values[i];

		if (!tells(e, f, v))
			continue;
		if (said++)
			str_add(out, ", ");
		if (f->type == FIELD_REF && headline_of(db, f->entity, v->num, out))
			continue;
		if (f->type == FIELD_ENUM && field_choice_label(f, v->text))
			str_add(out, field_choice_label(f, v->text));
		else
			str_add(out, v->text);
	}
}

void record_label(struct db *db, const struct record *r, struct str *out)
{
	const struct entity *e = r->entity;
	const char *headline = record_get(r, e->headline);
	size_t before = out->len;

	if (!r->withheld && !(e->fields[entity_field(e, e->headline)].flags & FIELD_REQUIRED))
		label_from_fields(db, r, out);
	if (out->len == before)
		str_add(out, headline ? headline : record_show(r, "ref"));
}

enum status record_count_children(
	struct db *db, enum entity_id child, enum entity_id owner, int64_t id, int64_t *out)
{
	const struct entity *e = entity_get(child);
	int field = entity_owned_by(e, owner);
	struct str sql = STR_INIT;
	enum status st;

	*out = 0;
	if (field < 0)
		return ST_OK;
	str_addf(&sql, "SELECT count(*) FROM \"%s\" WHERE \"%s\" = :id", e->name,
		e->fields[field].name);
	st = stmt_number(db, str_text(&sql), id, out);
	str_free(&sql);
	return st;
}

enum status record_referring(struct db *db, enum entity_id entity, int field, int64_t id,
	size_t max, int64_t *ids, size_t *n)
{
	const struct entity *e = entity_get(entity);
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;

	*n = 0;
	assert(e->fields[field].type == FIELD_REF);
	str_addf(&sql, "SELECT id FROM \"%s\" WHERE \"%s\" = :id ORDER BY id LIMIT :max", e->name,
		e->fields[field].name);
	st = stmt_get(db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":id", id);
	stmt_int(s, ":max", (int64_t)max);
	while ((st = stmt_step(s)) == ST_OK)
		ids[(*n)++] = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}
