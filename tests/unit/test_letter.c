#include "config.h"

#include "model/letter.h"

#include "model/hash.h"
#include "tests/unit/model_help.h"

static int set_up(void **state)
{
	setenv("AMPARO_TODAY", "2026-11-20", 1);
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

static void assert_value(
	struct db *db, enum entity_id entity, int64_t id, const char *field, const char *expected)
{
	struct record r;

	must(db, record_load(db, entity, id, &r));
	assert_string_equal(record_show(&r, field), expected);
	record_free(&r);
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

static void letter_version__is_called_by_its_number(void **state)
{
	struct db *db = *state;
	int64_t id = 0;

	must(db, try_version(db, "l", NULL, "en", &id));
	assert_value(db, ENTITY_VERSION, id, "ref", "v1");
	must(db, try_version(db, "l", "1", "he", &id));
	assert_value(db, ENTITY_VERSION, id, "ref", "v1-he");
	must(db, try_version(db, "l", NULL, "he", &id));
	assert_value(db, ENTITY_VERSION, id, "ref", "v2");
	must(db, try_version(db, "m", NULL, "en", &id));
	assert_value(db, ENTITY_VERSION, id, "ref", "v1");
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

/* ---- an edited text ---- */

static int64_t put_version(struct db *db, const char *letter, const char *ref, const char *number,
	const char *language, const char *text)
{
	return put(db, ENTITY_VERSION, "letter", letter, "ref", ref, "number", number, "language",
		language, "text", text, NULL);
}

static int64_t put_signer(
	struct db *db, const char *letter, const char *ref, const char *state, const char *version)
{
	put(db, ENTITY_CONTACT, "ref", ref, "name", ref, NULL);
	return put(db, ENTITY_COSIGNER, "letter", letter, "ref", ref, "contact", ref, "state",
		state, "version", version, NULL);
}

/* Saves one field; answers the id of what was saved. */
static int64_t edit(struct db *db, enum entity_id entity, int64_t id, const char *field,
	const char *text, enum status *st)
{
	struct change *c = NULL;
	struct record r;
	int64_t saved;

	must(db, record_load(db, entity, id, &r));
	must(db, record_set_name(db, &r, field, text));
	must(db, change_begin(db, &c, "edit"));
	*st = record_save(c, &r);
	if (*st)
		change_cancel(c);
	else
		must(db, change_commit(c));
	saved = r.id;
	record_free(&r);
	return saved;
}

static void letter_version__is_edited_in_place_while_nobody_refers_to_it(void **state)
{
	struct db *db = *state;
	char hash[HASH_TEXT];
	enum status st;
	int64_t v = put_version(db, "l", "l-v1", "1", "en", "One");

	assert_int_equal(edit(db, ENTITY_VERSION, v, "text", "Two", &st), v);
	must(db, st);
	hash_of("Two", 3, hash);
	assert_value(db, ENTITY_VERSION, v, "sha256", hash);
	assert_value(db, ENTITY_VERSION, v, "number", "1");
	assert_int_equal(edit(db, ENTITY_VERSION, v, "language", "he", &st), v);
	must(db, st);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM version"), 1);
}

static void letter_version__that_was_signed_stays_and_the_edit_is_the_next(void **state)
{
	struct db *db = *state;
	char hash[HASH_TEXT];
	enum status st;
	int64_t v = put_version(db, "l", "l-v1", "1", "en", "One"), next;

	put_signer(db, "l", "ai", "confirmed", "l-v1");
	next = edit(db, ENTITY_VERSION, v, "text", "Two", &st);
	must(db, st);
	assert_int_not_equal(next, v);
	hash_of("One", 3, hash);
	assert_value(db, ENTITY_VERSION, v, "text", "One");
	assert_value(db, ENTITY_VERSION, v, "sha256", hash);
	assert_value(db, ENTITY_VERSION, next, "text", "Two");
	assert_value(db, ENTITY_VERSION, next, "number", "2");
	assert_value(db, ENTITY_VERSION, next, "language", "en");
	assert_value(db, ENTITY_VERSION, next, "ref", "l-v2");
	hash_of("Two", 3, hash);
	assert_value(db, ENTITY_VERSION, next, "sha256", hash);
	/* The title of what was signed may still be mended, and the text saved as it is. */
	assert_int_equal(edit(db, ENTITY_VERSION, v, "title", "As sent", &st), v);
	must(db, st);
}

static void letter_version__of_a_letter_that_is_out_is_never_edited(void **state)
{
	struct db *db = *state;
	enum status st;
	int64_t v = put_version(db, "l", "text", "1", "en", "One"), next, id;

	must(db, record_find(db, ENTITY_LETTER, "l", &id));
	set(db, ENTITY_LETTER, id, "status", "signing");
	next = edit(db, ENTITY_VERSION, v, "text", "Two", &st);
	must(db, st);
	assert_int_not_equal(next, v);
	assert_value(db, ENTITY_VERSION, v, "text", "One");
	assert_value(db, ENTITY_VERSION, next, "ref", "v2");
}

/* The translation of a text that was changed becomes the translation of the new one. */
static void letter_version__of_another_language_takes_the_number_of_the_current_text(void **state)
{
	struct db *db = *state;
	enum status st;
	int64_t en = put_version(db, "l", "en-v1", "1", "en", "One");
	int64_t he = put_version(db, "l", "he-v1", "1", "he", "אחת");

	put_signer(db, "l", "ai", "confirmed", "en-v1");
	put_signer(db, "l", "pi", "confirmed", "he-v1");
	en = edit(db, ENTITY_VERSION, en, "text", "Two", &st);
	must(db, st);
	he = edit(db, ENTITY_VERSION, he, "text", "שתיים", &st);
	must(db, st);
	assert_value(db, ENTITY_VERSION, en, "number", "2");
	assert_value(db, ENTITY_VERSION, he, "number", "2");
	assert_value(db, ENTITY_VERSION, he, "ref", "he-v2");
}

static void letter_version__keeps_number_and_language_that_were_signed(void **state)
{
	struct db *db = *state;
	enum status st;
	int64_t v = put_version(db, "l", "l-v1", "1", "en", "One");

	put_signer(db, "l", "ai", "confirmed", "l-v1");
	edit(db, ENTITY_VERSION, v, "number", "3", &st);
	assert_refused_field(db, st, ST_INVALID, "number", "1 cosigner refers to version l-v1");
	edit(db, ENTITY_VERSION, v, "language", "he", &st);
	assert_refused_field(db, st, ST_INVALID, "language", "do not change");
}

static void letter_version__that_was_signed_cannot_be_removed(void **state)
{
	struct db *db = *state;
	struct change *c = NULL;
	int64_t v = put_version(db, "l", "l-v1", "1", "en", "One");

	put_signer(db, "l", "ai", "confirmed", "l-v1");
	must(db, change_begin(db, &c, "remove"));
	assert_refused(db, record_remove(c, ENTITY_VERSION, v, true), ST_CONFLICT,
		"version l-v1 is the text of 1 cosigner; what somebody agreed to");
	change_cancel(c);
}

/* ---- where a cosigner stands ---- */

static void letter_cosigner__is_not_asked_by_being_added(void **state)
{
	struct db *db = *state;
	int64_t id = put_signer(db, "l", "ai", "invited", NULL);

	assert_value(db, ENTITY_COSIGNER, id, "invited", "");
	assert_value(db, ENTITY_COSIGNER, id, "date", "");
	assert_value(db, ENTITY_COSIGNER, id, "version", "");
	set(db, ENTITY_COSIGNER, id, "state", "reminded");
	assert_value(db, ENTITY_COSIGNER, id, "reminded", "2026-11-20");
}

static void letter_cosigner__confirms_the_current_text_today(void **state)
{
	struct db *db = *state;
	int64_t id = put_signer(db, "l", "ai", "invited", NULL);
	enum status st;

	edit(db, ENTITY_COSIGNER, id, "state", "confirmed", &st);
	assert_refused_field(db, st, ST_INVALID, "version", "has no text yet");
	put_version(db, "l", "l-v1", "1", "en", "One");
	put_version(db, "l", "l-v2", "2", "he", "שתיים");
	put_version(db, "l", "l-v2-en", "2", "en", "Two");
	set(db, ENTITY_COSIGNER, id, "state", "confirmed");
	assert_value(db, ENTITY_COSIGNER, id, "version", "l-v2-en");
	assert_value(db, ENTITY_COSIGNER, id, "date", "2026-11-20");
	assert_value(db, ENTITY_COSIGNER, id, "invited", "");
}

static void letter_cosigner__keeps_what_was_given(void **state)
{
	struct db *db = *state;
	int64_t id;

	put_version(db, "l", "l-v1", "1", "en", "One");
	put_version(db, "l", "l-v2", "2", "en", "Two");
	put(db, ENTITY_CONTACT, "ref", "ai", "name", "Amnesty", NULL);
	id = put(db, ENTITY_COSIGNER, "letter", "l", "contact", "ai", "state", "confirmed",
		"version", "l-v1", "date", "2021-12-03", NULL);
	assert_value(db, ENTITY_COSIGNER, id, "version", "l-v1");
	assert_value(db, ENTITY_COSIGNER, id, "date", "2021-12-03");
	assert_value(db, ENTITY_COSIGNER, id, "invited", "");
	/* What has nothing to do with the answer leaves it. */
	set(db, ENTITY_COSIGNER, id, "position", "3");
	assert_value(db, ENTITY_COSIGNER, id, "date", "2021-12-03");
	/* A yes to another text is another answer. */
	set(db, ENTITY_COSIGNER, id, "version", "l-v2");
	assert_value(db, ENTITY_COSIGNER, id, "date", "2026-11-20");
}

static void letter_cosigner__that_withdraws_keeps_what_it_had_signed(void **state)
{
	struct db *db = *state;
	int64_t id;

	put_version(db, "l", "l-v1", "1", "en", "One");
	id = put_signer(db, "l", "ai", "confirmed", "l-v1");
	set(db, ENTITY_COSIGNER, id, "date", "2021-12-03");
	set(db, ENTITY_COSIGNER, id, "state", "withdrawn");
	assert_value(db, ENTITY_COSIGNER, id, "version", "l-v1");
	assert_value(db, ENTITY_COSIGNER, id, "date", "2026-11-20");
	/* One that was never an answer has neither. */
	set(db, ENTITY_COSIGNER, id, "state", "invited");
	assert_value(db, ENTITY_COSIGNER, id, "version", "");
	assert_value(db, ENTITY_COSIGNER, id, "date", "");
}

/* ---- whatever is done ---- */

/* Adds every version that somebody refers to, as text. */
static void note_signed(struct db *db, struct str *seen)
{
	struct str rows = STR_INIT;
	const char *line;

	dump_rows(db,
		"SELECT v.id, v.number, v.language, v.text, v.sha256 FROM version v "
		"WHERE EXISTS (SELECT 1 FROM cosigner c WHERE c.version = v.id) ORDER BY v.id",
		&rows);
	for (line = str_text(&rows); *line; line += strcspn(line, "\n") + 1) {
		struct str one = STR_INIT;

		str_add_n(&one, line, strcspn(line, "\n") + 1);
		if (!strstr(str_text(seen), str_text(&one)))
			str_add(seen, str_text(&one));
		str_free(&one);
	}
	str_free(&rows);
}

/* What was seen signed stands there still, each version once and as it was. */
static void assert_stands(struct db *db, const struct str *seen)
{
	struct str rows = STR_INIT;
	int64_t n = 0;

	dump_rows(db, "SELECT id, number, language, text, sha256 FROM version ORDER BY id", &rows);
	for (const char *line = str_text(seen); *line; line += strcspn(line, "\n") + 1) {
		struct str one = STR_INIT;

		str_add_n(&one, line, strcspn(line, "\n") + 1);
		if (!strstr(str_text(&rows), str_text(&one)))
			fail_msg("gone or changed: %s", str_text(&one));
		str_free(&one);
		n++;
	}
	assert_true(n <= raw_number(db, "SELECT count(*) FROM version"));
	str_free(&rows);
}

static int64_t any(struct db *db, enum entity_id entity, uint32_t random)
{
	struct str sql = STR_INIT;
	int64_t id;

	str_addf(&sql,
		"SELECT coalesce((SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET %u %% "
		"max(1, (SELECT count(*) FROM \"%s\"))), 0)",
		entity_get(entity)->name, random >> 8, entity_get(entity)->name);
	id = raw_number(db, str_text(&sql));
	str_free(&sql);
	return id;
}

static void random_act(struct db *db, uint32_t random, int round)
{
	static const char *const states[] = { "invited", "reminded", "confirmed", "declined",
		"withdrawn" };
	static const char *const languages[] = { "en", "he", "es" };
	const unsigned pick = random >> 24;
	int64_t version = any(db, ENTITY_VERSION, random);
	enum status st = ST_OK;
	char text[32];

	snprintf(text, sizeof(text), "text %d", round);
	switch (pick % 6) {
	case 0:
		(void)try_version(db, "l", NULL, languages[pick % 3], &version);
		break;
	case 1:
		snprintf(text, sizeof(text), "who%d", round);
		put(db, ENTITY_CONTACT, "ref", text, "name", text, NULL);
		put(db, ENTITY_COSIGNER, "letter", "l", "contact", text, NULL);
		break;
	case 2:
	case 3:
		if (any(db, ENTITY_COSIGNER, random))
			edit(db, ENTITY_COSIGNER, any(db, ENTITY_COSIGNER, random), "state",
				states[(random >> 16) % 5], &st);
		break;
	case 4:
		if (version)
			edit(db, ENTITY_VERSION, version, "text", text, &st);
		break;
	case 5:
		if (version)
			edit(db, ENTITY_VERSION, version, random & 1024 ? "number" : "language",
				random & 1024 ? "7" : languages[pick % 3], &st);
		break;
	}
	/* Refused or done: never anything else. */
	assert_true(st == ST_OK || st == ST_INVALID);
}

static void letter_version__that_was_signed_stands_whatever_is_done(void **state)
{
	struct db *db = *state;
	struct str seen = STR_INIT;
	uint32_t random = 4;

	for (int round = 0; round < 400; round++) {
		random = random * 1664525 + 1013904223;
		random_act(db, random, round);
		assert_stands(db, &seen);
		/* One to which nobody refers any more may be edited again. */
		str_clear(&seen);
		note_signed(db, &seen);
	}
	assert_true(seen.len > 0);
	str_free(&seen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(letter_version__is_named_by_the_hash_of_its_text),
		TEST(letter_version__is_given_the_next_number),
		TEST(letter_version__is_called_by_its_number),
		TEST(letter_version__has_its_number_once_in_a_language),
		TEST(letter_cosigner__agrees_to_a_version_of_the_letter),
		TEST(letter_version__is_edited_in_place_while_nobody_refers_to_it),
		TEST(letter_version__that_was_signed_stays_and_the_edit_is_the_next),
		TEST(letter_version__of_a_letter_that_is_out_is_never_edited),
		TEST(letter_version__of_another_language_takes_the_number_of_the_current_text),
		TEST(letter_version__keeps_number_and_language_that_were_signed),
		TEST(letter_version__that_was_signed_cannot_be_removed),
		TEST(letter_cosigner__is_not_asked_by_being_added),
		TEST(letter_cosigner__confirms_the_current_text_today),
		TEST(letter_cosigner__keeps_what_was_given),
		TEST(letter_cosigner__that_withdraws_keeps_what_it_had_signed),
		TEST(letter_version__that_was_signed_stands_whatever_is_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
