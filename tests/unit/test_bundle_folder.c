#include "config.h"

#include <locale.h>
#include <sqlite3.h>

#include "tests/unit/bundle_help.h"

/* ---- the folder ---- */

static void bundle_write__gives_the_same_bytes_again(void **state)
{
	struct fixture *f = *state;
	char first[65];
	struct str before = STR_INIT;

	put_signatories(f, 40, "public");
	bundle(f);
	memcpy(first, f->summary.sha256, sizeof(first));
	str_add(&before, str_text(&f->text));
	setenv("TZ", "Asia/Tokyo", 1);
	setenv("AMPARO_TODAY", "2031-01-01", 1);
	setlocale(LC_ALL, "C");
	snprintf(f->out, sizeof(f->out), "%s/again", f->dir);
	bundle(f);
	assert_string_equal(str_text(&f->text), str_text(&before));
	assert_string_equal(f->summary.sha256, first);
	unsetenv("TZ");
	unsetenv("AMPARO_TODAY");
	str_free(&before);
}

static void bundle_write__replaces_an_older_bundle(void **state)
{
	struct fixture *f = *state;

	bundle(f);
	set(f->db, ENTITY_PETITION, f->petition, "title", "Another title");
	snprintf(f->out + strlen(f->out), 3, "//");
	bundle(f);
	assert_present(f, "Another title");
	assert_int_equal(entries(f->dir), 1);
}

static void bundle_write__fills_an_empty_folder(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(mkdir(f->out, 0755), 0);
	bundle(f);
	assert_int_equal(entries(f->dir), 1);
}

static void bundle_write__refuses_what_is_not_a_bundle(void **state)
{
	struct fixture *f = *state;
	char path[192];
	char *text;

	assert_int_equal(mkdir(f->out, 0700), 0);
	snprintf(path, sizeof(path), "%s/thesis.txt", f->out);
	write_file(path, "years of work");
	assert_int_equal(try_bundle(f), ST_CONFLICT);
	text = read_whole(path);
	assert_string_equal(text, "years of work");
	free(text);
	unlink(path);
	snprintf(path, sizeof(path), "%s/bundle.xml", f->out);
	write_file(path, "<book xmlns='http://docbook.org/ns/docbook' role='novel'/>");
	assert_int_equal(try_bundle(f), ST_CONFLICT);
	write_file(path, "<!DOCTYPE book><book role='filing-bundle'/>");
	assert_int_equal(try_bundle(f), ST_CONFLICT);
	assert_int_equal(entries(f->dir), 1);
}

static void bundle_write__refuses_to_remove_what_was_put_beside_a_bundle(void **state)
{
	struct fixture *f = *state;
	char path[192];

	bundle(f);
	snprintf(path, sizeof(path), "%s/my notes.txt", f->out);
	write_file(path, "notes");
	assert_int_equal(try_bundle(f), ST_CONFLICT);
	assert_non_null(strstr(db_error(f->db), "my notes.txt"));
	assert_int_equal(access(path, F_OK), 0);
}

static void bundle_write__refuses_files_and_links(void **state)
{
	struct fixture *f = *state;
	char elsewhere[128];

	write_file(f->out, "a file");
	assert_int_equal(try_bundle(f), ST_CONFLICT);
	unlink(f->out);
	snprintf(elsewhere, sizeof(elsewhere), "%s/elsewhere", f->dir);
	assert_int_equal(mkdir(elsewhere, 0700), 0);
	assert_int_equal(symlink(elsewhere, f->out), 0);
	assert_int_equal(try_bundle(f), ST_CONFLICT);
	snprintf(f->out, sizeof(f->out), "%s/missing/out", f->dir);
	assert_int_equal(try_bundle(f), ST_IO);
	snprintf(f->out, sizeof(f->out), "%s/..", f->dir);
	assert_int_equal(try_bundle(f), ST_CONFLICT);
}

static bool stop(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	(void)done;
	(void)total;
	return false;
}

static void bundle_write__leaves_the_old_one_whole_when_it_fails(void **state)
{
	struct fixture *f = *state;
	char path[192];
	char *before, *after;

	bundle(f);
	snprintf(path, sizeof(path), "%s/bundle.xml", f->out);
	before = read_whole(path);
	set(f->db, ENTITY_PETITION, f->petition, "title", "Another title");
	db_set_progress(f->db, stop, NULL);
	assert_int_equal(try_bundle(f), ST_STOPPED);
	db_set_progress(f->db, NULL, NULL);
	after = read_whole(path);
	assert_string_equal(after, before);
	assert_int_equal(entries(f->dir), 1);
	free(before);
	free(after);
}

/* The same case in a file, so that its bytes can be changed behind the program's back. */
static void bundle_write__refuses_a_damaged_exhibit(void **state)
{
	struct fixture *f = *state;
	char path[128];
	sqlite3 *raw = NULL;
	struct db *memory = f->db;

	snprintf(path, sizeof(path), "%s/case.amparo", f->dir);
	must(memory, db_open(path, DB_CREATE, &f->db));
	put(f->db, ENTITY_CASE, "ref", "mexico", "title", "NSO in Mexico", NULL);
	put_exhibit(f, "report", "Forensic report", "P/10", "bytes of the report\n");
	f->petition = put(f->db, ENTITY_PETITION, "title", "Petition", "case", "mexico", NULL);
	bundle(f);
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw, "UPDATE chunk SET bytes = zeroblob(length(bytes))", NULL,
				 NULL, NULL),
		SQLITE_OK);
	sqlite3_close(raw);
	assert_int_equal(try_bundle(f), ST_DB);
	assert_true(strlen(db_error(f->db)) > 0);
	assert_int_equal(entries(f->out), 2);
	assert_int_equal(entries(f->dir), 2);
	db_close(f->db);
	f->db = memory;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			bundle_write__gives_the_same_bytes_again, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__replaces_an_older_bundle, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__fills_an_empty_folder, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__refuses_what_is_not_a_bundle, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__refuses_to_remove_what_was_put_beside_a_bundle, open_case,
			close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__refuses_files_and_links, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__leaves_the_old_one_whole_when_it_fails, open_case,
			close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__refuses_a_damaged_exhibit, open_case, close_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
