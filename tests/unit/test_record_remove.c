#include "config.h"

#include "model/journal.h"
#include "model/record.h"

#include "tests/unit/sample.h"

/* Removes and answers what became of it; the change is committed or cancelled accordingly. */
static enum status try_remove(struct db *db, enum entity_id entity, int64_t id, bool whole)
{
	struct change *c = NULL;
	enum status st;

	must(db, change_begin(db, &c, "remove"));
	st = record_remove(c, entity, id, whole);
	if (st) {
		change_cancel(c);
		return st;
	}
	must(db, change_commit(c));
	return ST_OK;
}

static void undo(struct db *db)
{
	char *label = NULL;

	must(db, journal_undo(db, &label));
	assert_string_equal(label, "remove");
	free(label);
}

static int64_t rows(struct db *db)
{
	int64_t n = 0;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		char sql[64];

		snprintf(sql, sizeof(sql), "SELECT count(*) FROM \"%s\"",
			entity_get((enum entity_id)i)->name);
		n += raw_number(db, sql);
	}
	return n;
}

/* One of every kind, with all fields. */
static void make_all(struct db *db)
{
	for (int i = 0; i < ENTITY_COUNT; i++)
		sample(db, (enum entity_id)i, 2, true);
}

static int64_t last_id(struct db *db, enum entity_id entity)
{
	char sql[64];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM \"%s\"", entity_get(entity)->name);
	return raw_number(db, sql);
}

static void record_remove__takes_one_row_of_every_kind_and_undo_brings_it_back(void **state)
{
	struct db *db = *state;
	int removed = 0;
	char *before;

	make_all(db);
	before = dump(db);
	for (int i = 0; i < ENTITY_COUNT; i++) {
		int64_t n = rows(db);
		enum status st =
			try_remove(db, (enum entity_id)i, last_id(db, (enum entity_id)i), false);

		if (st == ST_OK) {
			removed++;
			assert_int_equal(rows(db), n - 1);
			assert_index_whole(db);
			undo(db);
		} else {
			assert_int_equal(st, ST_CONFLICT);
		}
		assert_dump(db, before);
	}
	assert_true(removed >= 10);
	assert_index_whole(db);
	free(before);
}

static void record_remove__takes_a_whole_case_and_undo_brings_it_back(void **state)
{
	struct db *db = *state;
	int64_t contacts, authorities, provisions, n;
	char *before;

	make_all(db);
	sample(db, ENTITY_CASE, 8, false);
	before = dump(db);
	contacts = raw_number(db, "SELECT count(*) FROM contact");
	authorities = raw_number(db, "SELECT count(*) FROM authority");
	provisions = raw_number(db, "SELECT count(*) FROM provision");
	n = raw_number(db, "SELECT min(id) FROM \"case\"");
	must(db, try_remove(db, ENTITY_CASE, n, true));
	/* What belongs to no case stays. */
	assert_int_equal(rows(db), contacts + authorities + provisions + 1);
	assert_index_whole(db);
	undo(db);
	assert_dump(db, before);
	assert_index_whole(db);
	free(before);
}

static void make_case(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_CASE, "ref", "d", "title", "Another", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	put(db, ENTITY_CLAIM, "petition", "p", "ref", "k", "title", "K", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "x", "title", "X", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "y", "title", "Y", NULL);
	put(db, ENTITY_PROOF, "claim", "k", "exhibit", "x", NULL);
	put(db, ENTITY_EVENT, "case", "c", "ref", "e", "title", "E", "source", "y", NULL);
}

static int64_t id_of(struct db *db, enum entity_id entity, const char *ref)
{
	int64_t id = 0;

	must(db, record_find(db, entity, ref, &id));
	return id;
}

static void record_remove__says_what_still_belongs_to_it(void **state)
{
	struct db *db = *state;
	char *before;

	make_case(db);
	before = dump(db);
	assert_refused(db, try_remove(db, ENTITY_CASE, id_of(db, ENTITY_CASE, "c"), false),
		ST_CONFLICT, "case c still has 1 petition, 2 exhibits, 1 event");
	assert_refused(db, try_remove(db, ENTITY_CLAIM, id_of(db, ENTITY_CLAIM, "k"), false),
		ST_CONFLICT, "claim k still has 1 proof");
	assert_refused(db, try_remove(db, ENTITY_EXHIBIT, id_of(db, ENTITY_EXHIBIT, "x"), false),
		ST_CONFLICT, "exhibit x still has 1 proof");
	assert_dump(db, before);
	free(before);
}

static void record_remove__says_what_refers_to_it(void **state)
{
	struct db *db = *state;
	int64_t id;
	char *before;

	make_case(db);
	before = dump(db);
	id = id_of(db, ENTITY_EXHIBIT, "y");
	for (int whole = 0; whole < 2; whole++)
		assert_refused(db, try_remove(db, ENTITY_EXHIBIT, id, whole), ST_CONFLICT,
			"exhibit y is still referred to by 1 event");
	assert_dump(db, before);
	free(before);
	set(db, ENTITY_EVENT, id_of(db, ENTITY_EVENT, "e"), "source", NULL);
	must(db, try_remove(db, ENTITY_EXHIBIT, id, false));
}

/* An event of another case has its source in what would go. */
static void record_remove__keeps_what_others_refer_to(void **state)
{
	struct db *db = *state;
	int64_t id;
	char *before;

	make_case(db);
	put(db, ENTITY_EVENT, "case", "d", "ref", "f", "title", "F", "source", "x", NULL);
	before = dump(db);
	id = id_of(db, ENTITY_CASE, "c");
	assert_refused(
		db, try_remove(db, ENTITY_CASE, id, true), ST_CONFLICT, "nothing was changed");
	assert_dump(db, before);
	free(before);
	set(db, ENTITY_EVENT, id_of(db, ENTITY_EVENT, "f"), "source", NULL);
	must(db, try_remove(db, ENTITY_CASE, id, true));
	assert_int_equal(rows(db), 2);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

/* An event has nothing below it, but a link may end at it. */
static void record_remove__takes_links_of_what_belongs_to_it(void **state)
{
	struct db *db = *state;
	int64_t d = put(db, ENTITY_CASE, "ref", "with-event", "title", "D", NULL);

	put(db, ENTITY_EVENT, "case", "with-event", "ref", "linked-event", "title", "E", NULL);
	put(db, ENTITY_EVENT, "case", "with-event", "ref", "plain-event", "title", "F", NULL);
	put(db, ENTITY_CASE, "ref", "stays", "title", "S", NULL);
	put(db, ENTITY_LINK, "from", "case:stays", "to", "event:linked-event", NULL);
	must(db, try_remove(db, ENTITY_CASE, d, true));
	assert_int_equal(raw_number(db, "SELECT count(*) FROM link"), 0);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM event"), 0);
}

static void record_remove__takes_links_with_it(void **state)
{
	struct db *db = *state;
	char *before;

	make_case(db);
	put(db, ENTITY_LINK, "from", "exhibit:x", "word", "follows", "to", "exhibit:y", NULL);
	put(db, ENTITY_LINK, "from", "case:d", "word", "cites", "to", "claim:k", NULL);
	before = dump(db);
	assert_refused(db, try_remove(db, ENTITY_CASE, id_of(db, ENTITY_CASE, "d"), false),
		ST_CONFLICT, "case d still has 1 link");
	assert_refused(db, try_remove(db, ENTITY_CLAIM, id_of(db, ENTITY_CLAIM, "k"), false),
		ST_CONFLICT, "1 proof, 1 link");
	must(db, try_remove(db, ENTITY_CASE, id_of(db, ENTITY_CASE, "c"), true));
	assert_int_equal(raw_number(db, "SELECT count(*) FROM link"), 0);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM \"case\""), 1);
	undo(db);
	assert_dump(db, before);
	free(before);
}

static void record_remove__of_a_contact_takes_its_places_in_lists(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CONTACT, "ref", "ai", "name", "Amnesty", NULL);
	char *before;

	make_case(db);
	put(db, ENTITY_LETTER, "case", "c", "ref", "l", "title", "L", NULL);
	put(db, ENTITY_PARTY, "case", "c", "contact", "ai", "role", "petitioner", NULL);
	put(db, ENTITY_COSIGNER, "letter", "l", "contact", "ai", NULL);
	put(db, ENTITY_RECIPIENT, "letter", "l", "contact", "ai", NULL);
	before = dump(db);
	assert_refused(db, try_remove(db, ENTITY_CONTACT, id, false), ST_CONFLICT,
		"contact ai still has 1 party, 1 recipient, 1 cosigner");
	must(db, try_remove(db, ENTITY_CONTACT, id, true));
	assert_int_equal(raw_number(db, "SELECT count(*) FROM letter"), 1);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM cosigner"), 0);
	undo(db);
	assert_dump(db, before);
	free(before);
}

static void record_remove__says_when_it_is_not_there(void **state)
{
	struct db *db = *state;

	make_case(db);
	assert_refused(db, try_remove(db, ENTITY_CASE, TEST_ID(999), true), ST_NOTFOUND, "case");
	/* An id of another kind is no id of this one. */
	assert_refused(db, try_remove(db, ENTITY_CASE, id_of(db, ENTITY_CLAIM, "k"), true),
		ST_NOTFOUND, "case");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(record_remove__takes_one_row_of_every_kind_and_undo_brings_it_back),
		MODEL_TEST(record_remove__takes_a_whole_case_and_undo_brings_it_back),
		MODEL_TEST(record_remove__says_what_still_belongs_to_it),
		MODEL_TEST(record_remove__says_what_refers_to_it),
		MODEL_TEST(record_remove__keeps_what_others_refer_to),
		MODEL_TEST(record_remove__takes_links_of_what_belongs_to_it),
		MODEL_TEST(record_remove__takes_links_with_it),
		MODEL_TEST(record_remove__of_a_contact_takes_its_places_in_lists),
		MODEL_TEST(record_remove__says_when_it_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
