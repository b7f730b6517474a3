#include "config.h"

#include "model/text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/seed.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const char *const locales[] = { "C.UTF-8", "C" };

static void text_cell_width__is_the_same_in_every_locale(void **state)
{
	static const struct {
		uint32_t cp;
		int width;
	} rows[] = {
		{ 0, 0 },
		{ '\n', 0 },
		{ 0x1B, 0 },
		{ ' ', 1 },
		{ '~', 1 },
		{ 0x7F, 0 },
		{ 0x85, 0 },
		{ 0x9F, 0 },
		{ 0xE9, 1 },
		{ 0x301, 0 },
		{ 0x5D0, 1 },
		{ 0x5B8, 0 },
		{ 0x645, 1 },
		{ 0x64E, 0 },
		{ 0x600, 1 },
		{ 0x905, 1 },
		{ 0x94D, 0 },
		{ 0xE19, 1 },
		{ 0xE49, 0 },
		{ 0x1100, 2 },
		{ 0x1161, 0 },
		{ 0x11A8, 0 },
		{ 0x200B, 0 },
		{ 0x200D, 0 },
		{ 0x2026, 1 },
		{ 0x240A, 1 },
		{ 0x25CC, 1 },
		{ 0x3042, 2 },
		{ 0x4E2D, 2 },
		{ 0xAC00, 2 },
		{ 0xFE0F, 0 },
		{ 0xFF21, 2 },
		{ 0xFF71, 1 },
		{ 0xFFFD, 1 },
		{ 0x1F600, 2 },
		{ 0x20000, 2 },
	};
	size_t i;
	size_t k;

	(void)state;
	for (k = 0; k < N(locales); k++) {
		assert_non_null(setlocale(LC_ALL, locales[k]));
		for (i = 0; i < N(rows); i++)
			if (text_cell_width(rows[i].cp) != rows[i].width)
				fail_msg("U+%04X in %s is %d", rows[i].cp, locales[k],
					text_cell_width(rows[i].cp));
	}
}

static void text_cell_width__is_between_none_and_two_for_everything(void **state)
{
	uint32_t cp;
	size_t k;

	(void)state;
	for (k = 0; k < N(locales); k++) {
		assert_non_null(setlocale(LC_ALL, locales[k]));
		for (cp = 0; cp < 0x40000; cp++) {
			int width = text_cell_width(cp);

			assert_true(width >= 0 && width <= 2);
		}
	}
}

static void text_width__adds_up(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	assert_int_equal(text_width("", 0), 0);
	assert_int_equal(text_width("Jos\xC3\xA9", 5), 4);
	assert_int_equal(text_width("e\xCC\x81x", 4), 2);
	assert_int_equal(text_width("\xE9\x99\xB3 \xE5\xB0\x8F\xE6\x98\x8E", 10), 7);
	assert_int_equal(
		text_width("\xD7\xA9\xD6\xB8\xD7\x81\xD7\x9C\xD7\x95\xD6\xB9\xD7\x9D", 14), 4);
}

/* e + acute, a Chinese character, shin with two points, x */
static const char mixed[] = "e\xCC\x81\xE4\xB8\xAD\xD7\xA9\xD6\xB8\xD7\x81x";

static void text_fit__keeps_marks_with_their_base_at_every_column(void **state)
{
	static const size_t bytes[] = { 0, 3, 3, 6, 12, 13, 13 };
	static const int widths[] = { 0, 1, 1, 3, 4, 5, 5 };
	int columns;

	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	for (columns = 0; columns < (int)N(bytes); columns++) {
		int width = -1;

		assert_int_equal(
			text_fit(mixed, sizeof(mixed) - 1, columns, &width), bytes[columns]);
		assert_int_equal(width, widths[columns]);
		assert_int_equal(text_fit(mixed, sizeof(mixed) - 1, columns, NULL), bytes[columns]);
	}
}

static void assert_padded(const char *from, int columns, const char *want)
{
	struct str s = STR_INIT;

	text_pad(&s, from, strlen(from), columns);
	assert_string_equal(str_text(&s), want);
	str_free(&s);
}

static void text_pad__cuts_and_pads_at_every_column(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	assert_padded(mixed, 0, "");
	assert_padded(mixed, -3, "");
	assert_padded(mixed, 1, "\xE2\x80\xA6");
	assert_padded(mixed, 2, "e\xCC\x81\xE2\x80\xA6");
	/* A wide character that would take the place of the sign leaves a blank. */
	assert_padded(mixed, 3, "e\xCC\x81\xE2\x80\xA6 ");
	assert_padded(mixed, 4, "e\xCC\x81\xE4\xB8\xAD\xE2\x80\xA6");
	assert_padded(mixed, 5, mixed);
	assert_padded(mixed, 7, "e\xCC\x81\xE4\xB8\xAD\xD7\xA9\xD6\xB8\xD7\x81x  ");
	assert_padded("", 3, "   ");
}

static void text_pad__gives_exactly_the_columns_for_random_text(void **state)
{
	static const uint32_t letters[] = { 'a', ' ', 0xE9, 0x4E2D, 0x5D0, 0x5B8, 0x301, 0x915,
		0x93E, 0x94D, 0x1F600, 0x11A8, 0xAC00 };
	struct chance chance = chance_open(__func__);
	int round;

	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	for (round = 0; round < 50000; round++) {
		struct str raw = STR_INIT;
		struct str clean = STR_INIT;
		struct str out = STR_INIT;
		int columns = (int)chance_below(&chance, 20);
		uint32_t n = chance_below(&chance, 20);

		while (n-- > 0)
			str_add_cp(&raw, letters[chance_below(&chance, N(letters))]);
		text_clean(&clean, str_text(&raw), raw.len, TEXT_LINE);
		text_pad(&out, str_text(&clean), clean.len, columns);
		assert_true(text_is_utf8(str_text(&out), out.len));
		assert_int_equal(text_width(str_text(&out), out.len), columns);
		str_free(&raw);
		str_free(&clean);
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_cell_width__is_the_same_in_every_locale),
		cmocka_unit_test(text_cell_width__is_between_none_and_two_for_everything),
		cmocka_unit_test(text_width__adds_up),
		cmocka_unit_test(text_fit__keeps_marks_with_their_base_at_every_column),
		cmocka_unit_test(text_pad__cuts_and_pads_at_every_column),
		cmocka_unit_test(text_pad__gives_exactly_the_columns_for_random_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
