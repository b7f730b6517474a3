#include "config.h"

#include "model/anonymise.h"

#include "model/count.h"
#include "model/journal.h"
#include "model/roll.h"
#include "model/signatory.h"
#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

static int set_up(void **state)
{
	struct db *db;

	setenv("AMPARO_TODAY", "2026-11-20", 1);
	setenv("AMPARO_NOW", "2026-11-20T10:00:00Z", 1);
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

static struct date day(const char *text)
{
	struct date d;

	assert_int_equal(date_parse(text, &d), ST_OK);
	return d;
}

/* All counts that must stay, as text. */
static char *counts(struct db *db)
{
	struct str out = STR_INIT;

	dump_rows(db,
		"SELECT petition, country, signed, state, consent, rule, level, count(*) FROM "
		"signatory GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7",
		&out);
	return str_detach(&out);
}

static const char *pick(struct chance *chance, const char *const *list, uint32_t n)
{
	return list[chance_below(chance, n)];
}

#define PICK(list) pick(&chance, list, sizeof(list) / sizeof((list)[0]))

/* Everything that says who it is holds the word "secret". */
static void sign_many(struct db *db, int n, struct chance chance)
{
	static const char *const days[] = { "2019-12-31", "2020-07-17", "2020-07", "2020", "2021~",
		"2021-05-05", NULL };
	static const char *const states[] = { "valid", "pending", "duplicate", "invalid",
		"withdrawn" };
	static const char *const countries[] = { "IL", "HK", NULL };
	static const char *const consents[] = { "public", "anonymous", "private" };

	for (int i = 0; i < n; i++)
		put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Secret Name", "given", "secret",
			"family", "secret", "email", "secret@example.org", "city", "secret",
			"region", "secret", "postcode", "secret", "comment", "secret", "reason",
			"secret", "notes", "secret", "title", "secret", "consent_source",
			"e-mail from Secret Name", "rule", "by-hand", "signed", PICK(days), "state",
			PICK(states), "consent", PICK(consents), "country", PICK(countries), NULL);
	raw(db, "UPDATE signatory SET extra = 'secret', external_id = 'secret'");
}

static int64_t told(struct db *db)
{
	return raw_number(db,
		"SELECT count(*) FROM signatory WHERE instr(lower(name || coalesce(title, '') || "
		"coalesce(given, '') || coalesce(family, '') || coalesce(email, '') || "
		"coalesce(city, '') || coalesce(region, '') || coalesce(postcode, '') || "
		"coalesce(comment, '') || coalesce(reason, '') || coalesce(notes, '') || "
		"coalesce(extra, '') || coalesce(external_id, '') || "
		"coalesce(consent_source, '')), 'secret')");
}

static void anonymise__keeps_every_count(void **state)
{
	struct db *db = *state;
	struct date before = day("2021-01-01");
	struct anonymise_sum dry, done, again;
	struct count was, is;
	char *first, *kept, *now, *label = NULL;
	int64_t parts = 0;

	sign_many(db, 80, chance_open(__func__));
	first = dump(db);
	kept = counts(db);
	must(db, count_petition(db, petition(db), &was));
	must(db, anonymise_count(db, petition(db), &before, &dry));
	assert_dump(db, first);
	must(db, anonymise(db, petition(db), &before, &done));
	assert_int_equal(done.rows, dry.rows);
	assert_int_equal(done.rows + done.later, 80);
	for (size_t i = 0; i < dry.n_parts; i++) {
		parts += dry.parts[i].rows;
		assert_in_range(dry.parts[i].year, 2019, 2020);
	}
	assert_int_equal(parts, dry.rows);
	now = counts(db);
	assert_string_equal(now, kept);
	assert_int_equal(told(db), done.later);
	must(db, count_petition(db, petition(db), &is));
	assert_int_equal(is.counted, was.counted);
	assert_int_equal(is.n_places, was.n_places);
	assert_index_whole(db);
	must(db, anonymise(db, petition(db), &before, &again));
	assert_int_equal(again.rows, 0);
	assert_int_equal(again.already, done.rows);
	must(db, journal_undo(db, &label));
	assert_dump(db, first);
	assert_index_whole(db);
	count_free(&was);
	count_free(&is);
	anonymise_free(&dry);
	anonymise_free(&done);
	anonymise_free(&again);
	free(first);
	free(kept);
	free(now);
	free(label);
}

static void anonymise__takes_the_day_it_came_where_there_is_none(void **state)
{
	struct db *db = *state;
	struct date before = day("2021-01-01");
	struct anonymise_sum sum;
	int64_t exhibit =
		put(db, ENTITY_EXHIBIT, "case", "c", "ref", "file", "title", "File", NULL);
	char sql[512];

	for (int i = 0; i < 4; i++)
		put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Noa", NULL);
	for (int i = 0; i < 2; i++) {
		snprintf(sql, sizeof(sql),
			"INSERT INTO batch (id, revision, ref, petition, filename, sha256, at, "
			"level, sort_key, exhibit) SELECT %d, 1, 'b%d', id, 'f.csv', "
			"hex(zeroblob(32)), '%d-01-01T00:00:00Z', 'filed', x'', %lld FROM petition",
			90 + i, i, 2020 + i, (long long)exhibit);
		raw(db, sql);
		snprintf(sql, sizeof(sql),
			"UPDATE signatory SET batch = %d WHERE id = (SELECT id FROM signatory "
			"WHERE "
			"batch IS NULL LIMIT 1)",
			90 + i);
		raw(db, sql);
	}
	must(db, anonymise_count(db, petition(db), &before, &sum));
	assert_int_equal(sum.rows, 1);
	assert_int_equal(sum.later, 3);
	assert_string_equal(str_text(&sum.sources), "file");
	anonymise_free(&sum);
	/* What was typed is of the day of its entry in the log. */
	before = day("2026-11-21");
	must(db, anonymise(db, petition(db), &before, &sum));
	assert_int_equal(sum.rows, 4);
	anonymise_free(&sum);
}

static enum status count_one(void *arg, const struct signatory *s)
{
	(void)s;
	++*(int *)arg;
	return ST_OK;
}

static void anonymise__leaves_no_name_to_hand_over(void **state)
{
	struct db *db = *state;
	struct date before = day("2021-01-01");
	struct anonymise_sum sum;
	struct roll_options o = { .petition = petition(db) };
	struct roll_sum roll;
	int64_t named = 0;
	int n = 0;

	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Noa", "signed", "2020", "consent",
		"public", NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Dan", "signed", "2022", "consent",
		"public", NULL);
	must(db, anonymise(db, petition(db), &before, &sum));
	must(db, roll_walk(db, &o, count_one, &n, &roll));
	must(db, count_named(db, o.petition, &named));
	assert_int_equal(n, 1);
	assert_int_equal(named, 1);
	assert_int_equal(roll.withheld, 1);
	anonymise_free(&sum);
}

/* So many that the indexes are made anew. */
static void anonymise__does_very_many(void **state)
{
	struct db *db = *state;
	struct date before = day("2021-01-01");
	struct anonymise_sum sum;
	struct change *c = NULL;
	struct signatory_writer *w = NULL;
	char *schema, *first, *label = NULL;

	must(db, change_begin(db, &c, "test"));
	must(db, signatory_writer_open(c, petition(db), 0, 25000, &w));
	for (int i = 0; i < 25000; i++) {
		struct signatory s = { .name = { "Noa", 3 }, .signed_on = { "2020", 4 } };

		must(db, signatory_write(w, &s));
	}
	must(db, signatory_writer_close(w));
	must(db, change_commit(c));
	schema = dump_schema(db);
	first = dump(db);
	must(db, anonymise(db, petition(db), &before, &sum));
	assert_int_equal(sum.rows, 25000);
	assert_index_whole(db);
	anonymise_free(&sum);
	must(db, journal_undo(db, &label));
	assert_dump(db, first);
	free(first);
	first = dump_schema(db);
	assert_string_equal(first, schema);
	free(first);
	free(schema);
	free(label);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(anonymise__keeps_every_count),
		TEST(anonymise__takes_the_day_it_came_where_there_is_none),
		TEST(anonymise__leaves_no_name_to_hand_over),
		TEST(anonymise__does_very_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
