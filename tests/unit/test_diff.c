#include "config.h"

#include "tui/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/str.h"
#include "tests/unit/seed.h"

static char *text_of(const struct diff *d, const char *signs)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < d->n; i++)
		if (strchr(signs, d->lines[i].sign)) {
			if (!signs[2])
				str_add_c(&out, 'x');
			else
				str_add_c(&out, d->lines[i].sign);
			str_addf(&out, "%.*s\n", (int)d->lines[i].len, d->lines[i].text);
		}
	return str_detach(&out);
}

static void assert_diff(const char *from, const char *to, const char *expected)
{
	struct diff d;
	char *found;

	diff_make(from, to, &d);
	found = text_of(&d, " -+");
	assert_string_equal(found, expected);
	free(found);
	diff_free(&d);
}

static void diff__tells_lines_that_went_and_came(void **state)
{
	(void)state;
	assert_diff("one\ntwo\nthree", "one\ntwo and\nthree", " one\n-two\n+two and\n three\n");
	assert_diff("one\n\ntwo", "one\n\nbetween\n\ntwo", " one\n+between\n two\n");
	assert_diff("", "new", "+new\n");
	assert_diff("old", "", "-old\n");
	assert_diff("", "", "");
	assert_diff("a\nb\nc\nd", "b\nc\nx\nd", "-a\n b\n c\n+x\n d\n");
	assert_diff("same\nsame", "same\nsame", " same\n same\n");
}

/* What is in both and what went is the first text; what is in both and what came the second. */
static void diff__is_true_of_random_texts(void **state)
{
	struct chance chance = chance_open("diff");

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct str from = STR_INIT, to = STR_INIT, a = STR_INIT, b = STR_INIT;
		struct diff d;
		char *found;

		for (uint32_t n = chance_below(&chance, 12); n > 0; n--) {
			uint32_t c = chance_below(&chance, 4);

			str_addf(&from, "%u\n", c);
			str_addf(&a, "x%u\n", c);
		}
		for (uint32_t n = chance_below(&chance, 12); n > 0; n--) {
			uint32_t c = chance_below(&chance, 4);

			str_addf(&to, "%u\n", c);
			str_addf(&b, "x%u\n", c);
		}
		diff_make(str_text(&from), str_text(&to), &d);
		found = text_of(&d, " -");
		assert_string_equal(found, str_text(&a));
		free(found);
		found = text_of(&d, " +");
		assert_string_equal(found, str_text(&b));
		free(found);
		diff_free(&d);
		str_free(&from);
		str_free(&to);
		str_free(&a);
		str_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(diff__tells_lines_that_went_and_came),
		cmocka_unit_test(diff__is_true_of_random_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
