#include "config.h"

#include "tui/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void chart_eighths__never_shows_somebody_as_nobody(void **state)
{
	(void)state;
	assert_int_equal(chart_eighths(0, 1000000, 10), 0);
	assert_int_equal(chart_eighths(1, 1000000, 10), 1);
	assert_int_equal(chart_eighths(999999, 1000000, 10), 79);
	assert_int_equal(chart_eighths(1000000, 1000000, 10), 80);
	assert_int_equal(chart_eighths(2000000, 1000000, 10), 80);
	assert_int_equal(chart_eighths(1, 2, 10), 40);
	assert_int_equal(chart_eighths(1, 3, 1), 3);
}

static void chart_eighths__of_nothing_are_none(void **state)
{
	(void)state;
	assert_int_equal(chart_eighths(5, 0, 10), 0);
	assert_int_equal(chart_eighths(-1, 10, 10), 0);
	assert_int_equal(chart_eighths(5, 10, 0), 0);
	assert_int_equal(chart_eighths(5, 10, -3), 0);
}

static void chart_scale__is_round_and_not_below(void **state)
{
	static const int64_t of[][2] = { { 0, 1 }, { 1, 1 }, { 2, 2 }, { 3, 5 }, { 6, 10 },
		{ 12, 20 }, { 21, 25 }, { 26, 50 }, { 99, 100 }, { 100, 100 }, { 101, 200 },
		{ 35212, 50000 }, { 1000001, 2000000 }, { INT64_MAX, INT64_MAX } };

	(void)state;
	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++)
		assert_int_equal(chart_scale(of[i][0]), of[i][1]);
}

static void assert_spark(const int64_t *numbers, size_t n, const char *wanted)
{
	struct str out = STR_INIT;

	chart_spark(numbers, n, &out);
	assert_string_equal(str_text(&out), wanted);
	str_free(&out);
}

static void chart_spark__is_as_high_as_its_largest(void **state)
{
	static const int64_t none[] = { 0, 0, 0 }, some[] = { 0, 1, 10000, 5000, 0 },
			     same[] = { 3, 3 };

	(void)state;
	assert_spark(none, 3, "▁▁▁");
	assert_spark(some, 5, "▁▂█▅▁");
	assert_spark(same, 2, "██");
	assert_spark(same, 0, "");
}

static void chart_share__rounds_to_neither_end(void **state)
{
	static const struct {
		int64_t n, of;
		const char *text;
	} of[] = { { 0, 10, "0.0%" }, { 1, 1000000, "<0.1%" }, { 1, 3, "33.3%" }, { 2, 3, "66.7%" },
		{ 999999, 1000000, ">99.9%" }, { 10, 10, "100.0%" }, { 0, 0, "0.0%" } };

	(void)state;
	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		struct str out = STR_INIT;

		chart_share(of[i].n, of[i].of, &out);
		assert_string_equal(str_text(&out), of[i].text);
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chart_eighths__never_shows_somebody_as_nobody),
		cmocka_unit_test(chart_eighths__of_nothing_are_none),
		cmocka_unit_test(chart_scale__is_round_and_not_below),
		cmocka_unit_test(chart_spark__is_as_high_as_its_largest),
		cmocka_unit_test(chart_share__rounds_to_neither_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
