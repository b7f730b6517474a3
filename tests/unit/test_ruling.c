#include "config.h"

#include "tests/unit/model_help.h"

#include "model/advice.h"
#include "model/appeals.h"
#include "model/ecli.h"
#include "model/effect.h"

/* ---- ECLI ---- */

/* The examples are those of the e-Justice Portal and of the courts' own pages. */
static void ecli_parse__takes_what_courts_give(void **state)
{
	static const char *const right[] = { "ECLI:NL:HR:2015:472", "ECLI:EU:C:1998:27",
		"ECLI:EU:F:2010:80", "ECLI:CE:ECHR:2010:1116JUD004616507",
		"ECLI:BE:RSCE:2019:ORD.13509", "ecli:de:bgh:2016:u150316i.zr.67.14",
		"ECLI:EL:STE:2020:1", "ECLI:FR:CCASS:2013:C100555",
		"ECLI:EP:BA:2006:G000104.20060215" };
	struct ecli e;

	(void)state;
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		if (ecli_parse(right[i], &e) != ECLI_RIGHT || !ecli_is_known(&e))
			fail_msg("%s", right[i]);
	assert_int_equal(ecli_parse("ecli:nl:hr:2015:472", &e), ECLI_RIGHT);
	assert_string_equal(e.country, "NL");
	assert_string_equal(e.court, "HR");
	assert_int_equal(e.year, 2015);
}

static void ecli_parse__says_which_part_is_wrong(void **state)
{
	static const struct {
		const char *text;
		enum ecli_wrong wrong;
	} cases[] = {
		{ "", ECLI_PARTS },
		{ "NL:HR:2015:472", ECLI_PARTS },
		{ "ECLI:NL:HR:2015", ECLI_PARTS },
		{ "ECLI:NL:HR:2015:472:1", ECLI_PARTS },
		{ "HCJ 1234/20", ECLI_PARTS },
		{ "ECLI:NLD:HR:2015:472", ECLI_COUNTRY },
		{ "ECLI:N1:HR:2015:472", ECLI_COUNTRY },
		{ "ECLI:NL::2015:472", ECLI_COURT },
		{ "ECLI:NL:1HR:2015:472", ECLI_COURT },
		{ "ECLI:NL:ABCDEFGH:2015:472", ECLI_COURT },
		{ "ECLI:NL:HR:15:472", ECLI_YEAR },
		{ "ECLI:NL:HR:2015a:472", ECLI_YEAR },
		{ "ECLI:NL:HR:2015:", ECLI_NUMBER },
		{ "ECLI:NL:HR:2015:4/72", ECLI_NUMBER },
		{ "ECLI:NL:HR:2015:47 2", ECLI_NUMBER },
		{ "ECLI:NL:HR:2015:12345678901234567890123456", ECLI_NUMBER },
	};
	struct ecli e;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (ecli_parse(cases[i].text, &e) != cases[i].wrong)
			fail_msg("%s", cases[i].text);
		assert_true(strlen(ecli_why(cases[i].wrong)) > 0);
	}
	assert_int_equal(
		ecli_parse("ECLI:NL:ABCDEFG:2015:1234567890123456789012345", &e), ECLI_RIGHT);
}

static void ecli_country__knows_the_two_that_the_union_writes_otherwise(void **state)
{
	struct ecli e;
	char code[3];

	(void)state;
	assert_int_equal(ecli_parse("ECLI:EL:STE:2020:1", &e), ECLI_RIGHT);
	assert_true(ecli_country(&e, code));
	assert_string_equal(code, "GR");
	assert_int_equal(ecli_parse("ECLI:EU:C:1998:27", &e), ECLI_RIGHT);
	assert_false(ecli_country(&e, code));
	assert_int_equal(ecli_parse("ECLI:QX:C:1998:27", &e), ECLI_RIGHT);
	assert_false(ecli_is_known(&e));
}

/* ---- rulings ---- */

static void a_case(struct db *db)
{
	setenv("AMPARO_TODAY", "2026-11-20", 1);
	put(db, ENTITY_CASE, "ref", "c", "title", "Case", "jurisdiction", "Israel", NULL);
}

static void refused(struct db *db, int64_t id, const char *field, const char *text,
	const char *named, const char *words)
{
	struct change *c;
	struct record r;

	must(db, record_load(db, ENTITY_RULING, id, &r));
	must(db, record_set_name(db, &r, field, text));
	must(db, change_begin(db, &c, "test"));
	assert_int_equal(record_save(c, &r), ST_INVALID);
	assert_string_equal(db_error_field(db), named);
	if (!strstr(db_error(db), words))
		fail_msg("%s", db_error(db));
	change_cancel(c);
	record_free(&r);
}

static void ruling__refuses_what_cannot_be(void **state)
{
	struct db *db = *state;
	int64_t first, second, third;

	a_case(db);
	first = put(db, ENTITY_RULING, "ref", "first", "title", "First", "case", "c", NULL);
	second = put(db, ENTITY_RULING, "ref", "second", "title", "Second", "case", "c",
		"appeal_from", "first", NULL);
	third = put(db, ENTITY_RULING, "ref", "third", "title", "Third", "case", "c", "appeal_from",
		"second", NULL);
	refused(db, first, "appeal_from", "first", "appeal_from", "itself");
	refused(db, first, "appeal_from", "second", "appeal_from", "in its turn");
	refused(db, first, "appeal_from", "third", "appeal_from", "in its turn");
	refused(db, second, "ecli", "ECLI:IL:HR:20", "ecli", "five parts");
	refused(db, third, "gag_until", "2027-01-01", "gag", "may not be published");
	refused(db, third, "gag_scope", "case", "gag", "may not be published");
}

static enum status collect(void *arg, const struct advice *a)
{
	str_addf(arg, "%s\n", a->text);
	return ST_OK;
}

static void advised(struct db *db, enum entity_id entity, int64_t id, const char *words)
{
	struct str all = STR_INIT;
	struct record r;

	must(db, record_load(db, entity, id, &r));
	must(db, advice_of(db, &r, collect, &all));
	if (words ? !strstr(str_text(&all), words) : all.len > 0)
		fail_msg("%s", str_text(&all));
	record_free(&r);
	str_free(&all);
}

static void ruling__warns_of_what_does_not_go_together(void **state)
{
	struct db *db = *state;
	int64_t first, second;

	a_case(db);
	first = put(db, ENTITY_RULING, "ref", "first", "title", "First", "case", "c", "date",
		"2021-06-27", NULL);
	second = put(db, ENTITY_RULING, "ref", "second", "title", "Second", "case", "c",
		"appeal_from", "first", "date", "2021-06", NULL);
	advised(db, ENTITY_RULING, second, NULL); /* June may be after the 27th */
	set(db, ENTITY_RULING, second, "date", "2021-05");
	advised(db, ENTITY_RULING, second, "before the ruling that it reviews");
	set(db, ENTITY_RULING, second, "date", "2022-05");
	advised(db, ENTITY_RULING, second, NULL);
	set(db, ENTITY_RULING, first, "ecli", "ECLI:NL:HR:2021:1");
	advised(db, ENTITY_RULING, first, "Netherlands");
	set(db, ENTITY_RULING, first, "ecli", "ECLI:CE:ECHR:2021:1");
	advised(db, ENTITY_RULING, first, NULL);
	set(db, ENTITY_RULING, first, "ecli", "ECLI:CE:ECHR:2020:1");
	advised(db, ENTITY_RULING, first, "of the year 2020");
	set(db, ENTITY_RULING, first, "ecli", "ECLI:QX:ECHR:2021:1");
	advised(db, ENTITY_RULING, first, "no country's code");
}

/* ---- the tree ---- */

static void draw(const struct appeals *a, struct str *out)
{
	for (size_t i = 0; i < a->n; i++) {
		appeals_branch(a, i, out);
		if (a->list[i].kind == APPEAL_RULING)
			str_add(out, a->list[i].ref);
		else
			str_addf(out, "(%s %s)", a->list[i].outcome, a->list[i].ref);
		str_add_c(out, '\n');
	}
}

static void appeals__are_drawn_as_a_tree(void **state)
{
	struct db *db = *state;
	struct appeals a;
	struct str out = STR_INIT;
	int64_t id = 0;

	a_case(db);
	put(db, ENTITY_PETITION, "ref", "p", "title", "P", "case", "c", "kind", "court", "text",
		"As [it](ruling:top) says, and <ruling:c/top>. Not [this](ruling:topmost).", NULL);
	put(db, ENTITY_RULING, "ref", "top", "title", "Top", "case", "c", "date", "2020", "outcome",
		"rejected", NULL);
	put(db, ENTITY_RULING, "ref", "late", "title", "Late", "case", "c", "appeal_from", "top",
		"date", "2022-01-01", NULL);
	put(db, ENTITY_RULING, "ref", "early", "title", "Early", "case", "c", "appeal_from", "top",
		"date", "2021-01-01", NULL);
	put(db, ENTITY_RULING, "ref", "last", "title", "Last", "case", "c", "appeal_from", "early",
		NULL);
	put(db, ENTITY_DECISION, "ruling", "top", "petition", "p", NULL);
	put(db, ENTITY_EFFECT, "ref", "eff", "ruling", "early", "title", "It closes", "kind",
		"closes", NULL);
	put(db, ENTITY_LINK, "from", "petition:p", "word", "answers", "to", "ruling:late", NULL);
	must(db, record_find(db, ENTITY_RULING, "last", &id));
	must(db, appeals_of_ruling(db, id, &a));
	draw(&a, &out);
	assert_string_equal(str_text(&out), "top\n"
					    "│  (rejected p)\n"
					    "│  (text p)\n"
					    "├─ early\n"
					    "│  │  (closes eff)\n"
					    "│  └─ last\n"
					    "└─ late\n"
					    "      (answers p)\n");
	appeals_free(&a);
	str_clear(&out);
	must(db, record_find(db, ENTITY_CASE, "c", &id));
	must(db, appeals_of_case(db, id, &a));
	draw(&a, &out);
	assert_int_equal(a.n, 8);
	appeals_free(&a);
	str_free(&out);
}

/* ---- effects ---- */

static void make_effect(struct db *db)
{
	a_case(db);
	put(db, ENTITY_RULING, "ref", "r", "title", "R", "case", "c", "date", "2021-06-27", "court",
		"High Court of Justice", NULL);
	put(db, ENTITY_EFFECT, "ref", "eff", "ruling", "r", "title", "The door is closed", "kind",
		"closes", "forum", "Tribunal Superior de México", NULL);
}

static void effect__concerns_later_petitions_to_the_same_court(void **state)
{
	struct db *db = *state;
	int64_t p;

	make_effect(db);
	p = put(db, ENTITY_PETITION, "ref", "p", "title", "P", "case", "c", "kind", "court",
		"forum", "TRIBUNAL  superior de Mexico.", NULL);
	advised(db, ENTITY_PETITION, p, "The door is closed");
	set(db, ENTITY_PETITION, p, "forum", "Tribunal Superior");
	advised(db, ENTITY_PETITION, p, NULL);
	set(db, ENTITY_PETITION, p, "forum", "Tribunal superior de México");
	set(db, ENTITY_PETITION, p, "status", "filed");
	advised(db, ENTITY_PETITION, p, NULL); /* nobody knows when */
	set(db, ENTITY_PETITION, p, "filed", "2021-06-26");
	advised(db, ENTITY_PETITION, p, NULL);
	set(db, ENTITY_PETITION, p, "filed", "2021-06-27");
	advised(db, ENTITY_PETITION, p, "closes this court's door");
	set(db, ENTITY_PETITION, p, "filed", "2021");
	advised(db, ENTITY_PETITION, p, "closes this court's door");
	put(db, ENTITY_DECISION, "ruling", "r", "petition", "p", NULL);
	advised(db, ENTITY_PETITION, p, NULL); /* it was decided by it */
}

static void effect__ends_and_is_lifted(void **state)
{
	struct db *db = *state;
	struct effects all;
	struct record r;
	int64_t p, e = 0;

	make_effect(db);
	must(db, record_find(db, ENTITY_EFFECT, "eff", &e));
	p = put(db, ENTITY_PETITION, "ref", "p", "title", "P", "case", "c", "kind", "court",
		"forum", "Tribunal Superior de México", NULL);
	set(db, ENTITY_EFFECT, e, "until", "2026-11-19");
	advised(db, ENTITY_PETITION, p, NULL);
	set(db, ENTITY_EFFECT, e, "until", "2026-11-20");
	advised(db, ENTITY_PETITION, p, "closed");
	set(db, ENTITY_EFFECT, e, "until", NULL);
	put(db, ENTITY_RULING, "ref", "later", "title", "Later", "case", "c", "date", "2023", NULL);
	put(db, ENTITY_EFFECT, "ref", "open", "ruling", "later", "title", "Open again", "kind",
		"opens", "forum", "Tribunal Superior de Mexico", NULL);
	advised(db, ENTITY_PETITION, p, NULL);
	must(db, record_load(db, ENTITY_PETITION, p, &r));
	must(db, effects_of_petition(db, &r, &all));
	assert_int_equal(all.n, 2);
	assert_string_equal(all.list[0].kind, "closes");
	assert_int_equal(all.list[0].lifted_by, all.list[1].id);
	effects_free(&all);
	record_free(&r);
	/* An older one that opens lifts nothing. */
	must(db, record_find(db, ENTITY_EFFECT, "open", &e));
	set(db, ENTITY_EFFECT, e, "from", "2020");
	advised(db, ENTITY_PETITION, p, "closed");
}

static void effect__concerns_petitions_against_one_respondent(void **state)
{
	struct db *db = *state;
	int64_t p, e = 0, ids[4];
	size_t n;

	make_effect(db);
	must(db, record_find(db, ENTITY_EFFECT, "eff", &e));
	put(db, ENTITY_CONTACT, "ref", "ministry", "kind", "state_body", "name", "Ministry", NULL);
	set(db, ENTITY_EFFECT, e, "respondent", "ministry");
	p = put(db, ENTITY_PETITION, "ref", "p", "title", "P", "case", "c", "kind", "court",
		"forum", "Tribunal Superior de México", NULL);
	advised(db, ENTITY_PETITION, p, NULL);
	put(db, ENTITY_PARTY, "case", "c", "contact", "ministry", "role", "witness", NULL);
	advised(db, ENTITY_PETITION, p, NULL);
	put(db, ENTITY_PARTY, "case", "c", "contact", "ministry", "role", "respondent", NULL);
	advised(db, ENTITY_PETITION, p, "closed");
	must(db, effect_petitions(db, e, 4, ids, &n));
	assert_int_equal(n, 1);
	assert_int_equal(ids[0], p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ecli_parse__takes_what_courts_give),
		cmocka_unit_test(ecli_parse__says_which_part_is_wrong),
		cmocka_unit_test(ecli_country__knows_the_two_that_the_union_writes_otherwise),
		MODEL_TEST(ruling__refuses_what_cannot_be),
		MODEL_TEST(ruling__warns_of_what_does_not_go_together),
		MODEL_TEST(appeals__are_drawn_as_a_tree),
		MODEL_TEST(effect__concerns_later_petitions_to_the_same_court),
		MODEL_TEST(effect__ends_and_is_lifted),
		MODEL_TEST(effect__concerns_petitions_against_one_respondent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
