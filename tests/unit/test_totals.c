#include "config.h"

#include "import/totals.h"

#include "import/thresholds.h"
#include "model/statement.h"
#include "tests/unit/model_help.h"

/* Names of fields in single quotation marks, as C has the others. */
static char *json(const char *text)
{
	char *out = mem_text(text);

	for (char *p = out; *p; p++)
		if (*p == '\'')
			*p = '"';
	return out;
}

static void assert_moment(const char *updated, const char *observed, const char *time)
{
	struct str text = STR_INIT, wrong = STR_INIT;
	struct totals_file f;

	str_addf(&text, "{\"signature_count\": 5, \"updated_at\": \"%s\"}", updated);
	assert_int_equal(totals_parse(str_text(&text), text.len, &f, &wrong), ST_OK);
	assert_string_equal(f.observed, observed);
	assert_string_equal(f.time, time);
	totals_free(&f);
	str_free(&text);
	str_free(&wrong);
}

static void totals_parse__puts_the_moment_in_utc(void **state)
{
	(void)state;
	assert_moment("2026-01-20T23:30:12.345Z", "2026-01-20", "23:30:12");
	assert_moment("2026-01-20T23:30:12Z", "2026-01-20", "23:30:12");
	assert_moment("2026-01-01T00:30:00+01:00", "2025-12-31", "23:30:00");
	assert_moment("2024-02-28T23:30:00.1-02:00", "2024-02-29", "01:30:00");
}

static void assert_wrong(const char *text, const char *what)
{
	char *bytes = json(text);
	struct str wrong = STR_INIT;
	struct totals_file f;

	assert_int_equal(totals_parse(bytes, strlen(bytes), &f, &wrong), ST_INVALID);
	if (!strstr(str_text(&wrong), what))
		fail_msg("%s: \"%s\" does not say \"%s\"", text, str_text(&wrong), what);
	assert_int_equal(f.n, 0);
	str_free(&wrong);
	free(bytes);
}

static void totals_parse__says_what_is_wrong(void **state)
{
	static const char *const moments[] = { "yesterday", "2026-01-20", "2026-13-20T00:00:00Z",
		"2026-01-20T24:00:00Z", "2026-01-20T10:00:00", "2026-01-20T10:00:00+25:00",
		"2026-01-20T10:00:00Zulu", "0001-01-01T00:00:00+10:00" };

	(void)state;
	assert_wrong("", "it is no JSON: line");
	assert_wrong("{'signature_count': 1", "it is no JSON: line 1");
	assert_wrong("[]", "no petition of a site");
	assert_wrong("{'data': []}", "it lists petitions");
	assert_wrong("{}", "no signature_count");
	assert_wrong("{'signature_count': '5'}", "no signature_count");
	assert_wrong("{'signature_count': 1.5}", "no signature_count");
	assert_wrong("{'signature_count': -1}", "no signature_count");
	assert_wrong("{'signature_count': 1000000000001}", "no signature_count");
	assert_wrong("{'signature_count': 1, 'signature_count': 2}", "it is no JSON");
	assert_wrong("{'signature_count': 1, 'signatures_by_country': {}}", "is no list");
	assert_wrong("{'signature_count': 1, 'signatures_by_region': [5]}",
		"entry 1 of signatures_by_region has no name");
	assert_wrong("{'signature_count': 1, 'signatures_by_region': [{'name': 'a', "
		     "'signature_count': 1}, {'name': 'x'}]}",
		"entry 2 of signatures_by_region has no signature_count");
	assert_wrong("{'signature_count': 1, 'signatures_by_country': [{'name': ' ', "
		     "'signature_count': 1}]}",
		"cannot be one");
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		struct str text = STR_INIT;

		str_addf(&text, "{'signature_count': 1, 'updated_at': '%s'}", moments[i]);
		assert_wrong(str_text(&text), "updated_at is no moment");
		str_free(&text);
	}
}

static void totals_parse__takes_parts_with_their_countries(void **state)
{
	char *text = json("{'attributes': {'signature_count': 9, 'signatures_by_country': "
			  "[{'name': 'Elsewhere', 'code': 'XQ', 'signature_count': 1}, "
			  "{'name': 'Israel', 'code': 'IL', 'signature_count': 0}], "
			  "'signatures_by_region': [{'name': ' Wales ', 'signature_count': 2}]}}");
	struct str wrong = STR_INIT;
	struct totals_file f;

	(void)state;
	assert_int_equal(totals_parse(text, strlen(text), &f, &wrong), ST_OK);
	assert_int_equal(f.n, 4);
	assert_string_equal(f.entries[0].part, "whole");
	assert_int_equal(f.entries[0].value, 9);
	assert_string_equal(f.entries[1].country, "");
	assert_string_equal(f.entries[1].place, "Elsewhere");
	assert_string_equal(f.entries[2].country, "IL");
	assert_string_equal(f.entries[3].country, "GB");
	assert_string_equal(f.entries[3].place, "Wales");
	assert_null(f.source);
	assert_string_equal(f.observed, "");
	totals_free(&f);
	free(text);
}

/* ---- into the file ---- */

static int64_t make_petition(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	return put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
}

static void import(struct db *db, int64_t p, const char *folder, const char *text,
	const char *observed, struct totals_summary *sum)
{
	char *path = folder_path(folder, "site.json");
	struct totals_options o = { .petition = p, .path = path, .observed = observed };
	char *bytes = json(text);

	file_write(path, bytes, strlen(bytes));
	must(db, import_totals(db, &o, sum));
	free(bytes);
	free(path);
}

static void import_totals__twice_changes_nothing(void **state)
{
	static const char text[] = "{'links': {'self': 'https://example.org/1.json'}, 'data': "
				   "{'attributes': {'signature_count': 9, 'updated_at': "
				   "'2026-01-20T10:00:00Z', 'signatures_by_country': [{'name': "
				   "'Israel', 'code': 'IL', 'signature_count': 4}]}}}";
	struct db *db = *state;
	int64_t p = make_petition(db);
	char *folder = folder_make();
	struct totals_summary sum;
	struct statement s;
	char *before;

	import(db, p, folder, text, "2020", &sum);
	assert_int_equal(sum.added, 2);
	assert_string_equal(sum.observed, "2026-01-20");
	assert_false(sum.guessed);
	before = dump(db);
	import(db, p, folder, text, NULL, &sum);
	assert_int_equal(sum.added, 0);
	assert_int_equal(sum.known, 2);
	assert_dump(db, before);
	free(before);
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(s.declared, 9);
	assert_string_equal(s.totals[0].source, "https://example.org/1.json");
	assert_string_equal(s.totals[0].time, "10:00:00");
	assert_int_equal(s.parts[0].value, 4);
	statement_free(&s);
	folder_remove(folder);
}

static void count_entry(void *arg, const struct totals_entry *e)
{
	*(int64_t *)arg += e->value;
}

static void import_totals__dry_run_says_what_would_be_done(void **state)
{
	struct db *db = *state;
	char *folder = folder_make();
	char *path = folder_path(folder, "site.json");
	char *bytes = json("{'signature_count': 9, 'updated_at': '2026-01-20T10:00:00Z', "
			   "'signatures_by_country': [{'name': 'Israel', 'code': 'IL', "
			   "'signature_count': 4}]}");
	int64_t seen = 0;
	struct totals_options o = { .petition = make_petition(db),
		.path = path,
		.dry_run = true,
		.entry = count_entry,
		.arg = &seen };
	struct totals_summary planned, done;
	char *before = dump(db);

	file_write(path, bytes, strlen(bytes));
	must(db, import_totals(db, &o, &planned));
	assert_dump(db, before);
	assert_int_equal(planned.added, 2);
	assert_int_equal(seen, 13);
	o.dry_run = false;
	must(db, import_totals(db, &o, &done));
	assert_memory_equal(&planned.added, &done.added, sizeof(done.added));
	o.dry_run = true;
	must(db, import_totals(db, &o, &planned));
	assert_int_equal(planned.added, 0);
	assert_int_equal(planned.known, 2);
	free(before);
	free(bytes);
	free(path);
	folder_remove(folder);
}

static void import_totals__of_one_day_are_all_kept(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db);
	char *folder = folder_make();
	struct totals_summary sum;
	struct statement s;

	import(db, p, folder, "{'signature_count': 5}", "2026-02-01", &sum);
	import(db, p, folder, "{'signature_count': 7}", "2026-02-01", &sum);
	import(db, p, folder, "{'signature_count': 8}", "2026-02-01", &sum);
	assert_int_equal(sum.added, 1);
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(s.n_totals, 3);
	assert_int_equal(s.declared, 8);
	assert_string_equal(s.totals[0].source, "site.json");
	statement_free(&s);
	setenv("AMPARO_TODAY", "2026-11-20", 1);
	import(db, p, folder, "{'signature_count': 9}", NULL, &sum);
	unsetenv("AMPARO_TODAY");
	assert_true(sum.guessed);
	assert_string_equal(sum.observed, "2026-11-20");
	folder_remove(folder);
}

static void import_totals__refuses_what_it_cannot_read(void **state)
{
	struct db *db = *state;
	struct totals_options o = { .petition = make_petition(db), .path = "/nowhere/site.json" };
	char *folder = folder_make();
	char *path = folder_path(folder, "site.json");
	struct totals_summary sum;
	struct str big = STR_INIT;
	char *before = dump(db);

	assert_refused(db, import_totals(db, &o, &sum), ST_NOTFOUND, "/nowhere/site.json");
	o.path = folder;
	assert_refused(db, import_totals(db, &o, &sum), ST_IO, "is not a file");
	o.path = path;
	for (int i = 0; i < (17 << 20) / 16; i++)
		str_add_n(&big, "                ", 16);
	file_write(path, str_text(&big), big.len);
	assert_refused(db, import_totals(db, &o, &sum), ST_INVALID, "larger than 16 MiB");
	file_write(path, "{\"signature_count\": 5}", 22);
	o.observed = "no day";
	assert_refused(db, import_totals(db, &o, &sum), ST_INVALID, "observed");
	assert_dump(db, before);
	str_free(&big);
	free(before);
	free(path);
	folder_remove(folder);
}

static enum status thresholds(struct db *db, int64_t p, const char *folder, const char *text,
	struct thresholds_summary *sum)
{
	char *path = folder_path(folder, "rule.csv");
	const struct thresholds_options o = { .petition = p, .path = path };
	enum status st;

	file_write(path, text, strlen(text));
	st = import_thresholds(db, &o, sum);
	free(path);
	return st;
}

static void import_thresholds__takes_all_or_nothing(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db);
	char *folder = folder_make();
	struct thresholds_summary sum;
	char *before;

	must(db, thresholds(db, p, folder,
			 "Value,TITLE,kind,country\n5,A,signatures,\n2,B,country,Israel\n", &sum));
	assert_int_equal(sum.added, 2);
	must(db, thresholds(db, p, folder,
			 "title,kind,value,country\nA,signatures,5,\nC,countries,3,\n", &sum));
	assert_int_equal(sum.added, 1);
	assert_int_equal(sum.known, 1);
	before = dump(db);
	assert_refused(db, thresholds(db, p, folder, "title,kind\nA,signatures\n", &sum),
		ST_INVALID, "no column value");
	assert_refused(db,
		thresholds(
			db, p, folder, "title,kind,value\nD,signatures,5\nE,sometimes,6\n", &sum),
		ST_INVALID, "line 3");
	assert_refused(db, thresholds(db, p, folder, "title,kind,value\nD,country,5\n", &sum),
		ST_INVALID, "needs its country");
	assert_refused(db, thresholds(db, p, folder, "title,kind,value\nD,signatures,\n", &sum),
		ST_INVALID, "says no number");
	assert_refused(
		db, thresholds(db, p, folder, "title,kind,value\n", &sum), ST_INVALID, "no rows");
	assert_dump(db, before);
	free(before);
	folder_remove(folder);
}

static void count_known(void *arg, const struct record *r, bool known)
{
	assert_non_null(record_get(r, "title"));
	*(int *)arg += known ? 100 : 1;
}

static void import_thresholds__dry_run_says_what_would_be_done(void **state)
{
	struct db *db = *state;
	char *folder = folder_make();
	char *path = folder_path(folder, "rule.csv");
	const char text[] = "title,kind,value\nA,signatures,5\nB,signatures,6\n";
	int rows = 0;
	struct thresholds_options o = { .petition = make_petition(db),
		.path = path,
		.dry_run = true,
		.row = count_known,
		.arg = &rows };
	struct thresholds_summary sum;
	char *before = dump(db);

	file_write(path, text, strlen(text));
	must(db, import_thresholds(db, &o, &sum));
	assert_dump(db, before);
	assert_int_equal(sum.added, 2);
	assert_int_equal(rows, 2);
	o.dry_run = false;
	must(db, import_thresholds(db, &o, &sum));
	assert_int_equal(sum.added, 2);
	o.dry_run = true;
	must(db, import_thresholds(db, &o, &sum));
	assert_int_equal(sum.known, 2);
	assert_int_equal(rows, 204);
	free(before);
	free(path);
	folder_remove(folder);
}

static void note_set(void *arg, const char *name, const char *label)
{
	str_addf(arg, "%s=%s\n", name, label);
}

static void thresholds_sets__are_those_that_came_with_the_program(void **state)
{
	struct str sets = STR_INIT, path = STR_INIT;

	(void)state;
	thresholds_sets(note_set, &sets);
	assert_string_equal(str_text(&sets), "eci=European Citizens' Initiative\n"
					     "uk=e-petitions of the United Kingdom\n");
	thresholds_path("uk", &path);
	assert_non_null(strstr(str_text(&path), "/thresholds/uk.csv"));
	str_clear(&path);
	thresholds_path("ukk", &path);
	assert_string_equal(str_text(&path), "ukk");
	str_free(&path);
	str_free(&sets);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals_parse__puts_the_moment_in_utc),
		cmocka_unit_test(totals_parse__says_what_is_wrong),
		cmocka_unit_test(totals_parse__takes_parts_with_their_countries),
		MODEL_TEST(import_totals__twice_changes_nothing),
		MODEL_TEST(import_totals__dry_run_says_what_would_be_done),
		MODEL_TEST(import_totals__of_one_day_are_all_kept),
		MODEL_TEST(import_totals__refuses_what_it_cannot_read),
		MODEL_TEST(import_thresholds__takes_all_or_nothing),
		MODEL_TEST(import_thresholds__dry_run_says_what_would_be_done),
		cmocka_unit_test(thresholds_sets__are_those_that_came_with_the_program),
	};

	return cmocka_run_group_tests_name("totals", tests, NULL, NULL);
}
