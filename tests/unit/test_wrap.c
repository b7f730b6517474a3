#include "config.h"

#include "tui/wrap.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/text.h"

#include "tests/unit/seed.h"

/* The lines joined with '|', so that they can be read at a glance. */
static void assert_wraps(const char *text, int columns, size_t max, const char *expected)
{
	struct wrap_line *lines;
	struct str joined = STR_INIT;
	size_t n;

	wrap_text(text, strlen(text), columns, max, &lines, &n);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			str_add_c(&joined, '|');
		str_add_n(&joined, text + lines[i].start, lines[i].len);
	}
	assert_string_equal(str_text(&joined), expected);
	free(lines);
	str_free(&joined);
}

static void wrap_text__breaks_at_blanks(void **state)
{
	(void)state;
	assert_wraps("", 10, 0, "");
	assert_wraps("one two three", 7, 0, "one two|three");
	assert_wraps("one two three", 8, 0, "one two|three");
	assert_wraps("one  two", 4, 0, "one |two");
	assert_wraps("a\n\nb", 10, 0, "a||b");
	assert_wraps("a\n", 10, 0, "a|");
}

static void wrap_text__breaks_long_words_between_characters(void **state)
{
	(void)state;
	assert_wraps("abcdefgh", 3, 0, "abc|def|gh");
	assert_wraps("ab abcdefgh", 4, 0, "ab|abcd|efgh");
	assert_wraps("陳小明", 4, 0, "陳小|明");
	assert_wraps("陳小明", 5, 0, "陳小|明");
	assert_wraps("e\xcc\x81"
		     "e\xcc\x81"
		     "e",
		2, 0,
		"e\xcc\x81"
		"e\xcc\x81"
		"|e");
}

static void wrap_text__stops_at_the_most_lines(void **state)
{
	(void)state;
	assert_wraps("one two three four", 5, 2, "one|two");
	assert_wraps("a\nb\nc", 5, 2, "a|b");
}

/* No line is wider than it may be once it is cleaned, and nothing but blanks and line ends is lost.
 */
static void wrap_text__fits_and_loses_nothing_for_random_text(void **state)
{
	static const char *const pieces[] = { "a", "bc ", " ", "\n", "陳", "ש\xd6\xb8",
		"\xe2\x80\xae", "\x1b", "e\xcc\x81", "👨", "word" };
	struct chance chance = chance_open("wrap");

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct str text = STR_INIT;
		struct wrap_line *lines;
		int columns = 10 + (int)chance_below(&chance, 30);
		size_t n;
		size_t end = 0;

		for (uint32_t i = chance_below(&chance, 80); i > 0; i--)
			str_add(&text,
				pieces[chance_below(&chance, sizeof(pieces) / sizeof(*pieces))]);
		wrap_text(str_text(&text), text.len, columns, 0, &lines, &n);
		assert_true(n > 0);
		for (size_t i = 0; i < n; i++) {
			struct str clean = STR_INIT;

			for (; end < lines[i].start; end++)
				assert_true(str_text(&text)[end] == ' ' ||
					    str_text(&text)[end] == '\n');
			text_clean(
				&clean, str_text(&text) + lines[i].start, lines[i].len, TEXT_LINE);
			assert_true(text_width(str_text(&clean), clean.len) <= columns);
			end = lines[i].start + lines[i].len;
			str_free(&clean);
		}
		for (; end < text.len; end++)
			assert_true(str_text(&text)[end] == ' ' || str_text(&text)[end] == '\n');
		free(lines);
		str_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrap_text__breaks_at_blanks),
		cmocka_unit_test(wrap_text__breaks_long_words_between_characters),
		cmocka_unit_test(wrap_text__stops_at_the_most_lines),
		cmocka_unit_test(wrap_text__fits_and_loses_nothing_for_random_text),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
