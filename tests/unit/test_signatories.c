#include "config.h"

#include "import/signatories.h"

#include "model/exhibit.h"
#include "model/journal.h"
#include "model/record.h"
#include "tests/unit/import_help.h"

static void assert_counts(const struct import_plan *p, int add, int same, int update, int unchanged,
	int doubtful, int refuse)
{
	const int wanted[PLAN_VERDICTS] = { add, same, update, unchanged, doubtful, refuse };
	int64_t sum = 0;

	for (int v = 0; v < PLAN_VERDICTS; v++) {
		if (p->n[v] != wanted[v])
			fail_msg("%s: %lld, expected %d", plan_verdict_name((enum plan_verdict)v),
				(long long)p->n[v], wanted[v]);
		sum += p->n[v];
	}
	assert_int_equal(sum, p->read);
}

/* ---- what is told ---- */

static void import__judges_each_row_of_a_file(void **state)
{
	struct at *at = *state;
	struct import_plan plan;

	put_text(at, HEADER "Noa Cohen,noa@example.org,Haifa,31,IL,2020-07-17,yes,\n"
			    "Noa Cohen,NOA@example.org,Haifa,31,IL,2020-07-18,yes,\n"
			    "Dana Levi,noa@example.org,Akko,24,IL,2020-07-18,yes,\n"
			    "José García,,Puebla,72,MX,2020-07-18,yes,\n"
			    ",nobody@example.org,,,,,,\n");
	import(at, &plan);
	assert_counts(&plan, 2, 1, 0, 0, 1, 1);
	assert_string_equal(
		plan.samples[PLAN_SAME][0].what, "the same as line 2 (the same e-mail address)");
	assert_int_equal(plan.samples[PLAN_SAME][0].line, 3);
	assert_non_null(strstr(plan.samples[PLAN_DOUBTFUL][0].what, "may be the same as line 2"));
	assert_string_equal(plan.samples[PLAN_REFUSE][0].what, "the name is empty");
	import_plan_free(&plan);
	assert_int_equal(
		raw_number(at->db, "SELECT count(*) FROM signatory d JOIN signatory s ON s.id = "
				   "d.duplicate_of WHERE d.state = 'duplicate' AND d.rule = "
				   "'same-email' AND d.line = 3 AND s.line = 2"),
		1);
	assert_int_equal(
		raw_number(at->db, "SELECT count(*) FROM pair p JOIN signatory s ON s.id = p.other "
				   "WHERE s.line = 4 AND p.verdict = 'open'"),
		1);
}

static void import__updates_whom_it_holds(void **state)
{
	struct at *at = *state;
	struct import_plan plan;

	import_text(at, HEADER "Noa Cohen,noa@example.org,Haifa,31,IL,2020-07-17,no,private\n"
			       "Dana Levi,dana@example.org,Akko,24,IL,2020-07-17,yes,\n"
			       "Omer Katz,omer@example.org,,,IL,2020-07-17,yes,\n");
	raw(at->db, "UPDATE signatory SET state = 'withdrawn' WHERE name = 'Dana Levi'");
	put_text(at, HEADER "Noa Cohen,noa@example.org,Tel Aviv,,IL,,yes,public\n"
			    "Dana Levi,dana@example.org,Akko,24,IL,2020-07-17,yes,\n"
			    "Omer Katz,omer@example.org,Eilat,,IL,,,\n"
			    "Omer Katz,omer@example.org,Yafo,,IL,,,\n");
	import(at, &plan);
	assert_counts(&plan, 0, 1, 2, 1, 0, 0);
	assert_non_null(strstr(plan.samples[PLAN_UPDATE][0].what, "City Haifa → Tel Aviv"));
	assert_non_null(strstr(plan.samples[PLAN_UPDATE][0].what, "State pending → valid"));
	import_plan_free(&plan);
	assert_int_equal(raw_number(at->db,
				 "SELECT count(*) FROM signatory WHERE name = 'Noa Cohen' AND city "
				 "= 'Tel Aviv' AND postcode = '31' AND signed = '2020-07-17' AND "
				 "state = 'valid' AND consent = 'public' AND consent_source <> ''"),
		1);
	assert_int_equal(
		raw_number(at->db,
			"SELECT count(*) FROM signatory WHERE name = 'Dana Levi' AND state "
			"= 'withdrawn'"),
		1);
	assert_int_equal(
		raw_number(at->db, "SELECT count(*) FROM signatory WHERE city = 'Eilat'"), 1);
	assert_index_whole(at->db);
}

/* Another platform knows the same people; nobody is counted twice, and nothing is overwritten. */
static void import__of_another_platform_marks_duplicates(void **state)
{
	struct at *at = *state;
	struct import_options o = { .petition = at->petition,
		.path = at->path,
		.source = { .platform = "paper" },
		.samples = 1 };
	struct import_plan plan;

	import_text(at, HEADER "Noa Cohen,noa@example.org,Haifa,31,IL,2020-07-17,yes,\n"
			       "Dana Levi,dana@example.org,Akko,24,IL,2020-07-17,no,\n");
	put_text(at, HEADER "Noa Cohen,noa@example.org,Tel Aviv,,IL,2020-08-01,yes,\n"
			    "Dana Levi,dana@example.org,Akko,24,IL,2020-08-01,yes,\n");
	must(at->db, import_signatories(at->db, &o, &plan));
	/* Who had not confirmed there would be lost as a duplicate. */
	assert_counts(&plan, 0, 1, 0, 0, 1, 0);
	import_plan_free(&plan);
	assert_int_equal(
		raw_number(at->db, "SELECT count(*) FROM signatory WHERE city = 'Haifa'"), 1);
	assert_int_equal(
		raw_number(at->db, "SELECT count(*) FROM signatory WHERE name = 'Dana Levi' AND "
				   "state = 'valid'"),
		1);
}

static void import__changes_nothing_where_there_is_nothing_new(void **state)
{
	struct at *at = *state;
	struct import_options o = { .petition = at->petition, .path = at->path };
	struct import_plan plan;
	char *before;

	import_text(at, HEADER "Noa Cohen,noa@example.org,Haifa,31,IL,2020-07-17,yes,\n"
			       "José García,,Puebla,72,MX,2020-07-18,yes,\n");
	before = dump(at->db);
	assert_refused(at->db, import_signatories(at->db, &o, &plan), ST_CONFLICT, "already");
	import_plan_free(&plan);
	put_text(at, HEADER "José García,,Puebla,72,MX,2020-07-18,yes,\n"
			    "Noa Cohen,noa@example.org,Haifa,31,IL,2020-07-17,yes,\n");
	import(at, &plan);
	assert_counts(&plan, 0, 0, 0, 2, 0, 0);
	assert_int_equal(plan.batch, 0);
	import_plan_free(&plan);
	assert_dump(at->db, before);
	free(before);
}

static void import__keeps_the_file_as_an_exhibit(void **state)
{
	struct at *at = *state;
	struct import_plan plan;
	struct str kept = STR_INIT, file = STR_INIT;
	char *copy = folder_path(at->folder, "copy.csv");

	put_text(at, HEADER "Noa Cohen,noa@example.org,Haifa,31,IL,2020-07-17,yes,\n");
	import(at, &plan);
	assert_int_equal(
		raw_number(at->db,
			"SELECT count(*) FROM exhibit e JOIN batch b ON b.exhibit = e.id "
			"WHERE e.kind = 'data' AND e.level = 'team' AND e.sha256 = "
			"b.sha256 AND e.filename = 'names.csv' AND e.obtained <> '' AND "
			"b.encoding = 'UTF-8' AND b.by = 'Noa' AND b.mapping LIKE '%Signed "
			"On = signed%'"),
		1);
	assert_int_equal(
		raw_number(at->db, "SELECT count(*) FROM custody WHERE event = 'received' AND by = "
				   "'Noa' AND level = 'team'"),
		1);
	must(at->db, exhibit_extract(at->db, raw_number(at->db, "SELECT id FROM exhibit"), copy));
	file_read(copy, &kept);
	file_read(at->path, &file);
	assert_string_equal(str_text(&kept), str_text(&file));
	import_plan_free(&plan);
	/* Another petition: another exhibit, the same bytes. */
	at->petition = add(at->db, ENTITY_PETITION, "q", "case",
		raw_number(at->db, "SELECT id FROM \"case\""));
	import(at, &plan);
	assert_counts(&plan, 1, 0, 0, 0, 0, 0);
	assert_int_equal(raw_number(at->db, "SELECT count(*) FROM exhibit"), 2);
	assert_int_equal(raw_number(at->db, "SELECT count(*) FROM blob"), 1);
	import_plan_free(&plan);
	str_free(&kept);
	str_free(&file);
	free(copy);
}

static void import__gives_rejects_that_can_be_imported_again(void **state)
{
	struct at *at = *state;
	struct import_options o = {
		.petition = at->petition, .path = at->path, .rejects = at->rejects
	};
	struct import_plan plan;
	struct str text = STR_INIT;
	char *p;

	put_text(at,
		"Name;Country;Notes\nNoa;IL;a\nDana;Nowhere;\"x;\"\"y\"\"\"\nOmer;Elsewhere;\n");
	must(at->db, import_signatories(at->db, &o, &plan));
	assert_counts(&plan, 1, 0, 0, 0, 0, 2);
	import_plan_free(&plan);
	file_read(at->rejects, &text);
	assert_string_equal(str_text(&text),
		"\"Name\";\"Country\";\"Notes\";\"refused because\"\r\n"
		"\"Dana\";\"Nowhere\";\"x;\"\"y\"\"\";\"the country \"\"Nowhere\"\" is not a "
		"country\"\r\n"
		"\"Omer\";\"Elsewhere\";\"\";\"the country \"\"Elsewhere\"\" is not a "
		"country\"\r\n");
	/* One of the two is corrected; the other is told again, once. */
	p = strstr(text.data, "\"Nowhere\"");
	memcpy(p, "\"IL\"     ", 9);
	put_text(at, str_text(&text));
	assert_int_equal(unlink(at->rejects), 0);
	must(at->db, import_signatories(at->db, &o, &plan));
	assert_counts(&plan, 1, 0, 0, 0, 0, 1);
	assert_int_equal(
		raw_number(at->db, "SELECT count(*) FROM signatory WHERE name = 'Dana' AND extra = "
				   "'Notes: x;\"y\"'"),
		1);
	str_clear(&text);
	file_read(at->rejects, &text);
	assert_string_equal(str_text(&text),
		"\"Name\";\"Country\";\"Notes\";\"refused because\"\r\n"
		"\"Omer\";\"Elsewhere\";\"\";\"the country \"\"Elsewhere\"\" is not a "
		"country\"\r\n");
	import_plan_free(&plan);
	str_free(&text);
}

/* ---- stopped, and nothing left ---- */

static bool stop_late(void *arg, const char *what, int64_t done, int64_t total)
{
	int *left = arg;

	(void)what;
	(void)done;
	(void)total;
	return --*left > 0;
}

static void import__refuses_a_file_that_is_not_what_was_looked_at(void **state)
{
	struct at *at = *state;
	struct import_options o = { .petition = at->petition,
		.path = at->path,
		.sha256 = "0123456789012345678901234567890123456789012345678901234567890123" };
	struct import_plan plan;
	char *before = dump(at->db);

	file_write(at->path, "Name\nNoa\n", 9);
	assert_refused(at->db, import_signatories(at->db, &o, &plan), ST_CONFLICT,
		"is not what it was when it was looked at");
	import_plan_free(&plan);
	assert_dump(at->db, before);
	free(before);
}

static void import__leaves_nothing_when_it_is_stopped(void **state)
{
	struct at *at = *state;
	struct import_options o = {
		.petition = at->petition, .path = at->path, .rejects = at->rejects
	};
	struct import_plan plan;
	struct str text = STR_INIT;
	char *before;
	int files;

	str_add(&text, HEADER ",,,,,,,\n");
	for (int i = 0; i < 30000; i++)
		str_addf(&text, "Signatory %d,one%d@example.org,Haifa,,IL,2020-07-17,yes,\n", i, i);
	put_text(at, str_text(&text));
	before = dump(at->db);
	files = folder_count(at->folder);
	for (int n = 1; n < 4; n++) {
		int left = n;

		db_set_progress(at->db, stop_late, &left);
		assert_int_equal(import_signatories(at->db, &o, &plan), ST_STOPPED);
		import_plan_free(&plan);
		assert_dump(at->db, before);
		assert_false(db_in_change(at->db));
		assert_int_equal(folder_count(at->folder), files);
	}
	db_set_progress(at->db, NULL, NULL);
	free(before);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IMPORT_TEST(import__judges_each_row_of_a_file),
		IMPORT_TEST(import__updates_whom_it_holds),
		IMPORT_TEST(import__of_another_platform_marks_duplicates),
		IMPORT_TEST(import__changes_nothing_where_there_is_nothing_new),
		IMPORT_TEST(import__keeps_the_file_as_an_exhibit),
		IMPORT_TEST(import__gives_rejects_that_can_be_imported_again),
		IMPORT_TEST(import__refuses_a_file_that_is_not_what_was_looked_at),
		IMPORT_TEST(import__leaves_nothing_when_it_is_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
