#include "config.h"

#include "tui/fuzzy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int score(const char *pattern, const char *text)
{
	struct fuzzy *f = fuzzy_new(pattern);
	int n = fuzzy_score(f, text);

	fuzzy_free(f);
	return n;
}

static void fuzzy_score__finds_letters_in_their_order(void **state)
{
	(void)state;
	assert_true(score("hkl", "hk-letter") > 0);
	assert_int_equal(score("lhk", "hk-letter"), 0);
	assert_int_equal(score("hkz", "hk-letter"), 0);
	assert_true(score("", "hk-letter") > 0);
	assert_true(score("  ", "hk-letter") > 0);
}

static void fuzzy_score__does_not_mind_case_and_diacritics(void **state)
{
	(void)state;
	assert_true(score("garcia", "GARCÍA, José") > 0);
	assert_true(score("GARCÍA", "garcia") > 0);
	assert_true(score("陳", "陳 小明") > 0);
	assert_true(score("נועה", "כהן, נועה") > 0);
}

static void fuzzy_score__takes_words_in_any_order(void **state)
{
	(void)state;
	assert_true(score("noa cohen", "Cohen, Noa") > 0);
	assert_int_equal(score("noa cohn x", "Cohen, Noa"), 0);
}

static void fuzzy_score__prefers_starts_and_what_stands_together(void **state)
{
	(void)state;
	assert_true(score("pet", "petition") > score("pet", "competent"));
	assert_true(score("hkp", "hk-petition") > score("hkp", "the knapsack"));
	assert_true(score("open", "open the record") > score("open", "oppose the pen"));
	assert_true(score("let", "hk-letter") > score("let", "leave it"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fuzzy_score__finds_letters_in_their_order),
		cmocka_unit_test(fuzzy_score__does_not_mind_case_and_diacritics),
		cmocka_unit_test(fuzzy_score__takes_words_in_any_order),
		cmocka_unit_test(fuzzy_score__prefers_starts_and_what_stands_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
