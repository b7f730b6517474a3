#include "config.h"

#include "model/history.h"

#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/history_internal.h"
#include "model/mem.h"
#include "model/record_sql.h"
#include "model/stmt.h"

/*
 * The walk goes back in time. `state` is the entry that left the record as it was then (0: it was
 * not there); what undid or redid an entry at or after it may have come since. Undo takes back only
 * the last that stands, so nothing else can have.
 */

/* One entry that undid or redid another. */
struct turn {
	int64_t seq;
	int64_t target;
};

struct history {
	struct db *db;
	enum entity_id entity;
	int64_t id;
	int64_t state;
	int64_t before;     /* what is at or after this entry was given already */
	struct turn *turns; /* owned; all that the file has, the newest first */
	size_t n_turns;
	size_t turn;      /* the next one to look at */
	int64_t *strange; /* owned, in order; entries that are known to be about other records */
	size_t n_strange;
	struct row_finder finder;
	bool done;
};

static int newest_first(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	return (x->seq < y->seq) - (x->seq > y->seq);
}

/* The index on what they are of holds both numbers: no other entry is read. */
static enum status read_turns(struct history *h)
{
	size_t cap = 0;
	struct stmt *s;
	enum status st =
		stmt_get(h->db, "SELECT seq, target FROM journal WHERE target IS NOT NULL", &s);

	if (st)
		return st;
	while ((st = stmt_step(s)) == ST_OK) {
		if (h->n_turns == cap) {
			cap = cap ? cap * 2 : 64;
			h->turns = mem_resize(h->turns, cap, sizeof(*h->turns));
		}
		h->turns[h->n_turns++] = (struct turn){ stmt_get_int(s, 0), stmt_get_int(s, 1) };
	}
	stmt_done(s);
	if (h->n_turns > 0)
		qsort(h->turns, h->n_turns, sizeof(*h->turns), newest_first);
	return st == ST_END ? ST_OK : st;
}

static enum status read_state(struct history *h)
{
	struct str sql = STR_INIT;
	enum status st;

	str_addf(&sql, "SELECT revision FROM \"%s\" WHERE id = :id", entity_get(h->entity)->name);
	st = stmt_number(h->db, str_text(&sql), h->id, &h->state);
	str_free(&sql);
	return st;
}

enum status history_open(struct db *db, enum entity_id entity, int64_t id, struct history **out)
{
	struct history *h = mem_zero(sizeof(*h));
	enum status st;

	*h = (struct history){ .db = db, .entity = entity, .id = id, .before = INT64_MAX };
	st = read_state(h);
	if (st == ST_OK)
		st = read_turns(h);
	if (st) {
		history_close(h);
		h = NULL;
	}
	*out = h;
	return st;
}

void history_close(struct history *h)
{
	if (!h)
		return;
	row_finder_free(&h->finder);
	free(h->turns);
	free(h->strange);
	free(h);
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool is_strange(const struct history *h, int64_t seq)
{
	return h->n_strange > 0 &&
	       bsearch(&seq, h->strange, h->n_strange, sizeof(*h->strange), by_number);
}

static void add_strange(struct history *h, int64_t seq)
{
	size_t at = h->n_strange;

	if (!(h->n_strange & (h->n_strange - 1)))
		h->strange = mem_resize(
			h->strange, h->n_strange ? h->n_strange * 2 : 1, sizeof(*h->strange));
	for (; at > 0 && h->strange[at - 1] > seq; at--)
		h->strange[at] = h->strange[at - 1];
	h->strange[at] = seq;
	h->n_strange++;
}

/* What entry `did` changed, as entry `seq` did it. */
static enum status find_event(
	struct history *h, int64_t seq, int64_t did, struct history_event *out)
{
	enum status st = row_find(h->db, &h->finder, did, h->entity, h->id, &out->change);

	if (st == ST_OK)
		st = journal_get(h->db, seq, &out->entry);
	if (st == ST_OK)
		history_turn(&out->change, out->entry.kind);
	return st;
}

/* What an undo or redo settled itself, joined to what it turned (`turned`). */
static enum status add_settled(
	struct history *h, int64_t seq, bool turned, struct history_event *out)
{
	struct history_change own = { 0 };
	enum status st = row_find(h->db, &h->finder, seq, h->entity, h->id, &own);

	if (st == ST_OK && turned) {
		history_join(&out->change, &own);
	} else if (st == ST_OK) {
		out->change = own;
		own = (struct history_change){ 0 };
		st = journal_get(h->db, seq, &out->entry);
	}
	history_change_free(&own);
	return st;
}

/* What an undo or redo did to the record. ST_NOTFOUND: nothing. */
static enum status find_turn(struct history *h, const struct turn *t, struct history_event *out)
{
	enum status st = ST_NOTFOUND, own;

	if (t->target >= h->state && !is_strange(h, t->target)) {
		st = find_event(h, t->seq, t->target, out);
		if (st == ST_NOTFOUND)
			add_strange(h, t->target);
	}
	if (h->entity == ENTITY_CLAIM && (st == ST_OK || st == ST_NOTFOUND)) {
		own = add_settled(h, t->seq, st == ST_OK, out);
		if (own == ST_OK && st == ST_NOTFOUND)
			return ST_OK;
		if (own != ST_NOTFOUND && own != ST_OK)
			return own;
	}
	if (st == ST_OK)
		h->state = out->entry.kind == JOURNAL_UNDO ? t->target : out->change.before.version;
	return st;
}

/* The newest undo or redo since the state that is about this record. ST_END: none. */
static enum status next_turn(struct history *h, struct history_event *out)
{
	enum status st = ST_END;

	for (; h->turn < h->n_turns && st == ST_END; h->turn++) {
		const struct turn *t = &h->turns[h->turn];

		if (t->seq >= h->before)
			continue;
		if (t->seq <= h->state)
			return ST_END;
		st = find_turn(h, t, out);
		if (st == ST_OK)
			h->before = t->seq;
		else if (st == ST_NOTFOUND)
			st = ST_END;
	}
	return st;
}

static enum status next_event(struct history *h, struct history_event *out)
{
	const struct history start = *h;
	enum status st;

	memset(out, 0, sizeof(*out));
	if (h->done)
		return ST_END;
	st = next_turn(h, out);
	if (st == ST_END && h->state) {
		st = find_event(h, h->state, h->state, out);
		if (st == ST_OK) {
			h->before = h->state;
			h->state = out->change.before.version;
			h->done = !h->state || h->state >= h->before;
		} else if (st == ST_NOTFOUND) {
			st = ST_END;
		}
	}
	if (st == ST_OK)
		st = history_name(h->db, &out->change);
	if (st) {
		history_event_free(out);
		h->done = st != ST_STOPPED;
		h->turn = start.turn;
		h->state = start.state;
		h->before = start.before;
	}
	return st;
}

/* It asks between parts whether to stop: no name is lost in the middle of a small read. */
enum status history_next(struct history *h, struct history_event *out)
{
	enum status st;

	db_steady(h->db, true);
	st = next_event(h, out);
	db_steady(h->db, false);
	return st;
}

enum status history_read(
	struct db *db, enum entity_id entity, int64_t id, int64_t seq, struct history_event *out)
{
	struct row_finder f = { 0 };
	enum status st;

	memset(out, 0, sizeof(*out));
	db_steady(db, true);
	st = journal_get(db, seq, &out->entry);
	if (st == ST_OK)
		st = row_find(db, &f, out->entry.target ? out->entry.target : seq, entity, id,
			&out->change);
	if (st == ST_OK)
		history_turn(&out->change, out->entry.kind);
	else if (st == ST_NOTFOUND && out->entry.target)
		st = row_find(db, &f, seq, entity, id, &out->change);
	if (st == ST_OK)
		st = history_name(db, &out->change);
	db_steady(db, false);
	row_finder_free(&f);
	if (st)
		history_event_free(out);
	return st;
}
