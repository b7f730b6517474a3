#include "config.h"

#include "model/hits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/seed.h"

#define RANGE 300000
#define DEVICE ((int64_t)0x7fffffff << 32)

/* What the set must hold: a byte for each of a range of ids. */
static void assert_holds(const struct hits *h, const char *there, int64_t base)
{
	int64_t n = 0, id = base - 1;

	for (int i = 0; i < RANGE; i++) {
		n += there[i];
		assert_int_equal(hits_has(h, base + i), there[i]);
	}
	assert_true(hits_count(h) == n);
	for (int i = 0; i < RANGE; i++)
		if (there[i]) {
			assert_true(hits_after(h, id, &id));
			assert_true(id == base + i);
		}
	assert_false(hits_after(h, id, &id));
}

static void check(struct chance *chance, bool in_order, uint32_t often, int64_t base)
{
	char *there = calloc(RANGE, 1);
	struct hits *h = hits_new();

	for (int i = 0; i < RANGE; i++)
		if (chance_below(chance, often) == 0) {
			int at = in_order ? i : (int)chance_below(chance, RANGE);

			hits_add(h, base + at);
			there[at] = 1;
		}
	assert_holds(h, there, base);
	hits_free(h);
	free(there);
}

static void hits__hold_what_was_added_however_dense_and_in_any_order(void **state)
{
	struct chance chance = chance_open("hits");

	(void)state;
	for (int in_order = 0; in_order < 2; in_order++) {
		check(&chance, in_order, 1, 1);
		check(&chance, in_order, 3, DEVICE + 65000);
		check(&chance, in_order, 200, DEVICE);
		check(&chance, in_order, 100000, 12345);
	}
}

static void hits__of_several_laptops_lie_far_apart(void **state)
{
	static const int64_t ids[] = { 1, 65535, 65536, (int64_t)7 << 32, ((int64_t)7 << 32) + 1,
		INT64_MAX - 1, INT64_MAX };
	struct hits *h = hits_new();
	int64_t id = 0;

	(void)state;
	assert_false(hits_after(h, 0, &id));
	assert_false(hits_has(h, 1));
	for (size_t i = sizeof(ids) / sizeof(ids[0]); i-- > 0;)
		hits_add(h, ids[i]);
	hits_add(h, 1);
	assert_int_equal(hits_count(h), sizeof(ids) / sizeof(ids[0]));
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		assert_true(hits_after(h, id, &id));
		assert_true(id == ids[i]);
		assert_true(hits_has(h, id));
	}
	hits_free(h);
	hits_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hits__hold_what_was_added_however_dense_and_in_any_order),
		cmocka_unit_test(hits__of_several_laptops_lie_far_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
