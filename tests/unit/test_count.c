#include "config.h"

#include "model/count.h"

#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

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
	/* What is said of one country is no total of all; within a day the hour decides. */
	put(db, ENTITY_TOTAL, "petition", "p", "source", "the site", "value", "9", "observed",
		"2020-07-18", "part", "country", "country", "IL", NULL);
	put(db, ENTITY_TOTAL, "petition", "p", "source", "the site", "value", "320", "observed",
		"2020-07-18", "part", "whole", "time", "18:00", NULL);
	put(db, ENTITY_TOTAL, "petition", "p", "source", "the site", "value", "315", "observed",
		"2020-07-18", "time", "09:00", NULL);
	must(db, count_petition(db, p, &c));
	assert_int_equal(c.declared, 320);
	count_free(&c);
	must(db, count_petition(db, make_petition(db, "q"), &c));
	assert_int_equal(c.declared, -1);
	assert_string_equal(c.declared_on, "");
	count_free(&c);
}

/* ---- a bit at a time ---- */

struct patience {
	struct chance *chance;
	uint32_t often; /* one in so many times it stops */
};

static bool now_and_then(void *arg)
{
	struct patience *p = arg;

	return chance_below(p->chance, p->often) == 0;
}

static void assert_same(const struct count *a, const struct count *b)
{
	assert_int_equal(a->held, b->held);
	assert_int_equal(a->pending, b->pending);
	assert_int_equal(a->valid, b->valid);
	assert_int_equal(a->duplicate, b->duplicate);
	assert_int_equal(a->invalid, b->invalid);
	assert_int_equal(a->withdrawn, b->withdrawn);
	assert_int_equal(a->counted, b->counted);
	assert_int_equal(a->declared, b->declared);
	assert_int_equal(a->n_places, b->n_places);
	for (size_t i = 0; i < a->n_places; i++) {
		assert_string_equal(a->places[i].country, b->places[i].country);
		assert_int_equal(a->places[i].counted, b->places[i].counted);
	}
}

static void count_step__gives_what_one_read_gives_however_it_is_stopped(void **state)
{
	struct chance chance = chance_open("count");
	struct patience patience = { &chance, 2 };
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct count_work *w = NULL;
	struct count whole, parts;
	enum status st = ST_OK;
	int stops = 0;

	raw(db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 60000) "
		"INSERT INTO signatory (id, revision, ref, petition, name, country, state, "
		"consent, "
		"level, sort_key) SELECT i, 1, 's' || i, (SELECT id FROM petition), 'N', "
		"CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN 'AA' WHEN 2 THEN 'ZZ' ELSE 'IL' END, "
		"CASE i % 5 WHEN 0 THEN 'pending' WHEN 1 THEN 'withdrawn' ELSE 'valid' END, "
		"'private', 'filed', CAST(i % 100 AS BLOB) FROM n");
	must(db, count_petition(db, p, &whole));
	assert_int_equal(whole.held, 60000);
	must(db, count_begin(db, p, &w));
	db_set_interrupt(db, now_and_then, &patience);
	while (st != ST_END) {
		st = count_step(w);
		assert_true(st == ST_OK || st == ST_STOPPED || st == ST_END);
		stops += st == ST_STOPPED;
		assert_true(count_so_far(w)->held <= whole.held);
	}
	assert_int_equal(count_step(w), ST_END);
	db_set_interrupt(db, NULL, NULL);
	assert_true(stops > 0);
	count_finish(w, &parts);
	assert_same(&parts, &whole);
	count_free(&parts);
	count_free(&whole);
	must(db, count_begin(db, p, &w));
	count_free_work(w);
	count_free_work(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(count_petition__counts_by_state_and_country),
		MODEL_TEST(count_step__gives_what_one_read_gives_however_it_is_stopped),
		MODEL_TEST(count_petition__knows_the_latest_total_declared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
