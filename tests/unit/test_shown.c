#include "config.h"

#include "tui/shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct entity *kind(void)
{
	return entity_get(ENTITY_SIGNATORY);
}

/* What a text is read as, written again. */
static void assert_shown(const char *text, const char *expected)
{
	struct shown shown[COLUMNS_MAX];
	struct str out = STR_INIT;

	shown_write(kind(), shown, shown_read(kind(), text, shown), &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void assert_sort(const char *text, const char *expected)
{
	struct sort_key keys[QUERY_SORTS];
	struct str out = STR_INIT;

	sort_write(kind(), keys, sort_read(kind(), text, keys), &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void shown_read__passes_over_what_cannot_be(void **state)
{
	(void)state;
	assert_shown("name:30,country,signed:12", "name:30,country,signed:12");
	assert_shown("", "");
	assert_shown("colour,name", "name");
	assert_shown("name,name:20,city", "name,city");
	assert_shown("name:2,city:121,country:x,state:-3", "name,city,country,state");
	assert_shown(",,:,name:,", "name");
	assert_shown("name:99999999999999999999", "name");
	assert_shown("\xff\xfe,n", "");
}

static void shown_read__takes_no_more_than_there_is_room_for(void **state)
{
	struct shown shown[COLUMNS_MAX];
	struct str text = STR_INIT;

	(void)state;
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < kind()->n_fields; i++)
			str_addf(&text, "%s,", kind()->fields[i].name);
	assert_int_equal(shown_read(kind(), str_text(&text), shown),
		kind()->n_fields < COLUMNS_MAX ? kind()->n_fields : COLUMNS_MAX);
	str_free(&text);
}

static void shown_usual__fits_every_kind(void **state)
{
	(void)state;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		struct shown shown[COLUMNS_MAX];
		size_t n = shown_usual(e, -1, -1, shown);

		assert_true(e->n_fields <= COLUMNS_MAX);
		assert_true(n > 0);
		for (size_t k = 0; k < n; k++)
			assert_true(shown[k].field >= 0 && shown[k].field < (int)e->n_fields);
	}
}

static void sort_read__refuses_what_is_no_order(void **state)
{
	(void)state;
	assert_sort("country,-signed,name", "country,-signed,name");
	assert_sort("-country", "-country");
	assert_sort("country,-country,name", "country,name");
	assert_sort("colour", "");
	assert_sort("name,colour", "");
	assert_sort("", "");
	assert_sort("-", "");
	assert_sort("name,city,country,signed", "name,city,country,signed");
	assert_sort("name,city,country,signed,state", "");
}

static void sort_describe__says_it_in_words(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	sort_describe(kind(), "country,-signed", &out);
	assert_string_equal(str_text(&out), "Country, then signed, backwards");
	str_clear(&out);
	sort_describe(kind(), "-name", &out);
	assert_string_equal(str_text(&out), "Name, backwards");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shown_read__passes_over_what_cannot_be),
		cmocka_unit_test(shown_read__takes_no_more_than_there_is_room_for),
		cmocka_unit_test(shown_usual__fits_every_kind),
		cmocka_unit_test(sort_read__refuses_what_is_no_order),
		cmocka_unit_test(sort_describe__says_it_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
