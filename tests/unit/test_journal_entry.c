#include "config.h"

#include "model/journal.h"
#include "model/signatory.h"

#include "tests/unit/replay_help.h"

/* One entry of any time is undone or put back, with others behind it. */

static void undo_entry(struct db *db, int64_t seq, const char *expected)
{
	char *label = NULL;

	must(db, journal_undo_entry(db, seq, &label));
	assert_string_equal(label, expected);
	free(label);
}

/* Signatories as an import writes them, one entry of several parts. Answers the first's id. */
static int64_t put_signatories(struct db *db, int n)
{
	struct signatory_writer *w = NULL;
	struct change *c = NULL;
	int64_t petition = 0;

	must(db, record_find(db, ENTITY_PETITION, "p", &petition));
	must(db, change_begin(db, &c, "import"));
	must(db, signatory_writer_open(c, petition, 0, n, &w));
	for (int i = 0; i < n; i++) {
		struct signatory s = { .name = { "Noa Cohen", 9 }, .line = i + 2 };

		must(db, signatory_write(w, &s));
	}
	must(db, signatory_writer_close(w));
	must(db, change_commit(c));
	return raw_number(db, "SELECT min(id) FROM signatory");
}

static void assert_entry_refused(struct db *db, int64_t seq, const char *what)
{
	char *before = dump(db), *label = NULL;
	int64_t entries = raw_number(db, "SELECT count(*) FROM journal");

	assert_refused(db, journal_undo_entry(db, seq, &label), ST_CONFLICT, what);
	assert_null(label);
	assert_false(db_in_change(db));
	assert_dump(db, before);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), entries);
	assert_index_whole(db);
	free(before);
}

static void journal_undo_entry__takes_an_old_one_back_and_leaves_the_later(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	char *with, *without;

	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	(void)put_signatories(db, 40000);
	set(db, ENTITY_CASE, id, "title", "Two");
	with = dump(db);
	undo_entry(db, 3, "import");
	assert_int_equal(raw_number(db, "SELECT count(*) FROM signatory"), 0);
	assert_int_equal(raw_number(db, "SELECT title = 'Two' FROM \"case\""), 1);
	assert_entry_refused(db, 3, "entry 3 (import) was undone already");
	assert_entry_refused(db, 5, "entry 5 is itself an undo or a redo, of entry 3");
	without = dump(db);
	redo(db, "import");
	assert_dump(db, with);
	undo_entry(db, 3, "import");
	assert_dump(db, without);
	undo(db, "test");
	redo(db, "test");
	redo(db, "import");
	assert_dump(db, with);
	assert_verifies(db);
	free(with);
	free(without);
}

static void journal_redo_entry__puts_back_what_was_undone_before_other_work(void **state)
{
	struct db *db = *state;
	char *label = NULL;

	put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "d", "title", "Two", NULL);
	undo_entry(db, 1, "test");
	put(db, ENTITY_CASE, "ref", "e", "title", "Three", NULL);
	assert_refused(db, journal_redo(db, &label), ST_NOTFOUND, "nothing to redo");
	must(db, journal_redo_entry(db, 1, &label));
	assert_string_equal(label, "test");
	free(label);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM \"case\""), 3);
	assert_refused(db, journal_redo_entry(db, 1, &label), ST_CONFLICT, "stands");
	assert_refused(db, journal_redo_entry(db, 99, &label), ST_NOTFOUND, "no entry 99");
	assert_refused(db, journal_undo_entry(db, 99, &label), ST_NOTFOUND, "no entry 99");
	assert_verifies(db);
}

static void journal_undo_entry__tells_all_that_stands_in_the_way(void **state)
{
	struct db *db = *state;
	struct change *c = NULL;
	int64_t first;

	put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	first = put_signatories(db, 40000);
	must(db, change_begin(db, &c, "apply rule spam"));
	for (int i = 0; i < 12; i++) {
		struct record r;

		must(db, record_load(db, ENTITY_SIGNATORY, first + i * 3000, &r));
		record_put(&r, "state", "invalid");
		must(db, record_save(c, &r));
		record_free(&r);
	}
	must(db, change_commit(c));
	assert_entry_refused(db, 3,
		"\"import\" cannot be undone: 12 signatories were changed since by entry 4 "
		"(apply rule spam); nothing was changed");
	must(db, change_begin(db, &c, "dedupe"));
	for (int i = 0; i < 3; i++) {
		struct record r;

		record_init(&r, ENTITY_PAIR);
		must(db, record_set_num(
				 db, &r, "petition", raw_number(db, "SELECT id FROM petition")));
		must(db, record_set_num(db, &r, "one", first + 1));
		must(db, record_set_num(db, &r, "other", first + 10 + i));
		must(db, record_save(c, &r));
		record_free(&r);
	}
	must(db, record_remove(c, ENTITY_SIGNATORY, first + 100, false));
	must(db, change_commit(c));
	assert_entry_refused(
		db, 3, "12 signatories were changed since by entry 4 (apply rule spam)");
	assert_entry_refused(db, 3, "3 pairs of entry 5 (dedupe) refer to what would be removed");
	assert_entry_refused(db, 3, "signatory s103 was removed by entry 5 (dedupe)");
	undo_entry(db, 5, "dedupe");
	undo_entry(db, 4, "apply rule spam");
	undo_entry(db, 3, "import");
	assert_verifies(db);
}

static void remove_one(struct db *db, enum entity_id entity, int64_t id, const char *label)
{
	struct change *c = NULL;

	must(db, change_begin(db, &c, "%s", label));
	must(db, record_remove(c, entity, id, true));
	must(db, change_commit(c));
}

/* The last that took it away, be it an undo of what had added it; those of one entry together. */
static void journal_undo_entry__says_which_entry_removed_a_record(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL), first;
	char *label = NULL;

	set(db, ENTITY_CASE, id, "title", "Two");
	undo(db, "test");
	undo(db, "test");
	assert_refused(db, journal_redo_entry(db, 2, &label), ST_CONFLICT,
		"case c was removed by entry 4 (undo 1: test); nothing was changed");
	redo(db, "test");
	redo(db, "test");
	remove_one(db, ENTITY_CASE, id, "first removal");
	undo(db, "first removal");
	remove_one(db, ENTITY_CASE, id, "second removal");
	assert_entry_refused(db, 2, "case c was removed by entry 9 (second removal)");
	assert_entry_refused(db, 1, "case c was removed by entry 9 (second removal)");
	undo(db, "second removal");
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	first = put_signatories(db, 40000);
	for (int64_t i = 0; i < 3; i++)
		remove_one(db, ENTITY_SIGNATORY, first + i, "by hand");
	assert_entry_refused(db, 12,
		"signatory s5 was removed by entry 15 (by hand), signatory s4 was removed by entry "
		"14 (by hand), signatory s3 was removed by entry 13 (by hand); nothing");
	undo(db, "by hand");
	undo(db, "by hand");
	redo(db, "by hand");
	assert_entry_refused(db, 12, "signatory s4 was removed by entry 18 (redo 14: by hand)");
	assert_verifies(db);
}

/* What would come back would belong to nothing: that is told, and who removed it. */
static void journal_undo_entry__says_what_is_lacking(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL), petition;

	petition = put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	(void)put_signatories(db, 2);
	remove_one(db, ENTITY_PETITION, petition, "drop it");
	remove_one(db, ENTITY_CASE, id, "all of it");
	assert_entry_refused(db, 4,
		"\"drop it\" cannot be undone: petition p refers to what is no longer there, case "
		"c "
		"was removed by entry 5 (all of it); nothing was changed");
	undo(db, "all of it");
	undo(db, "drop it");
	undo(db, "import");
	remove_one(db, ENTITY_PETITION, petition, "without them");
	assert_refused(db, journal_redo_entry(db, 3, &(char *){ NULL }), ST_CONFLICT,
		"\"import\" cannot be redone: 2 signatories refer to what is no longer there, "
		"petition p was removed by entry 9 (without them); nothing was changed");
	assert_verifies(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(journal_undo_entry__takes_an_old_one_back_and_leaves_the_later),
		MODEL_TEST(journal_redo_entry__puts_back_what_was_undone_before_other_work),
		MODEL_TEST(journal_undo_entry__tells_all_that_stands_in_the_way),
		MODEL_TEST(journal_undo_entry__says_which_entry_removed_a_record),
		MODEL_TEST(journal_undo_entry__says_what_is_lacking),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
