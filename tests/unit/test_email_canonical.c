#include "config.h"

#include "model/email_canonical.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_canonical(const char *email, const char *expected)
{
	struct str out = STR_INIT;
	bool is = email_canonical(&out, email, strlen(email));

	assert_int_equal(is, *expected != 0);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void email_canonical__folds_case_and_takes_the_tag_off(void **state)
{
	(void)state;
	assert_canonical("Noa.Cohen@Example.ORG", "noa.cohen@example.org");
	assert_canonical(" noa+petition@example.org ", "noa@example.org");
	assert_canonical("noa+a+b@example.org.", "noa@example.org");
	assert_canonical("+noa@example.org", "+noa@example.org");
	assert_canonical("noa-x@example.org", "noa-x@example.org");
}

static void email_canonical__knows_what_gmail_passes_over(void **state)
{
	(void)state;
	assert_canonical("N.o.a.Cohen+hk@gmail.com", "noacohen@gmail.com");
	assert_canonical("noacohen@GoogleMail.com", "noacohen@gmail.com");
	assert_canonical("...@gmail.com", "...@gmail.com");
}

static void email_canonical__keeps_dots_where_they_count(void **state)
{
	(void)state;
	assert_canonical("noa.cohen+x@outlook.com", "noa.cohen@outlook.com");
	assert_canonical("noa.cohen@hotmail.com", "noa.cohen@hotmail.com");
	assert_canonical("noa.cohen+x@fastmail.com", "noa.cohen@fastmail.com");
}

static void email_canonical__joins_the_domains_of_a_provider(void **state)
{
	(void)state;
	assert_canonical("noa+x@me.com", "noa@icloud.com");
	assert_canonical("noa@mac.com", "noa@icloud.com");
	assert_canonical("noa.co-hen_1@pm.me", "noacohen1@proton.me");
	assert_canonical("noa.cohen@protonmail.com", "noacohen@proton.me");
	assert_canonical("noa-cohen@ya.ru", "noa.cohen@yandex.ru");
	assert_canonical("noa.cohen@yandex.com", "noa.cohen@yandex.ru");
}

static void email_canonical__takes_the_hyphen_tag_of_yahoo(void **state)
{
	(void)state;
	assert_canonical("noa-petitions@yahoo.com", "noa@yahoo.com");
	assert_canonical("noa-petitions@yahoo.co.uk", "noa@yahoo.co.uk");
	assert_canonical("noa+x@yahoo.com", "noa+x@yahoo.com");
}

static void email_canonical__writes_domains_in_ascii(void **state)
{
	(void)state;
	assert_canonical("noa@Bücher.example", "noa@xn--bcher-kva.example");
	assert_canonical("noa@XN--BCHER-KVA.example", "noa@xn--bcher-kva.example");
	assert_canonical("נועה@דוגמה.example", "נועה@xn--6dbbec0c.example");
	assert_canonical("JOSÉ@example.org", "josé@example.org");
}

static void email_canonical__refuses_what_is_no_address(void **state)
{
	(void)state;
	assert_canonical("", "");
	assert_canonical("noa", "");
	assert_canonical("@example.org", "");
	assert_canonical("noa@", "");
	assert_canonical("noa@..", "");
	assert_canonical("   ", "");
}

static void email_canonical__is_what_it_is_when_done_twice(void **state)
{
	static const char *const some[] = { "a.b+c@gmail.com", "a-b@yahoo.de", "a-b@ya.ru",
		"ü+x@bücher.example", "\"a b\"@example.org" };
	struct str once = STR_INIT, twice = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(some) / sizeof(some[0]); i++) {
		str_clear(&once);
		str_clear(&twice);
		assert_true(email_canonical(&once, some[i], strlen(some[i])));
		assert_true(email_canonical(&twice, once.data, once.len));
		assert_string_equal(once.data, twice.data);
	}
	str_free(&once);
	str_free(&twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(email_canonical__folds_case_and_takes_the_tag_off),
		cmocka_unit_test(email_canonical__knows_what_gmail_passes_over),
		cmocka_unit_test(email_canonical__keeps_dots_where_they_count),
		cmocka_unit_test(email_canonical__joins_the_domains_of_a_provider),
		cmocka_unit_test(email_canonical__takes_the_hyphen_tag_of_yahoo),
		cmocka_unit_test(email_canonical__writes_domains_in_ascii),
		cmocka_unit_test(email_canonical__refuses_what_is_no_address),
		cmocka_unit_test(email_canonical__is_what_it_is_when_done_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
