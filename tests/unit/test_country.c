#include "config.h"

#include "model/country.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_code(const char *typed, const char *expected)
{
	char out[3] = "??";

	if (!country_code(typed, strlen(typed), out))
		fail_msg("%s is no country", typed);
	if (strcmp(out, expected))
		fail_msg("%s is %s, expected %s", typed, out, expected);
}

static void assert_no_code(const char *typed, size_t len)
{
	char out[3] = "??";

	if (country_code(typed, len, out))
		fail_msg("%.*s is %s", (int)len, typed, out);
}

static void country_code__takes_codes_in_any_case(void **state)
{
	(void)state;
	assert_code("IL", "IL");
	assert_code("hk", "HK");
	assert_code("Mx", "MX");
	assert_code("ISR", "IL");
	assert_code("mex", "MX");
	assert_code("gbr", "GB");
}

static void country_code__takes_english_names(void **state)
{
	(void)state;
	assert_code("Israel", "IL");
	assert_code("israel", "IL");
	assert_code("MEXICO", "MX");
	assert_code("México", "MX");
	assert_code("Côte d’Ivoire", "CI");
	assert_code("United States", "US");
	assert_code("Germany", "DE");
}

static void country_code__takes_names_in_other_languages(void **state)
{
	(void)state;
	assert_code("España", "ES");
	assert_code("Alemania", "DE");
	assert_code("ישראל", "IL");
	assert_code("Deutschland", "DE");
	assert_code("Allemagne", "DE");
	assert_code("墨西哥", "MX");
	assert_code("Estados Unidos", "US");
}

static void country_at__gives_each_once(void **state)
{
	size_t n = 0;

	(void)state;
	for (const char *code; (code = country_at(n)) != NULL; n++)
		assert_code(code, code);
	assert_true(n > 200);
}

static void country_code__takes_the_names_that_people_use(void **state)
{
	(void)state;
	assert_code("UK", "GB");
	assert_code("uk", "GB");
	assert_code("England", "GB");
	assert_code("USA", "US");
	assert_code("United States of America", "US");
	assert_code("Hong Kong", "HK");
	assert_code("South Korea", "KR");
	assert_code("Russian Federation", "RU");
	assert_code("Czech Republic", "CZ");
	assert_code("Turkey", "TR");
	assert_code("Palestine", "PS");
	assert_code("The Netherlands", "NL");
}

static void country_code__refuses_the_rest(void **state)
{
	static const char *const none[] = { "", " ", "I", "ZZ", "XX", "Atlantis", "ISRAELI", "--",
		"1L", "\xc3\xa9", "\xff\xff", "@@", "I\nL", "00", "{}" };

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_no_code(none[i], strlen(none[i]));
	assert_no_code("IL", 1);
	assert_no_code("IL\0", 3);
}

static void country_is_code__knows_what_iso_assigned(void **state)
{
	int n = 0;
	char code[3] = "";

	(void)state;
	for (code[0] = 'A'; code[0] <= 'Z'; code[0]++)
		for (code[1] = 'A'; code[1] <= 'Z'; code[1]++) {
			bool known = country_is_code(code, 2);

			n += known;
			if (known != (country_name(code) != NULL))
				fail_msg("%s", code);
			/* Its name leads back to it. */
			if (known)
				assert_code(country_name(code), code);
		}
	/* ISO 3166-1 has 249; libraries add one or two that are in use. */
	assert_true(n >= 249 && n <= 255);
	assert_false(country_is_code("il", 2));
	assert_false(country_is_code("ISR", 3));
	assert_false(country_is_code("I", 1));
	assert_false(country_is_code("", 0));
	assert_false(country_is_code("\xff\xff", 2));
}

static void country_name__is_english(void **state)
{
	(void)state;
	assert_string_equal(country_name("IL"), "Israel");
	assert_string_equal(country_name("MX"), "Mexico");
	assert_null(country_name("ZZ"));
	assert_null(country_name(""));
	assert_null(country_name("ISR"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(country_code__takes_codes_in_any_case),
		cmocka_unit_test(country_code__takes_english_names),
		cmocka_unit_test(country_code__takes_names_in_other_languages),
		cmocka_unit_test(country_at__gives_each_once),
		cmocka_unit_test(country_code__takes_the_names_that_people_use),
		cmocka_unit_test(country_code__refuses_the_rest),
		cmocka_unit_test(country_is_code__knows_what_iso_assigned),
		cmocka_unit_test(country_name__is_english),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
