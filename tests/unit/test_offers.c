#include "config.h"

#include "tui/offers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void add(struct offers *o, const char *line, int score, bool refused)
{
	offers_add(o, &(struct offer){ .line = (char *)line,
			      .label = (char *)line,
			      .score = score,
			      .refused = refused });
}

static void offers_sort__puts_the_best_first_and_the_refused_last(void **state)
{
	struct offers o = { 0 };

	(void)state;
	add(&o, "weak", 1, false);
	add(&o, "refused", 9, true);
	add(&o, "first", 5, false);
	add(&o, "second", 5, false);
	offers_sort(&o);
	assert_string_equal(o.rows[0].line, "first");
	assert_string_equal(o.rows[1].line, "second");
	assert_string_equal(o.rows[2].line, "weak");
	assert_string_equal(o.rows[3].line, "refused");
	assert_string_equal(offers_picked(&o)->line, "first");
	offers_clear(&o);
	assert_null(offers_picked(&o));
}

static void offers_move__stays_on_what_is_offered(void **state)
{
	struct offers o = { 0 };

	(void)state;
	assert_false(offers_move(&o, 1));
	assert_false(offers_move(&o, -1));
	add(&o, "one", 2, false);
	add(&o, "two", 1, false);
	assert_false(offers_move(&o, -1));
	assert_true(offers_move(&o, 1));
	assert_string_equal(offers_picked(&o)->line, "two");
	assert_false(offers_move(&o, 1));
	assert_true(offers_move(&o, -1));
	offers_clear(&o);
}

static void offers_add__keeps_no_more_than_can_be_looked_through(void **state)
{
	struct offers o = { 0 };

	(void)state;
	for (int i = 0; i < OFFERS_MAX + 10; i++)
		add(&o, "one", i, false);
	assert_int_equal(o.n, OFFERS_MAX);
	assert_true(offers_rows(&o, 5) == 5);
	assert_true(offers_rows(&o, 1000) < OFFERS_MAX);
	offers_clear(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offers_sort__puts_the_best_first_and_the_refused_last),
		cmocka_unit_test(offers_move__stays_on_what_is_offered),
		cmocka_unit_test(offers_add__keeps_no_more_than_can_be_looked_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
