#include "config.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "import/demo.h"
#include "model/journal.h"
#include "model/record.h"

#define CASE "%rec: case\n\nref: c\ntitle: A case\n\n"

struct world {
	char dir[64]; /* the demo's folder */
	struct db *db;
};

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	strcpy(w->dir, "/tmp/amparo-demo-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	assert_int_equal(db_open(NULL, DB_MEMORY, &w->db), ST_OK);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;
	DIR *dir = opendir(w->dir);

	assert_non_null(dir);
	for (struct dirent *e = readdir(dir); e; e = readdir(dir))
		unlinkat(dirfd(dir), e->d_name, 0);
	closedir(dir);
	rmdir(w->dir);
	db_close(w->db);
	free(w);
	return 0;
}

static void write_file(const struct world *w, const char *name, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", w->dir, name);
	file = fopen(path, "we");
	assert_non_null(file);
	assert_int_not_equal(fputs(text, file), EOF);
	assert_int_equal(fclose(file), 0);
}

static void assert_loads(const struct world *w)
{
	enum status st = demo_load(w->db, w->dir);

	if (st)
		print_message("# %s\n", db_error(w->db));
	assert_int_equal(st, ST_OK);
}

/* Loading answers `st` with a sentence that holds `where` and `what`. */
static void assert_fails(const struct world *w, enum status st, const char *where, const char *what)
{
	assert_int_equal(demo_load(w->db, w->dir), st);
	assert_false(db_in_change(w->db));
	if (!strstr(db_error(w->db), where) || !strstr(db_error(w->db), what))
		fail_msg("'%s' and '%s' are not in: %s", where, what, db_error(w->db));
}

static bool is_there(const struct world *w, enum entity_id entity, const char *ref)
{
	int64_t id;

	return record_find(w->db, entity, ref, &id) == ST_OK;
}

static void demo_load__reads_files_in_name_order(void **state)
{
	const struct world *w = *state;

	write_file(w, "20-b.rec",
		"%rec: event\n\nref: e\ncase: c\ntitle: It happened\ndate: 2020-04\n");
	write_file(w, "10-a.rec", CASE);
	write_file(w, "05-notes.txt", "This is no data.\n");
	write_file(w, ".15-hidden.rec", "nor this\n");
	assert_loads(w);
	assert_true(is_there(w, ENTITY_CASE, "c"));
	assert_true(is_there(w, ENTITY_EVENT, "c/e"));
}

static void demo_load__makes_one_labelled_change_a_file(void **state)
{
	const struct world *w = *state;
	struct journal_entry entries[4];
	size_t n;

	write_file(w, "10-a.rec", "%doc: people and places\n" CASE);
	write_file(w, "20-b.rec", "%rec: contact\n\nref: p\nname: P\n\nref: q\nname: Q\n");
	write_file(w, "30-empty.rec", "# nothing yet\n");
	assert_loads(w);
	assert_int_equal(journal_list(w->db, 0, 4, entries, &n), ST_OK);
	assert_int_equal(n, 2);
	assert_string_equal(entries[1].label, "load the demo: people and places");
	assert_string_equal(entries[0].label, "load the demo: 20-b.rec");
	journal_entry_free(&entries[0]);
	journal_entry_free(&entries[1]);
}

static void demo_load__takes_in_the_files_of_exhibits(void **state)
{
	const struct world *w = *state;
	struct record r;

	write_file(w, "paper.txt", "What the document says.\n");
	write_file(w, "10-a.rec",
		CASE "%rec: exhibit\nref: x\ncase: c\ntitle: X\nmark: P/1\nfile: paper.txt\n");
	assert_loads(w);
	assert_int_equal(record_open(w->db, ENTITY_EXHIBIT, "x", &r), ST_OK);
	assert_int_equal(record_num(&r, "size"), 24);
	assert_string_equal(record_get(&r, "filename"), "paper.txt");
	assert_string_equal(record_get(&r, "mark"), "P/1");
	record_free(&r);
}

static void demo_load__says_where_a_slip_is(void **state)
{
	static const struct {
		const char *text, *where, *what;
	} slips[] = {
		{ CASE "ref: d\nnonsense\n", "a.rec, line 7: ", "no field" },
		{ CASE "%rec: trial\nref: d\n", "a.rec, line 7: ", "'trial'" },
		{ CASE "ref: d\ntitle: D\nopened: 2020-02-30\n", "a.rec, line 8: ", "2020-02-30" },
		{ CASE "ref: d\ncolour: red\n", "a.rec, line 7: ", "colour" },
		{ CASE "ref: d\nlead: nobody\ntitle: D\n", "a.rec, line 7: ", "nobody" },
		{ CASE "title: D\nref: c\n", "a.rec, line 7: ", "taken" },
		{ CASE "ref: d\nsummary: s\n", "a.rec, line 6: ", "title" },
		{ CASE "ref: d\ntitle: \xff\xfe\n", "a.rec, line 7: ", "UTF-8" },
		{ CASE "%rec: exhibit\nref: x\ncase: c\ntitle: X\nsize: 3\n",
			"a.rec, line 10: ", "size" },
	};
	const struct world *w = *state;

	for (size_t i = 0; i < sizeof(slips) / sizeof(slips[0]); i++) {
		write_file(w, "a.rec", slips[i].text);
		assert_fails(w, ST_INVALID, slips[i].where, slips[i].what);
		/* Nothing of the file stays, not what stood before the slip either. */
		assert_false(is_there(w, ENTITY_CASE, "c"));
	}
}

static void demo_load__keeps_the_files_before_the_one_that_fails(void **state)
{
	const struct world *w = *state;

	write_file(w, "10-a.rec", CASE);
	write_file(w, "20-b.rec", "%rec: contact\n\nname: P\nref: p\n\nname: Q\nref: p\n");
	assert_fails(w, ST_INVALID, "20-b.rec, line 7: ", "taken");
	assert_true(is_there(w, ENTITY_CASE, "c"));
	assert_false(is_there(w, ENTITY_CONTACT, "p"));
}

static void demo_load__names_a_file_of_an_exhibit_that_is_missing(void **state)
{
	const struct world *w = *state;

	write_file(w, "a.rec", CASE "%rec: exhibit\nref: x\ncase: c\ntitle: X\nfile: none.txt\n");
	assert_fails(w, ST_IO, "a.rec, line 10: ", "none.txt");
	assert_false(is_there(w, ENTITY_CASE, "c"));
}

static void demo_load__takes_no_file_from_elsewhere(void **state)
{
	static const char *const files[] = { "/etc/hostname", "../hostname",
		"files/../../hostname" };
	const struct world *w = *state;
	char text[256];

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		snprintf(text, sizeof(text),
			"%s%%rec: exhibit\nref: x\ncase: c\ntitle: X\nfile: %s\n", CASE, files[i]);
		write_file(w, "a.rec", text);
		assert_fails(w, ST_INVALID, "a.rec, line 10: ", files[i]);
	}
}

static void demo_load__refuses_a_folder_without_data(void **state)
{
	struct world *w = *state;
	char dir[sizeof(w->dir)];

	assert_fails(w, ST_IO, w->dir, "no .rec file");
	strcpy(dir, w->dir);
	strcpy(w->dir, "/nonexistent/demo");
	assert_fails(w, ST_IO, "/nonexistent/demo", "cannot be read");
	strcpy(w->dir, dir);
}

/* The data that ships. What it must hold in detail, tests/functional/demo_facts.sh says. */
static void demo_load__loads_what_ships(void **state)
{
	const struct world *w = *state;
	const char *share = getenv("AMPARO_DATADIR");
	char dir[4096];
	int64_t letter, n;

	if (!share)
		skip();
	snprintf(dir, sizeof(dir), "%s/demo", share);
	if (demo_load(w->db, dir))
		fail_msg("%s", db_error(w->db));
	assert_int_equal(record_find(w->db, ENTITY_LETTER, "eu-letter", &letter), ST_OK);
	assert_int_equal(
		record_count_children(w->db, ENTITY_COSIGNER, ENTITY_LETTER, letter, &n), ST_OK);
	assert_int_equal(n, 86);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(demo_load__reads_files_in_name_order),
		TEST(demo_load__makes_one_labelled_change_a_file),
		TEST(demo_load__takes_in_the_files_of_exhibits),
		TEST(demo_load__says_where_a_slip_is),
		TEST(demo_load__keeps_the_files_before_the_one_that_fails),
		TEST(demo_load__names_a_file_of_an_exhibit_that_is_missing),
		TEST(demo_load__takes_no_file_from_elsewhere),
		TEST(demo_load__refuses_a_folder_without_data),
		TEST(demo_load__loads_what_ships),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
