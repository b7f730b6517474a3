#include "config.h"

#include "model/db.h"

#include <signal.h>
#include <sys/resource.h>

#include "tests/unit/model_help.h"

/* A folder with a case file "c.amparo" in it, closed. */
struct place {
	char *folder, *path;
};

static int set_up(void **state)
{
	struct place *p = mem_zero(sizeof(*p));
	struct db *db;

	setenv("AMPARO_DEVICE", "7", 1);
	p->folder = folder_make();
	p->path = folder_path(p->folder, "c.amparo");
	db = file_open(p->path, DB_CREATE);
	put(db, ENTITY_CASE, "title", "First", NULL);
	db_close(db);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	folder_remove(p->folder);
	free(p->path);
	free(p);
	return 0;
}

static void assert_refuses(
	const char *path, enum db_mode mode, enum status expected, const char *what)
{
	struct db *db = NULL;
	enum status st = db_open(path, mode, &db);

	assert_refused(db, st, expected, what);
	if (!strstr(db_error(db), path))
		fail_msg("the sentence does not name the file: %s", db_error(db));
	db_close(db);
}

/* Opening answers `expected` with a sentence that holds `what`, and leaves every byte. */
static void assert_not_opened(const char *path, enum status expected, const char *what)
{
	struct str before = STR_INIT, after = STR_INIT;

	file_read(path, &before);
	assert_refuses(path, DB_OPEN, expected, what);
	file_read(path, &after);
	assert_int_equal(after.len, before.len);
	assert_memory_equal(str_text(&after), str_text(&before), before.len);
	str_free(&before);
	str_free(&after);
}

/* ---- making ---- */

static void db_create__makes_a_file_for_the_user_alone(void **state)
{
	struct place *p = *state;
	char *path = folder_path(p->folder, "new.amparo");
	static const mode_t masks[] = { 0, 022, 077 };
	struct stat info;
	struct db *db;

	for (size_t i = 0; i < sizeof(masks) / sizeof(masks[0]); i++) {
		mode_t old = umask(masks[i]);

		db = file_open(path, DB_CREATE);
		put(db, ENTITY_CASE, "title", "One", NULL);
		umask(old);
		assert_int_equal(lstat(path, &info), 0);
		assert_int_equal(info.st_mode & 07777, 0600);
		assert_string_equal(db_path(db), path);
		db_close(db);
		unlink(path);
	}
	free(path);
}

static void db_create__refuses_what_exists(void **state)
{
	struct place *p = *state;
	char *text = folder_path(p->folder, "notes.txt");
	char *link = folder_path(p->folder, "link.amparo");
	const char *const paths[] = { p->path, text, link, p->folder };
	struct str after = STR_INIT;

	file_write(text, "mine", 4);
	assert_int_equal(symlink("nowhere", link), 0);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		assert_refuses(paths[i], DB_CREATE, ST_CONFLICT, "exists already");
	file_read(text, &after);
	assert_string_equal(str_text(&after), "mine");
	assert_int_equal(access(link, F_OK), -1);
	str_free(&after);
	free(text);
	free(link);
}

static void db_create__says_when_there_is_no_such_folder(void **state)
{
	struct place *p = *state;
	char *path = folder_path(p->folder, "missing/c.amparo");

	assert_refuses(path, DB_CREATE, ST_IO, path);
	free(path);
}

/* The disk is full, as far as this process is concerned. */
static void db_create__leaves_nothing_where_the_disk_is_full(void **state)
{
	struct place *p = *state;
	char *path = folder_path(p->folder, "new.amparo");
	int files = folder_count(p->folder);
	struct rlimit old, small;
	enum status st;
	struct db *db;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = 16384;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	st = db_open(path, DB_CREATE, &db);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_int_equal(st, ST_DB);
	assert_string_not_equal(db_error(db), "");
	db_close(db);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(folder_count(p->folder), files);
	free(path);
}

/* ---- opening ---- */

static void db_open__finds_what_was_committed(void **state)
{
	struct place *p = *state;
	struct record r;
	struct db *db;

	db = file_open(p->path, DB_OPEN);
	must(db, record_open(db, ENTITY_CASE, "first", &r));
	assert_string_equal(record_get(&r, "title"), "First");
	record_free(&r);
	db_close(db);
}

static void db_open__follows_a_folder_that_is_a_link(void **state)
{
	struct place *p = *state;
	char *link = folder_path(p->folder, "link");
	char *path = folder_path(link, "c.amparo");
	struct db *db;

	assert_int_equal(symlink(".", link), 0);
	db = file_open(path, DB_OPEN);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM \"case\""), 1);
	db_close(db);
	free(link);
	free(path);
}

static void db_open__refuses_what_is_no_file(void **state)
{
	struct place *p = *state;
	char *missing = folder_path(p->folder, "missing.amparo");
	char *link = folder_path(p->folder, "link.amparo");
	char *fifo = folder_path(p->folder, "fifo");

	assert_int_equal(symlink("c.amparo", link), 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_refuses(missing, DB_OPEN, ST_NOTFOUND, missing);
	assert_int_equal(access(missing, F_OK), -1);
	assert_refuses(link, DB_OPEN, ST_NOTOURS, "link to another file");
	assert_refuses(p->folder, DB_OPEN, ST_NOTOURS, "plain file");
	assert_refuses(fifo, DB_OPEN, ST_NOTOURS, "plain file");
	free(missing);
	free(link);
	free(fifo);
}

static void db_open__refuses_files_of_others(void **state)
{
	struct place *p = *state;
	char *path = folder_path(p->folder, "other");
	sqlite3 *handle = NULL;

	file_write(path, "", 0);
	assert_not_opened(path, ST_NOTOURS, "not an Amparo case file");
	file_write(path, "SQLite format 3", 15);
	assert_not_opened(path, ST_NOTOURS, "not an Amparo case file");
	for (size_t len = 1; len <= 4096; len *= 2) {
		char text[4096];

		memset(text, 'a', sizeof(text));
		file_write(path, text, len);
		assert_not_opened(path, ST_NOTOURS, "not an Amparo case file");
	}
	unlink(path);
	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_exec(handle, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(handle);
	assert_not_opened(path, ST_NOTOURS, "not an Amparo case file");
	free(path);
}

static void db_open__refuses_other_versions(void **state)
{
	struct place *p = *state;
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", migrate_newest() + 1);
	raw_file(p->path, sql);
	assert_not_opened(p->path, ST_TOONEW, "newer version");
	raw_file(p->path, "PRAGMA user_version = 0");
	assert_not_opened(p->path, ST_NOTOURS, "not a complete");
	raw_file(p->path, "PRAGMA user_version = -1");
	assert_not_opened(p->path, ST_NOTOURS, "not a complete");
	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", migrate_newest());
	raw_file(p->path, sql);
	db_open__finds_what_was_committed(state);
	raw_file(p->path, "PRAGMA application_id = 0");
	assert_not_opened(p->path, ST_NOTOURS, "not an Amparo case file");
}

/* Each would run something of a stranger's when we read or write; none gets so far. */
static void db_open__refuses_a_schema_that_is_not_ours(void **state)
{
	static const char *const tampers[] = {
		"CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM journal; END",
		"CREATE TRIGGER t AFTER UPDATE ON \"case\" BEGIN UPDATE meta SET value = ''; END",
		"CREATE VIEW v AS SELECT load_extension('/tmp/x.so')",
		"CREATE TABLE extra (a)",
		"CREATE TABLE extra (a, b AS (hex(a)))",
		"CREATE VIRTUAL TABLE extra USING fts5 (a)",
		"CREATE INDEX i ON \"case\" (title)",
		"CREATE INDEX i ON \"case\" (lower(title))",
		"DROP INDEX signatory_name",
		"DROP INDEX case_ref; CREATE INDEX case_ref ON \"case\" (ref)",
		"ALTER TABLE \"case\" ADD COLUMN extra TEXT",
		"ALTER TABLE \"case\" RENAME COLUMN title TO heading",
		"ALTER TABLE custody RENAME TO chain",
		"DROP TABLE journal_part",
		"DROP TABLE meta; CREATE VIEW meta AS SELECT 'sort_version' AS key, 'x' AS value",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET "
		"sql = replace(sql, 'NOT NULL', '') WHERE name = 'case'",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = NULL "
		"WHERE name = 'case_ref'",
		"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES "
		"('trigger', 't', 'case', 0, 'CREATE TRIGGER t AFTER INSERT ON \"case\" BEGIN "
		"SELECT 1; END')",
	};
	struct place *p = *state;
	struct str whole = STR_INIT;

	file_read(p->path, &whole);
	for (size_t i = 0; i < sizeof(tampers) / sizeof(tampers[0]); i++) {
		raw_file(p->path, tampers[i]);
		assert_not_opened(p->path, ST_NOTOURS, p->path);
		file_write(p->path, whole.data, whole.len);
	}
	db_open__finds_what_was_committed(state);
	str_free(&whole);
}

static void db_open__refuses_a_file_that_was_cut_short(void **state)
{
	struct place *p = *state;
	struct str whole = STR_INIT;

	file_read(p->path, &whole);
	for (size_t len = 1; len < whole.len; len += 4096 * 7 + 511) {
		file_write(p->path, whole.data, len);
		assert_not_opened(p->path, ST_NOTOURS, "");
	}
	file_write(p->path, whole.data, whole.len - 1);
	assert_not_opened(p->path, ST_NOTOURS, "damaged");
	str_free(&whole);
}

/* ---- the connection ---- */

static void assert_setting(struct db *db, const char *pragma, int64_t expected)
{
	int64_t found = raw_number(db, pragma);

	if (found != expected)
		fail_msg("%s is %lld", pragma, (long long)found);
}

static void db_open__sets_the_connection_up(void **state)
{
	static const struct {
		int verb, value;
	} configs[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
	};
	struct place *p = *state;
	struct db *db;

	db = file_open(p->path, DB_OPEN);
	assert_setting(db, "SELECT journal_mode = 'truncate' FROM pragma_journal_mode", 1);
	assert_setting(db, "PRAGMA synchronous", 2);
	assert_setting(db, "PRAGMA foreign_keys", 1);
	assert_setting(db, "PRAGMA secure_delete", 1);
	assert_setting(db, "PRAGMA cell_size_check", 1);
	assert_setting(db, "PRAGMA temp_store", 2);
	assert_setting(db, "PRAGMA busy_timeout", 10000);
	assert_setting(db, "PRAGMA mmap_size", 0);
	assert_setting(db, "PRAGMA application_id", APPLICATION_ID);
	assert_setting(db, "PRAGMA user_version", migrate_newest());
	for (size_t i = 0; i < sizeof(configs) / sizeof(configs[0]); i++) {
		int now = -1;

		assert_int_equal(
			sqlite3_db_config(db->handle, configs[i].verb, -1, &now), SQLITE_OK);
		assert_int_equal(now, configs[i].value);
	}
	assert_true(sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, -1) < 1000000000);
	db_close(db);
}

static void db_generation__rises_with_every_commit(void **state)
{
	struct place *p = *state;
	struct db *mine, *other;
	int64_t before;

	mine = file_open(p->path, DB_OPEN);
	other = file_open(p->path, DB_OPEN);
	before = db_generation(mine);
	assert_int_equal(db_generation(mine), before);
	put(mine, ENTITY_CASE, "title", "Mine", NULL);
	assert_true(db_generation(mine) > before);
	before = db_generation(mine);
	put(other, ENTITY_CASE, "title", "Another's", NULL);
	assert_true(db_generation(mine) > before);
	before = db_generation(mine);
	assert_int_equal(db_generation(mine), before);
	assert_int_equal(raw_number(mine, "SELECT count(*) FROM \"case\""), 3);
	db_close(mine);
	db_close(other);
}

static void db_close__rolls_an_open_change_back(void **state)
{
	struct place *p = *state;
	struct change *c = NULL;
	struct record r;
	struct db *db;

	db = file_open(p->path, DB_OPEN);
	assert_false(db_in_change(db));
	must(db, change_begin(db, &c, "half"));
	assert_true(db_in_change(db));
	record_init(&r, ENTITY_CASE);
	must(db, record_set_name(db, &r, "title", "Half"));
	must(db, record_save(c, &r));
	record_free(&r);
	db_close(db);
	db = file_open(p->path, DB_OPEN);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM \"case\""), 1);
	db_close(db);
	db_close(NULL);
}

/* Another version of the collation made the keys: they are made again, and nothing else is. */
static void db_open__makes_stale_sort_keys_again(void **state)
{
	struct place *p = *state;
	char *before;
	struct db *db;

	db = file_open(p->path, DB_OPEN);
	put(db, ENTITY_CONTACT, "name", "כהן, נועה", NULL);
	put(db, ENTITY_CONTACT, "name", "Álvarez", NULL);
	before = dump(db);
	db_close(db);
	raw_file(p->path,
		"UPDATE meta SET value = '1.2' WHERE key = 'sort_version';"
		"UPDATE contact SET sort_key = x'00'; UPDATE \"case\" SET sort_key = x''");
	db = file_open(p->path, DB_OPEN);
	assert_dump(db, before);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), 3);
	db_close(db);
	free(before);
}

/* ---- messages ---- */

static void db_fail__keeps_the_sentence_and_the_field(void **state)
{
	struct db *db = *state;

	assert_string_equal(db_error(db), "");
	assert_null(db_error_field(db));
	assert_int_equal(db_fail(db, ST_INVALID, "title", "%s is %d", "title", 5), ST_INVALID);
	assert_string_equal(db_error(db), "title is 5");
	assert_string_equal(db_error_field(db), "title");
	/* The old sentence may be part of the new one. */
	assert_int_equal(db_fail(db, ST_IO, db_error_field(db), "no: %s", db_error(db)), ST_IO);
	assert_string_equal(db_error(db), "no: title is 5");
	assert_string_equal(db_error_field(db), "title");
	assert_int_equal(db_fail(db, ST_DB, NULL, "gone"), ST_DB);
	assert_null(db_error_field(db));
}

static bool count_report(void *arg, const char *what, int64_t done, int64_t total)
{
	assert_string_equal(what, "counting");
	assert_true(done <= total);
	++*(int *)arg;
	return *(int *)arg < 2;
}

static void db_progress__asks_and_stops(void **state)
{
	struct db *db = *state;
	enum status st = ST_OK;
	int reports = 0;

	must(db, db_progress(db, "counting", 1, 2));
	db_set_progress(db, count_report, &reports);
	must(db, db_progress(db, "counting", 1, 2));
	assert_int_equal(reports, 1);
	/* The second report may have to wait its turn; it stops. */
	while (st == ST_OK)
		st = db_progress(db, "counting", 2, 2);
	assert_refused(db, st, ST_STOPPED, "nothing was changed");
	assert_int_equal(reports, 2);
	db_set_progress(db, NULL, NULL);
	must(db, db_progress(db, "counting", 1, 2));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(db_create__makes_a_file_for_the_user_alone),
		TEST(db_create__refuses_what_exists),
		TEST(db_create__says_when_there_is_no_such_folder),
		TEST(db_create__leaves_nothing_where_the_disk_is_full),
		TEST(db_open__finds_what_was_committed),
		TEST(db_open__follows_a_folder_that_is_a_link),
		TEST(db_open__refuses_what_is_no_file),
		TEST(db_open__refuses_files_of_others),
		TEST(db_open__refuses_other_versions),
		TEST(db_open__refuses_a_schema_that_is_not_ours),
		TEST(db_open__refuses_a_file_that_was_cut_short),
		TEST(db_open__sets_the_connection_up),
		TEST(db_generation__rises_with_every_commit),
		TEST(db_close__rolls_an_open_change_back),
		TEST(db_open__makes_stale_sort_keys_again),
		MODEL_TEST(db_fail__keeps_the_sentence_and_the_field),
		MODEL_TEST(db_progress__asks_and_stops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
