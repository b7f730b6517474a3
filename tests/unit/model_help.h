/* For tests of the model: a case file in memory, all that it holds as text, folders for files. */
#ifndef AMPARO_TESTS_MODEL_HELP_H
#define AMPARO_TESTS_MODEL_HELP_H

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "model/db_internal.h"
#include "model/entity.h"
#include "model/mem.h"
#include "model/str.h"
#include "tests/unit/record_help.h"

#define TEST_DEVICE 7
#define TEST_ID(counter) (((int64_t)TEST_DEVICE << 32) + (counter))

static inline int model_set_up(void **state)
{
	struct db *db;

	setenv("AMPARO_DEVICE", "7", 1);
	if (db_open(NULL, DB_MEMORY, &db))
		return -1;
	*state = db;
	return 0;
}

static inline int model_tear_down(void **state)
{
	db_close(*state);
	return 0;
}

/* A test with a case file of its own. */
#define MODEL_TEST(f) cmocka_unit_test_setup_teardown(f, model_set_up, model_tear_down)

/* ---- folders ---- */

static inline char *folder_make(void)
{
	const char *base = getenv("TMPDIR");
	struct str path = STR_INIT;

	str_addf(&path, "%s/amparo-unit-XXXXXX", base && *base ? base : "/tmp");
	assert_non_null(mkdtemp(path.data));
	return str_detach(&path);
}

/* With the files in it; frees the path. */
static inline void folder_remove(char *folder)
{
	DIR *dir = opendir(folder);

	assert_non_null(dir);
	for (struct dirent *e = readdir(dir); e; e = readdir(dir))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, "..") &&
			unlinkat(dirfd(dir), e->d_name, 0))
			(void)unlinkat(dirfd(dir), e->d_name, AT_REMOVEDIR);
	closedir(dir);
	assert_int_equal(rmdir(folder), 0);
	free(folder);
}

/* How many files are in it. */
static inline int folder_count(const char *folder)
{
	DIR *dir = opendir(folder);
	int n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2;
}

static inline char *folder_path(const char *folder, const char *name)
{
	struct str path = STR_INIT;

	str_addf(&path, "%s/%s", folder, name);
	return str_detach(&path);
}

static inline void file_write(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static inline void file_read(const char *path, struct str *out)
{
	FILE *file = fopen(path, "re");
	char bytes[65536];
	size_t n;

	assert_non_null(file);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		str_add_n(out, bytes, n);
	assert_int_equal(fclose(file), 0);
}

static inline struct db *file_open(const char *path, enum db_mode mode)
{
	struct db *db;
	enum status st = db_open(path, mode, &db);

	must(db, st);
	return db;
}

/* ---- SQL from outside ---- */

/* What somebody does with the sqlite3 tool, on the test's own handle. */
static inline void raw(struct db *db, const char *sql)
{
	char *error = NULL;

	if (sqlite3_exec(db->handle, sql, NULL, NULL, &error))
		fail_msg("%s: %s", sql, error);
}

/* The same on a file that is not open here. */
static inline void raw_file(const char *path, const char *sql)
{
	sqlite3 *handle = NULL;
	char *error = NULL;

	assert_int_equal(sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	if (sqlite3_exec(handle, sql, NULL, NULL, &error))
		fail_msg("%s: %s", sql, error);
	sqlite3_close(handle);
}

static inline int64_t raw_number(struct db *db, const char *sql)
{
	sqlite3_stmt *s = NULL;
	int64_t n;

	if (sqlite3_prepare_v2(db->handle, sql, -1, &s, NULL))
		fail_msg("%s: %s", sql, sqlite3_errmsg(db->handle));
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

static inline void dump_bytes(const unsigned char *bytes, int n, struct str *out)
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < n; i++) {
		str_add_c(out, digits[bytes[i] >> 4]);
		str_add_c(out, digits[bytes[i] & 15]);
	}
}

static inline void dump_value(sqlite3_stmt *s, int column, struct str *out)
{
	switch (sqlite3_column_type(s, column)) {
	case SQLITE_NULL:
		str_add(out, "null");
		break;
	case SQLITE_INTEGER:
		str_add(out, (const char *)sqlite3_column_text(s, column));
		break;
	case SQLITE_BLOB:
		dump_bytes(sqlite3_column_blob(s, column), sqlite3_column_bytes(s, column), out);
		break;
	default:
		str_add_c(out, '\'');
		str_add(out, (const char *)sqlite3_column_text(s, column));
		str_add_c(out, '\'');
	}
}

/* Appends a line a row. */
static inline void dump_rows(struct db *db, const char *sql, struct str *out)
{
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(db->handle, sql, -1, &s, NULL))
		fail_msg("%s: %s", sql, sqlite3_errmsg(db->handle));
	while (sqlite3_step(s) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			str_add_c(out, i ? '|' : ' ');
			dump_value(s, i, out);
		}
		str_add_c(out, '\n');
	}
	assert_int_equal(sqlite3_finalize(s), SQLITE_OK);
}

/* Every row of every entity and of the search table of records; the caller frees it. */
static inline char *dump(struct db *db)
{
	struct str out = STR_INIT, sql = STR_INIT;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		const char *name = entity_get((enum entity_id)i)->name;

		str_clear(&sql);
		str_addf(&sql, "SELECT '%s', * FROM \"%s\" ORDER BY id", name, name);
		dump_rows(db, str_text(&sql), &out);
	}
	dump_rows(db,
		"SELECT 'words', rowid, entity, ref, headline, body FROM record_search "
		"ORDER BY rowid",
		&out);
	str_free(&sql);
	return str_detach(&out);
}

/* The tables, indexes and their SQL. */
static inline char *dump_schema(struct db *db)
{
	struct str out = STR_INIT;

	dump_rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name",
		&out);
	return str_detach(&out);
}

/* The dump is what it was; shows the first line that is not. */
static inline void assert_dump(struct db *db, const char *expected)
{
	char *now = dump(db);
	size_t i = 0, line = 0;

	while (now[i] && now[i] == expected[i])
		if (now[i++] == '\n')
			line = i;
	if (now[i] != expected[i])
		fail_msg("expected %.*s\nfound %.*s", (int)strcspn(expected + line, "\n"),
			expected + line, (int)strcspn(now + line, "\n"), now + line);
	free(now);
}

/* The search tables hold the words of the rows that there are, and no others. */
static inline void assert_index_whole(struct db *db)
{
	raw(db, "INSERT INTO signatory_search (signatory_search, rank) "
		"VALUES ('integrity-check', 1)");
	raw(db, "INSERT INTO record_search (record_search) VALUES ('integrity-check')");
}

/* Fails as `st`, with a sentence that holds `what`. */
static inline void assert_refused(
	struct db *db, enum status found, enum status expected, const char *what)
{
	if (found != expected || !strstr(db_error(db), what))
		fail_msg("status %d, expected %d with \"%s\": %s", (int)found, (int)expected, what,
			db_error(db));
}

/* The same with the field named. */
static inline void assert_refused_field(
	struct db *db, enum status found, enum status expected, const char *field, const char *what)
{
	assert_refused(db, found, expected, what);
	if (!db_error_field(db) || strcmp(db_error_field(db), field))
		fail_msg("the field is %s, expected %s: %s",
			db_error_field(db) ? db_error_field(db) : "none", field, db_error(db));
}

#endif
