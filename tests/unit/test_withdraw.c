#include "config.h"

#include "model/withdraw.h"

#include "model/count.h"
#include "model/journal.h"
#include "model/roll.h"
#include "tests/unit/model_help.h"

static int set_up(void **state)
{
	struct db *db;

	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "q", "title", "Q", NULL);
	return 0;
}

static int64_t sign(struct db *db, const char *petition, const char *email, int64_t duplicate_of)
{
	struct change *c = NULL;
	struct record r;
	int64_t id;

	record_init(&r, ENTITY_SIGNATORY);
	must(db, record_set_name(db, &r, "petition", petition));
	must(db, record_set_name(db, &r, "name", "Noa Cohen"));
	must(db, record_set_name(db, &r, "consent", "public"));
	must(db, record_set_name(db, &r, "email", email));
	if (duplicate_of) {
		must(db, record_set_num(db, &r, "duplicate_of", duplicate_of));
		must(db, record_set_name(db, &r, "state", "duplicate"));
		must(db, record_set_name(db, &r, "reason", "the same e-mail"));
	}
	must(db, change_begin(db, &c, "test"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	id = r.id;
	record_free(&r);
	return id;
}

static int64_t petition(struct db *db, const char *ref)
{
	int64_t id = 0;

	must(db, record_find(db, ENTITY_PETITION, ref, &id));
	return id;
}

static void assert_state(struct db *db, int64_t id, const char *expected)
{
	struct record r;

	must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
	assert_string_equal(record_show(&r, "state"), expected);
	if (!strcmp(expected, "withdrawn"))
		assert_string_equal(record_show(&r, "rule"), "withdrawal");
	record_free(&r);
}

static enum status nobody(void *arg, const struct signatory *s)
{
	(void)arg;
	(void)s;
	fail_msg("somebody is on the roll");
	return ST_OK;
}

static void withdraw__takes_all_rows_of_the_person(void **state)
{
	struct db *db = *state;
	int64_t first = sign(db, "p", "a@example.org", 0);
	int64_t second = sign(db, "p", "b@example.org", first);
	int64_t third = sign(db, "p", NULL, second);
	int64_t fourth = sign(db, "p", NULL, first), rows = 0;
	int64_t other = sign(db, "p", "c@example.org", 0);
	struct idset ids = IDSET_INIT;
	struct roll_options o = { .petition = petition(db, "p") };
	struct roll_sum sum;
	struct count count;
	char *before = dump(db), *label = NULL;

	idset_add(&ids, third);
	must(db, withdraw(db, &ids, "1.11.2026", "by letter", &rows));
	assert_int_equal(rows, 4);
	assert_int_equal(ids.count, 1);
	assert_state(db, first, "withdrawn");
	assert_state(db, second, "withdrawn");
	assert_state(db, fourth, "withdrawn");
	assert_state(db, other, "valid");
	assert_int_equal(raw_number(db, "SELECT count(*) FROM signatory WHERE state_on = "
					"'2026-11-01' AND reason = 'by letter'"),
		4);
	must(db, count_petition(db, o.petition, &count));
	assert_int_equal(count.counted, 1);
	assert_int_equal(count.withdrawn, 4);
	count_free(&count);
	/* Once more changes nothing. */
	must(db, withdraw(db, &ids, NULL, NULL, &rows));
	assert_int_equal(rows, 0);
	must(db, journal_undo(db, &label));
	assert_string_equal(label, "withdraw 4 signatories");
	assert_dump(db, before);
	idset_add(&ids, other);
	must(db, withdraw(db, &ids, NULL, NULL, &rows));
	must(db, roll_walk(db, &o, nobody, NULL, &sum));
	assert_int_equal(sum.named + sum.anonymous + sum.withheld, 0);
	idset_clear(&ids);
	free(label);
	free(before);
}

static void withdraw__wants_a_day_that_was(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t rows = 0;

	idset_add(&ids, sign(db, "p", NULL, 0));
	assert_refused_field(db, withdraw(db, &ids, "2026-11-21", NULL, &rows), ST_INVALID,
		"state_on", "to come");
	assert_refused_field(db, withdraw(db, &ids, "whenever", NULL, &rows), ST_INVALID,
		"state_on", "whenever");
	assert_false(db_in_change(db));
	must(db, withdraw(db, &ids, "2026", NULL, &rows));
	assert_int_equal(rows, 1);
	idset_clear(&ids);
}

static void withdraw_find__knows_the_mailbox(void **state)
{
	struct db *db = *state;
	int64_t a = sign(db, "p", "Noa.Cohen+x@gmail.com", 0);
	int64_t b = sign(db, "p", "noacohen@googlemail.com", 0);
	struct idset ids = IDSET_INIT;

	sign(db, "p", "noa@example.org", 0);
	sign(db, "q", "noacohen@gmail.com", 0);
	must(db, withdraw_find(db, petition(db, "p"), "NOACOHEN@gmail.com", &ids));
	assert_int_equal(ids.count, 2);
	assert_true(idset_has(&ids, a) && idset_has(&ids, b));
	assert_refused(db, withdraw_find(db, petition(db, "p"), "x@example.org", &ids), ST_NOTFOUND,
		"nobody signed");
	assert_refused(
		db, withdraw_find(db, petition(db, "p"), "Noa", &ids), ST_INVALID, "no e-mail");
	idset_clear(&ids);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(withdraw__takes_all_rows_of_the_person),
		TEST(withdraw__wants_a_day_that_was),
		TEST(withdraw_find__knows_the_mailbox),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
