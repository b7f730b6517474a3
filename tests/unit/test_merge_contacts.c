#include "config.h"

#include "model/merge.h"

#include "model/journal.h"
#include "model/pseudonym.h"
#include "tests/unit/model_help.h"

static int64_t find(struct db *db, enum entity_id entity, const char *ref)
{
	int64_t id = 0;

	must(db, record_find(db, entity, ref, &id));
	return id;
}

static int64_t count(struct db *db, const char *table)
{
	struct str sql = STR_INIT;
	int64_t n;

	str_addf(&sql, "SELECT count(*) FROM \"%s\"", table);
	n = raw_number(db, str_text(&sql));
	str_free(&sql);
	return n;
}

static int set_up(void **state)
{
	struct db *db;

	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "one", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "two", "title", "Two", NULL);
	put(db, ENTITY_CONTACT, "ref", "keep", "name", "Noa Cohen", "email", "noa@example.org",
		NULL);
	put(db, ENTITY_CONTACT, "ref", "gone", "name", "Cohen, Noa", "phone", "123", "level",
		"sealed", NULL);
	put(db, ENTITY_CONTACT, "ref", "dan", "name", "Dan", NULL);
	put(db, ENTITY_LETTER, "case", "one", "ref", "l", "title", "L", NULL);
	put(db, ENTITY_VERSION, "letter", "l", "number", "1", "text", "By [N](contact:gone).",
		NULL);
	return 0;
}

static int tear_down(void **state)
{
	return model_tear_down(state);
}

#define MERGE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static enum status merge(struct db *db, bool dry_run, struct merge_report *report)
{
	struct record keep;
	enum status st;

	must(db, record_open(db, ENTITY_CONTACT, "keep", &keep));
	st = merge_contacts(db, &keep, find(db, ENTITY_CONTACT, "gone"), dry_run, report);
	record_free(&keep);
	return st;
}

static void merged(struct db *db)
{
	struct merge_report report;

	must(db, merge(db, false, &report));
	merge_report_free(&report);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM contact WHERE ref = 'gone'"), 0);
	assert_index_whole(db);
}

static void is(struct db *db, enum entity_id entity, const char *ref, const char *field,
	const char *expected)
{
	struct record r;

	must(db, record_open(db, entity, ref, &r));
	assert_string_equal(record_show(&r, field), expected);
	record_free(&r);
}

/* Everything that can refer to a contact does. */
static void fill(struct db *db)
{
	put(db, ENTITY_PARTY, "ref", "p", "case", "one", "contact", "gone", "role", "counsel",
		NULL);
	put(db, ENTITY_RECIPIENT, "ref", "r", "letter", "l", "contact", "gone", NULL);
	put(db, ENTITY_COSIGNER, "ref", "c", "letter", "l", "contact", "gone", "capacity", "person",
		NULL);
	put(db, ENTITY_DEADLINE, "ref", "d", "case", "one", "title", "D", "due", "2027-01-01",
		"assigned", "gone", NULL);
	put(db, ENTITY_RULING, "ref", "ru", "case", "one", "title", "R", "court", "X", "outcome",
		"dismissed", NULL);
	put(db, ENTITY_EFFECT, "ref", "e", "ruling", "ru", "title", "E", "kind", "closes",
		"respondent", "gone", NULL);
	set(db, ENTITY_CASE, find(db, ENTITY_CASE, "one"), "lead", "gone");
	set(db, ENTITY_CASE, find(db, ENTITY_CASE, "one"), "summary",
		"[N](contact:gone), [M](contact:gone-2) and contact:gone; <contact:gone>\n\n"
		"[N]: contact:gone");
	put(db, ENTITY_LINK, "ref", "k1", "from", "contact:gone", "word", "cites", "to", "case:two",
		NULL);
	put(db, ENTITY_LINK, "ref", "k2", "from", "contact:keep", "word", "cites", "to", "case:two",
		NULL);
	put(db, ENTITY_LINK, "ref", "k3", "from", "contact:gone", "word", "follows", "to",
		"contact:keep", NULL);
	put(db, ENTITY_LINK, "ref", "k4", "from", "case:one", "word", "cites", "to", "contact:gone",
		NULL);
}

static void merge_contacts__moves_all_and_is_undone_whole(void **state)
{
	struct db *db = *state;
	struct merge_report report;
	char *before, *label = NULL;

	fill(db);
	before = dump(db);
	must(db, merge(db, true, &report));
	merge_report_free(&report);
	assert_dump(db, before);
	merged(db);
	is(db, ENTITY_CONTACT, "keep", "name", "Noa Cohen");
	is(db, ENTITY_CONTACT, "keep", "phone", "123");
	is(db, ENTITY_CONTACT, "keep", "level", "sealed");
	is(db, ENTITY_PARTY, "p", "contact", "keep");
	is(db, ENTITY_RECIPIENT, "r", "contact", "keep");
	is(db, ENTITY_COSIGNER, "c", "contact", "keep");
	is(db, ENTITY_DEADLINE, "d", "assigned", "keep");
	is(db, ENTITY_EFFECT, "e", "respondent", "keep");
	is(db, ENTITY_CASE, "one", "lead", "keep");
	is(db, ENTITY_CASE, "one", "summary",
		"[N](contact:keep), [M](contact:gone-2) and contact:gone; <contact:keep>\n\n"
		"[N]: contact:keep");
	is(db, ENTITY_LINK, "k4", "to", "contact:keep");
	/* One link said the same, one led nowhere else. */
	assert_int_equal(count(db, "link"), 2);
	assert_int_equal(
		raw_number(db, "SELECT count(*) FROM version WHERE text LIKE '%contact:keep%'"), 1);
	must(db, journal_undo(db, &label));
	free(label);
	assert_dump(db, before);
	assert_index_whole(db);
	free(before);
}

static void merge_contacts__takes_values_that_were_given(void **state)
{
	struct db *db = *state;
	struct merge_report report;
	struct record keep;

	must(db, record_open(db, ENTITY_CONTACT, "keep", &keep));
	must(db, record_set_name(db, &keep, "name", "Noa ben Cohen"));
	must(db, record_set_name(db, &keep, "phone", ""));
	must(db, record_set_name(db, &keep, "level", "team"));
	must(db, merge_contacts(db, &keep, find(db, ENTITY_CONTACT, "gone"), false, &report));
	merge_report_free(&report);
	record_free(&keep);
	is(db, ENTITY_CONTACT, "keep", "name", "Noa ben Cohen");
	is(db, ENTITY_CONTACT, "keep", "phone", "");
	is(db, ENTITY_CONTACT, "keep", "level", "team");
}

static void merge_contacts__joins_doubled_parties(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_PARTY, "ref", "a", "case", "one", "contact", "keep", "role", "counsel",
		"from", "2017", NULL);
	put(db, ENTITY_PARTY, "ref", "b", "case", "one", "contact", "gone", "role", "counsel", "to",
		"2019", "side", "asking", NULL);
	put(db, ENTITY_PARTY, "ref", "c", "case", "one", "contact", "gone", "role", "counsel",
		"from", "2021", NULL);
	put(db, ENTITY_PARTY, "ref", "d", "case", "one", "contact", "gone", "role", "witness",
		NULL);
	put(db, ENTITY_LINK, "ref", "k", "from", "party:one/b", "word", "cites", "to", "case:two",
		NULL);
	merged(db);
	assert_int_equal(count(db, "party"), 3);
	is(db, ENTITY_PARTY, "a", "to", "2019");
	is(db, ENTITY_PARTY, "a", "side", "asking");
	is(db, ENTITY_PARTY, "c", "contact", "keep");
	is(db, ENTITY_PARTY, "d", "contact", "keep");
	assert_int_equal(raw_number(db, "SELECT \"from\" FROM link"), find(db, ENTITY_PARTY, "a"));
}

static void merge_contacts__counts_a_signature_once(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_COSIGNER, "ref", "a", "letter", "l", "contact", "keep", "capacity", "person",
		NULL);
	put(db, ENTITY_COSIGNER, "ref", "b", "letter", "l", "contact", "gone", "capacity",
		"independent_expert", "title", "Prof. Cohen", "state", "confirmed", NULL);
	/* For an organisation it is another signature. */
	put(db, ENTITY_COSIGNER, "ref", "c", "letter", "l", "contact", "gone", "capacity",
		"organisation", "title", "Acme", NULL);
	merged(db);
	assert_int_equal(count(db, "cosigner"), 2);
	is(db, ENTITY_COSIGNER, "b", "contact", "keep");
	is(db, ENTITY_COSIGNER, "b", "state", "confirmed");
	is(db, ENTITY_COSIGNER, "c", "contact", "keep");
}

static void merge_contacts__refuses_a_yes_and_a_no(void **state)
{
	struct db *db = *state;
	struct merge_report report;
	char *before;

	put(db, ENTITY_COSIGNER, "ref", "a", "letter", "l", "contact", "keep", "capacity", "person",
		"state", "confirmed", NULL);
	put(db, ENTITY_COSIGNER, "ref", "b", "letter", "l", "contact", "gone", "capacity", "person",
		"state", "declined", NULL);
	before = dump(db);
	assert_int_equal(merge(db, false, &report), ST_CONFLICT);
	assert_non_null(strstr(db_error(db), "declined"));
	merge_report_free(&report);
	assert_dump(db, before);
	free(before);
}

static void merge_contacts__leaves_what_was_agreed_to(void **state)
{
	struct db *db = *state;
	struct merge_report report;

	put(db, ENTITY_COSIGNER, "ref", "a", "letter", "l", "contact", "dan", "capacity", "person",
		"state", "confirmed", NULL);
	must(db, merge(db, false, &report));
	assert_non_null(strstr(str_text(&report.text), "agreed to"));
	merge_report_free(&report);
	assert_int_equal(count(db, "version"), 1);
	assert_int_equal(
		raw_number(db, "SELECT count(*) FROM version WHERE text LIKE '%contact:gone%'"), 1);
}

static void merge_contacts__warns_of_what_becomes_visible(void **state)
{
	struct db *db = *state;
	struct merge_report report;

	put(db, ENTITY_PARTY, "case", "one", "contact", "keep", "role", "petitioner", NULL);
	put(db, ENTITY_PARTY, "case", "two", "contact", "gone", "role", "respondent", NULL);
	put(db, ENTITY_PARTY, "case", "one", "contact", "gone", "role", "vendor", NULL);
	put(db, ENTITY_PARTY, "case", "two", "contact", "gone", "role", "victim", NULL);
	must(db, merge(db, false, &report));
	/* That of the one that went was there before. */
	assert_non_null(strstr(str_text(&report.warnings), "petitioner in one"));
	assert_null(strstr(str_text(&report.warnings), "victim in two) and with"));
	merge_report_free(&report);
}

static void merge_contacts__keeps_pseudonyms(void **state)
{
	struct db *db = *state;
	struct str text = STR_INIT;
	int64_t given;

	put(db, ENTITY_PARTY, "ref", "p", "case", "one", "contact", "gone", "role", "witness",
		NULL);
	must(db, pseudonym_assign(db, find(db, ENTITY_CASE, "one"), NULL, 0, &given));
	merged(db);
	must(db, pseudonym_find(db, find(db, ENTITY_CASE, "one"), find(db, ENTITY_CONTACT, "keep"),
			 &text));
	assert_string_equal(str_text(&text), "Witness A");
	str_free(&text);
	set(db, ENTITY_PARTY, find(db, ENTITY_PARTY, "p"), "notes", "still hers");
}

static void merge_contacts__needs_two(void **state)
{
	struct db *db = *state;
	struct merge_report report;
	struct record keep;

	must(db, record_open(db, ENTITY_CONTACT, "keep", &keep));
	assert_int_equal(merge_contacts(db, &keep, keep.id, false, &report), ST_INVALID);
	merge_report_free(&report);
	record_free(&keep);
}

static void merge_find__finds_likely_ones(void **state)
{
	struct db *db = *state;
	struct merge_pairs pairs;

	put(db, ENTITY_CONTACT, "ref", "mo", "name", "Mohamed Haddad", NULL);
	put(db, ENTITY_CONTACT, "ref", "mu", "name", "Muhammad Haddad", NULL);
	put(db, ENTITY_CONTACT, "ref", "mail", "name", "N. C.", "email", "NOA@example.org", NULL);
	put(db, ENTITY_CONTACT, "ref", "acme", "name", "Acme Ltd", "kind", "company", NULL);
	put(db, ENTITY_CONTACT, "ref", "acme-2", "name", "ACME Ltd.", "kind", "organisation", NULL);
	put(db, ENTITY_CONTACT, "ref", "other", "name", "Zed Other", NULL);
	must(db, merge_find(db, 100, &pairs));
	assert_int_equal(pairs.n, 4);
	assert_string_equal(pairs.all[0].a_ref, "keep");
	assert_string_equal(pairs.all[0].b_ref, "mail");
	assert_int_equal(pairs.all[0].why, MERGE_SAME_EMAIL);
	assert_string_equal(pairs.all[1].b_ref, "acme-2");
	assert_string_equal(pairs.all[2].b_ref, "gone");
	assert_int_equal(pairs.all[2].why, MERGE_SAME_NAME);
	assert_string_equal(pairs.all[3].b_ref, "mu");
	assert_int_equal(pairs.all[3].why, MERGE_ALIKE_NAME);
	merge_pairs_free(&pairs);
	must(db, merge_find(db, 1, &pairs));
	assert_int_equal(pairs.n, 1);
	merge_pairs_free(&pairs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MERGE_TEST(merge_contacts__moves_all_and_is_undone_whole),
		MERGE_TEST(merge_contacts__takes_values_that_were_given),
		MERGE_TEST(merge_contacts__joins_doubled_parties),
		MERGE_TEST(merge_contacts__counts_a_signature_once),
		MERGE_TEST(merge_contacts__refuses_a_yes_and_a_no),
		MERGE_TEST(merge_contacts__leaves_what_was_agreed_to),
		MERGE_TEST(merge_contacts__warns_of_what_becomes_visible),
		MERGE_TEST(merge_contacts__keeps_pseudonyms),
		MERGE_TEST(merge_contacts__needs_two),
		MERGE_TEST(merge_find__finds_likely_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
