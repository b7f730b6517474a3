#include "config.h"

#include "model/signers.h"

#include "model/collation.h"
#include "tests/unit/model_help.h"

static int set_up(void **state)
{
	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	put(*state, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(*state, ENTITY_LETTER, "case", "c", "ref", "l", "title", "L", NULL);
	put(*state, ENTITY_VERSION, "letter", "l", "ref", "v1", "number", "1", "text", "One", NULL);
	return 0;
}

static int64_t letter_id(struct db *db)
{
	int64_t id = 0;

	must(db, record_find(db, ENTITY_LETTER, "l", &id));
	return id;
}

static int64_t put_person(struct db *db, const char *name, const char *position)
{
	struct str ref = STR_INIT;
	int64_t id, contact = put(db, ENTITY_CONTACT, "name", name, NULL);
	struct record r;

	must(db, record_load(db, ENTITY_CONTACT, contact, &r));
	str_add(&ref, record_show(&r, "ref"));
	record_free(&r);
	id = put(db, ENTITY_COSIGNER, "letter", "l", "contact", str_text(&ref), "state",
		"confirmed", "capacity", "person", "position", position, NULL);
	str_free(&ref);
	return id;
}

static void assert_names(struct db *db, ...)
{
	struct signers s;
	va_list names;
	const char *name;
	size_t i = 0;

	must(db, signers_read(db, letter_id(db), NULL, NULL, &s));
	va_start(names, db);
	while ((name = va_arg(names, const char *)) != NULL) {
		assert_true(i < s.n);
		assert_string_equal(s.all[i++].name, name);
	}
	va_end(names);
	assert_int_equal(i, s.n);
	signers_free(&s);
}

static void assert_line(int64_t organisations, int64_t experts, int64_t persons,
	const char *language, const char *expected)
{
	struct heads h = { { organisations, experts, persons } };
	struct str line = STR_INIT;

	heads_line(&h, language, &line);
	assert_string_equal(str_text(&line), expected);
	str_free(&line);
}

static void heads_line__has_forms_for_one_and_many(void **state)
{
	(void)state;
	assert_line(81, 5, 0, NULL, "81 organisations and 5 experts");
	assert_line(1, 1, 1, "en-GB", "1 organisation, 1 expert and 1 person");
	assert_line(0, 0, 1204, "fr", "1,204 persons");
	assert_line(0, 2, 3, "en", "2 experts and 3 persons");
	assert_line(0, 0, 0, "en", "");
	assert_line(81, 5, 0, "es", "81 organizaciones y 5 expertos");
	assert_line(81, 5, 0, "he", "81 ארגונים ו-5 מומחים");
	assert_line(1, 1, 0, "he-IL", "ארגון אחד ומומחה אחד");
	assert_line(0, 0, 2, "het", "2 persons");
}

static void signers__stand_by_position_then_by_name(void **state)
{
	struct db *db = *state;

	put_person(db, "Zed", "1");
	put_person(db, "Ann", NULL);
	put_person(db, "Cid", "2");
	put_person(db, "Bob", "2");
	assert_names(db, "Zed", "Bob", "Cid", "Ann", NULL);
	set(db, ENTITY_LETTER, letter_id(db), "signers_by", "name");
	assert_names(db, "Ann", "Bob", "Cid", "Zed", NULL);
}

/* Where they differ from the root's order. */
static void signers__stand_in_the_order_of_the_letters_language(void **state)
{
	struct db *db = *state;

	put_person(db, "Ñandú", NULL);
	put_person(db, "Nz", NULL);
	put_person(db, "Ärger", NULL);
	put_person(db, "Zebra", NULL);
	put_person(db, "נועה", NULL);
	assert_names(db, "Ärger", "Ñandú", "Nz", "Zebra", "נועה", NULL);
	set(db, ENTITY_LETTER, letter_id(db), "language", "es");
	assert_names(db, "Ärger", "Nz", "Ñandú", "Zebra", "נועה", NULL);
	set(db, ENTITY_LETTER, letter_id(db), "language", "sv");
	assert_names(db, "Ñandú", "Nz", "Zebra", "Ärger", "נועה", NULL);
	set(db, ENTITY_LETTER, letter_id(db), "language", "he");
	assert_names(db, "נועה", "Ärger", "Ñandú", "Nz", "Zebra", NULL);
}

static void signers__are_put_in_order_by_family_name(void **state)
{
	struct db *db = *state;
	int64_t id;

	put_person(db, "Bea Adler", NULL);
	put_person(db, "Ann Zucker", NULL);
	assert_names(db, "Ann Zucker", "Bea Adler", NULL);
	must(db, record_find(db, ENTITY_CONTACT, "ann-zucker", &id));
	set(db, ENTITY_CONTACT, id, "family", "Zucker");
	must(db, record_find(db, ENTITY_CONTACT, "bea-adler", &id));
	set(db, ENTITY_CONTACT, id, "family", "Adler");
	assert_names(db, "Bea Adler", "Ann Zucker", NULL);
}

static void signers__leave_out_who_agreed_to_another_text_and_count_them(void **state)
{
	struct db *db = *state;
	struct signers s;

	put_person(db, "Ann", NULL);
	put(db, ENTITY_VERSION, "letter", "l", "ref", "v2", "number", "2", "text", "Two", NULL);
	put_person(db, "Bob", NULL);
	must(db, signers_read(db, letter_id(db), NULL, NULL, &s));
	assert_int_equal(s.n, 1);
	assert_string_equal(s.all[0].name, "Bob");
	assert_int_equal(s.heads.n[CAPACITY_PERSON], 1);
	assert_int_equal(s.older, 1);
	assert_int_equal(s.current, 2);
	signers_free(&s);
}

static void signers_text__says_who_signed_and_for_whom(void **state)
{
	struct db *db = *state;
	struct str text = STR_INIT;
	struct signers s;
	int64_t id = put_person(db, "Noa Cohen", "2");

	set(db, ENTITY_COSIGNER, id, "office", "professor of law");
	set(db, ENTITY_COSIGNER, id, "affiliation", "Hebrew University");
	set(db, ENTITY_COSIGNER, id, "identification_only", "yes");
	id = put_person(db, "Amnesty International", "1");
	set(db, ENTITY_COSIGNER, id, "capacity", "organisation");
	set(db, ENTITY_COSIGNER, id, "signed_by", "Dana Levi");
	set(db, ENTITY_COSIGNER, id, "office", "director");
	set(db, ENTITY_COSIGNER, id, "title", "AI");
	must(db, signers_read(db, letter_id(db), NULL, NULL, &s));
	signers_text(&s, "en", &text);
	assert_string_equal(str_text(&text), "1 organisation and 1 person\n\n"
					     "AI, Dana Levi, director\n"
					     "Noa Cohen, professor of law, Hebrew University*\n\n"
					     "* Affiliation for identification only.\n");
	signers_free(&s);
	str_free(&text);
}

static void collation_key__takes_any_bytes_and_any_language(void **state)
{
	static const char *const languages[] = { NULL, "", "he", "zz-nonsense", "zh-Hant", "!!" };
	struct str key = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		struct collation *c = collation_open(languages[i]);

		str_clear(&key);
		collation_key(c, "", &key);
		collation_key(c, "\xff\xfe bad \xe2\x80", &key);
		for (int n = 0; n < 200; n++)
			str_add(&key, "long ");
		collation_key(c, str_text(&key), &key);
		assert_int_equal(strlen(str_text(&key)), key.len);
		collation_close(c);
	}
	str_free(&key);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(heads_line__has_forms_for_one_and_many),
		TEST(signers__stand_by_position_then_by_name),
		TEST(signers__stand_in_the_order_of_the_letters_language),
		TEST(signers__are_put_in_order_by_family_name),
		TEST(signers__leave_out_who_agreed_to_another_text_and_count_them),
		TEST(signers_text__says_who_signed_and_for_whom),
		TEST(collation_key__takes_any_bytes_and_any_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
