#include "config.h"

#include "model/signatory_like.h"

#include "model/change.h"
#include "model/record.h"
#include "tests/unit/model_help.h"

/* "=NAME" for the same person, "~NAME" for a name that begins so, in the order found. */
static void note(void *arg, const struct likeness *found)
{
	str_addf(arg, "%s%s;", found->same ? "=" : "~", found->name);
}

static void assert_like(
	struct db *db, int64_t petition, const char *name, const char *email, const char *expected)
{
	struct str out = STR_INIT;

	must(db, signatory_like(db, petition, name, email, 9, note, &out));
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static int64_t add_petition(struct db *db, const char *ref)
{
	struct change *c;
	struct record r;
	int64_t id;

	record_init(&r, ENTITY_PETITION);
	must(db, record_set_name(db, &r, "case", "c"));
	must(db, record_set_name(db, &r, "kind", "public"));
	must(db, record_set_name(db, &r, "title", ref));
	must(db, record_set_name(db, &r, "ref", ref));
	must(db, change_begin(db, &c, "add"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	id = r.id;
	record_free(&r);
	return id;
}

static void add_person(struct db *db, int64_t petition, const char *name, const char *email)
{
	struct change *c;
	struct record r;

	record_init(&r, ENTITY_SIGNATORY);
	must(db, record_set_num(db, &r, "petition", petition));
	must(db, record_set_name(db, &r, "name", name));
	must(db, record_set_name(db, &r, "email", email));
	must(db, change_begin(db, &c, "add"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
}

static int set_up(void **state)
{
	int rc = model_set_up(state);
	struct db *db = *state;
	struct change *c;
	struct record r;
	int64_t one, other;

	if (rc)
		return rc;
	record_init(&r, ENTITY_CASE);
	must(db, record_set_name(db, &r, "title", "Case"));
	must(db, record_set_name(db, &r, "ref", "c"));
	must(db, change_begin(db, &c, "add"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
	one = add_petition(db, "one");
	other = add_petition(db, "other");
	add_person(db, one, "Cohen, Noa", "noa@example.org");
	add_person(db, one, "Noam Cohen-Levi", NULL);
	add_person(db, one, "José García", NULL);
	add_person(db, one, "陳小明", NULL);
	add_person(db, one, "כהן, נועה", NULL);
	add_person(db, other, "Noa Cohen", NULL);
	return 0;
}

static int64_t petition(struct db *db, const char *ref)
{
	int64_t id;

	must(db, record_find(db, ENTITY_PETITION, ref, &id));
	return id;
}

static void signatory_like__finds_the_same_words_in_any_order(void **state)
{
	struct db *db = *state;
	int64_t one = petition(db, "one");

	assert_like(db, one, "noa COHEN", "", "=Cohen, Noa;");
	assert_like(db, one, "garcia jose", "", "=José García;");
	assert_like(db, one, "נועה כהן", "", "=כהן, נועה;");
	assert_like(db, one, "陳小明", "", "=陳小明;");
}

static void signatory_like__finds_beginnings(void **state)
{
	struct db *db = *state;

	assert_like(db, petition(db, "one"), "Cohen No", "", "~Cohen, Noa;~Noam Cohen-Levi;");
	assert_like(db, petition(db, "one"), "Jose Garc", "", "~José García;");
	assert_like(db, petition(db, "one"), "陳小", "", "~陳小明;");
}

static void signatory_like__finds_an_address(void **state)
{
	struct db *db = *state;

	assert_like(db, petition(db, "one"), "", "noa@example.org", "=Cohen, Noa;");
	assert_like(db, petition(db, "one"), "Somebody Else", "noa@example.org", "=Cohen, Noa;");
	assert_like(db, petition(db, "other"), "", "noa@example.org", "");
}

static void signatory_like__leaves_short_and_odd_names_alone(void **state)
{
	struct db *db = *state;
	int64_t one = petition(db, "one");

	assert_like(db, one, "", "", "");
	assert_like(db, one, "Noa", "", "");
	assert_like(db, one, "\"*( ) - ", "", "");
	assert_like(db, one, "noa OR cohen", "", "");
	assert_like(db, one, "陳", "", "");
}

static void signatory_like__keeps_to_the_petition(void **state)
{
	struct db *db = *state;

	assert_like(db, petition(db, "other"), "noa cohen", "", "=Noa Cohen;");
	assert_like(db, petition(db, "other"), "jose garcia", "", "");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(signatory_like__finds_the_same_words_in_any_order),
		TEST(signatory_like__finds_beginnings),
		TEST(signatory_like__finds_an_address),
		TEST(signatory_like__leaves_short_and_odd_names_alone),
		TEST(signatory_like__keeps_to_the_petition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
