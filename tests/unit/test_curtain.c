#include "config.h"

#include "tui/curtain.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MINUTE 60000

static void curtain_due__waits_for_so_many_minutes(void **state)
{
	(void)state;
	assert_false(curtain_due(1000, 1000, 1));
	assert_false(curtain_due(1000, 1000 + MINUTE - 1, 1));
	assert_true(curtain_due(1000, 1000 + MINUTE, 1));
	assert_false(curtain_due(1000, 1000 + 9 * MINUTE, 10));
	assert_true(curtain_due(1000, 1000 + 11 * MINUTE, 10));
	/* A laptop that slept for years. */
	assert_true(curtain_due(1000, INT64_MAX / 2, 1000000));
}

static void curtain_due__never_is_never(void **state)
{
	(void)state;
	assert_false(curtain_due(0, INT64_MAX / 2, 0));
	assert_false(curtain_due(0, INT64_MAX / 2, -5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(curtain_due__waits_for_so_many_minutes),
		cmocka_unit_test(curtain_due__never_is_never),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
