#include "config.h"

#include "tui/list.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "model/change.h"
#include "tui/app.h"

#include "tests/unit/seed.h"

#define ROWS 400
#define HEIGHT 13

/* A list of contacts, and the same rows all at once: what the list shows must be a part of them. */
struct fixture {
	struct app app;
	struct list list;
	int64_t ids[ROWS];
	size_t n;
};

static struct chance chance;

static void add_contacts(struct db *db, int from, int n)
{
	struct change *c;

	assert_int_equal(change_begin(db, &c, "add contacts"), ST_OK);
	for (int i = 0; i < n; i++) {
		struct record r;
		char name[32];

		/* Every name three times, so that the order within equal ones counts too. */
		snprintf(name, sizeof(name), "Name %d", (from + i) / 3 * 7919 % 1000);
		record_init(&r, ENTITY_CONTACT);
		assert_int_equal(record_set_name(db, &r, "name", name), ST_OK);
		if (i % 4 == 0)
			assert_int_equal(
				record_set_name(db, &r, "country", i % 8 ? "IL" : "HK"), ST_OK);
		assert_int_equal(record_save(c, &r), ST_OK);
		record_free(&r);
	}
	assert_int_equal(change_commit(c), ST_OK);
}

/* What the list's query gives from its beginning to its end. */
static void read_all(struct fixture *f)
{
	struct query q = { .entity = f->list.entity, .where = f->list.where, .sort = f->list.sort };
	struct cursor *c;
	struct record row;

	f->n = 0;
	assert_int_equal(query_open(f->app.db, &q, NULL, false, &c), ST_OK);
	while (query_next(c, &row) == ST_OK) {
		f->ids[f->n++] = row.id;
		record_free(&row);
	}
	query_close(c);
}

static void finish(struct fixture *f)
{
	int steps = 0;

	while (list_idle(&f->list))
		assert_true(steps++ < 1000);
}

/* The list is at place `at` of all rows, and the rows on its screen are those around it. */
static void assert_at(struct fixture *f, size_t at)
{
	struct list *l = &f->list;
	size_t first;

	finish(f);
	if (f->n == 0) {
		assert_null(list_selected(l));
		return;
	}
	assert_non_null(list_selected(l));
	assert_int_equal(list_selected(l)->id, f->ids[at]);
	assert_int_equal(list_place(l), at + 1);
	assert_int_equal(l->total, f->n);
	assert_true(l->cursor >= l->top && l->cursor < l->top + HEIGHT);
	first = at - (l->cursor - l->top);
	for (size_t i = 0; i < HEIGHT && first + i < f->n; i++) {
		assert_true(l->top + i < l->n);
		assert_int_equal(l->rows[l->top + i].record.id, f->ids[first + i]);
	}
	/* The screen is full where there are rows enough, and little is held beyond it. */
	assert_true(f->n < HEIGHT || first + HEIGHT <= f->n);
	assert_true(l->n < 12 * HEIGHT);
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (db_open(NULL, DB_MEMORY, &f->app.db) != ST_OK)
		return -1;
	add_contacts(f->app.db, 0, 300);
	list_init(&f->list, &f->app, ENTITY_CONTACT, ENTITY_NONE, 0, NULL);
	list_height(&f->list, HEIGHT);
	*state = f;
	return list_load(&f->list) == ST_OK ? 0 : -1;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	list_free(&f->list);
	db_close(f->app.db);
	free(f);
	return 0;
}

static size_t clamp(const struct fixture *f, int64_t at)
{
	if (at < 0)
		return 0;
	return at >= (int64_t)f->n ? f->n - 1 : (size_t)at;
}

/* One move by chance on the list and on its place; answers where it must be. */
static size_t move_somewhere(struct fixture *f, size_t at)
{
	static const struct {
		enum move move;
		int step;
	} moves[] = { { MOVE_DOWN, 1 }, { MOVE_UP, -1 }, { MOVE_PAGE_DOWN, HEIGHT - 1 },
		{ MOVE_PAGE_UP, 1 - HEIGHT }, { MOVE_HALF_DOWN, HEIGHT / 2 },
		{ MOVE_HALF_UP, -(HEIGHT / 2) } };
	uint32_t which = chance_below(&chance, 20);
	int64_t n = chance_below(&chance, 10) ? 1 : 1 + (int64_t)chance_below(&chance, 60);

	if (which == 0) {
		list_move(&f->list, MOVE_TOP, 1);
		return 0;
	}
	if (which == 1) {
		list_move(&f->list, MOVE_END, 1);
		return f->n - 1;
	}
	if (which == 2) {
		n = 1 + (int64_t)chance_below(&chance, ROWS);
		list_move(&f->list, MOVE_PLACE, n);
		return clamp(f, n - 1);
	}
	which %= 6;
	list_move(&f->list, moves[which].move, n);
	return clamp(f, (int64_t)at + n * moves[which].step);
}

static void walk_about(struct fixture *f, size_t at, int moves)
{
	for (int i = 0; i < moves; i++) {
		at = move_somewhere(f, at);
		assert_at(f, at);
	}
}

static void list_move__is_where_a_whole_array_would_be(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	assert_int_equal(f->n, 300);
	assert_at(f, 0);
	walk_about(f, 0, 1500);
}

static void list_move__knows_its_place_at_the_end_once_rows_are_counted(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	/* At once, as somebody does who opens a long list and presses G. */
	list_move(&f->list, MOVE_END, 1);
	assert_int_equal(f->list.total, -1);
	assert_int_equal(list_place(&f->list), 0);
	assert_at(f, f->n - 1);
}

static void list_order__begins_anew_in_the_other_order(void **state)
{
	static const char *const orders[] = { "-name", "country", "-country", "ref" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		list_order(&f->list, orders[i]);
		assert_int_equal(list_load(&f->list), ST_OK);
		read_all(f);
		assert_at(f, 0);
		walk_about(f, 0, 200);
	}
}

static void list_filter__shows_only_what_fits(void **state)
{
	struct fixture *f = *state;

	list_filter(&f->list, "country:HK,IL");
	assert_int_equal(list_load(&f->list), ST_OK);
	read_all(f);
	assert_int_equal(f->n, 75);
	assert_at(f, 0);
	walk_about(f, 0, 300);
	list_filter(&f->list, "country:MX");
	assert_int_equal(list_load(&f->list), ST_OK);
	read_all(f);
	assert_at(f, 0);
}

static void list_filter__tells_what_is_wrong_and_goes_on_when_it_is_mended(void **state)
{
	struct fixture *f = *state;

	list_filter(&f->list, "nofield:x");
	assert_int_equal(list_load(&f->list), ST_INVALID);
	assert_non_null(f->list.error);
	assert_false(list_idle(&f->list));
	list_filter(&f->list, NULL);
	assert_int_equal(list_load(&f->list), ST_OK);
	read_all(f);
	assert_at(f, 0);
}

static void list_find__goes_to_a_record_and_keeps_its_place_right(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	for (int i = 0; i < 50; i++) {
		size_t at = chance_below(&chance, (uint32_t)f->n);
		struct record r;

		assert_int_equal(record_load(f->app.db, ENTITY_CONTACT, f->ids[at], &r), ST_OK);
		list_find(&f->list, r.id);
		assert_int_equal(list_load(&f->list), ST_OK);
		record_free(&r);
		assert_at(f, at);
	}
}

static void list_reload__keeps_the_row_when_others_come_and_go(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	for (int i = 0; i < 20; i++) {
		size_t at = chance_below(&chance, (uint32_t)f->n);
		size_t gone = chance_below(&chance, (uint32_t)f->n);
		int64_t id = f->ids[at];
		struct change *c;

		list_move(&f->list, MOVE_PLACE, (int64_t)at + 1);
		finish(f);
		if (gone == at)
			continue;
		assert_int_equal(change_begin(f->app.db, &c, "remove"), ST_OK);
		assert_int_equal(record_remove(c, ENTITY_CONTACT, f->ids[gone], true), ST_OK);
		assert_int_equal(change_commit(c), ST_OK);
		add_contacts(f->app.db, 300 + i, 2);
		assert_int_equal(list_reload(&f->list), ST_OK);
		read_all(f);
		for (at = 0; f->ids[at] != id; at++)
			;
		assert_at(f, at);
	}
}

static void list_reload__goes_to_the_neighbour_of_a_row_that_is_gone(void **state)
{
	struct fixture *f = *state;
	struct change *c;

	read_all(f);
	list_move(&f->list, MOVE_END, 1);
	finish(f);
	assert_int_equal(change_begin(f->app.db, &c, "remove"), ST_OK);
	assert_int_equal(record_remove(c, ENTITY_CONTACT, f->ids[f->n - 1], true), ST_OK);
	assert_int_equal(change_commit(c), ST_OK);
	assert_int_equal(list_reload(&f->list), ST_OK);
	read_all(f);
	assert_at(f, f->n - 1);
}

static bool sometimes(void *arg)
{
	(void)arg;
	return chance_below(&chance, 4) == 0;
}

/* However often a read is given up for a key, it is where it should be once there was time. */
static void list_idle__ends_what_was_given_up(void **state)
{
	struct fixture *f = *state;
	size_t at = 0;

	read_all(f);
	for (int i = 0; i < 300; i++) {
		db_set_interrupt(f->app.db, sometimes, NULL);
		at = move_somewhere(f, at);
		for (int k = 0; k < 5; k++)
			list_idle(&f->list);
		db_set_interrupt(f->app.db, NULL, NULL);
		assert_at(f, at);
	}
}

static bool always(void *arg)
{
	(void)arg;
	return true;
}

/* A new order that takes its time: what was there stays, and can be moved in. */
static void list_order__leaves_what_is_shown_until_it_is_read(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	list_move(&f->list, MOVE_PLACE, 100);
	assert_at(f, 99);
	db_set_interrupt(f->app.db, always, NULL);
	list_order(&f->list, "-country,name");
	pager_slow(f->list.next);
	assert_int_equal(list_load(&f->list), ST_OK);
	assert_true(list_busy(&f->list));
	assert_true(list_progress(&f->list) >= -1 && list_progress(&f->list) <= 100);
	assert_int_equal(list_selected(&f->list)->id, f->ids[99]);
	assert_true(list_move(&f->list, MOVE_DOWN, 2));
	assert_int_equal(list_selected(&f->list)->id, f->ids[101]);
	assert_int_equal(list_place(&f->list), 102);
	db_set_interrupt(f->app.db, NULL, NULL);
	read_all(f);
	assert_at(f, 0);
	assert_false(list_busy(&f->list));
	assert_false(list_stop(&f->list));
}

static void list_stop__goes_back_to_what_is_shown(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	list_move(&f->list, MOVE_PLACE, 50);
	assert_at(f, 49);
	db_set_interrupt(f->app.db, always, NULL);
	list_filter(&f->list, "country:IL");
	list_order(&f->list, "city");
	pager_slow(f->list.next);
	assert_int_equal(list_load(&f->list), ST_OK);
	assert_true(list_busy(&f->list));
	assert_true(list_stop(&f->list));
	db_set_interrupt(f->app.db, NULL, NULL);
	assert_null(f->list.where);
	assert_null(f->list.sort);
	assert_at(f, 49);
	assert_true(list_move(&f->list, MOVE_UP, 1));
	assert_at(f, 48);
}

static void list_move__goes_to_a_share_of_the_rows(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	for (int round = 0; round < 2; round++) {
		for (int percent = 0; percent <= 101; percent++) {
			size_t at = percent > 100 ? f->n - 1 : (f->n - 1) * (size_t)percent / 100;

			assert_true(list_move(&f->list, MOVE_SHARE, percent));
			assert_at(f, at);
		}
		/* Now where nothing is counted yet: near at first, and then there. */
		list_order(&f->list, "-name");
		read_all(f);
	}
	db_set_interrupt(f->app.db, always, NULL);
	list_order(&f->list, "name");
	pager_slow(f->list.next);
	for (int i = 0; i < 3; i++)
		(void)list_idle(&f->list);
	list_move(&f->list, MOVE_SHARE, 50);
	db_set_interrupt(f->app.db, NULL, NULL);
	finish(f);
	read_all(f);
	assert_non_null(list_selected(&f->list));
}

static void list_seek__goes_to_the_first_row_that_begins_so(void **state)
{
	static const char *const texts[] = { "n", "name 7", "NAME 99", "name 5", "zz" };
	struct fixture *f = *state;

	read_all(f);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		size_t at = 0;

		assert_int_equal(list_seek(&f->list, texts[i]), ST_OK);
		finish(f);
		for (; at < f->n; at++) {
			struct record r;
			const char *name;
			bool begins;

			assert_int_equal(
				record_load(f->app.db, ENTITY_CONTACT, f->ids[at], &r), ST_OK);
			name = record_show(&r, "name");
			begins = strncasecmp(name, texts[i], strlen(texts[i])) >= 0;
			record_free(&r);
			if (begins)
				break;
		}
		assert_at(f, at < f->n ? at : f->n - 1);
	}
	list_order(&f->list, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			list_move__knows_its_place_at_the_end_once_rows_are_counted, setup,
			teardown),
		cmocka_unit_test_setup_teardown(
			list_move__is_where_a_whole_array_would_be, setup, teardown),
		cmocka_unit_test_setup_teardown(
			list_order__begins_anew_in_the_other_order, setup, teardown),
		cmocka_unit_test_setup_teardown(list_filter__shows_only_what_fits, setup, teardown),
		cmocka_unit_test_setup_teardown(
			list_filter__tells_what_is_wrong_and_goes_on_when_it_is_mended, setup,
			teardown),
		cmocka_unit_test_setup_teardown(
			list_find__goes_to_a_record_and_keeps_its_place_right, setup, teardown),
		cmocka_unit_test_setup_teardown(
			list_reload__keeps_the_row_when_others_come_and_go, setup, teardown),
		cmocka_unit_test_setup_teardown(
			list_reload__goes_to_the_neighbour_of_a_row_that_is_gone, setup, teardown),
		cmocka_unit_test_setup_teardown(list_idle__ends_what_was_given_up, setup, teardown),
		cmocka_unit_test_setup_teardown(
			list_order__leaves_what_is_shown_until_it_is_read, setup, teardown),
		cmocka_unit_test_setup_teardown(
			list_stop__goes_back_to_what_is_shown, setup, teardown),
		cmocka_unit_test_setup_teardown(
			list_move__goes_to_a_share_of_the_rows, setup, teardown),
		cmocka_unit_test_setup_teardown(
			list_seek__goes_to_the_first_row_that_begins_so, setup, teardown),
	};

	setlocale(LC_ALL, "C.UTF-8");
	chance = chance_open("list");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
