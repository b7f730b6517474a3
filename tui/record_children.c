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

void record_children_init(struct record_view *v)
{
	const struct entity *e = v->record.entity;

	v->ref_labels = mem_array(e->n_fields, sizeof(char *));
	v->children = mem_array(ENTITY_COUNT, sizeof(*v->children));
	v->n_children = 0;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *child = entity_get((enum entity_id)i);

		if (entity_owned_by(child, e->id) < 0 &&
			(child->id != ENTITY_LINK || e->id == ENTITY_LINK))
			continue;
		v->children[v->n_children].entity = child;
		v->children[v->n_children].count = -1;
		v->n_children++;
	}
	v->step = 0;
}

void record_children_free(struct record_view *v)
{
	if (!v->have)
		return;
	for (size_t i = 0; i < v->record.entity->n_fields; i++)
		free(v->ref_labels[i]);
	for (size_t i = 0; i < v->n_children; i++) {
		for (size_t k = 0; k < v->children[i].n; k++) {
			free(v->children[i].rows[k].label);
			free(v->children[i].rows[k].note);
		}
	}
	free(v->ref_labels);
	free(v->children);
	v->ref_labels = NULL;
	v->children = NULL;
	v->n_children = 0;
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
			f->type != FIELD_COUNTRY && strcmp(f->name, "mark") != 0)
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

	cell_field(link, entity_field(link->entity, "word"), &label);
	str_add(&label, away ? " → " : " ← ");
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

/* Whom or what a row names beside the record that it is shown under. */
static bool add_named(
	struct db *db, const struct record_view *v, const struct record *r, struct str *out)
{
	bool any = false;

	for (size_t i = 0; i < r->entity->n_fields; i++) {
		const struct field *f = &r->entity->fields[i];
		struct record other;

		if (f->type != FIELD_REF || !(f->flags & FIELD_REQUIRED) || !r->values[i].text ||
			f->entity == v->record.entity->id)
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

static void plain_row(
	struct db *db, const struct record_view *v, const struct record *r, struct child_row *row)
{
	struct str label = STR_INIT;

	add_label(db, v, r, &label);
	row->subject = (struct subject){ r->entity->id, r->id };
	row->label = str_detach(&label);
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

static enum status read_child(struct db *db, struct record_view *v, struct child *c)
{
	struct query q = { .entity = c->entity->id,
		.owner = v->record.entity->id,
		.owner_id = v->record.id,
		.limit = CHILD_ROWS + 1 };
	enum status st = ST_OK;

	if (!c->read) {
		st = read_rows(db, v, c, &q);
		if (st != ST_OK) {
			for (; c->n > 0; c->n--) {
				free(c->rows[c->n - 1].label);
				free(c->rows[c->n - 1].note);
			}
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

enum status record_view_step(struct db *db, struct record_view *v)
{
	size_t n_fields = v->have ? v->record.entity->n_fields : 0;
	enum status st;

	if (!v->have || v->step >= n_fields + v->n_children)
		return ST_END;
	if (v->step < n_fields)
		st = read_ref(db, v, (int)v->step);
	else
		st = read_child(db, v, &v->children[v->step - n_fields]);
	if (st != ST_STOPPED)
		v->step++;
	return st;
}

bool record_citation(struct db *db, const char *line, struct subject *out)
{
	for (const char *at = strstr(line, "]("); at; at = strstr(at + 2, "](")) {
		size_t len = strcspn(at + 2, ")");
		char *target = mem_text_n(at + 2, len);
		char *colon = strchr(target, ':');
		const struct entity *e;
		bool found = false;

		if (colon) {
			*colon = '\0';
			e = entity_find(target);
			found = e && record_find(db, e->id, colon + 1, &out->id) == ST_OK;
			if (found)
				out->entity = e->id;
		}
		free(target);
		if (found)
			return true;
	}
	return false;
}
