#include "config.h"

#include "model/idset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/mem.h"
#include "tests/unit/seed.h"

#define DEVICE ((int64_t)7 << 32)
#define MANY 10000000

static void idset_add__says_what_is_new(void **state)
{
	struct idset s = IDSET_INIT;

	(void)state;
	assert_true(idset_add(&s, DEVICE + 1));
	assert_true(idset_add(&s, DEVICE + 65536));
	assert_true(idset_add(&s, 1));
	assert_true(idset_add(&s, INT64_MAX));
	assert_false(idset_add(&s, DEVICE + 1));
	assert_int_equal(s.count, 4);
	assert_true(idset_has(&s, DEVICE + 1));
	assert_false(idset_has(&s, DEVICE));
	assert_false(idset_has(&s, DEVICE + 2));
	assert_true(idset_has(&s, INT64_MAX));
	idset_clear(&s);
	assert_int_equal(s.count, 0);
	assert_false(idset_has(&s, 1));
}

static void idset_next__walks_in_order(void **state)
{
	/* At both ends of a part, beside each other, and far away. */
	static const int64_t ids[] = { 1, 2, 63, 64, 65535, 65536, 65537, 131071, DEVICE,
		DEVICE + 65535, INT64_MAX };
	struct idset s = IDSET_INIT;
	int64_t id = 0;

	(void)state;
	for (size_t i = sizeof(ids) / sizeof(ids[0]); i-- > 0;)
		idset_add(&s, ids[i]);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		id = idset_next(&s, id);
		assert_int_equal(id, ids[i]);
	}
	assert_int_equal(idset_next(&s, id), 0);
	assert_int_equal(idset_next(&s, 3), 63);
	assert_int_equal(idset_next(&s, DEVICE - 1), DEVICE);
	idset_clear(&s);
	assert_int_equal(idset_next(&s, 0), 0);
}

static void idset_remove__gives_memory_back(void **state)
{
	struct idset s = IDSET_INIT;

	(void)state;
	assert_false(idset_remove(&s, 5));
	for (int64_t id = 1; id <= 200000; id++)
		idset_add(&s, id);
	for (int64_t id = 1; id <= 200000; id++)
		assert_true(idset_remove(&s, id));
	assert_false(idset_remove(&s, 5));
	assert_int_equal(s.count, 0);
	assert_int_equal(s.n, 0);
	assert_int_equal(idset_next(&s, 0), 0);
	idset_clear(&s);
}

static void idset_join__keeps_both(void **state)
{
	struct idset a = IDSET_INIT, b = IDSET_INIT;

	(void)state;
	idset_add(&a, 1);
	idset_add(&a, 70000);
	idset_add(&b, 70000);
	idset_add(&b, DEVICE);
	idset_join(&a, &b);
	assert_int_equal(a.count, 3);
	assert_true(idset_has(&a, DEVICE));
	assert_int_equal(b.count, 2);
	idset_clear(&a);
	idset_clear(&b);
}

static void idset__is_small_at_ten_million(void **state)
{
	struct idset s = IDSET_INIT;
	int64_t n = 0;

	(void)state;
	for (int64_t i = 1; i <= MANY; i++)
		idset_add(&s, DEVICE + i);
	assert_int_equal(s.count, MANY);
	assert_true(idset_bytes(&s) < (size_t)2 << 20);
	for (int64_t id = idset_next(&s, 0); id; id = idset_next(&s, id))
		assert_int_equal(id, DEVICE + ++n);
	assert_int_equal(n, MANY);
	idset_clear(&s);
}

/* Against the plainest set that there is. */
static void idset__agrees_with_an_array(void **state)
{
	const int64_t range = 300000;
	char *there = mem_zero((size_t)range + 1);
	struct idset s = IDSET_INIT;
	struct chance chance = chance_open("idset");
	int64_t count = 0, id = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		id = 1 + chance_below(&chance, (uint32_t)range);
		if (chance_below(&chance, 3)) {
			assert_int_equal(idset_add(&s, id), !there[id]);
			there[id] = 1;
		} else {
			assert_int_equal(idset_remove(&s, id), there[id]);
			there[id] = 0;
		}
	}
	id = 0;
	for (int64_t i = 1; i <= range; i++) {
		assert_int_equal(idset_has(&s, i), there[i]);
		if (!there[i])
			continue;
		count++;
		id = idset_next(&s, id);
		assert_int_equal(id, i);
	}
	assert_int_equal(s.count, count);
	idset_clear(&s);
	free(there);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(idset_add__says_what_is_new),
		cmocka_unit_test(idset_next__walks_in_order),
		cmocka_unit_test(idset_remove__gives_memory_back),
		cmocka_unit_test(idset_join__keeps_both),
		cmocka_unit_test(idset__is_small_at_ten_million),
		cmocka_unit_test(idset__agrees_with_an_array),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
