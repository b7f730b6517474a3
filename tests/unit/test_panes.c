#include "config.h"

#include "tui/panes.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void panes_read__reads_what_panes_write_writes(void **state)
{
	const struct panes panes = {
		.nav = 1834, .side = 4002, .nav_shown = PANE_HIDDEN, .side_hidden = true
	};
	struct str text = STR_INIT;
	struct panes again;

	(void)state;
	panes_write(&panes, &text);
	panes_read(&again, str_text(&text));
	assert_int_equal(again.nav, panes.nav);
	assert_int_equal(again.side, panes.side);
	assert_int_equal(again.nav_shown, PANE_HIDDEN);
	assert_true(again.side_hidden);
	assert_false(again.changed);
	str_free(&text);
}

static void panes_read__leaves_the_usual_for_what_is_damaged(void **state)
{
	static const char *const damaged[] = { "", "cases", "cases=", "cases=-5", "cases=10000",
		"cases=99999999999999999999", "cases=12x", "record=0", "\x01\xff", "cases =5",
		"hidden" };

	(void)state;
	for (size_t i = 0; i < sizeof(damaged) / sizeof(*damaged); i++) {
		struct panes panes = { .nav = 7, .side = 7, .side_hidden = true, .changed = true };

		panes_read(&panes, damaged[i]);
		assert_int_equal(panes.nav, 0);
		assert_int_equal(panes.side, 0);
		assert_int_equal(panes.nav_shown, PANE_USUAL);
		assert_false(panes.side_hidden);
		assert_false(panes.changed);
	}
}

static void panes_read__keeps_what_is_good_beside_what_is_not(void **state)
{
	struct panes panes;

	(void)state;
	panes_read(&panes, "cases=x later=3 record=2500 cases-shown");
	assert_int_equal(panes.nav, 0);
	assert_int_equal(panes.side, 2500);
	assert_int_equal(panes.nav_shown, PANE_SHOWN);
}

/* A border goes to the very column that it was moved to, on any screen. */
static void panes_set__gives_back_the_width_that_was_set(void **state)
{
	(void)state;
	for (int cols = 120; cols <= 400; cols++) {
		for (int width = 30; width <= 45; width++) {
			struct panes panes = { 0 };

			panes_set_nav(&panes, cols, width);
			panes_set_side(&panes, cols, width);
			assert_true(panes.changed);
			assert_int_equal(panes_nav_width(&panes, cols, 0), width);
			assert_int_equal(panes_side_width(&panes, cols, 20), width);
		}
	}
}

static void panes_width__keeps_its_share_on_another_screen(void **state)
{
	struct panes panes = { 0 };

	(void)state;
	panes_set_side(&panes, 200, 100);
	assert_int_equal(panes_side_width(&panes, 160, 0), 80);
	assert_int_equal(panes_side_width(&panes, 400, 0), 200);
}

static void panes_width__leaves_room_for_the_list(void **state)
{
	struct panes panes = { .nav = 9999, .side = 9999 };

	(void)state;
	for (int cols = TWO_PANES; cols <= 300; cols++) {
		int nav = panes_nav_width(&panes, cols, PANE_SIDE_MIN);
		int side = panes_side_width(&panes, cols, nav);

		assert_true(nav > 0);
		assert_int_equal(side, PANE_SIDE_MIN);
		assert_true(cols - nav - 1 - side - 1 >= 20);
	}
	panes.nav = panes.side = 1;
	assert_true(panes_nav_width(&panes, 80, 0) >= 16);
	assert_int_equal(panes_side_width(&panes, 80, 0), PANE_SIDE_MIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(panes_read__reads_what_panes_write_writes),
		cmocka_unit_test(panes_read__leaves_the_usual_for_what_is_damaged),
		cmocka_unit_test(panes_read__keeps_what_is_good_beside_what_is_not),
		cmocka_unit_test(panes_set__gives_back_the_width_that_was_set),
		cmocka_unit_test(panes_width__keeps_its_share_on_another_screen),
		cmocka_unit_test(panes_width__leaves_room_for_the_list),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
