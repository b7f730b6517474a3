#include "config.h"

#include "model/journal_block.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/gag_internal.h"
#include "model/i18n.h"
#include "model/journal.h"
#include "model/mem.h"
#include "model/stmt.h"
#include "model/text.h"

#define LACKING_MAX 1000 /* rows that are asked what it is that they lack */
#define LABEL_MAX 60     /* columns of what an entry is called */

/* Its place in the list; b->n: it is not there. */
static size_t find(const struct blocks *b, const struct entity *e, enum block_kind kind, int64_t by)
{
	size_t i = 0;

	while (i < b->n &&
		(b->list[i].entity != e || b->list[i].kind != kind || b->list[i].by != by))
		i++;
	return i;
}

bool blocks_has(const struct blocks *b, const struct entity *e, enum block_kind kind, int64_t by)
{
	return find(b, e, kind, by) < b->n;
}

void blocks_note_gone(struct blocks *b, const char *table, int64_t id)
{
	const struct entity *e = entity_find(table);

	if (e && id > 0)
		idset_add(&b->gone[e->id], id);
}

/* What the row is called, where it is there. */
static char *ref_of(struct db *db, const struct entity *e, int64_t id)
{
	struct str sql = STR_INIT;
	struct stmt *s;
	char *ref = NULL;

	str_addf(&sql, "SELECT ref FROM \"%s\" WHERE id = :id", e->name);
	if (stmt_get(db, str_text(&sql), &s) == ST_OK) {
		stmt_int(s, ":id", id);
		if (stmt_step(s) == ST_OK)
			ref = mem_text_or_null(stmt_get_text(s, 0));
		stmt_done(s);
	}
	str_free(&sql);
	return ref;
}

/* What a gag order covers is not called by its name in a sentence, though a change is open. */
static bool hides(struct db *db, const struct entity *e, int64_t id)
{
	int order = -1;

	if (!gag_drawn(db))
		return false;
	return gag_read(db) != ST_OK || gag_order_of(db, e->id, id, &order) != ST_OK || order >= 0;
}

void blocks_add(struct blocks *b, const char *table, enum block_kind kind, int64_t id, int64_t by,
	const char *ref)
{
	const struct entity *e = entity_find(table);
	struct block *block;
	size_t at;

	if (!e)
		return;
	/* A row that says it was last written by the entry itself was changed past the journal. */
	if (by == b->seq)
		by = 0;
	if (kind != BLOCK_REFERS && kind != BLOCK_LACKS && id > 0)
		idset_add(&b->rows, id);
	at = find(b, e, kind, by);
	if (at == BLOCKS_MAX) {
		b->more++;
		return;
	}
	block = &b->list[at];
	if (at == b->n) {
		b->n++;
		*block = (struct block){ .entity = e, .kind = kind, .by = by };
		block->ref = hides(b->db, e, id) ? mem_text(_("withheld"))
			     : ref               ? mem_text(ref)
						 : ref_of(b->db, e, id);
	}
	block->n++;
}

/* ---- references to nothing ---- */

static int64_t revision_of(struct db *db, const char *table, int64_t id)
{
	const struct entity *e = entity_find(table);
	struct str sql = STR_INIT;
	int64_t revision = 0;

	if (!e)
		return 0;
	str_addf(&sql, "SELECT revision FROM \"%s\" WHERE id = :id", e->name);
	if (stmt_number(db, str_text(&sql), id, &revision))
		revision = 0;
	str_free(&sql);
	return revision;
}

/* What the row refers to in that foreign key of its table; 0: that is not known. */
static int64_t referred(struct db *db, const char *table, int64_t id, int64_t key)
{
	const struct entity *e = entity_find(table);
	struct str sql = STR_INIT;
	struct stmt *s;
	int64_t to = 0;

	if (!e ||
		stmt_get(db, "SELECT \"from\" FROM pragma_foreign_key_list(:name) WHERE id = :key",
			&s))
		return 0;
	stmt_text(s, ":name", e->name);
	stmt_int(s, ":key", key);
	/* A column of ours, and a table of ours. */
	if (stmt_step(s) == ST_OK && entity_field(e, stmt_get_text(s, 0)) >= 0)
		str_addf(&sql, "SELECT coalesce(\"%s\", 0) FROM \"%s\" WHERE id = :id",
			stmt_get_text(s, 0), e->name);
	stmt_done(s);
	if (sql.len && stmt_number(db, str_text(&sql), id, &to))
		to = 0;
	str_free(&sql);
	return to;
}

/* Before the entry whatever a row referred to was there: if it is not now, it went since. */
static void add_dangling(
	struct blocks *b, const char *table, int64_t id, const char *parent, int64_t key)
{
	if (!idset_has(&b->written, id)) {
		blocks_add(b, table, BLOCK_REFERS, id, revision_of(b->db, table, id), NULL);
		return;
	}
	blocks_add(b, table, BLOCK_LACKS, id, 0, NULL);
	if (b->referring.count <= LACKING_MAX)
		blocks_note_gone(b, parent, referred(b->db, table, id, key));
}

enum status blocks_add_references(struct blocks *b)
{
	struct stmt *s;
	enum status st = blocks_note_written(b);

	if (st == ST_OK)
		st = stmt_get(b->db,
			"SELECT \"table\", rowid, parent, fkid FROM pragma_foreign_key_check", &s);
	if (st)
		return st;
	while ((st = stmt_step(s)) == ST_OK) {
		const char *table = stmt_get_text(s, 0);
		int64_t id = stmt_get_int(s, 1);

		/* A row may refer to nothing in several of its fields. */
		if (table && id > 0 && !idset_has(&b->rows, id) && idset_add(&b->referring, id))
			add_dangling(b, table, id, stmt_get_text(s, 2), stmt_get_int(s, 3));
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- the sentence ---- */

static const char *what(enum block_kind kind, int64_t by, bool one)
{
	switch (kind) {
	case BLOCK_CHANGED:
		return one ? _("was changed since") : _("were changed since");
	case BLOCK_GONE:
		if (by)
			return one ? _("was removed") : _("were removed");
		return one ? _("is no longer there") : _("are no longer there");
	case BLOCK_THERE:
		return one ? _("is there again") : _("are there again");
	case BLOCK_TAKEN:
		return one ? _("has a reference or mark that is taken by another record")
			   : _("have references or marks that are taken by other records");
	case BLOCK_LACKS:
		return one ? _("refers to what is no longer there")
			   : _("refer to what is no longer there");
	default:
		return one ? _("refers to what would be removed")
			   : _("refer to what would be removed");
	}
}

/* "entry 41 (apply rule spam)" */
static void add_entry(const struct blocks *b, const char *word, int64_t by, struct str *out)
{
	struct journal_entry e = { 0 };

	if (by && journal_get(b->db, by, &e) == ST_OK) {
		size_t len = strlen(e.label), fits = text_fit(e.label, len, LABEL_MAX, NULL);

		str_addf(out, " %s %lld (", word, (long long)by);
		if (e.kind == JOURNAL_UNDO)
			str_addf(out, _("undo %lld: "), (long long)e.target);
		else if (e.kind == JOURNAL_REDO)
			str_addf(out, _("redo %lld: "), (long long)e.target);
		str_addf(out, "%.*s%s)", (int)fits, e.label, fits < len ? "…" : "");
	}
	journal_entry_free(&e);
}

static void add_block(const struct blocks *b, const struct block *block, struct str *out)
{
	const struct entity *e = block->entity;

	if (block->n > 1) {
		str_add_number(out, block->n);
		str_addf(out, " %s", e->plural);
	} else {
		str_addf(out, "%s%s%s", e->name, block->ref ? " " : "",
			block->ref ? block->ref : "");
	}
	if (block->kind == BLOCK_REFERS)
		add_entry(b, _("of entry"), block->by, out);
	str_addf(out, " %s", what(block->kind, block->by, block->n == 1));
	if (block->kind != BLOCK_REFERS)
		add_entry(b, _("by entry"), block->by, out);
}

void blocks_text(const struct blocks *b, struct str *out)
{
	struct str more = STR_INIT;

	for (size_t i = 0; i < b->n; i++) {
		if (i)
			str_add(out, ", ");
		add_block(b, &b->list[i], out);
	}
	str_add_number(&more, b->more);
	if (b->more)
		str_addf(out,
			ngettext(", and %s more record stands in the way",
				", and %s more records stand in the way", (unsigned long)b->more),
			str_text(&more));
	str_free(&more);
}

void blocks_free(struct blocks *b)
{
	for (size_t i = 0; i < b->n; i++)
		free(b->list[i].ref);
	b->n = 0;
	idset_clear(&b->rows);
	idset_clear(&b->referring);
	idset_clear(&b->written);
	for (int i = 0; i < ENTITY_COUNT; i++)
		idset_clear(&b->gone[i]);
}
