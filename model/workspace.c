#include "config.h"

#include "model/workspace.h"

#include <assert.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/stmt.h"
#include "model/text.h"

enum status workspace_get(struct db *db, const char *key, struct str *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT value FROM workspace WHERE key = :key", &s);

	if (st)
		return st;
	stmt_text(s, ":key", key);
	st = stmt_step(s);
	if (st == ST_OK)
		str_add(out, stmt_get_text(s, 0));
	stmt_done(s);
	if (st == ST_END)
		st = db_fail(db, ST_NOTFOUND, NULL, _("nothing is kept under '%.80s'"), key);
	return st;
}

/* Whether that is the value now: nothing is written for nothing. */
static bool holds(struct db *db, const char *key, const char *value)
{
	struct str now = STR_INIT;
	enum status st = workspace_get(db, key, &now);
	bool same = value ? st == ST_OK && !strcmp(str_text(&now), value) : st == ST_NOTFOUND;

	str_free(&now);
	return same;
}

static enum status write(struct db *db, const char *key, const char *value)
{
	struct stmt *s;
	enum status st;

	if (value)
		st = stmt_get(db,
			"INSERT INTO workspace (key, value) VALUES (:key, :value) "
			"ON CONFLICT (key) DO UPDATE SET value = excluded.value",
			&s);
	else
		st = stmt_get(db, "DELETE FROM workspace WHERE key = :key", &s);
	if (st)
		return st;
	stmt_text(s, ":key", key);
	if (value)
		stmt_text(s, ":value", value);
	return stmt_run(s);
}

enum status workspace_put(struct db *db, const char *key, const char *value)
{
	enum status st;

	assert(!db->change);
	if (value && (strlen(value) > WORKSPACE_MAX || !text_is_utf8(value, strlen(value))))
		return db_fail(db, ST_INVALID, NULL, _("this is too long to be remembered"));
	if (holds(db, key, value))
		return ST_OK;
	/* Somebody types: better to forget a width than to make them wait for another program. */
	sqlite3_busy_timeout(db->handle, 0);
	st = write(db, key, value);
	sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
	return st;
}

enum status workspace_each(struct db *db, const char *prefix, workspace_fn *fn, void *arg)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT key, value FROM workspace WHERE key >= :prefix AND "
		"substr(key, 1, length(:prefix)) = :prefix ORDER BY key",
		&s);

	if (st)
		return st;
	stmt_text(s, ":prefix", prefix);
	while ((st = stmt_step(s)) == ST_OK)
		fn(arg, stmt_get_text(s, 0), stmt_get_text(s, 1));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}
