#include "config.h"

#include "model/record.h"

#include "tests/unit/sample.h"

static void assert_same_values(const struct record *a, const struct record *b)
{
	assert_ptr_equal(a->entity, b->entity);
	for (size_t i = 0; i < a->entity->n_fields; i++) {
		const struct field *f = &a->entity->fields[i];
		const struct value *x = &a->values[i], *y = &b->values[i];

		if (strcmp(x->text ? x->text : "(empty)", y->text ? y->text : "(empty)"))
			fail_msg("%s.%s: %s is not %s", a->entity->name, f->name, x->text, y->text);
		if (x->text && (x->num != y->num || x->other != y->other))
			fail_msg("%s.%s: another number", a->entity->name, f->name);
	}
}

static void save(struct db *db, struct record *r)
{
	struct change *c = NULL;

	must(db, change_begin(db, &c, "test"));
	must(db, record_save(c, r));
	must(db, change_commit(c));
}

/* ---- every entity ---- */

static void round_trip(struct db *db, enum entity_id entity, bool full)
{
	struct record r, loaded;

	record_init(&r, entity);
	sample_fill(db, &r, full ? 3 : 2, full);
	assert_int_equal(r.id, 0);
	save(db, &r);
	assert_int_equal(r.id >> 32, TEST_DEVICE);
	assert_true(r.version > 0);
	assert_non_null(record_get(&r, "ref"));
	must(db, record_load(db, entity, r.id, &loaded));
	assert_int_equal(loaded.id, r.id);
	assert_int_equal(loaded.version, r.version);
	assert_same_values(&loaded, &r);
	record_free(&loaded);
	record_free(&r);
}

static void record_save__keeps_what_is_required_of_every_entity(void **state)
{
	for (int i = 0; i < ENTITY_COUNT; i++)
		round_trip(*state, (enum entity_id)i, false);
}

static void record_save__keeps_every_field_of_every_entity(void **state)
{
	for (int i = 0; i < ENTITY_COUNT; i++)
		round_trip(*state, (enum entity_id)i, true);
	assert_index_whole(*state);
}

static void record_save__changes_every_field_of_every_entity(void **state)
{
	struct db *db = *state;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		enum entity_id entity = (enum entity_id)i;
		int64_t id = sample(db, entity, 2, true);
		struct record r, loaded;

		must(db, record_load(db, entity, id, &r));
		sample_fill(db, &r, 4, true);
		save(db, &r);
		/* The edited text of a letter that is out is another version. */
		assert_true(r.id == id || entity == ENTITY_VERSION);
		must(db, record_load(db, entity, r.id, &loaded));
		assert_int_equal(loaded.version, r.version);
		assert_same_values(&loaded, &r);
		record_free(&loaded);
		record_free(&r);
	}
	assert_index_whole(db);
}

static void record_save__empties_every_field_that_may_be_empty(void **state)
{
	struct db *db = *state;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		enum entity_id entity = (enum entity_id)i;
		int64_t id = sample(db, entity, 2, true);
		struct record r, loaded;

		must(db, record_load(db, entity, id, &r));
		for (size_t k = 0; k < r.entity->n_fields; k++) {
			unsigned flags = r.entity->fields[k].flags;
			bool needed = (entity == ENTITY_TOTAL && flags & FIELD_OWNER) ||
				      (entity == ENTITY_RULE &&
					      !strcmp(r.entity->fields[k].name, "pattern"));

			if (!(flags & (FIELD_REQUIRED | FIELD_COMPUTED)) && k && !needed)
				must(db, record_set(db, &r, (int)k, k % 2 ? NULL : "  "));
		}
		save(db, &r);
		must(db, record_load(db, entity, id, &loaded));
		assert_same_values(&loaded, &r);
		record_free(&loaded);
		record_free(&r);
	}
	assert_index_whole(db);
}

static void record_load__says_what_is_not_there(void **state)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		struct record r;

		assert_refused(*state, record_load(*state, (enum entity_id)i, TEST_ID(999), &r),
			ST_NOTFOUND, entity_get((enum entity_id)i)->name);
		record_free(&r);
	}
}

/* ---- values in hand ---- */

static void record_init__gives_the_fallbacks(void **state)
{
	struct record r;

	(void)state;
	record_init(&r, ENTITY_SIGNATORY);
	assert_string_equal(record_get(&r, "state"), "valid");
	assert_string_equal(record_get(&r, "consent"), "private");
	assert_string_equal(record_get(&r, "level"), "filed");
	assert_null(record_get(&r, "name"));
	assert_string_equal(record_show(&r, "name"), "");
	assert_int_equal(record_num(&r, "line"), 0);
	record_free(&r);
	record_free(&r);
}

static void record_copy__shares_nothing(void **state)
{
	struct record r, copy;

	(void)state;
	record_init(&r, ENTITY_CASE);
	record_put(&r, "title", "One");
	record_copy(&copy, &r);
	assert_same_values(&copy, &r);
	record_put(&r, "title", "Two");
	assert_string_equal(record_get(&copy, "title"), "One");
	record_free(&r);
	record_free(&copy);
}

static void record_put__reads_numbers(void **state)
{
	struct record r;

	(void)state;
	record_init(&r, ENTITY_PETITION);
	record_put(&r, "target", "36000");
	assert_int_equal(record_num(&r, "target"), 36000);
	record_put(&r, "target", NULL);
	assert_int_equal(record_num(&r, "target"), 0);
	record_free(&r);
}

static void record_set_num__takes_ids_and_numbers(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "title", "A case", "ref", "a-case", NULL);
	struct record r;

	record_init(&r, ENTITY_PETITION);
	must(db, record_set_num(db, &r, "case", id));
	assert_string_equal(record_get(&r, "case"), "a-case");
	assert_true(record_num(&r, "case") == id);
	must(db, record_set_num(db, &r, "target", 12));
	assert_string_equal(record_get(&r, "target"), "12");
	assert_refused_field(
		db, record_set_num(db, &r, "case", id + 1), ST_NOTFOUND, "case", "no longer");
	assert_true(record_num(&r, "case") == id);
	record_free(&r);
}

/* ---- finding by reference ---- */

static void make_two_cases(struct db *db)
{
	static const char *const cases[] = { "c1", "c2" };

	for (int i = 0; i < 2; i++) {
		char petition[8], claim[16];

		put(db, ENTITY_CASE, "ref", cases[i], "title", "A case", NULL);
		put(db, ENTITY_PETITION, "case", cases[i], "ref", "p", "title", "P", NULL);
		snprintf(petition, sizeof(petition), "%s/p", cases[i]);
		snprintf(claim, sizeof(claim), "only-%s", cases[i]);
		put(db, ENTITY_CLAIM, "petition", petition, "ref", "k", "title", "K", NULL);
		put(db, ENTITY_CLAIM, "petition", petition, "ref", claim, "title", "L", NULL);
	}
}

static int64_t found(struct db *db, enum entity_id entity, const char *ref)
{
	int64_t id = 0;

	must(db, record_find(db, entity, ref, &id));
	assert_true(id > 0);
	return id;
}

static void record_find__takes_a_ref_alone_where_it_is_one(void **state)
{
	struct db *db = *state;

	make_two_cases(db);
	assert_true(found(db, ENTITY_CASE, "c1") != found(db, ENTITY_CASE, "c2"));
	assert_true(found(db, ENTITY_CLAIM, "only-c1") == found(db, ENTITY_CLAIM, "p/only-c1"));
	assert_true(found(db, ENTITY_CLAIM, "only-c1") == found(db, ENTITY_CLAIM, "c1/only-c1"));
	assert_true(found(db, ENTITY_CLAIM, "only-c1") == found(db, ENTITY_CLAIM, "c1/p/only-c1"));
}

static void record_find__takes_the_scope_with_it(void **state)
{
	struct db *db = *state;
	struct record r;

	make_two_cases(db);
	must(db, record_open(db, ENTITY_PETITION, "c2/p", &r));
	assert_string_equal(record_get(&r, "case"), "c2");
	record_free(&r);
	must(db, record_load(db, ENTITY_CLAIM, found(db, ENTITY_CLAIM, "c2/k"), &r));
	assert_true(record_num(&r, "petition") == found(db, ENTITY_PETITION, "c2/p"));
	record_free(&r);
	must(db, record_load(db, ENTITY_CLAIM, found(db, ENTITY_CLAIM, "c2/p/k"), &r));
	assert_true(record_num(&r, "petition") == found(db, ENTITY_PETITION, "c2/p"));
	record_free(&r);
}

static void record_find__says_between_which_to_choose(void **state)
{
	struct db *db = *state;
	int64_t id;

	make_two_cases(db);
	assert_refused(db, record_find(db, ENTITY_PETITION, "p", &id), ST_CONFLICT,
		"say which: c1/p, c2/p");
	/* What it offers must be what it then takes. */
	assert_refused(db, record_find(db, ENTITY_CLAIM, "k", &id), ST_CONFLICT,
		"say which: c1/p/k, c2/p/k");
	assert_refused(db, record_find(db, ENTITY_CLAIM, "p/k", &id), ST_CONFLICT,
		"say which: c1/p/k, c2/p/k");
	assert_true(found(db, ENTITY_CLAIM, "c1/p/k") != found(db, ENTITY_CLAIM, "c2/p/k"));
}

static void record_find__says_when_there_is_none(void **state)
{
	static const char *const none[] = { "x", "", "/", "c1/", "/p", "c3/p", "p/c1", "c1/x",
		"c1/p/x", "c2/c1/p", "P", " p", "p'", "p\"", "%", "*" };
	struct db *db = *state;
	struct record r;
	int64_t id = 0;

	make_two_cases(db);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_refused(db, record_find(db, ENTITY_PETITION, none[i], &id), ST_NOTFOUND,
			"there is no petition");
	assert_refused(db, record_find(db, ENTITY_CASE, "c1/p", &id), ST_NOTFOUND, "no case c1/p");
	assert_refused(db, record_find(db, ENTITY_CLAIM, "c1/x/k", &id), ST_NOTFOUND, "no claim");
	assert_refused(db, record_open(db, ENTITY_CASE, "x", &r), ST_NOTFOUND, "there is no case");
	record_free(&r);
}

static void record_find__finds_refs_of_any_script(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "תיק-א", "title", "A case", NULL);

	assert_true(found(db, ENTITY_CASE, "תיק-א") == id);
}

/* ---- for people ---- */

static void assert_label(struct db *db, enum entity_id entity, int64_t id, const char *expected)
{
	struct str label = STR_INIT;
	struct record r;

	must(db, record_load(db, entity, id, &r));
	record_label(db, &r, &label);
	assert_string_equal(str_text(&label), expected);
	str_free(&label);
	record_free(&r);
}

static void record_label__is_the_headline_or_what_it_refers_to(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);

	assert_label(db, ENTITY_CASE, id, "A case");
	put(db, ENTITY_CONTACT, "ref", "ai", "name", "Amnesty International", NULL);
	id = put(db, ENTITY_PARTY, "case", "c", "contact", "ai", "role", "end_user", NULL);
	assert_label(db, ENTITY_PARTY, id, "Amnesty International, end user");
	/* How it is described in one place does not say who it is. */
	set(db, ENTITY_PARTY, id, "title", "The movement");
	assert_label(db, ENTITY_PARTY, id, "Amnesty International, end user");
	put(db, ENTITY_LETTER, "case", "c", "ref", "l", "title", "A letter", NULL);
	id = put(db, ENTITY_RECIPIENT, "letter", "l", "contact", "ai", NULL);
	assert_label(db, ENTITY_RECIPIENT, id, "Amnesty International");
}

static void record_count_children__counts_what_belongs_to_it(void **state)
{
	struct db *db = *state;
	int64_t id, n = -1;

	make_two_cases(db);
	id = found(db, ENTITY_PETITION, "c1/p");
	must(db, record_count_children(db, ENTITY_CLAIM, ENTITY_PETITION, id, &n));
	assert_int_equal(n, 2);
	must(db, record_count_children(db, ENTITY_SIGNATORY, ENTITY_PETITION, id, &n));
	assert_int_equal(n, 0);
	must(db, record_count_children(db, ENTITY_EXHIBIT, ENTITY_PETITION, id, &n));
	assert_int_equal(n, 0);
}

static void record_referring__finds_who_refers(void **state)
{
	struct db *db = *state;
	int64_t noa = put(db, ENTITY_CONTACT, "name", "Noa", NULL);
	int64_t one = put(db, ENTITY_CASE, "title", "One", "lead", "noa", NULL);
	int64_t two = put(db, ENTITY_CASE, "title", "Two", "lead", "noa", NULL);
	int lead = entity_field(entity_get(ENTITY_CASE), "lead");
	int64_t ids[2];
	size_t n = 9;

	put(db, ENTITY_CASE, "title", "Three", NULL);
	must(db, record_referring(db, ENTITY_CASE, lead, noa, 2, ids, &n));
	assert_int_equal(n, 2);
	assert_int_equal(ids[0], one);
	assert_int_equal(ids[1], two);
	must(db, record_referring(db, ENTITY_CASE, lead, noa, 1, ids, &n));
	assert_int_equal(n, 1);
	must(db, record_referring(db, ENTITY_CASE, lead, one, 2, ids, &n));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(record_save__keeps_what_is_required_of_every_entity),
		MODEL_TEST(record_save__keeps_every_field_of_every_entity),
		MODEL_TEST(record_save__changes_every_field_of_every_entity),
		MODEL_TEST(record_save__empties_every_field_that_may_be_empty),
		MODEL_TEST(record_load__says_what_is_not_there),
		MODEL_TEST(record_init__gives_the_fallbacks),
		MODEL_TEST(record_copy__shares_nothing),
		MODEL_TEST(record_put__reads_numbers),
		MODEL_TEST(record_set_num__takes_ids_and_numbers),
		MODEL_TEST(record_find__takes_a_ref_alone_where_it_is_one),
		MODEL_TEST(record_find__takes_the_scope_with_it),
		MODEL_TEST(record_find__says_between_which_to_choose),
		MODEL_TEST(record_find__says_when_there_is_none),
		MODEL_TEST(record_find__finds_refs_of_any_script),
		MODEL_TEST(record_label__is_the_headline_or_what_it_refers_to),
		MODEL_TEST(record_count_children__counts_what_belongs_to_it),
		MODEL_TEST(record_referring__finds_who_refers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
