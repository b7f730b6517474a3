#include "config.h"

#include "model/chronology.h"

#include "tests/unit/model_help.h"

static void read_all(struct db *db, struct chronology *c)
{
	enum status st = ST_OK;

	while (st == ST_OK)
		st = chronology_step(db, c);
	assert_int_equal(st, ST_END);
}

/* "event 2016~ event 2016-04 deadline 2016-04-01": kinds and dates in their order. */
static void assert_marks(struct db *db, int64_t case_id, const char *where, const char *wanted)
{
	struct chronology *c = chronology_new(case_id, where);
	const struct chronology_mark *marks;
	struct str got = STR_INIT;
	size_t n;

	assert_null(chronology_marks(c, &n));
	read_all(db, c);
	marks = chronology_marks(c, &n);
	for (size_t i = 0; i < n; i++) {
		struct date d = chronology_date(&marks[i]);
		char text[DATE_TEXT_MAX];

		date_format(&d, text);
		str_addf(&got, "%s%s %s%s", i ? ", " : "",
			entity_get((enum entity_id)marks[i].entity)->name, text,
			marks[i].waits ? "!" : "");
	}
	assert_string_equal(str_text(&got), wanted);
	str_free(&got);
	chronology_free(c);
}

static void event(struct db *db, const char *of, const char *title, const char *date)
{
	put(db, ENTITY_EVENT, "case", of, "title", title, "date", date, NULL);
}

static int64_t make_case(struct db *db, const char *ref)
{
	return put(db, ENTITY_CASE, "ref", ref, "title", ref, NULL);
}

static void chronology__puts_less_exact_dates_first(void **state)
{
	struct db *db = *state;
	int64_t c = make_case(db, "c");

	event(db, "c", "A", "2016-04-01");
	event(db, "c", "B", "2016-01-01");
	event(db, "c", "C", "2016~");
	event(db, "c", "D", "2016-04?");
	event(db, "c", "E", "2015-12-31");
	event(db, "c", "F", NULL);
	assert_marks(db, c, NULL,
		"event 2015-12-31, event 2016~, event 2016-01-01, event 2016-04?, event "
		"2016-04-01");
}

static void chronology__merges_all_kinds_of_a_case(void **state)
{
	struct db *db = *state;
	int64_t c = make_case(db, "c");

	make_case(db, "other");
	event(db, "other", "Not ours", "2020-01-01");
	event(db, "c", "Ours", "2020-05-01");
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", "filed", "2020-02",
		"decided", "2021-03-04", NULL);
	put(db, ENTITY_FILING, "petition", "p", "date", "2020-03-01", NULL);
	put(db, ENTITY_LETTER, "case", "c", "title", "L", "status", "signing", "sign_by",
		"2020-04-01", "dated", "2020-03-15", NULL);
	put(db, ENTITY_RULING, "case", "c", "title", "R", "date", "2021-03-04", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "title", "D", "due", "2020-06-01", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "title", "Met", "due", "2020-06-02", "status", "done",
		NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Somebody", "signed", "2020-02-02",
		NULL);
	assert_marks(db, c, NULL,
		"petition 2020-02, filing 2020-03-01, letter 2020-03-15, letter 2020-04-01!, event "
		"2020-05-01, deadline 2020-06-01!, deadline 2020-06-02, petition 2021-03-04, "
		"ruling "
		"2021-03-04");
	assert_marks(db, c, "status:open", "deadline 2020-06-01!");
	assert_marks(db, c, "ours", "event 2020-05-01");
}

static void chronology__says_when_a_filter_fits_nothing(void **state)
{
	struct db *db = *state;
	struct chronology *c = chronology_new(0, "nonsense:3");
	enum status st = ST_OK;

	while (st == ST_OK)
		st = chronology_step(db, c);
	assert_int_equal(st, ST_INVALID);
	chronology_free(c);
}

static bool now_and_then(void *arg)
{
	unsigned *n = arg;

	++*n;
	return (*n & (*n - 1)) == 0;
}

static void chronology__goes_on_where_it_was_stopped(void **state)
{
	struct db *db = *state;
	int64_t id = make_case(db, "c");
	struct chronology *c = chronology_new(id, NULL);
	struct str sql = STR_INIT;
	enum status st = ST_OK;
	unsigned asked = 0;
	size_t n;

	str_addf(&sql,
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) "
		"INSERT INTO event (id, revision, ref, title, \"case\", date, kind, level, "
		"sort_key) "
		"SELECT 1000000 + i, 1, 'r' || i, 'E', %lld, 2000 + i %% 20, 'fact', 'filed', "
		"x'00' FROM n",
		(long long)id);
	raw(db, str_text(&sql));
	str_free(&sql);
	db_set_interrupt(db, now_and_then, &asked);
	while (st == ST_OK || st == ST_STOPPED)
		st = chronology_step(db, c);
	db_set_interrupt(db, NULL, NULL);
	assert_int_equal(st, ST_END);
	chronology_marks(c, &n);
	assert_int_equal(n, 9000);
	assert_false(chronology_cut(c));
	chronology_free(c);
}

static void chronology_find__is_the_first_at_or_after(void **state)
{
	static const struct chronology_mark marks[] = { { .day = -5 }, { .day = 3 }, { .day = 3 },
		{ .day = 9 } };

	(void)state;
	assert_int_equal(chronology_find(marks, 4, -9), 0);
	assert_int_equal(chronology_find(marks, 4, 3), 1);
	assert_int_equal(chronology_find(marks, 4, 4), 3);
	assert_int_equal(chronology_find(marks, 4, 10), 4);
}

static void chronology_last_day__is_the_last_that_is_meant(void **state)
{
	static const struct date leap = { 2020, 2, 29, DATE_SURE };
	static const struct date end = { 2020, 12, 31, DATE_SURE };
	struct chronology_mark m = { .known = KNOWN_MONTH };

	(void)state;
	m.day = (int32_t)date_to_days(&(struct date){ 2020, 2, 1, DATE_SURE });
	assert_int_equal(chronology_last_day(&m), date_to_days(&leap));
	m.day = (int32_t)date_to_days(&(struct date){ 2020, 1, 1, DATE_SURE });
	m.known = KNOWN_YEAR;
	assert_int_equal(chronology_last_day(&m), date_to_days(&end));
}

static void chronology_case__goes_up_to_the_case(void **state)
{
	struct db *db = *state;
	int64_t c = make_case(db, "c"), of = 0;
	int64_t petition, claim, contact;

	petition = put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	claim = put(db, ENTITY_CLAIM, "petition", "p", "title", "C", NULL);
	contact = put(db, ENTITY_CONTACT, "name", "Somebody", NULL);
	must(db, chronology_case(db, ENTITY_CASE, c, &of));
	assert_int_equal(of, c);
	must(db, chronology_case(db, ENTITY_PETITION, petition, &of));
	assert_int_equal(of, c);
	must(db, chronology_case(db, ENTITY_CLAIM, claim, &of));
	assert_int_equal(of, c);
	assert_int_equal(chronology_case(db, ENTITY_CONTACT, contact, &of), ST_END);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(chronology__puts_less_exact_dates_first),
		MODEL_TEST(chronology__merges_all_kinds_of_a_case),
		MODEL_TEST(chronology__says_when_a_filter_fits_nothing),
		MODEL_TEST(chronology__goes_on_where_it_was_stopped),
		cmocka_unit_test(chronology_find__is_the_first_at_or_after),
		cmocka_unit_test(chronology_last_day__is_the_last_that_is_meant),
		MODEL_TEST(chronology_case__goes_up_to_the_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
