#include "config.h"

#include "model/tally.h"

#include "model/count.h"
#include "tests/unit/model_help.h"

static int64_t make_petition(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	return put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
}

static void sign(struct db *db, const char *signed_on, const char *state)
{
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Somebody", "signed", signed_on, "state",
		state, NULL);
}

static void read_all(struct db *db, struct tally *t)
{
	enum status st = ST_OK;

	while (st == ST_OK)
		st = tally_step(db, t);
	assert_int_equal(st, ST_END);
	assert_true(t->done);
}

/* "2020-07-17:2 2020-08:1" */
static char *dates(const struct tally *t)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < t->n_dates; i++) {
		char text[DATE_TEXT_MAX];

		date_format(&t->dates[i].date, text);
		str_addf(&out, "%s%s:%d", i ? " " : "", text, (int)t->dates[i].counted);
	}
	return str_detach(&out);
}

static void assert_dates(const struct tally *t, const char *wanted)
{
	char *got = dates(t);

	assert_string_equal(got, wanted);
	free(got);
}

static void tally__puts_dates_that_differ_in_doubt_together(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db);
	struct tally t;

	sign(db, "2020-07-17", "valid");
	sign(db, "2020-07-17~", "valid");
	sign(db, "2020-07-17", "duplicate");
	sign(db, "2020-07", "valid");
	sign(db, "2021?", "valid");
	sign(db, "2019-01-01", "invalid");
	sign(db, NULL, "valid");
	sign(db, NULL, "pending");
	tally_begin(&t, p, NULL);
	read_all(db, &t);
	assert_dates(&t, "2020-07:1 2020-07-17:2 2021:1");
	assert_int_equal(t.undated, 1);
	assert_int_equal(t.counted, 5);
	tally_free(&t);
}

static void tally__counts_whom_the_count_counts(void **state)
{
	static const char *const states[] = { "valid", "pending", "duplicate", "valid", "invalid",
		"valid", "withdrawn" };
	static const char *const days[] = { "2020-07-17", "2020", NULL, "2020-07-18~",
		"1999-12-31" };
	struct db *db = *state;
	int64_t p = make_petition(db);
	struct tally t;
	struct count c;

	for (int i = 0; i < 60; i++)
		sign(db, days[i % 5], states[i % 7]);
	tally_begin(&t, p, NULL);
	read_all(db, &t);
	must(db, count_petition(db, p, &c));
	assert_true(c.counted > 0);
	assert_int_equal(t.counted, c.counted);
	count_free(&c);
	tally_free(&t);
}

/* Again and again, but less and less often. */
static bool now_and_then(void *arg)
{
	unsigned *n = arg;

	++*n;
	return (*n & (*n - 1)) == 0;
}

/* 120,000 on one day: more than a step, and SQLite asks on the way whether to stop. */
static void tally__goes_on_where_it_was_stopped(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db);
	struct str sql = STR_INIT;
	struct tally t;
	unsigned asked = 0;
	int stopped = 0;
	enum status st = ST_OK;

	sign(db, "2020-07-16", "valid");
	sign(db, "2020-07-17", "valid");
	str_addf(&sql,
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 119999) "
		"INSERT INTO signatory (id, revision, ref, petition, name, signed, state, consent, "
		"level, sort_key) SELECT 1000000 + i, 1, 'r' || i, %lld, 'N', '2020-07-17', "
		"CASE i %% 3 WHEN 0 THEN 'pending' ELSE 'valid' END, 'private', 'filed', x'00' "
		"FROM n",
		(long long)p);
	raw(db, str_text(&sql));
	str_free(&sql);
	sign(db, "2020-07-18", "valid");
	tally_begin(&t, p, NULL);
	db_set_interrupt(db, now_and_then, &asked);
	while (st == ST_OK || st == ST_STOPPED) {
		st = tally_step(db, &t);
		stopped += st == ST_STOPPED;
	}
	db_set_interrupt(db, NULL, NULL);
	assert_int_equal(st, ST_END);
	assert_true(stopped > 0);
	assert_dates(&t, "2020-07-16:1 2020-07-17:80001 2020-07-18:1");
	tally_free(&t);
}

static void tally__reads_from_a_day_on(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db);
	struct date from = { 2020, 7, 20, DATE_SURE };
	struct date last;
	struct tally t;

	sign(db, "2020-07-19", "valid");
	sign(db, "2020-07-20", "valid");
	sign(db, "2020-07-30", "valid");
	sign(db, "2020-08-02", "duplicate");
	sign(db, NULL, "valid");
	tally_begin(&t, p, &from);
	read_all(db, &t);
	assert_dates(&t, "2020-07-20:1 2020-07-30:1");
	tally_free(&t);
	must(db, tally_latest(db, p, &(struct date){ 2026, 11, 20, DATE_SURE }, &last));
	assert_int_equal(date_compare(&last, &(struct date){ 2020, 7, 30, DATE_SURE }), 0);
	assert_int_equal(
		tally_latest(db, p, &(struct date){ 2020, 7, 18, DATE_SURE }, &last), ST_END);
}

static void tally_place__begins_weeks_on_monday(void **state)
{
	static const struct {
		struct date first, last;
	} weeks[] = {
		{ { 1969, 12, 29, DATE_SURE }, { 1970, 1, 4, DATE_SURE } },
		{ { 1969, 12, 22, DATE_SURE }, { 1969, 12, 28, DATE_SURE } },
		{ { 2020, 12, 28, DATE_SURE }, { 2021, 1, 3, DATE_SURE } },
		{ { 2024, 2, 26, DATE_SURE }, { 2024, 3, 3, DATE_SURE } },
		{ { 1, 1, 1, DATE_SURE }, { 1, 1, 7, DATE_SURE } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(weeks) / sizeof(*weeks); i++) {
		long place = tally_place(&weeks[i].first, TALLY_WEEK);
		struct date first;

		assert_int_equal(place, tally_place(&weeks[i].last, TALLY_WEEK));
		assert_int_equal(tally_first(TALLY_WEEK, place, &first), ST_OK);
		assert_int_equal(date_compare(&first, &weeks[i].first), 0);
	}
}

static void tally_first__is_the_way_back(void **state)
{
	static const struct date days[] = { { 2020, 2, 29, DATE_SURE }, { 1, 1, 1, DATE_SURE },
		{ 9999, 12, 31, DATE_SURE }, { 1969, 12, 31, DATE_SURE } };
	struct date d;

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		for (int u = TALLY_DAY; u <= TALLY_YEAR; u++) {
			long place = tally_place(&days[i], (enum tally_unit)u);

			assert_int_equal(tally_first((enum tally_unit)u, place, &d), ST_OK);
			assert_int_equal(tally_place(&d, (enum tally_unit)u), place);
			assert_true(date_compare(&d, &days[i]) <= 0);
		}
	assert_int_equal(tally_first(TALLY_YEAR, 0, &d), ST_INVALID);
	assert_int_equal(tally_first(TALLY_MONTH, 10000L * 12, &d), ST_INVALID);
	assert_int_equal(tally_first(TALLY_WEEK, -200000, &d), ST_INVALID);
}

static void tally_fill__leaves_no_gap(void **state)
{
	static struct tally_date of[] = { { { 2020, 0, 0, DATE_SURE }, 4 },
		{ { 2020, 7, 0, DATE_SURE }, 3 }, { { 2020, 7, 17, DATE_SURE }, 2 },
		{ { 2020, 7, 20, DATE_SURE }, 5 }, { { 2020, 9, 1, DATE_SURE }, 1 } };
	struct tally t = { .dates = of, .n_dates = 5, .undated = 7 };
	struct tally_span span;
	int64_t n[4];

	(void)state;
	tally_span(&t, TALLY_DAY, &span);
	assert_true(span.any);
	assert_int_equal(span.vague, 7);
	assert_int_equal(span.last - span.first, 46);
	tally_fill(&t, TALLY_DAY, span.first, 4, n);
	assert_int_equal(n[0], 2);
	assert_int_equal(n[1], 0);
	assert_int_equal(n[3], 5);
	tally_span(&t, TALLY_MONTH, &span);
	assert_int_equal(span.vague, 4);
	tally_fill(&t, TALLY_MONTH, span.first, 3, n);
	assert_int_equal(n[0], 10);
	assert_int_equal(n[1], 0);
	assert_int_equal(n[2], 1);
	tally_fill(&t, TALLY_MONTH, span.first + 1, 1, n);
	assert_int_equal(n[0], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(tally__puts_dates_that_differ_in_doubt_together),
		MODEL_TEST(tally__counts_whom_the_count_counts),
		MODEL_TEST(tally__goes_on_where_it_was_stopped),
		MODEL_TEST(tally__reads_from_a_day_on),
		cmocka_unit_test(tally_place__begins_weeks_on_monday),
		cmocka_unit_test(tally_first__is_the_way_back),
		cmocka_unit_test(tally_fill__leaves_no_gap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
