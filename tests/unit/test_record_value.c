#include "config.h"

#include "model/record.h"

#include "tests/unit/model_help.h"

/* What comes in at the door of one field, and what is kept of it; NULL: it is refused. */
struct entry {
	enum entity_id entity;
	const char *field, *typed, *kept;
};

static void check_entry(struct db *db, const struct entry *e)
{
	struct record r;
	enum status st;

	record_init(&r, e->entity);
	st = record_set_name(db, &r, e->field, e->typed);
	if (e->kept) {
		if (st || strcmp(record_show(&r, e->field), e->kept))
			fail_msg("%s=%s: status %d, kept %s: %s", e->field, e->typed, (int)st,
				record_show(&r, e->field), db_error(db));
	} else {
		if (st == ST_OK)
			fail_msg("%s=%s was taken", e->field, e->typed);
		assert_refused_field(db, st, ST_INVALID, e->field, e->field);
	}
	record_free(&r);
}

#define CHECK(entries)                                                                             \
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++)                          \
	check_entry(*state, &entries[i])

static void record_set__takes_lines_in_nfc_and_trimmed(void **state)
{
	static const struct entry entries[] = {
		{ ENTITY_CASE, "title", "  Reply to the State \n", "Reply to the State" },
		{ ENTITY_CASE, "title", "Jose\xcc\x81", "Jos\xc3\xa9" },
		{ ENTITY_CASE, "title", "כהן, נועה", "כהן, נועה" },
		{ ENTITY_CASE, "title", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab",
			"\xed\x95\x9c" },                /* Hangul from its letters */
		{ ENTITY_CASE, "title", " \t\r\n", "" }, /* empties */
		{ ENTITY_CASE, "title", "two\nlines", NULL },
		{ ENTITY_CASE, "title", "two\rlines", NULL },
		{ ENTITY_CASE, "title", "\xff", NULL },
		{ ENTITY_CASE, "title", "\xc0\x80", NULL },
		{ ENTITY_CASE, "title", "\xed\xa0\x80", NULL },
		{ ENTITY_CASE, "title", "cut \xd7", NULL },
		{ ENTITY_CASE, "summary", "\xff", NULL },
		{ ENTITY_CASE, "summary", "one\r\ntwo\rthree\n", "one\ntwo\nthree" },
	};

	CHECK(entries);
}

static void record_set__takes_references_of_letters_and_digits(void **state)
{
	static const struct entry entries[] = {
		{ ENTITY_CASE, "ref", "hk-letter", "hk-letter" },
		{ ENTITY_CASE, "ref", "תיק_1.2", "תיק_1.2" },
		{ ENTITY_CASE, "ref", " hk ", "hk" },
		{ ENTITY_CASE, "ref", "hk letter", NULL },
		{ ENTITY_CASE, "ref", "hk/letter", NULL },
		{ ENTITY_CASE, "ref", "-hk", NULL },
		{ ENTITY_CASE, "ref", ".hk", NULL },
		{ ENTITY_CASE, "ref", "a:b", NULL },
		{ ENTITY_CASE, "ref", "x\x1b[31m", NULL },
	};

	CHECK(entries);
}

static void record_set__takes_choices_by_name(void **state)
{
	static const struct entry entries[] = {
		{ ENTITY_CASE, "status", "closed", "closed" },
		{ ENTITY_CASE, "status", "Closed", "closed" },
		{ ENTITY_CASE, "status", "close", NULL },
		{ ENTITY_CASE, "status", "granted", NULL },
		{ ENTITY_CASE, "status", "open, closed", NULL },
	};
	struct db *db = *state;
	struct record r;

	CHECK(entries);
	record_init(&r, ENTITY_CASE);
	assert_refused_field(db, record_set_name(db, &r, "status", "?"), ST_INVALID, "status",
		"open, stayed, closed, archived");
	record_free(&r);
}

static void record_set__takes_dates(void **state)
{
	static const struct entry entries[] = {
		{ ENTITY_CASE, "opened", "2020", "2020" },
		{ ENTITY_CASE, "opened", " 2020-04 ", "2020-04" },
		{ ENTITY_CASE, "opened", "2020-02-29", "2020-02-29" },
		{ ENTITY_CASE, "opened", "2020-04~", "2020-04~" },
		{ ENTITY_CASE, "opened", "2019-02-29", NULL },
		{ ENTITY_CASE, "opened", "17.4.2020", "2020-04-17" },
		{ ENTITY_CASE, "opened", "about April 2020", "2020-04~" },
		{ ENTITY_CASE, "opened", "04/07/2020", NULL },
		{ ENTITY_CASE, "opened", "17 April", NULL },
		{ ENTITY_CASE, "opened", "2020-13", NULL },
		{ ENTITY_CASE, "opened", "soon", NULL },
		{ ENTITY_DEADLINE, "due", "2020-04-17", "2020-04-17" },
		{ ENTITY_DEADLINE, "due", "17 April 2020", "2020-04-17" },
		{ ENTITY_DEADLINE, "due", "April 2020", NULL },
		{ ENTITY_DEADLINE, "due", "2020-04", NULL },
		{ ENTITY_DEADLINE, "due", "2020-04-17~", NULL },
	};

	CHECK(entries);
}

static void record_set__takes_whole_numbers(void **state)
{
	static const struct entry entries[] = {
		{ ENTITY_PETITION, "target", "0", "0" },
		{ ENTITY_PETITION, "target", "36000", "36000" },
		{ ENTITY_PETITION, "target", "36,000", "36000" },
		{ ENTITY_PETITION, "target", "36 000", "36000" },
		{ ENTITY_PETITION, "target", "007", "7" },
		{ ENTITY_PETITION, "target", "-1", NULL },
		{ ENTITY_PETITION, "target", "+1", NULL },
		{ ENTITY_PETITION, "target", "1.5", NULL },
		{ ENTITY_PETITION, "target", "1e3", NULL },
		{ ENTITY_PETITION, "target", ",1", NULL },
		{ ENTITY_PETITION, "target", "1,", NULL },
		{ ENTITY_PETITION, "target", "٣٦", NULL },
		{ ENTITY_PETITION, "target", "99999999999999999999999999", NULL },
	};

	CHECK(entries);
}

static void record_set__takes_countries_and_languages(void **state)
{
	static const struct entry entries[] = {
		{ ENTITY_CONTACT, "country", "IL", "IL" },
		{ ENTITY_CONTACT, "country", "hk", "HK" },
		{ ENTITY_CONTACT, "country", "Mexico", "MX" },
		{ ENTITY_CONTACT, "country", "México", "MX" },
		{ ENTITY_CONTACT, "country", "ZZ", NULL },
		{ ENTITY_CONTACT, "country", "Atlantis", NULL },
		{ ENTITY_CONTACT, "language", "he", "he" },
		{ ENTITY_CONTACT, "language", "zh-hant", "zh-Hant" },
		{ ENTITY_CONTACT, "language", "EN", "en" },
		{ ENTITY_CONTACT, "language", "pt-BR", "pt-BR" },
		{ ENTITY_CONTACT, "country", "España", "ES" },
		{ ENTITY_CONTACT, "language", "Hebrew", "he" },
		{ ENTITY_CONTACT, "language", "español", "es" },
		{ ENTITY_CONTACT, "language", "Klingonese", NULL },
		{ ENTITY_CONTACT, "language", "english language", NULL },
		{ ENTITY_CONTACT, "language", "xq", NULL },
		{ ENTITY_CONTACT, "language", "-", NULL },
	};

	CHECK(entries);
}

static void record_set__takes_addresses_and_hashes(void **state)
{
	static const struct entry entries[] = {
		{ ENTITY_CONTACT, "email", "noa@example.org", "noa@example.org" },
		{ ENTITY_CONTACT, "email", "נועה@example.org", "נועה@example.org" },
		{ ENTITY_CONTACT, "email", "noa", NULL },
		{ ENTITY_CONTACT, "email", "@example.org", NULL },
		{ ENTITY_CONTACT, "email", "noa@", NULL },
		{ ENTITY_CONTACT, "email", "a@b@c", NULL },
		{ ENTITY_CONTACT, "email", "a@b, c@d", NULL },
		{ ENTITY_CONTACT, "email", "Noa <noa@example.org>", NULL },
		{ ENTITY_PETITION, "url", "https://example.org/a?b=c#d",
			"https://example.org/a?b=c#d" },
		{ ENTITY_PETITION, "url", "http://example.org", "http://example.org" },
		{ ENTITY_PETITION, "url", "javascript:alert(1)", NULL },
		{ ENTITY_PETITION, "url", "file:///etc/passwd", NULL },
		{ ENTITY_PETITION, "url", "example.org", NULL },
		{ ENTITY_PETITION, "url", "https://example.org/a b", NULL },
		{ ENTITY_PETITION, "url", "https://example.org/\"><script>", NULL },
		{ ENTITY_FILING, "sha256", "0", NULL },
	};
	struct db *db = *state;
	char upper[65], lower[65];
	struct entry hash = { ENTITY_FILING, "sha256", upper, lower };

	CHECK(entries);
	memset(upper, 'A', 64);
	memset(lower, 'a', 64);
	upper[64] = lower[64] = '\0';
	check_entry(db, &hash);
	upper[5] = 'g';
	hash.kept = NULL;
	check_entry(db, &hash);
}

static void record_set__limits_the_length(void **state)
{
	struct db *db = *state;
	size_t len = (size_t)20 << 20;
	char *text = mem_alloc(len + 1);
	struct record r;

	memset(text, 'a', len);
	text[len] = '\0';
	record_init(&r, ENTITY_CASE);
	must(db, record_set_name(db, &r, "title", "before"));
	assert_refused_field(
		db, record_set_name(db, &r, "title", text), ST_INVALID, "title", "too long");
	assert_refused_field(
		db, record_set_name(db, &r, "summary", text), ST_INVALID, "summary", "too long");
	assert_true(strlen(db_error(db)) < 500);
	assert_string_equal(record_get(&r, "title"), "before");
	text[1 << 20] = '\0';
	must(db, record_set_name(db, &r, "summary", text));
	text[65] = '\0';
	assert_refused_field(
		db, record_set_name(db, &r, "ref", text), ST_INVALID, "ref", "at most 64");
	text[64] = '\0';
	must(db, record_set_name(db, &r, "ref", text));
	record_free(&r);
	free(text);
}

/* What is refused stands in the sentence, and a terminal shows it. */
static void record_set__shows_what_it_refuses_without_control_bytes(void **state)
{
	struct db *db = *state;
	struct record r;

	record_init(&r, ENTITY_CASE);
	assert_refused_field(db, record_set_name(db, &r, "opened", "\x1b[31m2020"), ST_INVALID,
		"opened", "[31m2020");
	assert_null(strchr(db_error(db), '\x1b'));
	record_free(&r);
}

/* ---- references ---- */

static void make_exhibits(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c1", "title", "One", NULL);
	put(db, ENTITY_CASE, "ref", "c2", "title", "Two", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c1", "ref", "report", "title", "R", "mark", "P/1", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c2", "ref", "report", "title", "R", "mark", "P/1", NULL);
	put(db, ENTITY_EXHIBIT, "case", "c2", "ref", "photo", "title", "F", "mark", "P/2", NULL);
}

static void assert_reference(struct db *db, enum entity_id entity, const char *field,
	const char *typed, const char *shown)
{
	struct record r, other;
	enum entity_id target;
	int64_t id;

	record_init(&r, entity);
	must(db, record_set_name(db, &r, field, typed));
	assert_string_equal(record_get(&r, field), shown);
	id = record_num(&r, field);
	target = r.entity->fields[entity_field(r.entity, field)].type == FIELD_ANY
			 ? r.values[entity_field(r.entity, field)].other
			 : r.entity->fields[entity_field(r.entity, field)].entity;
	must(db, record_load(db, target, id, &other));
	if (!strstr(shown, record_get(&other, "ref")))
		fail_msg("%s=%s is shown as %s", field, typed, shown);
	record_free(&other);
	record_free(&r);
}

static void record_set__finds_what_a_reference_names(void **state)
{
	struct db *db = *state;

	make_exhibits(db);
	assert_reference(db, ENTITY_EVENT, "source", "photo", "photo");
	assert_reference(db, ENTITY_EVENT, "source", "c2/report", "report");
	assert_reference(db, ENTITY_EVENT, "source", " photo ", "photo");
	assert_reference(db, ENTITY_LINK, "to", "case:c1", "case:c1");
	assert_reference(db, ENTITY_LINK, "to", "exhibit:c1/report", "exhibit:report");
	assert_reference(db, ENTITY_LINK, "to", "exhibits:photo", "exhibit:photo");
}

static void record_set__finds_exhibits_by_their_marks(void **state)
{
	struct db *db = *state;

	make_exhibits(db);
	assert_reference(db, ENTITY_EVENT, "source", "P/2", "photo");
	assert_reference(db, ENTITY_EVENT, "source", "c2/P/1", "report");
	assert_reference(db, ENTITY_LINK, "to", "exhibit:P/2", "exhibit:photo");
}

static void record_set__says_what_a_reference_does_not_find(void **state)
{
	struct db *db = *state;
	struct record r;

	make_exhibits(db);
	record_init(&r, ENTITY_EVENT);
	assert_refused_field(db, record_set_name(db, &r, "source", "nothing"), ST_NOTFOUND,
		"source", "there is no exhibit nothing");
	assert_refused_field(db, record_set_name(db, &r, "source", "report"), ST_INVALID, "source",
		"c1/report, c2/report");
	assert_refused_field(
		db, record_set_name(db, &r, "source", "P/1"), ST_INVALID, "source", "say which");
	assert_null(record_get(&r, "source"));
	record_free(&r);
	record_init(&r, ENTITY_LINK);
	assert_refused_field(db, record_set_name(db, &r, "to", "case:nothing"), ST_NOTFOUND, "to",
		"there is no case nothing");
	assert_refused_field(db, record_set_name(db, &r, "to", "exhibit:report"), ST_INVALID, "to",
		"c1/report, c2/report");
	assert_refused_field(
		db, record_set_name(db, &r, "to", "c1"), ST_INVALID, "to", "KIND:REFERENCE");
	assert_refused_field(
		db, record_set_name(db, &r, "to", "journal:1"), ST_INVALID, "to", "KIND:REFERENCE");
	assert_null(record_get(&r, "to"));
	record_free(&r);
}

/* ---- fields by name ---- */

static void record_set_name__names_the_fields_that_there_are(void **state)
{
	struct db *db = *state;
	struct record r;

	record_init(&r, ENTITY_BATCH);
	assert_refused(db, record_set_name(db, &r, "nothing", "x"), ST_INVALID,
		"a batch has no field nothing; it has: ref, title, petition, notes, level");
	assert_refused(db, record_set_name(db, &r, "id", "1"), ST_INVALID, "no field id");
	assert_refused(db, record_set_name(db, &r, "", "1"), ST_INVALID, "no field");
	assert_refused_field(db, record_set_name(db, &r, "rows_read", "1"), ST_INVALID, "rows_read",
		"set by the program");
	record_free(&r);
}

static void record_set__leaves_the_value_where_it_refuses(void **state)
{
	struct db *db = *state;
	struct record r;

	make_exhibits(db);
	record_init(&r, ENTITY_EVENT);
	must(db, record_set_name(db, &r, "date", "2020-04"));
	must(db, record_set_name(db, &r, "source", "photo"));
	assert_int_not_equal(record_set_name(db, &r, "date", "x"), ST_OK);
	assert_int_not_equal(record_set_name(db, &r, "source", "x"), ST_OK);
	assert_string_equal(record_get(&r, "date"), "2020-04");
	assert_string_equal(record_get(&r, "source"), "photo");
	assert_true(record_num(&r, "source") > 0);
	must(db, record_set_name(db, &r, "source", NULL));
	assert_null(record_get(&r, "source"));
	assert_int_equal(record_num(&r, "source"), 0);
	record_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(record_set__takes_lines_in_nfc_and_trimmed),
		MODEL_TEST(record_set__takes_references_of_letters_and_digits),
		MODEL_TEST(record_set__takes_choices_by_name),
		MODEL_TEST(record_set__takes_dates),
		MODEL_TEST(record_set__takes_whole_numbers),
		MODEL_TEST(record_set__takes_countries_and_languages),
		MODEL_TEST(record_set__takes_addresses_and_hashes),
		MODEL_TEST(record_set__limits_the_length),
		MODEL_TEST(record_set__shows_what_it_refuses_without_control_bytes),
		MODEL_TEST(record_set__finds_what_a_reference_names),
		MODEL_TEST(record_set__finds_exhibits_by_their_marks),
		MODEL_TEST(record_set__says_what_a_reference_does_not_find),
		MODEL_TEST(record_set_name__names_the_fields_that_there_are),
		MODEL_TEST(record_set__leaves_the_value_where_it_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
