#include "config.h"

#include "model/roll.h"

#include "model/count.h"
#include "model/initials.h"
#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

static int set_up(void **state)
{
	struct db *db;

	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	return 0;
}

static int64_t petition(struct db *db)
{
	return raw_number(db, "SELECT id FROM petition");
}

static enum status add_name(void *arg, const struct signatory *s)
{
	struct str *out = arg;

	str_addf(out, "%s%.*s", out->len ? " " : "", (int)s->name.len, s->name.text);
	return ST_OK;
}

static enum status first_only(void *arg, const struct signatory *s)
{
	(void)add_name(arg, s);
	return ST_STOPPED;
}

/* The names of the roll, with a blank between. */
static void assert_roll(struct db *db, const struct roll_options *given, const char *expected)
{
	struct roll_options o = *given;
	struct str names = STR_INIT;
	struct roll_sum sum;

	o.petition = petition(db);
	must(db, roll_walk(db, &o, add_name, &names, &sum));
	assert_string_equal(str_text(&names), expected);
	str_free(&names);
}

static void roll_walk__gives_those_who_may_be_named_by_name(void **state)
{
	static const char *const rows[][4] = { { "Zoe", "valid", "public", "filed" },
		{ "כהן", "valid", "public", "public" }, { "Ana", "valid", "public", "filed" },
		{ "Secret", "valid", "public", "team" }, { "Sealed", "valid", "public", "sealed" },
		{ "Anon", "valid", "anonymous", "filed" }, { "Priv", "valid", "private", "public" },
		{ "Dup", "duplicate", "public", "filed" }, { "Bad", "invalid", "public", "filed" },
		{ "Wait", "pending", "public", "filed" },
		{ "Out", "withdrawn", "public", "filed" } };
	struct db *db = *state;
	struct roll_options o = { .petition = petition(db) };
	struct str names = STR_INIT;
	struct roll_sum sum;
	int64_t n = -1;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		put(db, ENTITY_SIGNATORY, "petition", "p", "name", rows[i][0], "state", rows[i][1],
			"consent", rows[i][2], "level", rows[i][3], NULL);
	for (enum roll_order order = ROLL_NAME; order <= ROLL_SIGNED; order++)
		assert_roll(db, &(struct roll_options){ .order = order }, "Ana Zoe כהן");
	must(db, roll_walk(db, &o, add_name, &names, &sum));
	assert_int_equal(sum.named, 3);
	assert_int_equal(sum.anonymous, 1);
	assert_int_equal(sum.withheld, 3);
	must(db, count_named(db, petition(db), &n));
	assert_int_equal(n, 3);
	str_clear(&names);
	assert_int_equal(roll_walk(db, &o, first_only, &names, &sum), ST_STOPPED);
	assert_string_equal(str_text(&names), "Ana");
	str_clear(&names);
	o.petition++;
	must(db, roll_walk(db, &o, add_name, &names, &sum));
	assert_string_equal(str_text(&names), "");
	str_free(&names);
}

static void roll_walk__follows_the_language(void **state)
{
	static const char *const names[] = { "Ñandú", "Nuria", "Zoe", "Åsa", "Olga", "Ulla" };
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		put(db, ENTITY_SIGNATORY, "petition", "p", "name", names[i], "consent", "public",
			NULL);
	assert_roll(db, &(struct roll_options){ 0 }, "Åsa Ñandú Nuria Olga Ulla Zoe");
	assert_roll(
		db, &(struct roll_options){ .language = "en" }, "Åsa Ñandú Nuria Olga Ulla Zoe");
	assert_roll(db, &(struct roll_options){ .language = "no such thing" },
		"Åsa Ñandú Nuria Olga Ulla Zoe");
	assert_roll(
		db, &(struct roll_options){ .language = "es" }, "Åsa Nuria Ñandú Olga Ulla Zoe");
	assert_roll(
		db, &(struct roll_options){ .language = "sv" }, "Ñandú Nuria Olga Ulla Zoe Åsa");
}

static void roll_walk__goes_by_place_and_day(void **state)
{
	static const char *const rows[][4] = { { "A", "IL", "Haifa", "2020-07-19" },
		{ "B", "IL", "haifa", "2020-07-17" }, { "C", "IL", NULL, NULL },
		{ "D", NULL, "Haifa", "2020-07" }, { "E", "HK", "香港", "2020-07-18" },
		{ "F", "IL", "Acre", "2020-07-17" }, { "G", NULL, NULL, "2019" } };
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *given[6];
		size_t n = 0;

		for (size_t k = 1; k < 4; k++)
			if (rows[i][k]) {
				static const char *const fields[] = { "", "country", "city",
					"signed" };

				given[n++] = fields[k];
				given[n++] = rows[i][k];
			}
		while (n < 6)
			given[n++] = NULL;
		put(db, ENTITY_SIGNATORY, "petition", "p", "name", rows[i][0], "consent", "public",
			given[0], given[1], given[2], given[3], given[4], given[5], NULL);
	}
	/* Of two that differ in case alone the lower comes first, as in every collation of CLDR. */
	assert_roll(db, &(struct roll_options){ .order = ROLL_PLACE }, "E F B A C D G");
	assert_roll(db, &(struct roll_options){ .order = ROLL_SIGNED }, "G D B F E A C");
}

/* However few rows it holds at a time, the order is the same, and nobody is lost. */
static void roll_walk__is_the_same_in_many_passes(void **state)
{
	static const char *const states[] = { "valid", "valid", "valid", "pending", "withdrawn" };
	static const char *const consents[] = { "public", "public", "anonymous", "private" };
	static const char *const countries[] = { "IL", "HK", "MX" };
	struct db *db = *state;
	struct chance chance = chance_open(__func__);

	for (int i = 0; i < 300; i++) {
		char name[32];

		snprintf(name, sizeof(name), "N%u", chance_below(&chance, 90));
		put(db, ENTITY_SIGNATORY, "petition", "p", "name", name, "state",
			states[chance_below(&chance, 5)], "consent",
			consents[chance_below(&chance, 4)], "country",
			countries[chance_below(&chance, 3)], NULL);
	}
	for (enum roll_order order = ROLL_NAME; order <= ROLL_SIGNED; order++) {
		struct roll_options o = {
			.petition = petition(db), .order = order, .language = "sv"
		};
		struct str once = STR_INIT;
		struct roll_sum sum;
		struct count count;

		must(db, roll_walk(db, &o, add_name, &once, &sum));
		must(db, count_petition(db, o.petition, &count));
		assert_int_equal(sum.named + sum.anonymous + sum.withheld, count.counted);
		for (size_t n = 1; n < 80; n += 13) {
			o.at_once = n;
			assert_roll(db, &o, str_text(&once));
		}
		count_free(&count);
		str_free(&once);
	}
}

static enum status add_place(void *arg, const struct roll_place *p)
{
	struct str *out = arg;

	str_addf(out, "%s/%s:%d ", p->country, p->others ? "..." : p->city, (int)p->signatures);
	return ST_OK;
}

static void roll_places__count_everybody(void **state)
{
	struct db *db = *state;
	struct roll_options o = { .petition = petition(db) };
	struct str places = STR_INIT;
	struct roll_sum sum;

	must(db, roll_places(db, &o, add_place, &places, &sum));
	assert_string_equal(str_text(&places), "");
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "A", "country", "MX", "city", "Mérida",
		NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "B", "country", "MX", "city", "MERIDA",
		"consent", "anonymous", NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "C", "country", "MX", "city", "Puebla",
		"level", "sealed", NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "D", "consent", "public", NULL);
	for (int i = 0; i < 3; i++)
		put(db, ENTITY_SIGNATORY, "petition", "p", "name", "F", "country", "MX", "city",
			i % 2 ? "mérida" : "Mérida", NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "G", "country", "FR", NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "E", "city", "Puebla", "country", "MX",
		"state", "withdrawn", NULL);
	must(db, roll_places(db, &o, add_place, &places, &sum));
	assert_string_equal(str_text(&places), "FR/:1 MX/MERIDA:5 MX/...:1 /:1 ");
	assert_int_equal(sum.named + sum.anonymous + sum.withheld, 8);
	str_free(&places);
}

static void roll_places__parts_cities_that_begin_alike(void **state)
{
	static const char *const cities[] = {
		"San Francisco de Macorís, provincia de Duarte",
		"San Francisco de Macorís, provincia de Espaillat",
	};
	struct db *db = *state;
	struct roll_options o = { .petition = petition(db) };
	struct str places = STR_INIT;
	struct roll_sum sum;

	for (int i = 0; i < 12; i++) {
		char name[] = { (char)('a' + i), '\0' };

		put(db, ENTITY_SIGNATORY, "petition", "p", "name", name, "country", "DO", "city",
			cities[i % 2], NULL);
	}
	must(db, roll_places(db, &o, add_place, &places, &sum));
	assert_non_null(strstr(str_text(&places), "Duarte:6 "));
	assert_non_null(strstr(str_text(&places), "Espaillat:6 "));
	str_free(&places);
}

static void initials__show_no_name(void **state)
{
	static const char *const names[][2] = { { "Noa Ben-David", "N. B." },
		{ "  josé  maría ", "J. M." }, { "נועה כהן", "נ. כ." }, { "陳小明", "陳" },
		{ "歐陽 小明", "歐" }, { "김철수", "김" }, { "(Dr.) Ana 'x", "D. A. X." },
		{ "n\xcc\x83u o", "N\xcc\x83. O." }, { "2021 !", "–" }, { "", "–" },
		{ "\xff\xfe ab", "A." } };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str out = STR_INIT;

		initials_add(&out, names[i][0], strlen(names[i][0]));
		assert_string_equal(str_text(&out), names[i][1]);
		str_free(&out);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(roll_walk__gives_those_who_may_be_named_by_name),
		TEST(roll_walk__follows_the_language),
		TEST(roll_walk__goes_by_place_and_day),
		TEST(roll_walk__is_the_same_in_many_passes),
		TEST(roll_places__count_everybody),
		TEST(roll_places__parts_cities_that_begin_alike),
		cmocka_unit_test(initials__show_no_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
