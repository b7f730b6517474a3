#include "config.h"

#include "model/alike.h"

#include "model/change.h"
#include "model/record.h"
#include "tests/unit/model_help.h"

static struct slice slice(const char *text)
{
	return (struct slice){ text, text ? strlen(text) : 0 };
}

/* name, e-mail, city, postcode, country, signed, number; NULL: empty */
static struct signatory person(const char *const cells[7])
{
	return (struct signatory){ .name = slice(cells[0]),
		.email = slice(cells[1]),
		.city = slice(cells[2]),
		.postcode = slice(cells[3]),
		.country = slice(cells[4]),
		.signed_on = slice(cells[5]),
		.external_id = slice(cells[6]) };
}

#define PERSON(...) person((const char *const[7]){ __VA_ARGS__ })

static void assert_match(struct alike *a, struct signatory s, enum alike_verdict verdict,
	int64_t id, const char *rule)
{
	struct alike_match m;

	alike_find(a, &s, &m);
	assert_int_equal(m.verdict, verdict);
	assert_int_equal(m.id, id);
	assert_string_equal(m.rule, rule);
	assert_int_equal(m.verdict == ALIKE_NOBODY, !*m.why);
}

static void add(struct alike *a, struct signatory s, int64_t id)
{
	alike_add(a, &s, id);
}

static void alike_find__knows_nobody_at_first(void **state)
{
	struct alike *a = alike_open();

	(void)state;
	assert_match(a, PERSON("Noa Cohen", "noa@example.org", "Haifa", "31", "IL"), ALIKE_NOBODY,
		0, "");
	assert_match(a, PERSON(NULL), ALIKE_NOBODY, 0, "");
	alike_free(a);
}

static void alike_find__goes_by_mailbox_and_name(void **state)
{
	struct alike *a = alike_open();

	(void)state;
	add(a, PERSON("Noa Cohen", "noa.cohen@gmail.com"), 7);
	assert_match(
		a, PERSON("COHEN Noa", "NoaCohen+x@googlemail.com"), ALIKE_SAME, 7, "same-email");
	assert_match(a, PERSON("N. Cohen", "noacohen@gmail.com"), ALIKE_SAME, 7, "same-email");
	assert_match(a, PERSON("נועה כהן", "noacohen@gmail.com"), ALIKE_SAME, 7, "same-email");
	assert_match(a, PERSON("Dan Cohen", "noacohen@gmail.com"), ALIKE_DOUBTFUL, 7, "");
	assert_match(a, PERSON("Noa Cohen", "noa.cohen@example.org"), ALIKE_NOBODY, 0, "");
	alike_free(a);
}

static void alike_find__goes_by_the_number_of_one_platform(void **state)
{
	struct alike *a = alike_open();

	(void)state;
	alike_platform(a, "civicrm");
	add(a, PERSON("Noa Cohen", NULL, NULL, NULL, NULL, NULL, "12"), 7);
	assert_match(a, PERSON("Dan Levi", NULL, NULL, NULL, NULL, NULL, "12"), ALIKE_SAME, 7,
		"platform-id");
	alike_platform(a, "action-network");
	assert_match(
		a, PERSON("Dan Levi", NULL, NULL, NULL, NULL, NULL, "12"), ALIKE_NOBODY, 0, "");
	alike_free(a);
}

static void alike_find__goes_by_name_and_place(void **state)
{
	struct alike *a = alike_open();

	(void)state;
	add(a, PERSON("Noa Cohen", NULL, "Haifa", "31 001", "IL"), 7);
	assert_match(a, PERSON("cohen, noa", NULL, "Hefa", "31001", "IL"), ALIKE_SAME, 7,
		"same-name-and-place");
	assert_match(a, PERSON("Noa Cohen", "noa@example.org", NULL, "31001", "IL"), ALIKE_SAME, 7,
		"same-name-and-place");
	assert_match(a, PERSON("Noa Cohen", NULL, NULL, "31001", "US"), ALIKE_NOBODY, 0, "");
	assert_match(a, PERSON("Noa", NULL, NULL, "31001", "IL"), ALIKE_NOBODY, 0, "");
	add(a, PERSON("Noa", NULL, NULL, "31001", "IL"), 8);
	assert_match(a, PERSON("Noa", NULL, NULL, "31001", "IL"), ALIKE_NOBODY, 0, "");
	alike_free(a);
}

static void alike_find__never_joins_two_mailboxes_for_sure(void **state)
{
	struct alike *a = alike_open();

	(void)state;
	add(a, PERSON("Noa Cohen", "noa@example.org", "Haifa", "31001", "IL"), 7);
	assert_match(a, PERSON("Noa Cohen", "cohen@example.org", "Haifa", "31001", "IL"),
		ALIKE_DOUBTFUL, 7, "");
	alike_free(a);
}

static void alike_find__knows_identical_rows(void **state)
{
	struct alike *a = alike_open();

	(void)state;
	add(a, PERSON("Noa", NULL, "Haifa", NULL, "IL", "2020-07-17"), 7);
	assert_match(a, PERSON("Noa", NULL, "Haifa", NULL, "IL", "2020-07-17"), ALIKE_SAME, 7,
		"identical-row");
	assert_match(
		a, PERSON("Noa", NULL, "Haifa", NULL, "IL", "2020-07-18"), ALIKE_NOBODY, 0, "");
	assert_match(a, PERSON("Noa", "noa@example.org", "Haifa", NULL, "IL", "2020-07-17"),
		ALIKE_NOBODY, 0, "");
	alike_free(a);
}

static void alike_find__doubts_a_name_that_few_bear_in_a_city(void **state)
{
	struct alike *a = alike_open();

	(void)state;
	add(a, PERSON("Noa Cohen", "noa@example.org", "Tel Aviv-Yafo", NULL, "IL"), 7);
	assert_match(a, PERSON("Noa Cohen", NULL, "tel aviv yafo"), ALIKE_DOUBTFUL, 7, "");
	assert_match(
		a, PERSON("Noa Cohen", NULL, "tel aviv yafo", NULL, "US"), ALIKE_NOBODY, 0, "");
	assert_match(
		a, PERSON("Noa Cohen", "cohen@example.org", "tel aviv yafo"), ALIKE_NOBODY, 0, "");
	for (int64_t id = 8; id < 12; id++)
		add(a, PERSON("Noa Cohen", NULL, "Tel Aviv-Yafo", NULL, "IL"), id);
	assert_match(a, PERSON("Noa Cohen", NULL, "tel aviv yafo"), ALIKE_NOBODY, 0, "");
	alike_free(a);
}

static void alike_find__prefers_the_platform_that_the_row_came_from(void **state)
{
	struct alike *a = alike_open();
	struct signatory s = PERSON("Noa Cohen", "noa@example.org");
	struct alike_match m;

	(void)state;
	alike_platform(a, "one");
	add(a, s, 7);
	alike_platform(a, "two");
	alike_find(a, &s, &m);
	assert_string_equal(m.platform, "one");
	alike_keep(a, 8, m.first);
	alike_find(a, &s, &m);
	assert_string_equal(m.platform, "two");
	assert_int_equal(m.id, 8);
	assert_int_equal(m.first, 7);
	alike_free(a);
}

static void alike_find__finds_each_of_many_in_one_mailbox(void **state)
{
	struct alike *a = alike_open();
	char name[40];

	(void)state;
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "%c%c%c%c%c Cohen", 'a' + i % 10, 'b' + i / 10,
			'c' + i % 7, 'a' + i % 13, 'n' + i % 3);
		add(a, PERSON(name, "office@example.org"), i + 1);
	}
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "%c%c%c%c%c Cohen", 'a' + i % 10, 'b' + i / 10,
			'c' + i % 7, 'a' + i % 13, 'n' + i % 3);
		assert_match(
			a, PERSON(name, "office@example.org"), ALIKE_SAME, i + 1, "same-email");
	}
	alike_free(a);
}

static void alike_keep__takes_any_ids(void **state)
{
	static const int64_t ids[] = { -2, -3, -4, -9, -10, 5, 6, 7, INT64_C(1) << 40, 6, 5 };
	struct alike *a = alike_open();
	char email[40];

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		snprintf(email, sizeof(email), "p%zu@example.org", i);
		add(a, PERSON("Noa Cohen", email), ids[i]);
	}
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		snprintf(email, sizeof(email), "p%zu@example.org", i);
		assert_match(a, PERSON("Noa Cohen", email), ALIKE_SAME, ids[i], "same-email");
	}
	alike_free(a);
}

static void alike_find__keeps_its_answers_as_it_grows(void **state)
{
	struct alike *a = alike_open();
	char name[40], email[40];

	(void)state;
	for (int i = 1; i <= 20000; i++) {
		snprintf(name, sizeof(name), "Noa C%d", i);
		snprintf(email, sizeof(email), "p%d@example.org", i);
		add(a, PERSON(name, email, "Haifa", "31", "IL"), i);
	}
	for (int i = 1; i <= 20000; i++) {
		snprintf(name, sizeof(name), "Noa C%d", i);
		snprintf(email, sizeof(email), "p%d@example.org", i);
		assert_match(a, PERSON(name, email), ALIKE_SAME, i, "same-email");
		assert_match(a, PERSON(name, NULL, NULL, "31", "IL"), ALIKE_SAME, i,
			"same-name-and-place");
	}
	assert_true(alike_bytes(a) < 20000 * 80);
	alike_free(a);
}

static int64_t make_petition(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	return put(
		db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", "kind", "public", NULL);
}

static int64_t save_person(struct db *db, const char *name, const char *email, const char *first)
{
	if (first)
		return put(db, ENTITY_SIGNATORY, "petition", "c/p", "name", name, "email", email,
			"state", "duplicate", "duplicate_of", first, NULL);
	return put(db, ENTITY_SIGNATORY, "petition", "c/p", "name", name, "email", email, NULL);
}

static void alike_load__reads_what_is_held(void **state)
{
	struct db *db = *state;
	struct alike *a;
	struct alike_match m;
	struct signatory s = PERSON("Noa Cohen", "third@example.org");
	int64_t petition = make_petition(db), one, three;

	one = save_person(db, "Noa Cohen", "first@example.org", NULL);
	save_person(db, "Noa Cohen", "second@example.org", "c/p/s3");
	three = save_person(db, "Noa Cohen", "third@example.org", "c/p/s4");
	must(db, alike_load(db, petition, &a));
	alike_find(a, &s, &m);
	assert_int_equal(m.verdict, ALIKE_SAME);
	assert_int_equal(m.id, three);
	assert_int_equal(m.first, one);
	alike_free(a);
}

static bool refuse(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	(void)done;
	(void)total;
	return false;
}

static void alike_load__can_be_stopped(void **state)
{
	struct db *db = *state;
	struct alike *a;
	int64_t petition = make_petition(db);
	char email[40];

	for (int i = 0; i < 1100; i++) {
		snprintf(email, sizeof(email), "p%d@example.org", i);
		save_person(db, "Noa Cohen", email, NULL);
	}
	db_set_progress(db, refuse, NULL);
	assert_int_equal(alike_load(db, petition, &a), ST_STOPPED);
	assert_null(a);
	db_set_progress(db, NULL, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(alike_find__knows_nobody_at_first),
		cmocka_unit_test(alike_find__goes_by_mailbox_and_name),
		cmocka_unit_test(alike_find__goes_by_the_number_of_one_platform),
		cmocka_unit_test(alike_find__goes_by_name_and_place),
		cmocka_unit_test(alike_find__never_joins_two_mailboxes_for_sure),
		cmocka_unit_test(alike_find__knows_identical_rows),
		cmocka_unit_test(alike_find__doubts_a_name_that_few_bear_in_a_city),
		cmocka_unit_test(alike_find__prefers_the_platform_that_the_row_came_from),
		cmocka_unit_test(alike_find__finds_each_of_many_in_one_mailbox),
		cmocka_unit_test(alike_keep__takes_any_ids),
		cmocka_unit_test(alike_find__keeps_its_answers_as_it_grows),
		MODEL_TEST(alike_load__reads_what_is_held),
		MODEL_TEST(alike_load__can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
