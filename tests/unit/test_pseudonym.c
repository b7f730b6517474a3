#include "config.h"

#include "model/pseudonym.h"

#include "model/journal.h"
#include "model/pseudonym_words.h"
#include "tests/unit/model_help.h"

static void words(const char *role, const char *language, int64_t n, const char *expected)
{
	struct str text = STR_INIT;

	pseudonym_words(role, language, n, &text);
	assert_string_equal(str_text(&text), expected);
	str_free(&text);
}

static void pseudonym_words__letters_and_numbers(void **state)
{
	(void)state;
	words("witness", NULL, 1, "Witness A");
	words("witness", "en-GB", 26, "Witness Z");
	words("witness", "fr", 27, "Witness AA");
	words("expert", "es", 53, "Perito BA");
	words("petitioner", "en", 12, "Petitioner 12");
	words("petitioner", "es-MX", 2, "Peticionario 2");
	words("witness", "he", 1, "עד א");
	words("witness", "he", 15, "עד טו");
	words("witness", "he", 16, "עד טז");
	words("witness", "he", 17, "עד יז");
	words("witness", "he", 115, "עד קטו");
	words("petitioner", "he-IL", 3, "עותר 3");
	words("other", NULL, 1, "Person 1");
}

static int64_t person(struct db *db, const char *ref, const char *role)
{
	put(db, ENTITY_CONTACT, "ref", ref, "name", ref, "level", "sealed", NULL);
	return put(db, ENTITY_PARTY, "ref", ref, "case", "one", "contact", ref, "role", role, NULL);
}

static int64_t find(struct db *db, enum entity_id entity, const char *ref)
{
	int64_t id = 0;

	must(db, record_find(db, entity, ref, &id));
	return id;
}

static void called(struct db *db, const char *contact, const char *expected)
{
	struct str text = STR_INIT;

	must(db, pseudonym_find(db, find(db, ENTITY_CASE, "one"), find(db, ENTITY_CONTACT, contact),
			 &text));
	assert_string_equal(str_text(&text), expected);
	str_free(&text);
}

static int64_t assign_all(struct db *db)
{
	int64_t given = -1;

	must(db, pseudonym_assign(db, find(db, ENTITY_CASE, "one"), NULL, 0, &given));
	return given;
}

static void pseudonym_assign__once_and_never_again(void **state)
{
	struct db *db = *state;
	struct str text = STR_INIT;
	struct change *c;
	int64_t dan;

	put(db, ENTITY_CASE, "ref", "one", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "two", "title", "Two", NULL);
	person(db, "noa", "witness");
	dan = person(db, "dan", "witness");
	person(db, "eve", "petitioner");
	put(db, ENTITY_PARTY, "ref", "eve-2", "case", "one", "contact", "eve", "role", "witness",
		NULL);
	put(db, ENTITY_CONTACT, "ref", "open", "name", "Open", NULL);
	put(db, ENTITY_PARTY, "case", "one", "contact", "open", "role", "witness", NULL);
	assert_int_equal(assign_all(db), 4);
	called(db, "noa", "Witness A");
	called(db, "dan", "Witness B");
	called(db, "eve", "Petitioner 1");
	assert_int_equal(pseudonym_find(db, find(db, ENTITY_CASE, "one"),
				 find(db, ENTITY_CONTACT, "open"), &text),
		ST_NOTFOUND);
	assert_int_equal(assign_all(db), 0);
	/* The party goes; who comes later is somebody else. */
	must(db, change_begin(db, &c, "x"));
	must(db, record_remove(c, ENTITY_PARTY, dan, true));
	must(db, change_commit(c));
	person(db, "kim", "witness");
	assert_int_equal(assign_all(db), 1);
	called(db, "kim", "Witness C");
	called(db, "noa", "Witness A");
	/* Who comes back is who it was. */
	put(db, ENTITY_PARTY, "case", "one", "contact", "dan", "role", "expert", NULL);
	assert_int_equal(assign_all(db), 1);
	called(db, "dan", "Witness B");
	str_free(&text);
}

static void pseudonym_assign__undone_is_given_to_nobody_else(void **state)
{
	struct db *db = *state;
	int64_t one, two, given;
	char *label = NULL;

	put(db, ENTITY_CASE, "ref", "one", "title", "One", NULL);
	one = person(db, "noa", "witness");
	two = person(db, "dan", "witness");
	must(db, pseudonym_assign(db, find(db, ENTITY_CASE, "one"), &one, 1, &given));
	called(db, "noa", "Witness A");
	must(db, journal_undo(db, &label));
	free(label);
	must(db, pseudonym_assign(db, find(db, ENTITY_CASE, "one"), &two, 1, &given));
	called(db, "dan", "Witness B");
	must(db, pseudonym_assign(db, find(db, ENTITY_CASE, "one"), &one, 1, &given));
	called(db, "noa", "Witness A");
}

static void pseudonym_find__falls_back_on_the_contact(void **state)
{
	struct db *db = *state;
	int64_t one;

	put(db, ENTITY_CASE, "ref", "one", "title", "One", NULL);
	one = person(db, "noa", "witness");
	(void)one;
	set(db, ENTITY_CONTACT, find(db, ENTITY_CONTACT, "noa"), "pseudonym", "The source");
	called(db, "noa", "The source");
	assert_int_equal(assign_all(db), 1);
	called(db, "noa", "Witness A");
}

static void pseudonym__by_hand_is_nobody_elses(void **state)
{
	struct db *db = *state;
	struct change *c;
	struct record r;
	int64_t dan;

	put(db, ENTITY_CASE, "ref", "one", "title", "One", NULL);
	person(db, "noa", "witness");
	dan = person(db, "dan", "witness");
	set(db, ENTITY_PARTY, dan, "pseudonym", "Witness A");
	assert_int_equal(assign_all(db), 1);
	called(db, "noa", "Witness B");
	must(db, record_load(db, ENTITY_PARTY, dan, &r));
	must(db, record_set_name(db, &r, "pseudonym", "Witness B"));
	must(db, change_begin(db, &c, "x"));
	assert_int_equal(record_save(c, &r), ST_INVALID);
	assert_string_equal(db_error_field(db), "pseudonym");
	change_cancel(c);
	record_free(&r);
}

/* All roles of the contact have the same; the party's is what is offered next time. */
static void pseudonym_set__changes_all_roles_at_once(void **state)
{
	struct db *db = *state;
	struct str text = STR_INIT;
	struct record r;
	int64_t dan, noa, n = 0, ids[4], given = 0;
	size_t found = 0;
	char *label = NULL;

	put(db, ENTITY_CASE, "ref", "one", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "two", "title", "Two", NULL);
	dan = person(db, "dan", "witness");
	noa = person(db, "noa", "witness");
	put(db, ENTITY_PARTY, "ref", "dan-2", "case", "one", "contact", "dan", "role", "petitioner",
		NULL);
	put(db, ENTITY_PARTY, "ref", "dan-3", "case", "two", "contact", "dan", "role", "petitioner",
		NULL);
	must(db, pseudonym_count_missing(db, find(db, ENTITY_CASE, "one"), &n));
	assert_int_equal(n, 3);
	must(db, record_load(db, ENTITY_PARTY, noa, &r));
	must(db, pseudonym_suggest(db, &r, &text));
	assert_string_equal(str_text(&text), "Witness A");
	record_free(&r);
	must(db, pseudonym_set(db, dan, "The teacher"));
	called(db, "dan", "The teacher");
	must(db, pseudonym_set(db, find(db, ENTITY_PARTY, "dan-2"), "The neighbour"));
	called(db, "dan", "The neighbour");
	must(db, record_load(db, ENTITY_PARTY, dan, &r));
	assert_string_equal(record_show(&r, "pseudonym"), "The neighbour");
	record_free(&r);
	must(db, record_open(db, ENTITY_PARTY, "two/dan-3", &r));
	assert_null(record_get(&r, "pseudonym"));
	record_free(&r);
	/* What was given once is nobody else's. */
	assert_int_equal(pseudonym_set(db, noa, "The teacher"), ST_INVALID);
	assert_int_equal(pseudonym_set(db, noa, "The neighbour"), ST_INVALID);
	assert_int_equal(pseudonym_set(db, noa, "  "), ST_INVALID);
	must(db, journal_undo(db, &label));
	free(label);
	called(db, "dan", "The teacher");
	must(db, pseudonym_assign(db, find(db, ENTITY_CASE, "one"), NULL, 0, &given));
	assert_int_equal(given, 1);
	must(db, pseudonym_count_missing(db, find(db, ENTITY_CASE, "one"), &n));
	assert_int_equal(n, 0);
	must(db, pseudonym_parties(db, find(db, ENTITY_CONTACT, "dan"), 4, ids, &found));
	assert_int_equal(found, 2);
	assert_int_equal(ids[0], dan);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pseudonym_words__letters_and_numbers),
		MODEL_TEST(pseudonym_assign__once_and_never_again),
		MODEL_TEST(pseudonym_assign__undone_is_given_to_nobody_else),
		MODEL_TEST(pseudonym_find__falls_back_on_the_contact),
		MODEL_TEST(pseudonym_set__changes_all_roles_at_once),
		MODEL_TEST(pseudonym__by_hand_is_nobody_elses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
