#include "config.h"

#include "model/deadline.h"

#include "model/deadline_sheet.h"
#include "model/journal.h"
#include "tests/unit/model_help.h"

/* From a record to a deadline with its arithmetic, and what becomes of it. */

static struct deadline_data shipped(void)
{
	struct deadline_data data = { .n_rules = 0 };

	deadline_data_add(&data, SOURCE_DATADIR "/deadlines");
	return data;
}

struct made {
	int64_t of, petition, ruling, deadline;
};

/* A ruling of 27 June 2021, and 30 days from it: 27 July, a Tuesday. */
static struct made make(struct db *db, const struct deadline_data *data)
{
	struct made m = { .of = put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL) };
	struct deadline_plan plan = { .rule = deadline_rule_find(data, "il-hcj-days"), .n = 30 };
	struct deadline_count count;
	struct record r;

	m.petition = put(db, ENTITY_PETITION, "case", "c", "title", "P", "kind", "court", NULL);
	m.ruling = put(db, ENTITY_RULING, "case", "c", "ref", "r", "title", "R", "date",
		"2021-06-27", "level", "team", NULL);
	must(db, deadline_about(db, &plan, ENTITY_PETITION, m.petition));
	must(db, deadline_about(db, &plan, ENTITY_RULING, m.ruling));
	assert_int_equal(plan.of, m.of);
	must(db, deadline_plan_count(db, data, &plan, &count));
	must(db, deadline_plan_record(db, &plan, &count, &r));
	must(db, deadline_keep(db, &r, "Noa Levi"));
	m.deadline = r.id;
	record_free(&r);
	deadline_count_free(&count);
	return m;
}

static void assert_stale(
	struct db *db, const struct deadline_data *data, int64_t id, const char *what)
{
	struct str why = STR_INIT;
	struct record r;

	must(db, record_load(db, ENTITY_DEADLINE, id, &r));
	must(db, deadline_stale(db, data, &r, &why));
	if (*what ? !strstr(str_text(&why), what) : why.len > 0)
		fail_msg("\"%s\", not \"%s\"", str_text(&why), what);
	record_free(&r);
	str_free(&why);
}

static void keep__takes_day_law_and_arithmetic(void **state)
{
	struct deadline_data data = shipped();
	struct made m = make(*state, &data);
	struct record r;

	must(*state, record_load(*state, ENTITY_DEADLINE, m.deadline, &r));
	assert_string_equal(record_show(&r, "due"), "2021-07-27");
	assert_string_equal(record_show(&r, "warning"), "2021-07-20");
	assert_string_equal(record_show(&r, "counts_from"), "2021-06-27");
	assert_string_equal(record_show(&r, "rule"), "il-hcj-days 30");
	assert_string_equal(record_show(&r, "case"), "c");
	assert_string_equal(record_show(&r, "ruling"), "r");
	assert_int_equal(record_num(&r, "petition"), m.petition);
	assert_non_null(strstr(record_show(&r, "law"), "Interpretation Law"));
	assert_non_null(strstr(record_show(&r, "arithmetic"), "dated 2021-06-27\n"));
	assert_non_null(strstr(record_show(&r, "arithmetic"), "30 days later: 27 July 2021\n"));
	/* As secret as the ruling. */
	assert_string_equal(record_show(&r, "level"), "team");
	record_free(&r);
	deadline_data_free(&data);
}

static void about__refuses_two_cases(void **state)
{
	struct deadline_plan plan = { .n = 0 };
	int64_t other = put(*state, ENTITY_CASE, "ref", "d", "title", "D", NULL);
	int64_t ruling;

	put(*state, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	ruling = put(*state, ENTITY_RULING, "case", "c", "title", "R", NULL);
	must(*state, deadline_about(*state, &plan, ENTITY_CASE, other));
	assert_int_equal(deadline_about(*state, &plan, ENTITY_RULING, ruling), ST_INVALID);
}

/* A ruling whose day is not known to the day gives none. */
static void about__takes_no_month_for_a_day(void **state)
{
	struct deadline_data data = shipped();
	struct deadline_plan plan = { .rule = deadline_rule_find(&data, "echr-4-months") };
	struct deadline_count count;
	int64_t ruling;

	put(*state, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	ruling = put(*state, ENTITY_RULING, "case", "c", "title", "R", "date", "2022-06", NULL);
	must(*state, deadline_about(*state, &plan, ENTITY_RULING, ruling));
	assert_int_equal(deadline_plan_count(*state, &data, &plan, &count), ST_INVALID);
	deadline_count_free(&count);
	deadline_data_free(&data);
}

static void stale__when_the_ruling_has_another_date(void **state)
{
	struct deadline_data data = shipped();
	struct made m = make(*state, &data);

	assert_stale(*state, &data, m.deadline, "");
	set(*state, ENTITY_RULING, m.ruling, "date", "2021-06-28");
	assert_stale(*state, &data, m.deadline, "2021-06-28");
	/* A shorter date is another, too. */
	set(*state, ENTITY_RULING, m.ruling, "date", "2021-06");
	assert_stale(*state, &data, m.deadline, "2021-06");
	set(*state, ENTITY_RULING, m.ruling, "date", "2021-06-27");
	assert_stale(*state, &data, m.deadline, "");
	/* What was met is no longer waited for. */
	set(*state, ENTITY_RULING, m.ruling, "date", "2021-06-28");
	set(*state, ENTITY_DEADLINE, m.deadline, "status", "done");
	assert_stale(*state, &data, m.deadline, "");
	deadline_data_free(&data);
}

static void stale__when_the_rule_or_the_calendar_changed(void **state)
{
	static const char rule[] = "rule il-hcj-days\nname N\nbody B\nlaw Another law\nevent E\n"
				   "term given days\nlast-day next-working-day\ncalendar IL\n";
	static const char calendar[] = "calendar IL 2021\nweekend fri sat\n"
				       "holiday 2021-07-27 A new holiday\n";
	struct deadline_data data = shipped();
	struct made m = make(*state, &data);
	struct deadline_data none = { .n_rules = 0 };

	deadline_data_text(&data, "x", calendar, strlen(calendar), true);
	assert_stale(*state, &data, m.deadline, "the last day is 2021-07-28, not 2021-07-27");
	deadline_data_free(&data);
	data = shipped();
	deadline_data_text(&data, "x", rule, strlen(rule), false);
	assert_stale(*state, &data, m.deadline, "Another law");
	assert_stale(*state, &none, m.deadline, "no rule");
	deadline_data_free(&data);
}

static void stale__leaves_those_alone_that_nobody_counted(void **state)
{
	struct deadline_data data = shipped();
	int64_t id;

	put(*state, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	id = put(*state, ENTITY_DEADLINE, "case", "c", "title", "T", "due", "2026-12-01", "rule",
		"Rule 47", NULL);
	assert_stale(*state, &data, id, "");
	assert_int_equal(deadline_check(*state, &data, id, "Noa"), ST_INVALID);
	deadline_data_free(&data);
}

static void check__is_entered_only_where_it_holds(void **state)
{
	struct deadline_data data = shipped();
	struct made m = make(*state, &data);
	struct record r;

	assert_int_equal(deadline_check(*state, &data, m.deadline, " "), ST_INVALID);
	set(*state, ENTITY_DEADLINE, m.deadline, "due", "2021-08-01");
	assert_int_equal(deadline_check(*state, &data, m.deadline, "Noa"), ST_CONFLICT);
	assert_non_null(strstr(db_error(*state), "the last day is 2021-07-27, not 2021-08-01"));
	set(*state, ENTITY_DEADLINE, m.deadline, "due", "2021-07-27");
	must(*state, deadline_check(*state, &data, m.deadline, "Noa"));
	must(*state, record_load(*state, ENTITY_DEADLINE, m.deadline, &r));
	assert_string_equal(record_show(&r, "checked_by"), "Noa");
	assert_non_null(record_get(&r, "checked"));
	record_free(&r);
	deadline_data_free(&data);
}

static void again__counts_from_what_the_date_is_now(void **state)
{
	struct deadline_data data = shipped();
	struct made m = make(*state, &data);
	struct record r;

	must(*state, deadline_check(*state, &data, m.deadline, "Noa"));
	set(*state, ENTITY_RULING, m.ruling, "date", "2021-06-28");
	must(*state, record_load(*state, ENTITY_DEADLINE, m.deadline, &r));
	must(*state, deadline_again(*state, &data, &r));
	assert_string_equal(record_show(&r, "due"), "2021-07-28");
	assert_string_equal(record_show(&r, "counts_from"), "2021-06-28");
	assert_null(record_get(&r, "checked_by"));
	must(*state, deadline_keep(*state, &r, NULL));
	record_free(&r);
	assert_stale(*state, &data, m.deadline, "");
	deadline_data_free(&data);
}

static void check__knows_who_counted_first(void **state)
{
	struct deadline_data data = shipped();
	struct made m = make(*state, &data);
	struct str by = STR_INIT;
	struct record r;
	int64_t n = 0, first = 0;
	char *label = NULL;

	must(*state, record_load(*state, ENTITY_DEADLINE, m.deadline, &r));
	deadline_counter(&r, &by);
	assert_string_equal(str_text(&by), "Noa Levi");
	assert_true(deadline_counted_by(&r, "NOA LEVI"));
	assert_false(deadline_counted_by(&r, "Noa"));
	assert_false(deadline_counted_by(&r, ""));
	assert_true(deadline_unchecked(&r));
	assert_stale(*state, &data, m.deadline, "");
	must(*state, deadline_count_unchecked(*state, &n, &first));
	assert_int_equal(n, 1);
	assert_int_equal(first, m.deadline);
	record_free(&r);
	must(*state, deadline_check(*state, &data, m.deadline, "Dana Cohen"));
	must(*state, deadline_count_unchecked(*state, &n, &first));
	assert_int_equal(n, 0);
	must(*state, journal_undo(*state, &label));
	free(label);
	must(*state, deadline_count_unchecked(*state, &n, &first));
	assert_int_equal(n, 1);
	/* Counted again by somebody else, or by nobody who is named. */
	must(*state, record_load(*state, ENTITY_DEADLINE, m.deadline, &r));
	must(*state, deadline_keep(*state, &r, "Dana Cohen"));
	assert_null(strstr(record_show(&r, "arithmetic"), "Noa Levi"));
	assert_true(deadline_counted_by(&r, "dana cohen"));
	must(*state, deadline_keep(*state, &r, NULL));
	assert_null(strstr(record_show(&r, "arithmetic"), "Counted by"));
	assert_false(deadline_counted_by(&r, ""));
	record_free(&r);
	set(*state, ENTITY_DEADLINE, m.deadline, "status", "done");
	must(*state, deadline_count_unchecked(*state, &n, &first));
	assert_int_equal(n, 0);
	str_free(&by);
	deadline_data_free(&data);
}

static void missing__are_open_cases_alone(void **state)
{
	struct deadline_data data = shipped();
	struct made m = make(*state, &data);
	int64_t open = put(*state, ENTITY_CASE, "ref", "a", "title", "A", NULL);
	int64_t ids[3];
	size_t n;

	put(*state, ENTITY_CASE, "ref", "b", "title", "B", "status", "closed", NULL);
	must(*state, deadline_missing(*state, 3, ids, &n));
	assert_int_equal(n, 1);
	assert_int_equal(ids[0], open);
	set(*state, ENTITY_DEADLINE, m.deadline, "status", "cancelled");
	must(*state, deadline_missing(*state, 3, ids, &n));
	assert_int_equal(n, 2);
	assert_int_equal(ids[1], m.of);
	must(*state, deadline_missing(*state, 1, ids, &n));
	assert_int_equal(n, 1);
	deadline_data_free(&data);
}

static void sheet__says_what_to_beware_of(void **state)
{
	struct deadline_data data = shipped();
	struct made m = make(*state, &data);
	struct deadline_sheet sheet;
	struct str text = STR_INIT;
	struct record r;

	set(*state, ENTITY_RULING, m.ruling, "date", "2021-06-28");
	must(*state, record_load(*state, ENTITY_DEADLINE, m.deadline, &r));
	must(*state, deadline_sheet_make(*state, &data, &r, &sheet));
	deadline_sheet_text(&sheet, true, &text);
	assert_non_null(strstr(str_text(&text), "Last day        Tuesday 27 July 2021\n"));
	assert_non_null(strstr(str_text(&text), "not verified: check the source"));
	assert_non_null(strstr(str_text(&text), "The calendar IL 2021 was not verified"));
	assert_non_null(strstr(str_text(&text), "This deadline is stale"));
	assert_non_null(strstr(str_text(&text), "Counted by: ____"));
	assert_non_null(strstr(str_text(&text), "Checked by: ____"));
	deadline_sheet_free(&sheet);
	record_free(&r);
	str_free(&text);
	deadline_data_free(&data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(keep__takes_day_law_and_arithmetic),
		MODEL_TEST(about__refuses_two_cases),
		MODEL_TEST(about__takes_no_month_for_a_day),
		MODEL_TEST(stale__when_the_ruling_has_another_date),
		MODEL_TEST(stale__when_the_rule_or_the_calendar_changed),
		MODEL_TEST(stale__leaves_those_alone_that_nobody_counted),
		MODEL_TEST(check__is_entered_only_where_it_holds),
		MODEL_TEST(again__counts_from_what_the_date_is_now),
		MODEL_TEST(check__knows_who_counted_first),
		MODEL_TEST(missing__are_open_cases_alone),
		MODEL_TEST(sheet__says_what_to_beware_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
