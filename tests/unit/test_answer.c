#include "config.h"

#include "model/answer.h"

#include "model/board.h"
#include "tests/unit/model_help.h"

static int set_up(void **state)
{
	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	put(*state, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(*state, ENTITY_LETTER, "case", "c", "ref", "l", "title", "L", NULL);
	put(*state, ENTITY_VERSION, "letter", "l", "ref", "v1", "number", "1", "text", "One", NULL);
	return 0;
}

static int64_t letter_id(struct db *db)
{
	int64_t id = 0;

	must(db, record_find(db, ENTITY_LETTER, "l", &id));
	return id;
}

static int64_t put_signer(struct db *db, const char *name, const char *state)
{
	put(db, ENTITY_CONTACT, "ref", name, "name", name, NULL);
	return put(db, ENTITY_COSIGNER, "letter", "l", "contact", name, "state", state, NULL);
}

static void assert_value(struct db *db, int64_t id, const char *field, const char *expected)
{
	struct record r;

	must(db, record_load(db, ENTITY_COSIGNER, id, &r));
	assert_string_equal(record_show(&r, field), expected);
	record_free(&r);
}

static enum status note(struct db *db, enum answer answer, int64_t *changed, int64_t a, int64_t b)
{
	struct idset ids = IDSET_INIT;
	enum status st;

	idset_add(&ids, a);
	if (b)
		idset_add(&ids, b);
	st = answer_note(db, letter_id(db), &ids, answer, changed);
	idset_clear(&ids);
	return st;
}

static void answer_note__is_one_change(void **state)
{
	struct db *db = *state;
	int64_t a = put_signer(db, "a", "invited"), b = put_signer(db, "b", "invited");
	int64_t changed, before = raw_number(db, "SELECT max(seq) FROM journal");

	must(db, note(db, ANSWER_CONFIRM, &changed, a, b));
	assert_int_equal(changed, 2);
	assert_int_equal(raw_number(db, "SELECT max(seq) FROM journal"), before + 1);
	assert_value(db, a, "version", "v1");
	assert_value(db, b, "date", "2026-11-20");
	/* What is known is not noted again. */
	must(db, note(db, ANSWER_CONFIRM, &changed, a, b));
	assert_int_equal(changed, 0);
	assert_int_equal(raw_number(db, "SELECT max(seq) FROM journal"), before + 1);
}

static void answer_note__moves_a_yes_to_the_current_text(void **state)
{
	struct db *db = *state;
	int64_t a = put_signer(db, "a", "confirmed"), changed;

	put(db, ENTITY_VERSION, "letter", "l", "ref", "v2", "number", "2", "text", "Two", NULL);
	must(db, note(db, ANSWER_CONFIRM, &changed, a, 0));
	assert_int_equal(changed, 1);
	assert_value(db, a, "version", "v2");
}

/* From a file of before texts were kept with a yes. */
static void answer_note__gives_a_text_to_a_yes_that_had_none(void **state)
{
	struct db *db = *state;
	int64_t a = put_signer(db, "a", "confirmed"), changed;

	raw(db, "UPDATE cosigner SET version = NULL, date = '2020-01-02'");
	/* Another edit says nothing of the text, and leaves the day. */
	set(db, ENTITY_COSIGNER, a, "office", "director");
	assert_value(db, a, "version", "");
	assert_value(db, a, "date", "2020-01-02");
	must(db, note(db, ANSWER_CONFIRM, &changed, a, 0));
	assert_int_equal(changed, 1);
	assert_value(db, a, "version", "v1");
	assert_value(db, a, "date", "2026-11-20");
}

static void answer_note__keeps_what_was_signed(void **state)
{
	struct db *db = *state;
	int64_t a = put_signer(db, "a", "confirmed"), changed;

	put(db, ENTITY_VERSION, "letter", "l", "ref", "v2", "number", "2", "text", "Two", NULL);
	/* Asked again, the yes to the older text stands until there is another. */
	must(db, note(db, ANSWER_REMIND, &changed, a, 0));
	assert_value(db, a, "state", "confirmed");
	assert_value(db, a, "version", "v1");
	assert_value(db, a, "reminded", "2026-11-20");
	must(db, note(db, ANSWER_WITHDRAW, &changed, a, 0));
	assert_value(db, a, "state", "withdrawn");
	assert_value(db, a, "version", "v1");
}

static void answer_note__changes_nothing_where_one_refuses(void **state)
{
	struct db *db = *state;
	int64_t a = put_signer(db, "a", "confirmed"), b = put_signer(db, "b", "invited"), changed;
	char *before = dump(db);

	assert_refused(
		db, note(db, ANSWER_WITHDRAW, &changed, a, b), ST_INVALID, "b has not signed");
	assert_int_equal(changed, 0);
	assert_dump(db, before);
	free(before);
	must(db, note(db, ANSWER_DECLINE, &changed, b, 0));
	assert_refused(db, note(db, ANSWER_REMIND, &changed, b, 0), ST_INVALID, "b has answered");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(answer_note__is_one_change),
		TEST(answer_note__moves_a_yes_to_the_current_text),
		TEST(answer_note__gives_a_text_to_a_yes_that_had_none),
		TEST(answer_note__keeps_what_was_signed),
		TEST(answer_note__changes_nothing_where_one_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
