#include "config.h"

#include "model/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_tag(const char *typed, const char *expected)
{
	struct str out = STR_INIT;

	if (!language_code(typed, strlen(typed), &out))
		fail_msg("%s is no language", typed);
	if (strcmp(str_text(&out), expected) != 0)
		fail_msg("%s is %s, expected %s", typed, str_text(&out), expected);
	str_free(&out);
}

static void assert_no_tag(const char *typed)
{
	struct str out = STR_INIT;

	if (language_code(typed, strlen(typed), &out))
		fail_msg("%s is %s", typed, str_text(&out));
	assert_int_equal(out.len, 0);
	str_free(&out);
}

static void language_code__takes_tags_in_any_case(void **state)
{
	(void)state;
	assert_tag("he", "he");
	assert_tag("EN", "en");
	assert_tag("zh-hant", "zh-Hant");
	assert_tag("pt-br", "pt-BR");
	assert_tag("yue", "yue");
}

static void language_code__takes_names_in_english_and_their_own(void **state)
{
	(void)state;
	assert_tag("Hebrew", "he");
	assert_tag("spanish", "es");
	assert_tag("ESPAÑOL", "es");
	assert_tag("espanol", "es");
	assert_tag("עברית", "he");
	assert_tag("العربية", "ar");
	assert_tag("français", "fr");
	assert_tag("中文", "zh");
	assert_tag("hebreo", "he");
	assert_tag("Traditional Chinese", "zh-Hant");
	assert_tag("Farsi", "fa");
}

static void language_code__takes_nothing_else(void **state)
{
	(void)state;
	assert_no_tag("");
	assert_no_tag("xq");
	assert_no_tag("-");
	assert_no_tag("Klingonese");
	assert_no_tag("english language");
	assert_no_tag("en_GB_something_long_that_is_no_tag_at_all");
}

static void language_name__is_english(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	assert_true(language_name("he", &out));
	assert_string_equal(str_text(&out), "Hebrew");
	str_clear(&out);
	assert_true(language_name("pt-BR", &out));
	assert_string_equal(str_text(&out), "Portuguese (Brazil)");
	str_clear(&out);
	assert_false(language_name("xq", &out));
	assert_int_equal(out.len, 0);
	str_free(&out);
}

static void language_at__gives_each_by_its_own_tag(void **state)
{
	size_t n = 0;

	(void)state;
	for (const char *tag; (tag = language_at(n)) != NULL; n++) {
		struct str out = STR_INIT, name = STR_INIT;

		assert_true(language_name(tag, &name));
		assert_true(language_code(tag, strlen(tag), &out));
		str_free(&out);
		str_free(&name);
	}
	assert_true(n > 100);
	assert_null(language_at(n + 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(language_code__takes_tags_in_any_case),
		cmocka_unit_test(language_code__takes_names_in_english_and_their_own),
		cmocka_unit_test(language_code__takes_nothing_else),
		cmocka_unit_test(language_name__is_english),
		cmocka_unit_test(language_at__gives_each_by_its_own_tag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
