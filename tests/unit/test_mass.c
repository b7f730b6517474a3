#include "config.h"

#include "model/mass.h"

#include "model/journal.h"
#include "model/text.h"
#include "tests/unit/sample.h"

#define FEW 40
#define MANY 21000 /* from here on indexes are set aside */

/* ---- what the tests act on ---- */

static int64_t petition(struct db *db, const char *ref)
{
	int64_t id = raw_number(db, "SELECT coalesce((SELECT id FROM \"case\"), 0)");

	if (!id)
		put(db, ENTITY_CASE, "ref", "nso", "title", "NSO", NULL);
	return put(db, ENTITY_PETITION, "case", "nso", "ref", ref, "title", ref, NULL);
}

/* Signatories of a petition, in one change. */
static void sign(struct db *db, int64_t to, int n)
{
	static const char *const names[] = { "Cohen, Noa", "陳 小明", "García, José", "כהן, נועה",
		"Zoë A\xcc\x81lvarez", NULL };
	struct change *c = NULL;
	struct str name = STR_INIT;

	must(db, change_begin(db, &c, "sign"));
	for (int i = 0; i < n; i++) {
		struct record r;

		record_init(&r, ENTITY_SIGNATORY);
		str_clear(&name);
		str_addf(&name, "%s %d", names[i % 5], i);
		must(db, record_set_num(db, &r, "petition", to));
		must(db, record_set_name(db, &r, "name", str_text(&name)));
		must(db, record_set_name(db, &r, "city", i % 2 ? "Haifa" : "Puebla"));
		must(db, record_save(c, &r));
		record_free(&r);
	}
	must(db, change_commit(c));
	str_free(&name);
}

static void find(struct db *db, enum entity_id entity, const char *where, struct idset *out)
{
	struct query q = { .entity = entity, .where = where };

	must(db, mass_find(db, &q, out));
}

static int field_of(enum entity_id entity, const char *name)
{
	int field = entity_field(entity_get(entity), name);

	assert_true(field >= 0);
	return field;
}

static enum status set_one(struct db *db, enum entity_id entity, const struct idset *ids,
	const char *field, const char *text, int64_t *out)
{
	struct mass_value v = { field_of(entity, field), text };

	return mass_set(db, entity, ids, &v, 1, out);
}

static void assert_label(struct db *db, const char *label)
{
	struct str sql = STR_INIT;

	str_addf(&sql, "SELECT label = '%s' FROM journal ORDER BY seq DESC LIMIT 1", label);
	if (!raw_number(db, str_text(&sql))) {
		str_clear(&sql);
		dump_rows(db, "SELECT label FROM journal ORDER BY seq DESC LIMIT 1", &sql);
		fail_msg("expected %s, found %s", label, str_text(&sql));
	}
	str_free(&sql);
}

static int64_t entries(struct db *db)
{
	return raw_number(db, "SELECT count(*) FROM journal");
}

static void undo(struct db *db)
{
	char *label = NULL;

	must(db, journal_undo(db, &label));
	free(label);
}

static void redo(struct db *db)
{
	char *label = NULL;

	must(db, journal_redo(db, &label));
	free(label);
}

/* ---- finding ---- */

static void mass_find__takes_what_the_filter_shows(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	struct query q = { .entity = ENTITY_SIGNATORY, .where = "city:haifa" };

	sign(db, petition(db, "one"), 10);
	sign(db, petition(db, "two"), 10);
	must(db, mass_find(db, &q, &ids));
	assert_int_equal(ids.count, 10);
	idset_clear(&ids);
	q.owner = ENTITY_PETITION;
	q.owner_id = raw_number(db, "SELECT id FROM petition WHERE ref = 'two'");
	q.sort = "city";
	must(db, mass_find(db, &q, &ids));
	assert_int_equal(ids.count, 5);
	q.where = "nofield:x";
	assert_refused(db, mass_find(db, &q, &ids), ST_INVALID, "nofield");
	assert_int_equal(ids.count, 5);
	idset_clear(&ids);
}

static bool refuse_to_go_on(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	(void)done;
	(void)total;
	return false;
}

static void mass__stopped_changes_nothing(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT, none = IDSET_INIT;
	struct query q = { .entity = ENTITY_SIGNATORY };
	int64_t n = 0;
	char *before;

	sign(db, petition(db, "one"), 2000);
	find(db, ENTITY_SIGNATORY, NULL, &ids);
	before = dump(db);
	db_set_progress(db, refuse_to_go_on, NULL);
	assert_int_equal(mass_find(db, &q, &none), ST_STOPPED);
	assert_int_equal(none.count, 0);
	db_set_progress(db, refuse_to_go_on, NULL);
	assert_int_equal(set_one(db, ENTITY_SIGNATORY, &ids, "state", "invalid", &n), ST_STOPPED);
	db_set_progress(db, refuse_to_go_on, NULL);
	assert_int_equal(mass_remove(db, ENTITY_SIGNATORY, &ids, true, &n), ST_STOPPED);
	db_set_progress(db, NULL, NULL);
	assert_false(db_in_change(db));
	assert_dump(db, before);
	free(before);
	idset_clear(&ids);
	idset_clear(&none);
}

static void mass_forget_gone__keeps_what_is_there(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t after = 0, steps = 0;

	sign(db, petition(db, "one"), 10);
	find(db, ENTITY_SIGNATORY, NULL, &ids);
	undo(db);
	sign(db, petition(db, "two"), 3);
	find(db, ENTITY_SIGNATORY, NULL, &ids);
	assert_int_equal(ids.count, 13);
	do {
		must(db, mass_forget_gone(db, ENTITY_SIGNATORY, &ids, &after, 4));
		steps++;
	} while (after);
	assert_int_equal(ids.count, 3);
	assert_int_equal(steps, 4);
	/* So many that the records are read rather than looked up. */
	for (int64_t id = 1; id <= 6000; id++)
		idset_add(&ids, id);
	must(db, mass_forget_gone(db, ENTITY_SIGNATORY, &ids, &after, 0));
	assert_int_equal(ids.count, 3);
	idset_clear(&ids);
}

/* ---- setting ---- */

static void mass_set__is_one_entry_and_one_undo(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t n = 0, before_entries;
	char *before, *after;

	sign(db, petition(db, "one"), 1204);
	find(db, ENTITY_SIGNATORY, NULL, &ids);
	before = dump(db);
	before_entries = entries(db);
	must(db, set_one(db, ENTITY_SIGNATORY, &ids, "state", "invalid", &n));
	assert_int_equal(n, 1204);
	assert_int_equal(entries(db), before_entries + 1);
	assert_label(db, "set state of 1,204 signatories to invalid");
	assert_int_equal(
		raw_number(db, "SELECT count(*) FROM signatory WHERE state = 'invalid'"), 1204);
	after = dump(db);
	undo(db);
	assert_dump(db, before);
	redo(db);
	assert_dump(db, after);
	/* Those that are so already are left alone, and all of them leave no entry. */
	must(db, set_one(db, ENTITY_SIGNATORY, &ids, "state", "invalid", &n));
	assert_int_equal(n, 0);
	assert_int_equal(entries(db), before_entries + 3);
	idset_clear(&ids);
	free(before);
	free(after);
}

static void mass_set__passes_over_what_is_gone(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t n = 0;

	petition(db, "one");
	petition(db, "two");
	find(db, ENTITY_PETITION, NULL, &ids);
	idset_add(&ids, 99);
	must(db, set_one(db, ENTITY_PETITION, &ids, "status", "closed", &n));
	assert_int_equal(n, 2);
	assert_label(db, "set status of 2 petitions to closed");
	idset_clear(&ids);
}

static void mass_set__refuses_a_value_before_anything(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t n = 0;
	struct mass_value v = { field_of(ENTITY_SIGNATORY, "country"), "Atlantis" };

	sign(db, petition(db, "one"), 2);
	find(db, ENTITY_SIGNATORY, NULL, &ids);
	assert_refused_field(
		db, mass_check(db, ENTITY_SIGNATORY, &v), ST_INVALID, "country", "Atlantis");
	assert_refused_field(db, set_one(db, ENTITY_SIGNATORY, &ids, "country", "Atlantis", &n),
		ST_INVALID, "country", "Atlantis");
	assert_refused_field(db, set_one(db, ENTITY_SIGNATORY, &ids, "name", " ", &n), ST_INVALID,
		"name", "cannot be emptied");
	assert_refused_field(db, set_one(db, ENTITY_SIGNATORY, &ids, "line", "3", &n), ST_INVALID,
		"line", "program");
	assert_false(db_in_change(db));
	idset_clear(&ids);
}

static void mass_set__names_the_first_that_refuses(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t n = 0;
	char *before;

	put(db, ENTITY_CASE, "ref", "nso", "title", "NSO", NULL);
	put(db, ENTITY_EXHIBIT, "case", "nso", "ref", "x1", "title", "One", "kind", "document",
		NULL);
	put(db, ENTITY_EXHIBIT, "case", "nso", "ref", "x2", "title", "Two", "kind", "document",
		NULL);
	find(db, ENTITY_EXHIBIT, NULL, &ids);
	before = dump(db);
	assert_refused(db, set_one(db, ENTITY_EXHIBIT, &ids, "mark", "P/1", &n), ST_INVALID,
		"exhibit x2: mark: P/1 is the mark of exhibit x1");
	assert_dump(db, before);
	assert_int_equal(n, 0);
	free(before);
	idset_clear(&ids);
}

/* What each way of writing makes of the same signatories: the rows, their order, their words. */
static char *after_setting(const struct mass_value *values, size_t n, int many, bool short_way)
{
	struct idset ids = IDSET_INIT;
	struct db *db;
	int64_t changed = 0;
	char *out;

	must(NULL, db_open(NULL, DB_MEMORY, &db));
	sign(db, petition(db, "one"), many);
	/* So that some of them have the value already. */
	raw(db, "UPDATE signatory SET city = 'Oaxaca', country = 'MX', state = 'duplicate' WHERE "
		"id % 7 = 0");
	raw(db, "INSERT INTO signatory_search (signatory_search) VALUES ('rebuild')");
	find(db, ENTITY_SIGNATORY, NULL, &ids);
	if (short_way) {
		must(db, mass_set(db, ENTITY_SIGNATORY, &ids, values, n, &changed));
		assert_true(changed > 0);
	} else {
		struct change *c = NULL;

		must(db, change_begin(db, &c, "test"));
		for (int64_t id = idset_next(&ids, 0); id; id = idset_next(&ids, id)) {
			struct record r;

			must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
			for (size_t i = 0; i < n; i++)
				must(db, record_set(db, &r, values[i].field, values[i].text));
			must(db, record_save(c, &r));
			record_free(&r);
		}
		must(db, change_commit(c));
	}
	assert_index_whole(db);
	out = dump(db);
	/* What was recorded takes all of it back. */
	undo(db);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM signatory WHERE city = 'Oaxaca'"),
		raw_number(db, "SELECT count(*) FROM signatory WHERE id % 7 = 0"));
	assert_index_whole(db);
	idset_clear(&ids);
	db_close(db);
	return out;
}

static void same_both_ways(const struct mass_value *values, size_t n, int many)
{
	char *plain = after_setting(values, n, many, false);
	char *fast = after_setting(values, n, many, true);
	size_t i = 0;

	while (plain[i] && plain[i] == fast[i])
		i++;
	if (plain[i] != fast[i])
		fail_msg("saved: %.200s\nset: %.200s", plain + (i > 80 ? i - 80 : 0),
			fast + (i > 80 ? i - 80 : 0));
	free(plain);
	free(fast);
}

static void mass_set__agrees_with_record_save(void **state)
{
	const enum entity_id e = ENTITY_SIGNATORY;
	const struct mass_value state_alone[] = { { field_of(e, "state"), "duplicate" } };
	const struct mass_value city[] = { { field_of(e, "city"), "Oaxaca" } };
	const struct mass_value several[] = { { field_of(e, "city"), "  חיפה  " },
		{ field_of(e, "country"), "Israel" }, { field_of(e, "notes"), "twice\nseen" },
		{ field_of(e, "reason"), NULL }, { field_of(e, "signed"), "2020-04~" } };
	const struct mass_value name[] = { { field_of(e, "name"), "Ñandú" } };

	(void)state;
	same_both_ways(state_alone, 1, FEW);
	same_both_ways(city, 1, FEW);
	same_both_ways(several, 5, FEW);
	same_both_ways(name, 1, FEW);
	same_both_ways(state_alone, 1, MANY);
	same_both_ways(city, 1, MANY);
}

static void mass_set__says_what_it_did(void **state)
{
	struct db *db = *state;
	const struct mass_value v[] = { { field_of(ENTITY_SIGNATORY, "city"), "Haifa" },
		{ field_of(ENTITY_SIGNATORY, "notes"), "" },
		{ field_of(ENTITY_SIGNATORY, "comment"),
			"a comment that is so long that it is cut in the label" } };
	struct idset ids = IDSET_INIT;
	int64_t n = 0;

	sign(db, petition(db, "one"), 3);
	find(db, ENTITY_SIGNATORY, NULL, &ids);
	must(db, mass_set(db, ENTITY_SIGNATORY, &ids, v, 3, &n));
	assert_label(db, "set city of 3 signatories to Haifa, empty notes and set comment to a "
			 "comment that is so long that it is cut…");
	idset_clear(&ids);
}

/* ---- removing ---- */

static void mass_remove__takes_all_and_gives_them_back(void **state)
{
	static const int sizes[] = { FEW, MANY };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct idset ids = IDSET_INIT;
		struct db *db;
		int64_t n = 0;
		char *before;

		must(NULL, db_open(NULL, DB_MEMORY, &db));
		sign(db, petition(db, "one"), sizes[i]);
		before = dump(db);
		find(db, ENTITY_SIGNATORY, "city:haifa", &ids);
		idset_add(&ids, 5);
		must(db, mass_remove(db, ENTITY_SIGNATORY, &ids, false, &n));
		assert_int_equal(n, sizes[i] / 2);
		assert_int_equal(
			raw_number(db, "SELECT count(*) FROM signatory"), sizes[i] - sizes[i] / 2);
		assert_index_whole(db);
		assert_label(db,
			sizes[i] == FEW ? "remove 20 signatories" : "remove 10,500 signatories");
		undo(db);
		assert_dump(db, before);
		assert_index_whole(db);
		idset_clear(&ids);
		free(before);
		db_close(db);
	}
}

static void mass_remove__takes_what_belongs_only_when_told(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t n = 0;
	char *before;

	sign(db, petition(db, "one"), 3);
	sign(db, petition(db, "two"), 4);
	find(db, ENTITY_PETITION, NULL, &ids);
	before = dump(db);
	assert_refused(db, mass_remove(db, ENTITY_PETITION, &ids, false, &n), ST_CONFLICT,
		"petition one still has 3 signatories");
	assert_dump(db, before);
	must(db, mass_count_children(db, ENTITY_PETITION, &ids, ENTITY_SIGNATORY, &n));
	assert_int_equal(n, 7);
	must(db, mass_remove(db, ENTITY_PETITION, &ids, true, &n));
	assert_int_equal(n, 2);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM signatory"), 0);
	undo(db);
	assert_dump(db, before);
	free(before);
	idset_clear(&ids);
}

/* A redacted copy refers to its original, which has the smaller id. */
/* Rows that are duplicates of others go with them, or stand in their way; few or very many. */
static void mass_remove__heeds_duplicates(void **state)
{
	static const int sizes[] = { FEW, MANY };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct idset ids = IDSET_INIT;
		struct db *db;
		int64_t n = 0;
		char *before;

		must(NULL, db_open(NULL, DB_MEMORY, &db));
		sign(db, petition(db, "one"), sizes[i]);
		raw(db, "UPDATE signatory SET state = 'duplicate', duplicate_of = id - 1 "
			"WHERE id % 2 = 0");
		before = dump(db);
		find(db, ENTITY_SIGNATORY, "state:valid", &ids);
		assert_refused(db, mass_remove(db, ENTITY_SIGNATORY, &ids, false, &n), ST_CONFLICT,
			"others are duplicates of them");
		assert_dump(db, before);
		find(db, ENTITY_SIGNATORY, NULL, &ids);
		must(db, mass_remove(db, ENTITY_SIGNATORY, &ids, false, &n));
		assert_int_equal(n, sizes[i]);
		undo(db);
		assert_dump(db, before);
		assert_index_whole(db);
		idset_clear(&ids);
		free(before);
		db_close(db);
	}
}

static void mass_remove__does_not_mind_their_order(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t n = 0, original;
	char *before;

	put(db, ENTITY_CASE, "ref", "nso", "title", "NSO", NULL);
	original = put(db, ENTITY_EXHIBIT, "case", "nso", "ref", "x1", "title", "One", "kind",
		"document", NULL);
	put(db, ENTITY_EXHIBIT, "case", "nso", "ref", "x2", "title", "Two", "kind", "document",
		"redaction_of", "x1", NULL);
	put(db, ENTITY_EXHIBIT, "case", "nso", "ref", "x3", "title", "Three", "kind", "document",
		"redaction_of", "x2", NULL);
	before = dump(db);
	idset_add(&ids, original);
	assert_refused(db, mass_remove(db, ENTITY_EXHIBIT, &ids, true, &n), ST_CONFLICT,
		"exhibit x1 is still referred to by 1 exhibit");
	assert_dump(db, before);
	find(db, ENTITY_EXHIBIT, NULL, &ids);
	must(db, mass_remove(db, ENTITY_EXHIBIT, &ids, true, &n));
	assert_int_equal(n, 3);
	undo(db);
	assert_dump(db, before);
	free(before);
	idset_clear(&ids);
}

/* ---- linking ---- */

static void mass_link__makes_each_link_once(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t one = petition(db, "one"), n = 0;
	char *before;

	sign(db, one, 12);
	find(db, ENTITY_SIGNATORY, NULL, &ids);
	before = dump(db);
	must(db, mass_link(db, ENTITY_SIGNATORY, &ids, ENTITY_PETITION, one, "cites", &n));
	assert_int_equal(n, 12);
	assert_label(db, "link 12 signatories to petition:one: cites");
	must(db, mass_link(db, ENTITY_SIGNATORY, &ids, ENTITY_PETITION, one, "cites", &n));
	assert_int_equal(n, 0);
	must(db, mass_count_children(db, ENTITY_SIGNATORY, &ids, ENTITY_LINK, &n));
	assert_int_equal(n, 12);
	/* With links to them, signatories go one by one, and their links with them. */
	must(db, mass_remove(db, ENTITY_SIGNATORY, &ids, true, &n));
	assert_int_equal(raw_number(db, "SELECT count(*) FROM link"), 0);
	undo(db);
	undo(db);
	assert_dump(db, before);
	idset_clear(&ids);
	idset_add(&ids, one);
	must(db, mass_link(db, ENTITY_PETITION, &ids, ENTITY_PETITION, one, "cites", &n));
	assert_int_equal(n, 0);
	assert_refused(db, mass_link(db, ENTITY_PETITION, &ids, ENTITY_PETITION, one, "hates", &n),
		ST_INVALID, "hates");
	assert_int_equal(mass_link(db, ENTITY_PETITION, &ids, ENTITY_PETITION, 99, "cites", &n),
		ST_NOTFOUND);
	free(before);
	idset_clear(&ids);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(mass_find__takes_what_the_filter_shows),
		MODEL_TEST(mass__stopped_changes_nothing),
		MODEL_TEST(mass_forget_gone__keeps_what_is_there),
		MODEL_TEST(mass_set__is_one_entry_and_one_undo),
		MODEL_TEST(mass_set__passes_over_what_is_gone),
		MODEL_TEST(mass_set__refuses_a_value_before_anything),
		MODEL_TEST(mass_set__names_the_first_that_refuses),
		MODEL_TEST(mass_set__agrees_with_record_save),
		MODEL_TEST(mass_set__says_what_it_did),
		MODEL_TEST(mass_remove__takes_all_and_gives_them_back),
		MODEL_TEST(mass_remove__takes_what_belongs_only_when_told),
		MODEL_TEST(mass_remove__heeds_duplicates),
		MODEL_TEST(mass_remove__does_not_mind_their_order),
		MODEL_TEST(mass_link__makes_each_link_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
