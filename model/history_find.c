#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/history_internal.h"
#include "model/i18n.h"
#include "model/journal_part.h"
#include "model/stmt.h"

/* Finding one row among what an entry recorded, and the entry that made a record. */

#define PARTS_FEW 2     /* are looked through without asking what they begin with */
#define PROBES_MAX 4000 /* entries looked into for a record that is gone */

void row_finder_free(struct row_finder *f)
{
	history_change_free(&f->found);
	*f = (struct row_finder){ 0 };
}

/* ---- in one part ---- */

static enum status find_in_part(struct db *db, int64_t seq, int64_t part, enum entity_id entity,
	int64_t id, struct history_change *out)
{
	const char *table = entity_get(entity)->name;
	struct journal_part p;
	struct changeset_reader r;
	struct changeset_change c;
	enum status st = journal_part_load(db, seq, part, &p);

	if (st == ST_OK) {
		changeset_open(&r, p.bytes, p.len);
		while ((st = changeset_next(&r, &c)) == ST_OK)
			if (c.id == id && !strcmp(c.table, table))
				break;
	}
	if (st == ST_OK)
		st = history_make(db, &c, false, out);
	else if (st == ST_END)
		st = ST_NOTFOUND;
	else if (st == ST_NOTOURS)
		st = journal_damaged(db, seq);
	journal_part_free(&p);
	return st;
}

/*
 * Much work on rows of one kind goes in the order of their ids, an import as well as a change of
 * many. The row that a part begins with is one of those in it, though not always the first: so the
 * last part that begins with an id that is not larger would hold the row, or the one behind it. 0:
 * the parts are none of such work.
 */
static enum status guess_part(struct db *db, const struct row_finder *f, enum entity_id entity,
	int64_t id, int64_t *out, bool *import)
{
	const char *table = entity_get(entity)->name;
	int64_t low = 1, high = f->parts;

	*out = 0;
	*import = false;
	/* Of other kinds there are few, and one entry may write a record twice. */
	if (entity != ENTITY_SIGNATORY)
		return ST_OK;
	while (low <= high) {
		int64_t middle = low + (high - low) / 2;
		struct journal_first first;
		enum status st = journal_part_first(db, f->seq, middle, &first);

		if (st)
			return st;
		/* Before and behind the rows of an import stand those of the import itself. */
		if (strcmp(first.table, table) != 0 && middle == low) {
			low++;
		} else if (strcmp(first.table, table) != 0) {
			high = middle - 1;
		} else if (first.id <= id) {
			*out = middle;
			*import = first.op == CHANGESET_INSERT;
			low = middle + 1;
		} else {
			high = middle - 1;
			/* It may still be in this one, which begins with another row. */
			*out = middle > 1 ? middle - 1 : 1;
		}
	}
	return ST_OK;
}

/* ---- in an entry ---- */

void history_join(struct history_change *earlier, struct history_change *later)
{
	for (size_t i = 0; i < earlier->after.entity->n_fields; i++) {
		uint64_t bit = (uint64_t)1 << i;
		struct value *from = &later->before.values[i], *to = &earlier->before.values[i];
		struct value swap = *to;

		if (!(later->fields & bit))
			continue;
		if (!(earlier->fields & bit) && earlier->act == HISTORY_CHANGED) {
			*to = *from;
			*from = swap;
		}
		swap = earlier->after.values[i];
		earlier->after.values[i] = later->after.values[i];
		later->after.values[i] = swap;
	}
	if (later->act == HISTORY_REMOVED)
		earlier->act = HISTORY_REMOVED;
	earlier->fields |= later->fields;
}

/* Whether what stood before the entry is known. */
static bool whole(const struct history_change *c, int64_t seq)
{
	return c->act == HISTORY_ADDED || (c->before.version && c->before.version != seq);
}

static enum status look(
	struct db *db, struct row_finder *f, int64_t part, enum entity_id entity, int64_t id)
{
	struct history_change c = { 0 };
	enum status st = find_in_part(db, f->seq, part, entity, id, &c);

	if (st) {
		history_change_free(&c);
		return st;
	}
	if (f->have)
		history_join(&c, &f->found);
	history_change_free(&f->found);
	f->found = c;
	f->have = true;
	return ST_OK;
}

static enum status begin(
	struct db *db, struct row_finder *f, int64_t seq, enum entity_id entity, int64_t id)
{
	int64_t guess = 0;
	bool import = false;
	enum status st;

	row_finder_free(f);
	f->seq = seq;
	st = journal_parts(db, seq, &f->parts);
	if (st == ST_OK && f->parts > PARTS_FEW)
		st = guess_part(db, f, entity, id, &guess, &import);
	f->next = f->parts;
	f->hit = guess;
	/* The rows of an import stand in their order within a part, too. */
	f->hit_last = guess && !import && guess < f->parts ? guess + 1 : guess;
	for (int64_t part = f->hit_last; part > 0 && part >= guess && st == ST_OK; part--) {
		st = look(db, f, part, entity, id);
		if (st == ST_OK && whole(&f->found, seq)) {
			f->next = 0;
			break;
		}
		if (st == ST_NOTFOUND)
			st = ST_OK;
	}
	if (st) /* from the start, when it is called again */
		row_finder_free(f);
	return st;
}

enum status row_find(struct db *db, struct row_finder *f, int64_t seq, enum entity_id entity,
	int64_t id, struct history_change *out)
{
	enum status st = f->seq == seq ? ST_OK : begin(db, f, seq, entity, id);

	memset(out, 0, sizeof(*out));
	while (st == ST_OK && f->next > 0) {
		st = db_check_interrupt(db);
		if (st == ST_OK && (f->next < f->hit || f->next > f->hit_last)) {
			st = look(db, f, f->next, entity, id);
			if (st == ST_OK && whole(&f->found, seq))
				f->next = 1;
		}
		if (st == ST_NOTFOUND)
			st = ST_OK;
		if (st == ST_OK)
			f->next--;
	}
	if (st == ST_STOPPED)
		return st;
	if (st == ST_OK && f->have) {
		*out = f->found;
		memset(&f->found, 0, sizeof(f->found));
	} else if (st == ST_OK) {
		st = ST_NOTFOUND;
	}
	row_finder_free(f);
	return st;
}

/* ---- where a record comes from ---- */

/* The least id of that laptop that an entry gave; 0: none, as far as its first part says. */
static enum status least_id(struct db *db, int64_t seq, int64_t device, int64_t *out)
{
	int64_t parts = 0;
	struct journal_first first;
	struct journal_part p;
	struct changeset_reader r;
	struct changeset_change c;
	enum status st = journal_parts(db, seq, &parts);

	*out = 0;
	if (st || !parts)
		return st;
	if (parts > 1) {
		st = journal_part_first(db, seq, 1, &first);
		if (st)
			return st;
		if (first.op == CHANGESET_INSERT && !strcmp(first.table, "signatory") &&
			first.id >> 32 == device) {
			*out = first.id;
			return ST_OK;
		}
	}
	st = journal_part_load(db, seq, 1, &p);
	if (st == ST_OK)
		changeset_open(&r, p.bytes, p.len);
	while (st == ST_OK && (st = changeset_next(&r, &c)) == ST_OK)
		if (c.op == CHANGESET_INSERT && c.id >> 32 == device && (!*out || c.id < *out))
			*out = c.id;
	journal_part_free(&p);
	return st == ST_END ? ST_OK : st == ST_NOTOURS ? journal_damaged(db, seq) : st;
}

/* Ids of a laptop rise with the entries that gave them, so the last that began below holds it. */
static enum status origin_entry(struct db *db, int64_t id, int64_t *out)
{
	int64_t low = 1, high = 0;
	int probes = 0;
	enum status st = stmt_number(db, "SELECT coalesce(max(seq), 0) FROM journal", 0, &high);

	*out = 0;
	while (st == ST_OK && low <= high) {
		int64_t middle = low + (high - low) / 2, at = middle, least = 0;

		for (; at >= low && st == ST_OK; at--) {
			st = ++probes > PROBES_MAX ? ST_NOTFOUND : db_check_interrupt(db);
			if (st == ST_OK)
				st = least_id(db, at, id >> 32, &least);
			if (least)
				break;
		}
		if (st == ST_OK && least && least > id) {
			high = at - 1;
		} else {
			if (least)
				*out = at;
			low = middle + 1;
		}
	}
	return st == ST_OK && !*out ? ST_NOTFOUND : st;
}

static enum status find_made(
	struct db *db, int64_t seq, int64_t part, int64_t id, struct history_change *out)
{
	struct journal_part p;
	struct changeset_reader r;
	struct changeset_change c;
	enum status st = journal_part_load(db, seq, part, &p);

	if (st == ST_OK)
		changeset_open(&r, p.bytes, p.len);
	while (st == ST_OK && (st = changeset_next(&r, &c)) == ST_OK)
		if (c.id == id && c.op == CHANGESET_INSERT)
			break;
	if (st == ST_OK)
		st = history_make(db, &c, false, out);
	else if (st == ST_NOTOURS)
		st = journal_damaged(db, seq);
	journal_part_free(&p);
	return st;
}

enum status history_origin(struct db *db, int64_t id, struct history_change *out)
{
	int64_t seq = 0, parts = 0;
	enum status st = origin_entry(db, id, &seq);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK)
		st = journal_parts(db, seq, &parts);
	if (st == ST_OK) {
		struct row_finder f = { .seq = seq, .parts = parts };
		int64_t guess = 0;
		bool import = false;

		if (parts > PARTS_FEW)
			st = guess_part(db, &f, ENTITY_SIGNATORY, id, &guess, &import);
		if (st == ST_OK && guess)
			st = find_made(db, seq, guess, id, out);
		else if (st == ST_OK)
			st = ST_END;
	}
	for (int64_t part = 1; part <= parts && st == ST_END; part++) {
		st = db_check_interrupt(db);
		if (st == ST_OK)
			st = find_made(db, seq, part, id, out);
	}
	return st == ST_END ? ST_NOTFOUND : st;
}
