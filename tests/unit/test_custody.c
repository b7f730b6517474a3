#include "config.h"

#include "model/custody.h"

#include "model/custody_chain.h"
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

/* ---- the chain ---- */

static void act(
	const struct desk *d, const char *at, const char *event, const char *from, const char *to)
{
	must(d->db, enter(d, &(struct custody_act){ .exhibit = d->exhibit,
				     .at = at,
				     .event = event,
				     .from = from,
				     .to = to }));
}

/* The events in order, and the gaps as "3:hash". */
static void assert_chain(const struct desk *d, const char *events, const char *gaps)
{
	struct custody_chain c;
	struct str found = STR_INIT;

	must(d->db, custody_chain_read(d->db, d->exhibit, &c));
	for (size_t i = 0; i < c.n; i++)
		str_addf(&found, "%s%s", i ? " " : "", record_show(&c.entries[i], "event"));
	assert_string_equal(str_text(&found), events);
	str_clear(&found);
	for (size_t i = 0; i < c.n_gaps; i++)
		str_addf(&found, "%s%zu:%s", i ? " " : "", c.gaps[i].entry + 1,
			custody_gap_name(c.gaps[i].kind));
	assert_string_equal(str_text(&found), gaps);
	str_free(&found);
	custody_chain_free(&c);
}

static void custody_chain__without_a_gap_says_nothing(void **state)
{
	const struct desk *d = *state;

	act(d, "2026-11-21T08:00:00Z", "transferred", "NOA LEVI", "The lab");
	act(d, "2026-11-22", "verified", NULL, NULL);
	act(d, "2026-11-23", "copied", "Anybody", "Somebody");
	act(d, "2026-11-24", "returned", "The lab",
		"No\xcc\x81"
		"a Levi");
	act(d, "2026-11-25", "transferred", "No\xc3\xa1 Levi", "The court");
	assert_chain(d, "received transferred verified copied returned transferred", "");
}

static void custody_chain__is_in_the_order_of_time(void **state)
{
	const struct desk *d = *state;

	act(d, "2026-11-22", "verified", NULL, NULL);
	act(d, "2020-04~", "collected", "The street", "Noa Levi");
	act(d, "2026-11-20", "exported", NULL, NULL);
	act(d, "2026-11-20T09:00:00Z", "copied", NULL, NULL);
	assert_chain(d, "collected copied received exported verified", "");
}

static void custody_chain__names_what_does_not_fit(void **state)
{
	const struct desk *d = *state;

	raw(d->db, "UPDATE exhibit SET obtained_from = NULL");
	act(d, "2026-11-21", "transferred", "Noa Levi", "The lab");
	act(d, "2026-11-22", "transferred", "The clerk", "The court");
	act(d, "2026-11-23", "transferred", NULL, NULL);
	act(d, "2026-11-24", "destroyed", NULL, NULL);
	act(d, "2026-11-25", "returned", "The court", "Noa Levi");
	act(d, "2020", "copied", NULL, NULL);
	assert_chain(d, "copied received transferred transferred transferred destroyed returned",
		"1:before 4:hands 5:from 5:to 7:destroyed");
	raw(d->db,
		"UPDATE custody SET sha256 = substr(sha256, 2) || '0' WHERE event = 'destroyed'");
	raw(d->db, "UPDATE custody SET at = 'last week' WHERE event = 'returned'");
	assert_chain(d, "copied received transferred transferred transferred destroyed returned",
		"1:before 4:hands 5:from 5:to 6:hash 7:time 7:destroyed");
}

static void custody_chain__without_a_beginning_says_so(void **state)
{
	const struct desk *d = *state;

	raw(d->db, "UPDATE custody SET event = 'verified'");
	assert_chain(d, "verified", "2:beginning");
	raw(d->db, "DELETE FROM custody");
	assert_chain(d, "", "1:beginning");
}

static void custody_enter__claims_no_hash_from_before_the_bytes_were_seen(void **state)
{
	const struct desk *d = *state;
	struct custody_act act = {
		.exhibit = d->exhibit, .event = "collected", .at = "2020-01-01"
	};
	struct change *c = NULL;
	struct record r;

	must(d->db, change_begin(d->db, &c, "enter"));
	must(d->db, custody_enter(c, &act));
	last_entry(d, &r);
	assert_null(record_get(&r, "sha256"));
	record_free(&r);
	act.at = "2026-12-01";
	must(d->db, custody_enter(c, &act));
	last_entry(d, &r);
	assert_non_null(record_get(&r, "sha256"));
	record_free(&r);
	must(d->db, change_commit(c));
}

static void custody_time__wants_a_zone(void **state)
{
	static const struct {
		const char *given, *kept;
	} times[] = {
		{ "2020-04-17", "2020-04-17" },
		{ "2020-04~", "2020-04~" },
		{ "2020-04-17T10:42Z", "2020-04-17T10:42:00Z" },
		{ "2020-04-17 10:42:09 UTC", "2020-04-17T10:42:09Z" },
		{ "2020-04-17T10:42+03:00", "2020-04-17T07:42:00Z" },
		{ "2020-01-01T01:00+0200", "2019-12-31T23:00:00Z" },
		{ "2020-12-31T23:30:00-5", "2021-01-01T04:30:00Z" },
		{ "2020-04-17T10:42", NULL },
		{ "2020-04-17T10:42+3:0", NULL },
		{ "2020-04-17T25:42Z", NULL },
		{ "2020-04-17T10:42Zulu", NULL },
		{ "2020-02-30T10:42Z", NULL },
		{ "2020-04T10:42Z", NULL },
		{ "yesterday", NULL },
		{ "", NULL },
	};
	const struct desk *d = *state;

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		struct str out = STR_INIT;
		enum status st = custody_time(d->db, times[i].given, &out);

		if (st != (times[i].kept ? ST_OK : ST_INVALID) ||
			(times[i].kept && strcmp(times[i].kept, str_text(&out)) != 0))
			fail_msg("%s: %d %s", times[i].given, (int)st, str_text(&out));
		str_free(&out);
	}
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
		DESK_TEST(custody_chain__without_a_gap_says_nothing),
		DESK_TEST(custody_chain__is_in_the_order_of_time),
		DESK_TEST(custody_chain__names_what_does_not_fit),
		DESK_TEST(custody_chain__without_a_beginning_says_so),
		DESK_TEST(custody_enter__claims_no_hash_from_before_the_bytes_were_seen),
		DESK_TEST(custody_time__wants_a_zone),
		cmocka_unit_test(who_acts__is_one_line_of_the_environment),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("custody", tests, NULL, NULL);
}
