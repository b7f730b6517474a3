#include "config.h"

#include "tui/record_view.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/cells.h"

#define NOTES_MAX 3

/* What belongs to a record, what it refers to, and what is linked with it: read when there is time.
 */

static void add_child(struct record_view *v, const struct entity *e, int by)
{
	v->children = mem_resize(v->children, v->n_children + 1, sizeof(*v->children));
	v->children[v->n_children] = (struct child){ .entity = e, .by = by, .count = -1 };
	v->n_children++;
}

/* Fields in which others refer to this kind of record without belonging to it. */
static void add_referring(struct record_view *v, const struct entity *from)
{
	for (size_t i = 0; i < from->n_fields; i++) {
		const struct field *f = &from->fields[i];

		/* What the program sets (the import of a signatory) would be looked for in all of
		 * them. */
		if (f->type == FIELD_REF && f->entity == v->record.entity->id &&
			!(f->flags & (FIELD_OWNER | FIELD_COMPUTED)))
			add_child(v, from, (int)i);
	}
}

void record_children_init(struct record_view *v)
{
	const struct entity *e = v->record.entity;

	v->ref_labels = mem_zero(e->n_fields * sizeof(char *));
	v->children = NULL;
	v->n_children = 0;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *child = entity_get((enum entity_id)i);

		if (entity_owned_by(child, e->id) >= 0 ||
			(child->id == ENTITY_LINK && e->id != ENTITY_LINK))
			add_child(v, child, -1);
	}
	for (int i = 0; i < ENTITY_COUNT; i++)
		add_referring(v, entity_get((enum entity_id)i));
	v->step = 0;
}

static void forget_rows(struct child *c)
{
	for (; c->n > 0; c->n--) {
		free(c->rows[c->n - 1].label);
		free(c->rows[c->n - 1].note);
	}
}

void record_children_free(struct record_view *v)
{
	if (!v->have)
		return;
	for (size_t i = 0; i < v->record.entity->n_fields; i++)
		free(v->ref_labels[i]);
	for (size_t i = 0; i < v->n_children; i++)
		forget_rows(&v->children[i]);
	for (size_t i = 0; i < v->n_children; i++)
		free(v->children[i].sum);
	free(v->ref_labels);
	free(v->children);
	v->ref_labels = NULL;
	v->children = NULL;
	v->n_children = 0;
}

/* Texts that say something beside a name: the mark of an exhibit, the pages that prove it. */
static bool is_short(const char *field)
{
	static const char *const names[] = { "mark", "pages", "capacity", NULL };
	size_t i = 0;

	while (names[i] && strcmp(names[i], field) != 0)
		i++;
	return names[i] != NULL;
}

/* The states, dates and places of a row: "valid · 2020-07-18 · HK". */
static char *row_note(const struct record *r)
{
	struct str note = STR_INIT;
	int n = 0;

	for (int i = 0; i < (int)r->entity->n_fields && n < NOTES_MAX; i++) {
		const struct field *f = &r->entity->fields[i];

		if (!(f->flags & FIELD_LISTED) || !r->values[i].text)
			continue;
		if (f->type != FIELD_ENUM && f->type != FIELD_DATE && f->type != FIELD_DAY &&
			f->type != FIELD_COUNTRY && !is_short(f->name))
			continue;
		if (n++ > 0)
			str_add(&note, " · ");
		cell_field(r, i, &note);
	}
	return str_detach(&note);
}

/* The other end of a link, and the word from here: "cites decl-2007", "is cited by nso-mexico". */
static void link_row(struct db *db, const struct record_view *v, const struct record *link,
	struct child_row *row)
{
	int from = entity_field(link->entity, "from");
	int to = entity_field(link->entity, "to");
	bool away = link->values[from].num == v->record.id;
	const struct value *other = &link->values[away ? to : from];
	struct str label = STR_INIT;
	struct record r;

	cell_link(record_show(link, "word"), away, &label);
	str_add_c(&label, ' ');
	if (other->other != ENTITY_NONE && record_load(db, other->other, other->num, &r) == ST_OK) {
		row->subject = (struct subject){ other->other, other->num };
		record_label(db, &r, &label);
		row->note = mem_text(_(r.entity->label));
		record_free(&r);
	} else {
		str_add(&label, other->text ? other->text : "");
	}
	row->label = str_detach(&label);
}

/* The record that the row is shown under, or what this belongs to itself: that is known here. */
static bool is_here(const struct record_view *v, const struct field *f, const struct value *value)
{
	const struct record *here = &v->record;
	int owner = entity_owned_by(here->entity, f->entity);

	if (f->entity == here->entity->id && value->num == here->id)
		return true;
	return owner >= 0 && here->values[owner].text && here->values[owner].num == value->num;
}

/* Whom or what a row names beside the record that it is shown under. */
static bool add_named(
	struct db *db, const struct record_view *v, const struct record *r, struct str *out)
{
	bool any = false;

	for (size_t i = 0; i < r->entity->n_fields; i++) {
		const struct field *f = &r->entity->fields[i];
		struct record other;

		if (f->type != FIELD_REF || !(f->flags & FIELD_REQUIRED) || !r->values[i].text ||
			is_here(v, f, &r->values[i]))
			continue;
		if (any)
			str_add(out, " · ");
		any = true;
		if (record_load(db, f->entity, r->values[i].num, &other) == ST_OK)
			record_label(db, &other, out);
		record_free(&other);
	}
	return any;
}

/* A row that need not have a title of its own is called by whom it names. */
static void add_label(
	struct db *db, const struct record_view *v, const struct record *r, struct str *out)
{
	const struct entity *e = r->entity;
	const char *headline = record_get(r, e->headline);

	if (e->fields[entity_field(e, e->headline)].flags & FIELD_REQUIRED)
		record_label(db, r, out);
	else if (!add_named(db, v, r, out))
		record_label(db, r, out);
	else if (headline)
		str_addf(out, ", %s", headline);
}

/* What happened to an exhibit: "transferred, from the police to counsel, by Noa, in Haifa". */
static void add_custody(const struct record *r, struct str *out)
{
	static const struct {
		const char *field;
		const char *words;
	} parts[] = {
		{ "from", N_(", from ") },
		{ "to", N_(", to ") },
		{ "by", N_(", by ") },
		{ "place", N_(", in ") },
	};

	if (record_get(r, "title"))
		str_addf(out, "%s: ", record_get(r, "title"));
	cell_field(r, entity_field(r->entity, "event"), out);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (record_get(r, parts[i].field))
			str_addf(out, "%s%s", _(parts[i].words), record_get(r, parts[i].field));
}

/* How alike the two are, and what was decided: "87 of 100 · not decided". */
static char *pair_note(const struct record *r)
{
	struct str note = STR_INIT;

	str_addf(&note, _("%s of 100"), record_show(r, "score"));
	str_add(&note, " · ");
	cell_field(r, entity_field(r->entity, "verdict"), &note);
	return str_detach(&note);
}

static void plain_row(
	struct db *db, const struct record_view *v, const struct record *r, struct child_row *row)
{
	struct str label = STR_INIT, note = STR_INIT;

	row->subject = (struct subject){ r->entity->id, r->id };
	if (r->entity->id == ENTITY_CUSTODY) {
		add_custody(r, &label);
		cell_instant_long(record_show(r, "at"), &note);
		row->label = str_detach(&label);
		row->note = str_detach(&note);
		return;
	}
	if (r->entity->id == ENTITY_MARK) {
		record_mark_row(db, v, r, row);
		return;
	}
	/* Its number alone says little. */
	if (r->entity->id == ENTITY_VERSION)
		str_addf(&label, "%s ", _(r->entity->label));
	add_label(db, v, r, &label);
	row->label = str_detach(&label);
	if (r->entity->id == ENTITY_PAIR && record_get(r, "score"))
		row->note = pair_note(r);
	else
		row->note = row_note(r);
}

static enum status read_rows(
	struct db *db, const struct record_view *v, struct child *c, const struct query *q)
{
	struct cursor *cursor = NULL;
	struct record row = { 0 };
	enum status st = query_open(db, q, NULL, false, &cursor);

	while (st == ST_OK && c->n < CHILD_ROWS) {
		st = query_next(cursor, &row);
		if (st == ST_OK && c->entity->id == ENTITY_LINK)
			link_row(db, v, &row, &c->rows[c->n++]);
		else if (st == ST_OK)
			plain_row(db, v, &row, &c->rows[c->n++]);
		record_free(&row);
	}
	query_close(cursor);
	return st == ST_END ? ST_OK : st;
}

/* Those that refer to the record in a field of theirs. One more than is shown says that there are.
 */
static enum status read_referring(struct db *db, struct record_view *v, struct child *c)
{
	int64_t ids[CHILD_ROWS + 1];
	size_t n = 0;
	enum status st =
		record_referring(db, c->entity->id, c->by, v->record.id, CHILD_ROWS + 1, ids, &n);

	for (size_t i = 0; i < n && i < CHILD_ROWS && st == ST_OK; i++) {
		struct record r;

		st = record_load(db, c->entity->id, ids[i], &r);
		if (st == ST_OK)
			plain_row(db, v, &r, &c->rows[c->n++]);
		record_free(&r);
	}
	if (st)
		forget_rows(c);
	c->read = st == ST_OK;
	c->count = st == ST_OK && n <= CHILD_ROWS ? (int64_t)n : -1;
	return st;
}

static enum status read_child(struct db *db, struct record_view *v, struct child *c)
{
	struct query q = { .entity = c->entity->id,
		.owner = v->record.entity->id,
		.owner_id = v->record.id,
		.limit = CHILD_ROWS + 1 };
	enum status st = ST_OK;

	if (!c->read) {
		st = read_rows(db, v, c, &q);
		if (st == ST_OK && c->n && c->entity->id == ENTITY_MARK &&
			v->record.entity->id == ENTITY_PETITION)
			st = record_marks_sum(v, c);
		if (st != ST_OK) {
			forget_rows(c);
			return st;
		}
		c->read = true;
	}
	if (c->n < CHILD_ROWS) {
		c->count = (int64_t)c->n;
		return ST_OK;
	}
	q.limit = 0;
	return query_count(db, &q, &c->count);
}

static enum status read_ref(struct db *db, struct record_view *v, int field)
{
	const struct field *f = &v->record.entity->fields[field];
	const struct value *value = &v->record.values[field];
	enum entity_id entity = f->type == FIELD_REF ? f->entity : value->other;
	struct str label = STR_INIT;
	struct record r;
	enum status st;

	if ((f->type != FIELD_REF && f->type != FIELD_ANY) || !value->text || entity == ENTITY_NONE)
		return ST_OK;
	st = record_load(db, entity, value->num, &r);
	if (st == ST_OK) {
		record_label(db, &r, &label);
		v->ref_labels[field] = str_detach(&label);
	}
	record_free(&r);
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* First what fields refer to, then what belongs to it, large texts, and its history. */
enum status record_view_step(struct record_view *v)
{
	size_t n_fields = v->have ? v->record.entity->n_fields : 0;
	size_t n = n_fields + v->n_children;
	enum status st;

	if (!v->have)
		return ST_END;
	if (v->step < n_fields) {
		st = read_ref(v->db, v, (int)v->step);
	} else if (v->step < n) {
		struct child *c = &v->children[v->step - n_fields];

		st = c->by >= 0 ? read_referring(v->db, v, c) : read_child(v->db, v, c);
	} else if (v->step == n) {
		v->leisure = true;
		st = !v->preview && record_can_clash(&v->record) ? record_clashes_read(v) : ST_OK;
		if (st == ST_OK && !v->preview)
			st = record_advice_read(v);
	} else {
		/* Beside a list there is no room for it. */
		return v->preview ? ST_END : record_events_step(v);
	}
	if (st != ST_STOPPED)
		v->step++;
	return st;
}
