#include "config.h"

#include "model/rule.h"

#include <stdarg.h>

#include "model/anonymise.h"
#include "model/count.h"
#include "model/journal.h"
#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

static int set_up(void **state)
{
	struct db *db;

	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	return 0;
}

static int64_t put_rule(struct db *db, const char *ref, const char *kind, const char *pattern)
{
	return put(db, ENTITY_RULE, "petition", "p", "ref", ref, "kind", kind, "pattern", pattern,
		"reason", "Not a person", NULL);
}

static int64_t sign(struct db *db, const char *name, const char *email, const char *state)
{
	return put(db, ENTITY_SIGNATORY, "petition", "p", "name", name, "email", email, "state",
		state, NULL);
}

/* How many are as before. */
static int64_t lift(struct db *db, int64_t rule)
{
	struct rule_lifted lifted;
	int64_t rows;

	must(db, rule_lift(db, rule, &lifted));
	rows = lifted.rows;
	rule_lifted_free(&lifted);
	return rows;
}

static void assert_field(
	struct db *db, enum entity_id e, int64_t id, const char *field, const char *expected)
{
	struct record r;

	must(db, record_load(db, e, id, &r));
	if (!expected)
		assert_null(record_get(&r, field));
	else
		assert_string_equal(record_show(&r, field), expected);
	record_free(&r);
}

/* Pairs of field and value, ended by NULL; one change. */
static void set_fields(struct db *db, int64_t id, ...)
{
	struct change *c = NULL;
	struct record r;
	const char *field;
	va_list args;

	must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
	va_start(args, id);
	while ((field = va_arg(args, const char *)) != NULL)
		must(db, record_set_name(db, &r, field, va_arg(args, const char *)));
	va_end(args);
	must(db, change_begin(db, &c, "test"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
}

/* ---- what may be saved ---- */

static void refused(
	struct db *db, const char *kind, const char *field, const char *text, const char *blamed)
{
	struct change *c = NULL;
	struct record r;

	record_init(&r, ENTITY_RULE);
	must(db, record_set_name(db, &r, "petition", "p"));
	must(db, record_set_name(db, &r, "kind", kind));
	must(db, record_set_name(db, &r, "reason", "so"));
	if (field)
		must(db, record_set_name(db, &r, field, text));
	if (!strcmp(kind, "signed_between") && field)
		must(db, record_set_name(db, &r, "to", "2019"));
	must(db, change_begin(db, &c, "test"));
	assert_refused_field(db, record_save(c, &r), ST_INVALID, blamed, blamed);
	change_cancel(c);
	record_free(&r);
}

static void rule_check__wants_what_the_kind_needs(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_PETITION, "case", "c", "ref", "q", "title", "Q", NULL);
	raw(db, "INSERT INTO batch (id, revision, ref, petition, filename, sha256, at, level, "
		"sort_key) SELECT 99, 1, 'b', id, 'f.csv', hex(zeroblob(32)), "
		"'2020-01-01T00:00:00Z', 'filed', x'' FROM petition WHERE ref = 'q'");
	refused(db, "email_domain", NULL, NULL, "pattern");
	refused(db, "email_domain", "pattern", "@", "pattern");
	refused(db, "place", "batch", "b", "batch");
	refused(db, "name_pattern", "from", "2020", "from");
	refused(db, "signed_between", NULL, NULL, "from");
	refused(db, "signed_between", "from", "2020", "to");
	refused(db, "signed_between", "pattern", "x", "pattern");
	refused(db, "url_in_name", "pattern", "x", "pattern");
	refused(db, "batch", NULL, NULL, "batch");
	refused(db, "batch", "batch", "b", "batch");
}

/* ---- counting, applying, lifting ---- */

static void rule_count__says_what_would_be_done(void **state)
{
	static const char *const states[] = { "valid", "valid", "pending", "duplicate", "withdrawn",
		"invalid" };
	struct db *db = *state;
	struct rule_count count;
	struct record rule;
	char *before;

	for (size_t i = 0; i < 6; i++)
		sign(db, "Casino", "a@example.org", states[i]);
	sign(db, "Noa Cohen", "noa@example.org", "valid");
	must(db, record_load(db, ENTITY_RULE, put_rule(db, "r", "name_pattern", "casino"), &rule));
	before = dump(db);
	must(db, rule_count(db, &rule, &count));
	assert_int_equal(count.valid, 2);
	assert_int_equal(count.pending, 1);
	assert_int_equal(count.duplicate, 1);
	assert_int_equal(count.withdrawn, 1);
	assert_int_equal(count.invalid, 1);
	assert_int_equal(count.already, 0);
	assert_int_equal(count.n_samples, 3);
	assert_non_null(strstr(count.samples[0].text, "  Casino, a@example.org"));
	assert_dump(db, before);
	rule_count_free(&count);
	record_free(&rule);
	free(before);
}

static void rule_count__takes_samples_from_all_over(void **state)
{
	struct db *db = *state;
	struct rule_count count;
	struct record rule;
	int64_t last = 0;

	for (int i = 0; i < 95; i++)
		last = sign(db, "Casino", NULL, "valid");
	must(db, record_load(db, ENTITY_RULE, put_rule(db, "r", "name_pattern", "casino"), &rule));
	must(db, rule_count(db, &rule, &count));
	assert_int_equal(count.valid, 95);
	assert_in_range(count.n_samples, RULE_SAMPLES / 2, RULE_SAMPLES);
	assert_true(count.samples[count.n_samples - 1].id > last - 32);
	rule_count_free(&count);
	record_free(&rule);
}

static void rule_apply__makes_rows_invalid_and_lift_gives_them_back(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "Casino A", NULL, "valid"), b = sign(db, "Casino B", NULL, "pending");
	int64_t c = sign(db, "Noa Cohen", NULL, "valid"), d = sign(db, "Casino D", NULL, "invalid");
	int64_t rule = put_rule(db, "spam", "name_pattern", "casino*"), rows = 0;
	char *before = dump(db), *applied;
	char *label = NULL;

	must(db, rule_apply(db, rule, &rows));
	assert_int_equal(rows, 2);
	assert_field(db, ENTITY_SIGNATORY, a, "state", "invalid");
	assert_field(db, ENTITY_SIGNATORY, a, "rule", "rule:spam");
	assert_field(db, ENTITY_SIGNATORY, a, "reason", "Not a person");
	assert_field(db, ENTITY_SIGNATORY, a, "state_on", "2026-11-20");
	assert_field(db, ENTITY_SIGNATORY, b, "state_before", "pending");
	assert_field(db, ENTITY_SIGNATORY, c, "state", "valid");
	assert_field(db, ENTITY_SIGNATORY, d, "rule", NULL);
	assert_field(db, ENTITY_RULE, rule, "applied", "2026-11-20");
	assert_field(db, ENTITY_RULE, rule, "rows", "2");
	applied = dump(db);
	must(db, journal_undo(db, &label));
	assert_string_equal(label, "apply rule spam: 2 signatories invalid");
	free(label);
	assert_dump(db, before);
	must(db, journal_redo(db, &label));
	free(label);
	assert_dump(db, applied);
	/* New rows alone, the second time. */
	sign(db, "Casino E", NULL, "valid");
	must(db, rule_apply(db, rule, &rows));
	assert_int_equal(rows, 1);
	assert_field(db, ENTITY_RULE, rule, "rows", "3");
	assert_int_equal(lift(db, rule), 3);
	assert_field(db, ENTITY_SIGNATORY, a, "state", "valid");
	assert_field(db, ENTITY_SIGNATORY, a, "rule", NULL);
	assert_field(db, ENTITY_SIGNATORY, a, "reason", NULL);
	assert_field(db, ENTITY_SIGNATORY, b, "state", "pending");
	assert_field(db, ENTITY_SIGNATORY, b, "state_before", NULL);
	assert_field(db, ENTITY_SIGNATORY, d, "state", "invalid");
	assert_field(db, ENTITY_RULE, rule, "applied", NULL);
	assert_field(db, ENTITY_RULE, rule, "rows", NULL);
	assert_index_whole(db);
	free(before);
	free(applied);
}

/* Both where a rule made it invalid long ago, and in one that was changed by hand in between. */
static void rule_lift__brings_back_what_stood_there_before(void **state)
{
	struct db *db = *state;
	int64_t pending = sign(db, "Casino A", NULL, "valid"),
		noted = sign(db, "Casino B", NULL, "valid");
	int64_t today = sign(db, "Casino C", NULL, "valid"),
		came = sign(db, "Casino D", NULL, "pending");
	int64_t rule = put_rule(db, "spam", "name_pattern", "casino*"), rows = 0;
	static const char what[] =
		"SELECT id, state, reason, state_on, rule, state_before, city FROM "
		"signatory ORDER BY id";
	struct str before = STR_INIT, after = STR_INIT;

	set_fields(db, pending, "state", "pending", "reason", "Did not answer", "state_on",
		"2026-11-02", "rule", "telephone", NULL);
	set_fields(db, noted, "reason", "Confirmed twice", "state_on", "2026-11-03", NULL);
	/* The same day as the rule: that the day stays is not said again when it is applied. */
	set_fields(db, today, "state", "pending", "state_on", "2026-11-20", "reason",
		"Not a person", NULL);
	dump_rows(db, what, &before);
	must(db, rule_apply(db, rule, &rows));
	assert_int_equal(rows, 4);
	(void)lift(db, rule);
	dump_rows(db, what, &after);
	assert_string_equal(str_text(&before), str_text(&after));
	must(db, rule_apply(db, rule, &rows));
	set_fields(db, pending, "city", "Haifa", NULL);
	set_fields(db, pending, "city", NULL, "reason", "Not a person at all", NULL);
	set_fields(db, noted, "state_on", "2026-11-21", "rule", "other", NULL);
	set_fields(db, noted, "rule", "rule:spam", NULL);
	set_fields(db, today, "reason", "Seen by hand", "state_on", NULL, NULL);
	set_fields(db, came, "city", "Haifa", NULL);
	set_fields(db, came, "city", NULL, NULL);
	assert_int_equal(lift(db, rule), 4);
	str_clear(&after);
	dump_rows(db, what, &after);
	assert_string_equal(str_text(&before), str_text(&after));
	str_free(&before);
	str_free(&after);
}

static void rule_lift__follows_undo_and_redo(void **state)
{
	struct db *db = *state;
	int64_t row = sign(db, "Casino A", NULL, "valid");
	int64_t rule = put_rule(db, "spam", "name_pattern", "casino*"), rows = 0;
	char *label = NULL;

	set_fields(db, row, "state", "pending", "reason", "First", NULL);
	must(db, rule_apply(db, rule, &rows));
	must(db, journal_undo(db, &label));
	free(label);
	set_fields(db, row, "reason", "Second", NULL);
	must(db, rule_apply(db, rule, &rows));
	set_fields(db, row, "reason", "By hand", NULL);
	must(db, journal_undo(db, &label));
	free(label);
	must(db, journal_undo(db, &label));
	free(label);
	must(db, journal_redo(db, &label));
	free(label);
	assert_int_equal(lift(db, rule), 1);
	assert_field(db, ENTITY_SIGNATORY, row, "state", "pending");
	assert_field(db, ENTITY_SIGNATORY, row, "reason", "Second");
	assert_field(db, ENTITY_SIGNATORY, row, "rule", "by-hand");
}

/* What was erased does not come back by another way. */
static void rule_lift__brings_back_no_reason_of_who_was_anonymised(void **state)
{
	struct db *db = *state;
	int64_t row = sign(db, "Casino A", NULL, "valid");
	int64_t rule = put_rule(db, "spam", "name_pattern", "casino*"), rows = 0;
	int64_t petition = raw_number(db, "SELECT id FROM petition");
	const struct date before = { .year = 2026, .month = 1, .day = 1 };
	struct anonymise_sum sum;

	set_fields(db, row, "state", "pending", "reason", "Ask Noa Cohen", "signed", "2020-07-17",
		NULL);
	must(db, rule_apply(db, rule, &rows));
	must(db, anonymise(db, petition, &before, &sum));
	assert_int_equal(sum.rows, 1);
	anonymise_free(&sum);
	assert_int_equal(lift(db, rule), 1);
	assert_field(db, ENTITY_SIGNATORY, row, "state", "pending");
	assert_field(db, ENTITY_SIGNATORY, row, "reason", NULL);
	assert_field(db, ENTITY_SIGNATORY, row, "rule", "by-hand");
}

/* Rows that no journal entry tells of go by `state_before`. */
static void rule_lift__falls_back_to_the_state_alone(void **state)
{
	struct db *db = *state;
	int64_t row = sign(db, "Casino A", NULL, "pending");
	int64_t rule = put_rule(db, "spam", "name_pattern", "casino*");

	raw(db, "UPDATE signatory SET state = 'invalid', rule = 'rule:spam', reason = 'Old', "
		"state_before = 'pending'");
	assert_int_equal(lift(db, rule), 1);
	assert_field(db, ENTITY_SIGNATORY, row, "state", "pending");
	assert_field(db, ENTITY_SIGNATORY, row, "reason", NULL);
}

static void rule_lift__leaves_what_another_rule_fits(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "Casino A", "a@spam.example", "valid");
	int64_t b = sign(db, "Casino B", "b@spam.example", "valid");
	int64_t e = sign(db, "Else", "e@spam.example", "valid");
	int64_t d = sign(db, "Casino D", "d@example.org", "valid");
	int64_t name = put_rule(db, "name", "name_pattern", "casino*");
	int64_t mail = put_rule(db, "mail", "email_domain", "spam.example"), rows = 0;
	struct change *c = NULL;

	must(db, rule_apply(db, name, &rows));
	assert_int_equal(rows, 3);
	must(db, rule_apply(db, mail, &rows));
	assert_int_equal(rows, 1);
	/* One is decided by hand meanwhile. */
	set(db, ENTITY_SIGNATORY, b, "rule", "by-hand");
	must(db, change_begin(db, &c, "test"));
	assert_refused(db, record_remove(c, ENTITY_RULE, name, false), ST_CONFLICT, "lift");
	change_cancel(c);
	assert_int_equal(lift(db, name), 1);
	assert_field(db, ENTITY_SIGNATORY, d, "state", "valid");
	assert_field(db, ENTITY_SIGNATORY, a, "state", "invalid");
	assert_field(db, ENTITY_SIGNATORY, a, "rule", "rule:mail");
	assert_field(db, ENTITY_SIGNATORY, a, "state_before", "valid");
	assert_field(db, ENTITY_RULE, mail, "rows", "2");
	assert_field(db, ENTITY_SIGNATORY, b, "state", "invalid");
	assert_field(db, ENTITY_SIGNATORY, e, "rule", "rule:mail");
	must(db, change_begin(db, &c, "test"));
	must(db, record_remove(c, ENTITY_RULE, name, false));
	must(db, change_commit(c));
}

static void rule_check__keeps_the_name_that_rows_bear(void **state)
{
	struct db *db = *state;
	int64_t rule = put_rule(db, "spam", "name_pattern", "casino*"), rows = 0;
	struct change *c = NULL;
	struct record r;

	sign(db, "Casino", NULL, "valid");
	must(db, rule_apply(db, rule, &rows));
	must(db, record_load(db, ENTITY_RULE, rule, &r));
	must(db, record_set_name(db, &r, "ref", "other"));
	must(db, change_begin(db, &c, "test"));
	assert_refused_field(db, record_save(c, &r), ST_INVALID, "ref", "lift");
	change_cancel(c);
	record_free(&r);
	set(db, ENTITY_RULE, rule, "title", "Casinos");
	(void)lift(db, rule);
	set(db, ENTITY_RULE, rule, "ref", "other");
}

static bool stop(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	(void)done;
	(void)total;
	return false;
}

static void rule_apply__stops_and_leaves_nothing(void **state)
{
	struct db *db = *state;
	int64_t rule = put_rule(db, "r", "name_pattern", "*"), rows = 0;
	char *before;

	raw(db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
		"INSERT INTO signatory (id, revision, ref, petition, name, state, consent, level, "
		"sort_key) SELECT i, 1, 'x' || i, (SELECT id FROM petition), 'N', 'valid', "
		"'public', 'filed', x'41' FROM n");
	before = dump(db);
	db_set_progress(db, stop, NULL);
	assert_int_equal(rule_apply(db, rule, &rows), ST_STOPPED);
	db_set_progress(db, NULL, NULL);
	assert_dump(db, before);
	assert_false(db_in_change(db));
	must(db, rule_apply(db, rule, &rows));
	assert_int_equal(rows, 3000);
	assert_int_equal(lift(db, rule), 3000);
	free(before);
}

/* ---- any order of rules ---- */

/* However rules overlap, every row has one state, and lifting all of them gives all back. */
static void rules__sum_and_give_all_back(void **state)
{
	static const char *const states[] = { "valid", "pending", "duplicate", "withdrawn" };
	static const char *const days[] = { "2026-11-20", "2026-10", NULL };
	static const char *const reasons[] = { "Not a person", "Ask again", NULL };
	static const char *const patterns[] = { "a*", "*b", "?c*", "*a*", "*" };
	struct db *db = *state;
	struct chance chance = chance_open(__func__);
	struct str first = STR_INIT, last = STR_INIT;
	static const char what[] =
		"SELECT id, state, reason, state_on, rule FROM signatory ORDER BY id";
	int64_t rules[5], rows = 0, held = 60;
	struct count count;

	for (int64_t i = 0; i < held; i++) {
		char name[4] = { (char)('a' + chance_below(&chance, 3)),
			(char)('a' + chance_below(&chance, 3)),
			(char)('a' + chance_below(&chance, 3)), '\0' };
		int64_t id;

		id = sign(db, name, NULL, states[chance_below(&chance, 4)]);
		if (chance_below(&chance, 2))
			set_fields(db, id, "state_on", days[chance_below(&chance, 3)], "reason",
				reasons[chance_below(&chance, 3)], "rule", "test", NULL);
	}
	dump_rows(db, what, &first);
	for (size_t i = 0; i < 5; i++)
		rules[i] = put_rule(db, NULL, "name_pattern", patterns[i]);
	for (int i = 0; i < 40; i++) {
		int64_t rule = rules[chance_below(&chance, 5)];

		if (chance_below(&chance, 2))
			must(db, rule_apply(db, rule, &rows));
		else
			(void)lift(db, rule);
		must(db, count_petition(db, raw_number(db, "SELECT id FROM petition"), &count));
		assert_int_equal(count.held, held);
		assert_int_equal(count.pending + count.valid + count.duplicate + count.invalid +
					 count.withdrawn,
			held);
		assert_int_equal(
			count.invalid, raw_number(db, "SELECT coalesce(sum(rows), 0) FROM rule"));
		count_free(&count);
	}
	for (size_t i = 0; i < 5; i++)
		(void)lift(db, rules[i]);
	dump_rows(db, what, &last);
	assert_string_equal(str_text(&first), str_text(&last));
	str_free(&first);
	str_free(&last);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rule_check__wants_what_the_kind_needs),
		TEST(rule_count__says_what_would_be_done),
		TEST(rule_count__takes_samples_from_all_over),
		TEST(rule_apply__makes_rows_invalid_and_lift_gives_them_back),
		TEST(rule_lift__brings_back_what_stood_there_before),
		TEST(rule_lift__follows_undo_and_redo),
		TEST(rule_lift__brings_back_no_reason_of_who_was_anonymised),
		TEST(rule_lift__falls_back_to_the_state_alone),
		TEST(rule_lift__leaves_what_another_rule_fits),
		TEST(rule_check__keeps_the_name_that_rows_bear),
		TEST(rule_apply__stops_and_leaves_nothing),
		TEST(rules__sum_and_give_all_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
