#include "config.h"

#include "tests/unit/model_help.h"

#include "import/stamp_look.h"

/* A reader that answers by the letter that an answer is, see foreign_child.c. */
#define CHILD BUILD_DIR "/tests/unit/foreign_child"
#define ASKED "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define MOST 8

static const struct tsa_query query = { .sha256 = ASKED, .nonce = "4000000000000001" };

/* Looks at answers of one letter each and expects their states, a letter each: T trusted, - none.
 */
static void looks(struct db *db, const char *letters, const char *states, struct tsa_look out[MOST])
{
	struct str answers[MOST] = { 0 };
	size_t n = strlen(letters);

	assert_true(n <= MOST);
	for (size_t i = 0; i < n; i++) {
		str_add_c(&answers[i], letters[i]);
		out[i] = (struct tsa_look){ .answer = &answers[i], .query = &query };
	}
	must(db, stamp_look_with(db, CHILD, out, n));
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(out[i].out.state, states[i] == 'T' ? TSA_TRUSTED : TSA_UNREADABLE);
		str_free(&answers[i]);
	}
}

static void give_back(struct tsa_look *looks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		tsa_answer_free(&looks[i].out);
}

static void stamp_look__keeps_what_was_found(void **state)
{
	struct tsa_look l[MOST];

	looks(*state, "ooo", "TTT", l);
	assert_string_equal(l[2].out.imprint, ASKED);
	assert_string_equal(l[2].out.time, "2026-11-20T10:42:00Z");
	assert_string_equal(l[2].out.nonce, "4000000000000001");
	assert_string_equal(l[2].out.serial, "02");
	assert_string_equal(l[2].out.policy, "1.2.3");
	assert_non_null(strstr(str_text(&l[2].out.cas), "BEGIN CERTIFICATE"));
	assert_null(l[2].out.why);
	give_back(l, 3);
}

static void stamp_look__cleans_what_an_authority_is_called(void **state)
{
	struct tsa_look l[MOST];

	looks(*state, "o", "T", l);
	assert_null(strchr(l[0].out.authority, '\033'));
	give_back(l, 1);
}

/* A child that dies of one costs that one; the others are looked at by the next child. */
static void stamp_look__loses_only_the_one_it_dies_of(void **state)
{
	struct tsa_look l[MOST];

	looks(*state, "oddoodo", "T--TT-T", l);
	assert_string_equal(l[1].out.why,
		"it broke the program that reads files, as a damaged or hostile file does");
	assert_null(l[1].out.authority);
	give_back(l, 7);
}

/* Each lie about what stands in the answer, or in which form, is no answer. */
static void stamp_look__believes_nothing_else_than_what_was_asked(void **state)
{
	static const char *const lies[] = { "h", "n", "t", "x", "l", "v", "s", "q", "+" };
	struct tsa_look l[MOST];

	for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
		looks(*state, lies[i], "-", l);
		assert_string_equal(
			l[0].out.why, "the program that reads files said what cannot be");
		assert_string_equal(l[0].out.imprint, "");
		give_back(l, 1);
	}
	looks(*state, "oho", "T-T", l);
	give_back(l, 3);
}

static void stamp_look__says_that_rules_are_none(void **state)
{
	const struct tsa_query wrong = {
		.sha256 = ASKED, .nonce = "4000000000000001", .policy = "none"
	};
	struct str answer = STR_INIT;
	struct tsa_look l[3];

	str_add_c(&answer, 'o');
	for (size_t i = 0; i < 3; i++)
		l[i] = (struct tsa_look){ .answer = &answer, .query = i == 1 ? &wrong : &query };
	must(*state, stamp_look_with(*state, CHILD, l, 3));
	assert_int_equal(l[0].out.state, TSA_TRUSTED);
	assert_int_equal(l[1].out.state, TSA_FORGED);
	assert_string_equal(l[1].out.why, "the rules asked for cannot be read");
	assert_int_equal(l[2].out.state, TSA_TRUSTED);
	give_back(l, 3);
	str_free(&answer);
}

static void stamp_look__says_that_the_program_is_missing(void **state)
{
	struct str answer = STR_INIT;
	struct tsa_look l = { .answer = &answer, .query = &query };

	assert_int_equal(stamp_look_with(*state, "/nonexistent/amparo-read", &l, 1), ST_IO);
	tsa_answer_free(&l.out);
}

static bool stop(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	(void)done;
	(void)total;
	return false;
}

static void stamp_look__can_be_stopped(void **state)
{
	struct str answer = STR_INIT;
	struct tsa_look l = { .answer = &answer, .query = &query };

	str_add_c(&answer, 'w');
	db_set_progress(*state, stop, NULL);
	assert_int_equal(stamp_look_with(*state, CHILD, &l, 1), ST_STOPPED);
	db_set_progress(*state, NULL, NULL);
	tsa_answer_free(&l.out);
	str_free(&answer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(stamp_look__keeps_what_was_found),
		MODEL_TEST(stamp_look__cleans_what_an_authority_is_called),
		MODEL_TEST(stamp_look__loses_only_the_one_it_dies_of),
		MODEL_TEST(stamp_look__believes_nothing_else_than_what_was_asked),
		MODEL_TEST(stamp_look__says_that_rules_are_none),
		MODEL_TEST(stamp_look__says_that_the_program_is_missing),
		MODEL_TEST(stamp_look__can_be_stopped),
	};

	return cmocka_run_group_tests_name("stamp_look", tests, NULL, NULL);
}
