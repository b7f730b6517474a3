#include "config.h"

#include "model/deadline_rule.h"

#include <unicode/ucal.h>

#include "model/deadline_days.h"
#include "tests/unit/model_help.h"

/* The readers, and the calendars that ship: computed a second time, in another way. */

#define FIRST 2020
#define LAST 2027

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

static void data__that_ships_is_whole(void **state)
{
	static const char *const ids[] = { "IL", "EW", "MX", "MX-amparo" };
	const struct deadline_data *data = *state;

	assert_string_equal(str_text(&data->problems), "");
	assert_true(data->n_rules >= 15);
	for (int year = FIRST; year <= LAST; year++)
		for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
			assert_non_null(deadline_calendar_find(data, ids[i], year));
	for (size_t i = 0; i < data->n_rules; i++) {
		assert_non_null(data->rules[i].source);
		if (data->rules[i].calendar)
			assert_non_null(
				deadline_calendar_find(data, data->rules[i].calendar, LAST));
	}
}

/* ---- Israel, by ICU's Hebrew calendar ---- */

static UCalendar *hebrew_at(long day)
{
	static const UChar utc[] = { 'U', 'T', 'C', 0 };
	UErrorCode error = U_ZERO_ERROR;
	UCalendar *cal = ucal_open(utc, -1, "he_IL@calendar=hebrew", UCAL_TRADITIONAL, &error);

	ucal_setMillis(cal, (double)day * 86400000.0, &error);
	assert_true(U_SUCCESS(error));
	return cal;
}

/* ICU counts months from Tishrei, 0; Adar I, 5, is passed over where there is none. */
enum { TISHREI = 0, NISAN = 7, IYAR = 8, SIVAN = 9 };

static void hebrew(long day, int *month, int *of_month)
{
	UErrorCode error = U_ZERO_ERROR;
	UCalendar *cal = hebrew_at(day);

	*month = ucal_get(cal, UCAL_MONTH, &error);
	*of_month = ucal_get(cal, UCAL_DATE, &error);
	assert_true(U_SUCCESS(error));
	ucal_close(cal);
}

/* 5 Iyar; on a Friday or Saturday the Thursday before, on a Monday the Tuesday. */
static bool is_independence_day(long day)
{
	for (long fifth = day - 2; fifth <= day + 3; fifth++) {
		struct date d = date_from_days(fifth);
		int weekday = date_weekday(&d);
		int month, of_month;

		hebrew(fifth, &month, &of_month);
		if (month != IYAR || of_month != 5)
			continue;
		return day == fifth + (weekday == 1          ? 1
					      : weekday == 5 ? -1
					      : weekday == 6 ? -2
							     : 0);
	}
	return false;
}

static bool is_rest_day(long day)
{
	int month, d;

	hebrew(day, &month, &d);
	if (month == TISHREI && (d == 1 || d == 2 || d == 10 || d == 15 || d == 22))
		return true;
	if (month == NISAN && (d == 15 || d == 21))
		return true;
	return (month == SIVAN && d == 6) || is_independence_day(day);
}

static bool is_recess(long day)
{
	struct date d = date_from_days(day);
	int month, of_month;

	hebrew(day, &month, &of_month);
	if ((month == TISHREI && of_month >= 14 && of_month <= 22) ||
		(month == NISAN && of_month >= 14 && of_month <= 21))
		return true;
	if (d.year == 2020 && (d.month == 7 || (d.month == 8 && d.day < 11)))
		return false; /* it was shortened */
	return (d.month == 7 && d.day >= 21) || d.month == 8 || (d.month == 9 && d.day <= 5);
}

static void israel__is_as_the_hebrew_calendar_has_it(void **state)
{
	struct date first = { FIRST, 1, 1, DATE_SURE }, last = { LAST, 12, 31, DATE_SURE };

	for (long day = date_to_days(&first); day <= date_to_days(&last); day++) {
		struct date d = date_from_days(day);
		bool weekend = date_weekday(&d) == 5 || date_weekday(&d) == 6;
		struct day_is is;
		bool recess;

		assert_int_equal(deadline_day(*state, "IL", day, &is), ST_OK);
		recess = is.recess != NULL;
		if (is.kind == DAY_HOLIDAY && !strcmp(is.name, "Election day"))
			continue;
		if ((is.kind == DAY_HOLIDAY) != is_rest_day(day) ||
			(is.kind == DAY_WEEKEND) != (weekend && !is_rest_day(day)) ||
			recess != is_recess(day))
			fail_msg("%04d-%02d-%02d is %d %s", d.year, d.month, d.day, (int)is.kind,
				is.name ? is.name : "");
	}
}

/* ---- England ---- */

/* J. Meeus, Astronomical Algorithms, chapter 8. */
static long easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	struct date d = { year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1,
		DATE_SURE };

	return date_to_days(&d);
}

static bool is_holiday(void **state, const char *id, long day)
{
	struct day_is is;

	assert_int_equal(deadline_day(*state, id, day, &is), ST_OK);
	return is.kind == DAY_HOLIDAY;
}

static void england__has_its_bank_holidays(void **state)
{
	for (int year = FIRST; year <= LAST; year++) {
		const struct deadline_calendar *c = deadline_calendar_find(*state, "EW", year);
		size_t more = year == 2022 ? 2 : year == 2023 ? 1 : 0;

		assert_int_equal(c->n_spans, 8 + more);
		assert_true(is_holiday(state, "EW", easter(year) - 2));
		assert_true(is_holiday(state, "EW", easter(year) + 1));
		for (size_t i = 0; i < c->n_spans; i++) {
			struct date d = date_from_days(c->spans[i].first);

			assert_true(date_weekday(&d) <= 5);
			if (strstr(c->spans[i].name, "Summer"))
				assert_true(d.month == 8 && d.day > 24 && date_weekday(&d) == 1);
			if (strstr(c->spans[i].name, "Early May") && year != 2020)
				assert_true(d.month == 5 && d.day <= 7 && date_weekday(&d) == 1);
		}
	}
}

static void mexico__has_two_calendars(void **state)
{
	struct date d = { 2026, 9, 14, DATE_SURE };

	assert_true(is_holiday(state, "MX-amparo", date_to_days(&d)));
	assert_false(is_holiday(state, "MX", date_to_days(&d)));
	d = (struct date){ 2026, 2, 2, DATE_SURE }; /* the first Monday in February */
	assert_false(is_holiday(state, "MX-amparo", date_to_days(&d)));
	assert_true(is_holiday(state, "MX", date_to_days(&d)));
}

/* ---- reading ---- */

#define HEAD "rule x\nname N\nbody B\nlaw L\nevent E\n"

static void assert_rule(const char *text, const char *problem)
{
	struct deadline_data data = { .n_rules = 0 };

	deadline_data_text(&data, "x.conf", text, strlen(text), false);
	if (!strstr(str_text(&data.problems), problem))
		fail_msg("\"%s\" does not say \"%s\"", str_text(&data.problems), problem);
	assert_int_equal(data.n_rules, *problem ? 0 : 1);
	assert_true(*problem || !data.problems.len);
	deadline_data_free(&data);
}

static void read__uses_no_half_of_a_rule(void **state)
{
	(void)state;
	assert_rule(HEAD "term 4 months\n", "");
	assert_rule(HEAD "term 1 year\nverified 2026-11-21\nwarn 3\nnote a\nnote b\n", "");
	assert_rule(HEAD, "has no line 'term'");
	assert_rule("rule x\nterm 4 months\n", "has no line 'name'");
	assert_rule(HEAD "term 4 moons\n", "x.conf:6: term: 'moons'");
	assert_rule(HEAD "term 0 days\n", "'0'");
	assert_rule(HEAD "term 4 working hours\n", "'hours'");
	assert_rule(HEAD "term given months\n", "'given'");
	assert_rule(HEAD "term 5 days\nlast-day next-working-day\n", "has no line 'calendar'");
	assert_rule(HEAD "term 5 working days\n", "has no line 'calendar'");
	assert_rule(HEAD "term 5 months\nrecess skipped\ncalendar IL\n", "days of months");
	assert_rule(HEAD "term 5 days\nlast-day tomorrow\n", "'tomorrow'");
	assert_rule(HEAD "term 5 days\nverified yes\n", "'yes' is no day");
	assert_rule(HEAD "term 5 days\nlaws M\n", "a rule has no 'laws'");
	assert_rule(HEAD "term 5 days\nlaw M\n", "twice");
	assert_rule("name N\n", "comes first");
	assert_rule(HEAD "term 5 days before\nclear-days yes\n", "");
	assert_rule(HEAD "term 5 days ago\n", "'ago'");
	assert_rule(HEAD "term 2 months before\n", "'before'");
	assert_rule(HEAD "term 5 days before\nlast-day next-working-day\ncalendar IL\n",
		"nearer to the event");
	assert_rule(HEAD "term 5 days\nclear-days yes\n", "does not count back");
	assert_rule(HEAD "term 5 days before\nclear-days perhaps\n", "'perhaps'");
}

static void assert_calendar(const char *text, const char *problem)
{
	struct deadline_data data = { .n_rules = 0 };

	deadline_data_text(&data, "IL-2028.conf", text, strlen(text), true);
	if (!strstr(str_text(&data.problems), problem))
		fail_msg("\"%s\" does not say \"%s\"", str_text(&data.problems), problem);
	assert_int_equal(data.n_calendars, *problem ? 0 : 1);
	deadline_data_free(&data);
}

static void read__uses_no_half_of_a_calendar(void **state)
{
	(void)state;
	assert_calendar("calendar IL 2028\nweekend fri sat\nholiday 2028-04-11 Passover\n", "");
	assert_calendar("calendar IL 2028\nholiday 2028-04-11 Passover\n", "weekend");
	assert_calendar("calendar IL\nweekend fri\n", "country and year");
	assert_calendar("calendar IL 2028\nweekend friday\n", "'friday'");
	assert_calendar("calendar IL 2028\nweekend fri\nholiday 2027-04-11 P\n", "not in 2028");
	assert_calendar("calendar IL 2028\nweekend fri\nholiday 2028-02-30 P\n", "is no day");
	assert_calendar("calendar IL 2028\nweekend fri\nholiday 2028-04-11\n", "nothing stands");
	assert_calendar(
		"calendar IL 2028\nweekend fri\nrecess 2028-04-11 2028-04-10 P\n", "not in 2028");
}

static void read__takes_the_later_of_two(void **state)
{
	static const char text[] = HEAD "term 4 months\n" HEAD "term 2 months\n";
	struct deadline_data data = { .n_rules = 0 };

	(void)state;
	deadline_data_text(&data, "x.conf", text, strlen(text), false);
	assert_int_equal(data.n_rules, 1);
	assert_int_equal(deadline_rule_find(&data, "x")->n, 2);
	deadline_data_free(&data);
}

static void term__in_words(void **state)
{
	struct str out = STR_INIT;

	deadline_rule_term(deadline_rule_find(*state, "echr-4-months"), 0, &out);
	str_add_c(&out, '|');
	deadline_rule_term(deadline_rule_find(*state, "mx-amparo-15-days"), 0, &out);
	str_add_c(&out, '|');
	deadline_rule_term(deadline_rule_find(*state, "il-hcj-days"), 0, &out);
	str_add_c(&out, '|');
	deadline_rule_term(deadline_rule_find(*state, "il-hcj-days"), 1, &out);
	str_add_c(&out, '|');
	deadline_rule_term(deadline_rule_find(*state, "mx-amparo-any-time"), 0, &out);
	str_add_c(&out, '|');
	deadline_rule_term(deadline_rule_find(*state, "ew-jr-skeleton-claimant"), 0, &out);
	assert_string_equal(str_text(&out),
		"4 months|15 working days|as many days as are set|1 day|no limit|21 days before, "
		"clear of both days");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(data__that_ships_is_whole),
		cmocka_unit_test(israel__is_as_the_hebrew_calendar_has_it),
		cmocka_unit_test(england__has_its_bank_holidays),
		cmocka_unit_test(mexico__has_two_calendars),
		cmocka_unit_test(read__uses_no_half_of_a_rule),
		cmocka_unit_test(read__uses_no_half_of_a_calendar),
		cmocka_unit_test(read__takes_the_later_of_two),
		cmocka_unit_test(term__in_words),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
