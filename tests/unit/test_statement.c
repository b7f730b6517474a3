#include "config.h"

#include "model/statement.h"

#include "model/query.h"
#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

static int64_t make_petition(struct db *db, const char *ref)
{
	if (!raw_number(db, "SELECT count(*) FROM \"case\""))
		put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	return put(db, ENTITY_PETITION, "case", "c", "ref", ref, "title", "P", NULL);
}

static void sign(struct db *db, const char *state, const char *country, const char *signed_on)
{
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Somebody", "state", state, "country",
		country, "signed", signed_on, NULL);
}

static void declare(struct db *db, const char *value, const char *observed, const char *time)
{
	put(db, ENTITY_TOTAL, "petition", "p", "source", "the site", "value", value, "observed",
		observed, "time", time, NULL);
}

static void threshold(struct db *db, const char *kind, const char *value, const char *country)
{
	put(db, ENTITY_THRESHOLD, "petition", "p", "title", "T", "kind", kind, "value", value,
		"country", country, NULL);
}

/* How many rows a line's filter lists. */
static int64_t listed(
	struct db *db, const struct statement *s, enum entity_id entity, const char *where)
{
	struct query q = {
		.entity = entity, .owner = ENTITY_PETITION, .owner_id = s->petition, .where = where
	};
	int64_t n = -1;

	must(db, query_count(db, &q, &n));
	return n;
}

/* ---- properties ---- */

static const char *const names[] = { "duplicate", "invalid", "pending", "withdrawn" };

/* What every statement must be, whatever the rows. */
static void assert_sums(struct db *db, const struct statement *s)
{
	int64_t less = 0, rules = -1, countries = 0, regions = -1, dates = 0, country = 0;

	for (size_t i = 0; i < s->n_lines; i++) {
		const struct statement_line *l = &s->lines[i];

		if (l->kind != STATEMENT_RULE && rules >= 0)
			assert_int_equal(rules, 0);
		if (l->kind != STATEMENT_REGION && regions >= 0)
			assert_int_equal(regions, 0);
		if (l->kind != STATEMENT_RULE)
			rules = -1;
		if (l->kind != STATEMENT_REGION)
			regions = -1;
		if (l->kind == STATEMENT_STATE) {
			less += l->n;
			rules = i + 1 < s->n_lines && s->lines[i + 1].kind == STATEMENT_RULE ? l->n
											     : -1;
		} else if (l->kind == STATEMENT_RULE) {
			rules -= l->n;
		} else if (l->kind == STATEMENT_COUNTRY) {
			countries += country = l->n;
			regions = s->lines[i + 1].kind == STATEMENT_REGION ? l->n : -1;
		} else if (l->kind == STATEMENT_REGION) {
			regions -= l->n;
		} else if (l->kind == STATEMENT_DAY || l->kind == STATEMENT_UNDATED) {
			dates += l->n;
		}
		if (l->where && l->entity == ENTITY_SIGNATORY)
			assert_int_equal(listed(db, s, l->entity, l->where), l->n);
		else if (l->where)
			assert_int_equal(listed(db, s, l->entity, l->where), 1);
	}
	assert_int_equal(s->held - less, s->counted);
	assert_int_equal(countries, s->counted);
	assert_int_equal(dates, s->counted);
	assert_true(country <= s->counted);
	if (s->declared >= 0)
		assert_int_equal(s->declared - statement_find(s, STATEMENT_NOT_HELD)->n, s->held);
}

/* The same numbers as the count, the rules and the tally give. */
static void assert_agrees(struct db *db, const struct statement *s)
{
	struct count_rule *rules;
	int64_t by_state[4] = { 0 };
	struct count c;
	size_t n;

	must(db, count_petition(db, s->petition, &c));
	assert_int_equal(c.held, s->held);
	assert_int_equal(c.counted, s->counted);
	assert_int_equal(c.declared, s->declared);
	assert_int_equal(c.duplicate, s->by_state[0]);
	assert_int_equal(c.invalid, s->by_state[1]);
	assert_int_equal(c.pending, s->by_state[2]);
	assert_int_equal(c.withdrawn, s->by_state[3]);
	count_free(&c);
	must(db, count_rules(db, s->petition, &rules, &n));
	for (size_t i = 0; i < n; i++)
		for (int k = 0; k < 4; k++)
			if (!strcmp(rules[i].state, names[k]))
				by_state[k] += rules[i].rows;
	for (int k = 0; k < 4; k++)
		assert_int_equal(by_state[k], s->by_state[k]);
	count_rules_free(rules, n);
}

static bool now_and_then(void *arg)
{
	return chance_below(arg, 3) == 0;
}

static const char *any_of(struct chance *c, const char *const *texts, uint32_t n)
{
	return texts[chance_below(c, n)];
}
#define ANY(c, texts) any_of(c, texts, sizeof(texts) / sizeof((texts)[0]))

static void sign_by_chance(struct db *db, struct chance *c)
{
	static const char *const states[] = { "valid", "valid", "valid", "duplicate", "invalid",
		"pending", "withdrawn" };
	static const char *const rules[] = { NULL, "same-email", "review", "rule:bots", "a, \"b\"",
		"odd word" };
	static const char *const countries[] = { NULL, "IL", "HK", "MX", "GB" };
	static const char *const regions[] = { NULL, NULL, "Tel Aviv", "say \"hi\", there",
		"O'Neil", "חיפה", "-x", "a:b" };
	static const char *const dates[] = { NULL, "2020-07-17", "2020-07-18~", "2020-07", "2020",
		"2020-07-18", "1999-12-31?" };
	const char *state = ANY(c, states);

	put(db, ENTITY_SIGNATORY, "petition", chance_below(c, 8) ? "p" : "q", "name", "Somebody",
		"state", state, "rule", strcmp(state, "valid") ? ANY(c, rules) : NULL, "country",
		ANY(c, countries), "region", ANY(c, regions), "signed", ANY(c, dates), NULL);
}

static void statement__parts_sum_to_the_whole_and_open_their_rows(void **state)
{
	struct db *db = *state;
	struct chance chance = chance_open("statement");
	int64_t p = make_petition(db, "p");

	make_petition(db, "q");
	put(db, ENTITY_RULE, "petition", "p", "ref", "bots", "title", "Sent by a program", "kind",
		"email_domain", "pattern", "example.com", "reason", "not people", NULL);
	for (int round = 0; round < 12; round++) {
		struct statement_work *w;
		struct statement s;
		enum status st = ST_OK;

		for (uint32_t i = chance_below(&chance, 40); i > 0; i--)
			sign_by_chance(db, &chance);
		if (round % 3 == 1)
			declare(db, round % 2 ? "30" : "1000", "2020-07-20", NULL);
		db_set_interrupt(db, now_and_then, &chance);
		while ((st = statement_begin(db, p, false, &w)) == ST_STOPPED)
			;
		while (st == ST_OK || st == ST_STOPPED)
			st = statement_step(w);
		db_set_interrupt(db, NULL, NULL);
		assert_int_equal(st, ST_END);
		statement_finish(w, &s);
		assert_sums(db, &s);
		assert_agrees(db, &s);
		statement_free(&s);
		statement_free(&s);
	}
}

static void statement_step__begins_anew_when_the_file_changes(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement_work *w;
	struct statement s;
	enum status st;

	sign(db, "valid", "IL", "2020-07-17");
	must(db, statement_begin(db, p, false, &w));
	sign(db, "valid", "HK", "2020-07-17");
	while ((st = statement_step(w)) == ST_OK)
		;
	assert_int_equal(st, ST_END);
	assert_int_equal(statement_so_far(w)->counted, 2);
	sign(db, "valid", "HK", "2020-07-17");
	while ((st = statement_step(w)) == ST_OK)
		;
	statement_finish(w, &s);
	assert_int_equal(s.counted, 3);
	assert_int_equal(s.held, 3);
	statement_free(&s);
}

static void statement__does_not_tell_too_many_regions_apart(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement s;

	sign(db, "valid", "IL", NULL);
	raw(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) "
		"INSERT INTO signatory (id, revision, ref, petition, name, country, region, state, "
		"consent, level, sort_key) SELECT i, 1, 'x' || i, petition, 'N', 'IL', 'R' || i, "
		"'valid', 'private', 'filed', x'00' FROM n, (SELECT petition FROM signatory LIMIT "
		"1)");
	must(db, statement_petition(db, p, false, &s));
	assert_null(statement_find(&s, STATEMENT_REGION));
	assert_int_equal(statement_find(&s, STATEMENT_REGIONS)->n, 1501);
	assert_sums(db, &s);
	statement_free(&s);
}

/* ---- declared ---- */

static void statement__orders_totals_by_their_day_and_hour(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	const struct statement_line *l;
	struct statement s;

	declare(db, "300", "2020-07-17", "18:00");
	declare(db, "200", "2020-07-17", "09:30");
	declare(db, "100", "2020-07-16", NULL);
	put(db, ENTITY_TOTAL, "petition", "p", "source", "the site", "value", "900", "observed",
		"2020-07-18", "part", "country", "country", "IL", NULL);
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(s.declared, 300);
	l = statement_find(&s, STATEMENT_DECLARED);
	assert_string_equal(l->date, "2020-07-17");
	assert_string_equal(l->time, "18:00");
	assert_string_equal(l->name, "the site");
	assert_int_equal(statement_find(&s, STATEMENT_NOT_HELD)->n, 300);
	assert_int_equal(s.n_totals, 3);
	assert_int_equal(s.totals[0].value, 100);
	assert_int_equal(s.n_parts, 1);
	assert_int_equal(s.parts[0].value, 900);
	assert_agrees(db, &s);
	statement_free(&s);
}

static void statement__tells_what_other_sources_said_last(void **state)
{
	static const char *const rows[][3] = { { "the site", "10", "2020-07-17" },
		{ "a report", "25", "2020-07-19" }, { "the site", "20", "2020-07-20" } };
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement s;

	declare(db, "5", "2020-07-16", NULL);
	must(db, statement_petition(db, p, false, &s));
	assert_null(statement_find(&s, STATEMENT_SOURCE));
	statement_free(&s);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		put(db, ENTITY_TOTAL, "petition", "p", "source", rows[i][0], "value", rows[i][1],
			"observed", rows[i][2], NULL);
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(s.declared, 20);
	assert_int_equal(s.lines[1].kind, STATEMENT_SOURCE);
	assert_int_equal(s.lines[1].n, 25);
	assert_string_equal(s.lines[1].name, "a report");
	assert_int_equal(s.lines[2].kind, STATEMENT_NOT_HELD);
	assert_sums(db, &s);
	statement_free(&s);
}

static void statement__may_hold_more_than_was_declared(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement s;

	declare(db, "1", NULL, NULL);
	sign(db, "valid", "IL", NULL);
	sign(db, "pending", "IL", NULL);
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(statement_find(&s, STATEMENT_NOT_HELD)->n, -1);
	assert_string_equal(
		statement_find(&s, STATEMENT_NOT_HELD)->label, "held here, but not declared");
	statement_free(&s);
	must(db, statement_petition(db, make_petition(db, "q"), false, &s));
	assert_int_equal(s.declared, -1);
	assert_null(statement_find(&s, STATEMENT_DECLARED));
	assert_null(statement_find(&s, STATEMENT_NOT_HELD));
	statement_free(&s);
}

static void statement__keeps_the_latest_of_each_source_and_place(void **state)
{
	static const char *const rows[][5] = { { "the site", "10", "2020-07-17", "country", "IL" },
		{ "the site", "30", "2020-07-19", "country", "IL" },
		{ "the site", "20", "2020-07-18", "country", "IL" },
		{ "a report", "25", "2020-07-20", "country", "IL" },
		{ "the site", "5", "2020-07-20", "country", "HK" } };
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement s;

	sign(db, "valid", "IL", NULL);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		put(db, ENTITY_TOTAL, "petition", "p", "source", rows[i][0], "value", rows[i][1],
			"observed", rows[i][2], "part", rows[i][3], "country", rows[i][4], NULL);
	put(db, ENTITY_TOTAL, "petition", "p", "source", "s", "value", "7", "part", "region",
		"country", "IL", "place", "Haifa", NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "N", "country", "IL", "region", "Haifa",
		NULL);
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(s.n_parts, 4);
	assert_int_equal(s.parts[0].value, 30);
	assert_int_equal(s.parts[0].counted, 2);
	assert_int_equal(s.parts[1].value, 25);
	assert_int_equal(s.parts[2].value, 5);
	assert_int_equal(s.parts[2].counted, -1);
	assert_string_equal(s.parts[3].place, "Haifa");
	assert_int_equal(s.parts[3].counted, 1);
	assert_int_equal(statement_find(&s, STATEMENT_COUNTRY)->declared, 25);
	assert_sums(db, &s);
	statement_free(&s);
}

static void statement__leaves_out_what_may_not_leave(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement s;

	declare(db, "100", "2020-07-17", NULL);
	put(db, ENTITY_TOTAL, "petition", "p", "source", "a source at risk", "value", "200",
		"observed", "2020-07-18", "level", "sealed", NULL);
	put(db, ENTITY_THRESHOLD, "petition", "p", "title", "T", "kind", "signatures", "value", "5",
		"level", "team", NULL);
	put(db, ENTITY_RULE, "petition", "p", "ref", "bots", "title", "Secret", "kind", "place",
		"pattern", "Haifa", "reason", "r", "level", "team", NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "name", "N", "state", "invalid", "rule",
		"rule:bots", NULL);
	must(db, statement_petition(db, p, true, &s));
	assert_int_equal(s.declared, 100);
	assert_int_equal(s.n_totals, 1);
	assert_int_equal(s.n_thresholds, 0);
	assert_null(statement_find(&s, STATEMENT_RULE)->name);
	statement_free(&s);
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(s.declared, 200);
	assert_int_equal(s.n_thresholds, 1);
	assert_string_equal(statement_find(&s, STATEMENT_RULE)->name, "Secret");
	statement_free(&s);
}

/* ---- thresholds ---- */

static void assert_reached(const struct statement_reached *r, enum statement_reach reach,
	const char *day, int64_t missing)
{
	assert_int_equal(r->reach, reach);
	assert_string_equal(r->day, day);
	assert_int_equal(r->missing, missing);
}

static void thresholds__say_the_day_of_the_nth_signature(void **state)
{
	static const char *const days[] = { "2020-07-19", "2020-07-17", "2020-07-18",
		"2020-07-17" };
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement s;

	set(db, ENTITY_PETITION, p, "target", "4");
	threshold(db, "signatures", "2", NULL);
	threshold(db, "signatures", "3", NULL);
	threshold(db, "signatures", "9", NULL);
	for (int i = 0; i < 4; i++)
		sign(db, "valid", "IL", days[i]);
	sign(db, "pending", "IL", "2020-07-01");
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(s.n_thresholds, 4);
	assert_string_equal(s.thresholds[0].ref, "");
	assert_reached(&s.thresholds[0].counted, REACH_ON, "2020-07-19", 0);
	assert_reached(&s.thresholds[1].counted, REACH_ON, "2020-07-17", 0);
	assert_reached(&s.thresholds[2].counted, REACH_ON, "2020-07-18", 0);
	assert_reached(&s.thresholds[3].counted, REACH_NOT, "", 5);
	assert_int_equal(s.thresholds[0].declared.have, -1);
	statement_free(&s);
	/* Whoever gave no date may have been the first, or the last. */
	sign(db, "valid", "IL", NULL);
	sign(db, "valid", "IL", "2020-07");
	must(db, statement_petition(db, p, false, &s));
	assert_reached(&s.thresholds[0].counted, REACH_BY, "2020-07-19", 0);
	assert_reached(&s.thresholds[1].counted, REACH_BY, "2020-07-17", 0);
	assert_reached(&s.thresholds[3].counted, REACH_NOT, "", 3);
	statement_free(&s);
	for (int i = 0; i < 3; i++)
		sign(db, "valid", "IL", NULL);
	must(db, statement_petition(db, p, false, &s));
	assert_reached(&s.thresholds[3].counted, REACH_UNDATED, "", 0);
	statement_free(&s);
}

static void thresholds__ask_for_a_minimum_in_so_many_countries(void **state)
{
	static const char *const rows[][2] = { { "FR", "2020-07-17" }, { "FR", "2020-07-20" },
		{ "DE", "2020-07-18" }, { "DE", "2020-07-19" }, { "IT", "2020-07-21" },
		{ "ES", "2020-07-01" } };
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement s;

	threshold(db, "countries", "2", NULL);
	threshold(db, "countries", "3", NULL);
	threshold(db, "country", "2", "FR");
	threshold(db, "country", "2", "DE");
	threshold(db, "country", "2", "IT");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		sign(db, "valid", rows[i][0], rows[i][1]);
	must(db, statement_petition(db, p, false, &s));
	assert_int_equal(s.n_thresholds, 5);
	assert_reached(&s.thresholds[0].counted, REACH_ON, "2020-07-20", 0);
	assert_int_equal(s.thresholds[0].counted.have, 2);
	assert_reached(&s.thresholds[1].counted, REACH_NOT, "", 1);
	assert_string_equal(s.thresholds[2].country, "DE");
	assert_reached(&s.thresholds[2].counted, REACH_ON, "2020-07-19", 0);
	assert_reached(&s.thresholds[3].counted, REACH_ON, "2020-07-20", 0);
	assert_reached(&s.thresholds[4].counted, REACH_NOT, "", 1);
	statement_free(&s);
}

static void thresholds__are_reached_by_the_first_total_at_or_above(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement s;

	threshold(db, "signatures", "150", NULL);
	threshold(db, "signatures", "500", NULL);
	threshold(db, "countries", "1", NULL);
	threshold(db, "country", "40", "IL");
	declare(db, "100", "2020-07-17", NULL);
	declare(db, "200", "2020-07-19", NULL);
	declare(db, "150", "2020-07-18", NULL);
	put(db, ENTITY_TOTAL, "petition", "p", "source", "s", "value", "41", "part", "country",
		"country", "IL", "observed", "2020-07-20", NULL);
	must(db, statement_petition(db, p, false, &s));
	assert_reached(&s.thresholds[0].declared, REACH_BY, "2020-07-18", 0);
	assert_reached(&s.thresholds[0].counted, REACH_NOT, "", 150);
	assert_reached(&s.thresholds[1].declared, REACH_NOT, "", 300);
	assert_reached(&s.thresholds[2].declared, REACH_BY, "2020-07-20", 0);
	assert_int_equal(s.thresholds[2].declared.have, 1);
	assert_reached(&s.thresholds[3].declared, REACH_BY, "2020-07-20", 0);
	statement_free(&s);
}

static void growth__is_what_was_there_by_each_day(void **state)
{
	struct db *db = *state;
	int64_t p = make_petition(db, "p");
	struct statement_point *points;
	struct statement s;
	size_t n;

	sign(db, "valid", "IL", "2020-07-18");
	sign(db, "valid", "IL", "2020-07-17");
	sign(db, "valid", "IL", "2020-07-18");
	sign(db, "valid", "IL", "2020-07");
	sign(db, "valid", "IL", NULL);
	declare(db, "10", "2020-07-17", "08:00");
	declare(db, "12", "2020-07-17", "09:00");
	declare(db, "20", "2020-07", NULL);
	must(db, statement_petition(db, p, false, &s));
	points = statement_growth(&s, &n);
	assert_int_equal(n, 2);
	assert_int_equal(points[0].n, 1);
	assert_int_equal(points[1].n, 3);
	assert_int_equal(points[1].day, points[0].day + 1);
	free(points);
	points = statement_declared_growth(&s, &n);
	assert_int_equal(n, 1);
	assert_int_equal(points[0].n, 12);
	free(points);
	assert_int_equal(s.undated, 1);
	statement_free(&s);
	/* What a newspaper says is no growth of what the site said. */
	put(db, ENTITY_TOTAL, "petition", "p", "source", "A newspaper of another land", "value",
		"9", "observed", "2031-01-01", NULL);
	put(db, ENTITY_TOTAL, "petition", "p", "source", "A newspaper of another land", "value",
		"10", "observed", "2031-01-02", NULL);
	must(db, statement_petition(db, p, false, &s));
	points = statement_declared_growth(&s, &n);
	assert_int_equal(n, 3);
	assert_false(points[0].apart);
	assert_true(points[1].apart);
	assert_false(points[2].apart);
	free(points);
	statement_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(statement__parts_sum_to_the_whole_and_open_their_rows),
		MODEL_TEST(statement_step__begins_anew_when_the_file_changes),
		MODEL_TEST(statement__does_not_tell_too_many_regions_apart),
		MODEL_TEST(statement__orders_totals_by_their_day_and_hour),
		MODEL_TEST(statement__tells_what_other_sources_said_last),
		MODEL_TEST(statement__may_hold_more_than_was_declared),
		MODEL_TEST(statement__keeps_the_latest_of_each_source_and_place),
		MODEL_TEST(statement__leaves_out_what_may_not_leave),
		MODEL_TEST(thresholds__say_the_day_of_the_nth_signature),
		MODEL_TEST(thresholds__ask_for_a_minimum_in_so_many_countries),
		MODEL_TEST(thresholds__are_reached_by_the_first_total_at_or_above),
		MODEL_TEST(growth__is_what_was_there_by_each_day),
	};

	return cmocka_run_group_tests_name("statement", tests, NULL, NULL);
}
