#include "config.h"

#include "model/board.h"

#include "tests/unit/model_help.h"

static int set_up(void **state)
{
	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	put(*state, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(*state, ENTITY_LETTER, "case", "c", "ref", "l", "title", "L", "sign_by", "2026-12-09",
		NULL);
	put(*state, ENTITY_VERSION, "letter", "l", "ref", "v1", "number", "1", "language", "en",
		"text", "One", NULL);
	return 0;
}

static int64_t letter_id(struct db *db)
{
	int64_t id = 0;

	must(db, record_find(db, ENTITY_LETTER, "l", &id));
	return id;
}

static int64_t put_signer(struct db *db, const char *name, const char *state, const char *version)
{
	put(db, ENTITY_CONTACT, "ref", name, "name", name, NULL);
	return put(db, ENTITY_COSIGNER, "letter", "l", "contact", name, "state", state, "version",
		version, NULL);
}

static struct board *read_all(struct db *db)
{
	struct board *b = NULL;

	must(db, board_read(db, letter_id(db), &b));
	return b;
}

static void board__of_a_letter_nobody_was_asked_to_sign_is_empty(void **state)
{
	struct board *b = read_all(*state);
	size_t n;

	board_rows(b, &n);
	assert_int_equal(n, 0);
	for (int g = 0; g < BOARD_GROUPS; g++)
		assert_int_equal(board_count(b, (enum board_group)g), 0);
	assert_int_equal(board_current(b), 1);
	board_free(b);
}

static void board__tells_a_yes_to_the_current_text_from_one_to_an_older(void **state)
{
	struct db *db = *state;
	struct board *b;
	struct heads heads;

	put_signer(db, "ai", "confirmed", "v1");
	put(db, ENTITY_VERSION, "letter", "l", "ref", "v2", "number", "2", "language", "en", "text",
		"Two", NULL);
	put(db, ENTITY_VERSION, "letter", "l", "ref", "v2-he", "number", "2", "language", "he",
		"text", "שתיים", NULL);
	put_signer(db, "pi", "confirmed", "v2");
	put_signer(db, "btselem", "confirmed", "v2-he");
	b = read_all(db);
	assert_int_equal(board_count(b, BOARD_CONFIRMED), 2);
	assert_int_equal(board_count(b, BOARD_OLDER), 1);
	heads = board_heads(b);
	assert_int_equal(heads.n[CAPACITY_ORGANISATION], 2);
	board_free(b);
}

/* Nobody is invented to fill the gap between what was declared and who is held. */
static void board__tells_what_was_declared_beside_who_is_held(void **state)
{
	struct db *db = *state;
	struct board *b = read_all(db);
	const char *source, *observed;

	assert_int_equal(board_declared(b, &source, &observed), -1);
	board_free(b);
	put(db, ENTITY_TOTAL, "letter", "l", "source", "Later", "value", "37", "observed",
		"2020-08", NULL);
	put(db, ENTITY_TOTAL, "letter", "l", "source", "Earlier", "value", "20", "observed",
		"2020-07-01", NULL);
	put_signer(db, "ai", "confirmed", "v1");
	b = read_all(db);
	assert_int_equal(board_declared(b, &source, &observed), 37);
	assert_string_equal(source, "Later");
	assert_string_equal(observed, "2020-08");
	assert_int_equal(board_count(b, BOARD_CONFIRMED), 1);
	board_free(b);
}

static void board__counts_the_days_that_are_left(void **state)
{
	struct db *db = *state;
	struct board *b = read_all(db);
	long days = 0;

	assert_true(board_days_left(b, &days));
	assert_int_equal(days, 19);
	board_free(b);
	set(db, ENTITY_LETTER, letter_id(db), "sign_by", "2026-11-18");
	b = read_all(db);
	assert_true(board_days_left(b, &days));
	assert_int_equal(days, -2);
	board_free(b);
	set(db, ENTITY_LETTER, letter_id(db), "sign_by", NULL);
	b = read_all(db);
	assert_false(board_days_left(b, &days));
	board_free(b);
}

/* However many, in whatever states and steps: each is in one group, and the groups are in order. */
static void board__sums_to_all(void **state)
{
	static const char *const states[] = { "invited", "reminded", "confirmed", "declined",
		"withdrawn" };
	struct db *db = *state;
	int64_t id = letter_id(db), sum = 0, number, heads = 0;
	const struct board_row *rows;
	struct board *b = board_new(id);
	uint32_t random = 4;
	enum status st;
	size_t n, seen = 0;

	put(db, ENTITY_VERSION, "letter", "l", "ref", "v2", "number", "2", "language", "en", "text",
		"Two", NULL);
	for (int i = 0; i < 1203; i++) {
		char name[32];

		random = random * 1664525 + 1013904223;
		snprintf(name, sizeof(name), "n%u", random >> 8);
		put_signer(db, name, states[(random >> 20) % 5], (random >> 12) % 2 ? "v1" : "v2");
	}
	while ((st = board_step(db, b)) == ST_OK)
		assert_null(board_rows(b, &n));
	assert_int_equal(st, ST_END);
	rows = board_rows(b, &n);
	assert_int_equal(n, 1203);
	for (int g = 0; g < BOARD_GROUPS; g++) {
		const int64_t count = board_count(b, (enum board_group)g);

		sum += count;
		for (int64_t i = 0; i < count; i++, seen++) {
			assert_int_equal(rows[seen].group, g);
			assert_true(i == 0 || strcmp(rows[seen - 1].key, rows[seen].key) <= 0);
		}
	}
	assert_int_equal(sum, 1203);
	number =
		raw_number(db, "SELECT count(*) FROM cosigner c JOIN version v ON v.id = c.version "
			       "WHERE c.state = 'confirmed' AND v.number = 2");
	assert_int_equal(board_count(b, BOARD_CONFIRMED), number);
	for (int i = 0; i < CAPACITIES; i++)
		heads += board_heads(b).n[i];
	assert_int_equal(heads, number);
	board_free(b);
}

/* What another program noted meanwhile is told from what was read. */
static void board_moved__finds_who_answered_since(void **state)
{
	struct db *db = *state;
	int64_t a = put_signer(db, "a", "invited", NULL),
		b = put_signer(db, "b", "confirmed", "v1");
	int64_t moved = -1;
	struct board *board;
	struct idset both = IDSET_INIT;

	put(db, ENTITY_VERSION, "letter", "l", "ref", "v2", "number", "2", "language", "en", "text",
		"Two", NULL);
	board = read_all(db);
	idset_add(&both, a);
	idset_add(&both, b);
	must(db, board_moved(db, board, &both, &moved));
	assert_int_equal(moved, 0);
	set(db, ENTITY_COSIGNER, a, "state", "declined");
	must(db, board_moved(db, board, &both, &moved));
	assert_int_equal(moved, a);
	idset_remove(&both, a);
	must(db, board_moved(db, board, &both, &moved));
	assert_int_equal(moved, 0);
	idset_clear(&both);
	board_free(board);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(board__of_a_letter_nobody_was_asked_to_sign_is_empty),
		TEST(board__tells_a_yes_to_the_current_text_from_one_to_an_older),
		TEST(board__tells_what_was_declared_beside_who_is_held),
		TEST(board__counts_the_days_that_are_left),
		TEST(board__sums_to_all),
		TEST(board_moved__finds_who_answered_since),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
