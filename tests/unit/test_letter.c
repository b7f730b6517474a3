#include "config.h"

#include "model/letter.h"

#include "model/hash.h"
#include "tests/unit/model_help.h"

static int set_up(void **state)
{
	if (model_set_up(state))
		return -1;
	put(*state, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(*state, ENTITY_LETTER, "case", "c", "ref", "l", "title", "L", NULL);
	put(*state, ENTITY_LETTER, "case", "c", "ref", "m", "title", "M", NULL);
	return 0;
}

static enum status try_version(
	struct db *db, const char *letter, const char *number, const char *language, int64_t *id)
{
	struct change *c = NULL;
	struct record r;
	enum status st;

	record_init(&r, ENTITY_VERSION);
	must(db, record_set_name(db, &r, "letter", letter));
	must(db, record_set_name(db, &r, "text", "To the Ministry"));
	must(db, record_set_name(db, &r, "number", number));
	must(db, record_set_name(db, &r, "language", language));
	must(db, change_begin(db, &c, "version"));
	st = record_save(c, &r);
	if (st)
		change_cancel(c);
	else
		must(db, change_commit(c));
	*id = r.id;
	record_free(&r);
	return st;
}

static int64_t number_of(struct db *db, int64_t id)
{
	struct record r;
	int64_t n;

	must(db, record_load(db, ENTITY_VERSION, id, &r));
	n = record_num(&r, "number");
	record_free(&r);
	return n;
}

static void letter_version__is_named_by_the_hash_of_its_text(void **state)
{
	struct db *db = *state;
	char hash[HASH_TEXT];
	struct record r;
	int64_t id = 0;

	must(db, try_version(db, "l", NULL, "en", &id));
	hash_of("To the Ministry", 15, hash);
	must(db, record_load(db, ENTITY_VERSION, id, &r));
	assert_string_equal(record_get(&r, "sha256"), hash);
	record_free(&r);
	/* What somebody agreed to does not change; other fields may. */
	set(db, ENTITY_VERSION, id, "title", "As sent");
	must(db, record_load(db, ENTITY_VERSION, id, &r));
	assert_string_equal(record_get(&r, "sha256"), hash);
	record_free(&r);
}

static void letter_version__is_given_the_next_number(void **state)
{
	struct db *db = *state;
	int64_t id = 0;

	must(db, try_version(db, "l", NULL, NULL, &id));
	assert_int_equal(number_of(db, id), 1);
	must(db, try_version(db, "l", "7", NULL, &id));
	must(db, try_version(db, "l", NULL, NULL, &id));
	assert_int_equal(number_of(db, id), 8);
	must(db, try_version(db, "m", NULL, NULL, &id));
	assert_int_equal(number_of(db, id), 1);
}

static void letter_version__has_its_number_once_in_a_language(void **state)
{
	struct db *db = *state;
	int64_t id = 0;

	must(db, try_version(db, "l", "1", "en", &id));
	must(db, try_version(db, "l", "1", "he", &id));
	must(db, try_version(db, "l", "1", NULL, &id));
	must(db, try_version(db, "m", "1", "en", &id));
	assert_refused_field(db, try_version(db, "l", "1", "en", &id), ST_INVALID, "number",
		"a version 1 in that language");
	assert_refused_field(db, try_version(db, "l", "1", NULL, &id), ST_INVALID, "number",
		"a version 1 in that language");
}

static void letter_cosigner__agrees_to_a_version_of_the_letter(void **state)
{
	struct db *db = *state;
	struct change *c = NULL;
	struct record r;
	int64_t mine = 0, other = 0;

	must(db, try_version(db, "l", NULL, "en", &mine));
	must(db, try_version(db, "m", NULL, "en", &other));
	put(db, ENTITY_CONTACT, "ref", "ai", "name", "Amnesty", NULL);
	record_init(&r, ENTITY_COSIGNER);
	must(db, record_set_name(db, &r, "letter", "l"));
	must(db, record_set_name(db, &r, "contact", "ai"));
	must(db, record_set_num(db, &r, "version", other));
	must(db, change_begin(db, &c, "cosign"));
	assert_refused_field(
		db, record_save(c, &r), ST_INVALID, "version", "a version of another letter");
	must(db, record_set_num(db, &r, "version", mine));
	must(db, record_save(c, &r));
	must(db, record_set_name(db, &r, "version", NULL));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(letter_version__is_named_by_the_hash_of_its_text),
		TEST(letter_version__is_given_the_next_number),
		TEST(letter_version__has_its_number_once_in_a_language),
		TEST(letter_cosigner__agrees_to_a_version_of_the_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
