#include "config.h"

#include "import/signatories.h"

#include "model/exhibit.h"
#include "model/journal.h"
#include "model/record.h"
#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

struct at {
	struct db *db;
	char *folder;
	char *path;    /* of the file that is imported */
	char *rejects; /* of the one for refused rows */
	int64_t petition;
};

static int64_t add(
	struct db *db, enum entity_id entity, const char *ref, const char *in, int64_t id)
{
	struct change *c = NULL;
	struct record r;
	int64_t made;

	record_init(&r, entity);
	record_put(&r, "ref", ref);
	record_put(&r, "title", ref);
	if (in)
		must(db, record_set_num(db, &r, in, id));
	must(db, change_begin(db, &c, "add %s", ref));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	made = r.id;
	record_free(&r);
	return made;
}

static int set_up(void **state)
{
	struct at *at = calloc(1, sizeof(*at));
	int64_t id;

	setenv("AMPARO_DEVICE", "7", 1);
	setenv("AMPARO_WHO", "Noa", 1);
	if (!at || db_open(NULL, DB_MEMORY, &at->db))
		return -1;
	at->folder = folder_make();
	at->path = folder_path(at->folder, "names.csv");
	at->rejects = folder_path(at->folder, "rejects.csv");
	id = add(at->db, ENTITY_CASE, "c", NULL, 0);
	at->petition = add(at->db, ENTITY_PETITION, "p", "case", id);
	*state = at;
	return 0;
}

static int tear_down(void **state)
{
	struct at *at = *state;

	db_close(at->db);
	folder_remove(at->folder);
	free(at->path);
	free(at->rejects);
	free(at);
	return 0;
}

#define IMPORT_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static void put_text(struct at *at, const char *text)
{
	file_write(at->path, text, strlen(text));
}

/* Imports what is in the file now. */
static void import(struct at *at, struct import_plan *plan)
{
	struct import_options o = {
		.petition = at->petition, .path = at->path, .samples = PLAN_SAMPLES_MAX
	};

	must(at->db, import_signatories(at->db, &o, plan));
}

static void import_text(struct at *at, const char *text)
{
	struct import_plan plan;

	put_text(at, text);
	import(at, &plan);
	import_plan_free(&plan);
}

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

#define HEADER "Name,Email,City,Postcode,Country,Signed On,Confirmed,Consent\n"

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

/* ---- the plan and the deed ---- */

#define ROWS_MAX 12000

/* The verdict of each line; -1: it has none. */
struct verdicts {
	int8_t of[ROWS_MAX + 8];
	int64_t n;
};

static enum status note(void *arg, const struct plan_row *row)
{
	struct verdicts *v = arg;

	assert_true(row->line > 0 && row->line < ROWS_MAX + 8);
	assert_int_equal(v->of[row->line], -1);
	v->of[row->line] = (int8_t)row->verdict;
	v->n++;
	return ST_OK;
}

static const char *one_of(struct chance *chance, const char *const *words)
{
	uint32_t n = 0;

	while (words[n])
		n++;
	return words[chance_below(chance, n)];
}

/* Few words, so that rows are alike in every way. */
static void random_file(struct at *at, struct chance *chance, int rows)
{
	static const char *const names[] = { "Noa Cohen", "Cohen Noa", "José García", "Jose Garcia",
		"Dana Levi", "陳小明", "Noa", "Anna Maria Smith", "A. M. Smith", "", NULL };
	static const char *const emails[] = { "", "", "noa@example.org", "NOA@example.org",
		"no.a+x@gmail.com", "noa@gmail.com", "dana@example.org", "not an address", NULL };
	static const char *const cities[] = { "", "Haifa", "Tel Aviv", "香港", NULL };
	static const char *const codes[] = { "", "31", "72000", NULL };
	static const char *const countries[] = { "IL", "IL", "MX", "", "Nowhere", NULL };
	static const char *const days[] = { "2020-07-17", "2020-07-18", "", NULL };
	static const char *const confirmed[] = { "yes", "yes", "no", "", NULL };
	static const char *const consents[] = { "", "public", "private", NULL };
	static const char *const ids[] = { "", "", "1", "2", "3", NULL };
	struct str text = STR_INIT;

	str_addf(&text, "Name,Email,City,Postcode,Country,Signed On,Confirmed,Consent,UUID\n");
	for (int i = 0; i < rows; i++)
		str_addf(&text, "%s,%s,%s,%s,%s,%s,%s,%s,%s\n", one_of(chance, names),
			one_of(chance, emails), one_of(chance, cities), one_of(chance, codes),
			one_of(chance, countries), one_of(chance, days), one_of(chance, confirmed),
			one_of(chance, consents), one_of(chance, ids));
	put_text(at, str_text(&text));
	str_free(&text);
}

/* What the deed did with a line, as the file shows it: the rows that came in. */
static int deed(struct db *db, int64_t batch, int64_t line)
{
	char sql[400];

	snprintf(sql, sizeof(sql),
		"SELECT coalesce((SELECT CASE WHEN EXISTS (SELECT 1 FROM pair WHERE other = s.id) "
		"THEN %d WHEN s.state = 'duplicate' AND s.duplicate_of IS NOT NULL THEN %d ELSE %d "
		"END FROM signatory s WHERE s.batch = %lld AND s.line = %lld), -1)",
		PLAN_DOUBTFUL, PLAN_SAME, PLAN_ADD, (long long)batch, (long long)line);
	return (int)raw_number(db, sql);
}

static void assert_done(struct at *at, const struct verdicts *v, const struct import_plan *plan)
{
	char sql[200];

	for (int64_t line = 2; line < ROWS_MAX + 8; line++) {
		int verdict = v->of[line];
		bool comes =
			verdict == PLAN_ADD || verdict == PLAN_SAME || verdict == PLAN_DOUBTFUL;

		if (verdict >= 0 && deed(at->db, plan->batch, line) != (comes ? verdict : -1))
			fail_msg("line %lld: %s was planned", (long long)line,
				plan_verdict_name((enum plan_verdict)verdict));
	}
	snprintf(sql, sizeof(sql),
		"SELECT count(*) FROM signatory WHERE batch IS NOT %lld AND revision = (SELECT "
		"max(seq) FROM journal)",
		(long long)plan->batch);
	assert_int_equal(raw_number(at->db, sql), plan->n[PLAN_UPDATE]);
}

static void assert_same_plan(const struct import_plan *a, const struct import_plan *b)
{
	assert_int_equal(a->read, b->read);
	for (int v = 0; v < PLAN_VERDICTS; v++)
		assert_int_equal(a->n[v], b->n[v]);
}

static void back_and_forth(struct at *at, const char *before)
{
	char *after = dump(at->db), *label = NULL;

	must(at->db, journal_undo(at->db, &label));
	assert_dump(at->db, before);
	assert_index_whole(at->db);
	free(label);
	must(at->db, journal_redo(at->db, &label));
	assert_dump(at->db, after);
	assert_index_whole(at->db);
	free(label);
	free(after);
}

/* A plan made a few rows at a time says what a dry run says. */
static void assert_same_in_steps(
	struct at *at, const struct import_options *dry, const struct import_plan *plan)
{
	struct import_plan stepped;
	struct import *in;
	enum status st;

	must(at->db, import_begin(at->db, dry, &stepped, &in));
	while ((st = import_step(in, 7)) == ST_OK) {
		int64_t done, total;

		import_progress(in, &done, &total);
		assert_in_range(done, 1, total);
	}
	assert_int_equal(st, ST_END);
	assert_same_plan(plan, &stepped);
	import_end(in);
	import_plan_free(&stepped);
}

/* The plan of a dry run, then the deed: row for row the same. False: the file was refused. */
static bool plan_and_do(struct at *at, const char *platform)
{
	static struct verdicts planned, done;
	struct import_options o = { .petition = at->petition,
		.path = at->path,
		.source = { .platform = platform },
		.row = note };
	struct import_plan plan, deeds;
	char *before = dump(at->db);
	enum status st, dry;

	memset(&planned, -1, sizeof(planned));
	memset(&done, -1, sizeof(done));
	planned.n = done.n = 0;
	o.dry_run = true;
	o.arg = &planned;
	dry = import_signatories(at->db, &o, &plan);
	assert_dump(at->db, before);
	if (dry == ST_OK) {
		struct import_options quiet = o;

		quiet.row = NULL;
		assert_same_in_steps(at, &quiet, &plan);
		assert_dump(at->db, before);
	}
	o.dry_run = false;
	o.arg = &done;
	o.sha256 = dry == ST_OK ? plan.sha256 : NULL;
	st = import_signatories(at->db, &o, &deeds);
	assert_int_equal(st, dry);
	assert_same_plan(&plan, &deeds);
	assert_memory_equal(planned.of, done.of, sizeof(planned.of));
	if (st == ST_OK && deeds.batch) {
		assert_done(at, &planned, &deeds);
		back_and_forth(at, before);
	} else {
		assert_dump(at->db, before);
	}
	import_plan_free(&plan);
	import_plan_free(&deeds);
	free(before);
	return st == ST_OK;
}

static void import__does_what_the_plan_says(void **state)
{
	static const char *const platforms[] = { "paper", "change.org", "other", NULL };
	struct at *at = *state;
	struct chance chance = chance_open("import");
	int64_t bad = -1;
	int good = 0;

	for (int i = 0; i < 30; i++) {
		random_file(at, &chance, 1 + (int)chance_below(&chance, 60));
		good += plan_and_do(at, one_of(&chance, platforms));
	}
	assert_true(good > 10);
	must(at->db, journal_verify(at->db, NULL, NULL, NULL, &bad));
	assert_int_equal(bad, 0);
	assert_int_equal(raw_number(at->db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

/*
 * More updates and doubts than are held at a time, between rows that come in; and in the end rows
 * of those who were changed long before, as they were and as they are.
 */
static void import__does_what_the_plan_says_of_many(void **state)
{
	struct at *at = *state;
	struct str first = STR_INIT, second = STR_INIT;

	str_add(&first, HEADER);
	str_add(&second, HEADER);
	for (int i = 0; i < 5000; i++) {
		str_addf(&first, "Signatory %d,one%d@example.org,Haifa,,IL,2020-07-17,%s,\n", i, i,
			i < 20 ? "no" : "yes");
		str_addf(
			&second, "Signatory %d,one%d@example.org,Akko,,IL,2020-07-17,yes,\n", i, i);
		str_addf(&second, "Quite Another%d,one%d@example.org,Akko,,IL,,yes,\n", i, i);
	}
	for (int i = 0; i < 40; i++)
		str_addf(&second, "Signatory %d,one%d@example.org,%s,,IL,2020-07-17,yes,\n", i, i,
			i % 2 ? "Haifa" : "Akko");
	put_text(at, str_text(&first));
	assert_true(plan_and_do(at, NULL));
	put_text(at, str_text(&second));
	assert_true(plan_and_do(at, NULL));
	assert_int_equal(raw_number(at->db, "SELECT count(*) FROM pair"), 5000);
	assert_int_equal(raw_number(at->db, "SELECT count(*) FROM signatory WHERE city = 'Haifa' "
					    "AND state <> 'duplicate'"),
		0);
	str_free(&first);
	str_free(&second);
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
		IMPORT_TEST(import__does_what_the_plan_says),
		IMPORT_TEST(import__does_what_the_plan_says_of_many),
		IMPORT_TEST(import__refuses_a_file_that_is_not_what_was_looked_at),
		IMPORT_TEST(import__leaves_nothing_when_it_is_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
