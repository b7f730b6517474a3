#include "config.h"

#include "model/rule_match.h"

#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

static void rule_glob__matches_as_people_expect(void **state)
{
	static const struct {
		const char *pattern;
		const char *text;
		bool fits;
	} cases[] = { { "noa", "noa", true }, { "noa", "noam", false }, { "n*", "noa", true },
		{ "*a", "noa", true }, { "n?a", "noa", true }, { "n?a", "na", false },
		{ "*", "", true }, { "", "", true }, { "", "a", false }, { "?", "陳", true },
		{ "??", "陳", false }, { "*陳*", "小陳明", true }, { "a*b*c", "aXbYc", true },
		{ "a*b*c", "aXcYb", false }, { "*aab", "aaaab", true }, { "a**", "a", true },
		{ "?*?", "ab", true }, { "?*?", "a", false } };
	struct str pattern = STR_INIT, text = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (rule_glob(cases[i].pattern, cases[i].text) != cases[i].fits)
			fail_msg("%s, %s", cases[i].pattern, cases[i].text);
	/* One that makes other matchers go on for ever. */
	for (int i = 0; i < 60; i++)
		str_add(&pattern, "*a");
	str_add(&pattern, "b");
	for (int i = 0; i < 1000; i++)
		str_add_c(&text, 'a');
	assert_false(rule_glob(str_text(&pattern), str_text(&text)));
	str_free(&pattern);
	str_free(&text);
}

/* Slow and plain, for comparing. */
static bool plain_glob(const char *p, const char *t)
{
	if (*p == '*')
		return plain_glob(p + 1, t) || (*t && plain_glob(p, t + 1));
	if (!*p || !*t)
		return !*p && !*t;
	return (*p == '?' || *p == *t) && plain_glob(p + 1, t + 1);
}

static void rule_glob__agrees_with_the_plain_one(void **state)
{
	struct chance chance = chance_open(__func__);

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char pattern[9] = "", text[9] = "";

		for (uint32_t n = chance_below(&chance, 8); n > 0; n--)
			pattern[n - 1] = "ab*?"[chance_below(&chance, 4)];
		for (uint32_t n = chance_below(&chance, 8); n > 0; n--)
			text[n - 1] = "ab"[chance_below(&chance, 2)];
		if (rule_glob(pattern, text) != plain_glob(pattern, text))
			fail_msg("%s, %s", pattern, text);
	}
}

struct fit {
	const char *kind, *pattern, *from, *to;
	struct rule_row row;
	bool fits;
};

static const struct fit fits[] = {
	{ "email_domain", "mail.ru", NULL, NULL, { .email = "a@mail.ru" }, true },
	{ "email_domain", "@Mail.RU", NULL, NULL, { .email = "a@x.MAIL.ru" }, true },
	{ "email_domain", "mail.ru", NULL, NULL, { .email = "a@gmail.ru" }, false },
	{ "email_domain", "mail.ru", NULL, NULL, { .email = "mail.ru@example.org" }, false },
	{ "email_domain", "*.ru", NULL, NULL, { .email = "a@b.c.ru" }, true },
	{ "email_domain", "*", NULL, NULL, { .email = "" }, false },
	{ "place", "haifa", NULL, NULL, { .city = "HAIFA" }, true },
	{ "place", "haifa", NULL, NULL, { .city = "Haifa Bay" }, false },
	{ "place", "haif*", NULL, NULL, { .region = "Haifa Bay" }, true },
	{ "place", "3490*", NULL, NULL, { .postcode = "34905" }, true },
	{ "place", "מקסיקו", NULL, NULL, { .country = "MX" }, true },
	{ "place", "Mexico", NULL, NULL, { .country = "MX" }, true },
	{ "place", "mx", NULL, NULL, { .country = "MX" }, true },
	{ "place", "merida", NULL, NULL, { .city = "Mérida" }, true },
	{ "place", "*", NULL, NULL, { .city = "" }, false },
	{ "name_pattern", "*casino*", NULL, NULL, { .name = "Best CASINO here" }, true },
	{ "name_pattern", "garcia, *", NULL, NULL, { .name = "García, José" }, true },
	{ "name_pattern", "casino", NULL, NULL, { .name = "Casino Royale" }, false },
	{ "name_pattern", "???", NULL, NULL, { .name = "陳小明" }, true },
	{ "signed_between", NULL, "2020-07", "2020-07-18", { .signed_on = "2020-07-01" }, true },
	{ "signed_between", NULL, "2020-07", "2020-07-18", { .signed_on = "2020-07-19" }, false },
	{ "signed_between", NULL, "2020-07", "2020-07-18", { .signed_on = "2020-07" }, false },
	{ "signed_between", NULL, "2020-07", "2020-07", { .signed_on = "2020-07~" }, true },
	{ "signed_between", NULL, "2020-07", NULL, { .signed_on = "2031" }, true },
	{ "signed_between", NULL, NULL, "2020", { .signed_on = "2020-12-31" }, true },
	{ "signed_between", NULL, NULL, "2020", { .signed_on = "" }, false },
	{ "url_in_name", NULL, NULL, NULL, { .name = "see https://x.example" }, true },
	{ "url_in_name", NULL, NULL, NULL, { .name = "WWW.cheap" }, true },
	{ "url_in_name", NULL, NULL, NULL, { .name = "Buy at best-pills.com now" }, true },
	{ "url_in_name", NULL, NULL, NULL, { .name = "ｗｗｗ．ｐｉｌｌｓ．ｃｏｍ" }, true },
	{ "url_in_name", NULL, NULL, NULL, { .name = "J.Smith" }, false },
	{ "url_in_name", NULL, NULL, NULL, { .name = "noa@example.com" }, false },
	{ "url_in_name", NULL, NULL, NULL, { .name = "St. John, Jr." }, false },
};

static void rule_fits__looks_at_what_its_kind_says(void **state)
{
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++) {
		const struct fit *f = &fits[i];
		struct rule_row row = f->row;
		const char **texts[] = { &row.name, &row.email, &row.city, &row.region,
			&row.postcode, &row.country, &row.signed_on };
		struct rule_match m;
		struct record r;

		for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++)
			if (!*texts[k])
				*texts[k] = "";
		record_init(&r, ENTITY_RULE);
		must(db, record_set_name(db, &r, "kind", f->kind));
		must(db, record_set_name(db, &r, "pattern", f->pattern));
		must(db, record_set_name(db, &r, "from", f->from));
		must(db, record_set_name(db, &r, "to", f->to));
		rule_match_init(&m, &r);
		if (rule_fits(&m, &row) != f->fits)
			fail_msg("case %d: %s %s", (int)i, f->kind, f->pattern ? f->pattern : "");
		rule_match_free(&m);
		record_free(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rule_glob__matches_as_people_expect),
		cmocka_unit_test(rule_glob__agrees_with_the_plain_one),
		MODEL_TEST(rule_fits__looks_at_what_its_kind_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
