#include "config.h"

#include "import/signatories.h"

#include "model/journal.h"
#include "tests/unit/import_help.h"
#include "tests/unit/seed.h"

/* The plan says what the deed then does, whatever the file. */

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		IMPORT_TEST(import__does_what_the_plan_says),
		IMPORT_TEST(import__does_what_the_plan_says_of_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
