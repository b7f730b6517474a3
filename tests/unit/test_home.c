#include "config.h"

#include "tui/home.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/mem.h"

/* A page with so many lines in each part. */
static void make(struct home *h, const size_t n[PARTS])
{
	memset(h, 0, sizeof(*h));
	h->any_case = true;
	for (int p = 0; p < PARTS; p++) {
		h->parts[p].label = n[p] ? "Part" : NULL;
		h->parts[p].n = n[p];
		h->parts[p].lines = mem_array(n[p] + 1, sizeof(struct home_line));
		memset(h->parts[p].lines, 0, (n[p] + 1) * sizeof(struct home_line));
	}
}

static void drop(struct home *h)
{
	for (int p = 0; p < PARTS; p++)
		free(h->parts[p].lines);
	free(h->rows);
}

static void home_fold__shows_all_where_there_is_room(void **state)
{
	static const size_t n[PARTS] = { 3, 2, 1, 4, 5 };
	struct home h;

	(void)state;
	make(&h, n);
	home_fold(&h, 24, 80);
	assert_int_equal(h.columns, 1);
	for (int p = 0; p < PARTS; p++)
		assert_int_equal(h.parts[p].shown, n[p]);
	assert_int_equal(h.n_rows, 3 + 2 + 1 + 4 + 5 + 5 + 4);
	drop(&h);
}

static void home_fold__never_makes_a_page_longer_than_the_screen(void **state)
{
	static const size_t pages[][PARTS] = { { 30, 20, 10, 40, 12 }, { 1, 0, 0, 7, 12 },
		{ 2, 1, 1, 1, 12 }, { 100, 100, 100, 100, 12 } };

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		for (int rows = 10; rows < 60; rows++) {
			struct home h;

			make(&h, pages[i]);
			home_fold(&h, rows, 80);
			assert_true(h.n_rows <= (size_t)rows);
			assert_true(h.parts[PART_DUE].shown > 0);
			drop(&h);
		}
}

static void home_fold__gives_the_urgent_the_room(void **state)
{
	static const size_t n[PARTS] = { 12, 2, 2, 9, 12 };
	struct home h;

	(void)state;
	make(&h, n);
	home_fold(&h, 21, 80);
	assert_true(h.parts[PART_DUE].shown >= 5);
	assert_int_equal(h.parts[PART_SIGNED].shown, 2);
	assert_int_equal(h.parts[PART_WAITING].shown, 2);
	assert_int_equal(h.parts[PART_CASES].shown, 0);
	/* What does not fit is on a line that can be chosen. */
	for (size_t i = 0; i < h.n_rows; i++)
		if (h.rows[i].kind == ROW_REST ||
			(h.rows[i].kind == ROW_HEAD && h.rows[i].part == PART_CASES))
			assert_true(home_rests(&h, i));
	drop(&h);
}

static void home_fold__shows_all_of_what_somebody_opened(void **state)
{
	static const size_t n[PARTS] = { 12, 2, 2, 9, 12 };
	struct home h;

	(void)state;
	make(&h, n);
	h.parts[PART_CASES].opened = true;
	home_fold(&h, 21, 80);
	assert_int_equal(h.parts[PART_CASES].shown, 9);
	drop(&h);
}

static void home_fold__makes_two_columns_of_a_wide_screen(void **state)
{
	static const size_t n[PARTS] = { 3, 2, 1, 4, 5 };
	struct home h;
	size_t first, rows;

	(void)state;
	make(&h, n);
	home_fold(&h, 40, 165);
	assert_int_equal(h.columns, 2);
	home_column(&h, 0, &first, &rows);
	assert_int_equal(first, 0);
	assert_int_equal(rows, 3 + 2 + 1 + 3 + 2);
	home_column(&h, 1, &first, &rows);
	assert_int_equal(first, 11);
	assert_int_equal(rows, 4 + 5 + 2 + 1);
	drop(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(home_fold__shows_all_where_there_is_room),
		cmocka_unit_test(home_fold__never_makes_a_page_longer_than_the_screen),
		cmocka_unit_test(home_fold__gives_the_urgent_the_room),
		cmocka_unit_test(home_fold__shows_all_of_what_somebody_opened),
		cmocka_unit_test(home_fold__makes_two_columns_of_a_wide_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
