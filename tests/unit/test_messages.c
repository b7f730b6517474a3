#include "config.h"

#include "tui/messages.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void messages_add__keeps_the_newest_first(void **state)
{
	struct messages m = { .n = 0 };

	(void)state;
	messages_add(&m, "one", false);
	messages_add(&m, "two", true);
	messages_add(&m, "two", true);
	messages_add(&m, "", false);
	assert_int_equal(m.n, 2);
	assert_string_equal(m.all[0].text, "two");
	assert_true(m.all[0].failed);
	assert_string_equal(m.all[1].text, "one");
	messages_free(&m);
	assert_int_equal(m.n, 0);
}

static void messages_add__forgets_the_oldest(void **state)
{
	struct messages m = { .n = 0 };
	char text[20];

	(void)state;
	for (int i = 0; i < MESSAGES_MAX + 5; i++) {
		snprintf(text, sizeof(text), "%d", i);
		messages_add(&m, text, false);
	}
	assert_int_equal(m.n, MESSAGES_MAX);
	assert_string_equal(m.all[0].text, "104");
	assert_string_equal(m.all[MESSAGES_MAX - 1].text, "5");
	messages_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_add__keeps_the_newest_first),
		cmocka_unit_test(messages_add__forgets_the_oldest),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
