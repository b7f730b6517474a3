#include "config.h"

#include "tests/unit/model_help.h"

#include "model/chronology.h"
#include "model/event.h"

static void event_dates_conflict__where_no_day_is_in_common(void **state)
{
	static const struct {
		const char *a, *b;
		bool conflict;
	} cases[] = {
		{ "2020-04-17", "2020-04-17", false },
		{ "2020-04-17", "2020-04-18", true },
		{ "2020-04-17", "2020-04", false },
		{ "2020-04-17", "2020-05", true },
		{ "2020-04", "2020", false },
		{ "2019", "2020", true },
		{ "2020-04-17~", "2020-04-18", false }, /* about: a day on both sides */
		{ "2020-04-17~", "2020-04-19", true },
		{ "2020-04-17%", "2020-04-16", false },
		{ "2020-04~", "2020-05-31", false }, /* a month */
		{ "2020-04~", "2020-06-01", true },
		{ "2020-04~", "2020-03-01", false },
		{ "2020-04~", "2020-02-29", true },
		{ "2020-01~", "2020-02-29", false }, /* the last day of a shorter month */
		{ "2020~", "2021-12-31", false },
		{ "2020~", "2022", true },
		{ "2020-04-17?", "2020-04-18", true }, /* uncertain: to be looked into */
		{ "0001~", "0001-01-01", false },
		{ "9999~", "9999-12-31", false },
		{ "", "2020", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (event_dates_conflict(cases[i].a, cases[i].b) != cases[i].conflict ||
			event_dates_conflict(cases[i].b, cases[i].a) != cases[i].conflict)
			fail_msg("%s and %s", cases[i].a, cases[i].b);
}

static int64_t make(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "Case", NULL);
	put(db, ENTITY_EXHIBIT, "ref", "x1", "title", "One", "case", "c", "kind", "press", NULL);
	put(db, ENTITY_EXHIBIT, "ref", "x2", "title", "Two", "case", "c", "kind", "press", NULL);
	return put(db, ENTITY_EVENT, "ref", "e", "title", "Event", "case", "c", "date",
		"2020-04-17", "source", "x1", NULL);
}

static enum status collect(void *arg, const struct advice *a)
{
	str_addf(arg, "%s\n", a->text);
	return ST_OK;
}

static void advised(struct db *db, enum entity_id entity, int64_t id, const char *wanted)
{
	struct str all = STR_INIT;
	struct record r;

	must(db, record_load(db, entity, id, &r));
	must(db, advice_of(db, &r, collect, &all));
	assert_string_equal(str_text(&all), wanted);
	record_free(&r);
	str_free(&all);
}

static void event__names_both_sources_where_they_disagree(void **state)
{
	struct db *db = *state;
	struct idset ids = IDSET_INIT;
	int64_t e = make(db), a, other;

	a = put(db, ENTITY_ACCOUNT, "event", "e", "exhibit", "x2", "date", "2020-04", "pages", "3",
		NULL);
	put(db, ENTITY_ACCOUNT, "event", "e", "quote", "without a date", NULL);
	advised(db, ENTITY_EVENT, e, "");
	must(db, event_conflicts(db, 0, &ids));
	assert_int_equal(ids.count, 0);
	set(db, ENTITY_ACCOUNT, a, "date", "2020-05");
	advised(db, ENTITY_EVENT, e,
		"The sources do not agree on the date: 2020-04-17 (x1); 2020-05 (x2, p. 3).\n");
	advised(db, ENTITY_ACCOUNT, a,
		"The sources do not agree on the date: 2020-04-17 (x1); 2020-05 (x2, p. 3).\n");
	must(db, event_conflicts(db, 0, &ids));
	assert_true(idset_has(&ids, e));
	idset_clear(&ids);
	other = put(db, ENTITY_CASE, "ref", "d", "title", "Other", NULL);
	must(db, event_conflicts(db, other, &ids));
	assert_int_equal(ids.count, 0);
	/* Two accounts may disagree about an event that has no date itself. */
	set(db, ENTITY_EVENT, e, "date", NULL);
	advised(db, ENTITY_EVENT, e, "");
	put(db, ENTITY_ACCOUNT, "event", "e", "date", "2021", NULL);
	advised(db, ENTITY_EVENT, e,
		"The sources do not agree on the date: 2020-05 (x2, p. 3); 2021 (no exhibit "
		"named).\n");
}

static void chronology__marks_events_with_conflicting_dates(void **state)
{
	struct db *db = *state;
	struct chronology *c = chronology_new(0, "ref:e,f");
	const struct chronology_mark *marks;
	size_t n;
	enum status st;

	make(db);
	put(db, ENTITY_EVENT, "ref", "f", "title", "Fine", "case", "c", "date", "2020", NULL);
	put(db, ENTITY_ACCOUNT, "event", "e", "exhibit", "x2", "date", "2020-05", NULL);
	put(db, ENTITY_ACCOUNT, "event", "f", "exhibit", "x2", "date", "2020-05", NULL);
	do
		st = chronology_step(db, c);
	while (st == ST_OK);
	assert_int_equal(st, ST_END);
	marks = chronology_marks(c, &n);
	assert_int_equal(n, 2);
	assert_false(marks[0].conflict);
	assert_true(marks[1].conflict);
	chronology_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(event_dates_conflict__where_no_day_is_in_common),
		MODEL_TEST(event__names_both_sources_where_they_disagree),
		MODEL_TEST(chronology__marks_events_with_conflicting_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
