#include "config.h"

#include "model/date_order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The day that the text is in this order; "" where it is refused. */
static void assert_day(const char *text, enum date_order order, const char *day)
{
	struct date d;
	char found[DATE_TEXT_MAX] = "";

	if (date_from_file(text, order, &d) == ST_OK)
		date_format(&d, found);
	if (strcmp(found, day) != 0)
		fail_msg("'%s' with %s is '%s', expected '%s'", text, date_order_name(order), found,
			day);
}

static void date_orders__tells_what_a_text_may_mean(void **state)
{
	static const struct {
		const char *text;
		unsigned orders;
	} texts[] = {
		{ "07/08/2020", DATE_DMY | DATE_MDY },
		{ "7-8-2020 10:42", DATE_DMY | DATE_MDY },
		{ "18/07/2020", DATE_DMY },
		{ "7/18/2020 9:42:00 PM", DATE_MDY },
		{ "7/18/20", DATE_MDY },
		{ "20/07/18", DATE_DMY | DATE_YMD },
		{ "10/11/12", DATE_DMY | DATE_MDY | DATE_YMD },
		{ "07/08/99", 0 },
		{ "7/7/2020", 0 },
		{ "2020/7/8", 0 },
		{ "8.7.2020", 0 },
		{ "8.7.20", DATE_DMY },
		{ "08.07.20", DATE_DMY | DATE_YMD },
		{ "13/13/2020", 0 },
		{ "31/02/2020", 0 },
		{ "07/08/2020 noon", 0 },
		{ "07/08-2020", 0 },
		{ "7/8/202", 0 },
		{ "7/8/20201", 0 },
		{ "18 Jul 2020", 0 },
		{ "", 0 },
		{ "7/8", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (date_orders(texts[i].text) != texts[i].orders)
			fail_msg("'%s': %u", texts[i].text, date_orders(texts[i].text));
}

static void date_from_file__reads_any_script(void **state)
{
	static const char *const texts[] = { "١٨/٠٧/٢٠٢٠", "۲۰۲۰-۰۷-۱۸", "１８／０７／２０２０",
		"\xE2\x80\x8F"
		"18/07/2020",
		"18\xE2\x80\x8E"
		"/\xE2\x80\x8E"
		"07\xE2\x80\x8E"
		"/\xE2\x80\x8E"
		"2020",
		"2020年7月18日", "2020年 7月 18日 10:42", "2020년 7월 18일",
		"18\xE2\x80\x93"
		"07\xE2\x80\x93"
		"2020",
		"18 juillet 2020", "18. Juli 2020", "18 de julho de 2020", "18 luglio 2020",
		"18 يوليو 2020", "18 ביולי 2020" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_day(texts[i], DATE_DMY, "2020-07-18");
}

static void date_from_file__reads_the_clocks_of_forms(void **state)
{
	static const char *const texts[] = { "18/07/2020 1:30:00 p. m.", "18/7/2020 01:30 p.m.",
		"2020/07/18 1:30:00 p. m. GMT-5", "2020/07/18 1:30:00 PM EET",
		"2020/07/18 1:30:00 PM OESZ", "2020/7/18 下午 1:30:00",
		"2020/07/18 1:30:00 오후 GMT+9", "2020/07/18 1:30:00 אחה״צ GMT+3",
		"7/18/2020 1:30:00\xE2\x80\xAF"
		"PM",
		"2020-07-18\xC2\xA0"
		"10:42",
		"July 18, 2020 at 10:42 AM", "18 juillet 2020 à 10:42" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_day(texts[i], DATE_ORDER_NONE,
			strncmp(texts[i], "18/", 3) && strncmp(texts[i], "7/", 2) ? "2020-07-18"
										  : "");
	assert_day("2020-07-18 10:42 and more", DATE_ORDER_NONE, "");
	assert_day("2020-07-18 10:42 amen", DATE_ORDER_NONE, "");
	assert_day("2020-07-18 atten 10:42", DATE_ORDER_NONE, "");
}

static void date_from_file__asks_which_short_number_is_the_year(void **state)
{
	(void)state;
	assert_int_equal(date_orders("18-Jul-20"), DATE_DMY | DATE_YMD);
	assert_int_equal(date_orders("31-Jul-20"), DATE_DMY);
	assert_int_equal(date_orders("18-Jul-2020"), 0);
	assert_day("18-Jul-20", DATE_ORDER_NONE, "");
	assert_day("18-Jul-20", DATE_DMY, "2020-07-18");
	assert_day("Jul 18, 20", DATE_MDY, "2020-07-18");
	assert_day("20-Jul-18", DATE_YMD, "2020-07-18");
	assert_day("18-Jul-99", DATE_DMY, "");
	assert_day("18-Jul-20-21", DATE_DMY, "");
}

static void date_from_file__reads_numbers_in_the_order_that_is_known(void **state)
{
	(void)state;
	assert_day("07/08/2020", DATE_ORDER_NONE, "");
	assert_day("07/08/2020", DATE_DMY, "2020-08-07");
	assert_day("07/08/2020", DATE_MDY, "2020-07-08");
	assert_day("07/08/2020", DATE_YMD, "");
	assert_day("18/07/2020", DATE_ORDER_NONE, "");
	assert_day("18/07/2020", DATE_MDY, "");
	assert_day("7/18/2020 9:42:00", DATE_MDY, "2020-07-18");
	assert_day("7/18/20 10:42 PM", DATE_MDY, "2020-07-18");
	assert_day("20/07/18", DATE_YMD, "2020-07-18");
	assert_day("07/08/99", DATE_DMY, "");
	assert_day("29/02/2021", DATE_DMY, "");
}

static void date_from_file__needs_no_order_where_there_is_one_reading(void **state)
{
	(void)state;
	assert_day("2020-07-18 10:42:00 UTC", DATE_ORDER_NONE, "2020-07-18");
	assert_day("2020-07-18T23:42:00+09:00", DATE_MDY, "2020-07-18");
	assert_day("2020/7/8 9:05", DATE_DMY, "2020-07-08");
	assert_day("2020-7-8", DATE_ORDER_NONE, "2020-07-08");
	assert_day("7/7/2020", DATE_ORDER_NONE, "2020-07-07");
	assert_day("8.7.2020", DATE_MDY, "2020-07-08");
	assert_day("2020-07", DATE_MDY, "2020-07");
}

static void date_from_file__reads_the_names_of_months(void **state)
{
	static const char *const texts[] = { "18 Jul 2020", "July 18, 2020",
		"Jul 18, 2020 10:42 AM", "18-Jul-2020", "Saturday, July 18th, 2020",
		"18 de julio de 2020", "Sat Jul 18 2020 10:42:00 GMT+0300 (Israel Daylight Time)",
		"2020 Jul 18", "18 ביולי 2020", "18 July 2020, 10:42", NULL };
	static const char *const not [] = { "Jul 2020", "31 Feb 2020", "today", "+30d",
		"18 Jul 2020 at ten", "18 Juk 2020", "Jul 18", "18 Jul 2020 Jul", "about July 2020",
		"0 Jul 2020", NULL };

	(void)state;
	for (size_t i = 0; texts[i]; i++)
		assert_day(texts[i], DATE_ORDER_NONE, "2020-07-18");
	for (size_t i = 0; not [i]; i++)
		assert_day(not [i], DATE_DMY, "");
}

static void date_order_find__knows_its_names(void **state)
{
	(void)state;
	assert_int_equal(date_order_find("DMY"), DATE_DMY);
	assert_int_equal(date_order_find("mdy"), DATE_MDY);
	assert_int_equal(date_order_find("ymd"), DATE_YMD);
	assert_int_equal(date_order_find("ydm"), DATE_ORDER_NONE);
	assert_int_equal(date_order_find(""), DATE_ORDER_NONE);
	assert_string_equal(date_order_name(DATE_ORDER_NONE), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date_orders__tells_what_a_text_may_mean),
		cmocka_unit_test(date_from_file__reads_any_script),
		cmocka_unit_test(date_from_file__reads_the_clocks_of_forms),
		cmocka_unit_test(date_from_file__asks_which_short_number_is_the_year),
		cmocka_unit_test(date_from_file__reads_numbers_in_the_order_that_is_known),
		cmocka_unit_test(date_from_file__needs_no_order_where_there_is_one_reading),
		cmocka_unit_test(date_from_file__reads_the_names_of_months),
		cmocka_unit_test(date_order_find__knows_its_names),
	};

	setenv("AMPARO_TODAY", "2026-11-20", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
