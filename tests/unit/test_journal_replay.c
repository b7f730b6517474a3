#include "config.h"

#include "model/journal.h"
#include "model/signatory.h"

#include "tests/unit/replay_help.h"

/* ---- one by one ---- */

static void journal_undo__takes_a_change_back_and_redo_puts_it_back(void **state)
{
	struct db *db = *state;
	char *empty = dump(db), *one, *two;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	one = dump(db);
	set(db, ENTITY_CASE, id, "title", "Two");
	two = dump(db);
	undo(db, "test");
	assert_dump(db, one);
	undo(db, "test");
	assert_dump(db, empty);
	assert_nothing_left(db, true);
	redo(db, "test");
	assert_dump(db, one);
	redo(db, "test");
	assert_dump(db, two);
	assert_nothing_left(db, false);
	undo(db, "test");
	assert_dump(db, one);
	assert_verifies(db);
	free(empty);
	free(one);
	free(two);
}

static void journal_redo__ends_with_a_new_change(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	set(db, ENTITY_CASE, id, "title", "Two");
	set(db, ENTITY_CASE, id, "title", "Three");
	undo(db, "test");
	undo(db, "test");
	set(db, ENTITY_CASE, id, "summary", "Another way");
	assert_nothing_left(db, false);
	undo(db, "test");
	redo(db, "test");
	assert_nothing_left(db, false);
	assert_int_equal(
		raw_number(db, "SELECT title = 'One' AND summary = 'Another way' FROM \"case\""),
		1);
	assert_verifies(db);
}

static void journal_undo__has_nothing_to_do_in_a_new_file(void **state)
{
	struct db *db = *state;

	assert_nothing_left(db, true);
	assert_nothing_left(db, false);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), 0);
}

static void journal_next__says_what_undo_and_redo_would_do(void **state)
{
	struct db *db = *state;
	char *undo_label, *redo_label;

	must(db, journal_next(db, &undo_label, &redo_label));
	assert_null(undo_label);
	assert_null(redo_label);
	(void)sample(db, ENTITY_CASE, 1, false);
	(void)sample(db, ENTITY_CONTACT, 1, false);
	undo(db, "add contact");
	must(db, journal_next(db, &undo_label, &redo_label));
	assert_string_equal(undo_label, "add case");
	assert_string_equal(redo_label, "add contact");
	free(undo_label);
	free(redo_label);
}

/* An id that was given is given to nobody else, whatever becomes of its record. */
static void journal_undo__frees_no_ids(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	undo(db, "test");
	assert_true(put(db, ENTITY_CASE, "ref", "c", "title", "Two", NULL) > id);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM \"case\""), 1);
}

/* ---- what no longer applies ---- */

static void assert_undo_refused(struct db *db, bool redoing, const char *what)
{
	char *before = dump(db), *label = NULL;
	int64_t entries = raw_number(db, "SELECT count(*) FROM journal");

	assert_refused(db, redoing ? journal_redo(db, &label) : journal_undo(db, &label),
		ST_CONFLICT, what);
	if (!strstr(db_error(db), "nothing was changed") && !strstr(db_error(db), "damaged"))
		fail_msg("%s", db_error(db));
	assert_null(label);
	assert_false(db_in_change(db));
	assert_dump(db, before);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), entries);
	assert_index_whole(db);
	free(before);
}

static void journal_undo__is_refused_where_the_row_was_changed(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	set(db, ENTITY_CASE, id, "title", "Two");
	raw(db, "UPDATE \"case\" SET title = 'Three'");
	assert_undo_refused(db, false, "\"test\" cannot be undone: case c was changed since");
}

static void journal_undo__is_refused_where_the_row_is_gone(void **state)
{
	struct db *db = *state;

	(void)sample(db, ENTITY_CASE, 1, false);
	raw(db, "DELETE FROM \"case\"; DELETE FROM record_search");
	assert_undo_refused(db, false, "case is no longer there");
}

static void journal_undo__is_refused_where_the_row_is_there_again(void **state)
{
	struct db *db = *state;
	struct change *c = NULL;
	int64_t id = sample(db, ENTITY_AUTHORITY, 1, false);

	raw(db, "CREATE TEMP TABLE old AS SELECT * FROM authority");
	must(db, change_begin(db, &c, "remove"));
	must(db, record_remove(c, ENTITY_AUTHORITY, id, false));
	must(db, change_commit(c));
	raw(db, "INSERT INTO authority SELECT * FROM temp.old; DROP TABLE temp.old;"
		"INSERT INTO record_search (rowid, ref) SELECT id, ref FROM authority");
	assert_undo_refused(db, false, "is there again");
}

static void journal_undo__is_refused_where_a_ref_is_taken(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	put(db, ENTITY_CASE, "ref", "d", "title", "Two", NULL);
	set(db, ENTITY_CASE, id, "ref", "e");
	raw(db, "UPDATE \"case\" SET ref = 'c' WHERE ref = 'd'");
	assert_undo_refused(db, false, "is taken by another record");
}

static void journal_undo__is_refused_where_others_refer_to_it(void **state)
{
	struct db *db = *state;

	(void)sample(db, ENTITY_CASE, 1, false);
	raw(db, "INSERT INTO petition (id, revision, ref, title, \"case\", kind, status, level, "
		"sort_key) SELECT 1, 1, 'p', 'P', id, 'court', 'draft', 'filed', x'' FROM "
		"\"case\"");
	assert_undo_refused(db, false, "petition p refers to what would be removed");
}

static void journal_redo__is_refused_where_it_no_longer_applies(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	set(db, ENTITY_CASE, id, "title", "Two");
	undo(db, "test");
	raw(db, "UPDATE \"case\" SET title = 'Three'");
	assert_undo_refused(db, true, "\"test\" cannot be redone: case c was changed since");
}

static void journal_undo__is_refused_where_the_journal_is_damaged(void **state)
{
	static const char *const damages[] = {
		"UPDATE journal_part SET bytes = x'28b52ffd00' WHERE journal = 2",
		"UPDATE journal_part SET bytes = zeroblob(20) WHERE journal = 2",
		"UPDATE journal_part SET size = size + 1 WHERE journal = 2",
		"UPDATE journal_part SET size = -1 WHERE journal = 2",
		"UPDATE journal_part SET size = 9000000000000000000 WHERE journal = 2",
		"UPDATE journal_part SET part = 2 WHERE journal = 2",
		"UPDATE journal_part SET bytes = (SELECT bytes FROM journal_part WHERE journal = "
		"1) "
		"WHERE journal = 2",
	};
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	set(db, ENTITY_CASE, id, "title", "Two");
	raw(db, "CREATE TEMP TABLE old AS SELECT * FROM journal_part");
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		raw(db, damages[i]);
		assert_undo_refused(db, false, "");
		raw(db, "DELETE FROM journal_part; INSERT INTO journal_part SELECT * FROM "
			"temp.old");
	}
	raw(db, "DROP TABLE temp.old");
	undo(db, "test");
}

/* Another version of the collation made other sort keys meanwhile. */
static void journal_undo__does_not_mind_other_sort_keys(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);

	set(db, ENTITY_CASE, id, "title", "Two");
	raw(db, "UPDATE \"case\" SET sort_key = x'010203'");
	undo(db, "test");
	assert_int_equal(raw_number(db, "SELECT title = 'One' FROM \"case\""), 1);
	raw(db, "UPDATE \"case\" SET sort_key = x'010203'");
	redo(db, "test");
	raw(db, "UPDATE \"case\" SET sort_key = x'010203'");
	undo(db, "test");
	undo(db, "test");
	assert_int_equal(raw_number(db, "SELECT count(*) FROM \"case\""), 0);
}

/* ---- large changes, kept in parts ---- */

static void make_large_case(struct db *db)
{
	static const char *const refs[] = { "p", "q" };

	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	for (int i = 0; i < 2; i++)
		put(db, ENTITY_PETITION, "case", "c", "ref", refs[i], "title", "P", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "petition", "p", "ref", "d", "title", "D", "due",
		"2020-04-17", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "x", "title", "X", NULL);
	put(db, ENTITY_EVENT, "case", "c", "ref", "e", "title", "E", "source", "x", NULL);
	raw(db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300) "
		"INSERT INTO signatory (id, revision, ref, petition, name, state, consent, "
		"comment, "
		"level, sort_key) SELECT 1000 * p.id + i, 1, 's' || i, p.id, 'Noa', 'valid', "
		"'public', printf('%.*c', 10000, 'x'), 'filed', x'01' FROM n, petition p;"
		"INSERT INTO signatory_search (signatory_search) VALUES ('rebuild')");
}

/* What refers to a petition is recorded in a later part than the petition itself. */
static void journal_undo__brings_back_what_was_recorded_in_parts(void **state)
{
	struct db *db = *state;
	struct change *c = NULL;
	int64_t id = 0;
	char *before, *after;

	make_large_case(db);
	before = dump(db);
	must(db, record_find(db, ENTITY_CASE, "c", &id));
	must(db, change_begin(db, &c, "remove"));
	must(db, record_remove(c, ENTITY_CASE, id, true));
	must(db, change_commit(c));
	assert_true(raw_number(db, "SELECT max(part) FROM journal_part") > 1);
	after = dump(db);
	for (int i = 0; i < 2; i++) {
		undo(db, "remove");
		assert_dump(db, before);
		assert_index_whole(db);
		redo(db, "remove");
		assert_dump(db, after);
	}
	assert_verifies(db);
	free(before);
	free(after);
}

static void journal_redo__of_parts_is_refused_where_others_refer_to_it(void **state)
{
	struct db *db = *state;
	struct change *c = NULL;
	int64_t id = 0;

	put(db, ENTITY_CASE, "ref", "other", "title", "Another case", NULL);
	put(db, ENTITY_EVENT, "case", "other", "ref", "f", "title", "F", NULL);
	make_large_case(db);
	must(db, record_find(db, ENTITY_CASE, "c", &id));
	must(db, change_begin(db, &c, "remove"));
	must(db, record_remove(c, ENTITY_CASE, id, true));
	must(db, change_commit(c));
	undo(db, "remove");
	raw(db, "UPDATE event SET source = (SELECT id FROM exhibit) WHERE ref = 'f'");
	assert_undo_refused(db, true, "event f of entry 2 (test) refers to what would be removed");
	assert_int_equal(raw_number(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(journal_undo__takes_a_change_back_and_redo_puts_it_back),
		MODEL_TEST(journal_redo__ends_with_a_new_change),
		MODEL_TEST(journal_undo__has_nothing_to_do_in_a_new_file),
		MODEL_TEST(journal_next__says_what_undo_and_redo_would_do),
		MODEL_TEST(journal_undo__frees_no_ids),
		MODEL_TEST(journal_undo__is_refused_where_the_row_was_changed),
		MODEL_TEST(journal_undo__is_refused_where_the_row_is_gone),
		MODEL_TEST(journal_undo__is_refused_where_the_row_is_there_again),
		MODEL_TEST(journal_undo__is_refused_where_a_ref_is_taken),
		MODEL_TEST(journal_undo__is_refused_where_others_refer_to_it),
		MODEL_TEST(journal_redo__is_refused_where_it_no_longer_applies),
		MODEL_TEST(journal_undo__is_refused_where_the_journal_is_damaged),
		MODEL_TEST(journal_undo__does_not_mind_other_sort_keys),
		MODEL_TEST(journal_undo__brings_back_what_was_recorded_in_parts),
		MODEL_TEST(journal_redo__of_parts_is_refused_where_others_refer_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
