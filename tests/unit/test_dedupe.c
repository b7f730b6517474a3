#include "config.h"

#include "model/dedupe.h"

#include "model/count.h"
#include "model/journal.h"
#include "model/pair.h"
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

/* name, e-mail, city, postcode, state; NULL or a short list: empty */
static int64_t sign(struct db *db, const char *const cells[5])
{
	return put(db, ENTITY_SIGNATORY, "petition", "p", "country", "IL", "state",
		cells[4] ? cells[4] : "valid", "name", cells[0], "email", cells[1], "city",
		cells[2], "postcode", cells[3], NULL);
}

#define SIGN(db, ...) sign(db, (const char *const[5]){ __VA_ARGS__ })

static struct dedupe_summary run(struct db *db)
{
	struct dedupe_summary sum;

	must(db, dedupe_run(db, petition(db), false, &sum));
	return sum;
}

static void assert_field(struct db *db, int64_t id, const char *field, const char *expected)
{
	struct record r;

	must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
	assert_string_equal(record_show(&r, field), expected);
	record_free(&r);
}

static void assert_behind(struct db *db, int64_t id, int64_t first)
{
	struct record r;

	must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
	assert_string_equal(record_show(&r, "state"), first ? "duplicate" : "valid");
	assert_int_equal(record_num(&r, "duplicate_of"), first);
	record_free(&r);
}

static int64_t pairs(struct db *db)
{
	struct pair_waiting w;

	must(db, pair_count(db, petition(db), &w));
	return w.open;
}

/* People enough that a name can be rare among them. */
static void fill(struct db *db)
{
	static const char *const given[] = { "Dan", "Ruth", "Avi", "Hila", "Omer", "Tamar", "Gil",
		"Yael", "Eran", "Liat" };
	static const char *const family[] = { "Levi", "Mizrahi", "Peretz", "Biton", "Dahan",
		"Friedman", "Azulay", "Katz", "Malka", "Segal" };
	char name[64], email[64];

	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "%s %s", given[i % 10], family[i / 10]);
		snprintf(email, sizeof(email), "q%d@example.org", i);
		SIGN(db, name, email, i % 3 ? "Tel Aviv" : "Eilat");
	}
}

static void dedupe_run__marks_the_same_mailbox(void **state)
{
	struct db *db = *state;
	int64_t one = SIGN(db, "Noa Cohen", "noa.cohen@gmail.com");
	int64_t two = SIGN(db, "COHEN Noa", "noacohen+x@gmail.com");
	int64_t other = SIGN(db, "Dan Cohen", "dan@example.org");
	struct dedupe_summary sum = run(db);

	assert_int_equal(sum.rows, 3);
	assert_int_equal(sum.same, 1);
	assert_int_equal(sum.by[DEDUPE_EMAIL], 1);
	assert_behind(db, one, 0);
	assert_behind(db, two, one);
	assert_behind(db, other, 0);
	assert_field(db, two, "rule", "same-email");
	assert_field(db, two, "state_on", "2026-11-20");
	assert_field(db, two, "state_before", "valid");
}

static void dedupe_run__lets_the_confirmed_row_count(void **state)
{
	struct db *db = *state;
	int64_t one = SIGN(db, "Noa Cohen", "noa@example.org", NULL, NULL, "pending");
	int64_t two = SIGN(db, "Noa Cohen", "noa@example.org");

	run(db);
	assert_behind(db, two, 0);
	assert_behind(db, one, two);
	assert_field(db, one, "state_before", "pending");
}

static void dedupe_run__passes_over_who_does_not_count(void **state)
{
	struct db *db = *state;
	struct dedupe_summary sum;

	SIGN(db, "Noa Cohen", "noa@example.org", NULL, NULL, "withdrawn");
	SIGN(db, "Noa Cohen", "noa@example.org", NULL, NULL, "invalid");
	SIGN(db, "Noa Cohen", "noa@example.org");
	sum = run(db);
	assert_int_equal(sum.passed_over, 2);
	assert_int_equal(sum.same, 0);
}

static void dedupe_run__goes_by_name_and_postcode(void **state)
{
	struct db *db = *state;
	int64_t one = SIGN(db, "Noa Cohen", "noa@example.org", "Haifa", "3100123");
	int64_t two = SIGN(db, "Cohen, Noa", NULL, NULL, "31001-23");

	assert_int_equal(run(db).by[DEDUPE_PLACE], 1);
	assert_behind(db, two, one);
}

static void dedupe_run__never_joins_two_mailboxes_for_sure(void **state)
{
	struct db *db = *state;

	SIGN(db, "Noa Cohen", "noa@example.org", "Haifa", "3100123");
	SIGN(db, "Noa Cohen", NULL, "Haifa", "3100123");
	SIGN(db, "Noa Cohen", "cohen@example.org", "Haifa", "3100123");
	assert_int_equal(run(db).same, 0);
}

static void dedupe_run__puts_rare_names_to_the_review(void **state)
{
	struct db *db = *state;
	struct dedupe_summary sum;

	fill(db);
	SIGN(db, "Noa Wildenbruch", "noa@example.org", "Haifa");
	SIGN(db, "N. Wildenbruch", NULL, "Haifa");
	sum = run(db);
	assert_int_equal(sum.same, 0);
	assert_int_equal(sum.doubtful, 1);
	assert_int_equal(pairs(db), 1);
}

static int64_t sign_on(struct db *db, const char *name, const char *email, const char *day)
{
	return put(db, ENTITY_SIGNATORY, "petition", "p", "country", "IL", "name", name, "email",
		email, "city", "Haifa", "signed", day, NULL);
}

/* The score of the pair that the row is in. */
static int64_t score_of(struct db *db, int64_t row)
{
	struct pair_place place = { .pair = 0 };
	int64_t score = -1;

	while (score < 0) {
		struct record r;

		must(db, pair_step(db, petition(db), false, &place));
		must(db, record_load(db, ENTITY_PAIR, place.pair, &r));
		if (record_num(&r, "one") == row || record_num(&r, "other") == row)
			score = record_num(&r, "score");
		record_free(&r);
	}
	return score;
}

static void dedupe_run__weighs_the_same_day(void **state)
{
	struct db *db = *state;
	int64_t one, other;

	fill(db);
	one = sign_on(db, "Noa Wildenbruch", "noa@example.org", "2020-07-18");
	sign_on(db, "Noa Wildenbruch", "noa@example.net", "2020-07-18");
	other = sign_on(db, "Ron Kupferschmied", "ron@example.org", "2020-07-19");
	sign_on(db, "Ron Kupferschmied", "ron@example.net", "2020-07-20");
	assert_int_equal(run(db).doubtful, 2);
	assert_true(score_of(db, one) > score_of(db, other));
}

static void dedupe_run__leaves_common_names_alone(void **state)
{
	struct db *db = *state;
	char email[64];

	for (int i = 0; i < 60; i++) {
		snprintf(email, sizeof(email), "p%d@example.org", i);
		SIGN(db, "Noa Cohen", i % 2 ? email : NULL, "Haifa");
	}
	assert_int_equal(run(db).likely, 0);
}

static void dedupe_run__says_the_same_dry_and_changes_nothing(void **state)
{
	struct db *db = *state;
	struct dedupe_summary dry, wet;
	char *before;

	fill(db);
	SIGN(db, "Noa Cohen", "noa@example.org");
	SIGN(db, "Noa Cohen", "noa@example.org");
	SIGN(db, "Noa Wildenbruch", "n@example.org", "Haifa");
	SIGN(db, "Noa Wildenbruch", NULL, "Haifa");
	before = dump(db);
	must(db, dedupe_run(db, petition(db), true, &dry));
	assert_dump(db, before);
	free(before);
	wet = run(db);
	assert_memory_equal(&dry, &wet, sizeof(dry));
	assert_int_equal(wet.same, 1);
	assert_int_equal(wet.doubtful, 1);
}

static void dedupe_run__finds_nothing_new_the_second_time(void **state)
{
	struct db *db = *state;
	struct dedupe_summary again;
	char *before;

	fill(db);
	SIGN(db, "Noa Cohen", "noa@example.org");
	SIGN(db, "Noa Cohen", "noa@example.org");
	SIGN(db, "Noa Wildenbruch", "n@example.org", "Haifa");
	SIGN(db, "Noa Wildenbruch", NULL, "Haifa");
	run(db);
	before = dump(db);
	again = run(db);
	assert_int_equal(again.same, 0);
	assert_int_equal(again.doubtful, 0);
	assert_int_equal(again.waiting, 1);
	assert_dump(db, before);
	free(before);
}

static void dedupe_run__is_taken_back_by_undo(void **state)
{
	struct db *db = *state;
	char *label;
	char *before;

	fill(db);
	SIGN(db, "Noa Cohen", "noa@example.org");
	SIGN(db, "Noa Cohen", "noa@example.org");
	SIGN(db, "Noa Wildenbruch", "n@example.org", "Haifa");
	SIGN(db, "Noa Wildenbruch", NULL, "Haifa");
	before = dump(db);
	run(db);
	must(db, journal_undo(db, &label));
	free(label);
	assert_dump(db, before);

	free(before);
}

static void dedupe_run__keeps_apart_who_was_judged_different(void **state)
{
	struct db *db = *state;
	int64_t one = SIGN(db, "Noa Cohen", "noa@example.org");
	int64_t two = SIGN(db, "Noa Cohen", "noa@example.org");

	must(db, pair_judge_rows(db, one, two, PAIR_DIFFERENT));
	assert_int_equal(run(db).same, 0);
	/* Nor through a third. */
	SIGN(db, "Noa Cohen", "noa@example.org");
	assert_int_equal(run(db).same, 1);
	assert_behind(db, two, 0);
}

static bool refuse(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)what;
	(void)done;
	(void)total;
	return --*(int *)arg > 0;
}

static void dedupe_run__changes_nothing_when_it_is_stopped(void **state)
{
	struct db *db = *state;
	struct dedupe_summary sum;
	char *before;
	int left = 1;

	SIGN(db, "Noa Cohen", "noa@example.org");
	SIGN(db, "Noa Cohen", "noa@example.org");
	before = dump(db);
	db_set_progress(db, refuse, &left);
	assert_int_equal(dedupe_run(db, petition(db), false, &sum), ST_STOPPED);
	db_set_progress(db, NULL, NULL);
	assert_dump(db, before);
	free(before);
}

#define DEDUPE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DEDUPE_TEST(dedupe_run__marks_the_same_mailbox),
		DEDUPE_TEST(dedupe_run__lets_the_confirmed_row_count),
		DEDUPE_TEST(dedupe_run__passes_over_who_does_not_count),
		DEDUPE_TEST(dedupe_run__goes_by_name_and_postcode),
		DEDUPE_TEST(dedupe_run__never_joins_two_mailboxes_for_sure),
		DEDUPE_TEST(dedupe_run__puts_rare_names_to_the_review),
		DEDUPE_TEST(dedupe_run__weighs_the_same_day),
		DEDUPE_TEST(dedupe_run__leaves_common_names_alone),
		DEDUPE_TEST(dedupe_run__says_the_same_dry_and_changes_nothing),
		DEDUPE_TEST(dedupe_run__finds_nothing_new_the_second_time),
		DEDUPE_TEST(dedupe_run__is_taken_back_by_undo),
		DEDUPE_TEST(dedupe_run__keeps_apart_who_was_judged_different),
		DEDUPE_TEST(dedupe_run__changes_nothing_when_it_is_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
