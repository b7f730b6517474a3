#include "config.h"

#include "tests/unit/model_help.h"

#include "model/gag.h"
#include "model/history.h"
#include "model/journal.h"
#include "model/search.h"

#define CANARY "canary"

struct law {
	struct db *db;
	int64_t case_id, ruling, ground, decision, link, other;
};

static void make(struct law *l, struct db *db)
{
	setenv("AMPARO_TODAY", "2026-11-20", 1);
	l->db = db;
	l->case_id = put(db, ENTITY_CASE, "ref", "c", "title", "Case", NULL);
	put(db, ENTITY_PETITION, "ref", "p", "title", "Petition", "case", "c", "kind", "court",
		NULL);
	l->ruling = put(db, ENTITY_RULING, "ref", "canary-ruling", "title", "Canary title", "case",
		"c", "holding", "canary holding", "quote", "canary quote", "date", "2026-11-02",
		"outcome", "granted", NULL);
	l->other = put(db, ENTITY_RULING, "ref", "plain", "title", "Plain title", "case", "c",
		"appeal_from", "canary-ruling", NULL);
	l->ground =
		put(db, ENTITY_GROUND, "title", "Canary ground", "ruling", "canary-ruling", NULL);
	l->decision = put(db, ENTITY_DECISION, "ruling", "canary-ruling", "petition", "p", NULL);
	l->link = put(db, ENTITY_LINK, "from", "ruling:plain", "word", "appeals", "to",
		"ruling:canary-ruling", "notes", "canary link", NULL);
}

static bool hidden(struct law *l, enum entity_id entity, int64_t id)
{
	bool yes;

	must(l->db, gag_hides(l->db, entity, id, &yes));
	return yes;
}

/* Whether any value of the record, or what people call it, tells of it. */
static bool tells(struct law *l, enum entity_id entity, int64_t id)
{
	struct record r;
	struct str all = STR_INIT;
	bool found;

	must(l->db, record_load(l->db, entity, id, &r));
	for (size_t i = 0; i < r.entity->n_fields; i++)
		str_addf(&all, "%s\n", r.values[i].text ? r.values[i].text : "");
	record_label(l->db, &r, &all);
	found = strcasestr(str_text(&all), CANARY) != NULL;
	record_free(&r);
	str_free(&all);
	return found;
}

static void gag_hides__ruling_and_what_belongs_to_it(void **state)
{
	struct law l;

	make(&l, *state);
	assert_false(hidden(&l, ENTITY_RULING, l.ruling));
	assert_false(gag_any(l.db));
	set(l.db, ENTITY_RULING, l.ruling, "gag", "canary name");
	assert_true(gag_any(l.db));
	assert_true(hidden(&l, ENTITY_RULING, l.ruling));
	assert_true(hidden(&l, ENTITY_GROUND, l.ground));
	assert_true(hidden(&l, ENTITY_DECISION, l.decision));
	assert_true(hidden(&l, ENTITY_LINK, l.link));
	assert_false(hidden(&l, ENTITY_RULING, l.other));
	assert_false(hidden(&l, ENTITY_CASE, l.case_id));
}

static void gag_hides__whole_case(void **state)
{
	struct law l;
	int64_t petition = 0, signatory, contact;

	make(&l, *state);
	signatory = put(l.db, ENTITY_SIGNATORY, "petition", "p", "name", "Canary Person", NULL);
	contact = put(l.db, ENTITY_CONTACT, "kind", "person", "name", "Somebody", NULL);
	put(l.db, ENTITY_PARTY, "case", "c", "contact", "somebody", "role", "petitioner", NULL);
	set(l.db, ENTITY_RULING, l.ruling, "gag", "all of it");
	set(l.db, ENTITY_RULING, l.ruling, "gag_scope", "case");
	must(l.db, record_find(l.db, ENTITY_PETITION, "p", &petition));
	assert_true(hidden(&l, ENTITY_CASE, l.case_id));
	assert_true(hidden(&l, ENTITY_PETITION, petition));
	assert_true(hidden(&l, ENTITY_SIGNATORY, signatory));
	assert_true(hidden(&l, ENTITY_RULING, l.other));
	assert_false(hidden(&l, ENTITY_CONTACT, contact));
	assert_int_equal(gag_refuse(l.db, ENTITY_PETITION, petition), ST_CONFLICT);
	assert_non_null(strstr(db_error(l.db), "gag order"));
}

static void gag_hides__until_its_last_day(void **state)
{
	struct law l;

	make(&l, *state);
	set(l.db, ENTITY_RULING, l.ruling, "gag", "canary name");
	set(l.db, ENTITY_RULING, l.ruling, "gag_until", "2026-11-20");
	assert_true(hidden(&l, ENTITY_RULING, l.ruling));
	assert_true(hidden(&l, ENTITY_GROUND, l.ground));
	setenv("AMPARO_TODAY", "2026-11-21", 1);
	assert_false(hidden(&l, ENTITY_RULING, l.ruling));
	assert_false(hidden(&l, ENTITY_GROUND, l.ground));
	assert_int_equal(gag_refuse(l.db, ENTITY_RULING, l.ruling), ST_OK);
	/* Without its text there is no order, whatever the day. */
	set(l.db, ENTITY_RULING, l.ruling, "gag_until", NULL);
	assert_true(hidden(&l, ENTITY_RULING, l.ruling));
	set(l.db, ENTITY_RULING, l.ruling, "gag", NULL);
	assert_false(hidden(&l, ENTITY_RULING, l.ruling));
}

static enum status take_hit(void *arg, const struct search_hit *hit)
{
	struct str *all = arg;

	str_addf(all, "%s %s %s\n", hit->ref, hit->label, hit->excerpt);
	return ST_OK;
}

static void gag_veil__shows_no_word_anywhere(void **state)
{
	struct law l;
	struct journal_entry log[20];
	struct str found = STR_INIT;
	struct record r;
	size_t n;

	make(&l, *state);
	set(l.db, ENTITY_RULING, l.ruling, "gag", "canary name");
	set(l.db, ENTITY_RULING, l.ruling, "gag_until", "2027-01-01");
	assert_true(tells(&l, ENTITY_RULING, l.ruling));
	gag_veil(l.db, "press !");
	assert_false(tells(&l, ENTITY_RULING, l.ruling));
	assert_false(tells(&l, ENTITY_RULING, l.other));
	assert_false(tells(&l, ENTITY_GROUND, l.ground));
	assert_false(tells(&l, ENTITY_DECISION, l.decision));
	assert_false(tells(&l, ENTITY_LINK, l.link));
	must(l.db, record_load(l.db, ENTITY_RULING, l.ruling, &r));
	assert_string_equal(
		record_get(&r, "title"), "withheld by a gag order until 2027-01-01: press !");
	assert_null(record_get(&r, "outcome"));
	assert_null(record_get(&r, "date"));
	record_free(&r);
	must(l.db, record_load(l.db, ENTITY_RULING, l.other, &r));
	assert_string_equal(record_get(&r, "title"), "Plain title");
	assert_int_equal(record_num(&r, "appeal_from"), l.ruling);
	record_free(&r);
	must(l.db, search_run(l.db, CANARY, 10, take_hit, &found));
	assert_non_null(strstr(str_text(&found), "withheld by a gag order"));
	assert_null(strcasestr(str_text(&found), CANARY));
	str_free(&found);
	must(l.db, journal_list(l.db, 0, 20, log, &n));
	for (size_t i = 0; i < n; i++)
		journal_entry_free(&log[i]);
	gag_veil(l.db, NULL);
	assert_true(tells(&l, ENTITY_RULING, l.ruling));
}

static void gag_veil__hides_what_was_done(void **state)
{
	struct law l;
	struct history *h;
	struct history_event e;
	struct journal_entry last;
	struct change *c;
	struct record r;
	size_t n;

	make(&l, *state);
	must(l.db, record_load(l.db, ENTITY_RULING, l.ruling, &r));
	must(l.db, record_set_name(l.db, &r, "gag", "canary name"));
	must(l.db, change_begin(l.db, &c, "edit ruling canary-ruling"));
	must(l.db, record_save(c, &r));
	must(l.db, change_commit(c));
	record_free(&r);
	gag_veil(l.db, "press !");
	must(l.db, journal_list(l.db, 0, 1, &last, &n));
	assert_string_equal(last.label, "withheld by a gag order: press !");
	journal_entry_free(&last);
	must(l.db, history_open(l.db, ENTITY_RULING, l.ruling, &h));
	while (history_next(h, &e) == ST_OK) {
		assert_int_equal(e.change.fields, 0);
		assert_null(strcasestr(e.change.label, CANARY));
		assert_null(strcasestr(e.change.ref, CANARY));
		history_event_free(&e);
	}
	history_close(h);
}

/* What is withheld on the screen is written down as it is. */
static void journal_undo__keeps_the_label_under_the_veil(void **state)
{
	struct law l;
	struct journal_entry last;
	struct change *c;
	struct record r;
	char *label;
	size_t n;

	make(&l, *state);
	set(l.db, ENTITY_RULING, l.ruling, "gag", "canary name");
	must(l.db, record_load(l.db, ENTITY_RULING, l.ruling, &r));
	must(l.db, record_set_name(l.db, &r, "court", "A court"));
	must(l.db, change_begin(l.db, &c, "edit ruling canary-ruling"));
	must(l.db, record_save(c, &r));
	must(l.db, change_commit(c));
	record_free(&r);
	gag_veil(l.db, "press !");
	must(l.db, journal_undo(l.db, &label));
	assert_null(strcasestr(label, CANARY));
	free(label);
	gag_veil(l.db, NULL);
	must(l.db, journal_list(l.db, 0, 1, &last, &n));
	assert_int_equal(last.kind, JOURNAL_UNDO);
	assert_string_equal(last.label, "edit ruling canary-ruling");
	journal_entry_free(&last);
	gag_veil(l.db, "press !");
	must(l.db, journal_undo_entry(l.db, last.target - 1, &label));
	free(label);
	gag_veil(l.db, NULL);
	must(l.db, journal_list(l.db, 0, 1, &last, &n));
	assert_null(strstr(last.label, "withheld"));
	journal_entry_free(&last);
}

static void record_save__refuses_what_was_read_under_the_veil(void **state)
{
	struct law l;
	struct change *c;
	struct record r;

	make(&l, *state);
	set(l.db, ENTITY_RULING, l.ruling, "gag", "canary name");
	gag_veil(l.db, "press !");
	must(l.db, record_load(l.db, ENTITY_RULING, l.ruling, &r));
	assert_true(r.withheld);
	must(l.db, record_set_name(l.db, &r, "court", "A court"));
	must(l.db, change_begin(l.db, &c, "edit"));
	assert_int_equal(record_save(c, &r), ST_CONFLICT);
	change_cancel(c);
	record_free(&r);
	/* What only refers to it can be changed, and still refers to it. */
	set(l.db, ENTITY_RULING, l.other, "court", "A court");
	must(l.db, record_load(l.db, ENTITY_RULING, l.other, &r));
	assert_int_equal(record_num(&r, "appeal_from"), l.ruling);
	record_free(&r);
	gag_veil(l.db, NULL);
	must(l.db, record_load(l.db, ENTITY_RULING, l.ruling, &r));
	assert_string_equal(record_get(&r, "title"), "Canary title");
	record_free(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(gag_hides__ruling_and_what_belongs_to_it),
		MODEL_TEST(gag_hides__whole_case),
		MODEL_TEST(gag_hides__until_its_last_day),
		MODEL_TEST(gag_veil__shows_no_word_anywhere),
		MODEL_TEST(gag_veil__hides_what_was_done),
		MODEL_TEST(journal_undo__keeps_the_label_under_the_veil),
		MODEL_TEST(record_save__refuses_what_was_read_under_the_veil),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
