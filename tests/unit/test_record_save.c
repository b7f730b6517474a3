#include "config.h"

#include "model/record.h"

#include <ctype.h>

#include "model/text.h"
#include "tests/unit/sample.h"

/* Saves and answers what became of it; the change is committed or cancelled accordingly. */
static enum status try_save(struct db *db, struct record *r)
{
	struct change *c = NULL;
	enum status st;

	must(db, change_begin(db, &c, "test"));
	st = record_save(c, r);
	if (st) {
		change_cancel(c);
		return st;
	}
	must(db, change_commit(c));
	return ST_OK;
}

/* ---- what is required ---- */

static void refuse_without(struct db *db, enum entity_id entity, size_t field)
{
	struct record r;

	record_init(&r, entity);
	sample_fill(db, &r, 3, false);
	must(db, record_set(db, &r, (int)field, NULL));
	assert_refused_field(db, try_save(db, &r), ST_INVALID, r.entity->fields[field].name,
		r.entity->fields[field].name);
	assert_int_equal(r.id, 0);
	assert_int_equal(r.version, 0);
	record_free(&r);
}

static void record_save__names_the_field_that_is_missing(void **state)
{
	struct db *db = *state;
	char *before;
	int64_t entries;

	/* What the samples refer to is made first. */
	for (int i = 0; i < ENTITY_COUNT; i++)
		sample(db, (enum entity_id)i, 2, false);
	entries = raw_number(db, "SELECT count(*) FROM journal");
	before = dump(db);
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);

		for (size_t k = 0; k < e->n_fields; k++)
			/* A version is given the next number, a mark the next of its petition. */
			if (e->fields[k].flags & FIELD_REQUIRED &&
				strcmp(e->fields[k].name, "number") &&
				(e->id != ENTITY_MARK || strcmp(e->fields[k].name, "mark")))
				refuse_without(db, e->id, k);
	}
	assert_dump(db, before);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), entries);
	free(before);
}

static void record_save__wants_a_total_of_one_thing(void **state)
{
	struct db *db = *state;
	struct record r;

	sample(db, ENTITY_PETITION, 1, false);
	sample(db, ENTITY_LETTER, 1, false);
	record_init(&r, ENTITY_TOTAL);
	must(db, record_set_name(db, &r, "source", "the site"));
	must(db, record_set_name(db, &r, "value", "36000"));
	assert_refused_field(db, try_save(db, &r), ST_INVALID, "petition", "or to a letter");
	must(db, record_set_num(db, &r, "petition", raw_number(db, "SELECT id FROM petition")));
	must(db, record_set_num(db, &r, "letter", raw_number(db, "SELECT id FROM letter")));
	assert_refused_field(db, try_save(db, &r), ST_INVALID, "petition", "or to a letter");
	must(db, record_set_name(db, &r, "petition", NULL));
	must(db, try_save(db, &r));
	record_free(&r);
}

static void record_save__uses_a_mark_once_in_a_case(void **state)
{
	struct db *db = *state;
	int64_t id;
	struct record r;

	put(db, ENTITY_CASE, "ref", "c1", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "c2", "title", "Two", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c1", "title", "A", "ref", "a", "mark", "P/1", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c2", "title", "A", "mark", "P/1", NULL);
	id = put(db, ENTITY_EXHIBIT, "case", "c1", "title", "B", "mark", "P/2", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c1", "title", "C", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c1", "title", "D", NULL);
	must(db, record_load(db, ENTITY_EXHIBIT, id, &r));
	must(db, record_set_name(db, &r, "mark", "P/1"));
	assert_refused_field(
		db, try_save(db, &r), ST_INVALID, "mark", "is the mark of exhibit a already");
	record_free(&r);
	set(db, ENTITY_EXHIBIT, id, "source", "keeps its own mark");
}

/* ---- references ---- */

static void assert_made(struct db *db, const char *title, const char *ref)
{
	struct record r;

	record_init(&r, ENTITY_CASE);
	must(db, record_set_name(db, &r, "title", title));
	must(db, try_save(db, &r));
	if (ref && strcmp(record_get(&r, "ref"), ref))
		fail_msg("\"%s\" became %s, expected %s", title, record_get(&r, "ref"), ref);
	if (!text_is_ref(record_get(&r, "ref")) || !isalnum((unsigned char)*record_get(&r, "ref")))
		fail_msg("\"%s\" became %s", title, record_get(&r, "ref"));
	record_free(&r);
}

static void record_save__makes_a_ref_of_the_title(void **state)
{
	struct db *db = *state;

	assert_made(db, "Reply to the State", "reply-to-the-state");
	assert_made(db, "Reply to the State", "reply-to-the-state-2");
	assert_made(db, "Reply to the State!", "reply-to-the-state-3");
	assert_made(db, "Álvarez v. Ñandú", "alvarez-v-nandu");
	assert_made(db, "כהן נגד המדינה", NULL);
	assert_made(db, "香港警察", NULL);
	assert_made(db, "عمان", NULL);
	assert_made(db, "?!", "case");
	assert_made(db, "\xe2\x80\xae\xe2\x80\x8b", "case-2");
}

static void record_save__makes_a_ref_of_what_it_refers_to(void **state)
{
	static const char longest[] = "a123456789b123456789c123456789d123456789e123456789f123456789"
				      "g123";
	struct db *db = *state;
	int64_t id;
	struct record r;

	put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	put(db, ENTITY_CONTACT, "ref", "amnesty", "name", "Amnesty International", NULL);
	put(db, ENTITY_CONTACT, "ref", longest, "name", "Long", NULL);
	for (int i = 0; i < 3; i++) {
		static const char *const refs[] = { "amnesty", "amnesty-2", "amnesty-3" };

		id = put(db, ENTITY_PARTY, "case", "c", "contact", "amnesty", "role", "petitioner",
			NULL);
		must(db, record_load(db, ENTITY_PARTY, id, &r));
		assert_string_equal(record_get(&r, "ref"), refs[i]);
		record_free(&r);
	}
	/* What is made can also be typed. */
	for (int i = 0; i < 2; i++) {
		id = put(db, ENTITY_PARTY, "case", "c", "contact", longest, "role", "victim", NULL);
		must(db, record_load(db, ENTITY_PARTY, id, &r));
		assert_true(text_is_ref(record_get(&r, "ref")));
		record_free(&r);
	}
}

static void record_save__numbers_signatories(void **state)
{
	struct db *db = *state;
	struct record r;
	int64_t id;

	sample(db, ENTITY_PETITION, 1, false);
	id = sample(db, ENTITY_SIGNATORY, 1, false);
	must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
	assert_int_equal(record_get(&r, "ref")[0], 's');
	assert_int_equal(TEST_ID(atoi(record_get(&r, "ref") + 1)), id);
	record_free(&r);
}

static void record_save__keeps_refs_unique_within_their_scope(void **state)
{
	struct db *db = *state;
	struct record r;

	put(db, ENTITY_CASE, "ref", "c1", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "c2", "title", "Two", NULL);
	put(db, ENTITY_PETITION, "case", "c1", "ref", "p", "title", "P", NULL);
	put(db, ENTITY_PETITION, "case", "c2", "ref", "p", "title", "P", NULL);
	record_init(&r, ENTITY_PETITION);
	must(db, record_set_name(db, &r, "title", "Another"));
	must(db, record_set_name(db, &r, "ref", "p"));
	must(db, record_set_name(db, &r, "case", "c1"));
	assert_refused_field(db, try_save(db, &r), ST_INVALID, "ref", "p is taken");
	assert_int_equal(r.id, 0);
	must(db, record_set_name(db, &r, "ref", "q"));
	must(db, try_save(db, &r));
	must(db, record_set_name(db, &r, "ref", "p"));
	assert_refused_field(db, try_save(db, &r), ST_INVALID, "ref", "p is taken");
	must(db, record_set_name(db, &r, "ref", "q2"));
	must(db, try_save(db, &r));
	/* Emptied, it is made of the title again. */
	must(db, record_set_name(db, &r, "ref", NULL));
	must(db, try_save(db, &r));
	assert_string_equal(record_get(&r, "ref"), "another");
	record_free(&r);
}

/* ---- who was first ---- */

static void record_save__refuses_a_record_that_is_stale(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	struct record mine, theirs, now;

	must(db, record_load(db, ENTITY_CASE, id, &mine));
	must(db, record_load(db, ENTITY_CASE, id, &theirs));
	must(db, record_set_name(db, &theirs, "title", "Theirs"));
	must(db, try_save(db, &theirs));
	must(db, record_set_name(db, &mine, "summary", "Mine"));
	assert_refused(db, try_save(db, &mine), ST_CONFLICT, "case c was changed meanwhile");
	must(db, record_load(db, ENTITY_CASE, id, &now));
	assert_string_equal(record_get(&now, "title"), "Theirs");
	assert_null(record_get(&now, "summary"));
	record_free(&now);
	/* Saved again and again by the same hand, it is not. */
	must(db, record_set_name(db, &theirs, "title", "Theirs 2"));
	must(db, try_save(db, &theirs));
	must(db, record_set_name(db, &theirs, "title", "Theirs 3"));
	must(db, try_save(db, &theirs));
	record_free(&mine);
	record_free(&theirs);
}

static void record_save__refuses_a_record_that_was_removed(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	struct change *c = NULL;
	struct record r;

	must(db, record_load(db, ENTITY_CASE, id, &r));
	must(db, change_begin(db, &c, "remove"));
	must(db, record_remove(c, ENTITY_CASE, id, false));
	must(db, change_commit(c));
	must(db, record_set_name(db, &r, "title", "Two"));
	assert_refused(db, try_save(db, &r), ST_CONFLICT, "was removed meanwhile");
	record_free(&r);
}

/* ---- what does not change ---- */

static void refuse_to_change(struct db *db, enum entity_id entity, int64_t id, size_t field)
{
	const struct field *f = &entity_get(entity)->fields[field];
	struct record r;

	must(db, record_load(db, entity, id, &r));
	if (f->type == FIELD_REF)
		must(db, record_set_num(db, &r, f->name, sample(db, f->entity, 9, false)));
	else
		must(db, record_set(db, &r, (int)field, "Something else"));
	assert_refused_field(db, try_save(db, &r), ST_INVALID, f->name, "was set when the");
	record_free(&r);
}

static void record_save__keeps_what_is_fixed(void **state)
{
	struct db *db = *state;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		int64_t id = sample(db, e->id, 2, true);

		for (size_t k = 0; k < e->n_fields; k++)
			if (e->fields[k].flags & FIELD_FIXED)
				refuse_to_change(db, e->id, id, k);
	}
}

/* Two petitions of one name in two cases: their refs are the same, they are not. */
static void record_save__keeps_the_owner_and_not_its_ref_alone(void **state)
{
	struct db *db = *state;
	struct record r;
	int64_t id;

	put(db, ENTITY_CASE, "ref", "c1", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "c2", "title", "Two", NULL);
	put(db, ENTITY_PETITION, "case", "c1", "ref", "p", "title", "P", NULL);
	put(db, ENTITY_PETITION, "case", "c2", "ref", "p", "title", "P", NULL);
	id = put(db, ENTITY_SIGNATORY, "petition", "c1/p", "name", "Noa Cohen", NULL);
	must(db, record_load(db, ENTITY_SIGNATORY, id, &r));
	must(db, record_set_name(db, &r, "petition", "c2/p"));
	assert_refused_field(db, try_save(db, &r), ST_INVALID, "petition", "was set when the");
	must(db, record_set_name(db, &r, "petition", "c1/p"));
	must(db, record_set_name(db, &r, "city", "Haifa"));
	must(db, try_save(db, &r));
	record_free(&r);
}

static void record_save__gives_ids_in_the_order_of_saving(void **state)
{
	struct db *db = *state;

	assert_int_equal(put(db, ENTITY_CASE, "title", "One", NULL), TEST_ID(1));
	assert_int_equal(put(db, ENTITY_CONTACT, "name", "Two", NULL), TEST_ID(2));
	assert_int_equal(put(db, ENTITY_CASE, "title", "Three", NULL), TEST_ID(3));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(record_save__names_the_field_that_is_missing),
		MODEL_TEST(record_save__wants_a_total_of_one_thing),
		MODEL_TEST(record_save__uses_a_mark_once_in_a_case),
		MODEL_TEST(record_save__makes_a_ref_of_the_title),
		MODEL_TEST(record_save__makes_a_ref_of_what_it_refers_to),
		MODEL_TEST(record_save__numbers_signatories),
		MODEL_TEST(record_save__keeps_refs_unique_within_their_scope),
		MODEL_TEST(record_save__refuses_a_record_that_is_stale),
		MODEL_TEST(record_save__refuses_a_record_that_was_removed),
		MODEL_TEST(record_save__keeps_what_is_fixed),
		MODEL_TEST(record_save__keeps_the_owner_and_not_its_ref_alone),
		MODEL_TEST(record_save__gives_ids_in_the_order_of_saving),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
