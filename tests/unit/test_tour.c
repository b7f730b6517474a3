#include "config.h"

#include "tui/tour.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/str.h"
#include "tui/keymap.h"

static const char *const contexts[] = { "list", "global", NULL };

static void assert_made(const char *text, const char *expected)
{
	static const char keys[] =
		"bind list Enter open\nbind global ^R redo\nbind always ^X blank\n";
	struct keymap *map = keymap_new();
	struct str out = STR_INIT;

	assert_int_equal(keymap_read(map, "keys.conf", keys, strlen(keys), NULL, &out), 0);
	tour_text(map, contexts, text, &out);
	assert_string_equal(str_text(&out), expected);
	keymap_free(map);
	str_free(&out);
}

static void tour_text__names_the_keys_as_they_are_bound(void **state)
{
	(void)state;
	assert_made("", "");
	assert_made("No keys.", "No keys.");
	assert_made("{open} opens, {redo} and {blank}.", "Enter opens, ^R and ^X.");
}

static void tour_text__gives_the_name_where_no_key_is_bound(void **state)
{
	(void)state;
	assert_made("{home} leads home", ":home leads home");
}

static void tour_text__survives_a_brace_that_is_not_closed(void **state)
{
	(void)state;
	assert_made("what {open", "what Enter");
	assert_made("what {", "what :");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tour_text__names_the_keys_as_they_are_bound),
		cmocka_unit_test(tour_text__gives_the_name_where_no_key_is_bound),
		cmocka_unit_test(tour_text__survives_a_brace_that_is_not_closed),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
