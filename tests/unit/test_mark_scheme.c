#include "config.h"

#include "model/mark_scheme.h"

#include "tests/unit/model_help.h"

static void is(const struct mark_scheme *s, int64_t number, int64_t late, const char *expected)
{
	struct str out = STR_INIT;
	int64_t n = 0, l = -1;

	assert_true(mark_write(s, number, late, &out));
	assert_string_equal(str_text(&out), expected);
	assert_true(mark_read(s, expected, &n, &l));
	assert_int_equal(n, number);
	assert_int_equal(l, late);
	str_free(&out);
}

static void mark_write__schemes_of_courts(void **state)
{
	static const struct mark_scheme slash = { "P/", MARK_NUMBERS };
	static const struct mark_scheme annex = { "Annex", MARK_NUMBERS };
	static const struct mark_scheme exhibit = { "Exhibit", MARK_LETTERS };
	static const struct mark_scheme dash = { "R-", MARK_NUMBERS };
	static const struct mark_scheme none = { NULL, MARK_NUMBERS };
	static const struct mark_scheme ayin = { "ע/", MARK_NUMBERS };
	static const struct mark_scheme ayin_letters = { "ע/", MARK_HEBREW };
	static const struct mark_scheme nispah = { "נספח", MARK_HEBREW };

	(void)state;
	is(&slash, 1, 0, "P/1");
	is(&slash, 12, 1, "P/12A");
	is(&slash, 12, 27, "P/12AA");
	is(&annex, 1, 0, "Annex 1");
	is(&annex, 3, 2, "Annex 3B");
	is(&exhibit, 1, 0, "Exhibit A");
	is(&exhibit, 26, 0, "Exhibit Z");
	is(&exhibit, 27, 0, "Exhibit AA");
	is(&exhibit, 28, 0, "Exhibit AB");
	is(&exhibit, 702, 0, "Exhibit ZZ");
	is(&exhibit, 703, 0, "Exhibit AAA");
	is(&exhibit, 1, 1, "Exhibit A1");
	is(&dash, 1, 0, "R-1");
	is(&none, 7, 0, "7");
	is(&ayin, 1, 0, "ע/1");
	is(&ayin, 12, 1, "ע/12א");
	is(&ayin_letters, 1, 0, "ע/א");
	is(&ayin_letters, 1, 2, "ע/א2");
	is(&nispah, 2, 0, "נספח ב");
}

/*
 * Worked examples: jewish365.net/torah/gematria has 11 to 20 with טו and טז, 248 רמח, 648 תרמח and
 * 784; hebrew4christians.com, "Letters as Numbers", has 19, 93, 115 קטו, 613 תריג and 757 תשנז;
 * cs.cas.cz, "Hebrew Numerals", has 500 תק and 600 תר. The others were added up by hand.
 */
static void mark_write__hebrew_numerals(void **state)
{
	static const struct mark_scheme bare = { "", MARK_HEBREW };
	static const struct {
		int64_t n;
		const char *text;
	} examples[] = { { 1, "א" }, { 9, "ט" }, { 10, "י" }, { 11, "יא" }, { 14, "יד" },
		{ 15, "טו" }, { 16, "טז" }, { 17, "יז" }, { 19, "יט" }, { 20, "כ" }, { 21, "כא" },
		{ 30, "ל" }, { 40, "מ" }, { 50, "נ" }, { 60, "ס" }, { 70, "ע" }, { 80, "פ" },
		{ 90, "צ" }, { 99, "צט" }, { 100, "ק" }, { 115, "קטו" }, { 116, "קטז" },
		{ 200, "ר" }, { 248, "רמח" }, { 300, "ש" }, { 318, "שיח" }, { 400, "ת" },
		{ 500, "תק" }, { 600, "תר" }, { 613, "תריג" }, { 666, "תרסו" }, { 648, "תרמח" },
		{ 757, "תשנז" }, { 93, "צג" }, { 784, "תשפד" }, { 800, "תת" }, { 815, "תתטו" },
		{ 900, "תתק" }, { 999, "תתקצט" } };
	struct str out = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		is(&bare, examples[i].n, 0, examples[i].text);
	for (int64_t n = 1; n <= MARK_HEBREW_MAX; n++) {
		str_clear(&out);
		assert_true(mark_write(&bare, n, 0, &out));
		is(&bare, n, 0, str_text(&out));
	}
	str_clear(&out);
	str_add(&out, "x");
	assert_false(mark_write(&bare, MARK_HEBREW_MAX + 1, 0, &out));
	assert_string_equal(str_text(&out), "x");
	str_free(&out);
}

static void mark_read__only_its_own(void **state)
{
	static const struct mark_scheme slash = { "P/", MARK_NUMBERS };
	static const struct mark_scheme bare = { "", MARK_HEBREW };
	static const char *const others[] = { "P/", "P/0", "P/01", "P/1a", "P/1-A", "R/1", "1",
		"P/1 A", "P/99999999999999999999", "P/A" };
	static const char *const wrong[] = { "יה", "יו", "אי", "ך", "תתתא", "אאא" };
	int64_t n, late;

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(mark_read(&slash, others[i], &n, &late));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(mark_read(&bare, wrong[i], &n, &late));
}

static void mark_has_word__says_itself(void **state)
{
	(void)state;
	assert_true(mark_has_word("Annex 1"));
	assert_true(mark_has_word("נספח א"));
	assert_false(mark_has_word("P/1"));
	assert_false(mark_has_word("ע/א"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mark_write__schemes_of_courts),
		cmocka_unit_test(mark_write__hebrew_numerals),
		cmocka_unit_test(mark_read__only_its_own),
		cmocka_unit_test(mark_has_word__says_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
