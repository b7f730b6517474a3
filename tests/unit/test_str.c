#include "config.h"

#include "model/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/text.h"

#include "tests/unit/seed.h"

static void str_text__is_never_null(void **state)
{
	struct str s = STR_INIT;
	char *text;

	(void)state;
	assert_string_equal(str_text(&s), "");
	text = str_detach(&s);
	assert_string_equal(text, "");
	free(text);
	str_free(&s);
}

static void str_add__grows_and_counts(void **state)
{
	struct str s = STR_INIT;
	int i;

	(void)state;
	for (i = 0; i < 10000; i++)
		str_add(&s, "abc");
	assert_int_equal(s.len, 30000);
	assert_int_equal(strlen(str_text(&s)), 30000);
	assert_memory_equal(s.data + 29997, "abc", 4);
	assert_false(s.cut);
	str_free(&s);
	assert_null(s.data);
	str_add_c(&s, 'x');
	assert_string_equal(str_text(&s), "x");
	str_free(&s);
}

static void str_add_n__holds_nul(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add_n(&s, "a\0b", 3);
	str_add_c(&s, 'c');
	assert_int_equal(s.len, 4);
	assert_memory_equal(s.data, "a\0bc", 5);
	str_free(&s);
}

static void str_add_cp__writes_utf8_of_every_length(void **state)
{
	static const uint32_t cps[] = { 0x41, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF,
		0x10000, 0x10FFFF };
	struct str s = STR_INIT;
	size_t used;
	size_t at = 0;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cps) / sizeof(cps[0]); i++)
		str_add_cp(&s, cps[i]);
	assert_true(text_is_utf8(s.data, s.len));
	for (i = 0; i < sizeof(cps) / sizeof(cps[0]); i++) {
		assert_int_equal(text_next(s.data + at, s.len - at, &used), cps[i]);
		at += used;
	}
	assert_int_equal(at, s.len);
	str_free(&s);
}

static void str_add_cp__replaces_what_is_no_scalar_value(void **state)
{
	static const uint32_t bad[] = { 0xD800, 0xDFFF, 0x110000, UINT32_MAX };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct str s = STR_INIT;

		str_add_cp(&s, bad[i]);
		assert_string_equal(str_text(&s), "\xEF\xBF\xBD");
		str_free(&s);
	}
}

static void str_addf__formats_short_and_long(void **state)
{
	struct str s = STR_INIT;
	char *long_text = malloc(2001);

	(void)state;
	assert_non_null(long_text);
	memset(long_text, 'y', 2000);
	long_text[2000] = '\0';
	str_addf(&s, "%d of %s;", 7, "nine");
	assert_string_equal(str_text(&s), "7 of nine;");
	str_clear(&s);
	str_addf(&s, "<%s>", long_text);
	assert_int_equal(s.len, 2002);
	assert_int_equal(s.data[2000], 'y');
	assert_string_equal(s.data + 2001, ">");
	/* 255 and 256 bytes: the edge of what is formatted without allocating. */
	str_clear(&s);
	str_addf(&s, "%.255s", long_text);
	assert_int_equal(s.len, 255);
	str_addf(&s, "%.256s", long_text);
	assert_int_equal(s.len, 511);
	free(long_text);
	str_free(&s);
}

static void str_add__stops_at_its_largest_size(void **state)
{
	struct str s;

	(void)state;
	str_init(&s, 5);
	str_add(&s, "abc");
	assert_false(s.cut);
	str_add(&s, "defg");
	assert_true(s.cut);
	assert_string_equal(str_text(&s), "abcde");
	str_add_c(&s, 'x');
	assert_string_equal(str_text(&s), "abcde");
	str_clear(&s);
	assert_false(s.cut);
	assert_string_equal(str_text(&s), "");
	str_add(&s, "12345");
	assert_string_equal(str_text(&s), "12345");
	assert_false(s.cut);
	str_free(&s);
}

static void str_add__never_parts_a_character_where_it_cuts(void **state)
{
	struct str s;
	size_t max;

	(void)state;
	/* a, U+00E9, U+05D0, U+4E2D, U+1F600: a cut falls on every byte of each. */
	for (max = 1; max < 12; max++) {
		str_init(&s, max);
		str_add(&s, "a\xC3\xA9\xD7\x90\xE4\xB8\xAD\xF0\x9F\x98\x80");
		assert_true(s.cut);
		assert_true(s.len <= max);
		assert_true(text_is_utf8(str_text(&s), s.len));
		/* What is shorter would fit, but would not be a beginning any more. */
		str_add(&s, "z");
		assert_null(strchr(str_text(&s), 'z'));
		str_free(&s);
	}
}

static void str_detach__gives_text_away_and_is_usable_again(void **state)
{
	struct str s = STR_INIT;
	char *text;

	(void)state;
	str_add(&s, "one");
	text = str_detach(&s);
	assert_int_equal(s.len, 0);
	assert_string_equal(str_text(&s), "");
	str_add(&s, "two");
	assert_string_equal(text, "one");
	assert_string_equal(str_text(&s), "two");
	free(text);
	str_free(&s);
}

static void str_add__equals_a_plain_copy_for_random_pieces(void **state)
{
	struct chance chance = chance_open(__func__);
	char want[4096];
	int round;

	(void)state;
	for (round = 0; round < 200; round++) {
		struct str s = STR_INIT;
		size_t len = 0;

		while (len < sizeof(want) - 300) {
			size_t n = chance_below(&chance, 300);
			size_t i;

			for (i = 0; i < n; i++)
				want[len + i] = (char)chance_below(&chance, 256);
			str_add_n(&s, want + len, n);
			len += n;
			assert_int_equal(s.len, len);
			assert_int_equal(s.data[len], '\0');
		}
		assert_memory_equal(s.data, want, len);
		str_free(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(str_text__is_never_null),
		cmocka_unit_test(str_add__grows_and_counts),
		cmocka_unit_test(str_add_n__holds_nul),
		cmocka_unit_test(str_add_cp__writes_utf8_of_every_length),
		cmocka_unit_test(str_add_cp__replaces_what_is_no_scalar_value),
		cmocka_unit_test(str_addf__formats_short_and_long),
		cmocka_unit_test(str_add__stops_at_its_largest_size),
		cmocka_unit_test(str_add__never_parts_a_character_where_it_cuts),
		cmocka_unit_test(str_detach__gives_text_away_and_is_usable_again),
		cmocka_unit_test(str_add__equals_a_plain_copy_for_random_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
