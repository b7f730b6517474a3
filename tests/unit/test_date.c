#include "config.h"

#include "model/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "tests/unit/seed.h"

static struct date date_of(const char *text)
{
	struct date d;

	assert_int_equal(date_parse(text, &d), ST_OK);
	return d;
}

static void assert_text(const struct date *d, const char *want)
{
	char text[DATE_TEXT_MAX];

	date_format(d, text);
	assert_string_equal(text, want);
}

static void date_parse__takes_every_precision_and_doubt(void **state)
{
	static const char *const texts[] = { "0001", "2020", "9999", "2020-04", "2020-04-17",
		"2020?", "2020-04~", "2020-04-17%", "2000-02-29", "2024-02-29~", "9999-12-31" };
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(date_parse(texts[i], &d), ST_OK);
		assert_text(&d, texts[i]);
	}
	d = date_of("2020-04~");
	assert_int_equal(d.year, 2020);
	assert_int_equal(d.month, 4);
	assert_int_equal(d.day, 0);
	assert_int_equal(d.doubt, DATE_APPROXIMATE);
}

static void date_parse__takes_what_is_not_known_as_what_is(void **state)
{
	struct date d;

	(void)state;
	d = date_of("2020-XX");
	assert_text(&d, "2020");
	d = date_of("2020-XX-XX~");
	assert_text(&d, "2020~");
	d = date_of("2020-04-XX?");
	assert_text(&d, "2020-04?");
}

static void date_parse__allows_outer_blanks(void **state)
{
	struct date d = date_of("  2020-04-17?\t");

	(void)state;
	assert_text(&d, "2020-04-17?");
}

static void assert_refused(
	const char *const *texts, enum status (*read)(const char *, struct date *))
{
	for (; *texts; texts++) {
		struct date d = { 7, 7, 7, DATE_BOTH };

		if (read(*texts, &d) != ST_INVALID)
			fail_msg("'%s' was taken", *texts);
		assert_int_equal(d.year, 7);
		assert_int_equal(d.doubt, DATE_BOTH);
	}
}

static void date_parse__refuses_what_is_no_date(void **state)
{
	static const char *const texts[] = { "", " ", "-", "20", "202", "20200", "0000",
		"0000-01-01", "2020-", "2020-4", "2020-00", "2020-13", "2020-04-", "2020-04-1",
		"2020-04-00", "2020-04-31", "2020-04-170", "2020--17", "2020-04-17 ?",
		"2020-04-17??", "2020-04-17?~", "?2020", "2020/04/17", "20200417", "17-04-2020",
		"2020-04-17T10:00", "2020 04", "-2020", "+2020", "Y2020", "201X", "2020-04/2020-05",
		"2020-XX-17", "2020-X", "2020-xx", "2020-0X", "XXXX", "2020-04-1X", "2020-XX-XX-XX",
		"2020-04-17\n", "\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA0", NULL };

	(void)state;
	assert_refused(texts, date_parse);
}

static void date_parse__refuses_february_30(void **state)
{
	static const char *const texts[] = { "2020-02-30", "2021-02-29", "1900-02-29", "2100-02-29",
		NULL };

	(void)state;
	assert_refused(texts, date_parse);
}

static void date_compare__puts_a_year_before_its_months(void **state)
{
	static const char *const ordered[] = { "0001", "2019-12-31", "2020", "2020-01",
		"2020-01-01", "2020-04", "2020-04-17", "2020-05", "2021" };
	size_t i;
	size_t k;

	(void)state;
	for (i = 0; i < sizeof(ordered) / sizeof(ordered[0]); i++)
		for (k = 0; k < sizeof(ordered) / sizeof(ordered[0]); k++) {
			struct date a = date_of(ordered[i]);
			struct date b = date_of(ordered[k]);
			int order = date_compare(&a, &b);

			assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
		}
}

static void date_compare__does_not_count_doubt(void **state)
{
	struct date sure = date_of("2020-04");
	struct date doubtful = date_of("2020-04%");

	(void)state;
	assert_int_equal(date_compare(&sure, &doubtful), 0);
}

static void date_first_and_last__span_what_it_may_mean(void **state)
{
	static const char *const rows[][3] = {
		{ "2020?", "2020-01-01", "2020-12-31" },
		{ "2020-02~", "2020-02-01", "2020-02-29" },
		{ "2021-02", "2021-02-01", "2021-02-28" },
		{ "2020-04-17%", "2020-04-17", "2020-04-17" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct date d = date_of(rows[i][0]);
		struct date first = date_first(&d);
		struct date last = date_last(&d);

		assert_text(&first, rows[i][1]);
		assert_text(&last, rows[i][2]);
	}
}

static void date_to_days__knows_the_landmarks(void **state)
{
	struct date d = date_of("1970-01-01");

	(void)state;
	assert_int_equal(date_to_days(&d), 0);
	d = date_of("2000-03-01");
	assert_int_equal(date_to_days(&d), 11017);
	d = date_of("1969-12-31");
	assert_int_equal(date_to_days(&d), -1);
	d = date_of("0001-01-01");
	assert_int_equal(date_to_days(&d), -719162);
	d = date_of("9999-12-31");
	assert_int_equal(date_to_days(&d), 2932896);
}

/* Every day of the calendar, against counting one by one. */
static void date_from_days__walks_the_whole_calendar(void **state)
{
	struct date want = { 1, 1, 1, DATE_SURE };
	int weekday = 1;
	long day;

	(void)state;
	for (day = -719162; day <= 2932896; day++) {
		struct date d = date_from_days(day);

		if (date_compare(&d, &want) != 0 || date_to_days(&want) != day ||
			date_weekday(&d) != weekday)
			fail_msg("day %ld is %d-%d-%d", day, d.year, d.month, d.day);
		weekday = weekday % 7 + 1;
		if (++want.day > date_days_in(want.year, want.month)) {
			want.day = 1;
			if (++want.month > 12) {
				want.month = 1;
				want.year++;
			}
		}
	}
	assert_int_equal(want.year, 10000);
}

static void date_weekday__knows_fridays(void **state)
{
	struct date d = date_of("2026-11-20");

	(void)state;
	assert_int_equal(date_weekday(&d), 5);
	d = date_of("2021-06-27");
	assert_int_equal(date_weekday(&d), 7);
	d = date_of("1970-01-01");
	assert_int_equal(date_weekday(&d), 4);
}

static void date_parse__reads_what_date_format_writes(void **state)
{
	static const enum date_doubt doubts[] = { DATE_SURE, DATE_UNCERTAIN, DATE_APPROXIMATE,
		DATE_BOTH };
	struct chance chance = chance_open(__func__);
	int i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		struct date d = { 1 + (int)chance_below(&chance, 9999),
			(int)chance_below(&chance, 13), 0, doubts[chance_below(&chance, 4)] };
		struct date again;
		char text[DATE_TEXT_MAX];

		if (d.month)
			d.day = (int)chance_below(
				&chance, (uint32_t)date_days_in(d.year, d.month) + 1);
		date_format(&d, text);
		assert_true(strlen(text) < DATE_TEXT_MAX);
		assert_int_equal(date_parse(text, &again), ST_OK);
		assert_memory_equal(&d, &again, sizeof(d));
	}
}

static void date_from_stamp__takes_unambiguous_forms(void **state)
{
	static const char *const stamps[] = { "2020-07-18", "2020/07/18", "20200718",
		" 2020/07/18 ", "2020-07-18 10:42:00", "2020-07-18T10:42:00Z", "2020-07-18 10:42",
		"2020-07-18T10:42:00.123456", "2020-07-18 10:42:00 UTC",
		"2020-07-18 10:42:00 +0300", "2020-07-18T23:59:60+03:00", "2020-07-18T10:42:00-05",
		"2020/07/18 10:42:00 AM GMT+3", "2020/07/18 10:42:00 pm", "20200718 10:42",
		"2020-07-18t10:42:00z", "2020-07-18  9:42", "2020-07-18, 10:42:00",
		"2020-07-18 10:42:00 GMT+0300 (Israel Daylight Time)" };
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(stamps) / sizeof(stamps[0]); i++) {
		if (date_from_stamp(stamps[i], &d) != ST_OK)
			fail_msg("'%s' was refused", stamps[i]);
		assert_text(&d, "2020-07-18");
	}
}

static void date_from_stamp__takes_edtf(void **state)
{
	struct date d;

	(void)state;
	assert_int_equal(date_from_stamp("2020-07~", &d), ST_OK);
	assert_text(&d, "2020-07~");
	assert_int_equal(date_from_stamp("2020", &d), ST_OK);
	assert_text(&d, "2020");
}

static void date_from_stamp__never_guesses(void **state)
{
	static const char *const texts[] = { "", "07/08/2020", "18.07.2020", "18/07/2020",
		"7/18/20", "2020-7-18", "2020-18-07", "2020-07/18", "2020-07-18x",
		"2020-07-18 noon", "2020-07-18T", "2020-07-18 24:00", "2020-07-18 10:60",
		"2020-07-18 10:42:61", "2020-07-18 10", "2020-07-18 10:42 somewhere",
		"2020-07-18 10:42+", "20200230", "202007181", "20200718104200",
		"2020-02-30 10:42:00", "1595068920", "July 18, 2020", "2020-07-18 10:42 Z Z",
		"2020-07-18 1", "2020-07-1810:42", "2020-07-18,", NULL };

	(void)state;
	assert_refused(texts, date_from_stamp);
}

static void date_today__obeys_its_variable_only_when_it_is_a_day(void **state)
{
	struct date d;

	(void)state;
	setenv("AMPARO_TODAY", "2026-11-20", 1);
	d = date_today();
	assert_text(&d, "2026-11-20");
	setenv("AMPARO_TODAY", "1815-06", 1);
	d = date_today();
	assert_true(d.year > 2000 && d.month && d.day);
	unsetenv("AMPARO_TODAY");
	d = date_today();
	assert_true(d.year > 2000 && d.month && d.day);
}

static void date_now__is_an_instant(void **state)
{
	char text[21];
	struct date d;

	(void)state;
	setenv("AMPARO_NOW", "2026-11-20T10:42:00Z", 1);
	date_now(text);
	assert_string_equal(text, "2026-11-20T10:42:00Z");
	setenv("AMPARO_NOW", "2026-11-20T25:42:00Z and more", 1);
	date_now(text);
	assert_int_equal(strlen(text), 20);
	assert_int_equal(text[10], 'T');
	assert_int_equal(text[19], 'Z');
	assert_int_equal(date_from_stamp(text, &d), ST_OK);
	assert_true(strcmp(text, "2026-11-20T25:42:00Z") != 0);
	unsetenv("AMPARO_NOW");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date_parse__takes_every_precision_and_doubt),
		cmocka_unit_test(date_parse__takes_what_is_not_known_as_what_is),
		cmocka_unit_test(date_parse__allows_outer_blanks),
		cmocka_unit_test(date_parse__refuses_what_is_no_date),
		cmocka_unit_test(date_parse__refuses_february_30),
		cmocka_unit_test(date_compare__puts_a_year_before_its_months),
		cmocka_unit_test(date_compare__does_not_count_doubt),
		cmocka_unit_test(date_first_and_last__span_what_it_may_mean),
		cmocka_unit_test(date_to_days__knows_the_landmarks),
		cmocka_unit_test(date_from_days__walks_the_whole_calendar),
		cmocka_unit_test(date_weekday__knows_fridays),
		cmocka_unit_test(date_parse__reads_what_date_format_writes),
		cmocka_unit_test(date_from_stamp__takes_unambiguous_forms),
		cmocka_unit_test(date_from_stamp__takes_edtf),
		cmocka_unit_test(date_from_stamp__never_guesses),
		cmocka_unit_test(date_today__obeys_its_variable_only_when_it_is_a_day),
		cmocka_unit_test(date_now__is_an_instant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
