#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/toa_internal.h"
#include "model/chronology.h"
#include "model/citing.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/text.h"

/* What nothing cites, and the order of the table. */

enum status toa_is_of(struct reader *rd, enum entity_id entity, int64_t id)
{
	int64_t case_id = 0;
	enum status st =
		entity == ENTITY_AUTHORITY ? ST_END : chronology_case(rd->db, entity, id, &case_id);

	if (st == ST_NOTFOUND)
		return ST_END;
	return st == ST_OK && case_id != rd->case_id ? ST_END : st;
}

/* ---- what nothing cites ---- */

static enum status first_one(void *arg, const struct citing *c)
{
	bool *cited = arg;

	(void)c;
	*cited = true;
	return ST_END;
}

static enum status is_linked(struct db *db, enum entity_id entity, int64_t id, bool *yes)
{
	struct query q = { .entity = ENTITY_LINK };
	struct cursor *rows = NULL;
	struct record r;
	enum status st = query_open(db, &q, NULL, false, &rows);

	while (st == ST_OK && !*yes) {
		st = query_next(rows, &r);
		if (st == ST_OK) {
			const struct value *to = &r.values[entity_field(r.entity, "to")];

			*yes = to->text && to->other == entity && to->num == id;
		}
		record_free(&r);
	}
	query_close(rows);
	return st == ST_END ? ST_OK : st;
}

static bool is_entry(const struct toa *t, int64_t id)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->entries[i].entity == ENTITY_AUTHORITY && t->entries[i].id == id)
			return true;
	return false;
}

static enum status take_idle(struct reader *rd, const struct record *r)
{
	bool cited = is_entry(rd->out, r->id);
	enum status st = ST_OK;

	if (!cited)
		st = citing_each(rd->db, ENTITY_AUTHORITY, r->id, first_one, &cited);
	if (st == ST_END)
		st = ST_OK;
	if (st == ST_OK && !cited)
		st = is_linked(rd->db, ENTITY_AUTHORITY, r->id, &cited);
	if (st == ST_OK && !cited) {
		rd->out->idle =
			mem_resize(rd->out->idle, rd->out->n_idle + 1, sizeof(*rd->out->idle));
		rd->out->idle[rd->out->n_idle++] = toa_entry_of(r);
	}
	return st;
}

static bool part_is_named(const struct toa *t, size_t entry, const char *title)
{
	for (size_t i = 0; i < t->n_places; i++)
		if (t->places[i].entry == entry && !strcmp(t->places[i].part, title))
			return true;
	return false;
}

static enum status take_part(struct reader *rd, size_t entry, const struct record *r)
{
	struct toa *t = rd->out;

	if (part_is_named(t, entry, record_show(r, "title")))
		return ST_OK;
	t->idle_parts = mem_resize(t->idle_parts, t->n_idle_parts + 1, sizeof(*t->idle_parts));
	t->idle_parts[t->n_idle_parts++] = (struct toa_place){ .entry = entry,
		.part = mem_text(record_show(r, "title")),
		.part_recorded = true,
		.entity = ENTITY_PROVISION,
		.id = r->id,
		.ref = mem_text(record_show(r, "ref")),
		.title = mem_text(record_show(r, "title")) };
	return ST_OK;
}

static enum status each(struct reader *rd, struct query *q, size_t entry, bool parts)
{
	struct cursor *rows = NULL;
	struct record r;
	enum status st = query_open(rd->db, q, NULL, false, &rows);

	while (st == ST_OK) {
		st = query_next(rows, &r);
		if (st == ST_OK)
			st = parts ? take_part(rd, entry, &r) : take_idle(rd, &r);
		record_free(&r);
	}
	query_close(rows);
	return st == ST_END ? ST_OK : st;
}

enum status toa_idle(struct reader *rd)
{
	struct query all = { .entity = ENTITY_AUTHORITY };
	enum status st = each(rd, &all, 0, false);

	for (size_t i = 0; i < rd->out->n && st == ST_OK; i++) {
		struct query parts = { .entity = ENTITY_PROVISION,
			.owner = ENTITY_AUTHORITY,
			.owner_id = rd->out->entries[i].id };

		if (rd->out->entries[i].id && rd->out->entries[i].entity == ENTITY_AUTHORITY)
			st = each(rd, &parts, i, true);
	}
	return st;
}

/* ---- order ---- */

static int kind_place(const struct toa_entry *e)
{
	int i = 0;

	while (toa_kinds[i].name && strcmp(toa_kinds[i].name, e->kind))
		i++;
	return e->id ? i : 100 + i;
}

struct sorted {
	struct toa_entry entry;
	size_t was;
	struct str key;
};

static int compare(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int order = kind_place(&x->entry) - kind_place(&y->entry);

	if (!order)
		order = strcmp(str_text(&x->key), str_text(&y->key));
	return order ? order : (x->was > y->was) - (x->was < y->was);
}

static void move(struct toa_place *places, size_t n, const size_t *to)
{
	for (size_t i = 0; i < n; i++)
		places[i].entry = to[places[i].entry];
}

void toa_sort(struct toa *t)
{
	struct sorted *list = mem_zero((t->n + 1) * sizeof(*list));
	size_t *to = mem_array(t->n + 1, sizeof(*to));

	for (size_t i = 0; i < t->n; i++) {
		list[i].entry = t->entries[i];
		list[i].was = i;
		text_sort_key(&list[i].key, t->entries[i].title, strlen(t->entries[i].title));
		str_add(&list[i].key, t->entries[i].ref);
	}
	if (t->n > 1)
		qsort(list, t->n, sizeof(*list), compare);
	for (size_t i = 0; i < t->n; i++) {
		t->entries[i] = list[i].entry;
		to[list[i].was] = i;
		str_free(&list[i].key);
	}
	move(t->places, t->n_places, to);
	move(t->idle_parts, t->n_idle_parts, to);
	free(list);
	free(to);
}
