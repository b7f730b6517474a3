#include "config.h"

#include "model/change.h"

#include "model/journal.h"
#include "tests/unit/sample.h"

static int64_t entries(struct db *db)
{
	return raw_number(db, "SELECT count(*) FROM journal");
}

static struct change *begin(struct db *db, const char *label)
{
	struct change *c = NULL;

	must(db, change_begin(db, &c, "%s", label));
	assert_ptr_equal(change_db(c), db);
	return c;
}

static void add_case(struct change *c, const char *title)
{
	struct record r;

	record_init(&r, ENTITY_CASE);
	must(change_db(c), record_set_name(change_db(c), &r, "title", title));
	must(change_db(c), record_save(c, &r));
	record_free(&r);
}

static void last_entry(struct db *db, struct journal_entry *e)
{
	size_t n = 0;

	must(db, journal_list(db, 0, 1, e, &n));
	assert_int_equal(n, 1);
}

static void change_commit__writes_one_row_a_change(void **state)
{
	struct db *db = *state;
	struct change *c = begin(db, "add three cases");
	struct journal_entry e;

	assert_int_equal(change_seq(c), 1);
	for (int i = 0; i < 3; i++)
		add_case(c, "A case");
	must(db, change_commit(c));
	assert_false(db_in_change(db));
	assert_int_equal(entries(db), 1);
	last_entry(db, &e);
	assert_int_equal(e.seq, 1);
	assert_string_equal(e.label, "add three cases");
	assert_int_equal(e.changes, 3);
	assert_int_equal(e.device, TEST_DEVICE);
	assert_int_equal(e.kind, JOURNAL_DO);
	assert_int_equal(e.target, 0);
	assert_false(e.undone);
	assert_int_equal(strlen(e.at), 20);
	assert_int_equal(strlen(e.hash), 64);
	journal_entry_free(&e);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM \"case\" WHERE revision = 1"), 3);
}

static void change_commit__leaves_no_row_where_nothing_changed(void **state)
{
	struct db *db = *state;
	struct change *c = begin(db, "nothing");
	int64_t id;

	must(db, change_commit(c));
	assert_int_equal(entries(db), 0);
	/* An id was asked for, and not used. */
	c = begin(db, "nothing");
	must(db, change_new_id(c, &id));
	must(db, change_commit(c));
	assert_int_equal(entries(db), 0);
	/* Something came and went. */
	c = begin(db, "nothing");
	add_case(c, "A case");
	must(db, record_remove(c, ENTITY_CASE, TEST_ID(1), false));
	must(db, change_commit(c));
	assert_int_equal(entries(db), 0);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal_part"), 0);
}

/* Saved as it was found: of every kind. */
static void change_commit__leaves_no_row_for_a_record_that_is_the_same(void **state)
{
	struct db *db = *state;
	char *before;
	int64_t n;

	for (int i = 0; i < ENTITY_COUNT; i++)
		(void)sample(db, (enum entity_id)i, 2, true);
	before = dump(db);
	n = entries(db);
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const char *name = entity_get((enum entity_id)i)->name;
		struct change *c = begin(db, "the same");
		struct record r;
		char sql[64];

		snprintf(sql, sizeof(sql), "SELECT max(id) FROM \"%s\"", name);
		must(db, record_load(db, (enum entity_id)i, raw_number(db, sql), &r));
		must(db, record_save(c, &r));
		must(db, change_commit(c));
		record_free(&r);
	}
	assert_int_equal(entries(db), n);
	assert_dump(db, before);
	free(before);
}

static void change_cancel__leaves_nothing(void **state)
{
	struct db *db = *state;
	char *before = dump(db);
	struct change *c = begin(db, "half");

	add_case(c, "A case");
	(void)db_fail(db, ST_INVALID, "title", "why it was cancelled");
	change_cancel(c);
	change_cancel(NULL);
	assert_string_equal(db_error(db), "why it was cancelled");
	assert_false(db_in_change(db));
	assert_dump(db, before);
	assert_int_equal(entries(db), 0);
	assert_index_whole(db);
	free(before);
	put(db, ENTITY_CASE, "title", "Goes on", NULL);
	assert_int_equal(entries(db), 1);
}

static void change_label__may_come_last(void **state)
{
	struct db *db = *state;
	struct change *c = begin(db, "import");
	struct journal_entry e;

	add_case(c, "A case");
	change_label(c, "import %d signatories into %s", 36012, "hk-petition");
	must(db, change_commit(c));
	last_entry(db, &e);
	assert_string_equal(e.label, "import 36012 signatories into hk-petition");
	journal_entry_free(&e);
}

static void change_begin__takes_labels_as_they_are(void **state)
{
	static const char label[] = "100% of \"that\"\n%s %n \x1b[31m נועה";
	struct db *db = *state;
	struct change *c = begin(db, label);
	struct journal_entry e;
	int64_t bad = -1;

	add_case(c, "A case");
	must(db, change_commit(c));
	last_entry(db, &e);
	assert_string_equal(e.label, label);
	journal_entry_free(&e);
	must(db, journal_verify(db, NULL, NULL, NULL, &bad));
	assert_int_equal(bad, 0);
}

/* ---- ids ---- */

static void change_new_id__counts_from_the_laptops_number(void **state)
{
	struct db *db = *state;
	struct change *c = begin(db, "ids");
	int64_t id = 0;

	for (int i = 1; i <= 3; i++) {
		must(db, change_new_id(c, &id));
		assert_true(id == TEST_ID(i));
	}
	add_case(c, "A case");
	must(db, change_commit(c));
	assert_int_equal(raw_number(db, "SELECT next FROM device"), 5);
}

static void change_new_id__gives_each_laptop_its_own(void **state)
{
	char *folder = folder_make(), *path = folder_path(folder, "c.amparo");
	static const char *const devices[] = { "7", "8", "7", "2147483647", NULL };
	static const int64_t expected[] = { TEST_ID(1), ((int64_t)8 << 32) + 1, TEST_ID(2),
		((int64_t)INT32_MAX << 32) + 1 };

	(void)state;
	for (size_t i = 0; devices[i]; i++) {
		struct db *db;

		setenv("AMPARO_DEVICE", devices[i], 1);
		db = file_open(path, i ? DB_OPEN : DB_CREATE);
		assert_true(put(db, ENTITY_CASE, "title", "A case", NULL) == expected[i]);
		db_close(db);
	}
	folder_remove(folder);
	free(path);
}

static void change_new_id__ends_with_the_counter(void **state)
{
	struct db *db = *state;
	struct change *c;
	int64_t id = 0;

	raw(db, "INSERT INTO device (number, next) VALUES (7, 4294967295)");
	c = begin(db, "the last one");
	must(db, change_new_id(c, &id));
	assert_true(id == TEST_ID(4294967295));
	assert_refused(db, change_new_id(c, &id), ST_DB, "AMPARO_DEVICE");
	change_cancel(c);
}

/* ---- parts ---- */

/* Old rows are what a session keeps in memory; large ones fill it soon. */
static void change_flush__moves_what_was_recorded_into_the_journal(void **state)
{
	struct db *db = *state;
	struct journal_entry e;
	struct change *c = NULL;
	char *before, *after, *label = NULL;
	int64_t bad = -1;

	raw(db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400) "
		"INSERT INTO authority (id, revision, ref, title, kind, notes, level, sort_key) "
		"SELECT i, 1, 'a' || i, 'title', 'statute', printf('%.*c', 10000, 'x'), 'filed', "
		"x'00' FROM n");
	raw(db, "INSERT INTO record_search (rowid, entity, ref, headline, body) SELECT id, "
		"'authority', ref, title, notes || char(10) FROM authority");
	before = dump(db);
	must(db, change_begin(db, &c, "all of them"));
	raw(db, "UPDATE authority SET notes = 'less' WHERE id <= 300");
	must(db, change_flush(c));
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal_part"), 1);
	must(db, change_flush(c));
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal_part"), 1);
	raw(db, "UPDATE authority SET notes = 'none' WHERE id > 200");
	must(db, change_commit(c));
	last_entry(db, &e);
	assert_int_equal(e.changes, 500);
	journal_entry_free(&e);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal_part"), 2);
	raw(db, "DELETE FROM record_search");
	raw(db, "INSERT INTO record_search (rowid, entity, ref, headline, body) SELECT id, "
		"'authority', ref, title, notes || char(10) FROM authority");
	after = dump(db);
	must(db, journal_undo(db, &label));
	free(label);
	assert_dump(db, before);
	must(db, journal_redo(db, &label));
	free(label);
	assert_dump(db, after);
	must(db, journal_verify(db, NULL, NULL, NULL, &bad));
	assert_int_equal(bad, 0);
	free(before);
	free(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(change_commit__writes_one_row_a_change),
		MODEL_TEST(change_commit__leaves_no_row_where_nothing_changed),
		MODEL_TEST(change_commit__leaves_no_row_for_a_record_that_is_the_same),
		MODEL_TEST(change_cancel__leaves_nothing),
		MODEL_TEST(change_label__may_come_last),
		MODEL_TEST(change_begin__takes_labels_as_they_are),
		MODEL_TEST(change_new_id__counts_from_the_laptops_number),
		cmocka_unit_test(change_new_id__gives_each_laptop_its_own),
		MODEL_TEST(change_new_id__ends_with_the_counter),
		MODEL_TEST(change_flush__moves_what_was_recorded_into_the_journal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
