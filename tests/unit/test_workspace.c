#include "config.h"

#include "model/workspace.h"

#include "model/record.h"
#include "tests/unit/model_help.h"

static void assert_holds(struct db *db, const char *key, const char *expected)
{
	struct str value = STR_INIT;

	must(db, workspace_get(db, key, &value));
	assert_string_equal(str_text(&value), expected);
	str_free(&value);
}

static void workspace_put__keeps_replaces_and_forgets(void **state)
{
	struct db *db = *state;
	struct str value = STR_INIT;

	must(db, workspace_put(db, "layout", "side 40"));
	assert_holds(db, "layout", "side 40");
	must(db, workspace_put(db, "layout", "side 42 · שלום"));
	assert_holds(db, "layout", "side 42 · שלום");
	must(db, workspace_put(db, "layout", NULL));
	assert_refused(db, workspace_get(db, "layout", &value), ST_NOTFOUND, "layout");
	must(db, workspace_put(db, "layout", NULL));
	str_free(&value);
}

static void workspace_put__is_no_change_of_the_data(void **state)
{
	struct db *db = *state;
	char *before = dump(db);
	int64_t generation = db_generation(db);

	must(db, workspace_put(db, "draft/case/0", "title=Haifa"));
	assert_int_equal(db_generation(db), generation);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), 0);
	assert_dump(db, before);
	free(before);
}

static void workspace_put__writes_nothing_where_nothing_is_new(void **state)
{
	struct db *db = *state;
	int64_t changes;

	must(db, workspace_put(db, "layout", "side 40"));
	changes = raw_number(db, "SELECT total_changes()");
	must(db, workspace_put(db, "layout", "side 40"));
	must(db, workspace_put(db, "other", NULL));
	assert_int_equal(raw_number(db, "SELECT total_changes()"), changes);
}

static void workspace_put__refuses_what_is_no_text(void **state)
{
	struct db *db = *state;
	char *large = mem_alloc(WORKSPACE_MAX + 2);

	memset(large, 'a', WORKSPACE_MAX + 1);
	large[WORKSPACE_MAX + 1] = '\0';
	assert_refused(db, workspace_put(db, "layout", large), ST_INVALID, "too long");
	assert_refused(db, workspace_put(db, "layout", "\xff"), ST_INVALID, "too long");
	free(large);
}

static void workspace_put__does_not_wait_for_another_program(void **state)
{
	char *folder = folder_make(), *path = folder_path(folder, "w.amparo");
	struct db *db = file_open(path, DB_CREATE);
	sqlite3 *other = NULL;

	(void)state;
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(workspace_put(db, "layout", "side 40"), ST_LOCKED);
	sqlite3_close(other);
	must(db, workspace_put(db, "layout", "side 40"));
	db_close(db);
	free(path);
	folder_remove(folder);
}

static void add_line(void *arg, const char *key, const char *value)
{
	str_addf(arg, "%s=%s\n", key, value);
}

static void workspace_each__gives_the_keys_of_a_prefix_in_order(void **state)
{
	struct db *db = *state;
	struct str found = STR_INIT;

	must(db, workspace_put(db, "filter/signatory/b", "2"));
	must(db, workspace_put(db, "filter/signatory/a", "1"));
	must(db, workspace_put(db, "filter/signatory%", "3"));
	must(db, workspace_put(db, "layout", "4"));
	must(db, workspace_each(db, "filter/signatory/", add_line, &found));
	assert_string_equal(str_text(&found), "filter/signatory/a=1\nfilter/signatory/b=2\n");
	str_free(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(workspace_put__keeps_replaces_and_forgets),
		MODEL_TEST(workspace_put__is_no_change_of_the_data),
		MODEL_TEST(workspace_put__writes_nothing_where_nothing_is_new),
		MODEL_TEST(workspace_put__refuses_what_is_no_text),
		cmocka_unit_test(workspace_put__does_not_wait_for_another_program),
		MODEL_TEST(workspace_each__gives_the_keys_of_a_prefix_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
