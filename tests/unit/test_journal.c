#include "config.h"

#include "model/journal.h"

#include "tests/unit/model_help.h"

/* A closed case file with six entries, and the head of its chain as somebody kept it elsewhere. */
struct place {
	char *folder, *path;
	struct str whole;
	char head[65];
};

#define ENTRIES 6

static void make_past(struct db *db)
{
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	char *label = NULL;

	set(db, ENTITY_CASE, id, "title", "Two");
	set(db, ENTITY_CASE, id, "title", "Three");
	must(db, journal_undo(db, &label));
	free(label);
	must(db, journal_redo(db, &label));
	free(label);
	put(db, ENTITY_CONTACT, "ref", "noa", "name", "Noa Cohen", NULL);
}

static int set_up(void **state)
{
	struct place *p = mem_zero(sizeof(*p));
	struct journal_entry e;
	struct db *db;
	size_t n = 0;

	setenv("AMPARO_DEVICE", "7", 1);
	p->folder = folder_make();
	p->path = folder_path(p->folder, "c.amparo");
	db = file_open(p->path, DB_CREATE);
	make_past(db);
	must(db, journal_list(db, 0, 1, &e, &n));
	memcpy(p->head, e.hash, sizeof(p->head));
	journal_entry_free(&e);
	db_close(db);
	file_read(p->path, &p->whole);
	*state = p;
	return 0;
}

static int tear_down(void **state)
{
	struct place *p = *state;

	folder_remove(p->folder);
	str_free(&p->whole);
	free(p->path);
	free(p);
	return 0;
}

/* ---- verify ---- */

static void collect(void *arg, const char *sentence)
{
	str_addf(arg, "%s\n", sentence);
}

/* How much verify finds; the sentences are appended. */
static int64_t find(struct db *db, const char *head, struct str *sentences)
{
	struct str own = STR_INIT;
	int64_t bad = -1, lines = 0;

	must(db, journal_verify(db, head, collect, &own, &bad));
	for (size_t i = 0; i < own.len; i++)
		lines += own.data[i] == '\n';
	assert_int_equal(lines, bad);
	str_add(sentences, str_text(&own));
	str_free(&own);
	return bad;
}

/* The same in the file. */
static int64_t found(const struct place *p, const char *head, struct str *sentences)
{
	struct db *db = file_open(p->path, DB_OPEN);
	int64_t bad = find(db, head, sentences);

	db_close(db);
	return bad;
}

/* With the head kept elsewhere everything is found; `alone` says whether it is without it too. */
static void assert_found(const struct place *p, const char *sql, bool alone, const char *sentence)
{
	struct str sentences = STR_INIT;
	struct db *db;

	raw_file(p->path, sql);
	db = file_open(p->path, DB_OPEN);
	if (find(db, p->head, &sentences) < 1)
		fail_msg("not found: %s", sql);
	if (!strstr(str_text(&sentences), sentence))
		fail_msg("%s: %s", sql, str_text(&sentences));
	if ((find(db, NULL, &sentences) > 0) != alone)
		fail_msg("without the head: %s", sql);
	str_free(&sentences);
	db_close(db);
	file_write(p->path, p->whole.data, p->whole.len);
}

static void journal_verify__finds_nothing_in_a_whole_journal(void **state)
{
	const struct place *p = *state;
	struct str sentences = STR_INIT;

	assert_int_equal(found(p, NULL, &sentences), 0);
	assert_int_equal(found(p, p->head, &sentences), 0);
	raw_file(p->path, "VACUUM");
	assert_int_equal(found(p, p->head, &sentences), 0);
	str_free(&sentences);
}

static void journal_verify__finds_every_edit_of_an_entry(void **state)
{
	static const char *const edits[] = { "label = 'test '", "label = ''", "at = '2020-01-01'",
		"device = 8", "changes = changes + 1", "digest = replace(digest, '0', '1')",
		"digest = (SELECT digest FROM journal WHERE seq = 2)", "hash = ''",
		"hash = replace(hash, substr(hash, 1, 1), 'x')", "hash = upper(hash) || 'A'",
		"kind = 'undo', target = 1", "kind = 'redo', target = 2" };
	const struct place *p = *state;

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++) {
		char sql[160];

		snprintf(sql, sizeof(sql), "UPDATE journal SET %s WHERE seq = 3", edits[i]);
		/* Of a hash that is none, the entry after it may speak. */
		assert_found(p, sql, true, strncmp(edits[i], "hash", 4) ? "journal entry 3" : "");
	}
	assert_found(p, "UPDATE journal SET label = 'x' WHERE seq = 1", true, "journal entry 1");
	assert_found(p, "UPDATE journal SET label = 'x' WHERE seq = 6", true, "journal entry 6");
	assert_found(p, "UPDATE journal SET target = 2 WHERE seq = 5", true, "journal entry 5");
}

static void journal_verify__finds_what_was_taken_out_or_put_in(void **state)
{
	static const struct {
		const char *sql;
		bool alone; /* found without the head */
		const char *sentence;
	} attacks[] = {
		{ "DELETE FROM journal WHERE seq = 2", true, "journal entry 2 is missing" },
		{ "DELETE FROM journal WHERE seq = 1", true, "journal entry 1 is missing" },
		{ "DELETE FROM journal WHERE seq = 6", true, "belong to no entry" },
		{ "DELETE FROM journal WHERE seq = 6; DELETE FROM journal_part WHERE journal = 6",
			false, "that you kept is not in this journal" },
		{ "DELETE FROM journal; DELETE FROM journal_part", false, "that you kept is not" },
		{ "DELETE FROM journal WHERE seq > 3; DELETE FROM journal_part WHERE journal > 3",
			false, "that you kept is not" },
		{ "INSERT INTO journal SELECT 7, at, device, kind, target, label, changes, digest, "
		  "hash FROM journal WHERE seq = 6",
			true, "journal entry 7" },
		{ "DELETE FROM journal WHERE seq = 2; UPDATE journal SET seq = seq - 1 "
		  "WHERE seq = 3",
			true, "journal entry 2" },
		{ "UPDATE journal SET seq = 70 WHERE seq = 2; UPDATE journal SET seq = 2 "
		  "WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 70",
			true, "journal entry 2" },
		{ "UPDATE journal SET seq = 0 WHERE seq = 1", true, "journal entry 1 is missing" },
		{ "UPDATE journal SET seq = -1 WHERE seq = 6", true, "journal entry" },
		{ "UPDATE journal SET seq = seq + 1 WHERE seq = 6", true, "journal entry 6" },
	};
	const struct place *p = *state;

	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++)
		assert_found(p, attacks[i].sql, attacks[i].alone, attacks[i].sentence);
}

static void journal_verify__finds_every_edit_of_what_was_recorded(void **state)
{
	static const char *const edits[] = {
		"UPDATE journal_part SET bytes = zeroblob(length(bytes)) WHERE journal = 3",
		"UPDATE journal_part SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE journal "
		"= 3",
		"UPDATE journal_part SET bytes = (SELECT bytes FROM journal_part WHERE journal = "
		"2) "
		"WHERE journal = 3",
		"DELETE FROM journal_part WHERE journal = 3",
		"UPDATE journal_part SET journal = 4 WHERE journal = 3",
		"INSERT INTO journal_part (journal, part, size, bytes) SELECT 3, 2, size, bytes "
		"FROM journal_part WHERE journal = 3",
		"INSERT INTO journal_part (journal, part, size, bytes) SELECT 3, 0, size, bytes "
		"FROM journal_part WHERE journal = 3",
		"UPDATE journal_part SET size = size + 1 WHERE journal = 3",
		"UPDATE journal_part SET part = 2 WHERE journal = 3",
	};
	const struct place *p = *state;

	for (size_t i = 0; i < sizeof(edits) / sizeof(edits[0]); i++)
		assert_found(p, edits[i], true, "journal entry 3: what it recorded was altered");
	assert_found(p,
		"INSERT INTO journal_part (journal, part, size, bytes) VALUES (99, 1, 0, "
		"x'')",
		true, "belong to no entry");
}

/* One altered entry is one finding: those after it are not to blame. */
static void journal_verify__names_the_one_that_was_altered(void **state)
{
	const struct place *p = *state;
	struct str sentences = STR_INIT;

	raw_file(p->path, "UPDATE journal SET label = 'nothing' WHERE seq = 3");
	assert_int_equal(found(p, p->head, &sentences), 1);
	assert_non_null(strstr(str_text(&sentences), "journal entry 3 (nothing)"));
	str_free(&sentences);
}

static void journal_verify__knows_any_earlier_head(void **state)
{
	const struct place *p = *state;
	struct journal_entry e[ENTRIES];
	struct str sentences = STR_INIT;
	struct db *db = file_open(p->path, DB_OPEN);
	char other[65];
	size_t n = 0;

	must(db, journal_list(db, 0, ENTRIES, e, &n));
	db_close(db);
	assert_int_equal(n, ENTRIES);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(found(p, e[i].hash, &sentences), 0);
		journal_entry_free(&e[i]);
	}
	memset(other, 'a', 64);
	other[64] = '\0';
	assert_int_equal(found(p, other, &sentences), 1);
	assert_int_equal(found(p, "", &sentences), 1);
	str_free(&sentences);
}

static bool stop(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	assert_true(done <= total);
	return false;
}

static void journal_verify__stops_when_it_is_asked_to(void **state)
{
	const struct place *p = *state;
	struct db *db = file_open(p->path, DB_OPEN);
	int64_t bad = 0;

	db_set_progress(db, stop, NULL);
	assert_refused(db, journal_verify(db, NULL, NULL, NULL, &bad), ST_STOPPED, "stopped");
	db_set_progress(db, NULL, NULL);
	must(db, journal_verify(db, NULL, NULL, NULL, &bad));
	assert_int_equal(bad, 0);
	db_close(db);
}

/* ---- the file itself ---- */

static void assert_file(const struct place *p, int64_t least, const char *sentence)
{
	struct db *db = file_open(p->path, DB_OPEN);
	struct str sentences = STR_INIT;
	int64_t bad = -1;

	must(db, journal_check_file(db, collect, &sentences, &bad));
	if (bad < least || (bad && !least) || !strstr(str_text(&sentences), sentence))
		fail_msg("%d: %s", (int)bad, str_text(&sentences));
	str_free(&sentences);
	db_close(db);
	file_write(p->path, p->whole.data, p->whole.len);
}

static void journal_check_file__finds_what_breaks_the_rules(void **state)
{
	const struct place *p = *state;

	assert_file(p, 0, "");
	raw_file(p->path, "UPDATE \"case\" SET lead = 5");
	assert_file(p, 1, "a record of kind case refers to what is not there");
	raw_file(p->path, "PRAGMA ignore_check_constraints = ON;"
			  "UPDATE \"case\" SET status = 'unknown'");
	assert_file(p, 1, "CHECK constraint failed");
}

static void journal_check_file__finds_damaged_pages(void **state)
{
	const struct place *p = *state;
	struct db *db = file_open(p->path, DB_OPEN);
	int64_t page =
		raw_number(db, "SELECT rootpage FROM sqlite_schema WHERE name = 'contact_name'");
	struct str bytes = STR_INIT;

	db_close(db);
	file_read(p->path, &bytes);
	memset(bytes.data + (page - 1) * 4096 + 8, 0x5a, 4000);
	file_write(p->path, bytes.data, bytes.len);
	assert_file(p, 1, "the case file is damaged");
	str_free(&bytes);
}

/* ---- the list ---- */

static void journal_list__gives_the_newest_first_in_pages(void **state)
{
	struct db *db = *state;
	struct journal_entry e[4];
	int64_t before = 0, expected = ENTRIES;
	size_t n = 0;

	must(db, journal_list(db, 0, 4, e, &n));
	assert_int_equal(n, 0);
	make_past(db);
	do {
		must(db, journal_list(db, before, 4, e, &n));
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(e[i].seq, expected--);
			before = e[i].seq;
			journal_entry_free(&e[i]);
		}
	} while (n == 4);
	assert_int_equal(expected, 0);
}

static void journal_list__says_what_was_undone(void **state)
{
	struct db *db = *state;
	struct journal_entry e[8];
	char *label = NULL;
	size_t n = 0;

	make_past(db);
	must(db, journal_undo(db, &label)); /* the contact */
	free(label);
	must(db, journal_undo(db, &label)); /* "Three", once redone */
	free(label);
	must(db, journal_list(db, 0, 8, e, &n));
	assert_int_equal(n, 8);
	assert_int_equal(e[0].kind, JOURNAL_UNDO);
	assert_int_equal(e[0].target, 3);
	assert_int_equal(e[1].target, 6);
	assert_true(e[2].undone);
	assert_int_equal(e[3].kind, JOURNAL_REDO);
	assert_int_equal(e[3].target, 3);
	assert_true(e[5].undone);
	assert_false(e[6].undone);
	assert_string_equal(e[0].label, "test");
	assert_int_equal(e[0].changes, 1);
	for (size_t i = 0; i < n; i++)
		journal_entry_free(&e[i]);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* ---- finding ---- */

static void labelled(struct db *db, const char *label)
{
	struct change *c = NULL;
	struct record r;

	record_init(&r, ENTITY_CASE);
	must(db, record_set_name(db, &r, "title", label));
	must(db, change_begin(db, &c, "%s", label));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
}

static void journal_search__finds_words_without_case_and_diacritics(void **state)
{
	struct db *db = *state;
	int64_t found[4], before = 0;
	size_t n = 0;

	labelled(db, "add petition México");
	labelled(db, "import 36,012 signatories");
	labelled(db, "edit petition mexico-nso");
	must(db, journal_search(db, "MEXICO petition", 100, &before, 4, found, &n));
	assert_int_equal(n, 2);
	assert_int_equal(found[0], 3);
	assert_int_equal(found[1], 1);
	assert_int_equal(before, 1);
	/* A step at a time. */
	before = 0;
	must(db, journal_search(db, "sign", 1, &before, 4, found, &n));
	assert_int_equal(n, 0);
	assert_int_equal(before, 3);
	must(db, journal_search(db, "sign", 1, &before, 4, found, &n));
	assert_int_equal(n, 1);
	assert_int_equal(found[0], 2);
	must(db, journal_search(db, "sign", 5, &before, 4, found, &n));
	assert_int_equal(n, 0);
	assert_int_equal(before, 1);
	/* No more than there is room for; the next call goes on behind them. */
	before = 0;
	must(db, journal_search(db, "petition", 100, &before, 1, found, &n));
	assert_int_equal(n, 1);
	must(db, journal_search(db, "petition", 100, &before, 1, found, &n));
	assert_int_equal(n, 1);
	assert_int_equal(found[0], 1);
}

static void journal_standing__counts_what_undo_would_take_back(void **state)
{
	struct db *db = *state;
	char *label = NULL;
	int64_t n = -1;

	labelled(db, "one");
	labelled(db, "two");
	labelled(db, "three");
	must(db, journal_standing(db, 1, &n));
	assert_int_equal(n, 2);
	must(db, journal_undo(db, &label));
	free(label);
	must(db, journal_standing(db, 1, &n));
	assert_int_equal(n, 1);
	must(db, journal_standing(db, 0, &n));
	assert_int_equal(n, 2);
	must(db, journal_standing(db, 9, &n));
	assert_int_equal(n, 0);
}

static void journal_get__finds_one_by_number(void **state)
{
	struct db *db = *state;
	struct journal_entry e;

	labelled(db, "one");
	must(db, journal_get(db, 1, &e));
	assert_string_equal(e.label, "one");
	assert_true(journal_is_here(db, e.device));
	assert_false(journal_is_here(db, e.device + 1));
	journal_entry_free(&e);
	assert_int_equal(journal_get(db, 2, &e), ST_NOTFOUND);
	journal_entry_free(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(journal_verify__finds_nothing_in_a_whole_journal),
		TEST(journal_verify__finds_every_edit_of_an_entry),
		TEST(journal_verify__finds_what_was_taken_out_or_put_in),
		TEST(journal_verify__finds_every_edit_of_what_was_recorded),
		TEST(journal_verify__names_the_one_that_was_altered),
		TEST(journal_verify__knows_any_earlier_head),
		TEST(journal_verify__stops_when_it_is_asked_to),
		TEST(journal_check_file__finds_what_breaks_the_rules),
		TEST(journal_check_file__finds_damaged_pages),
		MODEL_TEST(journal_list__gives_the_newest_first_in_pages),
		MODEL_TEST(journal_list__says_what_was_undone),
		MODEL_TEST(journal_search__finds_words_without_case_and_diacritics),
		MODEL_TEST(journal_standing__counts_what_undo_would_take_back),
		MODEL_TEST(journal_get__finds_one_by_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
