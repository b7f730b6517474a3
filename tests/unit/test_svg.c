#include "config.h"

#include "export/svg.h"

#include <locale.h>

#include "export/statement.h"
#include "tests/unit/model_help.h"
#include "tests/unit/xml_help.h"

static int64_t make_petition(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	return put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
}

static void sign(struct db *db, const char *country, const char *signed_on)
{
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Somebody", "country", country, "signed",
		signed_on, NULL);
}

static int count_of(const struct str *text, const char *what)
{
	int n = 0;

	for (const char *p = str_text(text); (p = strstr(p, what)) != NULL; p++)
		n++;
	return n;
}

static void svg__is_xml_with_a_title_and_words_whatever_the_words(void **state)
{
	struct str out = STR_INIT;
	struct svg *s = svg_open(&out, 100, 50, "A <title> & \x01", "Words \xff]]>");
	xmlDoc *doc;

	(void)state;
	svg_words(s, -5, 101, SVG_MIDDLE, true, "<script>alert(1)</script>\x1b");
	svg_line(s, SVG_DOTTED, 0, 1, -25, 1000);
	assert_true(svg_close(s));
	doc = xml_read(&out);
	assert_non_null(doc);
	xmlFreeDoc(doc);
	assert_int_equal(count_of(&out, "<script"), 0);
	assert_int_equal(count_of(&out, "<title>"), 1);
	assert_int_equal(count_of(&out, "<desc>"), 1);
	assert_non_null(strstr(str_text(&out), "x=\"-0.5\" y=\"10.1\""));
	assert_non_null(strstr(str_text(&out), "x2=\"-2.5\" y2=\"100\""));
	str_free(&out);
}

static void countries__have_a_bar_each_and_share_the_last(void **state)
{
	static const char *const codes[] = { "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI",
		"FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT" };
	struct db *db = *state;
	int64_t p = make_petition(db);
	struct str out = STR_INIT;
	struct statement s;

	sign(db, "IL", NULL);
	must(db, statement_petition(db, p, true, &s));
	assert_false(statement_has_countries(&s));
	assert_true(statement_svg_countries(&s, &out));
	assert_int_equal(out.len, 0);
	statement_free(&s);
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		sign(db, codes[i], NULL);
	sign(db, NULL, NULL);
	must(db, statement_petition(db, p, true, &s));
	assert_true(statement_has_countries(&s));
	assert_true(statement_svg_countries(&s, &out));
	/* White paper, twenty bars, and one for the other four. */
	assert_int_equal(count_of(&out, "<rect "), 22);
	assert_non_null(strstr(str_text(&out), ">4 others<"));
	assert_non_null(strstr(str_text(&out), ">1 (4.2%)<"));
	assert_non_null(strstr(str_text(&out), ">no country given<"));
	statement_free(&s);
	str_free(&out);
}

static void countries__are_those_declared_where_no_rows_count(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db);
	struct str out = STR_INIT;
	struct statement s;

	for (int i = 0; i < 2; i++)
		put(db, ENTITY_TOTAL, "petition", "p", "source", "s", "value", i ? "30" : "70",
			"part", "country", "country", i ? "IL" : "HK", NULL);
	must(db, statement_petition(db, p, true, &s));
	assert_true(statement_svg_countries(&s, &out));
	assert_non_null(strstr(str_text(&out), "<title>Signatures declared, by country</title>"));
	assert_non_null(strstr(str_text(&out), "<desc>Hong Kong 70; Israel 30.</desc>"));
	statement_free(&s);
	str_free(&out);
}

static void growth__runs_over_the_days_with_its_thresholds(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db);
	struct str out = STR_INIT, again = STR_INIT;
	struct statement s;

	set(db, ENTITY_PETITION, p, "target", "2");
	sign(db, "IL", "2020-07-17");
	must(db, statement_petition(db, p, true, &s));
	assert_false(statement_has_growth(&s));
	statement_free(&s);
	sign(db, "IL", "2020-07-19");
	sign(db, "IL", "2020-07");
	put(db, ENTITY_TOTAL, "petition", "p", "source", "s", "value", "5", "observed",
		"2020-07-20", NULL);
	must(db, statement_petition(db, p, true, &s));
	assert_true(statement_has_growth(&s));
	assert_true(statement_svg_growth(&s, &out));
	assert_non_null(
		strstr(str_text(&out), "<desc>Counted until 2020-07-17: 1; Counted until "
				       "2020-07-19: 2; Declared until 2020-07-20: 5.</desc>"));
	assert_non_null(strstr(str_text(&out), ">Target: 2<"));
	assert_non_null(strstr(str_text(&out), ">2020-07-18<"));
	assert_int_equal(count_of(&out, "<polyline"), 1);
	assert_true(setlocale(LC_ALL, "de_DE.UTF-8") || true);
	assert_true(statement_svg_growth(&s, &again));
	assert_string_equal(str_text(&out), str_text(&again));
	setlocale(LC_ALL, "C");
	statement_free(&s);
	str_free(&out);
	str_free(&again);
}

/* However far the days are apart, some dates stand below, and not too many. */
static void growth__has_dates_below_over_any_time(void **state)
{
	static const char *const lasts[] = { "2000-01-02", "2000-01-09", "2000-02-20", "2000-03-12",
		"2000-07-01", "2001-06-01", "2004-01-01", "2030-01-01", "2500-01-01",
		"9999-12-31" };
	struct db *db = *state;
	int64_t p = make_petition(db);

	sign(db, "IL", "2000-01-01");
	for (size_t i = 0; i < sizeof(lasts) / sizeof(lasts[0]); i++) {
		struct str out = STR_INIT;
		struct statement s;
		int dates;

		sign(db, "IL", lasts[i]);
		must(db, statement_petition(db, p, true, &s));
		assert_true(statement_svg_growth(&s, &out));
		dates = count_of(&out, "text-anchor=\"middle\"");
		if (dates < 2 || dates > 7)
			fail_msg("until %s there are %d dates", lasts[i], dates);
		statement_free(&s);
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(svg__is_xml_with_a_title_and_words_whatever_the_words),
		MODEL_TEST(countries__have_a_bar_each_and_share_the_last),
		MODEL_TEST(countries__are_those_declared_where_no_rows_count),
		MODEL_TEST(growth__runs_over_the_days_with_its_thresholds),
		MODEL_TEST(growth__has_dates_below_over_any_time),
	};

	return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
