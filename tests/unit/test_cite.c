#include "config.h"

#include "model/cite.h"

#include "tests/unit/model_help.h"

static int64_t found(
	struct db *db, int64_t from, enum entity_id of, enum entity_id entity, const char *ref)
{
	struct cite c;
	struct record r;
	int64_t id = -1;

	must(db, record_load(db, of, from, &r));
	must(db, cite_begin(&c, db, &r));
	must(db, cite_find(&c, entity, ref, &id));
	cite_end(&c);
	record_free(&r);
	return id;
}

/* Two cases with an exhibit, a petition and a claim that are called the same. */
static void cite_find__looks_nearby_first(void **state)
{
	struct db *db = *state;
	int64_t exhibit[2], petition[2], claim[2], proof[2];
	struct cite c;
	struct record r;
	int64_t id;

	for (int i = 0; i < 2; i++) {
		const char *one = i ? "two" : "one", *p = i ? "two/p" : "one/p";

		put(db, ENTITY_CASE, "ref", one, "title", one, NULL);
		exhibit[i] = put(db, ENTITY_EXHIBIT, "ref", "x", "mark", "P/1", "title", "X",
			"case", one, NULL);
		petition[i] = put(db, ENTITY_PETITION, "ref", "p", "title", "P", "case", one, NULL);
		claim[i] = put(db, ENTITY_CLAIM, "ref", "k", "title", "K", "petition", p, NULL);
		proof[i] = put(db, ENTITY_PROOF, "claim", i ? "two/p/k" : "one/p/k", "exhibit",
			i ? "two/x" : "one/x", NULL);
	}
	for (int i = 0; i < 2; i++) {
		assert_int_equal(
			found(db, petition[i], ENTITY_PETITION, ENTITY_EXHIBIT, "x"), exhibit[i]);
		assert_int_equal(
			found(db, petition[i], ENTITY_PETITION, ENTITY_CLAIM, "k"), claim[i]);
		assert_int_equal(
			found(db, claim[i], ENTITY_CLAIM, ENTITY_EXHIBIT, "x"), exhibit[i]);
		assert_int_equal(
			found(db, proof[i], ENTITY_PROOF, ENTITY_EXHIBIT, "P/1"), exhibit[i]);
		assert_int_equal(
			found(db, petition[i], ENTITY_PETITION, ENTITY_CASE, "two") > 0, 1);
	}
	assert_int_equal(
		found(db, petition[0], ENTITY_PETITION, ENTITY_EXHIBIT, "two/x"), exhibit[1]);
	/* A claim is of a petition, and a case may have several: no nearer than the others. */
	must(db, record_load(db, ENTITY_EXHIBIT, exhibit[0], &r));
	must(db, cite_begin(&c, db, &r));
	assert_int_equal(cite_find(&c, ENTITY_CLAIM, "k", &id), ST_CONFLICT);
	assert_int_equal(cite_find(&c, ENTITY_EXHIBIT, "none", &id), ST_NOTFOUND);
	assert_int_equal(cite_find(&c, ENTITY_CONTACT, "none", &id), ST_NOTFOUND);
	cite_end(&c);
	record_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(cite_find__looks_nearby_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
