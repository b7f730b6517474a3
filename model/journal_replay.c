#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/bulk.h"
#include "model/change_internal.h"
#include "model/claim.h"
#include "model/db_internal.h"
#include "model/entity.h"
#include "model/i18n.h"
#include "model/journal_block.h"
#include "model/journal_part.h"
#include "model/mem.h"
#include "model/search_index.h"
#include "model/stmt.h"

/* Undo and redo: an entry's recorded changes, turned round or as they are, applied again. */

struct replay {
	struct db *db;
	bool bulk;            /* the signatories' search index is made again as a whole */
	bool dangling;        /* something referred to nothing at the end of a part */
	struct blocks blocks; /* what stood in the way */
};

#define REVISION 1 /* the column of every record that names the entry which wrote it last */

/* ---- what stands in the way ---- */

static int64_t row_id(sqlite3_changeset_iter *i, int op)
{
	sqlite3_value *v = NULL;
	int rc = op == SQLITE_INSERT ? sqlite3changeset_new(i, 0, &v)
				     : sqlite3changeset_old(i, 0, &v);

	return rc == SQLITE_OK && v ? sqlite3_value_int64(v) : 0;
}

static bool same(sqlite3_value *a, sqlite3_value *b)
{
	if (sqlite3_value_type(a) != sqlite3_value_type(b) ||
		sqlite3_value_bytes(a) != sqlite3_value_bytes(b))
		return false;
	return sqlite3_value_type(a) == SQLITE_NULL ||
	       !memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b),
		       (size_t)sqlite3_value_bytes(a));
}

/* Columns that later migrations add come behind those that a change knows. */
static int column_named(struct db *db, const char *table, const char *name)
{
	struct stmt *s;
	int column = -1;

	if (stmt_get(db, "SELECT cid FROM pragma_table_info(:table) WHERE name = :name", &s))
		return -1;
	stmt_text(s, ":table", table);
	stmt_text(s, ":name", name);
	if (stmt_step(s) == ST_OK)
		column = (int)stmt_get_int(s, 0);
	stmt_done(s);
	return column;
}

/* The entry that wrote the row which is there now. */
static int64_t writer(int conflict, sqlite3_changeset_iter *i)
{
	sqlite3_value *now = NULL;

	if (conflict != SQLITE_CHANGESET_DATA && conflict != SQLITE_CHANGESET_CONFLICT)
		return 0;
	if (sqlite3changeset_conflict(i, REVISION, &now) != SQLITE_OK || !now)
		return 0;
	return sqlite3_value_int64(now);
}

/* Whether column `k` is there as the change knows it, or the change says nothing of it. */
static bool as_known(sqlite3_changeset_iter *i, int k)
{
	sqlite3_value *old = NULL, *now = NULL;

	if (sqlite3changeset_old(i, k, &old) != SQLITE_OK || !old)
		return true;
	return sqlite3changeset_conflict(i, k, &now) == SQLITE_OK && now && same(old, now);
}

/* The entry that a change knows as the row's last; 0: it says nothing of it. */
static int64_t known_writer(sqlite3_changeset_iter *i)
{
	sqlite3_value *old = NULL;

	if (sqlite3changeset_old(i, REVISION, &old) != SQLITE_OK || !old)
		return 0;
	return sqlite3_value_int64(old);
}

/*
 * Sort keys are derived, and made again when the collation changes: they are no conflict. Nor is
 * the status of a claim that nothing was done to but to settle it, as it will be again.
 */
static bool only_derived(struct db *db, sqlite3_changeset_iter *i, const char *table, int columns)
{
	const bool claim = !strcmp(table, "claim");
	int sort_key = column_named(db, table, "sort_key");
	int status = claim ? column_named(db, table, "status") : -1;
	bool settled = false;

	for (int k = 0; k < columns; k++) {
		if (k == sort_key || as_known(i, k))
			continue;
		if (!claim || (k != status && k != REVISION))
			return false;
		settled = true;
	}
	return !settled || journal_only_settled(db, row_id(i, SQLITE_UPDATE), known_writer(i),
				   writer(SQLITE_CHANGESET_DATA, i));
}

static enum block_kind block_of(int conflict)
{
	switch (conflict) {
	case SQLITE_CHANGESET_DATA:
		return BLOCK_CHANGED;
	case SQLITE_CHANGESET_CONFLICT:
		return BLOCK_THERE;
	default:
		return BLOCK_TAKEN;
	}
}

/*
 * A row that stands in the way is passed over, so that all of them can be told; what was done so
 * far is rolled back then.
 */
static int on_conflict(void *arg, int conflict, sqlite3_changeset_iter *i)
{
	struct replay *r = arg;
	const char *table = NULL;
	int columns = 0, op = 0, indirect = 0;

	if (conflict == SQLITE_CHANGESET_FOREIGN_KEY) {
		/* What refers to a record may be in another part; SQLite forgets between them. */
		r->dangling = true;
		return SQLITE_CHANGESET_OMIT;
	}
	sqlite3changeset_op(i, &table, &columns, &op, &indirect);
	/* It followed from the rest of the entry, and follows anew from what stands now. */
	if (indirect)
		return SQLITE_CHANGESET_OMIT;
	if (conflict == SQLITE_CHANGESET_DATA && only_derived(r->db, i, table, columns))
		return SQLITE_CHANGESET_REPLACE;
	if (conflict == SQLITE_CHANGESET_NOTFOUND)
		blocks_note_gone(&r->blocks, table, row_id(i, op));
	else
		blocks_add(&r->blocks, table, block_of(conflict), row_id(i, op),
			writer(conflict, i), NULL);
	return SQLITE_CHANGESET_OMIT;
}

/* ---- what follows from the rows: the search index, which is not recorded, and statuses ---- */

typedef enum status row_fn(struct db *db, const struct entity *e, int64_t id);

/* Calls `fn` for every record that a changeset speaks of. */
static enum status each_row(struct replay *r, int n, void *bytes, row_fn *fn)
{
	sqlite3_changeset_iter *i = NULL;
	int rc = sqlite3changeset_start(&i, n, bytes);
	enum status st = ST_OK;

	if (rc != SQLITE_OK)
		return db_sqlite_fail(r->db, rc);
	while (st == ST_OK && sqlite3changeset_next(i) == SQLITE_ROW) {
		const char *table = NULL;
		const struct entity *e;
		int columns = 0, op = 0, indirect = 0;

		sqlite3changeset_op(i, &table, &columns, &op, &indirect);
		e = entity_find(table);
		if (e && !(r->bulk && e->id == ENTITY_SIGNATORY))
			st = fn(r->db, e, row_id(i, op));
	}
	sqlite3changeset_finalize(i);
	return st;
}

static enum status forget(struct db *db, const struct entity *e, int64_t id)
{
	enum status st = claim_row_touched(db->change, e->id, id);

	return st ? st : search_forget(db, e, id);
}

static enum status learn(struct db *db, const struct entity *e, int64_t id)
{
	enum status st = claim_row_touched(db->change, e->id, id);

	return st ? st : search_learn(db, e, id);
}

/* ---- parts ---- */

static enum status applied(struct replay *r, int64_t seq, int rc)
{
	if (rc == SQLITE_OK)
		return ST_OK;
	if (rc == SQLITE_CORRUPT)
		return journal_damaged(r->db, seq);
	return db_sqlite_fail(r->db, rc);
}

static enum status apply_bytes(struct replay *r, int64_t seq, void *bytes, int n, bool invert)
{
	void *turned = NULL, *what = bytes;
	int m = n;
	int rc = invert ? sqlite3changeset_invert(n, bytes, &m, &turned) : SQLITE_OK;
	enum status st;

	if (turned)
		what = turned;
	st = applied(r, seq, rc);
	if (st == ST_OK)
		st = each_row(r, m, what, forget);
	if (st == ST_OK)
		st = applied(r, seq,
			sqlite3changeset_apply_v2(r->db->handle, m, what, NULL, on_conflict, r,
				NULL, NULL, SQLITE_CHANGESETAPPLY_NOSAVEPOINT));
	if (st == ST_OK)
		st = each_row(r, m, what, learn);
	sqlite3_free(turned);
	return st;
}

static enum status apply_part(struct replay *r, int64_t seq, int64_t part, bool invert)
{
	struct journal_part p;
	enum status st = journal_part_load(r->db, seq, part, &p);

	if (st == ST_OK)
		st = apply_bytes(r, seq, p.bytes, (int)p.len, invert);
	journal_part_free(&p);
	return st;
}

static enum status apply_entry(struct replay *r, const struct journal_entry *e, bool invert)
{
	int64_t parts = 0;
	enum status st = journal_parts(r->db, e->seq, &parts);

	for (int64_t i = 0; i < parts && st == ST_OK; i++) {
		st = apply_part(r, e->seq, invert ? parts - i : i + 1, invert);
		if (st == ST_OK)
			st = db_progress(r->db, invert ? _("undoing") : _("redoing"), i + 1, parts);
	}
	if (st == ST_OK && r->dangling)
		st = blocks_add_references(&r->blocks);
	if (st == ST_OK)
		st = blocks_add_gone(&r->blocks);
	return st == ST_OK && r->blocks.n ? ST_CONFLICT : st;
}

/* ---- undo, redo ---- */

static enum status refuse(struct replay *r, const struct journal_entry *e, bool invert)
{
	struct str reason = STR_INIT;
	enum status st;

	/* Who owned what is gone for now: nothing says which of them a gag order covers. */
	if (e->withheld)
		str_add(&reason, _("other records stand in the way"));
	else
		blocks_text(&r->blocks, &reason);
	st = db_fail(r->db, ST_CONFLICT, NULL,
		invert ? _("\"%s\" cannot be undone: %s; nothing was changed")
		       : _("\"%s\" cannot be redone: %s; nothing was changed"),
		e->label, str_text(&reason));
	str_free(&reason);
	return st;
}

/* As it stands in the journal: what is shown of it may be withheld. */
static enum status label_of(struct db *db, int64_t seq, char **out)
{
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT label FROM journal WHERE seq = :seq", &s);

	if (st)
		return st;
	stmt_int(s, ":seq", seq);
	st = stmt_step(s);
	*out = mem_text_or_null(st == ST_OK ? stmt_get_text(s, 0) : NULL);
	stmt_done(s);
	return st == ST_END ? journal_damaged(db, seq) : st;
}

static enum status replay(struct db *db, const struct journal_entry *e, bool invert)
{
	struct replay r = { .db = db, .blocks = { .db = db, .seq = e->seq, .invert = invert } };
	struct change *c = NULL;
	struct bulk *bulk = NULL;
	char *label = NULL;
	enum status st = label_of(db, e->seq, &label);

	if (st == ST_OK)
		st = change_begin_replay(
			db, invert ? JOURNAL_UNDO : JOURNAL_REDO, e->seq, e->changes, label, &c);
	free(label);
	if (st)
		return st;
	r.bulk = bulk_pays(db, e->changes);
	if (r.bulk)
		st = bulk_begin(db, &bulk);
	if (st == ST_OK)
		st = apply_entry(&r, e, invert);
	if (st == ST_OK && bulk) {
		st = bulk_end(bulk, 0, 0);
		bulk = NULL;
	}
	if (st == ST_OK) {
		st = change_commit(c);
		c = NULL;
	}
	/* The reason may need the old rows; the sentence is made before they are rolled back. */
	if (st == ST_CONFLICT && r.blocks.n)
		st = refuse(&r, e, invert);
	bulk_drop(bulk);
	change_cancel(c);
	blocks_free(&r.blocks);
	return st;
}

enum status journal_undo(struct db *db, char **label)
{
	struct journal_entry e = { 0 };
	enum status st = journal_find_undo(db, &e);

	*label = NULL;
	if (st == ST_NOTFOUND)
		return db_fail(db, ST_NOTFOUND, NULL, _("there is nothing to undo"));
	if (st == ST_OK)
		st = replay(db, &e, true);
	if (st == ST_OK) {
		*label = e.label;
		e.label = NULL;
	}
	journal_entry_free(&e);
	return st;
}

enum status journal_redo(struct db *db, char **label)
{
	struct journal_entry e = { 0 };
	enum status st = journal_find_redo(db, &e);

	*label = NULL;
	if (st == ST_NOTFOUND)
		return db_fail(db, ST_NOTFOUND, NULL,
			_("there is nothing to redo; a new change ends what could be redone"));
	if (st == ST_OK)
		st = replay(db, &e, false);
	if (st == ST_OK) {
		*label = e.label;
		e.label = NULL;
	}
	journal_entry_free(&e);
	return st;
}

/* ---- one entry, whatever was done after it ---- */

static enum status check_entry(struct db *db, const struct journal_entry *e, bool invert)
{
	if (e->kind != JOURNAL_DO)
		return db_fail(db, ST_CONFLICT, NULL,
			_("entry %lld is itself an undo or a redo, of entry %lld; undo or redo "
			  "that"),
			(long long)e->seq, (long long)e->target);
	if (invert && e->undone)
		return db_fail(db, ST_CONFLICT, NULL,
			_("entry %lld (%s) was undone already; nothing was changed"),
			(long long)e->seq, e->label);
	if (!invert && !e->undone)
		return db_fail(db, ST_CONFLICT, NULL,
			_("entry %lld (%s) stands: it was not undone; nothing was changed"),
			(long long)e->seq, e->label);
	return ST_OK;
}

static enum status replay_one(struct db *db, int64_t seq, bool invert, char **label)
{
	struct journal_entry e = { 0 };
	enum status st = journal_get(db, seq, &e);

	*label = NULL;
	if (st == ST_NOTFOUND)
		return db_fail(db, ST_NOTFOUND, NULL,
			_("the log has no entry %lld; amparo log shows them"), (long long)seq);
	if (st == ST_OK)
		st = check_entry(db, &e, invert);
	if (st == ST_OK)
		st = replay(db, &e, invert);
	if (st == ST_OK) {
		*label = e.label;
		e.label = NULL;
	}
	journal_entry_free(&e);
	return st;
}

enum status journal_undo_entry(struct db *db, int64_t seq, char **label)
{
	return replay_one(db, seq, true, label);
}

enum status journal_redo_entry(struct db *db, int64_t seq, char **label)
{
	return replay_one(db, seq, false, label);
}
