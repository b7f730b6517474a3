#include "config.h"

#include "model/chain.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/model_help.h"

/*
 * A public petition, a letter that follows it, a court petition that follows the letter, its
 * exhibit, the ruling, and the appeal.
 */
static int set_up(void **state)
{
	struct db *db;

	setenv("AMPARO_TODAY", "2026-11-20", 1);
	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "public", "title", "Public", "kind", "public",
		"filed", "2020-01", NULL);
	put(db, ENTITY_LETTER, "case", "c", "ref", "letter", "title", "Letter", "dated", "2020-02",
		NULL);
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "report", "title", "Report", "dated", "2020-03",
		NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "writ", "title", "Writ", "filed", "2020-04",
		"decided", "2020-05-01", "text",
		"As [the report](exhibit:report) says, and `[not this](exhibit:gone)`.", NULL);
	put(db, ENTITY_RULING, "case", "c", "ref", "ruling", "title", "Ruling", "date",
		"2020-05-01", NULL);
	put(db, ENTITY_RULING, "case", "c", "ref", "appeal", "title", "Appeal", "date", "2020-06",
		"appeal_from", "ruling", NULL);
	put(db, ENTITY_DECISION, "ruling", "ruling", "petition", "writ", NULL);
	put(db, ENTITY_DECISION, "ruling", "appeal", "petition", "writ", NULL);
	put(db, ENTITY_CLAIM, "petition", "writ", "ref", "sold", "title", "Sold", NULL);
	put(db, ENTITY_PROOF, "claim", "sold", "exhibit", "report", NULL);
	put(db, ENTITY_LINK, "ref", "l1", "from", "letter:letter", "word", "follows", "to",
		"petition:public", NULL);
	put(db, ENTITY_LINK, "ref", "l2", "from", "petition:writ", "word", "follows", "to",
		"letter:letter", NULL);
	return 0;
}

static int64_t id_of(struct db *db, enum entity_id entity, const char *ref)
{
	int64_t id = 0;

	must(db, record_find(db, entity, ref, &id));
	return id;
}

/* The tree as text: "2020-04 followed by writ" below what it hangs on, by depth. */
static char *tree(struct db *db, enum entity_id entity, const char *ref, bool away)
{
	struct chain c;
	struct chain_row *rows;
	struct str out = STR_INIT;
	size_t node, n;

	must(db, chain_load(db, &c));
	must(db, chain_find(db, &c, entity, id_of(db, entity, ref), &node));
	chain_walk(&c, node, away, &rows, &n);
	for (size_t i = 0; i < n; i++) {
		str_addf(&out, "%d %s ", rows[i].depth, c.nodes[rows[i].node].date);
		chain_say(&rows[i], &out);
		str_addf(&out, " %s%s\n", c.nodes[rows[i].node].ref, rows[i].again ? " again" : "");
	}
	free(rows);
	chain_free(&c);
	return str_detach(&out);
}

static void assert_tree(
	struct db *db, enum entity_id entity, const char *ref, bool away, const char *expected)
{
	char *got = tree(db, entity, ref, away);

	assert_string_equal(got, expected);
	free(got);
}

static void chain_walk__goes_from_a_public_petition_to_the_appeal(void **state)
{
	struct db *db = *state;

	assert_tree(db, ENTITY_PETITION, "public", false,
		"1 2020-02 followed by letter\n"
		"2 2020-04 followed by writ\n"
		"3 2020-05-01 decided by ruling\n"
		"4 2020-06 reviewed by appeal\n"
		"3 2020-06 decided by appeal\n");
	assert_tree(db, ENTITY_RULING, "appeal", true,
		"1 2020-04 decides writ\n"
		"2 2020-02 follows letter\n"
		"3 2020-01 follows public\n"
		"2 2020-03 cites in its text, rests on report\n"
		"1 2020-05-01 reviews ruling\n"
		"2 2020-04 decides writ again\n");
	assert_tree(db, ENTITY_EXHIBIT, "report", false,
		"1 2020-04 cited in the text of, proof for writ\n"
		"2 2020-05-01 decided by ruling\n"
		"3 2020-06 reviewed by appeal\n"
		"2 2020-06 decided by appeal\n");
	/* A claim stands for its petition. */
	assert_tree(db, ENTITY_CLAIM, "sold", true,
		"1 2020-02 follows letter\n"
		"2 2020-01 follows public\n"
		"1 2020-03 cites in its text, rests on report\n");
}

static void take(void *arg, const char *sentence, enum entity_id entity, int64_t id)
{
	assert_true(id > 0);
	(void)entity;
	str_addf(arg, "%s\n", sentence);
}

static char *check(struct db *db, int64_t expected)
{
	struct chain c;
	struct str out = STR_INIT;
	int64_t bad = -1;

	must(db, chain_load(db, &c));
	must(db, chain_check(db, &c, take, &out, &bad));
	chain_free(&c);
	if (bad != expected)
		fail_msg("%d found:\n%s", (int)bad, str_text(&out));
	return str_detach(&out);
}

static void assert_found(struct db *db, const char *sentence)
{
	char *got = check(db, 1);

	if (strcmp(got, sentence) != 0)
		fail_msg("%s", got);
	free(got);
}

static void chain_check__finds_nothing_in_a_whole_chain(void **state)
{
	free(check(*state, 0));
}

static void chain_check__finds_links_to_what_is_gone(void **state)
{
	struct db *db = *state;

	raw(db, "PRAGMA foreign_keys = OFF");
	raw(db, "UPDATE link SET \"to\" = 12345 WHERE ref = 'l1'");
	assert_found(db, "letter:letter: a link (follows) to a petition that is gone\n");
}

static void chain_check__finds_citations_that_lead_nowhere(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_CASE, "ref", "d", "title", "D", NULL);
	set(db, ENTITY_CLAIM, id_of(db, ENTITY_CLAIM, "sold"), "statement",
		"See [it](exhibit:nowhere), [the law](https://example.org/a) and [x](no:y).");
	assert_found(db, "claim:sold: its text cites exhibit:nowhere, and there is none\n");
	put(db, ENTITY_EXHIBIT, "case", "c", "ref", "twice", "title", "T", NULL);
	put(db, ENTITY_EXHIBIT, "case", "d", "ref", "twice", "title", "T", NULL);
	set(db, ENTITY_CLAIM, id_of(db, ENTITY_CLAIM, "sold"), "statement", NULL);
	put(db, ENTITY_AUTHORITY, "ref", "law", "title", "Law", "notes", "[it](exhibit:twice)",
		NULL);
	assert_found(
		db, "authority:law: its text cites exhibit:twice, of which there are several\n");
}

static void chain_check__finds_an_appeal_that_is_older(void **state)
{
	struct db *db = *state;
	const int64_t appeal = id_of(db, ENTITY_RULING, "appeal");

	set(db, ENTITY_RULING, appeal, "date", "2020-05"); /* it may have been later in May */
	free(check(db, 0));
	set(db, ENTITY_RULING, appeal, "date", "2020-04-30");
	assert_found(db, "ruling:appeal of 2020-04-30 is older than what it reviews: "
			 "ruling:ruling of 2020-05-01\n");
}

static void chain_check__finds_circles(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_LINK, "ref", "back", "from", "petition:public", "word", "answers", "to",
		"petition:writ", NULL);
	set(db, ENTITY_PETITION, id_of(db, ENTITY_PETITION, "public"), "filed", NULL);
	assert_found(db, "letter:letter → petition:public → petition:writ → letter:letter: goes "
			 "round in a circle\n");
	assert_tree(db, ENTITY_LETTER, "letter", true,
		"1  follows public\n"
		"2 2020-04 answers writ\n"
		"3 2020-02 follows letter again\n"
		"3 2020-03 cites in its text, rests on report\n");
}

static void chain_check__finds_rulings_and_petitions_that_lack_each_other(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_RULING, "case", "c", "ref", "alone", "title", "Alone", NULL);
	assert_found(db, "ruling:alone: the ruling decides no petition\n");
	put(db, ENTITY_DECISION, "ruling", "alone", "petition", "writ", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "lost", "title", "Lost", "decided", "2025-03",
		NULL);
	assert_found(db, "petition:lost: the petition was decided, and no ruling decides it\n");
	set(db, ENTITY_PETITION, id_of(db, ENTITY_PETITION, "lost"), "decided", "2027-01-01");
	free(check(db, 0));
}

static void chain_walk__of_many_that_hang_together_ends(void **state)
{
	struct db *db = *state;
	struct chain c;
	struct chain_row *rows;
	size_t node, n;
	char from[32], to[32];

	for (int i = 0; i < 12; i++) {
		snprintf(from, sizeof(from), "e%d", i);
		put(db, ENTITY_EVENT, "case", "c", "ref", from, "title", from, NULL);
	}
	for (int i = 0; i < 12; i++)
		for (int k = 0; k < 12; k++) {
			if (i == k)
				continue;
			snprintf(from, sizeof(from), "event:e%d", i);
			snprintf(to, sizeof(to), "event:e%d", k);
			put(db, ENTITY_LINK, "from", from, "word", "cites", "to", to, NULL);
		}
	must(db, chain_load(db, &c));
	must(db, chain_find(db, &c, ENTITY_EVENT, id_of(db, ENTITY_EVENT, "e0"), &node));
	chain_walk(&c, node, true, &rows, &n);
	/* Each is gone through once. */
	assert_true(n <= 12 * 12);
	free(rows);
	chain_free(&c);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(chain_walk__goes_from_a_public_petition_to_the_appeal),
		TEST(chain_walk__of_many_that_hang_together_ends),
		TEST(chain_check__finds_nothing_in_a_whole_chain),
		TEST(chain_check__finds_links_to_what_is_gone),
		TEST(chain_check__finds_citations_that_lead_nowhere),
		TEST(chain_check__finds_an_appeal_that_is_older),
		TEST(chain_check__finds_circles),
		TEST(chain_check__finds_rulings_and_petitions_that_lack_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
