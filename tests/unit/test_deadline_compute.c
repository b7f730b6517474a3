#include "config.h"

#include "model/deadline_compute.h"

#include "tests/unit/model_help.h"

/*
 * Worked examples, counted by hand. Where a court or a law gives the example, it is named; else the
 * days stand beside it, to be counted again on a calendar.
 */

static int setup(void **state)
{
	struct deadline_data *data = mem_zero(sizeof(*data));

	deadline_data_add(data, SOURCE_DATADIR "/deadlines");
	*state = data;
	return 0;
}

static int teardown(void **state)
{
	deadline_data_free(*state);
	free(*state);
	return 0;
}

static struct date day(const char *text)
{
	struct date d;

	assert_int_equal(date_parse(text, &d), ST_OK);
	return d;
}

static enum status compute(
	void **state, const char *rule, const char *from, int n, struct deadline_count *out)
{
	const struct deadline_rule *r = deadline_rule_find(*state, rule);
	struct date d = day(from);

	if (!r)
		fail_msg("there is no rule %s", rule);
	return deadline_compute(*state, r, &d, n, out);
}

static void assert_due(void **state, const char *rule, const char *from, int n, const char *due)
{
	struct deadline_count c;
	char text[DATE_TEXT_MAX];
	enum status st = compute(state, rule, from, n, &c);

	if (st != ST_OK)
		fail_msg("%s from %s: %s", rule, from, str_text(&c.why));
	date_format(&c.due, text);
	if (strcmp(text, due) != 0)
		fail_msg(
			"%s from %s is %s, not %s:\n%s", rule, from, text, due, str_text(&c.lines));
	deadline_count_free(&c);
}

/* How it is counted, line by line. */
static void assert_lines(void **state, const char *rule, const char *from, int n, const char *lines)
{
	struct deadline_count c;

	assert_int_equal(compute(state, rule, from, n, &c), ST_OK);
	assert_string_equal(str_text(&c.lines), lines);
	deadline_count_free(&c);
}

static void assert_uncounted(
	void **state, const char *rule, const char *from, int n, enum status st, const char *what)
{
	struct deadline_count c;

	assert_int_equal(compute(state, rule, from, n, &c), st);
	if (!strstr(str_text(&c.why), what))
		fail_msg("\"%s\" does not say \"%s\"", str_text(&c.why), what);
	assert_int_equal(c.lines.len, 0);
	assert_int_equal(c.due.year, 0);
	deadline_count_free(&c);
}

/*
 * Sabri Güneş v. Turkey [GC], no. 27396/06, 29 June 2012: the sixth month ended on a Sunday; the
 * application of the Monday after, 29 May 2006, was out of time. So the last day was 28 May 2006.
 */
static void echr__a_sunday_extends_nothing(void **state)
{
	assert_due(state, "echr-6-months", "2005-11-28", 0, "2006-05-28");
}

/* Protocol No. 15, art. 8 § 3: the new time is not for decisions that were final before it. */
static void echr__each_time_has_its_rule(void **state)
{
	assert_due(state, "echr-6-months", "2022-01-31", 0, "2022-07-31");
	assert_due(state, "echr-4-months", "2022-02-01", 0, "2022-06-01");
	assert_uncounted(state, "echr-4-months", "2022-01-31", 0, ST_INVALID, "2022-02-01");
	assert_uncounted(state, "echr-6-months", "2022-02-01", 0, ST_INVALID, "2022-01-31");
}

/*
 * The first two are the examples that stand in CPR 2.8 (3) and (4): at least 3 days before a
 * hearing on Friday 20 October, the last day is Monday 16 October; on Monday 20 October, Tuesday 14
 * October, as the weekend does not count. The 20th of October was a Friday in 2023, and a Monday in
 * 2025.
 */
static void england__counts_back_in_clear_days(void **state)
{
	struct deadline_count c;

	assert_due(state, "ew-cpr-days-before", "2023-10-20", 3, "2023-10-16");
	assert_due(state, "ew-cpr-days-before", "2025-10-20", 3, "2025-10-14");
	/* Wednesday 30 March 2022 less 7 clear days: 23 to 29 March are free; Tuesday the 22nd. */
	assert_due(state, "ew-cpr-days-before", "2022-03-30", 7, "2022-03-22");
	/*
	 * Tuesday 9 January 2024, 5 days: 8, 5, 4, 3 and 2 January; the 6th and 7th are a weekend.
	 * The day before, New Year's Day, is none to act on; nor are the 31st and 30th: Friday the
	 * 29th of December.
	 */
	assert_due(state, "ew-cpr-days-before", "2024-01-09", 5, "2023-12-29");
	assert_int_equal(compute(state, "ew-cpr-days-before", "2025-10-20", 3, &c), ST_OK);
	assert_string_equal(str_text(&c.lines),
		"20 October 2025 is the day of: the hearing; it does not count\n"
		"19 October 2025 back to 18 October 2025 do not count: weekend\n"
		"17 October 2025 back to 15 October 2025: days 1 to 3\n"
		"The days are clear, so the last day is the one before: 14 October 2025\n"
		"14 October 2025 is a Tuesday, a working day\n"
		"The last day is Tuesday 14 October 2025\n"
		"Early warning on Thursday 9 October 2025, 5 days before\n");
	deadline_count_free(&c);
}

/*
 * A hearing on Tuesday 15 December 2026. 21 clear days before: 24 November to 14 December are free,
 * the day before is Monday 23 November. 14: 1 to 14 December, the day before is Monday 30 November.
 * On Sunday's side: a hearing on Monday 14 December, 21 days: the day before is Sunday 22 November,
 * so Friday the 20th.
 */
static void england__skeletons_come_before_the_hearing(void **state)
{
	struct deadline_count c;

	assert_due(state, "ew-jr-skeleton-claimant", "2026-12-15", 0, "2026-11-23");
	assert_due(state, "ew-jr-skeleton-defendant", "2026-12-15", 0, "2026-11-30");
	assert_due(state, "ew-jr-skeleton-claimant", "2026-12-14", 0, "2026-11-20");
	assert_int_equal(compute(state, "ew-jr-skeleton-claimant", "2026-12-14", 0, &c), ST_OK);
	assert_true(c.unverified);
	assert_string_equal(str_text(&c.lines),
		"14 December 2026 is the day of: the hearing of the judicial review; it does not "
		"count\n"
		"21 days earlier: 23 November 2026\n"
		"The days are clear, so the last day is the one before: 22 November 2026\n"
		"22 November 2026 is a Sunday, no working day (weekend)\n"
		"21 November 2026 is a Saturday, no working day (weekend)\n"
		"20 November 2026 is a Friday, a working day\n"
		"The last day is Friday 20 November 2026\n"
		"Early warning on Friday 6 November 2026, 14 days before\n");
	deadline_count_free(&c);
	/* The calendar of the year before is asked for, and not guessed. */
	assert_uncounted(state, "ew-cpr-days-before", "2020-01-03", 5, ST_NOTFOUND, "2019");
}

/*
 * Working days before, of which the last is the day itself: from Monday 16 November 2026 in Israel
 * (weekend Friday and Saturday) the 15th, 12th, 11th.
 */
static void back__counts_working_days_and_weeks(void **state)
{
	static const char rules[] =
		"rule x-back\nname N\nbody B\nlaw L\nevent E\nterm 3 working days before\n"
		"first-day does-not-count\ncalendar IL\n"
		"rule x-first\nname N\nbody B\nlaw L\nevent E\nterm 1 week before\n"
		"first-day counts\n";

	deadline_data_text(*state, "x", rules, sizeof(rules) - 1, false);
	assert_due(state, "x-back", "2026-11-16", 0, "2026-11-11");
	assert_due(state, "x-first", "2026-11-16", 0, "2026-11-10");
}

/* Calendar months: from a day that the month there does not have, its last. 2024 is a leap year,
 * 2026 and 2100 are none. */
static void months__end_with_the_month(void **state)
{
	assert_due(state, "echr-4-months", "2023-10-31", 0, "2024-02-29");
	assert_due(state, "echr-4-months", "2025-10-31", 0, "2026-02-28");
	assert_due(state, "echr-4-months", "2025-10-28", 0, "2026-02-28");
	assert_due(state, "un-cerd-6-months", "2022-08-31", 0, "2023-02-28");
	assert_due(state, "un-cerd-6-months", "2023-08-31", 0, "2024-02-29");
	assert_due(state, "un-cerd-6-months", "2099-08-31", 0, "2100-02-28");
	assert_due(state, "un-cescr-1-year", "2024-02-29", 0, "2025-02-28");
	assert_due(state, "un-crc-1-year", "2023-02-28", 0, "2024-02-28");
	assert_due(state, "un-hrc-5-years", "2020-02-29", 0, "2025-02-28");
	assert_due(state, "un-hrc-3-years", "2021-02-28", 0, "2024-02-28");
	assert_due(state, "mx-amparo-8-years", "2016-02-29", 0, "2024-02-29");
}

/* November 2026: the 20th is a Friday. Interpretation Law, 5741-1981, s. 10 (c): rest days at the
 * end of the days do not count. */
static void israel__the_weekend_is_friday_and_saturday(void **state)
{
	assert_due(state, "il-hcj-days", "2026-11-10", 9, "2026-11-19");
	assert_due(state, "il-hcj-days", "2026-11-10", 10, "2026-11-22");
	assert_due(state, "il-hcj-days", "2026-11-10", 12, "2026-11-22");
	/* 11 September 2026 is a Friday, the 12th and 13th are Rosh Hashanah. */
	assert_due(state, "il-hcj-days", "2026-09-01", 10, "2026-09-14");
	/* 45 days from 27 June 2021, a Sunday: 3 in June, 31 in July, 11 in August; a Wednesday. */
	assert_due(state, "il-admin-petition", "2021-06-27", 0, "2021-08-11");
}

/*
 * 16 to 20 July are days 1 to 5. The summer recess is from 21 July to 5 September. 6 to 24
 * September are days 6 to 24. The Sukkot recess is from 14 to 22 Tishrei 5787, 25 September to 3
 * October. 4 to 9 October are days 25 to 30; the 9th is a Friday, the day after the weekend Sunday
 * the 11th. Source of the recesses: Courts (Recesses) Regulations, 5743-1983, reg. 1.
 */
static void israel__days_of_a_recess_can_be_left_out(void **state)
{
	assert_lines(state, "il-hcj-days-no-recess", "2026-07-15", 30,
		"15 July 2026 is the day of: the decision that set the days, or its service where "
		"the decision says so; it does not count\n"
		"16 July 2026 to 20 July 2026: days 1 to 5\n"
		"21 July 2026 to 5 September 2026 do not count: summer recess\n"
		"6 September 2026 to 24 September 2026: days 6 to 24\n"
		"25 September 2026 does not count: Sukkot recess\n"
		"26 September 2026 does not count: Sukkot\n"
		"27 September 2026 to 2 October 2026 do not count: Sukkot recess\n"
		"3 October 2026 does not count: Shemini Atzeret\n"
		"4 October 2026 to 9 October 2026: days 25 to 30\n"
		"9 October 2026 is a Friday, no working day (weekend)\n"
		"10 October 2026 is a Saturday, no working day (weekend)\n"
		"11 October 2026 is a Sunday, a working day\n"
		"The last day is Sunday 11 October 2026\n"
		"Early warning on Sunday 4 October 2026, 7 days before\n");
	/* 5 days on from the 15th the recess has not begun. */
	assert_due(state, "il-hcj-days-no-recess", "2026-07-15", 5, "2026-07-20");
}

/*
 * 25 December 2026 is a Friday and a bank holiday; Boxing Day is a Saturday, its substitute Monday
 * the 28th. CPR 2.8 (5): the next day on which the court office is open.
 */
static void england__christmas(void **state)
{
	assert_lines(state, "ew-jr-3-months", "2026-09-25", 0,
		"25 September 2026 is the day of: the first arising of the grounds to make the "
		"claim; it does not count\n"
		"3 months later: 25 December 2026\n"
		"25 December 2026 is a Friday, no working day (Christmas Day)\n"
		"26 December 2026 is a Saturday, no working day (weekend)\n"
		"27 December 2026 is a Sunday, no working day (weekend)\n"
		"28 December 2026 is a Monday, no working day (Boxing Day (substitute day))\n"
		"29 December 2026 is a Tuesday, a working day\n"
		"The last day is Tuesday 29 December 2026\n"
		"Early warning on Saturday 14 November 2026, 45 days before\n");
	assert_due(state, "ew-jr-3-months", "2026-08-24", 0, "2026-11-24");
}

static void england__says_what_nobody_verified(void **state)
{
	struct deadline_count c;

	assert_int_equal(compute(state, "ew-jr-3-months", "2026-09-25", 0, &c), ST_OK);
	assert_true(c.unverified);
	deadline_count_free(&c);
}

/* CPR 2.8, example (iii): 14 days, served on 2 October, the last day is 16 October; in 2020 both
 * are Fridays. */
static void england__clear_days(void **state)
{
	assert_due(state, "ew-cpr-days", "2020-10-02", 14, "2020-10-16");
	/* CPR 2.8 (4): 3 and 6 April 2026 are Good Friday and Easter Monday. 7 to 10 April are days
	 * 1 to 4, Monday the 13th is day 5. */
	assert_due(state, "ew-cpr-days", "2026-04-02", 5, "2026-04-13");
	/* Of six days all count: Wednesday 8 April. */
	assert_due(state, "ew-cpr-days", "2026-04-02", 6, "2026-04-08");
	/* CPR 54.5 (5): six weeks from a Thursday end on a Thursday. */
	assert_due(state, "ew-jr-planning", "2026-01-01", 0, "2026-02-12");
	assert_due(state, "ew-jr-procurement", "2026-01-01", 0, "2026-01-31");
}

/*
 * September 2026 begins on a Tuesday. Art. 19 leaves out the 14th and the 16th. From the day after
 * the 1st: 2 3 4 | 7 8 9 10 11 | 15 17 18 | 21 22 23 24 are fifteen.
 */
static void mexico__working_days_across_september(void **state)
{
	assert_lines(state, "mx-amparo-15-days", "2026-09-01", 0,
		"1 September 2026 is the day of: the notification's taking effect by the law of "
		"the act, or the complainant's learning of the act; it does not count\n"
		"2 September 2026 to 4 September 2026: days 1 to 3\n"
		"5 September 2026 to 6 September 2026 do not count: weekend\n"
		"7 September 2026 to 11 September 2026: days 4 to 8\n"
		"12 September 2026 to 13 September 2026 do not count: weekend\n"
		"14 September 2026 does not count: Art. 19\n"
		"15 September 2026: day 9\n"
		"16 September 2026 does not count: Independence Day\n"
		"17 September 2026 to 18 September 2026: days 10 to 11\n"
		"19 September 2026 to 20 September 2026 do not count: weekend\n"
		"21 September 2026 to 24 September 2026: days 12 to 15\n"
		"24 September 2026 is a Thursday, a working day\n"
		"The last day is Thursday 24 September 2026\n"
		"Early warning on Saturday 19 September 2026, 5 days before\n");
	/*
	 * Art. 18: against a norm the day of its entry into force counts. 1 2 3 4 | 7 8 9 10 11 |
	 * 15 17 18 | 21 22 23 24 25 | 28 29 30 1 2 | 5 6 7 8 9 | 13 14 15 (12 October does not
	 * count).
	 */
	assert_due(state, "mx-amparo-30-days", "2026-09-01", 0, "2026-10-15");
	assert_due(state, "mx-amparo-30-days-act", "2026-08-31", 0, "2026-10-15");
	assert_due(state, "mx-amparo-7-years", "2020-02-29", 0, "2027-02-28");
}

static void compute__says_where_there_is_no_limit(void **state)
{
	struct deadline_count c;

	assert_int_equal(compute(state, "mx-amparo-any-time", "2026-09-01", 0, &c), ST_END);
	assert_string_equal(str_text(&c.lines), "The rule sets no last day.\n");
	assert_int_equal(c.due.year, 0);
	deadline_count_free(&c);
}

static void compute__never_guesses_a_year(void **state)
{
	assert_uncounted(state, "il-hcj-days", "2028-01-02", 10, ST_NOTFOUND, "IL-2028.conf");
	/* 31 December 2027 is a Friday; what comes after is not known. */
	assert_uncounted(state, "il-hcj-days", "2027-12-21", 10, ST_NOTFOUND, "IL-2028.conf");
	assert_uncounted(
		state, "mx-amparo-15-days", "2019-12-30", 0, ST_NOTFOUND, "MX-amparo-2019.conf");
	assert_due(state, "il-hcj-days", "2027-12-21", 9, "2027-12-30");
	/* What needs no calendar needs no year. */
	assert_due(state, "echr-4-months", "2049-09-30", 0, "2050-01-30");
}

static void compute__refuses_what_cannot_be_counted(void **state)
{
	assert_uncounted(state, "il-hcj-days", "2026-11-10", 0, ST_INVALID, "number of days");
	assert_uncounted(state, "echr-4-months", "2026-11-10", 30, ST_INVALID, "its own term");
	assert_uncounted(state, "echr-4-months", "2026-11", 0, ST_INVALID, "to the day");
	assert_uncounted(state, "echr-4-months", "2026-11-10~", 0, ST_INVALID, "to the day");
	assert_uncounted(state, "un-hrc-5-years", "9997-01-01", 0, ST_INVALID, "9999");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(echr__a_sunday_extends_nothing),
		cmocka_unit_test(echr__each_time_has_its_rule),
		cmocka_unit_test(months__end_with_the_month),
		cmocka_unit_test(israel__the_weekend_is_friday_and_saturday),
		cmocka_unit_test(israel__days_of_a_recess_can_be_left_out),
		cmocka_unit_test(england__christmas),
		cmocka_unit_test(england__says_what_nobody_verified),
		cmocka_unit_test(england__clear_days),
		cmocka_unit_test(england__counts_back_in_clear_days),
		cmocka_unit_test(england__skeletons_come_before_the_hearing),
		cmocka_unit_test(back__counts_working_days_and_weeks),
		cmocka_unit_test(mexico__working_days_across_september),
		cmocka_unit_test(compute__says_where_there_is_no_limit),
		cmocka_unit_test(compute__never_guesses_a_year),
		cmocka_unit_test(compute__refuses_what_cannot_be_counted),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
