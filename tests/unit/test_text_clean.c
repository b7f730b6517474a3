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

/* The code points of `from`, ended by 0, as UTF-8. */
static void utf8(struct str *s, const uint32_t *from)
{
	str_clear(s);
	for (; *from; from++)
		str_add_cp(s, *from);
}

static void assert_clean_cps(const uint32_t *from, const uint32_t *want)
{
	struct str in = STR_INIT;
	struct str expected = STR_INIT;
	struct str out = STR_INIT;

	utf8(&in, from);
	utf8(&expected, want);
	text_clean(&out, str_text(&in), in.len, TEXT_LINE);
	assert_string_equal(str_text(&out), str_text(&expected));
	str_free(&in);
	str_free(&expected);
	str_free(&out);
}

static void assert_clean(const char *from, const char *want)
{
	struct str out = STR_INIT;

	text_clean(&out, from, strlen(from), TEXT_LINE);
	assert_string_equal(str_text(&out), want);
	str_free(&out);
}

static void text_clean__leaves_good_text_alone(void **state)
{
	static const char *const texts[] = { "", "Cohen, Noa <noa@example.org>",
		"Garc\xC3\xAD"
		"a, Jos\xC3\xA9",
		"\xE9\x99\xB3 \xE5\xB0\x8F\xE6\x98\x8E",
		"\xD7\x9B\xD7\x94\xD7\x9F, \xD7\xA0\xD7\x95\xD7\xA2\xD7\x94",
		"\xD7\xA9\xD6\xB8\xD7\x81\xD7\x9C\xD7\x95\xD6\xB9\xD7\x9D",
		"\xD9\x85\xD9\x8F\xD8\xAD\xD9\x8E\xD9\x85\xD9\x8E\xD9\x91\xD8\xAF",
		"\xE0\xB8\x99\xE0\xB9\x89\xE0\xB8\xB3", "\xEA\xB9\x80\xEB\xAF\xBC\xEC\x88\x98",
		"\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5\x80",
		"\xF0\x9F\x98\x80 ok",
		"a\xC2\xA0"
		"b \xE2\x80\xA6 \xC2\xAB\xE2\x80\x9C\xC2\xBB" };
	size_t i;

	(void)state;
	for (i = 0; i < N(texts); i++)
		assert_clean(texts[i], texts[i]);
}

static void text_clean__shows_control_characters(void **state)
{
	(void)state;
	assert_clean("a\x1B[31mb", "a\xE2\x90\x9B[31mb");
	assert_clean("\x01\x07\x08\x7F", "\xE2\x90\x81\xE2\x90\x87\xE2\x90\x88\xE2\x90\xA1");
	assert_clean("a\tb", "a b");
	assert_clean("a\r\nb", "a\xE2\x90\x8D\xE2\x90\x8A"
			       "b");
	/* C1: NEL and CSI, which some terminals obey. */
	assert_clean("a\xC2\x85\xC2\x9B"
		     "31m",
		"a<U+0085><U+009B>31m");
	assert_clean("\xE2\x80\xA8\xE2\x80\xA9", "<U+2028><U+2029>");
}

static void text_clean__shows_nul(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	text_clean(&out, "a\0b", 3, TEXT_LINES);
	assert_string_equal(str_text(&out), "a\xE2\x90\x80"
					    "b");
	str_free(&out);
}

static void text_clean__keeps_lf_alone_in_lines(void **state)
{
	struct str out = STR_INIT;
	const char *from = "a\nb\r\n\tc\x0B\x0C";

	(void)state;
	text_clean(&out, from, strlen(from), TEXT_LINES);
	assert_string_equal(str_text(&out), "a\nb\xE2\x90\x8D\n c\xE2\x90\x8B\xE2\x90\x8C");
	str_free(&out);
}

static void text_clean__replaces_bad_bytes_one_by_one(void **state)
{
	(void)state;
	assert_clean("a\xFF\xC3(", "a\xEF\xBF\xBD\xEF\xBF\xBD(");
	assert_clean("\xE4\xB8", "\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_clean("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void text_clean__shows_what_is_invisible(void **state)
{
	static const uint32_t hidden[] = { 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180B,
		0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D,
		0x202E, 0x2060, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206F, 0x3164, 0xFE00,
		0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0x1D173, 0xE0001, 0xE0041, 0xE007F,
		0xE0100, 0xE01EF };
	size_t i;

	(void)state;
	for (i = 0; i < N(hidden); i++) {
		struct str from = STR_INIT;
		char want[32];

		str_add_c(&from, 'a');
		str_add_cp(&from, hidden[i]);
		str_add_c(&from, 'b');
		snprintf(want, sizeof(want), "a<U+%04X>b", hidden[i]);
		assert_clean(str_text(&from), want);
		str_free(&from);
	}
}

static void text_clean__replaces_private_and_unassigned(void **state)
{
	static const uint32_t from[] = { 'a', 0xE000, 0xFDD0, 0xFFFE, 0x378, 0xF0000, 0x10FFFF, 'b',
		0 };
	static const uint32_t want[] = { 'a', 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 'b',
		0 };

	(void)state;
	assert_clean_cps(from, want);
}

static void text_clean__keeps_four_marks_on_a_base(void **state)
{
	static const uint32_t four[] = { 'e', 0x301, 0x302, 0x303, 0x304, 'x', 0 };
	static const uint32_t flood[] = { 'e', 0x301, 0x302, 0x303, 0x304, 0x305, 0x306, 0x307, 'x',
		0 };
	static const uint32_t stopped[] = { 'e', 0x301, 0x302, 0x303, 0x304, 0xFFFD, 'x', 0 };

	(void)state;
	assert_clean_cps(four, four);
	assert_clean_cps(flood, stopped);
}

static void text_clean__gives_a_lone_mark_a_circle(void **state)
{
	static const uint32_t first[] = { 0x301, 'a', 0 };
	static const uint32_t first_want[] = { 0x25CC, 0x301, 'a', 0 };
	static const uint32_t blank[] = { 'a', ' ', 0x5B8, 0x301, 0 };
	static const uint32_t blank_want[] = { 'a', ' ', 0x25CC, 0x5B8, 0x301, 0 };
	static const uint32_t vowel[] = { 0x93E, 0x902, 0 };
	static const uint32_t vowel_want[] = { 0x25CC, 0x93E, 0x902, 0 };
	static const uint32_t jamo[] = { 0x1161, 0 };
	static const uint32_t jamo_want[] = { 0x25CC, 0x1161, 0 };

	(void)state;
	assert_clean_cps(first, first_want);
	assert_clean_cps(blank, blank_want);
	assert_clean_cps(vowel, vowel_want);
	assert_clean_cps(jamo, jamo_want);
}

static void text_clean__keeps_joiners_where_a_script_needs_them(void **state)
{
	static const uint32_t persian[] = { 0x645, 0x6CC, 0x200C, 0x62E, 0x648, 0x627, 0x647, 0x645,
		0 };
	static const uint32_t sinhala[] = { 0xDC1, 0xDCA, 0x200D, 0xDBB, 0xDD3, 0 };
	static const uint32_t bengali[] = { 0x9B0, 0x200D, 0x9CD, 0x9AF, 0x9BE, 0x9AC, 0 };
	static const uint32_t malayalam[] = { 0xD28, 0xD4D, 0x200C, 0xD28, 0 };
	static const uint32_t vowelled[] = { 0x645, 0x64E, 0x200C, 0x62E, 0 };

	(void)state;
	assert_clean_cps(persian, persian);
	assert_clean_cps(sinhala, sinhala);
	assert_clean_cps(bengali, bengali);
	assert_clean_cps(malayalam, malayalam);
	assert_clean_cps(vowelled, vowelled);
}

static void text_clean__shows_joiners_elsewhere(void **state)
{
	struct str from = STR_INIT;
	static const uint32_t last[] = { 0x645, 0x200C, 0 };
	static const uint32_t first[] = { 0x200D, 0x645, 0 };
	static const uint32_t twice[] = { 0x645, 0x200C, 0x200C, 0x62E, 0 };
	static const uint32_t hebrew[] = { 0x5D0, 0x200D, 0x5D1, 0 };

	(void)state;
	utf8(&from, last);
	assert_clean(str_text(&from), "\xD9\x85<U+200C>");
	utf8(&from, first);
	assert_clean(str_text(&from), "<U+200D>\xD9\x85");
	utf8(&from, twice);
	assert_clean(str_text(&from), "\xD9\x85<U+200C><U+200C>\xD8\xAE");
	utf8(&from, hebrew);
	assert_clean(str_text(&from), "\xD7\x90<U+200D>\xD7\x91");
	str_free(&from);
}

static void text_clean__keeps_a_variation_selector_on_an_emoji(void **state)
{
	static const uint32_t heart[] = { 0x2764, 0xFE0F, 'a', 0 };
	static const uint32_t keycap[] = { '1', 0xFE0F, 0x20E3, 0 };
	static const uint32_t twice[] = { 0x2764, 0xFE0F, 0xFE0F, 0 };
	struct str from = STR_INIT;

	(void)state;
	assert_clean_cps(heart, heart);
	assert_clean_cps(keycap, keycap);
	utf8(&from, twice);
	assert_clean(str_text(&from), "\xE2\x9D\xA4\xEF\xB8\x8F<U+FE0F>");
	str_free(&from);
}

/* What holds of every output, whatever went in. */
static void assert_harmless(const char *text, size_t len, enum text_shape shape)
{
	size_t i = 0;
	int marks = 0;

	assert_true(text_is_utf8(text, len));
	while (i < len) {
		size_t used;
		uint32_t cp = text_next(text + i, len - i, &used);

		if (cp < 0x20 && !(cp == '\n' && shape == TEXT_LINES))
			fail_msg("control U+%04X", cp);
		if ((cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
			(cp >= 0x2066 && cp <= 0x2069) || cp == 0x200B || cp == 0x200E ||
			cp == 0x200F || cp == 0xFEFF || cp == 0x2028 || cp == 0x2029 ||
			(cp >= 0xE0000 && cp <= 0xE0FFF))
			fail_msg("U+%04X", cp);
		marks = text_cell_width(cp) == 0 && cp != '\n' ? marks + 1 : 0;
		assert_true(marks <= 4);
		i += used;
	}
	if (len > 0)
		assert_true(text[0] == '\n' ||
			    text_cell_width(text_next(text, len, &(size_t){ 0 })) > 0);
}

static void check_once(const struct str *from, enum text_shape shape)
{
	struct str once = STR_INIT;
	struct str twice = STR_INIT;

	text_clean(&once, str_text(from), from->len, shape);
	assert_harmless(str_text(&once), once.len, shape);
	text_clean(&twice, str_text(&once), once.len, shape);
	assert_int_equal(once.len, twice.len);
	assert_memory_equal(str_text(&once), str_text(&twice), once.len);
	str_free(&once);
	str_free(&twice);
}

static void text_clean__is_harmless_and_changes_nothing_twice_for_every_code_point(void **state)
{
	static const uint32_t before[] = { 0, 'a', ' ', 0x645, 0x2764, 0x1100, 0x94D };
	struct str from = STR_INIT;
	uint32_t cp;
	size_t i;

	(void)state;
	for (cp = 0; cp <= 0x10FFFF; cp++) {
		/* Planes 4 to 13 hold nothing, 15 and 16 the same thing all over. */
		if (cp == 0x40000)
			cp = 0xDFF00;
		if (cp == 0xF0100)
			cp = 0x10FF00;
		for (i = 0; i < N(before); i++) {
			str_clear(&from);
			if (before[i])
				str_add_cp(&from, before[i]);
			str_add_cp(&from, cp);
			check_once(&from, TEXT_LINE);
		}
	}
	str_free(&from);
}

static void add_random(struct str *s, struct chance *chance)
{
	static const uint32_t tricky[] = { 0x200C, 0x200D, 0xFE0E, 0xFE0F, 0x301, 0x5B8, 0x64B,
		0x651, 0x94D, 0x9CD, 0x93E, 0xDCA, 0x645, 0x915, 0x9B0, 0xDBB, 0x1161, 0x11A8,
		0x1100, 0x2764, 0x202E, 0xE0041, 0x17B4, 0x17D2, 0x1780, 0x180B, 0x1820, 0x600,
		0x25CC, 0xFFFD, 'a', ' ', '\n', '1', 0x20E3, 0x1F600, 0x4E2D };

	if (chance_below(chance, 10) == 0)
		str_add_c(s, (char)chance_below(chance, 256));
	else if (chance_below(chance, 10) == 0)
		str_add_cp(s, chance_below(chance, 0x30000));
	else
		str_add_cp(s, tricky[chance_below(chance, N(tricky))]);
}

static void text_clean__is_harmless_and_changes_nothing_twice_for_random_text(void **state)
{
	struct chance chance = chance_open(__func__);
	int round;

	(void)state;
	for (round = 0; round < 200000; round++) {
		struct str from = STR_INIT;
		uint32_t n = chance_below(&chance, 12);

		while (n-- > 0)
			add_random(&from, &chance);
		check_once(&from, round % 2 ? TEXT_LINE : TEXT_LINES);
		str_free(&from);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_clean__leaves_good_text_alone),
		cmocka_unit_test(text_clean__shows_control_characters),
		cmocka_unit_test(text_clean__shows_nul),
		cmocka_unit_test(text_clean__keeps_lf_alone_in_lines),
		cmocka_unit_test(text_clean__replaces_bad_bytes_one_by_one),
		cmocka_unit_test(text_clean__shows_what_is_invisible),
		cmocka_unit_test(text_clean__replaces_private_and_unassigned),
		cmocka_unit_test(text_clean__keeps_four_marks_on_a_base),
		cmocka_unit_test(text_clean__gives_a_lone_mark_a_circle),
		cmocka_unit_test(text_clean__keeps_joiners_where_a_script_needs_them),
		cmocka_unit_test(text_clean__shows_joiners_elsewhere),
		cmocka_unit_test(text_clean__keeps_a_variation_selector_on_an_emoji),
		cmocka_unit_test(
			text_clean__is_harmless_and_changes_nothing_twice_for_every_code_point),
		cmocka_unit_test(text_clean__is_harmless_and_changes_nothing_twice_for_random_text),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
