#include "config.h"

#include "export/calendar.h"

#include <libical/ical.h>

#include "tests/unit/model_help.h"

static char *made(struct db *db, const char *level, struct calendar_counts *counts)
{
	struct str text = STR_INIT;

	must(db, calendar_make(db, 0, level, &text, counts));
	return str_detach(&text);
}

static void assert_calendar_has(struct db *db, const char *level, const char *what, bool there)
{
	struct calendar_counts counts;
	char *text = made(db, level, &counts);

	if ((strstr(text, what) != NULL) != there)
		fail_msg("%s \"%s\":\n%s", there ? "no" : "there is", what, text);
	free(text);
}

static void case_of_two(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "ref", "l", "title", "Reply", "due", "2026-12-13",
		"warning", "2026-12-06", "law", "S. 10", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "ref", "h", "title", "The hearing", "kind", "hearing",
		"due", "2026-12-14", "time", "09:30", "place", "Hall 3", NULL);
}

static void calendar__has_limits_and_hearings(void **state)
{
	struct db *db = *state;

	case_of_two(db);
	assert_calendar_has(db, "filed", "BEGIN:VTODO\r\n", true);
	assert_calendar_has(db, "filed", "SUMMARY:Reply (c)\r\nDUE;VALUE=DATE:20261213\r\n", true);
	/* Seven days before at nine: 6 days and 15 hours before the day begins. */
	assert_calendar_has(db, "filed", "TRIGGER;RELATED=END:-P6DT15H\r\n", true);
	assert_calendar_has(db, "filed", "TRIGGER;RELATED=END:-PT15H\r\n", true);
	assert_calendar_has(db, "filed", "DESCRIPTION:S. 10\r\n", true);
	/* Where the court sits: without a zone. */
	assert_calendar_has(db, "filed", "DTSTART:20261214T093000\r\n", true);
	assert_calendar_has(db, "filed", "LOCATION:Hall 3\r\n", true);
	assert_calendar_has(db, "filed", "STATUS:NEEDS-ACTION\r\n", true);
}

static void calendar__follows_what_became_of_it(void **state)
{
	struct db *db = *state;
	struct calendar_counts counts;
	char *before, *after, *uid, *end;
	int64_t id;

	put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	id = put(db, ENTITY_DEADLINE, "case", "c", "title", "Reply", "due", "2026-12-13", NULL);
	before = made(db, "filed", &counts);
	uid = strstr(before, "UID:");
	end = strstr(uid, "\r\n");
	*end = '\0';
	set(db, ENTITY_DEADLINE, id, "status", "done");
	set(db, ENTITY_DEADLINE, id, "done", "2026-12-10");
	after = made(db, "filed", &counts);
	assert_non_null(strstr(after, uid));
	assert_non_null(strstr(after, "STATUS:COMPLETED\r\n"));
	assert_non_null(strstr(after, "COMPLETED:20261210T000000Z\r\n"));
	assert_null(strstr(after, "VALARM"));
	/* The third and fourth entries of the journal changed it. */
	assert_non_null(strstr(after, "SEQUENCE:4\r\n"));
	set(db, ENTITY_DEADLINE, id, "status", "cancelled");
	free(after);
	after = made(db, "filed", &counts);
	assert_non_null(strstr(after, "STATUS:CANCELLED\r\n"));
	assert_non_null(strstr(after, uid));
	free(before);
	free(after);
}

static void calendar__is_the_same_each_time(void **state)
{
	struct calendar_counts counts;
	char *first, *second;

	case_of_two(*state);
	first = made(*state, "filed", &counts);
	second = made(*state, "filed", &counts);
	assert_string_equal(first, second);
	assert_int_equal(counts.written, 2);
	assert_int_equal(counts.veiled, 0);
	free(first);
	free(second);
}

static void calendar__says_no_title_above_its_level(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	put(db, ENTITY_CASE, "ref", "secret-case", "title", "S", "level", "sealed", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "ref", "x", "title", "Call the source", "due",
		"2026-12-13", "level", "team", "place", "Her flat", "kind", "reminder", NULL);
	put(db, ENTITY_DEADLINE, "case", "secret-case", "ref", "y", "title", "Appeal", "due",
		"2026-12-14", NULL);
	assert_calendar_has(db, "filed", "SUMMARY:Reminder (c)\r\n", true);
	assert_calendar_has(db, "filed", "flat", false);
	assert_calendar_has(db, "filed", "SUMMARY:Deadline\r\n", true);
	assert_calendar_has(db, "filed", "secret", false);
	assert_calendar_has(db, "filed", "20261214", true);
	assert_calendar_has(db, "team", "SUMMARY:Call the source (c)\r\n", true);
	assert_calendar_has(db, "team", "secret", false);
	assert_calendar_has(db, "sealed", "SUMMARY:Appeal (secret-case)\r\n", true);
}

static void calendar__names_nobody_above_its_level(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	put(db, ENTITY_CONTACT, "name", "Noa Cohen", "family", "Cohen", "level", "team", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "title", "Affidavit of ms COHÉN", "due", "2026-12-13",
		NULL);
	assert_calendar_has(db, "filed", "SUMMARY:Deadline (c)\r\n", true);
	assert_calendar_has(db, "team", "SUMMARY:Affidavit of ms COHÉN (c)\r\n", true);
}

/* An order counts whatever level is asked for. */
static void calendar__keeps_a_gag_order(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	put(db, ENTITY_RULING, "case", "c", "ref", "r", "title", "R", "gag", "All of it", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "title", "Appeal against it", "due", "2026-12-13",
		"ruling", "r", NULL);
	put(db, ENTITY_CASE, "ref", "hushed", "title", "H", NULL);
	put(db, ENTITY_RULING, "case", "hushed", "ref", "g", "title", "R", "gag", "All of it",
		"gag_scope", "case", NULL);
	put(db, ENTITY_DEADLINE, "case", "hushed", "title", "Reply", "due", "2026-12-14", NULL);
	assert_calendar_has(db, "sealed", "Appeal", false);
	assert_calendar_has(db, "sealed", "SUMMARY:Deadline (c)\r\n", true);
	assert_calendar_has(db, "sealed", "hushed", false);
	assert_calendar_has(db, "sealed", "SUMMARY:Deadline\r\n", true);
}

/* Odd titles come back whole, and every line is folded at 75 octets. */
static void calendar__holds_any_text(void **state)
{
	static const char title[] =
		"א, ב; ג\\ד: 香港律師會關於出口許可證的請願書及其附件的答覆期限 "
		"and a long tail of words that goes on\x1b[2J";
	struct db *db = *state;
	struct calendar_counts counts;
	icalcomponent *read, *todo;
	char *text;

	put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	put(db, ENTITY_DEADLINE, "case", "c", "ref", "x", "title", title, "due", "2026-12-13",
		"law", "BEGIN:VEVENT; END:VCALENDAR", NULL);
	text = made(db, "filed", &counts);
	for (const char *line = text; *line;) {
		const char *end = strstr(line, "\r\n");

		assert_non_null(end);
		assert_true(end - line <= 75);
		line = end + 2;
	}
	assert_null(strchr(text, '\x1b'));
	read = icalparser_parse_string(text);
	assert_int_equal(icalcomponent_count_errors(read), 0);
	assert_int_equal(icalcomponent_count_components(read, ICAL_ANY_COMPONENT), 1);
	todo = icalcomponent_get_first_component(read, ICAL_VTODO_COMPONENT);
	assert_non_null(strstr(icalcomponent_get_summary(todo), "א, ב; ג\\ד: 香港律師會"));
	icalcomponent_free(read);
	free(text);
}

static void calendar__of_nothing_is_one(void **state)
{
	struct calendar_counts counts;
	char *text = made(*state, "filed", &counts);

	assert_string_equal(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Amparo//Amparo//EN"
				  "\r\nEND:VCALENDAR\r\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(calendar__has_limits_and_hearings),
		MODEL_TEST(calendar__follows_what_became_of_it),
		MODEL_TEST(calendar__is_the_same_each_time),
		MODEL_TEST(calendar__says_no_title_above_its_level),
		MODEL_TEST(calendar__names_nobody_above_its_level),
		MODEL_TEST(calendar__keeps_a_gag_order),
		MODEL_TEST(calendar__holds_any_text),
		MODEL_TEST(calendar__of_nothing_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
