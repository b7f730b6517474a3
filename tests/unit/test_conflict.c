#include "config.h"

#include "model/conflict.h"

#include "tests/unit/model_help.h"

static int64_t party(struct db *db, const char *in, const char *who, const char *role,
	const char *side, const char *from, const char *to)
{
	return put(db, ENTITY_PARTY, "case", in, "contact", who, "role", role, "side",
		side ? side : "", "from", from ? from : "", "to", to ? to : "", NULL);
}

static void make(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "one", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "two", "title", "Two", NULL);
	put(db, ENTITY_CASE, "ref", "three", "title", "Three", NULL);
	put(db, ENTITY_CONTACT, "ref", "noa", "name", "Noa", NULL);
	put(db, ENTITY_CONTACT, "ref", "dan", "name", "Dan", "affiliation", "ACME law", NULL);
	put(db, ENTITY_CONTACT, "ref", "eve", "name", "Eve", "affiliation", "Acme-Law", NULL);
	put(db, ENTITY_CONTACT, "ref", "acme", "name", "Acmé Law.", "kind", "organisation", NULL);
	/* A person's name is no organisation's. */
	put(db, ENTITY_CONTACT, "ref", "other", "name", "Acme Law", NULL);
}

/* "sides noa@one noa@two" for each, a blank between. */
static char *told(struct db *db, const struct conflict_query *q)
{
	struct conflicts found;
	struct str text = STR_INIT;

	must(db, conflicts_read(db, q, &found));
	for (size_t i = 0; i < found.n; i++)
		str_addf(&text, "%s%s %s@%s %s@%s%s", i ? ", " : "",
			conflict_name(found.all[i].kind), found.all[i].a->contact_ref,
			found.all[i].a->case_ref, found.all[i].b->contact_ref,
			found.all[i].b->case_ref, found.all[i].through ? " through" : "");
	conflicts_free(&found);
	return str_detach(&text);
}

static void says(struct db *db, const struct conflict_query *q, const char *expected)
{
	char *text = told(db, q);

	assert_string_equal(text, expected);
	free(text);
}

static const struct conflict_query all = { 0 };

static void side_of__follows_the_role_unless_said(void **state)
{
	(void)state;
	assert_int_equal(side_of("petitioner", NULL), SIDE_ASKING);
	assert_int_equal(side_of("victim", NULL), SIDE_ASKING);
	assert_int_equal(side_of("respondent", NULL), SIDE_ANSWERING);
	assert_int_equal(side_of("vendor", NULL), SIDE_ANSWERING);
	assert_int_equal(side_of("end_user", NULL), SIDE_ANSWERING);
	assert_int_equal(side_of("licensing_authority", NULL), SIDE_ANSWERING);
	assert_int_equal(side_of("counsel", NULL), SIDE_UNSAID);
	assert_int_equal(side_of("witness", NULL), SIDE_NEITHER);
	assert_int_equal(side_of("expert", NULL), SIDE_NEITHER);
	assert_int_equal(side_of("counsel", "asking"), SIDE_ASKING);
	assert_int_equal(side_of("vendor", "neither"), SIDE_NEITHER);
}

static void conflicts_read__finds_both_sides_of_one_contact(void **state)
{
	struct db *db = *state;
	struct conflict_query two = { .case_id = 0 };

	make(db);
	party(db, "one", "noa", "petitioner", NULL, NULL, NULL);
	party(db, "two", "noa", "witness", NULL, NULL, NULL);
	says(db, &all, "");
	party(db, "two", "noa", "counsel", "asking", NULL, NULL);
	says(db, &all, "");
	party(db, "two", "noa", "vendor", NULL, NULL, NULL);
	says(db, &all, "sides noa@one noa@two, sides noa@two noa@two");
	must(db, record_find(db, ENTITY_CASE, "three", &two.case_id));
	says(db, &two, "");
	must(db, record_find(db, ENTITY_CASE, "one", &two.case_id));
	says(db, &two, "sides noa@one noa@two");
	two = (struct conflict_query){ 0 };
	must(db, record_find(db, ENTITY_CONTACT, "noa", &two.contact));
	says(db, &two, "sides noa@one noa@two, sides noa@two noa@two");
	must(db, record_find(db, ENTITY_CONTACT, "dan", &two.contact));
	says(db, &two, "");
}

static void conflicts_read__sees_organisations(void **state)
{
	struct db *db = *state;
	struct conflict_query q = { 0 };

	make(db);
	party(db, "one", "dan", "counsel", "asking", NULL, NULL);
	party(db, "two", "other", "respondent", NULL, NULL, NULL);
	says(db, &all, "");
	party(db, "two", "acme", "respondent", NULL, NULL, NULL);
	says(db, &all, "sides dan@one acme@two through");
	party(db, "three", "eve", "counsel", "answering", NULL, NULL);
	says(db, &all, "sides dan@one eve@three through, sides dan@one acme@two through");
	must(db, record_find(db, ENTITY_CONTACT, "eve", &q.contact));
	says(db, &q, "sides eve@three dan@one through");
}

static void conflicts_read__tells_judges_and_unsaid_sides(void **state)
{
	struct db *db = *state;
	struct conflict_query q = { 0 };
	struct record r;

	make(db);
	party(db, "one", "noa", "judge", NULL, NULL, NULL);
	party(db, "two", "noa", "expert", NULL, NULL, NULL);
	party(db, "two", "dan", "counsel", NULL, NULL, NULL);
	says(db, &all, "");
	party(db, "three", "dan", "victim", NULL, NULL, NULL);
	says(db, &all, "unsaid dan@two dan@three");
	party(db, "two", "noa", "counsel", NULL, NULL, NULL);
	says(db, &all, "judge noa@one noa@two, unsaid dan@two dan@three");
	/* Of a party that is not saved yet. */
	record_init(&r, ENTITY_PARTY);
	must(db, record_set_name(db, &r, "case", "three"));
	must(db, record_set_name(db, &r, "contact", "noa"));
	must(db, record_set_name(db, &r, "role", "petitioner"));
	q.party = &r;
	says(db, &q, "judge noa@one noa@three");
	record_free(&r);
}

static struct stand span(const char *from, const char *to)
{
	return (struct stand){ .from = mem_text_or_null(from), .to = mem_text_or_null(to) };
}

static void span_free(struct stand *s)
{
	free(s->from);
	free(s->to);
}

static void stands_meet__as_far_as_days_are_known(void **state)
{
	static const struct {
		const char *from, *to, *other_from, *other_to;
		enum sure sure;
	} rows[] = {
		{ "2017", "2019", "2020", NULL, SURE_NO },
		{ "2017", "2019", "2018", "2018", SURE_YES },
		{ "2017", "2019", "2019", NULL, SURE_PERHAPS },
		{ "2017-01-01", NULL, "2030", "2031", SURE_YES },
		{ NULL, NULL, "2017", NULL, SURE_PERHAPS },
		{ NULL, "2016-12-31", "2017", NULL, SURE_NO },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct stand a = span(rows[i].from, rows[i].to);
		struct stand b = span(rows[i].other_from, rows[i].other_to);

		assert_int_equal(stands_meet(&a, &b), rows[i].sure);
		assert_int_equal(stands_meet(&b, &a), rows[i].sure);
		span_free(&a);
		span_free(&b);
	}
}

static enum sure on(const char *from, const char *to, const char *day)
{
	struct stand s = span(from, to);
	struct date d;
	enum sure sure;

	assert_int_equal(date_parse(day, &d), ST_OK);
	sure = stand_on(&s, &d);
	span_free(&s);
	return sure;
}

static void stand_on__a_day(void **state)
{
	(void)state;
	assert_int_equal(on("2017", "2019", "2018-05-01"), SURE_YES);
	assert_int_equal(on("2017", "2019", "2019-05-01"), SURE_PERHAPS);
	assert_int_equal(on("2017", "2019", "2020-01-01"), SURE_NO);
	assert_int_equal(on("2017", NULL, "2030-01-01"), SURE_YES);
	assert_int_equal(on("2017-02-03", "2017-02-03", "2017-02-03"), SURE_YES);
	assert_int_equal(on("2017-02-04", NULL, "2017-02-03"), SURE_NO);
	assert_int_equal(on("2017-02-10", NULL, "2017-02"), SURE_PERHAPS);
}

static void party__does_not_end_before_it_began(void **state)
{
	struct db *db = *state;
	struct change *c;
	struct record r;

	make(db);
	party(db, "one", "noa", "counsel", NULL, "2017", "2017-03");
	record_init(&r, ENTITY_PARTY);
	must(db, record_set_name(db, &r, "case", "one"));
	must(db, record_set_name(db, &r, "contact", "noa"));
	must(db, record_set_name(db, &r, "role", "counsel"));
	must(db, record_set_name(db, &r, "from", "2018"));
	must(db, record_set_name(db, &r, "to", "2017-12"));
	must(db, change_begin(db, &c, "x"));
	assert_int_equal(record_save(c, &r), ST_INVALID);
	assert_string_equal(db_error_field(db), "to");
	change_cancel(c);
	record_free(&r);
}

static void stands_read__in_the_order_of_time(void **state)
{
	struct db *db = *state;
	struct stand_query q = { .role = "counsel" };
	struct stands s;

	make(db);
	party(db, "one", "noa", "counsel", NULL, "2019-04", NULL);
	party(db, "one", "dan", "counsel", NULL, "2017", "2019-03");
	party(db, "one", "eve", "witness", NULL, "2016", NULL);
	party(db, "one", "acme", "counsel", NULL, NULL, "2016");
	must(db, record_find(db, ENTITY_CASE, "one", &q.case_id));
	must(db, stands_read(db, &q, &s));
	assert_int_equal(s.n, 3);
	assert_string_equal(s.all[0].contact_ref, "acme");
	assert_string_equal(s.all[1].contact_ref, "dan");
	assert_string_equal(s.all[2].contact_ref, "noa");
	stands_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(side_of__follows_the_role_unless_said),
		MODEL_TEST(conflicts_read__finds_both_sides_of_one_contact),
		MODEL_TEST(conflicts_read__sees_organisations),
		MODEL_TEST(conflicts_read__tells_judges_and_unsaid_sides),
		cmocka_unit_test(stands_meet__as_far_as_days_are_known),
		cmocka_unit_test(stand_on__a_day),
		MODEL_TEST(party__does_not_end_before_it_began),
		MODEL_TEST(stands_read__in_the_order_of_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
