#include "config.h"

#include "model/custody.h"

#include "model/blob.h"
#include "model/exhibit.h"
#include "model/hash.h"
#include "model/who.h"
#include "tests/unit/model_help.h"

/* A case file in memory with an exhibit of three bytes, and one without bytes. */
struct desk {
	struct db *db;
	char *folder;
	int64_t exhibit, mention;
};

static int64_t take_in(const struct desk *d, const char *title, const char *bytes)
{
	char *path = folder_path(d->folder, "file.txt");
	struct change *c = NULL;
	struct record r;
	int64_t id;

	file_write(path, bytes, strlen(bytes));
	record_init(&r, ENTITY_EXHIBIT);
	must(d->db, record_set_name(d->db, &r, "case", "c"));
	must(d->db, record_set_name(d->db, &r, "title", title));
	must(d->db, record_set_name(d->db, &r, "level", "filed"));
	must(d->db, change_begin(d->db, &c, "take in"));
	must(d->db, exhibit_add_by(c, &r, path, "Noa Levi"));
	must(d->db, change_commit(c));
	id = r.id;
	record_free(&r);
	unlink(path);
	free(path);
	return id;
}

static int set_up(void **state)
{
	struct desk *d = mem_zero(sizeof(*d));
	void *db = NULL;

	setenv("AMPARO_NOW", "2026-11-20T10:42:00Z", 1);
	if (model_set_up(&db))
		return -1;
	d->db = db;
	d->folder = folder_make();
	put(d->db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	d->exhibit = take_in(d, "Photograph", "abc");
	d->mention =
		put(d->db, ENTITY_EXHIBIT, "case", "c", "title", "A book", "level", "sealed", NULL);
	*state = d;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *d = *state;

	db_close(d->db);
	folder_remove(d->folder);
	free(d);
	return 0;
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static enum status enter(const struct desk *d, const struct custody_act *act)
{
	struct change *c = NULL;
	enum status st;

	must(d->db, change_begin(d->db, &c, "enter"));
	st = custody_enter(c, act);
	if (st) {
		change_cancel(c);
		return st;
	}
	must(d->db, change_commit(c));
	return ST_OK;
}

static void last_entry(const struct desk *d, struct record *out)
{
	must(d->db, record_load(d->db, ENTITY_CUSTODY,
			    raw_number(d->db, "SELECT max(id) FROM custody"), out));
}

static void custody_enter__fills_time_hash_and_level(void **state)
{
	const struct desk *d = *state;
	char hash[HASH_TEXT];
	struct record r;

	hash_of("abc", 3, hash);
	must(d->db, enter(d, &(struct custody_act){ .exhibit = d->exhibit,
				     .event = "transferred",
				     .from = "Noa Levi",
				     .to = "The court",
				     .place = "Tel Aviv",
				     .notes = "in an envelope" }));
	last_entry(d, &r);
	assert_string_equal(record_get(&r, "at"), "2026-11-20T10:42:00Z");
	assert_string_equal(record_get(&r, "sha256"), hash);
	assert_string_equal(record_get(&r, "level"), "filed");
	assert_string_equal(record_get(&r, "to"), "The court");
	assert_string_equal(record_get(&r, "place"), "Tel Aviv");
	assert_string_equal(record_get(&r, "ref"), "custody-2");
	assert_null(record_get(&r, "by"));
	record_free(&r);
}

static void custody_enter__takes_the_hash_of_the_bytes_as_they_are(void **state)
{
	const struct desk *d = *state;
	char hash[HASH_TEXT];
	struct record r;

	raw(d->db, "UPDATE chunk SET bytes = x'616264'");
	hash_of("abd", 3, hash);
	must(d->db, enter(d, &(struct custody_act){ .exhibit = d->exhibit, .event = "copied" }));
	last_entry(d, &r);
	assert_string_equal(record_get(&r, "sha256"), hash);
	record_free(&r);
}

static void custody_enter__has_no_hash_where_there_are_no_bytes(void **state)
{
	const struct desk *d = *state;
	struct record r;

	must(d->db, enter(d, &(struct custody_act){ .exhibit = d->mention,
				     .event = "collected",
				     .at = "2020-04-17",
				     .by = "" }));
	last_entry(d, &r);
	assert_null(record_get(&r, "sha256"));
	assert_null(record_get(&r, "by"));
	assert_string_equal(record_get(&r, "at"), "2020-04-17");
	assert_string_equal(record_get(&r, "level"), "sealed");
	assert_string_equal(record_get(&r, "ref"), "custody");
	record_free(&r);
}

static void custody_enter__finds_a_free_name_after_one_was_removed(void **state)
{
	const struct desk *d = *state;
	const struct custody_act act = { .exhibit = d->exhibit, .event = "verified" };
	struct change *c = NULL;
	struct record r;

	must(d->db, enter(d, &act));
	must(d->db, enter(d, &act));
	must(d->db, change_begin(d->db, &c, "remove"));
	must(d->db, record_remove(c, ENTITY_CUSTODY,
			    raw_number(d->db, "SELECT min(id) FROM custody"), false));
	must(d->db, change_commit(c));
	must(d->db, enter(d, &act));
	last_entry(d, &r);
	assert_string_equal(record_get(&r, "ref"), "custody-4");
	record_free(&r);
}

static void custody_enter__refuses_an_exhibit_that_is_not_there(void **state)
{
	const struct desk *d = *state;

	assert_int_equal(
		enter(d, &(struct custody_act){ .exhibit = 5, .event = "copied" }), ST_NOTFOUND);
}

static void who_acts__is_one_line_of_the_environment(void **state)
{
	struct str who = STR_INIT;

	(void)state;
	unsetenv("AMPARO_BY");
	assert_true(who_acts(&who));
	assert_string_equal(str_text(&who), "");
	setenv("AMPARO_BY", " \xd7\xa0\xd7\x95\xd7\xa2\xd7\x94 ", 1);
	assert_true(who_acts(&who));
	assert_string_equal(str_text(&who), "\xd7\xa0\xd7\x95\xd7\xa2\xd7\x94");
	setenv("AMPARO_BY", "two\nlines", 1);
	assert_false(who_acts(&who));
	setenv("AMPARO_BY", "\xff", 1);
	assert_false(who_acts(&who));
	unsetenv("AMPARO_BY");
	str_free(&who);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		DESK_TEST(custody_enter__fills_time_hash_and_level),
		DESK_TEST(custody_enter__takes_the_hash_of_the_bytes_as_they_are),
		DESK_TEST(custody_enter__has_no_hash_where_there_are_no_bytes),
		DESK_TEST(custody_enter__finds_a_free_name_after_one_was_removed),
		DESK_TEST(custody_enter__refuses_an_exhibit_that_is_not_there),
		cmocka_unit_test(who_acts__is_one_line_of_the_environment),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("custody", tests, NULL, NULL);
}
