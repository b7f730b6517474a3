#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "model/changeset.h"

/* What a session of SQLite's own writes is the truth; ours must be the same bytes. */

struct row {
	int64_t id;
	int64_t number;
	const char *text; /* NULL: empty */
	size_t len;       /* of the text, and of the blob made of the same bytes */
};

static void exec(sqlite3 *db, const char *sql)
{
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void insert(sqlite3 *db, const struct row *r)
{
	sqlite3_stmt *s = NULL;

	assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO t VALUES (?, ?, ?, ?)", -1, &s, NULL),
		SQLITE_OK);
	sqlite3_bind_int64(s, 1, r->id);
	sqlite3_bind_int64(s, 2, r->number);
	if (r->text) {
		sqlite3_bind_text64(s, 3, r->text, r->len, SQLITE_STATIC, SQLITE_UTF8);
		sqlite3_bind_blob64(s, 4, r->text, r->len, SQLITE_STATIC);
	}
	assert_int_equal(sqlite3_step(s), SQLITE_DONE);
	sqlite3_finalize(s);
}

static void theirs(const struct row *r, void **bytes, int *n)
{
	sqlite3 *db = NULL;
	sqlite3_session *session = NULL;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c BLOB) STRICT");
	assert_int_equal(sqlite3session_create(db, "main", &session), SQLITE_OK);
	assert_int_equal(sqlite3session_attach(session, NULL), SQLITE_OK);
	insert(db, r);
	assert_int_equal(sqlite3session_changeset(session, n, bytes), SQLITE_OK);
	sqlite3session_delete(session);
	sqlite3_close(db);
}

static void ours(const struct row *r, struct str *out)
{
	changeset_table(out, "t", 4);
	changeset_row(out);
	changeset_int(out, r->id);
	changeset_int(out, r->number);
	if (r->text) {
		changeset_text(out, r->text, r->len);
		changeset_blob(out, r->text, r->len);
	} else {
		changeset_null(out);
		changeset_null(out);
	}
}

static void compare(const struct row *r)
{
	struct str mine = STR_INIT;
	void *bytes = NULL;
	int n = 0;

	theirs(r, &bytes, &n);
	ours(r, &mine);
	assert_int_equal(mine.len, n);
	assert_memory_equal(mine.data, bytes, (size_t)n);
	sqlite3_free(bytes);
	str_free(&mine);
}

static void changeset__numbers_as_a_session_writes_them(void **state)
{
	static const int64_t numbers[] = { 0, 1, -1, 127, 128, INT32_MAX, INT64_MAX, INT64_MIN,
		(int64_t)1 << 32, -1099511627776 };

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		compare(&(struct row){ .id = 1, .number = numbers[i] });
	compare(&(struct row){ .id = INT64_MAX, .number = 5 });
}

static void changeset__texts_of_every_length_of_length(void **state)
{
	static const size_t lengths[] = { 0, 1, 127, 128, 16383, 16384, 2097151, 2097152 };

	(void)state;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		char *text = malloc(lengths[i] + 1);

		assert_non_null(text);
		memset(text, 'x', lengths[i] + 1);
		compare(&(struct row){ .id = 9, .number = 9, .text = text, .len = lengths[i] });
		free(text);
	}
}

static void changeset__a_name_in_another_script(void **state)
{
	static const char name[] = "陳 小明 כהן";

	(void)state;
	compare(&(struct row){ .id = 3, .number = 4, .text = name, .len = strlen(name) });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changeset__numbers_as_a_session_writes_them),
		cmocka_unit_test(changeset__texts_of_every_length_of_length),
		cmocka_unit_test(changeset__a_name_in_another_script),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
