#include "config.h"

#include "model/journal.h"
#include "model/signatory.h"

#include "tests/unit/sample.h"
#include "tests/unit/seed.h"

static void undo(struct db *db, const char *expected)
{
	char *label = NULL;

	must(db, journal_undo(db, &label));
	assert_string_equal(label, expected);
	free(label);
}

static void redo(struct db *db, const char *expected)
{
	char *label = NULL;

	must(db, journal_redo(db, &label));
	assert_string_equal(label, expected);
	free(label);
}

static void assert_nothing_left(struct db *db, bool to_undo)
{
	char *label = NULL;
	enum status st = to_undo ? journal_undo(db, &label) : journal_redo(db, &label);

	assert_refused(db, st, ST_NOTFOUND, to_undo ? "nothing to undo" : "nothing to redo");
	assert_null(label);
}

static void assert_verifies(struct db *db)
{
	int64_t bad = -1;

	must(db, journal_verify(db, NULL, NULL, NULL, &bad));
	assert_int_equal(bad, 0);
	assert_index_whole(db);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

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

/* ---- one entry of any time ---- */

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

/* ---- any changes in any order ---- */

#define STEPS 40

/* What the file held after each change that stands, and what each was called. */
struct past {
	char *dumps[STEPS + 1];
	char labels[STEPS + 1][24];
	int at, top; /* the one that holds; the last that redo can reach */
};

static int64_t random_row(struct db *db, struct chance *chance, const struct entity *e)
{
	struct str sql = STR_INIT;
	int64_t id;

	str_addf(&sql, "SELECT coalesce((SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET %u), 0)",
		e->name, chance_below(chance, 3));
	id = raw_number(db, str_text(&sql));
	str_free(&sql);
	return id;
}

/* Adds, edits or removes some record of some kind. False: it was refused. */
static bool random_deed(struct change *c, struct chance *chance)
{
	struct db *db = change_db(c);
	const struct entity *e = entity_get((enum entity_id)chance_below(chance, ENTITY_COUNT));
	int64_t id = chance_below(chance, 3) ? random_row(db, chance, e) : 0;
	unsigned n = chance_below(chance, 1000000);
	struct record r;
	enum status st;

	if (id && chance_below(chance, 3) == 0)
		return record_remove(c, e->id, id, chance_below(chance, 2)) == ST_OK;
	if (id)
		must(db, record_load(db, e->id, id, &r));
	else
		record_init(&r, e->id);
	sample_fill(db, &r, n, chance_below(chance, 2));
	st = record_save(c, &r);
	record_free(&r);
	return st == ST_OK;
}

/* Answers whether it was a change at all. */
static bool random_change(struct db *db, struct chance *chance, const char *label)
{
	int64_t entries = raw_number(db, "SELECT count(*) FROM journal");
	unsigned deeds = 1 + chance_below(chance, 3);
	struct change *c = NULL;
	bool good = true;

	must(db, change_begin(db, &c, "%s", label));
	while (deeds-- && good)
		good = random_deed(c, chance);
	if (good)
		must(db, change_commit(c));
	else
		change_cancel(c);
	return raw_number(db, "SELECT count(*) FROM journal") > entries;
}

static void change_once(struct db *db, struct chance *chance, struct past *p, int step)
{
	char label[24];

	snprintf(label, sizeof(label), "step %d", step);
	if (!random_change(db, chance, label)) {
		assert_dump(db, p->dumps[p->at]);
		return;
	}
	while (p->top > p->at)
		free(p->dumps[p->top--]);
	p->at = ++p->top;
	p->dumps[p->at] = dump(db);
	memcpy(p->labels[p->at], label, sizeof(label));
}

static void walk_back(struct db *db, struct past *p)
{
	if (p->at) {
		undo(db, p->labels[p->at]);
		p->at--;
	} else {
		assert_nothing_left(db, true);
	}
	assert_dump(db, p->dumps[p->at]);
}

static void walk_forth(struct db *db, struct past *p)
{
	if (p->at < p->top) {
		p->at++;
		redo(db, p->labels[p->at]);
	} else {
		assert_nothing_left(db, false);
	}
	assert_dump(db, p->dumps[p->at]);
}

static void walk_to_both_ends(struct db *db, struct past *p)
{
	while (p->at)
		walk_back(db, p);
	walk_back(db, p);
	assert_verifies(db);
	while (p->at < p->top)
		walk_forth(db, p);
	assert_verifies(db);
}

/* The file is closed and opened again on the way: what was done is in it and nowhere else. */
static void journal__walks_through_any_past(void **state)
{
	struct chance chance = chance_open("journal");
	char *folder = folder_make(), *path = folder_path(folder, "c.amparo");
	struct past p = { .at = 0 };
	struct db *db = file_open(path, DB_CREATE);

	(void)state;
	setenv("AMPARO_DEVICE", "7", 1);
	p.dumps[0] = dump(db);
	for (int step = 1; step <= STEPS; step++) {
		switch (chance_below(&chance, 6)) {
		case 0:
			walk_back(db, &p);
			break;
		case 1:
			walk_forth(db, &p);
			break;
		case 2:
			db_close(db);
			db = file_open(path, DB_OPEN);
			assert_dump(db, p.dumps[p.at]);
			break;
		default:
			change_once(db, &chance, &p, step);
		}
	}
	walk_to_both_ends(db, &p);
	db_close(db);
	while (p.top >= 0)
		free(p.dumps[p.top--]);
	folder_remove(folder);
	free(path);
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
		MODEL_TEST(journal_undo_entry__takes_an_old_one_back_and_leaves_the_later),
		MODEL_TEST(journal_redo_entry__puts_back_what_was_undone_before_other_work),
		MODEL_TEST(journal_undo_entry__tells_all_that_stands_in_the_way),
		MODEL_TEST(journal_undo_entry__says_which_entry_removed_a_record),
		MODEL_TEST(journal_undo_entry__says_what_is_lacking),
		cmocka_unit_test(journal__walks_through_any_past),
		cmocka_unit_test(journal__walks_through_any_past),
		cmocka_unit_test(journal__walks_through_any_past),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
