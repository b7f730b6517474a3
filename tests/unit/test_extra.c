#include "config.h"

#include "model/extra.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/seed.h"

static void assert_next(const char **at, const char *name, const char *value)
{
	struct str n = STR_INIT, v = STR_INIT;

	assert_true(extra_next(at, &n, &v));
	assert_string_equal(str_text(&n), name);
	assert_string_equal(str_text(&v), value);
	str_free(&n);
	str_free(&v);
}

static void assert_end(const char **at)
{
	struct str n = STR_INIT, v = STR_INIT;

	assert_false(extra_next(at, &n, &v));
	str_free(&n);
	str_free(&v);
}

static void add(struct str *out, const char *name, const char *value)
{
	extra_add(out, name, value, strlen(value));
}

static void extra_add__writes_what_people_can_read(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	add(&out, "Phone", "555 0101");
	add(&out, "What moved you?", "My brother.\nHe was there.\n\n+ and I");
	add(&out, "T-shirt: size", "M: large");
	add(&out, "Empty", "");
	assert_string_equal(str_text(&out), "Phone: 555 0101\nWhat moved you?: My brother.\n"
					    "+ He was there.\n+\n+ + and I\n"
					    "T-shirt\\: size: M: large\nEmpty:");
	str_free(&out);
}

static void extra_next__reads_hostile_names_and_values(void **state)
{
	static const char *const texts[] = { "", ":", "\\", "\n", "+", "+ x", "a: b", " a", "a ",
		"\\n", "\n\n", "\n+ ", ": ", "\\:", "א: ב", "a\nb: c\n+ d", "\r\n", "\t" };
	const size_t n = sizeof(texts) / sizeof(texts[0]);
	struct str out = STR_INIT;
	const char *at;

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			add(&out, texts[i], texts[k]);
	at = str_text(&out);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			assert_next(&at, texts[i], texts[k]);
	assert_end(&at);
	str_free(&out);
}

static void extra_next__reads_what_was_written(void **state)
{
	static const char letters[] = "ab:\\\n+ \r";
	struct chance chance = chance_open(__func__);

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char texts[8][12];
		struct str out = STR_INIT;
		const char *at;

		for (int i = 0; i < 8; i++) {
			uint32_t len = chance_below(&chance, 11);

			for (uint32_t k = 0; k < len; k++)
				texts[i][k] = letters[chance_below(&chance, sizeof(letters) - 1)];
			texts[i][len] = '\0';
		}
		for (int i = 0; i < 8; i += 2)
			add(&out, texts[i], texts[i + 1]);
		at = str_text(&out);
		for (int i = 0; i < 8; i += 2)
			assert_next(&at, texts[i], texts[i + 1]);
		assert_end(&at);
		str_free(&out);
	}
}

static void extra_next__reads_lines_that_are_no_columns(void **state)
{
	const char *at = "no colon\n+ more\n\nName:x\nend\\";

	(void)state;
	assert_next(&at, "", "no colon\nmore");
	assert_next(&at, "", "");
	assert_next(&at, "Name", "x");
	assert_next(&at, "", "end\\");
	assert_end(&at);
	at = "";
	assert_end(&at);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(extra_add__writes_what_people_can_read),
		cmocka_unit_test(extra_next__reads_hostile_names_and_values),
		cmocka_unit_test(extra_next__reads_what_was_written),
		cmocka_unit_test(extra_next__reads_lines_that_are_no_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
