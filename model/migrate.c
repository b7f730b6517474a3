#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/entity.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/migrations.h"
#include "model/stmt.h"
#include "model/text.h"

int migrate_newest(void)
{
	return (int)n_migrations;
}

static enum status version_of(struct db *db, int64_t *out)
{
	return stmt_number(db, "PRAGMA user_version", 0, out);
}

static enum status apply(struct db *db, int64_t from, int64_t to)
{
	enum status st = ST_OK;
	struct str sql = STR_INIT;

	for (int64_t v = from; v < to && st == ST_OK; v++)
		st = db_exec(db, migrations[v].sql);
	if (st == ST_OK) {
		str_addf(&sql, "PRAGMA application_id=%d; PRAGMA user_version=%lld", APPLICATION_ID,
			(long long)to);
		st = db_exec(db, str_text(&sql));
	}
	str_free(&sql);
	return st;
}

static enum status check_references(struct db *db)
{
	struct stmt *s;
	enum status st = stmt_get(db, "PRAGMA foreign_key_check", &s);

	if (st)
		return st;
	st = stmt_step(s);
	if (st == ST_OK)
		st = db_fail(db, ST_NOTOURS, NULL,
			_("%s holds a record of kind %s that refers to nothing; take the last "
			  "backup"),
			db->path, stmt_get_text(s, 0));
	else if (st == ST_END)
		st = ST_OK;
	stmt_done(s);
	return st;
}

enum status migrate(struct db *db)
{
	int64_t version = 0, newest = migrate_newest();
	enum status st = version_of(db, &version);

	if (st || version == newest)
		return st;
	st = db_exec(db, "BEGIN IMMEDIATE");
	if (st)
		return st;
	/* Another program may have done it while we waited for the lock. */
	st = version_of(db, &version);
	if (st == ST_OK && version < newest)
		st = apply(db, version, newest);
	if (st == ST_OK)
		st = check_references(db);
	if (st == ST_OK)
		st = db_exec(db, "COMMIT");
	if (st)
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	return st;
}

/* Shadow tables of the search tables too: everything that has a text is in it, in a fixed order. */
static const char schema_sql[] =
	"SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') "
	"FROM sqlite_schema ORDER BY type, name";

static enum status schema_of(sqlite3 *handle, struct str *out)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(handle, schema_sql, -1, &s, NULL);

	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(s);
		if (rc != SQLITE_ROW)
			break;
		str_add_n(out, (const char *)sqlite3_column_text(s, 0),
			(size_t)sqlite3_column_bytes(s, 0));
		str_add_c(out, '\0');
	}
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? ST_OK : ST_DB;
}

/* What our own migrations make, up to `version`, in a database of its own in memory. */
static enum status schema_expected(struct db *db, int version, struct str *out)
{
	struct db model = { .path = db->path };
	enum status st = ST_DB;

	if (sqlite3_open(":memory:", &model.handle) == SQLITE_OK)
		st = fts_register(&model);
	if (st == ST_OK)
		st = apply(&model, 0, version);
	if (st == ST_OK)
		st = schema_of(model.handle, out);
	if (st)
		(void)db_fail(db, st, NULL, "%s", db_error(&model));
	sqlite3_close(model.handle);
	str_free(&model.error);
	free(model.field);
	return st;
}

enum status migrate_check_schema(struct db *db, int version)
{
	struct str expected = STR_INIT, found = STR_INIT;
	enum status st = schema_expected(db, version, &expected);

	if (st)
		goto out;
	if (schema_of(db->handle, &found)) {
		st = db_sqlite_fail(db, sqlite3_extended_errcode(db->handle));
		goto out;
	}
	if (found.len != expected.len || memcmp(found.data, expected.data, found.len))
		st = db_fail(db, ST_NOTOURS, NULL,
			_("%s says that it is an Amparo case file but is not built like one; do "
			  "not trust it, nothing in it was run"),
			db->path);
out:
	str_free(&expected);
	str_free(&found);
	return st;
}

/* ---- sort keys ---- */

static enum status rekey_one(struct db *db, struct stmt *update, int64_t id, const char *headline)
{
	struct str key = STR_INIT;
	enum status st;

	(void)db;
	if (headline)
		text_sort_key(&key, headline, strlen(headline));
	stmt_int(update, ":id", id);
	stmt_blob(update, ":key", str_text(&key), key.len);
	st = stmt_again(update);
	str_free(&key);
	return st;
}

static enum status rekey_entity(struct db *db, const struct entity *e)
{
	struct str select = STR_INIT, update = STR_INIT;
	struct stmt *rows = NULL, *change = NULL;
	enum status st;

	str_addf(&select, "SELECT id, \"%s\" FROM \"%s\"", e->headline, e->name);
	str_addf(&update, "UPDATE \"%s\" SET sort_key = :key WHERE id = :id", e->name);
	st = stmt_get(db, str_text(&select), &rows);
	if (st == ST_OK)
		st = stmt_get(db, str_text(&update), &change);
	while (st == ST_OK) {
		st = stmt_step(rows);
		if (st == ST_OK)
			st = rekey_one(db, change, stmt_get_int(rows, 0), stmt_get_text(rows, 1));
	}
	stmt_done(rows);
	stmt_done(change);
	str_free(&select);
	str_free(&update);
	return st == ST_END ? ST_OK : st;
}

static enum status store_version(struct db *db)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"INSERT INTO meta (key, value) VALUES ('sort_version', :value) "
		"ON CONFLICT (key) DO UPDATE SET value = excluded.value",
		&s);

	if (st)
		return st;
	stmt_text(s, ":value", text_sort_version());
	return stmt_run(s);
}

static enum status is_current(struct db *db, bool *current)
{
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT value FROM meta WHERE key = 'sort_version'", &s);

	if (st)
		return st;
	st = stmt_step(s);
	*current = st == ST_OK && !strcmp(stmt_get_text(s, 0), text_sort_version());
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* Sort keys are derived from the names, so making them again is no change that undo would know. */
enum status rekey_if_stale(struct db *db)
{
	bool current = false;
	enum status st = is_current(db, &current);

	if (st || current)
		return st;
	st = db_exec(db, "BEGIN IMMEDIATE");
	if (st)
		return st;
	for (int i = 0; i < ENTITY_COUNT && st == ST_OK; i++)
		st = rekey_entity(db, entity_get((enum entity_id)i));
	if (st == ST_OK)
		st = store_version(db);
	if (st == ST_OK)
		st = db_exec(db, "COMMIT");
	if (st)
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	return st;
}
