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

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "tests/unit/seed.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static const char *const bad_utf8[] = {
	"\x80", /* a continuation alone */
	"\xBF",
	"\xC0\xAF", /* overlong, two bytes */
	"\xC1\xBF",
	"\xE0\x80\xAF", /* overlong, three */
	"\xE0\x9F\xBF",
	"\xF0\x80\x80\xAF", /* overlong, four */
	"\xF0\x8F\xBF\xBF",
	"\xED\xA0\x80", /* surrogates */
	"\xED\xBF\xBF",
	"\xF4\x90\x80\x80", /* above U+10FFFF */
	"\xF5\x80\x80\x80",
	"\xF8\x88\x80\x80\x80",
	"\xFE",
	"\xFF",
	"\xC3", /* cut */
	"\xE4\xB8",
	"\xE4",
	"\xF0\x9F\x98",
	"\xC3(", /* followed by what continues nothing */
	"\xE4\xB8(",
	"\xF0\x9F\x98(",
};

static void text_is_utf8__refuses_bad_bytes_of_every_kind(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < N(bad_utf8); i++) {
		char inside[16];

		if (text_is_utf8(bad_utf8[i], strlen(bad_utf8[i])))
			fail_msg("%zu alone was taken", i);
		snprintf(inside, sizeof(inside), "ab%s", bad_utf8[i]);
		if (text_is_utf8(inside, strlen(inside)))
			fail_msg("%zu inside was taken", i);
	}
}

static void text_is_utf8__takes_the_edges(void **state)
{
	static const char edges[] =
		"\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"
		"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF";

	(void)state;
	assert_true(text_is_utf8(edges, sizeof(edges) - 1));
	assert_true(text_is_utf8("", 0));
	assert_true(text_is_utf8("a\0b", 3));
}

static void text_next__passes_bad_bytes_one_at_a_time(void **state)
{
	size_t used;
	size_t i;

	(void)state;
	for (i = 0; i < N(bad_utf8); i++) {
		assert_int_equal(text_next(bad_utf8[i], strlen(bad_utf8[i]), &used), 0xFFFD);
		assert_int_equal(used, 1);
	}
	/* A true U+FFFD is not a bad byte. */
	assert_int_equal(text_next("\xEF\xBF\xBD", 3, &used), 0xFFFD);
	assert_int_equal(used, 3);
}

static void text_next__reads_every_scalar_value(void **state)
{
	uint32_t cp;

	(void)state;
	for (cp = 0; cp <= 0x10FFFF; cp++) {
		struct str s = STR_INIT;
		size_t used;

		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		str_add_cp(&s, cp);
		if (text_next(s.data, s.len, &used) != cp || used != s.len)
			fail_msg("U+%04X", cp);
		str_free(&s);
	}
}

static void assert_taken(const char *from, const char *want)
{
	struct str s = STR_INIT;

	assert_int_equal(text_take(from, strlen(from), &s), ST_OK);
	assert_string_equal(str_text(&s), want);
	str_free(&s);
}

static void text_take__makes_nfc(void **state)
{
	(void)state;
	/* Vietnamese: e + circumflex + tilde, in both orders of typing that are the same letter. */
	assert_taken("Nguye\xCC\x82\xCC\x83n", "Nguy\xE1\xBB\x85n");
	assert_taken("\xC3\xAA\xCC\x83", "\xE1\xBB\x85");
	/* Korean: conjoining jamo, and a syllable with its final. */
	assert_taken("\xE1\x84\x80\xE1\x85\xB5\xE1\x86\xB7", "\xEA\xB9\x80");
	assert_taken("\xEA\xB8\xB0\xE1\x86\xB7", "\xEA\xB9\x80");
	/* Hebrew: shin with dagesh and shin dot comes apart, its marks in canonical order. */
	assert_taken("\xEF\xAC\xAC", "\xD7\xA9\xD6\xBC\xD7\x81");
	assert_taken("\xD7\xA9\xD7\x81\xD6\xBC", "\xD7\xA9\xD6\xBC\xD7\x81");
	/* Angstrom and Ohm signs, a CJK compatibility ideograph, kana with its voicing. */
	assert_taken("\xE2\x84\xAB\xE2\x84\xA6", "\xC3\x85\xCE\xA9");
	assert_taken("\xEF\xA4\x80", "\xE8\xB1\x88");
	assert_taken("\xE3\x81\x8B\xE3\x82\x99", "\xE3\x81\x8C");
	/* Compatibility forms are letters of their own in NFC. */
	assert_taken("\xEF\xAC\x81", "\xEF\xAC\x81");
	/* A Greek question mark is a semicolon. */
	assert_taken("\xCD\xBE", ";");
}

static void text_take__trims_and_settles_line_ends(void **state)
{
	(void)state;
	assert_taken("", "");
	assert_taken(" \t\r\n ", "");
	assert_taken("  Noa Cohen\t\n", "Noa Cohen");
	assert_taken("\xC2\xA0\xE3\x80\x80\xE9\x99\xB3\xE2\x80\x83", "\xE9\x99\xB3");
	assert_taken("a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne");
	assert_taken("Nguye\xCC\x82n\r\nVa\xCC\x86n", "Nguy\xC3\xAAn\nV\xC4\x83n");
}

static void text_take__refuses_bad_bytes_and_nul_and_appends_nothing(void **state)
{
	struct str s = STR_INIT;
	size_t i;

	(void)state;
	str_add(&s, "kept");
	for (i = 0; i < N(bad_utf8); i++) {
		char inside[16];

		snprintf(inside, sizeof(inside), "ab%s", bad_utf8[i]);
		assert_int_equal(text_take(inside, strlen(inside), &s), ST_INVALID);
	}
	assert_int_equal(text_take("a\0b", 3, &s), ST_INVALID);
	assert_int_equal(text_take("\xC3\xA9\0", 3, &s), ST_INVALID);
	assert_string_equal(str_text(&s), "kept");
	str_free(&s);
}

static bool is_nfc(const char *text, size_t len)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
	UChar *units = malloc((len + 1) * sizeof(UChar));
	int32_t n;
	bool yes;

	assert_non_null(units);
	u_strFromUTF8(units, (int32_t)len + 1, &n, text, (int32_t)len, &error);
	yes = unorm2_isNormalized(nfc, units, n, &error);
	assert_true(U_SUCCESS(error));
	free(units);
	return yes;
}

/* The shortcuts for common letters must not let through what ICU would change: all pairs with what
 * combines. */
static void text_take__gives_nfc_for_every_letter_with_every_kind_of_follower(void **state)
{
	static const uint32_t followers[] = { 0x300, 0x301, 0x308, 0x323, 0x338, 0x5BC, 0x5C1,
		0x653, 0x654, 0x655, 0x93C, 0x1161, 0x11A8, 0x3099 };
	uint32_t cp;
	size_t i;
	struct str from = STR_INIT;
	struct str to = STR_INIT;

	(void)state;
	for (cp = 1; cp <= 0x2FFFF; cp++) {
		if (!u_isalpha((UChar32)cp) && cp > 0x3000)
			continue;
		for (i = 0; i < N(followers); i++) {
			str_clear(&from);
			str_clear(&to);
			str_add_cp(&from, cp);
			str_add_cp(&from, followers[i]);
			assert_int_equal(text_take(from.data, from.len, &to), ST_OK);
			if (!is_nfc(str_text(&to), to.len))
				fail_msg("U+%04X U+%04X", cp, followers[i]);
			if (cp >= 0x5000 && cp < 0xF000)
				break;
		}
	}
	str_free(&from);
	str_free(&to);
}

static void text_take__takes_what_it_gave_unchanged(void **state)
{
	struct chance chance = chance_open(__func__);
	static const uint32_t blocks[] = { 0x20, 0xC0, 0x300, 0x590, 0x620, 0x900, 0x1100, 0x1E00,
		0x3040, 0xAC00, 0xF900 };
	int round;

	(void)state;
	for (round = 0; round < 20000; round++) {
		struct str from = STR_INIT;
		struct str once = STR_INIT;
		struct str twice = STR_INIT;
		uint32_t n = chance_below(&chance, round % 100 ? 12 : 700);

		while (n-- > 0)
			str_add_cp(&from, blocks[chance_below(&chance, N(blocks))] +
						  chance_below(&chance, 0x70));
		assert_int_equal(text_take(str_text(&from), from.len, &once), ST_OK);
		assert_true(is_nfc(str_text(&once), once.len));
		assert_int_equal(text_take(str_text(&once), once.len, &twice), ST_OK);
		assert_string_equal(str_text(&twice), str_text(&once));
		str_free(&from);
		str_free(&once);
		str_free(&twice);
	}
}

static void text_is_ref__takes_any_script(void **state)
{
	static const char *const refs[] = { "hk-letter", "P_12.A", "7",
		"\xD7\xA2\xD7\xAA\xD7\x99\xD7\xA8\xD7\x94-3", "\xE9\x99\xB3",
		"\xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\xA8\xE0\xA5\x8D\xE0\xA4\xA6\xE0\xA5\x80",
		"\xD9\xA3\xD9\xA4", "caf\xC3\xA9" };
	size_t i;

	(void)state;
	for (i = 0; i < N(refs); i++)
		if (!text_is_ref(refs[i]))
			fail_msg("%s was refused", refs[i]);
}

static void text_is_ref__refuses_the_rest(void **state)
{
	static const char *const bad[] = { "", " ", "a b", "a/b", "-a", ".a", "_a", "..", "a\n",
		"a:b",
		"a\xE2\x80\xAE"
		"b",
		"a\xE2\x80\x8B", "\xE3\x85\xA4",
		"\xCC\x81"
		"a",
		"a\xFF", "a\xC2\xA0", "a*", "\xF0\x9F\x98\x80" };
	size_t i;

	(void)state;
	for (i = 0; i < N(bad); i++)
		if (text_is_ref(bad[i]))
			fail_msg("%zu was taken", i);
}

static void text_is_ref__counts_code_points(void **state)
{
	struct str s = STR_INIT;
	int i;

	(void)state;
	for (i = 0; i < 64; i++)
		str_add_cp(&s, 0x9673);
	assert_true(text_is_ref(str_text(&s)));
	str_add_c(&s, 'a');
	assert_false(text_is_ref(str_text(&s)));
	str_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_utf8__refuses_bad_bytes_of_every_kind),
		cmocka_unit_test(text_is_utf8__takes_the_edges),
		cmocka_unit_test(text_next__passes_bad_bytes_one_at_a_time),
		cmocka_unit_test(text_next__reads_every_scalar_value),
		cmocka_unit_test(text_take__makes_nfc),
		cmocka_unit_test(text_take__trims_and_settles_line_ends),
		cmocka_unit_test(text_take__refuses_bad_bytes_and_nul_and_appends_nothing),
		cmocka_unit_test(text_take__gives_nfc_for_every_letter_with_every_kind_of_follower),
		cmocka_unit_test(text_take__takes_what_it_gave_unchanged),
		cmocka_unit_test(text_is_ref__takes_any_script),
		cmocka_unit_test(text_is_ref__refuses_the_rest),
		cmocka_unit_test(text_is_ref__counts_code_points),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
