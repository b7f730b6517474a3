#include "config.h"

#include "tui/month.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static long day(int year, int month, int number)
{
	struct date d = { year, month, number, DATE_SURE };

	return date_to_days(&d);
}

static void month_of__begins_its_weeks_on_monday(void **state)
{
	static const struct {
		int year, month, days, lead, weeks;
	} of[] = {
		{ 2026, 11, 30, 6, 6 }, /* its first is a Sunday */
		{ 2026, 6, 30, 0, 5 },
		{ 2021, 2, 28, 0, 4 }, /* four whole weeks */
		{ 2024, 2, 29, 3, 5 }, /* a leap year */
		{ 1900, 2, 28, 3, 5 }, /* no leap year */
		{ 2000, 2, 29, 1, 5 }, /* a leap year again */
		{ 2025, 12, 31, 0, 5 },
		{ 2026, 1, 31, 3, 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		struct month m = month_of(day(of[i].year, of[i].month, 15));

		assert_int_equal(m.year, of[i].year);
		assert_int_equal(m.month, of[i].month);
		assert_int_equal(m.days, of[i].days);
		assert_int_equal(m.lead, of[i].lead);
		assert_int_equal(m.weeks, of[i].weeks);
		assert_int_equal(m.first, day(of[i].year, of[i].month, 1));
	}
}

static void month_day__has_each_day_once(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++) {
		struct month m = month_of(day(2024, month, 1));
		int next = 1;

		for (int week = 0; week < m.weeks; week++)
			for (int w = 0; w < 7; w++) {
				int number = month_day(&m, week, w);
				struct date d = { 2024, month, number, DATE_SURE };

				if (!number)
					continue;
				assert_int_equal(number, next++);
				assert_int_equal(date_weekday(&d), w + 1);
				assert_int_equal(month_week(&m, number), week);
			}
		assert_int_equal(next, m.days + 1);
	}
}

static void month_step__goes_over_the_end_of_a_year(void **state)
{
	(void)state;
	assert_int_equal(month_step(day(2026, 12, 31), 1), day(2027, 1, 31));
	assert_int_equal(month_step(day(2026, 1, 31), 1), day(2026, 2, 28));
	assert_int_equal(month_step(day(2026, 1, 15), -1), day(2025, 12, 15));
	assert_int_equal(month_step(day(2024, 2, 29), 12), day(2025, 2, 28));
	assert_int_equal(month_step(day(9999, 12, 1), 1), day(9999, 12, 1));
	assert_int_equal(month_step(day(1, 1, 1), -1), day(1, 1, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(month_of__begins_its_weeks_on_monday),
		cmocka_unit_test(month_day__has_each_day_once),
		cmocka_unit_test(month_step__goes_over_the_end_of_a_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
