#include "config.h"

#include "export/table.h"

#include "model/idset.h"
#include "tests/unit/model_help.h"

static void people(struct db *db, struct idset *some)
{
	put(db, ENTITY_CONTACT, "ref", "a", "kind", "person", "name", "=cmd()", NULL);
	idset_add(some,
		put(db, ENTITY_CONTACT, "ref", "b", "kind", "person", "name", "陳小明", NULL));
	idset_add(some, put(db, ENTITY_CONTACT, "ref", "c", "kind", "person", "name", "Noa", NULL));
	/* One that is gone. */
	idset_add(some, 5);
}

static void assert_file(const char *path, const char *has, const char *has_not)
{
	struct str text = STR_INIT;
	struct stat st;

	file_read(path, &text);
	assert_non_null(strstr(str_text(&text), has));
	assert_null(strstr(str_text(&text), has_not));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	str_free(&text);
}

static void table_file__writes_all_or_some(void **state)
{
	struct db *db = *state;
	struct idset some = IDSET_INIT;
	struct query q = { .entity = ENTITY_CONTACT, .where = "name:noa" };
	char *folder = folder_make();
	char *csv = folder_path(folder, "out.csv"), *json = folder_path(folder, "out.json");
	mode_t mask = umask(0);

	people(db, &some);
	must(db, table_file(db, &q, NULL, csv, false));
	assert_file(csv, "\r\nc,", "小明");
	must(db, table_file(db, &q, &some, json, false));
	assert_file(json, "\"ref\":\"b\"", "cmd");
	/* What is there stays, unless it is to be replaced. */
	assert_refused(db, table_file(db, &q, &some, csv, false), ST_CONFLICT, "there already");
	assert_file(csv, "\r\nc,", "小明");
	must(db, table_file(db, &q, &some, csv, true));
	assert_file(csv, "小明", "cmd");
	assert_int_equal(folder_count(folder), 2);
	assert_int_equal(table_file(db, &q, &some, folder, true), ST_IO);
	assert_int_equal(table_file(db, &q, &some, "/nowhere/x.csv", false), ST_IO);
	umask(mask);
	idset_clear(&some);
	free(csv);
	free(json);
	folder_remove(folder);
}

static bool stop(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	(void)done;
	(void)total;
	return false;
}

static void table_file__leaves_nothing_when_it_fails(void **state)
{
	struct db *db = *state;
	struct query q = { .entity = ENTITY_CONTACT, .where = "colour:red" };
	char *folder = folder_make();
	char *path = folder_path(folder, "out.csv");
	struct change *c = NULL;

	assert_int_equal(table_file(db, &q, NULL, path, false), ST_INVALID);
	assert_int_equal(folder_count(folder), 0);
	must(db, change_begin(db, &c, "many"));
	for (int i = 0; i < 1100; i++) {
		struct record r;

		record_init(&r, ENTITY_CONTACT);
		must(db, record_set_name(db, &r, "kind", "person"));
		must(db, record_set_name(db, &r, "name", "Somebody"));
		must(db, record_save(c, &r));
		record_free(&r);
	}
	must(db, change_commit(c));
	q.where = NULL;
	db_set_progress(db, stop, NULL);
	assert_int_equal(table_file(db, &q, NULL, path, false), ST_STOPPED);
	db_set_progress(db, NULL, NULL);
	assert_int_equal(folder_count(folder), 0);
	free(path);
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(table_file__writes_all_or_some),
		MODEL_TEST(table_file__leaves_nothing_when_it_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
