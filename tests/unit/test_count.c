#include "config.h"

#include "model/count.h"

#include "tests/unit/model_help.h"

static int64_t make_petition(struct db *db, const char *ref)
{
	if (!raw_number(db, "SELECT count(*) FROM \"case\""))
		put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	return put(db, ENTITY_PETITION, "case", "c", "ref", ref, "title", "P", NULL);
}

static void sign(struct db *db, const char *state, const char *country)
{
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Somebody", "state", state, "country",
		country, NULL);
}

static void count_petition__counts_by_state_and_country(void **state)
{
	static const struct {
		const char *state, *country;
		int n;
	} rows[] = { { "valid", "IL", 2 }, { "valid", "HK", 4 }, { "valid", NULL, 2 },
		{ "valid", "MX", 1 }, { "pending", "IL", 3 }, { "duplicate", "HK", 5 },
		{ "invalid", NULL, 1 }, { "withdrawn", "FR", 2 } };
	static const struct count_place places[] = { { "HK", 4 }, { "", 2 }, { "IL", 2 },
		{ "MX", 1 } };
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct count c;

	make_petition(db, "q");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int k = 0; k < rows[i].n; k++)
			sign(db, rows[i].state, rows[i].country);
	put(db, ENTITY_SIGNATORY, "petition", "q", "name", "Of another", NULL);
	must(db, count_petition(db, p, &c));
	assert_int_equal(c.held, 20);
	assert_int_equal(c.valid, 9);
	assert_int_equal(c.pending, 3);
	assert_int_equal(c.duplicate, 5);
	assert_int_equal(c.invalid, 1);
	assert_int_equal(c.withdrawn, 2);
	assert_int_equal(c.counted, 9);
	assert_int_equal(c.declared, -1);
	assert_null(c.declared_source);
	assert_int_equal(c.n_places, 4);
	for (size_t i = 0; i < c.n_places; i++) {
		assert_string_equal(c.places[i].country, places[i].country);
		assert_int_equal(c.places[i].counted, places[i].counted);
	}
	count_free(&c);
	count_free(&c);
}

static void count_petition__knows_the_latest_total_declared(void **state)
{
	static const char *const totals[][2] = { { "100", NULL }, { "300", "2020-07-17" },
		{ "200", "2020-07" }, { "250", "2020-06-30~" } };
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct count c;

	for (size_t i = 0; i < sizeof(totals) / sizeof(totals[0]); i++)
		put(db, ENTITY_TOTAL, "petition", "p", "source", "the site", "value", totals[i][0],
			"observed", totals[i][1], NULL);
	must(db, count_petition(db, p, &c));
	assert_int_equal(c.declared, 300);
	assert_string_equal(c.declared_on, "2020-07-17");
	assert_string_equal(c.declared_source, "the site");
	assert_int_equal(c.held, 0);
	assert_int_equal(c.n_places, 0);
	count_free(&c);
	/* Of two of one day the later entry; nothing is known of another petition. */
	put(db, ENTITY_TOTAL, "petition", "p", "source", "a report", "value", "310", "observed",
		"2020-07-17", NULL);
	must(db, count_petition(db, p, &c));
	assert_int_equal(c.declared, 310);
	count_free(&c);
	must(db, count_petition(db, make_petition(db, "q"), &c));
	assert_int_equal(c.declared, -1);
	assert_string_equal(c.declared_on, "");
	count_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(count_petition__counts_by_state_and_country),
		MODEL_TEST(count_petition__knows_the_latest_total_declared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
