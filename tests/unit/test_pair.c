#include "config.h"

#include "model/pair.h"

#include "model/anonymise.h"
#include "model/journal.h"
#include "model/person.h"
#include "tests/unit/model_help.h"

static int set_up(void **state)
{
	struct db *db;

	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", "kind", "public", NULL);
	return 0;
}

static int64_t petition(struct db *db)
{
	int64_t id = 0;

	must(db, record_find(db, ENTITY_PETITION, "p", &id));
	return id;
}

static int64_t sign(struct db *db, const char *name, const char *state)
{
	return put(db, ENTITY_SIGNATORY, "petition", "p", "name", name, "state", state, NULL);
}

static int64_t pair_up(struct db *db, int64_t a, int64_t b, int score)
{
	struct change *c;
	int64_t pair = 0;
	bool fresh;

	must(db, change_begin(db, &c, "pair"));
	must(db, pair_write(c, petition(db), a, b, score, "alike", &fresh));
	must(db, change_commit(c));
	if (fresh) {
		struct pair_place place = { 0 };

		while (pair_step(db, petition(db), false, &place) == ST_OK)
			pair = place.pair > pair ? place.pair : pair;
	}
	return pair;
}

static void assert_first(struct db *db, int64_t row, int64_t first)
{
	int64_t now;

	must(db, person_first(db, row, &now));
	assert_int_equal(now, first);
}

static void assert_state(struct db *db, int64_t row, const char *state, const char *rule)
{
	struct record r;

	must(db, record_load(db, ENTITY_SIGNATORY, row, &r));
	assert_string_equal(record_show(&r, "state"), state);
	assert_string_equal(record_show(&r, "rule"), rule);
	record_free(&r);
}

static void pair_write__writes_a_pair_once(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "valid"), b = sign(db, "B", "valid");

	assert_true(pair_up(db, b, a, 50) > 0);
	assert_int_equal(pair_up(db, a, b, 60), 0);
}

static void pair_judge__makes_the_later_row_a_duplicate(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "valid"), b = sign(db, "B", "valid");
	int64_t pair = pair_up(db, a, b, 50);

	must(db, pair_judge(db, pair, PAIR_SAME));
	assert_first(db, b, a);
	assert_state(db, a, "valid", "");
	assert_state(db, b, "duplicate", "review");
	must(db, pair_judge(db, pair, PAIR_DIFFERENT));
	assert_first(db, b, b);
	assert_state(db, b, "valid", "");
}

static char *rows_of(struct db *db)
{
	struct str out = STR_INIT;

	dump_rows(db,
		"SELECT name, state, reason, state_on, rule, state_before, duplicate_of FROM "
		"signatory ORDER BY id",
		&out);
	return str_detach(&out);
}

/* State, reason, day and rule, also where the row was changed by hand in between. */
static void pair_judge__brings_back_what_stood_there_before(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "valid"), b = sign(db, "B", "pending");
	int64_t pair = pair_up(db, a, b, 50);
	char *before, *now;

	set(db, ENTITY_SIGNATORY, a, "reason", "confirmed by telephone");
	set(db, ENTITY_SIGNATORY, b, "reason", "did not answer");
	set(db, ENTITY_SIGNATORY, b, "state_on", "2026-11-02");
	set(db, ENTITY_SIGNATORY, b, "rule", "telephone");
	before = rows_of(db);
	for (int by_hand = 0; by_hand < 2; by_hand++) {
		must(db, pair_judge(db, pair, PAIR_SAME));
		assert_state(db, b, "duplicate", "review");
		if (by_hand)
			set(db, ENTITY_SIGNATORY, b, "reason", "clearly the same");
		must(db, pair_judge(db, pair, PAIR_DIFFERENT));
		now = rows_of(db);
		assert_string_equal(now, before);
		free(now);
	}
	free(before);
}

/* What was erased with the name stays erased. */
static void pair_judge__brings_back_no_reason_of_who_was_anonymised(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "valid"), b = sign(db, "B", "pending");
	int64_t pair = pair_up(db, a, b, 50);
	const struct date day = { .year = 2026, .month = 1, .day = 1 };
	struct anonymise_sum sum;
	char *rows;

	set(db, ENTITY_SIGNATORY, b, "reason", "ask Noa Cohen");
	set(db, ENTITY_SIGNATORY, b, "signed", "2020-07-17");
	must(db, pair_judge(db, pair, PAIR_SAME));
	must(db, anonymise(db, petition(db), &day, &sum));
	assert_int_equal(sum.rows, 1);
	anonymise_free(&sum);
	must(db, pair_judge(db, pair, PAIR_DIFFERENT));
	rows = rows_of(db);
	assert_null(strstr(rows, "Noa"));
	assert_state(db, b, "pending", "");
	free(rows);
}

static void pair_judge__is_one_entry_with_one_undo(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "pending"), b = sign(db, "B", "valid");
	int64_t pair = pair_up(db, a, b, 50);
	char *before = dump(db);
	char *label;

	for (enum pair_verdict v = PAIR_LATER; v <= PAIR_DIFFERENT; v++) {
		must(db, pair_judge(db, pair, v));
		must(db, journal_undo(db, &label));
		free(label);
		assert_dump(db, before);
	}

	free(before);
}

static void pair_judge__joins_chains_whatever_the_order(void **state)
{
	struct db *db = *state;
	int64_t row[4], at[3] = { 0, 1, 2 };

	/* All six orders of the three links of a chain, and then one taken back. */
	for (int order = 0; order < 6; order++) {
		for (int i = 0; i < 4; i++)
			row[i] = sign(db, "A", "valid");
		for (int i = 0; i < 3; i++)
			must(db, pair_judge_rows(db, row[at[i]], row[at[i] + 1], PAIR_SAME));
		for (int i = 0; i < 4; i++)
			assert_first(db, row[i], row[0]);
		/* A circle is no harm. */
		must(db, pair_judge_rows(db, row[3], row[0], PAIR_SAME));
		assert_first(db, row[3], row[0]);
		must(db, pair_judge_rows(db, row[0], row[3], PAIR_DIFFERENT));
		assert_first(db, row[3], row[3]);
		if (order % 2) {
			int64_t swap = at[0];

			at[0] = at[1];
			at[1] = swap;
		} else {
			int64_t swap = at[1];

			at[1] = at[2];
			at[2] = swap;
		}
	}
}

static void pair_judge__lets_the_confirmed_row_count(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "pending"), b = sign(db, "B", "valid");

	must(db, pair_judge_rows(db, a, b, PAIR_SAME));
	assert_first(db, a, b);
	assert_state(db, a, "duplicate", "review");
	must(db, pair_judge_rows(db, a, b, PAIR_DIFFERENT));
	assert_state(db, a, "pending", "");
}

static void pair_judge__leaves_invalid_and_withdrawn_rows_as_they_are(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "invalid"), b = sign(db, "B", "valid");
	int64_t c = sign(db, "C", "withdrawn");

	must(db, pair_judge_rows(db, a, b, PAIR_SAME));
	must(db, pair_judge_rows(db, b, c, PAIR_SAME));
	assert_state(db, a, "invalid", "");
	assert_state(db, b, "valid", "");
	assert_state(db, c, "withdrawn", "");
}

static void pair_judge_rows__refuses_what_is_no_pair(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "valid"), b;

	put(db, ENTITY_PETITION, "case", "c", "ref", "q", "title", "Q", "kind", "public", NULL);
	b = put(db, ENTITY_SIGNATORY, "petition", "q", "name", "B", NULL);
	assert_int_equal(pair_judge_rows(db, a, a, PAIR_SAME), ST_INVALID);
	assert_int_equal(pair_judge_rows(db, a, b, PAIR_SAME), ST_INVALID);
	assert_int_equal(pair_judge(db, 4711, PAIR_SAME), ST_NOTFOUND);
}

static void pair_step__goes_from_the_most_alike_on(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "valid"), b = sign(db, "B", "valid"), c = sign(db, "C", "valid");
	int64_t low = pair_up(db, a, b, 30), high = pair_up(db, a, c, 90),
		same = pair_up(db, b, c, 30);
	const int64_t expected[] = { high, same, low };
	struct pair_place place = { 0 };
	int64_t n;

	must(db, pair_judge(db, low, PAIR_LATER));
	for (int64_t i = 0; i < 3; i++) {
		must(db, pair_step(db, petition(db), false, &place));
		assert_int_equal(place.pair, expected[i]);
		must(db, pair_before(db, petition(db), &place, &n));
		assert_int_equal(n, i);
	}
	assert_int_equal(pair_step(db, petition(db), false, &place), ST_END);
	place.pair = 0;
	for (int i = 2; i >= 0; i--) {
		must(db, pair_step(db, petition(db), true, &place));
		assert_int_equal(place.pair, expected[i]);
	}
	assert_int_equal(pair_step(db, petition(db), true, &place), ST_END);
}

static void person_next__lets_the_next_row_count(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "A", "valid"), b = sign(db, "B", "valid"), c = sign(db, "C", "valid");
	char *label;
	char *before;
	int64_t n;

	must(db, pair_judge_rows(db, a, b, PAIR_SAME));
	must(db, pair_judge_rows(db, a, c, PAIR_SAME));
	must(db, person_count_orphans(db, petition(db), &n));
	assert_int_equal(n, 0);
	set(db, ENTITY_SIGNATORY, a, "state", "invalid");
	must(db, person_count_orphans(db, petition(db), &n));
	assert_int_equal(n, 1);
	before = dump(db);
	must(db, person_next(db, petition(db), &n));
	assert_int_equal(n, 1);
	assert_state(db, b, "valid", "");
	assert_first(db, c, b);
	must(db, journal_undo(db, &label));
	free(label);
	assert_dump(db, before);
	free(before);
}

#define PAIR_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAIR_TEST(pair_write__writes_a_pair_once),
		PAIR_TEST(pair_judge__makes_the_later_row_a_duplicate),
		PAIR_TEST(pair_judge__brings_back_what_stood_there_before),
		PAIR_TEST(pair_judge__brings_back_no_reason_of_who_was_anonymised),
		PAIR_TEST(pair_judge__is_one_entry_with_one_undo),
		PAIR_TEST(pair_judge__joins_chains_whatever_the_order),
		PAIR_TEST(pair_judge__lets_the_confirmed_row_count),
		PAIR_TEST(pair_judge__leaves_invalid_and_withdrawn_rows_as_they_are),
		PAIR_TEST(pair_judge_rows__refuses_what_is_no_pair),
		PAIR_TEST(pair_step__goes_from_the_most_alike_on),
		PAIR_TEST(person_next__lets_the_next_row_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
