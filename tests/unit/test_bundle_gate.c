#include "config.h"

#include "model/pseudonym.h"
#include "tests/unit/bundle_help.h"

/* ---- what does not leave ---- */

static void bundle_write__keeps_back_what_is_above_filed(void **state)
{
	struct fixture *f = *state;
	struct db *db = f->db;
	int64_t id;

	put(db, ENTITY_EVENT, "ref", "ev-secret", "title", "Zebra meeting", "case", "mexico",
		"level", "team", NULL);
	put(db, ENTITY_CLAIM, "ref", "claim-secret", "title", "Zebra claim", "petition", "pet",
		"level", "sealed", NULL);
	put(db, ENTITY_TOTAL, "source", "Zebra source", "value", "99999", "petition", "pet",
		"level", "team", NULL);
	id = put_exhibit(f, "zebra-photo", "Zebra photograph", "P/3", "zebra bytes");
	set(db, ENTITY_EXHIBIT, id, "level", "sealed");
	put(db, ENTITY_PROOF, "claim", "c1", "exhibit", "zebra-photo", "pages", "777", NULL);
	put(db, ENTITY_EVENT, "ref", "sourced", "title", "Sourced", "case", "mexico", "source",
		"zebra-photo", NULL);
	set(db, ENTITY_PETITION, f->petition, "text",
		"[the photograph](exhibit:zebra-photo) [](exhibit:zebra-photo) "
		"<exhibit:zebra-photo> [it](event:ev-secret)");
	bundle(f);
	assert_absent(f, "Zebra");
	assert_absent(f, "zebra");
	assert_absent(f, "P/3");
	assert_absent(f, "777");
	assert_absent(f, "99,999");
	assert_present(f, "the photograph [not in this bundle] [not in this bundle] it");
	assert_int_equal(f->summary.exhibits, 2);
	assert_int_equal(f->summary.withheld, 4);
}

/* What is below a claim that stays behind stands in its place; of a proof above filed nothing. */
static void bundle_write__keeps_back_claims_proofs_and_quotations(void **state)
{
	struct fixture *f = *state;
	struct db *db = f->db;
	int64_t original = put_exhibit(f, "zebra", "Zebra statement", "P/5", "zebra bytes");
	int64_t copy = put_exhibit(f, "copy", "Statement", NULL, "redacted bytes");
	int64_t secret = put(
		db, ENTITY_PROOF, "claim", "c1", "exhibit", "card", "quote", "Zebra proof", NULL);
	int64_t claim = put(db, ENTITY_CLAIM, "ref", "zebra", "title", "Zebra element", "petition",
		"pet", NULL);

	put(db, ENTITY_CLAIM, "ref", "below", "title", "Below it", "petition", "pet", "parent",
		"zebra", NULL);
	put(db, ENTITY_PROOF, "claim", "below", "exhibit", "report", "pages", "9", NULL);
	put(db, ENTITY_PROOF, "claim", "c1", "exhibit", "zebra", "pages", "8", "quote",
		"Zebra Cohen said it", NULL);
	put(db, ENTITY_CLAIM, "ref", "bare", "title", "A bare one", "petition", "pet", NULL);
	put(db, ENTITY_CLAIM, "ref", "z2", "title", "Zebra fact", "petition", "pet", "parent",
		"bare", "level", "team", NULL);
	set(db, ENTITY_EXHIBIT, original, "level", "sealed");
	set(db, ENTITY_EXHIBIT, copy, "redaction_of", "zebra");
	set(db, ENTITY_PROOF, secret, "level", "team");
	set(db, ENTITY_CLAIM, claim, "level", "team");
	bundle(f);
	assert_absent(f, "Zebra");
	assert_count(f, "//d:section[@role='claims']/d:section[@xml:id='claim-below']", 1);
	assert_value(f, "string(//d:section[@xml:id='claim-below']//d:listitem/d:para)",
		"Exhibit P/10, Forensic report, p. 9");
	assert_value(f,
		"string(//d:section[@xml:id='claim-c1']//d:listitem[d:para/d:link="
		"'Exhibit copy']/d:para)",
		"Exhibit copy, Statement, p. 8");
	assert_count(f, "//d:section[@xml:id='claim-bare'][d:para='A bare one']", 1);
	assert_count(f, "//d:blockquote[@role='quotation']", 0);
}

static void bundle_write__names_no_protected_person(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0;

	must(f->db, record_find(f->db, ENTITY_CONTACT, "omar", &id));
	set(f->db, ENTITY_CONTACT, id, "level", "sealed");
	must(f->db, record_find(f->db, ENTITY_CONTACT, "mack", &id));
	set(f->db, ENTITY_CONTACT, id, "level", "team");
	set(f->db, ENTITY_PETITION, f->petition, "text", "[](contact:omar), [](contact:mack)");
	bundle(f);
	assert_absent(f, "Radi");
	assert_absent(f, "omar");
	assert_absent(f, "Mack");
	assert_absent(f, "mack");
	assert_absent(f, "who was spied on");
	assert_absent(f, "office@example.org");
	assert_value(f, "string(//d:author[@role='petitioner']/d:personname)", "Journalist A");
	assert_value(f, "string(//d:othercredit[@otherclass='counsel']/d:personname)",
		"[name withheld]");
	assert_value(f, "string(//d:listitem[@xml:id='para-1']/d:para)",
		"Journalist A, [name withheld]");
	assert_int_equal(f->summary.withheld, 2);
}

/* A name that must not leave stands in what the author cites, in a letter and among the parties. */
static void bundle_write__prints_the_pseudonym_of_the_case(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0, case_id = 0, given = 0;

	must(f->db, record_find(f->db, ENTITY_CASE, "mexico", &case_id));
	must(f->db, record_find(f->db, ENTITY_CONTACT, "omar", &id));
	set(f->db, ENTITY_CONTACT, id, "name", "Canary Zebra");
	set(f->db, ENTITY_CONTACT, id, "level", "sealed");
	must(f->db, pseudonym_assign(f->db, case_id, NULL, 0, &given));
	assert_int_equal(given, 1);
	set(f->db, ENTITY_PETITION, f->petition, "text",
		"[Canary Zebra](contact:omar) says so; [*Ms* Zebra](contact:omar), too.");
	bundle(f);
	assert_absent(f, "Zebra");
	assert_absent(f, "Canary");
	assert_absent(f, "Journalist A");
	assert_value(f, "string(//d:author[@role='petitioner']/d:personname)", "Petitioner 1");
	assert_value(f, "string(//d:listitem[@xml:id='para-1']/d:para)",
		"Petitioner 1 says so; Petitioner 1, too.");
	assert_value(f,
		"string(//d:informaltable[@tabstyle='cosigners']//d:entry[.='Petitioner 1'])",
		"Petitioner 1");
	/* Another party comes, and every later bundle says the same. */
	put(f->db, ENTITY_CONTACT, "ref", "aaa", "name", "Zebra the second", "level", "team", NULL);
	put(f->db, ENTITY_PARTY, "case", "mexico", "contact", "aaa", "role", "petitioner", NULL);
	must(f->db, pseudonym_assign(f->db, case_id, NULL, 0, &given));
	assert_int_equal(given, 1);
	bundle(f);
	assert_absent(f, "Zebra");
	assert_value(f, "string(//d:author[@role='petitioner'][1]/d:personname)", "Petitioner 1");
	assert_value(f, "string(//d:author[@role='petitioner'][2]/d:personname)", "Petitioner 2");
}

static void bundle_write__says_nothing_under_a_gag_order(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0;

	must(f->db, record_find(f->db, ENTITY_RULING, "rul", &id));
	set(f->db, ENTITY_RULING, id, "gag", "the name of the source");
	set(f->db, ENTITY_RULING, id, "holding", "No proof. [x](authority:other)");
	bundle(f);
	assert_absent(f, "nobody cites");
	assert_absent(f, "No proof.");
	assert_absent(f, "Their words");
	assert_absent(f, "the name of the source");
	assert_absent(f, "rul-rul");
}

static void bundle_write__never_takes_notes(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0;

	set(f->db, ENTITY_PETITION, f->petition, "notes", "Zebra note");
	must(f->db, record_find(f->db, ENTITY_EXHIBIT, "report", &id));
	set(f->db, ENTITY_EXHIBIT, id, "notes", "Zebra note");
	set(f->db, ENTITY_EXHIBIT, id, "obtained_from", "Zebra the source");
	bundle(f);
	assert_absent(f, "Zebra");
}

static void bundle_write__counts_cosigners_whom_it_may_not_name(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0;

	must(f->db, record_find(f->db, ENTITY_CONTACT, "omar", &id));
	set(f->db, ENTITY_CONTACT, id, "level", "sealed");
	must(f->db, record_find(f->db, ENTITY_COSIGNER, "s1", &id));
	set(f->db, ENTITY_COSIGNER, id, "title", "Zebra the journalist");
	set(f->db, ENTITY_COSIGNER, id, "affiliation", "Zebra news");
	must(f->db, record_find(f->db, ENTITY_COSIGNER, "s2", &id));
	set(f->db, ENTITY_COSIGNER, id, "level", "team");
	bundle(f);
	assert_absent(f, "Zebra");
	assert_count(f, "//d:informaltable[@tabstyle='cosigners']//d:tbody/d:row", 1);
	assert_value(f,
		"string(//d:informaltable[@tabstyle='cosigners']//d:tbody/d:row/d:entry[2])",
		"Journalist A");
	assert_value(f, "string(//d:section[@role='signatures']/d:title)",
		"1 organisation and 1 expert");
	assert_present(f, "Counted without a name: 1.");
	assert_int_equal(f->summary.withheld, 2);
}

static void bundle_write__does_not_tell_of_a_sealed_original(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0;

	must(f->db, record_find(f->db, ENTITY_EXHIBIT, "report", &id));
	set(f->db, ENTITY_EXHIBIT, id, "redaction_of", "card");
	bundle(f);
	assert_present(f, "Redacted copy of");
	must(f->db, record_find(f->db, ENTITY_EXHIBIT, "card", &id));
	set(f->db, ENTITY_EXHIBIT, id, "level", "sealed");
	bundle(f);
	assert_absent(f, "Redacted copy of");
	assert_absent(f, "Press card");
}

static void bundle_write__refuses_a_petition_of_a_case_that_may_not_leave(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0;

	must(f->db, record_find(f->db, ENTITY_CASE, "mexico", &id));
	set(f->db, ENTITY_CASE, id, "level", "sealed");
	assert_int_equal(try_bundle(f), ST_CONFLICT);
	assert_int_equal(entries(f->dir), 0);
}

static void bundle_write__refuses_a_petition_that_may_not_leave(void **state)
{
	struct fixture *f = *state;

	set(f->db, ENTITY_PETITION, f->petition, "level", "team");
	assert_int_equal(try_bundle(f), ST_CONFLICT);
	assert_non_null(strstr(db_error(f->db), "level"));
	assert_int_equal(entries(f->dir), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			bundle_write__keeps_back_claims_proofs_and_quotations, open_case,
			close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__keeps_back_what_is_above_filed, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__names_no_protected_person, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__prints_the_pseudonym_of_the_case, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__says_nothing_under_a_gag_order, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__never_takes_notes, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__refuses_a_petition_that_may_not_leave, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__counts_cosigners_whom_it_may_not_name, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__does_not_tell_of_a_sealed_original, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__refuses_a_petition_of_a_case_that_may_not_leave, open_case,
			close_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
