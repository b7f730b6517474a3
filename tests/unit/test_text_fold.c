#include "config.h"

#include "model/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/seed.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))

static void assert_folded(const char *from, const char *want)
{
	struct str s = STR_INIT;

	text_fold(&s, from, strlen(from));
	assert_string_equal(str_text(&s), want);
	str_free(&s);
}

static void assert_same(const char *a, const char *b)
{
	struct str s = STR_INIT;

	text_fold(&s, b, strlen(b));
	assert_folded(a, str_text(&s));
	str_free(&s);
}

static void text_fold__ignores_case_and_diacritics(void **state)
{
	(void)state;
	assert_folded("", "");
	assert_folded("Cohen, NOA 7", "cohen, noa 7");
	assert_folded("Jos\xC3\xA9", "jose");
	assert_folded("JOSE\xCC\x81", "jose");
	assert_folded("Nguy\xE1\xBB\x85n V\xC4\x83n", "nguyen van");
	assert_folded("STRA\xC3\x9F"
		      "E Stra\xE1\xBA\x9E"
		      "e",
		"strasse strasse");
	assert_folded("\xC5\x81\xC3\xB3"
		      "d\xC5\xBA \xC3\x98rsted \xC4\x90or\xC4\x91"
		      "e",
		"lodz orsted dorde");
	assert_folded("\xC4\xB0stanbul I\xC5\x9F\xC4\xB1k", "istanbul isik");
	assert_folded("\xEF\xBC\xA1\xEF\xBC\xA2 \xEF\xAC\x81", "ab fi");
	assert_same("\xD0\x99\xD0\x9E\xD0\x94", "\xD0\xB9\xD0\xBE\xD0\xB4");
	/* Greek: tonos, and the sigma that ends a word. */
	assert_same("\xCE\xA3\xCE\x8A\xCE\xA3\xCE\xA5\xCE\xA6\xCE\x9F\xCE\xA3",
		"\xCF\x83\xCE\xB9\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x82");
}

static void text_fold__ignores_hebrew_points_and_arabic_vowels(void **state)
{
	(void)state;
	assert_folded("\xD7\xA9\xD6\xB8\xD7\x81\xD7\x9C\xD7\x95\xD6\xB9\xD7\x9D",
		"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D");
	assert_folded("\xEF\xAC\xAC", "\xD7\xA9");
	/* Vowels and shadda; hamza above and below alef, on waw and ya; madda; tatweel. */
	assert_folded("\xD9\x85\xD9\x8F\xD8\xAD\xD9\x8E\xD9\x85\xD9\x8E\xD9\x91\xD8\xAF",
		"\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF");
	assert_same("\xD8\xA3\xD8\xAD\xD9\x85\xD8\xAF", "\xD8\xA7\xD8\xAD\xD9\x85\xD8\xAF");
	assert_same("\xD8\xA5\xD8\xA2\xD8\xA4\xD8\xA6", "\xD8\xA7\xD8\xA7\xD9\x88\xD9\x8A");
	assert_same("\xD9\x85\xD9\x80\xD9\x80\xD8\xAD", "\xD9\x85\xD8\xAD");
}

static void text_fold__ignores_what_is_invisible(void **state)
{
	(void)state;
	assert_folded("a\xE2\x80\xAE"
		      "b\xE2\x80\x8F"
		      "c\xC2\xAD"
		      "d\xE2\x81\xA6"
		      "e\xE2\x80\x8C"
		      "f\xEF\xBB\xBF",
		"abcdef");
}

static void text_fold__keeps_marks_that_make_another_letter(void **state)
{
	struct str ga = STR_INIT;
	struct str ka = STR_INIT;

	(void)state;
	text_fold(&ga, "\xE3\x81\x8C", 3);
	text_fold(&ka, "\xE3\x81\x8B", 3);
	assert_string_not_equal(str_text(&ga), str_text(&ka));
	assert_folded("\xE0\xA4\xB9\xE0\xA4\xBF", "\xE0\xA4\xB9\xE0\xA4\xBF");
	str_free(&ga);
	str_free(&ka);
}

static void text_fold__passes_over_bad_bytes(void **state)
{
	(void)state;
	assert_folded("Jo\xFFs\xC3\x80\x80", "josa");
	assert_folded("\xEF\xBF\xBD", "\xEF\xBF\xBD");
}

static void text_fold__changes_nothing_twice_for_every_code_point(void **state)
{
	struct str from = STR_INIT;
	struct str once = STR_INIT;
	struct str twice = STR_INIT;
	uint32_t cp;

	(void)state;
	for (cp = 1; cp < 0x30000; cp++) {
		str_clear(&from);
		str_clear(&once);
		str_clear(&twice);
		str_add_cp(&from, cp);
		text_fold(&once, from.data, from.len);
		text_fold(&twice, str_text(&once), once.len);
		if (strcmp(str_text(&once), str_text(&twice)) != 0)
			fail_msg("U+%04X", cp);
	}
	str_free(&from);
	str_free(&once);
	str_free(&twice);
}

/* What is dropped must not keep two marks apart that have an order: virama, anything, nukta. */
static void text_fold__puts_marks_in_order_across_what_it_drops(void **state)
{
	struct str from = STR_INIT;
	struct str once = STR_INIT;
	struct str twice = STR_INIT;
	uint32_t cp;

	(void)state;
	assert_same("\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xBC",
		"\xE0\xA4\x95\xE0\xA4\xBC\xE0\xA5\x8D");
	for (cp = 1; cp < 0x30000; cp++) {
		str_clear(&from);
		str_clear(&once);
		str_clear(&twice);
		str_add_cp(&from, 0x94D);
		str_add_cp(&from, cp);
		str_add_cp(&from, 0x93C);
		text_fold(&once, from.data, from.len);
		text_fold(&twice, str_text(&once), once.len);
		if (strcmp(str_text(&once), str_text(&twice)) != 0)
			fail_msg("U+%04X", cp);
	}
	str_free(&from);
	str_free(&once);
	str_free(&twice);
}

static void text_fold__puts_a_thousand_marks_in_order(void **state)
{
	struct str from = STR_INIT;
	struct str want = STR_INIT;
	struct str out = STR_INIT;
	int i;

	(void)state;
	str_add_cp(&from, 0x915);
	str_add_cp(&want, 0x915);
	for (i = 0; i < 1000; i++)
		str_add_cp(&from, i % 2 ? 0x93C : 0x94D);
	for (i = 0; i < 1000; i++)
		str_add_cp(&want, i < 500 ? 0x93C : 0x94D);
	text_fold(&out, from.data, from.len);
	assert_string_equal(str_text(&out), str_text(&want));
	str_free(&from);
	str_free(&want);
	str_free(&out);
}

/* Long text is folded piece by piece: where a piece ends must not show. */
static void text_fold__is_the_same_in_long_text_as_in_short(void **state)
{
	static const char *const words[] = { "Nguy\xE1\xBB\x85n ", "e\xCC\xA3\xCC\x82 ",
		"\xD7\xA9\xD6\xB8\xD7\x81 ", "\xEA\xB9\x80", "abc", "\xEF\xB7\xBA",
		"\xF0\x9F\x98\x80", "\xE3\x81\x8B\xE3\x82\x99" };
	struct chance chance = chance_open(__func__);
	int round;

	(void)state;
	for (round = 0; round < 300; round++) {
		struct str from = STR_INIT;
		struct str whole = STR_INIT;
		struct str pieces = STR_INIT;
		int n;

		for (n = 0; n < 200; n++) {
			const char *word = words[chance_below(&chance, N(words))];

			str_add(&from, word);
			text_fold(&pieces, word, strlen(word));
		}
		text_fold(&whole, str_text(&from), from.len);
		assert_string_equal(str_text(&whole), str_text(&pieces));
		str_free(&from);
		str_free(&whole);
		str_free(&pieces);
	}
}

static int compare(const char *a, const char *b)
{
	struct str ka = STR_INIT;
	struct str kb = STR_INIT;
	int order;

	text_sort_key(&ka, a, strlen(a));
	text_sort_key(&kb, b, strlen(b));
	order = memcmp(str_text(&ka), str_text(&kb), ka.len < kb.len ? ka.len : kb.len);
	if (!order)
		order = (ka.len > kb.len) - (ka.len < kb.len);
	str_free(&ka);
	str_free(&kb);
	return (order > 0) - (order < 0);
}

static void text_sort_key__orders_as_people_do(void **state)
{
	static const char *const ordered[] = { "", "12", "7", "Abel", "abeles", "\xC3\x81ngel",
		"angela", "cohen", "Cohen", "Cohen, Noa",
		"Garc\xC3\xAD"
		"a",
		"Garcia, Z",
		"u\xC3\x9F"
		"a",
		"\xC3\x9Czer", "zu", "\xCE\xA3\xCE\xAF\xCF\x83\xCF\x85\xCF\x86\xCE\xBF\xCF\x82",
		"\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "\xD7\x9B\xD7\x94\xD7\x9F",
		"\xD7\x9C\xD7\x95\xD7\x99", "\xD8\xA3\xD8\xAD\xD9\x85\xD8\xAF",
		"\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF", "\xEA\xB9\x80", "\xE5\xB0\x8F",
		"\xE9\x99\xB3" };
	size_t i;
	size_t k;

	(void)state;
	for (i = 0; i < N(ordered); i++)
		for (k = 0; k < N(ordered); k++)
			if (compare(ordered[i], ordered[k]) != (i > k) - (i < k))
				fail_msg("'%s' and '%s'", ordered[i], ordered[k]);
}

static void text_sort_key__tells_apart_accents_and_case_last(void **state)
{
	(void)state;
	assert_int_equal(compare("resume", "r\xC3\xA9sum\xC3\xA9"), -1);
	assert_int_equal(compare("r\xC3\xA9sum\xC3\xA9", "resumes"), -1);
	assert_int_equal(compare("jose", "Jose"), -1);
	assert_int_equal(compare("Jose\xCC\x81", "Jos\xC3\xA9"), 0);
	assert_int_equal(compare("x", "x"), 0);
}

static void text_sort_key__is_short_and_ends_without_nul(void **state)
{
	char from[2001];
	size_t len;

	(void)state;
	for (len = 0; len <= 2000; len += len < 100 ? 1 : 380) {
		struct str key = STR_INIT;

		memset(from, 'm', len);
		text_sort_key(&key, from, len);
		assert_true(key.len <= 48);
		assert_true(len == 0 || key.len > 0);
		assert_null(memchr(str_text(&key), 0, key.len));
		str_free(&key);
	}
}

static void text_sort_key__takes_bad_bytes(void **state)
{
	struct str key = STR_INIT;

	(void)state;
	text_sort_key(&key, "Co\xFFhen\xE4\xB8", 8);
	assert_true(key.len > 0 && key.len <= 48);
	str_free(&key);
}

static void text_sort_version__names_the_data(void **state)
{
	const char *name = text_sort_version();

	(void)state;
	assert_true(name[0] >= '1' && name[0] <= '9');
	assert_non_null(strchr(name, '.'));
	assert_string_equal(name, text_sort_version());
}

static void assert_slug(const char *title, const char *want)
{
	struct str s = STR_INIT;

	text_slug(&s, title, strlen(title));
	assert_string_equal(str_text(&s), want);
	str_free(&s);
}

static void text_slug__makes_ascii_words(void **state)
{
	(void)state;
	assert_slug("Letter to the EU, 3 December 2021", "letter-to-the-eu-3-december-2021");
	assert_slug("  --C\xC3\xB4te d'Ivoire!  ", "cote-divoire");
	assert_slug("STRASSE / Stra\xC3\x9F"
		    "e",
		"strasse-strasse");
	assert_slug("\xE9\x99\xB3\xE5\xB0\x8F\xE6\x98\x8E", "chen-xiao-ming");
	assert_slug("H\xE1\xBB\x99i \xC4\x91\xE1\xBB\x93ng", "hoi-dong");
	assert_slug("", "");
	assert_slug("!!! --- ???", "");
	assert_slug("\xFF\xFE", "");
}

static void text_slug__reads_hebrew_and_arabic(void **state)
{
	(void)state;
	assert_slug("\xD7\xA2\xD7\xAA\xD7\x99\xD7\xA8\xD7\x94 \xD7\xA0\xD7\x92\xD7\x93 "
		    "\xD7\x94\xD7\x9E\xD7\xA9\xD7\x98\xD7\xA8\xD7\x94",
		"tyrh-ngd-hmstrh");
	assert_slug("\xD8\xB1\xD8\xB3\xD8\xA7\xD9\x84\xD8\xA9 \xD8\xA5\xD9\x84\xD9\x89 "
		    "\xD8\xA7\xD9\x84\xD9\x88\xD8\xB2\xD9\x8A\xD8\xB1",
		"rsalt-aly-alwzyr");
}

static void text_slug__is_cut_at_a_word(void **state)
{
	(void)state;
	assert_slug("one two three four five six seven eight nine",
		"one-two-three-four-five-six-seven-eight");
	assert_slug("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	/* 40 bytes end exactly with a word. */
	assert_slug("aaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb c",
		"aaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbb");
}

static void text_slug__is_always_a_reference_or_empty(void **state)
{
	struct chance chance = chance_open(__func__);
	int round;

	(void)state;
	for (round = 0; round < 2000; round++) {
		struct str title = STR_INIT;
		struct str slug = STR_INIT;
		uint32_t n = chance_below(&chance, 100);
		size_t i;

		while (n-- > 0)
			str_add_cp(&title,
				chance_below(&chance, chance_below(&chance, 3) ? 0x250 : 0x3100));
		text_slug(&slug, str_text(&title), title.len);
		assert_true(slug.len <= 40);
		assert_true(slug.len == 0 || text_is_ref(str_text(&slug)));
		for (i = 0; i < slug.len; i++)
			assert_non_null(
				strchr("abcdefghijklmnopqrstuvwxyz0123456789-", slug.data[i]));
		assert_true(slug.len == 0 || slug.data[slug.len - 1] != '-');
		str_free(&title);
		str_free(&slug);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_fold__ignores_case_and_diacritics),
		cmocka_unit_test(text_fold__ignores_hebrew_points_and_arabic_vowels),
		cmocka_unit_test(text_fold__ignores_what_is_invisible),
		cmocka_unit_test(text_fold__keeps_marks_that_make_another_letter),
		cmocka_unit_test(text_fold__passes_over_bad_bytes),
		cmocka_unit_test(text_fold__changes_nothing_twice_for_every_code_point),
		cmocka_unit_test(text_fold__puts_marks_in_order_across_what_it_drops),
		cmocka_unit_test(text_fold__puts_a_thousand_marks_in_order),
		cmocka_unit_test(text_fold__is_the_same_in_long_text_as_in_short),
		cmocka_unit_test(text_sort_key__orders_as_people_do),
		cmocka_unit_test(text_sort_key__tells_apart_accents_and_case_last),
		cmocka_unit_test(text_sort_key__is_short_and_ends_without_nul),
		cmocka_unit_test(text_sort_key__takes_bad_bytes),
		cmocka_unit_test(text_sort_version__names_the_data),
		cmocka_unit_test(text_slug__makes_ascii_words),
		cmocka_unit_test(text_slug__reads_hebrew_and_arabic),
		cmocka_unit_test(text_slug__is_cut_at_a_word),
		cmocka_unit_test(text_slug__is_always_a_reference_or_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
