#include "config.h"

#include "model/entry.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/history_internal.h"
#include "model/journal_part.h"
#include "model/mem.h"
#include "model/stmt.h"

#define ACTS (HISTORY_BACK + 1)

/* Where a change stands in its part, and what it is ordered by. */
struct spot {
	size_t at;    /* byte of the part */
	size_t table; /* byte at which its table's name stands: tables come as they were recorded */
	int columns;
	int64_t id;
};

struct entry {
	struct db *db;
	struct journal_entry about;
	int64_t source; /* the entry that was done, undone or redone: so many parts are of it, and
			 */
	int64_t given;  /* those behind them, of an undo or redo, are its own */
	int64_t n_parts;
	int64_t *rows;   /* owned; in each part; -1: not counted yet */
	int64_t total;   /* rows: as the journal says, or counted */
	int64_t counted; /* parts */
	int64_t kinds[ENTITY_COUNT][ACTS];
	int64_t held; /* the part in memory, from 1; 0: none */
	struct journal_part part;
	struct spot *spots; /* owned; of its changes, in order */
	size_t n_spots;
};

enum status entry_open(struct db *db, int64_t seq, struct entry **out)
{
	struct entry *e = mem_zero(sizeof(*e));
	enum status st = journal_get(db, seq, &e->about);

	e->db = db;
	if (st == ST_OK) {
		e->source = e->about.target ? e->about.target : seq;
		e->total = e->about.changes;
		st = journal_parts(db, e->source, &e->given);
		e->n_parts = e->given;
	}
	if (st == ST_OK && e->source != seq) {
		st = journal_parts(db, seq, &e->n_parts);
		e->n_parts += e->given;
	}
	if (st == ST_OK) {
		e->rows = mem_array((size_t)e->n_parts + 1, sizeof(*e->rows));
		for (int64_t i = 0; i < e->n_parts; i++)
			e->rows[i] = -1;
	} else {
		entry_close(e);
		e = NULL;
	}
	*out = e;
	return st;
}

static void let_go(struct entry *e)
{
	journal_part_free(&e->part);
	free(e->spots);
	e->spots = NULL;
	e->n_spots = 0;
	e->held = 0;
}

void entry_close(struct entry *e)
{
	if (!e)
		return;
	let_go(e);
	free(e->rows);
	journal_entry_free(&e->about);
	free(e);
}

const struct journal_entry *entry_about(const struct entry *e)
{
	return &e->about;
}

int64_t entry_rows(const struct entry *e)
{
	return e->total;
}

int64_t entry_kind(const struct entry *e, enum entity_id entity, enum history_act act)
{
	return e->kinds[entity][act];
}

/* ---- a part in memory ---- */

static int by_spot(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;

	if (x->table != y->table)
		return x->table < y->table ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* What an undo or redo settled itself is not turned. */
static enum journal_kind kind_of(const struct entry *e, int64_t part)
{
	return part > e->given ? JOURNAL_DO : e->about.kind;
}

static enum history_act act_of(const struct entry *e, int64_t part, enum changeset_op op)
{
	struct history_change c = { .act = op == CHANGESET_INSERT   ? HISTORY_ADDED
					   : op == CHANGESET_DELETE ? HISTORY_REMOVED
								    : HISTORY_CHANGED };

	history_turn(&c, kind_of(e, part));
	return c.act;
}

/* Sessions record the rows of a table in no order that means something to people. */
static void put_in_order(struct entry *e)
{
	for (size_t i = 1; i < e->n_spots; i++) {
		if (by_spot(&e->spots[i - 1], &e->spots[i]) > 0) {
			qsort(e->spots, e->n_spots, sizeof(*e->spots), by_spot);
			return;
		}
	}
}

static enum status find_spots(struct entry *e, int64_t part)
{
	struct changeset_reader r;
	struct changeset_change c;
	size_t cap = 0;
	bool fresh = e->rows[part - 1] < 0;
	enum status st;

	changeset_open(&r, e->part.bytes, e->part.len);
	for (;;) {
		const struct entity *kind;
		size_t at;

		st = changeset_next(&r, &c);
		if (st)
			break;
		kind = entity_find(c.table);
		at = (size_t)((c.before ? c.before : c.after) - e->part.bytes) - 2;
		if (!kind || strcmp(kind->name, c.table) != 0)
			continue;
		if (e->n_spots == cap) {
			cap = cap ? cap * 2 : 64;
			e->spots = mem_resize(e->spots, cap, sizeof(*e->spots));
		}
		e->spots[e->n_spots++] = (struct spot){ .at = at,
			.table = (size_t)(c.table - e->part.bytes),
			.columns = c.columns,
			.id = c.id };
		if (fresh)
			e->kinds[kind->id][act_of(e, part, c.op)]++;
	}
	return st == ST_NOTOURS ? journal_damaged(e->db, e->source) : st;
}

/* Reads a part, unless it is the one that is held, and counts what is in it. */
static enum status hold(struct entry *e, int64_t part)
{
	enum status st;

	if (e->held == part)
		return ST_OK;
	st = db_check_interrupt(e->db);
	if (st)
		return st;
	let_go(e);
	st = part > e->given ? journal_part_load(e->db, e->about.seq, part - e->given, &e->part)
			     : journal_part_load(e->db, e->source, part, &e->part);
	if (st == ST_OK)
		st = find_spots(e, part);
	if (st != ST_END) {
		let_go(e);
		return st;
	}
	put_in_order(e);
	e->held = part;
	if (e->rows[part - 1] < 0) {
		e->rows[part - 1] = (int64_t)e->n_spots;
		e->counted++;
	}
	if (e->counted == e->n_parts) {
		e->total = 0;
		for (int64_t i = 0; i < e->n_parts; i++)
			e->total += e->rows[i];
	}
	return ST_OK;
}

static enum status count_part(struct entry *e, int64_t part)
{
	return e->rows[part - 1] < 0 ? hold(e, part) : ST_OK;
}

/* ---- places ---- */

/* The part in which a place is, from the nearer end; *first is the place of its first row. */
static enum status part_of(struct entry *e, int64_t place, int64_t *part, int64_t *first)
{
	bool back = place > e->total / 2 && e->counted < e->n_parts;
	int64_t at = back ? e->total : 0;
	enum status st = ST_OK;

	for (int64_t i = 1; i <= e->n_parts && st == ST_OK; i++) {
		int64_t p = back ? e->n_parts + 1 - i : i;

		st = count_part(e, p);
		if (st)
			break;
		*part = p;
		*first = back ? at - e->rows[p - 1] : at;
		at = back ? *first : at + e->rows[p - 1];
		if (back ? place >= at : place < at)
			return ST_OK;
	}
	return st ? st : ST_END;
}

static enum status make(struct entry *e, size_t spot, struct history_change *out)
{
	const struct spot *s = &e->spots[spot];
	struct changeset_reader r = { .at = e->part.bytes + s->at,
		.end = e->part.bytes + e->part.len,
		.table = e->part.bytes + s->table,
		.columns = s->columns };
	struct changeset_change c;
	enum status st = changeset_next(&r, &c);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK)
		st = history_make(e->db, &c, false, out);
	if (st == ST_OK) {
		history_turn(out, kind_of(e, e->held));
		st = history_name(e->db, out);
	}
	if (st)
		history_change_free(out);
	return st;
}

enum status entry_read(
	struct entry *e, int64_t place, size_t max, struct history_change *out, size_t *n)
{
	enum status st = ST_OK;

	assert(place >= 0);
	*n = 0;
	db_steady(e->db, true);
	while (st == ST_OK && *n < max) {
		int64_t part = 0, first = 0;

		st = part_of(e, place + (int64_t)*n, &part, &first);
		if (st == ST_OK)
			st = hold(e, part);
		for (size_t i = (size_t)(place + (int64_t)*n - first);
			st == ST_OK && i < e->n_spots && *n < max; i++) {
			st = make(e, i, &out[*n]);
			*n += st == ST_OK;
		}
	}
	db_steady(e->db, false);
	if (st == ST_END)
		return ST_OK;
	while (st != ST_OK && *n > 0)
		history_change_free(&out[--*n]);
	return st;
}

enum status entry_count(struct entry *e)
{
	for (int64_t part = 1; part <= e->n_parts && e->counted < e->n_parts; part++)
		if (e->rows[part - 1] < 0)
			return hold(e, part);
	return ST_END;
}
