#include "config.h"

#include "model/stmt.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"

struct stmt {
	struct db *db;
	sqlite3_stmt *handle;
	char *sql; /* owned; the key it is found by */
	int n_params;
	uint64_t bound; /* a bit a parameter; asserts that none was forgotten */
	bool busy;      /* handed out */
	bool stepped;   /* since the last reset */
};

/* Statements that were made for one list's filter are many; the oldest idle one makes room. */
#define KEPT_MAX 256

static enum status prepare(struct db *db, const char *sql, struct stmt **out)
{
	struct stmt *s = mem_zero(sizeof(*s));
	int rc = sqlite3_prepare_v3(
		db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->handle, NULL);
	if (rc != SQLITE_OK) {
		free(s);
		return db_sqlite_fail(db, rc);
	}
	s->db = db;
	s->sql = mem_text(sql);
	s->n_params = sqlite3_bind_parameter_count(s->handle);
	assert(s->n_params <= 64);
	*out = s;
	return ST_OK;
}

static void destroy(struct stmt *s)
{
	sqlite3_finalize(s->handle);
	free(s->sql);
	free(s);
}

static void keep(struct db *db, struct stmt *s)
{
	if (db->n_statements == KEPT_MAX) {
		size_t i = 0;
		while (i < KEPT_MAX && db->statements[i]->busy)
			i++;
		assert(i < KEPT_MAX);
		destroy(db->statements[i]);
		db->n_statements--;
		memmove(db->statements + i, db->statements + i + 1,
			(db->n_statements - i) * sizeof(*db->statements));
	}
	if (!db->statements)
		db->statements = mem_array(KEPT_MAX, sizeof(*db->statements));
	db->statements[db->n_statements++] = s;
}

enum status stmt_get(struct db *db, const char *sql, struct stmt **out)
{
	enum status st;

	for (size_t i = 0; i < db->n_statements; i++) {
		struct stmt *s = db->statements[i];
		if (!s->busy && !strcmp(s->sql, sql)) {
			s->busy = true;
			*out = s;
			return ST_OK;
		}
	}
	*out = NULL;
	st = prepare(db, sql, out);
	if (st)
		return st;
	(*out)->busy = true;
	keep(db, *out);
	return ST_OK;
}

static void reset(struct stmt *s)
{
	/* A step's failure was reported by stmt_step(); reset only repeats it. */
	(void)sqlite3_reset(s->handle);
	(void)sqlite3_clear_bindings(s->handle);
	s->bound = 0;
	s->stepped = false;
}

void stmt_done(struct stmt *s)
{
	if (!s)
		return;
	reset(s);
	s->busy = false;
}

int stmt_param(struct stmt *s, const char *name)
{
	int param = sqlite3_bind_parameter_index(s->handle, name);
	assert(param > 0);
	return param;
}

static void bound(struct stmt *s, int param, int rc)
{
	if (rc == SQLITE_NOMEM)
		(void)mem_alloc(SIZE_MAX / 2); /* ends the program the one way that it ends */
	assert(rc == SQLITE_OK);
	s->bound |= (uint64_t)1 << (param - 1);
}

void stmt_int_at(struct stmt *s, int param, int64_t value)
{
	bound(s, param, sqlite3_bind_int64(s->handle, param, value));
}

void stmt_null_at(struct stmt *s, int param)
{
	bound(s, param, sqlite3_bind_null(s->handle, param));
}

void stmt_text_at(struct stmt *s, int param, const char *text, size_t len)
{
	if (!text)
		stmt_null_at(s, param);
	else
		bound(s, param,
			sqlite3_bind_text64(
				s->handle, param, text, len, SQLITE_STATIC, SQLITE_UTF8));
}

void stmt_blob_at(struct stmt *s, int param, const void *bytes, size_t len)
{
	bound(s, param,
		sqlite3_bind_blob64(s->handle, param, bytes ? bytes : "", len, SQLITE_STATIC));
}

void stmt_int(struct stmt *s, const char *name, int64_t value)
{
	stmt_int_at(s, stmt_param(s, name), value);
}

void stmt_null(struct stmt *s, const char *name)
{
	stmt_null_at(s, stmt_param(s, name));
}

void stmt_text(struct stmt *s, const char *name, const char *text)
{
	stmt_text_at(s, stmt_param(s, name), text, text ? strlen(text) : 0);
}

void stmt_blob(struct stmt *s, const char *name, const void *bytes, size_t len)
{
	stmt_blob_at(s, stmt_param(s, name), bytes, len);
}

void stmt_pointer(struct stmt *s, const char *name, const void *thing, const char *kind)
{
	int param = stmt_param(s, name);

	bound(s, param, sqlite3_bind_pointer(s->handle, param, (void *)thing, kind, NULL));
}

enum status stmt_step(struct stmt *s)
{
	int rc;

	if (!s->stepped) {
		uint64_t all = s->n_params == 64 ? UINT64_MAX : ((uint64_t)1 << s->n_params) - 1;
		assert(s->bound == all);
		(void)all;
		s->stepped = true;
	}
	rc = sqlite3_step(s->handle);
	if (rc == SQLITE_ROW)
		return ST_OK;
	if (rc == SQLITE_DONE)
		return ST_END;
	return db_sqlite_fail(s->db, rc);
}

void stmt_rewind(struct stmt *s)
{
	(void)sqlite3_reset(s->handle);
	s->stepped = false;
}

enum status stmt_again(struct stmt *s)
{
	enum status st = stmt_step(s);
	(void)sqlite3_reset(s->handle);
	s->stepped = false;
	assert(st != ST_OK);
	return st == ST_END ? ST_OK : st;
}

enum status stmt_run(struct stmt *s)
{
	enum status st = stmt_step(s);
	assert(st != ST_OK);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

int stmt_changes(struct db *db)
{
	return sqlite3_changes(db->handle);
}

bool stmt_is_null(struct stmt *s, int column)
{
	return sqlite3_column_type(s->handle, column) == SQLITE_NULL;
}

bool stmt_is_int(struct stmt *s, int column)
{
	return sqlite3_column_type(s->handle, column) == SQLITE_INTEGER;
}

int64_t stmt_get_int(struct stmt *s, int column)
{
	return sqlite3_column_int64(s->handle, column);
}

const char *stmt_get_text(struct stmt *s, int column)
{
	return (const char *)sqlite3_column_text(s->handle, column);
}

struct slice stmt_get_slice(struct stmt *s, int column)
{
	const char *text = stmt_get_text(s, column);

	return (struct slice){ text ? text : "", text ? strlen(text) : 0 };
}

const void *stmt_get_blob(struct stmt *s, int column, size_t *len)
{
	const void *bytes = sqlite3_column_blob(s->handle, column);
	*len = (size_t)sqlite3_column_bytes(s->handle, column);
	return bytes ? bytes : "";
}

enum status stmt_number(struct db *db, const char *sql, int64_t id, int64_t *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	if (st)
		return st;
	if (s->n_params)
		stmt_int(s, ":id", id);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = stmt_get_int(s, 0);
	else if (st == ST_END)
		st = ST_NOTFOUND;
	stmt_done(s);
	return st;
}

void stmt_close_all(struct db *db)
{
	for (size_t i = 0; i < db->n_statements; i++)
		destroy(db->statements[i]);
	free(db->statements);
	db->statements = NULL;
	db->n_statements = 0;
}
