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

/* ---- reading ---- */

/* Two tables, with every kind of change in them. */
static void some_changes(void **bytes, int *n)
{
	sqlite3 *db = NULL;
	sqlite3_session *session = NULL;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c BLOB)");
	exec(db, "CREATE TABLE u (id INTEGER PRIMARY KEY, r REAL)");
	exec(db, "INSERT INTO t VALUES (1, 10, 'one', x'00ff'), (2, 20, 'two', NULL)");
	assert_int_equal(sqlite3session_create(db, "main", &session), SQLITE_OK);
	assert_int_equal(sqlite3session_attach(session, NULL), SQLITE_OK);
	exec(db, "UPDATE t SET b = 'other' WHERE id = 1");
	exec(db, "DELETE FROM t WHERE id = 2");
	exec(db, "INSERT INTO t VALUES (-3, NULL, '', x'')");
	exec(db, "INSERT INTO u VALUES (4, 1.5)");
	assert_int_equal(sqlite3session_changeset(session, n, bytes), SQLITE_OK);
	sqlite3session_delete(session);
	sqlite3_close(db);
}

static void write_values(const struct changeset_change *c, const char *at, struct str *out)
{
	struct changeset_value v[CHANGESET_COLUMNS];

	changeset_values(c, at, v);
	for (int i = 0; i < c->columns; i++) {
		str_addf(out, " %d:", (int)v[i].type);
		if (v[i].type == CHANGESET_INT)
			str_addf(out, "%lld", (long long)v[i].num);
		else if (v[i].type == CHANGESET_TEXT)
			str_add_n(out, v[i].bytes, v[i].len);
		else if (v[i].type == CHANGESET_BLOB)
			str_addf(out, "%zu", v[i].len);
	}
}

static void changeset_next__reads_what_a_session_wrote(void **state)
{
	static const char *const expected[] = {
		"t 23 1 | 1:1 0: 3:one 0: | 0: 0: 3:other 0:\n",
		"t 9 2 | 1:2 1:20 3:two 5:\n",
		"t 18 -3 | 1:-3 5: 3: 4:0\n",
		"u 18 4 | 1:4 2:\n",
	};
	struct changeset_reader r;
	struct changeset_change c;
	struct str out = STR_INIT;
	void *bytes = NULL;
	int n = 0;

	(void)state;
	some_changes(&bytes, &n);
	changeset_open(&r, bytes, (size_t)n);
	while (changeset_next(&r, &c) == ST_OK) {
		str_addf(&out, "%s %d %lld", c.table, (int)c.op, (long long)c.id);
		if (c.before) {
			str_add(&out, " |");
			write_values(&c, c.before, &out);
		}
		if (c.after) {
			str_add(&out, " |");
			write_values(&c, c.after, &out);
		}
		str_add_c(&out, '\n');
	}
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
		if (!strstr(str_text(&out), expected[i]))
			fail_msg("no %s in %s", expected[i], str_text(&out));
	assert_int_equal(changeset_next(&r, &c), ST_END);
	str_free(&out);
	sqlite3_free(bytes);
}

/* Every beginning, and every byte changed: it ends, and nothing outside the bytes is read. */
static void changeset_next__survives_damage(void **state)
{
	void *bytes = NULL;
	int n = 0;

	(void)state;
	some_changes(&bytes, &n);
	for (int len = 0; len <= n; len++) {
		for (int at = 0; at < len; at += len == n ? 1 : len) {
			for (int value = 0; value < 256; value += 5) {
				char *copy = malloc((size_t)len);
				struct changeset_reader r;
				struct changeset_change c;
				struct changeset_value v[CHANGESET_COLUMNS];

				memcpy(copy, bytes, (size_t)len);
				copy[at] = (char)value;
				changeset_open(&r, copy, (size_t)len);
				while (changeset_next(&r, &c) == ST_OK)
					changeset_values(&c, c.before ? c.before : c.after, v);
				free(copy);
			}
		}
	}
	sqlite3_free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changeset__numbers_as_a_session_writes_them),
		cmocka_unit_test(changeset__texts_of_every_length_of_length),
		cmocka_unit_test(changeset__a_name_in_another_script),
		cmocka_unit_test(changeset_next__reads_what_a_session_wrote),
		cmocka_unit_test(changeset_next__survives_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
