#include "config.h"

#include "model/stmt.h"

#include "tests/unit/model_help.h"

#define INSERT "INSERT INTO meta (key, value) VALUES (:key, :value)"

static void insert(struct db *db, const char *key, const char *value)
{
	struct stmt *s;

	must(db, stmt_get(db, INSERT, &s));
	stmt_text(s, ":key", key);
	stmt_text(s, ":value", value);
	must(db, stmt_run(s));
}

static int set_up(void **state)
{
	int rc = model_set_up(state);

	if (!rc)
		raw(*state, "DELETE FROM meta");
	return rc;
}

static void stmt_get__keeps_a_statement_that_was_given_back(void **state)
{
	struct db *db = *state;
	struct stmt *first, *second;

	must(db, stmt_get(db, "SELECT 1", &first));
	stmt_done(first);
	must(db, stmt_get(db, "SELECT 1", &second));
	assert_ptr_equal(first, second);
	stmt_done(second);
}

static void stmt_get__never_hands_a_busy_one_out_twice(void **state)
{
	struct db *db = *state;
	struct stmt *first, *second;

	must(db, stmt_get(db, "SELECT value FROM (SELECT 1 AS value UNION SELECT 2)", &first));
	must(db, stmt_get(db, "SELECT value FROM (SELECT 1 AS value UNION SELECT 2)", &second));
	assert_ptr_not_equal(first, second);
	assert_int_equal(stmt_step(first), ST_OK);
	assert_int_equal(stmt_step(first), ST_OK);
	assert_int_equal(stmt_step(second), ST_OK);
	assert_int_equal(stmt_get_int(first, 0), 2);
	assert_int_equal(stmt_get_int(second, 0), 1);
	stmt_done(first);
	stmt_done(second);
}

static void stmt_get__goes_on_past_what_it_keeps(void **state)
{
	struct db *db = *state;
	struct stmt *held, *s;
	char sql[64];

	must(db, stmt_get(db, "SELECT 'held'", &held));
	for (int i = 0; i < 600; i++) {
		snprintf(sql, sizeof(sql), "SELECT %d", i);
		must(db, stmt_get(db, sql, &s));
		assert_int_equal(stmt_step(s), ST_OK);
		assert_int_equal(stmt_get_int(s, 0), i);
		stmt_done(s);
	}
	assert_int_equal(stmt_step(held), ST_OK);
	assert_string_equal(stmt_get_text(held, 0), "held");
	stmt_done(held);
}

static void stmt_get__answers_for_bad_sql(void **state)
{
	struct stmt *s;

	assert_int_equal(stmt_get(*state, "SELECT nothing FROM nowhere", &s), ST_DB);
	assert_null(s);
	assert_string_not_equal(db_error(*state), "");
}

static void stmt_step__gives_every_type(void **state)
{
	struct db *db = *state;
	struct stmt *s;
	size_t len;

	must(db, stmt_get(db, "SELECT :int, :text, :blob, :null, :empty, :none", &s));
	stmt_int(s, ":int", INT64_MIN);
	stmt_text(s, ":text", "נועה");
	stmt_blob(s, ":blob", "a\0b", 3);
	stmt_null(s, ":null");
	stmt_blob(s, ":empty", NULL, 0);
	stmt_text(s, ":none", NULL);
	assert_int_equal(stmt_step(s), ST_OK);
	assert_true(stmt_is_int(s, 0));
	assert_true(stmt_get_int(s, 0) == INT64_MIN);
	assert_string_equal(stmt_get_text(s, 1), "נועה");
	assert_memory_equal(stmt_get_blob(s, 2, &len), "a\0b", 3);
	assert_int_equal(len, 3);
	assert_true(stmt_is_null(s, 3));
	assert_null(stmt_get_text(s, 3));
	assert_false(stmt_is_null(s, 4));
	assert_non_null(stmt_get_blob(s, 4, &len));
	assert_int_equal(len, 0);
	assert_true(stmt_is_null(s, 5));
	assert_int_equal(stmt_step(s), ST_END);
	stmt_done(s);
}

static void stmt_text_at__binds_a_piece_of_text(void **state)
{
	struct db *db = *state;
	struct stmt *s;

	must(db, stmt_get(db, "SELECT :a, :b", &s));
	stmt_text_at(s, stmt_param(s, ":a"), "Cohen, Noa", 5);
	stmt_text_at(s, stmt_param(s, ":b"), NULL, 0);
	assert_int_equal(stmt_step(s), ST_OK);
	assert_string_equal(stmt_get_text(s, 0), "Cohen");
	assert_true(stmt_is_null(s, 1));
	stmt_done(s);
}

static void stmt_again__makes_ready_for_the_next_row(void **state)
{
	struct db *db = *state;
	struct stmt *s;

	must(db, stmt_get(db, INSERT, &s));
	stmt_text(s, ":value", "same");
	for (int i = 0; i < 3; i++) {
		char key[16];

		snprintf(key, sizeof(key), "k%d", i);
		stmt_text(s, ":key", key);
		must(db, stmt_again(s));
	}
	stmt_done(s);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM meta WHERE value = 'same'"), 3);
}

static void stmt_run__answers_what_failed_and_can_be_used_again(void **state)
{
	struct db *db = *state;
	struct stmt *s;

	insert(db, "k", "one");
	must(db, stmt_get(db, INSERT, &s));
	stmt_text(s, ":key", "k");
	stmt_text(s, ":value", "two");
	assert_int_equal(stmt_run(s), ST_DB);
	assert_string_not_equal(db_error(db), "");
	insert(db, "l", "three");
	assert_int_equal(raw_number(db, "SELECT count(*) FROM meta"), 2);
}

static void stmt_number__gives_one_number_or_none(void **state)
{
	struct db *db = *state;
	int64_t n = -1;

	must(db, stmt_number(db, "SELECT 40 + 2", 0, &n));
	assert_int_equal(n, 42);
	must(db, stmt_number(db, "SELECT :id * 2", 21, &n));
	assert_int_equal(n, 42);
	assert_int_equal(
		stmt_number(db, "SELECT 1 FROM meta WHERE rowid = :id", 99, &n), ST_NOTFOUND);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(stmt_get__keeps_a_statement_that_was_given_back),
		TEST(stmt_get__never_hands_a_busy_one_out_twice),
		TEST(stmt_get__goes_on_past_what_it_keeps),
		TEST(stmt_get__answers_for_bad_sql),
		TEST(stmt_step__gives_every_type),
		TEST(stmt_text_at__binds_a_piece_of_text),
		TEST(stmt_again__makes_ready_for_the_next_row),
		TEST(stmt_run__answers_what_failed_and_can_be_used_again),
		TEST(stmt_number__gives_one_number_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
