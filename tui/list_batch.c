#include "config.h"

#include "tui/list_batch.h"

#include <stdlib.h>

#include "model/deadline.h"
#include "model/mem.h"
#include "model/str.h"

void batch_free_row(struct list_row *row)
{
	record_free(&row->record);
	query_key_free(&row->key);
	free(row->named);
}

/* What the record is called that a row names. */
static enum status read_named(struct list *l, struct list_row *row)
{
	const struct value *value = l->named < 0 ? NULL : &row->record.values[l->named];
	struct str label = STR_INIT;
	struct record other;
	enum status st;

	if (!value || !value->text)
		return ST_OK;
	st = record_load(l->db, entity_get(l->entity)->fields[l->named].entity, value->num, &other);
	if (st == ST_OK) {
		record_label(l->db, &other, &label);
		row->named = str_detach(&label);
	}
	record_free(&other);
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* Whether a deadline that is read still is as it was counted. */
static enum status read_stale(struct list *l, struct list_row *row)
{
	struct str why = STR_INIT;
	enum status st;

	row->stale = false;
	if (l->entity != ENTITY_DEADLINE || !deadline_counted(&row->record))
		return ST_OK;
	if (!l->rules) {
		l->rules = mem_zero(sizeof(*l->rules));
		deadline_data_read(l->rules);
	}
	st = deadline_stale(l->db, l->rules, &row->record, &why);
	row->stale = why.len > 0;
	str_free(&why);
	return st;
}

/* What a row shows that is not in its record. */
static enum status read_beside(struct list *l, struct list_row *row)
{
	enum status st = read_named(l, row);

	return st == ST_OK ? read_stale(l, row) : st;
}

void batch_free(struct batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		batch_free_row(&b->rows[i]);
	free(b->rows);
	*b = (struct batch){ 0 };
}

/*
 * As the query gives them. Where time is up, what was found until then counts; ST_STOPPED when that
 * is nothing.
 */
static enum status fetch_directly(
	struct list *l, const struct query_key *from, bool backwards, size_t max, struct batch *out)
{
	struct query q = *pager_query(l->pager);
	struct cursor *c = NULL;
	enum status st;

	q.limit = (int64_t)max;
	st = query_open(l->db, &q, from, backwards, &c);
	while (st == ST_OK && out->n < max) {
		st = query_next(c, &out->rows[out->n].record);
		if (st == ST_OK)
			st = read_beside(l, &out->rows[out->n]);
		if (st == ST_OK)
			query_key(c, &out->rows[out->n++].key);
		else
			record_free(&out->rows[out->n].record);
	}
	query_close(c);
	if (st == ST_STOPPED)
		pager_slow(l->pager);
	if (st == ST_END)
		out->ended = true;
	return st == ST_END || (st == ST_STOPPED && out->n) ? ST_OK : st;
}

/* The record of a key, which the batch takes over. */
static enum status load_row(struct list *l, struct query_key *key, struct batch *out)
{
	struct list_row *row = &out->rows[out->n];
	enum status st = record_load(l->db, l->entity, key->id, &row->record);

	if (st == ST_OK)
		st = read_beside(l, row);
	if (st == ST_OK) {
		row->key = *key;
		*key = (struct query_key){ 0 };
		out->n++;
	} else {
		record_free(&row->record);
	}
	return st;
}

/* A bit at a time. */
static enum status fetch_patiently(
	struct list *l, const struct query_key *from, bool backwards, size_t max, struct batch *out)
{
	struct query_key *keys = mem_array(max, sizeof(*keys));
	size_t n = 0;
	enum status st = pager_fetch(l->pager, from, backwards, max, keys, &n, &out->ended);

	for (size_t i = 0; i < n; i++) {
		if (st == ST_OK)
			st = load_row(l, &keys[i], out);
		/* Another program may have removed it just now. */
		if (st == ST_NOTFOUND)
			st = ST_OK;
		query_key_free(&keys[i]);
	}
	free(keys);
	if (st == ST_STOPPED && out->n) {
		out->ended = false;
		st = ST_OK;
	}
	return st;
}

enum status batch_fetch(
	struct list *l, const struct query_key *from, bool backwards, size_t max, struct batch *out)
{
	enum status st;

	*out = (struct batch){ .rows = mem_array(max, sizeof(*out->rows)) };
	if (pager_direct(l->pager))
		st = fetch_directly(l, from, backwards, max, out);
	else
		st = fetch_patiently(l, from, backwards, max, out);
	if (st != ST_OK)
		batch_free(out);
	return st;
}
