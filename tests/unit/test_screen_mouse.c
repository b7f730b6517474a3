#include "config.h"

#include "tui/screen_mouse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Plays the bytes behind a report's beginning; true when they made an event. */
static bool play_sgr(struct screen_mouse *m, const char *bytes, int64_t now, struct event *e)
{
	bool made = false;

	screen_mouse_begin(m, true);
	while (*bytes && m->report && !made)
		made = screen_mouse_byte(m, (unsigned char)*bytes++, now, e);
	return made && !*bytes;
}

static void screen_mouse__reads_press_drag_and_release(void **state)
{
	struct screen_mouse m = { 0 };
	struct event e;

	(void)state;
	assert_true(play_sgr(&m, "0;7;3M", 1000, &e));
	assert_int_equal(e.type, EVENT_MOUSE);
	assert_int_equal(e.mouse, MOUSE_PRESS);
	assert_int_equal(e.button, 1);
	assert_int_equal(e.x, 6);
	assert_int_equal(e.y, 2);
	assert_true(play_sgr(&m, "32;9;3M", 1001, &e));
	assert_int_equal(e.mouse, MOUSE_DRAG);
	assert_int_equal(e.x, 8);
	assert_true(play_sgr(&m, "0;9;3m", 1002, &e));
	assert_int_equal(e.mouse, MOUSE_RELEASE);
	assert_int_equal(m.report, REPORT_NONE);
}

static void screen_mouse__knows_buttons_modifiers_and_the_wheel(void **state)
{
	struct screen_mouse m = { 0 };
	struct event e;

	(void)state;
	assert_true(play_sgr(&m, "2;1;1M", 0, &e) && e.button == 3 && !e.control);
	assert_true(play_sgr(&m, "16;1;1M", 0, &e) && e.button == 1 && e.control);
	assert_true(play_sgr(&m, "12;1;1M", 0, &e) && e.shift && e.alt && !e.control);
	assert_true(play_sgr(&m, "64;1;1M", 0, &e) && e.mouse == MOUSE_WHEEL_UP);
	assert_true(play_sgr(&m, "65;1;1M", 0, &e) && e.mouse == MOUSE_WHEEL_DOWN);
	/* Sideways, moving without a button, buttons of a gamer's mouse: nothing. */
	assert_false(play_sgr(&m, "66;1;1M", 0, &e));
	assert_false(play_sgr(&m, "35;1;1M", 0, &e));
	assert_false(play_sgr(&m, "128;1;1M", 0, &e));
}

static void screen_mouse__makes_two_clicks_one(void **state)
{
	struct screen_mouse m = { 0 };
	struct event e;

	(void)state;
	assert_true(play_sgr(&m, "0;7;3M", 1000, &e) && e.mouse == MOUSE_PRESS);
	assert_true(play_sgr(&m, "0;7;3M", 1100, &e) && e.mouse == MOUSE_DOUBLE);
	assert_true(play_sgr(&m, "0;7;3M", 1200, &e) && e.mouse == MOUSE_PRESS);
	assert_true(play_sgr(&m, "0;8;3M", 1300, &e) && e.mouse == MOUSE_PRESS);
	assert_true(play_sgr(&m, "0;8;3M", 9000, &e) && e.mouse == MOUSE_PRESS);
}

static void screen_mouse__lets_go_of_what_is_no_report(void **state)
{
	static const char *const none[] = { "M", "0;7M", "0;7;M", ";7;3M", "0;7;3;1M", "0;0;3M",
		"x", "0;7;3\033" };
	struct screen_mouse m = { 0 };
	struct event e;

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		assert_false(play_sgr(&m, none[i], 0, &e));
		assert_int_equal(m.report, REPORT_NONE);
	}
	assert_true(play_sgr(&m, "0;99999999999;3M", 0, &e));
	assert_true(e.x < 10000);
}

static void screen_mouse__reads_old_reports(void **state)
{
	static const int press[] = { ' ' + 0, ' ' + 200, ' ' + 3 };
	static const int release[] = { ' ' + 3, ' ' + 200, ' ' + 3 };
	struct screen_mouse m = { 0 };
	struct event e;

	(void)state;
	screen_mouse_begin(&m, false);
	assert_false(screen_mouse_byte(&m, press[0], 0, &e));
	assert_false(screen_mouse_byte(&m, press[1], 0, &e));
	assert_true(screen_mouse_byte(&m, press[2], 0, &e));
	assert_true(e.mouse == MOUSE_PRESS && e.x == 199 && e.y == 2);
	screen_mouse_begin(&m, false);
	screen_mouse_byte(&m, release[0], 0, &e);
	screen_mouse_byte(&m, release[1], 0, &e);
	assert_true(screen_mouse_byte(&m, release[2], 0, &e));
	assert_true(e.mouse == MOUSE_RELEASE && e.button == 1);
	screen_mouse_begin(&m, false);
	assert_false(screen_mouse_byte(&m, '\033', 0, &e));
	assert_int_equal(m.report, REPORT_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screen_mouse__reads_press_drag_and_release),
		cmocka_unit_test(screen_mouse__knows_buttons_modifiers_and_the_wheel),
		cmocka_unit_test(screen_mouse__makes_two_clicks_one),
		cmocka_unit_test(screen_mouse__lets_go_of_what_is_no_report),
		cmocka_unit_test(screen_mouse__reads_old_reports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
