#include "config.h"

#include "tui/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/date.h"
#include "model/str.h"

static struct chronology_mark mark(enum entity_id entity, const char *text)
{
	struct chronology_mark m = { .id = 1, .entity = (uint8_t)entity };
	struct date d, first;

	assert_int_equal(date_parse(text, &d), ST_OK);
	first = date_first(&d);
	m.day = (int32_t)date_to_days(&first);
	m.known = d.day ? KNOWN_DAY : d.month ? KNOWN_MONTH : KNOWN_YEAR;
	m.doubt = (uint8_t)d.doubt;
	return m;
}

static long day(const char *text)
{
	return mark(ENTITY_EVENT, text).day;
}

/* A letter a line: Y year, M month, e mark, s3 a span of three, g14 a gap, T today. */
static void assert_lines(const char *const *dates, size_t n, enum zoom zoom, unsigned groups,
	const char *today, const char *wanted)
{
	struct chronology_mark marks[16];
	struct timeline t = { .n = 0 };
	struct str got = STR_INIT;

	for (size_t i = 0; i < n; i++)
		marks[i] = mark(i % 2 ? ENTITY_RULING : ENTITY_EVENT, dates[i]);
	timeline_lay(&t, marks, n, groups, zoom, day(today));
	for (size_t i = 0; i < t.n; i++) {
		const struct timeline_row *row = &t.rows[i];

		str_addf(&got, "%s%c", i ? " " : "", "YMesgT"[row->kind]);
		if (row->kind == TIMELINE_SPAN || row->kind == TIMELINE_GAP ||
			(row->kind == TIMELINE_YEAR && row->n > 0))
			str_addf(&got, "%d", (int)row->n);
	}
	assert_string_equal(str_text(&got), wanted);
	str_free(&got);
	timeline_free(&t);
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const usual[] = { "2016", "2016-03-05", "2016-03-09", "2017-06", "2017-06-01",
	"2026-11-19", "2026-11-21", "2027-02-01" };

static void timeline_lay__has_headings_gaps_and_today(void **state)
{
	(void)state;
	assert_lines(usual, COUNT(usual), ZOOM_DAY, ALL_GROUPS, "2026-11-20",
		"Y e M e e g5 Y M e e g112 Y M e T Y M e g2 Y M e");
}

static void timeline_lay__counts_from_further_away(void **state)
{
	(void)state;
	assert_lines(usual, COUNT(usual), ZOOM_MONTH, ALL_GROUPS, "2026-11-20",
		"Y1 s0 s0 s2 g14 Y s2 g112 Y s2 T s0 Y s0 s1");
	assert_lines(usual, COUNT(usual), ZOOM_YEAR, ALL_GROUPS, "2026-11-20", "s3 s2 g8 s2 T s1");
}

static void timeline_lay__leaves_out_what_is_not_wanted(void **state)
{
	(void)state;
	assert_lines(usual, COUNT(usual), ZOOM_DAY, 1u << GROUP_RULING, "2026-11-20",
		"Y M e g14 Y M e g112 Y M e T g2 Y M e");
}

static void timeline_lay__puts_today_last_when_nothing_comes(void **state)
{
	static const char *const past[] = { "2026-10-01", "2026-11-20" };

	(void)state;
	assert_lines(past, 2, ZOOM_DAY, ALL_GROUPS, "2026-11-20", "Y M e M e T");
	assert_lines(past, 0, ZOOM_DAY, ALL_GROUPS, "2026-11-20", "");
}

static void timeline_find__is_the_nearest(void **state)
{
	struct chronology_mark marks[COUNT(usual)];
	struct timeline t = { .n = 0 };
	size_t row;

	(void)state;
	for (size_t i = 0; i < COUNT(usual); i++)
		marks[i] = mark(ENTITY_EVENT, usual[i]);
	timeline_lay(&t, marks, COUNT(usual), ALL_GROUPS, ZOOM_DAY, day("2026-11-20"));
	row = timeline_find(&t, marks, ZOOM_DAY, day("2017-12-31"));
	assert_int_equal(t.rows[row].mark, 3);
	row = timeline_find(&t, marks, ZOOM_DAY, day("2030-01-01"));
	assert_int_equal(t.rows[row].mark, 7);
	timeline_lay(&t, marks, COUNT(usual), ALL_GROUPS, ZOOM_YEAR, day("2026-11-20"));
	row = timeline_find(&t, marks, ZOOM_YEAR, day("2026-12-31"));
	assert_int_equal(t.rows[row].place, 2026);
	timeline_free(&t);
	assert_int_equal(timeline_find(&t, marks, ZOOM_DAY, 0), 0);
}

static void timeline_when__shows_how_exact_it_is(void **state)
{
	static const struct {
		const char *date, *when, *sign;
	} of[] = { { "2020-04-17", "Fri 17", "●" }, { "2020-04-17~", "about Fri 17", "◌" },
		{ "2020-04-17?", "Fri 17 ?", "◌" }, { "2020-04", "in Apr", "○" },
		{ "2020-04~", "about Apr", "◌" }, { "2020", "in 2020", "○" },
		{ "2020%", "about 2020 ?", "◌" }, { "2020-04?", "Apr ?", "◌" } };

	(void)state;
	for (size_t i = 0; i < COUNT(of); i++) {
		struct chronology_mark m = mark(ENTITY_EVENT, of[i].date);
		struct str when = STR_INIT;

		timeline_when(&m, &when);
		assert_string_equal(str_text(&when), of[i].when);
		assert_string_equal(timeline_sign(&m), of[i].sign);
		str_free(&when);
	}
}

static void timeline_word__names_the_field_where_there_are_several(void **state)
{
	struct chronology_mark m = mark(ENTITY_PETITION, "2020");
	struct str word = STR_INIT;

	(void)state;
	m.field = (uint8_t)entity_field(entity_get(ENTITY_PETITION), "filed");
	timeline_word(&m, &word);
	assert_string_equal(str_text(&word), "petition filed");
	str_clear(&word);
	m = mark(ENTITY_RULING, "2020");
	timeline_word(&m, &word);
	assert_string_equal(str_text(&word), "ruling");
	str_free(&word);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(timeline_lay__has_headings_gaps_and_today),
		cmocka_unit_test(timeline_lay__counts_from_further_away),
		cmocka_unit_test(timeline_lay__leaves_out_what_is_not_wanted),
		cmocka_unit_test(timeline_lay__puts_today_last_when_nothing_comes),
		cmocka_unit_test(timeline_find__is_the_nearest),
		cmocka_unit_test(timeline_when__shows_how_exact_it_is),
		cmocka_unit_test(timeline_word__names_the_field_where_there_are_several),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
