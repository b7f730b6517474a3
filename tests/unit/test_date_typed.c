#include "config.h"

#include "model/date_typed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/seed.h"

/* A Friday. */
static const struct date today = { 2026, 11, 20, DATE_SURE };

static void assert_reads(const char *typed, const char *expected)
{
	struct date d;
	char text[DATE_TEXT_MAX];

	if (date_from_typed(typed, &today, &d))
		fail_msg("\"%s\" is not read", typed);
	date_format(&d, text);
	if (strcmp(text, expected) != 0)
		fail_msg("\"%s\" is read as %s, expected %s", typed, text, expected);
}

static void assert_refuses(const char *typed, const char *why)
{
	struct str said = STR_INIT;
	struct date d = { 1, 2, 3, DATE_SURE };

	if (date_from_typed(typed, &today, &d) != ST_INVALID)
		fail_msg("\"%s\" is read", typed);
	assert_int_equal(d.day, 3);
	date_typed_why(typed, &today, &said);
	if (!strstr(str_text(&said), why))
		fail_msg("\"%s\": %s; expected %s", typed, str_text(&said), why);
	str_free(&said);
}

static void date_from_typed__takes_edtf_itself(void **state)
{
	(void)state;
	assert_reads("2020", "2020");
	assert_reads("2020-04", "2020-04");
	assert_reads(" 2020-04-17 ", "2020-04-17");
	assert_reads("2020?", "2020?");
	assert_reads("2020-04~", "2020-04~");
	assert_reads("2020-04-17%", "2020-04-17%");
}

static void date_from_typed__puts_the_day_first_between_dots(void **state)
{
	(void)state;
	assert_reads("17.4.2020", "2020-04-17");
	assert_reads("7.8.2020", "2020-08-07");
	assert_reads("07. 08. 2020", "2020-08-07");
	assert_reads("2020.4.17", "2020-04-17");
	assert_reads("4.2020", "2020-04");
	assert_refuses("4.17.2020", "not in the calendar");
}

static void date_from_typed__never_guesses_between_slashes(void **state)
{
	(void)state;
	assert_reads("17/4/2020", "2020-04-17");
	assert_reads("4/17/2020", "2020-04-17");
	assert_reads("17-4-2020", "2020-04-17");
	assert_reads("5/5/2020", "2020-05-05");
	assert_reads("2020/4/17", "2020-04-17");
	assert_reads("4/2020", "2020-04");
	assert_reads("2020/04", "2020-04");
	assert_refuses("07/08/2020",
		"can be 7 August or 8 July 2020; write the month's name, or 2020-08-07");
	assert_refuses("7-8-2020", "can be 7 August or 8 July 2020");
	assert_refuses("13/13/2020", "not in the calendar");
	assert_refuses("31/4/2020", "not in the calendar");
	assert_refuses("0/4/2020", "not in the calendar");
}

static void date_from_typed__takes_names_of_months(void **state)
{
	(void)state;
	assert_reads("17 April 2020", "2020-04-17");
	assert_reads("April 17, 2020", "2020-04-17");
	assert_reads("the 17th of April, 2020", "2020-04-17");
	assert_reads("17. apr. 2020", "2020-04-17");
	assert_reads("17-Apr-2020", "2020-04-17");
	assert_reads("APRIL 2020", "2020-04");
	assert_reads("Apr 2020", "2020-04");
	assert_reads("Sept. 2020", "2020-09");
	assert_reads("2020 April 17", "2020-04-17");
	assert_reads("2020 April", "2020-04");
	assert_reads("29 Feb 2020", "2020-02-29");
	assert_refuses("29 Feb 2021", "not in the calendar");
	assert_refuses("31 April 2020", "not in the calendar");
	assert_refuses("ju 2020", "is not a date");
	assert_refuses("Brumaire 2020", "is not a date");
}

static void date_from_typed__takes_spanish_and_hebrew_months(void **state)
{
	(void)state;
	assert_reads("17 de abril de 2020", "2020-04-17");
	assert_reads("Enero 2020", "2020-01");
	assert_reads("1 ago 2020", "2020-08-01");
	assert_reads("17 באפריל 2020", "2020-04-17");
	assert_reads("מאי 2020", "2020-05");
}

static void date_from_typed__takes_arabic_digits(void **state)
{
	(void)state;
	assert_reads("١٧.٤.٢٠٢٠", "2020-04-17");
}

static void date_from_typed__checks_the_day_of_the_week(void **state)
{
	(void)state;
	assert_reads("Fri 17 April 2020", "2020-04-17");
	assert_reads("Friday, April 17, 2020", "2020-04-17");
	assert_reads("viernes 17 de abril de 2020", "2020-04-17");
	assert_refuses("Thu 17 April 2020", "that day is a Friday");
	assert_refuses("Fri April 2020", "is not a date");
}

static void date_from_typed__takes_doubt_in_front_and_behind(void **state)
{
	(void)state;
	assert_reads("about April 2020", "2020-04~");
	assert_reads("ca. 2020", "2020~");
	assert_reads("circa 17.4.2020", "2020-04-17~");
	assert_reads("~2020", "2020~");
	assert_reads("April 2020?", "2020-04?");
	assert_reads("perhaps April 2020", "2020-04?");
	assert_reads("about 2020?", "2020%");
	assert_reads("April 2020 %", "2020-04%");
}

static void date_from_typed__counts_from_today(void **state)
{
	(void)state;
	assert_reads("today", "2026-11-20");
	assert_reads("Tomorrow", "2026-11-21");
	assert_reads("yesterday", "2026-11-19");
	assert_reads("mañana", "2026-11-21");
	assert_reads("מחר", "2026-11-21");
	assert_reads("+30d", "2026-12-20");
	assert_reads("+30 days", "2026-12-20");
	assert_reads("-2w", "2026-11-06");
	assert_reads("+3m", "2027-02-20");
	assert_reads("+1y", "2027-11-20");
	assert_reads("+0d", "2026-11-20");
	assert_refuses("-9999y", "not in the calendar");
	assert_refuses("+9999y", "not in the calendar");
	assert_refuses("+30", "is not a date");
	assert_refuses("+d", "is not a date");
	assert_refuses("+30000d", "is not a date");
}

static void date_from_typed__takes_a_day_of_the_week_for_the_next_one(void **state)
{
	(void)state;
	assert_reads("sat", "2026-11-21");
	assert_reads("Thursday", "2026-11-26");
	assert_reads("fri", "2026-11-27"); /* today is one: in a week */
	assert_reads("lunes", "2026-11-23");
}

static void date_from_typed__says_what_is_missing(void **state)
{
	(void)state;
	assert_refuses("17 April", "which year");
	assert_refuses("April", "which year");
	assert_refuses("17.4.", "which year");
	assert_refuses("17.4.20", "four digits");
	assert_refuses("4/17/20", "four digits");
	assert_refuses("17 Apr 20", "four digits");
	assert_refuses("", "is not a date");
	assert_refuses("soon", "is not a date");
	assert_refuses("2020-13", "not in the calendar");
	assert_refuses("2020-00", "not in the calendar");
	assert_refuses("0000", "not in the calendar");
	assert_refuses("20200417", "is not a date");
	assert_refuses("1 2 3 4 5 6 7 8 9 10 11 12 13 14", "is not a date");
	assert_refuses("17.4.2020 10:42", "is not a date");
}

static void date_add_months__keeps_to_the_month(void **state)
{
	static const struct date end = { 2023, 10, 31, DATE_SURE };
	struct date d;

	(void)state;
	assert_int_equal(date_add_months(&end, 4, &d), ST_OK);
	assert_int_equal(d.year, 2024);
	assert_int_equal(d.month, 2);
	assert_int_equal(d.day, 29);
	assert_int_equal(date_add_months(&end, -10, &d), ST_OK);
	assert_int_equal(d.year, 2022);
	assert_int_equal(d.month, 12);
	assert_int_equal(date_add_months(&end, -12 * 2023, &d), ST_INVALID);
	assert_int_equal(date_add_months(&end, 12 * 8000, &d), ST_INVALID);
}

/* However an exact day is written, it is read as that day or refused. */
static void date_from_typed__reads_any_day_in_any_form(void **state)
{
	static const char *const names[] = { "January", "Feb", "marzo", "Abr", "mayo", "June",
		"Jul", "agosto", "sept", "Oct", "noviembre", "dec" };
	struct chance chance = chance_open("typed days");

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct date want = date_from_days((long)chance_below(&chance, 1000000) - 500000);
		const char *name = names[want.month - 1];
		char exact[DATE_TEXT_MAX];
		char text[64];

		date_format(&want, exact);
		snprintf(text, sizeof(text), "%d %s %04d", want.day, name, want.year);
		assert_reads(text, exact);
		snprintf(text, sizeof(text), "%s %d, %04d", name, want.day, want.year);
		assert_reads(text, exact);
		snprintf(text, sizeof(text), "%02d.%d.%04d", want.day, want.month, want.year);
		assert_reads(text, exact);
		snprintf(text, sizeof(text), "%04d/%d/%d", want.year, want.month, want.day);
		assert_reads(text, exact);
		snprintf(text, sizeof(text), "%d/%d/%04d", want.day, want.month, want.year);
		if (want.day > 12 || want.day == want.month)
			assert_reads(text, exact);
		else
			assert_refuses(text, "can be");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date_from_typed__takes_edtf_itself),
		cmocka_unit_test(date_from_typed__puts_the_day_first_between_dots),
		cmocka_unit_test(date_from_typed__never_guesses_between_slashes),
		cmocka_unit_test(date_from_typed__takes_names_of_months),
		cmocka_unit_test(date_from_typed__takes_spanish_and_hebrew_months),
		cmocka_unit_test(date_from_typed__takes_arabic_digits),
		cmocka_unit_test(date_from_typed__checks_the_day_of_the_week),
		cmocka_unit_test(date_from_typed__takes_doubt_in_front_and_behind),
		cmocka_unit_test(date_from_typed__counts_from_today),
		cmocka_unit_test(date_from_typed__takes_a_day_of_the_week_for_the_next_one),
		cmocka_unit_test(date_from_typed__says_what_is_missing),
		cmocka_unit_test(date_add_months__keeps_to_the_month),
		cmocka_unit_test(date_from_typed__reads_any_day_in_any_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
