#include "config.h"

#include "model/bulk.h"

#include <stdlib.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/search_index.h"
#include "model/stmt.h"

#define ROWS_MIN 20000 /* fewer are done before the indexes would be made again */

struct bulk {
	struct db *db;
	char **names; /* owned, each; what was set aside */
	char **sql;   /* owned, each; how to make it again */
	size_t n;
};

bool bulk_pays(struct db *db, int64_t rows)
{
	int64_t there = 0;

	if (rows < ROWS_MIN)
		return false;
	/* Past four million the answer no longer matters, and the scan would. */
	if (stmt_number(
		    db, "SELECT count(*) FROM (SELECT 1 FROM signatory LIMIT 4000000)", 0, &there))
		return false;
	return rows >= there / 4;
}

/*
 * Those that hold few of the rows stay: they cost little as they are kept, a whole walk to make
 * again, and without the one of duplicates every row removed would be looked for in all the others.
 */
static const char aside[] = "SELECT name, sql FROM sqlite_schema "
			    "WHERE tbl_name = 'signatory' AND sql IS NOT NULL AND type = 'index' "
			    "AND name NOT IN ('signatory_duplicate_of', 'signatory_rule')";

static enum status collect(struct bulk *b)
{
	struct stmt *s;
	enum status st = stmt_get(b->db, aside, &s);

	while (st == ST_OK) {
		st = stmt_step(s);
		if (st)
			break;
		b->names = mem_resize(b->names, b->n + 1, sizeof(*b->names));
		b->sql = mem_resize(b->sql, b->n + 1, sizeof(*b->sql));
		b->names[b->n] = mem_text(stmt_get_text(s, 0));
		b->sql[b->n] = mem_text(stmt_get_text(s, 1));
		b->n++;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status bulk_begin(struct db *db, struct bulk **out)
{
	struct bulk *b = mem_zero(sizeof(*b));
	struct str sql = STR_INIT;
	enum status st;

	b->db = db;
	st = collect(b);
	for (size_t i = 0; i < b->n && st == ST_OK; i++) {
		str_clear(&sql);
		str_addf(&sql, "DROP INDEX %s", b->names[i]);
		st = db_exec(db, str_text(&sql));
	}
	/* Merging as it goes would cost more than the index itself. */
	if (st == ST_OK)
		st = db_exec(db, "INSERT INTO signatory_search (signatory_search, rank) VALUES "
				 "('automerge', 0)");
	str_free(&sql);
	if (st) {
		bulk_drop(b);
		return st;
	}
	*out = b;
	return ST_OK;
}

enum status bulk_end(struct bulk *b, int64_t first, int64_t last)
{
	struct db *db = b->db;
	enum status st = first ? search_learn_signatories(db, first, last)
			       : search_learn_all_signatories(db);

	if (st == ST_OK)
		st = db_exec(db, "INSERT INTO signatory_search (signatory_search, rank) VALUES "
				 "('automerge', 4)");
	for (size_t i = 0; i < b->n && st == ST_OK; i++) {
		st = db_progress(db, _("building indexes"), (int64_t)i, (int64_t)b->n);
		if (st == ST_OK)
			st = db_exec(db, b->sql[i]);
	}
	bulk_drop(b);
	return st;
}

void bulk_drop(struct bulk *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->n; i++) {
		free(b->names[i]);
		free(b->sql[i]);
	}
	free(b->names);
	free(b->sql);
	free(b);
}
