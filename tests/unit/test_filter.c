#include "config.h"

#include "model/filter.h"

#include "model/query.h"
#include "model/text.h"
#include "tests/unit/sample.h"
#include "tests/unit/seed.h"

/* The refs of the rows that a filter keeps, in their order; caller frees. NULL: it was refused. */
static char *kept(struct db *db, enum entity_id entity, const char *where)
{
	struct query q = { .entity = entity, .where = where, .sort = "ref" };
	struct cursor *c = NULL;
	struct record row;
	struct str refs = STR_INIT;
	enum status st = query_open(db, &q, NULL, false, &c);

	if (st) {
		assert_int_equal(st, ST_INVALID);
		return NULL;
	}
	while ((st = query_next(c, &row)) == ST_OK) {
		str_addf(&refs, "%s%s", refs.len ? " " : "", record_get(&row, "ref"));
		record_free(&row);
	}
	record_free(&row);
	query_close(c);
	assert_int_equal(st, ST_END);
	return str_detach(&refs);
}

static void assert_keeps(
	struct db *db, enum entity_id entity, const char *where, const char *expected)
{
	char *refs = kept(db, entity, where);

	if (!refs)
		fail_msg("%s is refused: %s", where, db_error(db));
	if (strcmp(refs, expected))
		fail_msg("%s keeps \"%s\", expected \"%s\"", where, refs, expected);
	free(refs);
}

static void assert_refuses(
	struct db *db, enum entity_id entity, const char *where, const char *what)
{
	char *refs = kept(db, entity, where);

	if (refs)
		fail_msg("%s keeps %s", where, refs);
	assert_refused(db, ST_INVALID, ST_INVALID, what);
}

static void signatory(struct db *db, const char *ref, const char *name, const char *city,
	const char *country, const char *signed_on, const char *state)
{
	put(db, ENTITY_SIGNATORY, "petition", "p", "ref", ref, "name", name, "city", city,
		"country", country, "signed", signed_on, "state", state, NULL);
}

static int set_up(void **state)
{
	struct db *db;

	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "The Hong Kong case", NULL);
	put(db, ENTITY_CASE, "ref", "d", "title", "תיק אחר", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "For the phones", "target",
		"1000", NULL);
	put(db, ENTITY_PETITION, "case", "d", "ref", "q", "title", "A second", "target", "20",
		"url", "https://example.org/a", NULL);
	put(db, ENTITY_PETITION, "case", "d", "ref", "r", "title", "\"Pegasus\" and more", NULL);
	signatory(db, "chen", "陳小明", "香港", "HK", "2020-07-18", "valid");
	signatory(db, "garcia", "García, José", "Puebla", "MX", "2020-07", "duplicate");
	signatory(db, "gonen", "גּוֹנֵן נועה", "חיפה", "IL", "2020-07-17", "valid");
	signatory(db, "noa", "Cohen, Noa", "Tel Aviv", "IL", "2020~", "pending");
	signatory(db, "omar", "عُمَر", NULL, NULL, NULL, "invalid");
	return 0;
}

/* ---- operators ---- */

static void filter__compares_choices(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "state:valid", "chen gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "state=valid", "chen gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "state!=valid", "garcia noa omar");
	assert_keeps(db, ENTITY_SIGNATORY, "-state:valid", "garcia noa omar");
	assert_keeps(db, ENTITY_SIGNATORY, "-state!=valid", "chen gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "state:valid,invalid", "chen gonen omar");
	assert_keeps(db, ENTITY_SIGNATORY, "state!=valid,invalid", "garcia noa");
	assert_keeps(db, ENTITY_SIGNATORY, "-state:valid,invalid", "garcia noa");
	assert_keeps(db, ENTITY_SIGNATORY, "state:valid state:invalid", "");
	assert_refuses(db, ENTITY_SIGNATORY, "state:valld", "none of: pending, valid");
}

static void filter__compares_countries(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "country:IL,HK", "chen gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "country:il", "gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "country:Israel", "gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "country:\"hong kong\"", "chen");
	assert_keeps(db, ENTITY_SIGNATORY, "country:IL state:valid", "gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "country:FR", "");
}

static void filter__knows_what_is_empty(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "country=", "omar");
	assert_keeps(db, ENTITY_SIGNATORY, "country:", "omar");
	assert_keeps(db, ENTITY_SIGNATORY, "country:\"\"", "omar");
	assert_keeps(db, ENTITY_SIGNATORY, "country!=", "chen garcia gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "-country=", "chen garcia gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "signed=", "omar");
	assert_keeps(db, ENTITY_SIGNATORY, "city= state:invalid", "omar");
	assert_keeps(db, ENTITY_SIGNATORY, "country:,IL", "gonen noa omar");
	assert_keeps(db, ENTITY_SIGNATORY, "country:IL,", "gonen noa omar");
	assert_keeps(db, ENTITY_PETITION, "target=", "r");
	assert_refuses(db, ENTITY_SIGNATORY, "signed>", "compared");
	assert_keeps(db, ENTITY_SIGNATORY, "", "chen garcia gonen noa omar");
	assert_keeps(db, ENTITY_SIGNATORY, "  \t ", "chen garcia gonen noa omar");
	assert_keeps(db, ENTITY_SIGNATORY, NULL, "chen garcia gonen noa omar");
}

/* What is not known to be so is not so. */
static void filter__keeps_the_empty_ones_where_it_says_not(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "-country:IL", "chen garcia omar");
	assert_keeps(db, ENTITY_SIGNATORY, "country!=IL", "chen garcia omar");
	assert_keeps(db, ENTITY_SIGNATORY, "country!=IL,HK", "garcia omar");
	assert_keeps(db, ENTITY_SIGNATORY, "city!=Puebla", "chen gonen noa omar");
	assert_keeps(db, ENTITY_SIGNATORY, "signed!=2020-07", "chen gonen noa omar");
	assert_keeps(db, ENTITY_PETITION, "target!=20", "p r");
	assert_keeps(db, ENTITY_SIGNATORY, "batch!=", "");
}

static void filter__compares_dates_by_the_calendar(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "signed:2020", "chen garcia gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "signed:2020-07", "chen garcia gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "signed=2020-07", "garcia");
	assert_keeps(db, ENTITY_SIGNATORY, "signed=2020", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "signed:2020-07-17", "gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "signed>2020-07-17", "chen");
	assert_keeps(db, ENTITY_SIGNATORY, "signed>=2020-07-17", "chen gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "signed<2020-07-18", "garcia gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "signed<=2020-07-18", "chen garcia gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "signed>2020-07", "");
	assert_keeps(db, ENTITY_SIGNATORY, "signed<=2020-07", "chen garcia gonen noa");
	assert_keeps(db, ENTITY_SIGNATORY, "signed>2020-06", "chen garcia gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "signed<2020-07", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "signed>=2020-07-17 signed<2020-07-18", "gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "signed:2020~", "chen garcia gonen noa");
	assert_refuses(db, ENTITY_SIGNATORY, "signed>yesterday", "is not a date");
	assert_refuses(db, ENTITY_SIGNATORY, "signed:2020-13", "is not a date");
}

static void filter__compares_numbers_by_size(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_PETITION, "target>20", "p");
	assert_keeps(db, ENTITY_PETITION, "target>=20", "p q");
	assert_keeps(db, ENTITY_PETITION, "target<1000", "q");
	assert_keeps(db, ENTITY_PETITION, "target<=1000", "p q");
	assert_keeps(db, ENTITY_PETITION, "target:20,1000", "p q");
	assert_keeps(db, ENTITY_PETITION, "target=020", "q");
	assert_refuses(db, ENTITY_PETITION, "target>many", "is not a whole number");
	assert_refuses(db, ENTITY_PETITION, "target>-1", "is not a whole number");
	assert_refuses(db, ENTITY_PETITION, "target>99999999999999999999", "whole number");
}

static void filter__compares_references(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_PETITION, "case:c", "p");
	assert_keeps(db, ENTITY_PETITION, "case=d", "q r");
	assert_keeps(db, ENTITY_PETITION, "case!=c", "q r");
	assert_keeps(db, ENTITY_PETITION, "case:c,d", "p q r");
	assert_keeps(db, ENTITY_PETITION, "-case:c", "q r");
	assert_keeps(db, ENTITY_SIGNATORY, "petition:c/p country:MX", "garcia");
	assert_keeps(db, ENTITY_SIGNATORY, "batch=", "chen garcia gonen noa omar");
	assert_refuses(db, ENTITY_PETITION, "case>c", "is a reference");
	assert_refuses(db, ENTITY_PETITION, "case:nothing", "no reference that there is");
	assert_refuses(db, ENTITY_SIGNATORY, "petition:c/nothing", "there is no petition");
	assert_refuses(db, ENTITY_LINK, "from:case:c", "cannot be filtered by");
}

/* ---- words ---- */

static void filter__finds_words_by_their_beginnings(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "cohen", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "COH", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "ohen", "");
	assert_keeps(db, ENTITY_SIGNATORY, "noa cohen", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "\"noa cohen\"", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "name:coh", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "name:\"Cohen, Noa\"", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "name:tel", "");
	assert_keeps(db, ENTITY_SIGNATORY, "tel", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "city:tel,puebla", "garcia noa");
	assert_keeps(db, ENTITY_SIGNATORY, "-cohen state:pending", "");
	assert_keeps(db, ENTITY_SIGNATORY, "-cohen", "chen garcia gonen omar");
	assert_keeps(db, ENTITY_SIGNATORY, "name=\"Cohen, Noa\"", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "name=Cohen", "");
}

static void filter__finds_words_of_any_script_without_marks(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "garcia", "garcia");
	assert_keeps(db, ENTITY_SIGNATORY, "GARCÍA", "garcia");
	assert_keeps(db, ENTITY_SIGNATORY, "name:jose", "garcia");
	assert_keeps(db, ENTITY_SIGNATORY, "גונן", "gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "name:גונ", "gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "חיפה", "gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "עמ", "");
	assert_keeps(db, ENTITY_SIGNATORY, "عمر", "omar");
	assert_keeps(db, ENTITY_SIGNATORY, "小明", "chen");
	assert_keeps(db, ENTITY_SIGNATORY, "name:陳", "chen");
	assert_keeps(db, ENTITY_SIGNATORY, "city:港", "chen");
	assert_keeps(db, ENTITY_SIGNATORY, "明小", "");
}

static void filter__finds_words_in_fields_without_an_index(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_PETITION, "title:phon", "p");
	assert_keeps(db, ENTITY_PETITION, "title:hones", "");
	assert_keeps(db, ENTITY_PETITION, "title:\"the phones\"", "p");
	assert_keeps(db, ENTITY_PETITION, "title:\"phones the\"", "p");
	assert_keeps(db, ENTITY_PETITION, "title:pegasus", "r");
	assert_keeps(db, ENTITY_PETITION, "url:example", "q");
	assert_keeps(db, ENTITY_CASE, "title:אחר", "d");
	assert_keeps(db, ENTITY_CASE, "title:חר", "");
	/* Marks that are no letters part words, in whatever script. */
	put(db, ENTITY_CASE, "ref", "e", "title", "“Pegasus”—«Toka»", NULL);
	put(db, ENTITY_CASE, "ref", "f", "title", "בית־משפט", NULL);
	put(db, ENTITY_CASE, "ref", "g", "title", "香港警察", NULL);
	assert_keeps(db, ENTITY_CASE, "title:pegasus", "e");
	assert_keeps(db, ENTITY_CASE, "title:toka", "e");
	assert_keeps(db, ENTITY_CASE, "title:משפט", "f");
	assert_keeps(db, ENTITY_CASE, "title:警察", "g");
}

/* A word also finds what is named by a record, but not all that its owner is called. */
static void filter__finds_words_of_what_is_referred_to(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_CONTACT, "ref", "ai", "name", "Amnesty International", NULL);
	put(db, ENTITY_PARTY, "case", "c", "contact", "ai", "ref", "y", "role", "victim", NULL);
	assert_keeps(db, ENTITY_PARTY, "amnesty", "y");
	assert_keeps(db, ENTITY_PARTY, "hong", "");
	assert_keeps(db, ENTITY_PETITION, "phones", "p");
	assert_keeps(db, ENTITY_PETITION, "hong", "");
}

/* Marks between words are no words. */
static void filter__passes_over_what_is_no_word(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "cohen &", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "noa - cohen", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "name:\"cohen & noa\"", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "\"\"", "chen garcia gonen noa omar");
}

/* ---- quotes and mistakes ---- */

static void filter__reads_quotes(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_CASE, "ref", "e", "title", "a \"b\", c", "jurisdiction", "x, y", NULL);
	assert_keeps(db, ENTITY_CASE, "title=\"a \"\"b\"\", c\"", "e");
	assert_keeps(db, ENTITY_CASE, "jurisdiction=\"x, y\"", "e");
	assert_keeps(db, ENTITY_CASE, "jurisdiction=\"x, y\",z", "e");
	assert_keeps(db, ENTITY_CASE, "jurisdiction=z,\"x, y\" ref:e", "e");
	assert_refuses(db, ENTITY_CASE, "title:\"a", "not closed");
	assert_refuses(db, ENTITY_CASE, "\"", "not closed");
	assert_refuses(db, ENTITY_CASE, "title:\"a\"\"", "not closed");
}

static void filter__takes_what_other_programs_taught(void **state)
{
	struct db *db = *state;

	assert_keeps(db, ENTITY_SIGNATORY, "state = valid AND country = IL", "gonen");
	assert_keeps(db, ENTITY_SIGNATORY, "country='IL' AND state='pending'", "noa");
	assert_keeps(db, ENTITY_SIGNATORY, "name:'Cohen, Noa'", "noa");
	assert_keeps(db, ENTITY_PETITION, "target >= 1000", "p");
	/* A word is a word where no field stands before it, and "and" is one in small letters. */
	assert_keeps(db, ENTITY_PETITION, "and", "r");
	assert_keeps(db, ENTITY_SIGNATORY, "AND", "");
	assert_keeps(db, ENTITY_SIGNATORY, "city:'", "chen garcia gonen noa omar");
}

static void filter__names_the_fields_that_there_are(void **state)
{
	struct db *db = *state;

	assert_refuses(db, ENTITY_CASE, "nothing:x", "a case has no field nothing; it has: ref, ");
	assert_refuses(db, ENTITY_CASE, "id:1", "no field id");
	assert_refuses(db, ENTITY_CASE, "-nothing=x", "no field nothing");
	assert_refuses(db, ENTITY_CASE, "\xff", "UTF-8");
	assert_refuses(db, ENTITY_CASE, "title:\xff", "UTF-8");
}

static void filter__limits_how_much_is_asked(void **state)
{
	static const char *const many[] = { "country=IL,", "country=,", "case=c,", "x ", "\"\" ",
		"-\"\" ", "country:\"\" ", "-country= ", "state:valid " };
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
		struct str where = STR_INIT;
		enum entity_id entity =
			strstr(many[i], "case") ? ENTITY_PETITION : ENTITY_SIGNATORY;
		char *refs;

		for (int k = 0; k < 3000; k++)
			str_add(&where, k && many[i][strlen(many[i]) - 1] == ','
						? strchr(many[i], '=') + 1
						: many[i]);
		refs = kept(db, entity, str_text(&where));
		free(refs);
		str_free(&where);
	}
}

/* ---- hostile ---- */

static void one_hostile(struct db *db, struct chance *chance, const struct entity *e)
{
	static const char *const bits[] = { "\"", "*", ")", "(", "NEAR(", "'; DROP TABLE meta; --",
		"\"\"", ":", "=", ",", "-", "!=", ">=", "<", " ", " ", "\t", "\n", "AND", "OR",
		"NOT", "name : ", "{name city}", "^", "+", "a*", "cohen", "נועה", "陳", "é",
		"\xcc\x81", "\xe2\x80\xae", "%", "_", "\\", "''", "?", ":v0", "$1", "@x", "2020",
		"2020-04~", "99999999999999999999", "IL", "valid", "rowid", "id", "/", "c/p", ".",
		"\x01", "\xe2\x80\x8b", "NULL", "1=1", "highlight(", "\xef\xbf\xbd" };
	struct str where = STR_INIT;
	unsigned n = chance_below(chance, 12);
	char *refs;

	while (n--) {
		const struct field *f = &e->fields[chance_below(chance, (uint32_t)e->n_fields)];

		if (chance_below(chance, 4) == 0)
			str_addf(&where, " %s%s", f->name,
				sample_of((const char *[]){ ":", "=", "!=", ">", "<=", NULL },
					chance_below(chance, 5)));
		else
			str_add(&where, bits[chance_below(chance, sizeof(bits) / sizeof(bits[0]))]);
	}
	/* Kept or refused with a sentence; nothing else comes of it. */
	refs = kept(db, e->id, str_text(&where));
	if (!refs && !*db_error(db))
		fail_msg("refused without a word: %s", str_text(&where));
	free(refs);
	str_free(&where);
}

static void filter__is_not_broken_by_what_is_typed(void **state)
{
	struct chance chance = chance_open("filter");
	struct db *db = *state;
	char *before = dump(db);

	for (int round = 0; round < 80; round++)
		for (int i = 0; i < ENTITY_COUNT; i++)
			one_hostile(db, &chance, entity_get((enum entity_id)i));
	assert_dump(db, before);
	free(before);
}

static void filter__takes_hostile_words_as_words(void **state)
{
	static const char *const words[] = { "\\\"", "*", ")", "NEAR(a b)", "a NEAR b",
		"'; DROP TABLE signatory; --", "name:\" \"", "name:\"*\"", "name:)", "name:^",
		"name:\"\"\"\"", "city:-", "comment:\".\"", "notes:\"(\"", "name:\"\xe2\x80\x8b\"",
		"title:\" \"", "email:\"%\"", "{name}:x", "^a", "a+b", "a^b" };
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		char *refs = kept(db, ENTITY_SIGNATORY, words[i]);

		if (!refs)
			fail_msg("%s is refused: %s", words[i], db_error(db));
		free(refs);
	}
	assert_int_equal(raw_number(db, "SELECT count(*) FROM signatory"), 5);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(filter__compares_choices),
		TEST(filter__compares_countries),
		TEST(filter__knows_what_is_empty),
		TEST(filter__keeps_the_empty_ones_where_it_says_not),
		TEST(filter__compares_dates_by_the_calendar),
		TEST(filter__compares_numbers_by_size),
		TEST(filter__compares_references),
		TEST(filter__finds_words_by_their_beginnings),
		TEST(filter__finds_words_of_any_script_without_marks),
		TEST(filter__finds_words_in_fields_without_an_index),
		TEST(filter__finds_words_of_what_is_referred_to),
		TEST(filter__passes_over_what_is_no_word),
		TEST(filter__reads_quotes),
		TEST(filter__takes_what_other_programs_taught),
		TEST(filter__names_the_fields_that_there_are),
		TEST(filter__limits_how_much_is_asked),
		TEST(filter__is_not_broken_by_what_is_typed),
		TEST(filter__takes_hostile_words_as_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
