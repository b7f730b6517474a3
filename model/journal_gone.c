#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/changeset.h"
#include "model/i18n.h"
#include "model/journal.h"
#include "model/journal_block.h"
#include "model/journal_part.h"
#include "model/mem.h"
#include "model/stmt.h"

/*
 * What the journal says of what stands in the way. By which entry a record went that an undo would
 * have found: the later entries are read from the newest back, until each of those that are gone
 * was met. Where the newest of them says that it went, it went by that one.
 */

struct later {
	int64_t seq;
	int64_t did;          /* the entry whose recorded changes it applied */
	enum changeset_op op; /* among these, what took a record away */
};

static bool any_gone(const struct blocks *b)
{
	for (int i = 0; i < ENTITY_COUNT; i++)
		if (b->gone[i].count)
			return true;
	return false;
}

/* ST_END: none before `before` and after the one that is to be undone. */
static enum status next_later(struct blocks *b, int64_t before, struct later *out)
{
	struct stmt *s;
	const char *kind;
	enum status st = stmt_get(b->db,
		"SELECT seq, kind, target FROM journal WHERE seq < :before AND seq > :seq ORDER BY "
		"seq DESC LIMIT 1",
		&s);

	if (st)
		return st;
	stmt_int(s, ":before", before);
	stmt_int(s, ":seq", b->seq);
	st = stmt_step(s);
	if (st == ST_OK) {
		out->seq = stmt_get_int(s, 0);
		kind = stmt_get_text(s, 1);
		out->did = stmt_is_null(s, 2) ? out->seq : stmt_get_int(s, 2);
		out->op = !strcmp(kind, "undo") ? CHANGESET_INSERT : CHANGESET_DELETE;
	}
	stmt_done(s);
	return st;
}

/* The place of `ref` among a table's columns; -1: not known. */
static int ref_column(struct blocks *b, const struct entity *e)
{
	struct stmt *s;
	int column = -1;

	if (stmt_get(b->db, "SELECT cid FROM pragma_table_info(:name) WHERE name = 'ref'", &s))
		return -1;
	stmt_text(s, ":name", e->name);
	if (stmt_step(s) == ST_OK)
		column = (int)stmt_get_int(s, 0);
	stmt_done(s);
	return column;
}

/* Owned by the caller; NULL: not known. */
static char *ref_of(struct blocks *b, const struct entity *e, const struct changeset_change *c)
{
	struct changeset_value values[CHANGESET_COLUMNS];
	int column = ref_column(b, e);

	if (column < 0 || column >= c->columns)
		return NULL;
	changeset_values(c, c->before ? c->before : c->after, values);
	return values[column].type == CHANGESET_TEXT
		       ? mem_text_n(values[column].bytes, values[column].len)
		       : NULL;
}

static void take(struct blocks *b, const struct later *l, const struct changeset_change *c)
{
	const struct entity *e = entity_find(c->table);
	char *ref;

	if (!e || c->op != l->op || !idset_remove(&b->gone[e->id], c->id))
		return;
	ref = blocks_has(b, e, BLOCK_GONE, l->seq) ? NULL : ref_of(b, e, c);
	blocks_add(b, e->name, BLOCK_GONE, c->id, l->seq, ref);
	free(ref);
}

static enum status read_part(struct blocks *b, const struct later *l, int64_t part)
{
	struct journal_part p;
	struct changeset_reader r;
	struct changeset_change c;
	enum status st = journal_part_load(b->db, l->did, part, &p);

	if (st == ST_OK)
		changeset_open(&r, p.bytes, p.len);
	while (st == ST_OK && (st = changeset_next(&r, &c)) == ST_OK)
		take(b, l, &c);
	journal_part_free(&p);
	return st == ST_END ? ST_OK : st;
}

static enum status read_later(struct blocks *b, const struct later *l)
{
	int64_t parts = 0;
	enum status st = journal_parts(b->db, l->did, &parts);

	for (int64_t part = 1; part <= parts && st == ST_OK && any_gone(b); part++) {
		st = read_part(b, l, part);
		if (st == ST_OK)
			st = db_progress(b->db, _("looking"), part, parts);
	}
	return st;
}

enum status blocks_note_written(struct blocks *b)
{
	const enum changeset_op away = b->invert ? CHANGESET_INSERT : CHANGESET_DELETE;
	struct journal_part p;
	struct changeset_reader r;
	struct changeset_change c;
	int64_t parts = 0;
	enum status st = journal_parts(b->db, b->seq, &parts);

	for (int64_t part = 1; part <= parts && st == ST_OK; part++) {
		st = journal_part_load(b->db, b->seq, part, &p);
		if (st == ST_OK)
			changeset_open(&r, p.bytes, p.len);
		while (st == ST_OK && (st = changeset_next(&r, &c)) == ST_OK)
			if (c.op != away && c.id > 0)
				idset_add(&b->written, c.id);
		journal_part_free(&p);
		st = st == ST_END ? ST_OK : st;
	}
	return st == ST_NOTOURS ? journal_damaged(b->db, b->seq) : st;
}

enum status blocks_add_gone(struct blocks *b)
{
	struct later l = { .seq = INT64_MAX };
	enum status st = ST_OK;

	/* Where the journal cannot be read, what is known is told. */
	while (st == ST_OK && any_gone(b)) {
		st = next_later(b, l.seq, &l);
		if (st == ST_OK)
			st = read_later(b, &l);
	}
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);

		for (int64_t id = idset_next(&b->gone[i], 0); id; id = idset_next(&b->gone[i], id))
			blocks_add(b, e->name, BLOCK_GONE, id, 0, NULL);
		idset_clear(&b->gone[i]);
	}
	return st == ST_STOPPED || st == ST_DB || st == ST_IO ? st : ST_OK;
}
