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

static void assert_without(const char *text, const char *expected)
{
	struct str out = STR_INIT;

	message_without_options(text, &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void message_without_options__leaves_the_sentence(void **state)
{
	(void)state;
	assert_without("is it the 7th (--dates dmy) or the 8th (--dates mdy)?",
		"is it the 7th or the 8th?");
	assert_without(
		"--map a=b: the file has no such column", "a=b: the file has no such column");
	assert_without("a file (not open", "a file (not open");
	assert_without("cut (--short", "cut (--short");
	assert_without("--", "--");
	assert_without("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_add__keeps_the_newest_first),
		cmocka_unit_test(messages_add__forgets_the_oldest),
		cmocka_unit_test(message_without_options__leaves_the_sentence),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
