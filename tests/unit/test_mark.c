#include "config.h"

#include "model/mark_plan.h"

#include "tests/unit/model_help.h"

#define EXHIBITS 8

struct world {
	struct db *db;
	int64_t petition;
	int64_t ex[EXHIBITS];
};

/* A case with one petition and exhibits e0, e1 ... */
static void build(struct world *w, struct db *db, const char *prefix, const char *style)
{
	w->db = db;
	put(db, ENTITY_CASE, "ref", "c", "title", "C", NULL);
	w->petition = put(db, ENTITY_PETITION, "ref", "p", "title", "P", "case", "c", "mark_prefix",
		prefix, "mark_style", style, NULL);
	for (int i = 0; i < EXHIBITS; i++) {
		char ref[] = "e0";

		ref[1] = (char)('0' + i);
		w->ex[i] = put(db, ENTITY_EXHIBIT, "ref", ref, "title", ref, "case", "c", "pages",
			i == 5 ? "" : "3", NULL);
	}
}

/* The marks as "P/1 e0, P/2 e1 withdrawn". */
static void is(struct world *w, const char *expected)
{
	struct marks m;
	struct str out = STR_INIT;

	must(w->db, marks_read(w->db, w->petition, &m));
	for (size_t i = 0; i < m.n; i++) {
		str_addf(&out, "%s%s %s", i ? ", " : "", m.all[i].mark, m.all[i].ref);
		if (m.all[i].state != MARK_DRAFT)
			str_addf(&out, " %s", mark_state_name(m.all[i].state));
	}
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
	marks_free(&m);
}

static int64_t mark_of(struct world *w, const char *mark)
{
	int64_t id = 0;

	must(w->db, mark_find(w->db, mark, w->petition, &id));
	return id;
}

static void make(struct world *w, struct mark_plan *p)
{
	struct change *c = NULL;

	must(w->db, change_begin(w->db, &c, "test"));
	must(w->db, mark_plan_apply(p, c));
	must(w->db, change_commit(c));
	mark_plan_free(p);
}

static void assign(struct world *w, const int *which, size_t n, bool whole)
{
	struct mark_plan p;
	int64_t ids[EXHIBITS];

	for (size_t i = 0; i < n; i++)
		ids[i] = w->ex[which[i]];
	must(w->db, mark_plan_begin(w->db, w->petition, &p));
	must(w->db, mark_plan_assign(&p, ids, n, whole));
	make(w, &p);
}

static void after(struct world *w, const char *mark, int exhibit)
{
	struct mark_plan p;

	must(w->db, mark_plan_begin(w->db, w->petition, &p));
	must(w->db, mark_plan_after(&p, mark_of(w, mark), w->ex[exhibit]));
	make(w, &p);
}

static void withdraw(struct world *w, const char *mark, const char *why)
{
	struct mark_plan p;

	must(w->db, mark_plan_begin(w->db, w->petition, &p));
	must(w->db, mark_plan_withdraw(&p, mark_of(w, mark), why));
	make(w, &p);
}

static void file(struct world *w)
{
	put(w->db, ENTITY_FILING, "petition", "p", "date", "2026-01-02", NULL);
}

static void mark_plan__drafts_follow_the_order(void **state)
{
	struct world w;
	struct mark_plan p;

	build(&w, *state, "P/", NULL);
	assign(&w, (const int[]){ 2, 0, 1 }, 3, false);
	is(&w, "P/1 e2, P/2 e0, P/3 e1");
	assign(&w, (const int[]){ 3 }, 1, false);
	assign(&w, (const int[]){ 0, 2 }, 2, false);
	is(&w, "P/1 e1, P/2 e3, P/3 e0, P/4 e2");
	after(&w, "P/1", 4);
	is(&w, "P/1 e1, P/2 e4, P/3 e3, P/4 e0, P/5 e2");
	must(w.db, mark_plan_begin(w.db, w.petition, &p));
	must(w.db, mark_plan_move(&p, mark_of(&w, "P/5"), 0));
	make(&w, &p);
	is(&w, "P/1 e2, P/2 e1, P/3 e4, P/4 e3, P/5 e0");
	must(w.db, mark_plan_begin(w.db, w.petition, &p));
	must(w.db, mark_plan_shift(&p, mark_of(&w, "P/1"), 2));
	make(&w, &p);
	is(&w, "P/1 e1, P/2 e4, P/3 e2, P/4 e3, P/5 e0");
	must(w.db, mark_plan_begin(w.db, w.petition, &p));
	must(w.db, mark_plan_drop(&p, mark_of(&w, "P/2")));
	assert_int_equal(mark_plan_changes(&p), 4);
	make(&w, &p);
	is(&w, "P/1 e1, P/2 e2, P/3 e3, P/4 e0");
	set(w.db, ENTITY_PETITION, w.petition, "mark_prefix", "Annex");
	set(w.db, ENTITY_PETITION, w.petition, "mark_style", "hebrew");
	is(&w, "Annex א e1, Annex ב e2, Annex ג e3, Annex ד e0");
}

static void mark_plan__what_was_filed_stays(void **state)
{
	struct world w;
	struct mark_plan p;
	struct change *c = NULL;

	build(&w, *state, "P/", NULL);
	assign(&w, (const int[]){ 0, 1, 2 }, 3, false);
	file(&w);
	is(&w, "P/1 e0 fixed, P/2 e1 fixed, P/3 e2 fixed");
	after(&w, "P/2", 3);
	after(&w, "P/2", 4);
	is(&w, "P/1 e0 fixed, P/2 e1 fixed, P/2A e4, P/2B e3, P/3 e2 fixed");
	assign(&w, (const int[]){ 5 }, 1, false);
	withdraw(&w, "P/2", "privileged");
	is(&w, "P/1 e0 fixed, P/2 e1 withdrawn, P/2A e4, P/2B e3, P/3 e2 fixed, P/4 e5");
	/* In the order of citation late ones stay where they were put. */
	assign(&w, (const int[]){ 6, 3, 0, 4 }, 4, true);
	is(&w, "P/1 e0 fixed, P/2 e1 withdrawn, P/2A e4, P/2B e3, P/3 e2 fixed, P/4 e6, P/5 e5");
	/* What was withdrawn may come again, under another mark. */
	assign(&w, (const int[]){ 1 }, 1, false);
	is(&w, "P/1 e0 fixed, P/2 e1 withdrawn, P/2A e4, P/2B e3, P/3 e2 fixed, P/4 e6, P/5 e5, "
	       "P/6 e1");

	must(w.db, mark_plan_begin(w.db, w.petition, &p));
	assert_int_equal(mark_plan_move(&p, mark_of(&w, "P/1"), 0), ST_CONFLICT);
	assert_int_equal(mark_plan_assign(&p, &w.ex[0], 1, false), ST_INVALID);
	assert_int_equal(mark_plan_drop(&p, mark_of(&w, "P/2")), ST_CONFLICT);
	assert_int_equal(mark_plan_withdraw(&p, mark_of(&w, "P/1"), ""), ST_INVALID);
	assert_int_equal(mark_plan_move(&p, mark_of(&w, "P/4"), 0), ST_CONFLICT);
	mark_plan_free(&p);

	must(w.db, change_begin(w.db, &c, "test"));
	assert_int_equal(record_remove(c, ENTITY_MARK, mark_of(&w, "P/1"), true), ST_CONFLICT);
	assert_int_equal(record_remove(c, ENTITY_EXHIBIT, w.ex[0], true), ST_CONFLICT);
	must(w.db, record_remove(c, ENTITY_EXHIBIT, w.ex[6], true));
	change_cancel(c);
}

/* Between 2 and 2A, both fixed, nothing fits. */
static void mark_plan__no_room(void **state)
{
	struct world w;
	struct mark_plan p;

	build(&w, *state, "Exhibit", "letters");
	assign(&w, (const int[]){ 0, 1 }, 2, false);
	file(&w);
	after(&w, "Exhibit A", 2);
	is(&w, "Exhibit A e0 fixed, Exhibit A1 e2, Exhibit B e1 fixed");
	file(&w);
	must(w.db, mark_plan_begin(w.db, w.petition, &p));
	assert_int_equal(mark_plan_after(&p, mark_of(&w, "Exhibit A"), w.ex[3]), ST_CONFLICT);
	mark_plan_free(&p);
	after(&w, "Exhibit A1", 3);
	is(&w, "Exhibit A e0 fixed, Exhibit A1 e2 fixed, Exhibit A2 e3, Exhibit B e1 fixed");
}

static enum status save_mark(struct world *w, int64_t id, const char *field, const char *text)
{
	struct change *c = NULL;
	struct record r;
	enum status st;

	must(w->db, record_load(w->db, ENTITY_MARK, id, &r));
	record_put(&r, field, text);
	must(w->db, change_begin(w->db, &c, "test"));
	st = record_save(c, &r);
	change_cancel(c);
	record_free(&r);
	return st;
}

static void mark__two_exhibits_never_the_same(void **state)
{
	struct world w;
	struct change *c = NULL;
	struct record r;
	int64_t id;

	build(&w, *state, "P/", NULL);
	id = put(w.db, ENTITY_MARK, "petition", "p", "exhibit", "e0", "mark", "P/7", NULL);
	put(w.db, ENTITY_MARK, "petition", "p", "exhibit", "e1", "mark", "P/1", NULL);
	put(w.db, ENTITY_MARK, "petition", "p", "exhibit", "e2", "mark", "Map", NULL);
	is(&w, "P/1 e1, P/7 e0, Map e2");
	assert_int_equal(save_mark(&w, id, "mark", "P/1"), ST_INVALID);
	assert_non_null(strstr(db_error(w.db), "e1"));
	record_init(&r, ENTITY_MARK);
	must(w.db, record_set_name(w.db, &r, "petition", "p"));
	must(w.db, record_set_name(w.db, &r, "exhibit", "e0"));
	must(w.db, record_set_name(w.db, &r, "mark", "P/9"));
	must(w.db, change_begin(w.db, &c, "test"));
	assert_int_equal(record_save(c, &r), ST_INVALID); /* e0 is P/7 */
	must(w.db, record_set_name(w.db, &r, "exhibit", "e3"));
	record_put(&r, "mark", NULL);
	must(w.db, record_save(c, &r)); /* the next */
	assert_string_equal(record_get(&r, "mark"), "P/8");
	change_cancel(c);
	record_free(&r);
	set(w.db, ENTITY_MARK, id, "mark", "P/3B");
	is(&w, "P/1 e1, P/3B e0, Map e2");
	file(&w);
	assert_int_equal(save_mark(&w, id, "mark", "P/4"), ST_INVALID);
	assert_int_equal(save_mark(&w, id, "state", "draft"), ST_INVALID);
	assert_int_equal(save_mark(&w, id, "notes", "mine"), ST_OK);
}

static void filing__names_what_it_fixes(void **state)
{
	struct world w;
	struct record r;
	int64_t id;

	build(&w, *state, "P/", NULL);
	for (int i = 0; i < EXHIBITS; i++)
		assign(&w, &i, 1, false);
	id = put(w.db, ENTITY_FILING, "petition", "p", "marks", "P/1, P/2", NULL);
	must(w.db, record_load(w.db, ENTITY_FILING, id, &r));
	assert_string_equal(record_get(&r, "marks"), "P/1, P/2");
	record_free(&r);
	is(&w, "P/1 e0 fixed, P/2 e1 fixed, P/3 e2, P/4 e3, P/5 e4, P/6 e5, P/7 e6, P/8 e7");
	id = put(w.db, ENTITY_FILING, "petition", "p", NULL);
	must(w.db, record_load(w.db, ENTITY_FILING, id, &r));
	assert_string_equal(record_get(&r, "marks"), "P/3, P/4, P/5, P/6, P/7, P/8");
	record_free(&r);
	must(w.db, record_load(w.db, ENTITY_MARK, mark_of(&w, "P/3"), &r));
	assert_int_equal(record_num(&r, "filing"), id);
	record_free(&r);
}

/* What would be, as "P/1 e0, P/2 e1", each with what is to be said of it. */
static void plan_is(struct world *w, struct mark_plan *p, const char *expected)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < p->n; i++) {
		str_addf(&out, "%s%s %s", i ? ", " : "", p->steps[i].now.mark, p->steps[i].now.ref);
		if (p->steps[i].own_is > MARK_OWN_KEPT)
			str_add(&out, " (");
		mark_step_note(&p->steps[i], &out);
		if (p->steps[i].own_is > MARK_OWN_KEPT)
			str_add(&out, ")");
	}
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
	make(w, p);
}

static void begin_assign(struct world *w, struct mark_plan *p, const char *which)
{
	int64_t ids[EXHIBITS];
	size_t n = strlen(which);

	for (size_t i = 0; i < n; i++)
		ids[i] = w->ex[which[i] - '0'];
	must(w->db, mark_plan_begin(w->db, w->petition, p));
	must(w->db, mark_plan_propose(p, ids, n));
	must(w->db, mark_plan_assign(p, ids, n, true));
}

static void mark_plan__takes_up_own_marks(void **state)
{
	struct world w;
	struct mark_plan p;

	build(&w, *state, "P/", NULL);
	set(w.db, ENTITY_EXHIBIT, w.ex[0], "mark", "P/3");
	set(w.db, ENTITY_EXHIBIT, w.ex[1], "mark", "Annex 1");
	set(w.db, ENTITY_EXHIBIT, w.ex[2], "mark", "P/1");
	begin_assign(&w, &p, "0123");
	plan_is(&w, &p,
		"P/1 e2, P/3 e0, P/4 e1 (e1 is called Annex 1 itself, which is none of this "
		"petition's marks), P/5 e3");
	/* In another order they stay, and so they do when others move. */
	begin_assign(&w, &p, "3210");
	plan_is(&w, &p,
		"P/1 e2, P/3 e0, P/4 e3, P/5 e1 (e1 is called Annex 1 itself, which is none of "
		"this "
		"petition's marks)");
	must(w.db, mark_plan_begin(w.db, w.petition, &p));
	assert_int_equal(mark_plan_move(&p, mark_of(&w, "P/3"), 0), ST_CONFLICT);
	assert_non_null(strstr(db_error(w.db), "e0"));
	assert_int_equal(mark_plan_move(&p, mark_of(&w, "P/5"), 0), ST_CONFLICT);
	mark_plan_free(&p);
	after(&w, "P/1", 4);
	is(&w, "P/1 e2, P/2 e4, P/3 e0, P/4 e3, P/5 e1");
	/* A draft makes room for the one that is called so. */
	set(w.db, ENTITY_EXHIBIT, w.ex[5], "mark", "P/2");
	assign(&w, (const int[]){ 5 }, 1, false);
	is(&w, "P/1 e2, P/2 e5, P/3 e0, P/4 e3, P/5 e1, P/6 e4");
	/* What is filed does not. */
	file(&w);
	set(w.db, ENTITY_EXHIBIT, w.ex[6], "mark", "P/6");
	begin_assign(&w, &p, "6");
	assert_int_equal(p.steps[6].own_is, MARK_OWN_TAKEN);
	assert_string_equal(p.steps[6].own_with, "e4");
	make(&w, &p);
	assert_int_equal(mark_of(&w, "P/7") > 0, 1);
}

static void mark_plan__own_marks_follow_the_scheme(void **state)
{
	struct world w;

	build(&w, *state, NULL, NULL);
	assign(&w, (const int[]){ 0, 1, 2 }, 3, true);
	is(&w, "1 e0, 2 e1, 3 e2");
	set(w.db, ENTITY_EXHIBIT, w.ex[0], "mark", "ע/ב");
	set(w.db, ENTITY_EXHIBIT, w.ex[1], "mark", "ע/א");
	set(w.db, ENTITY_PETITION, w.petition, "mark_style", "hebrew");
	set(w.db, ENTITY_PETITION, w.petition, "mark_prefix", "ע/");
	is(&w, "ע/א e1, ע/ב e0, ע/ג e2");
	set(w.db, ENTITY_PETITION, w.petition, "mark_prefix", "R-");
	is(&w, "R-א e1, R-ב e0, R-ג e2");
}

/* Another case's marks are not this one's; a redacted version is called as its original. */
static void mark_plan__whose_marks_they_are(void **state)
{
	struct world w;
	struct mark_plan p;

	build(&w, *state, "P/", NULL);
	put(w.db, ENTITY_CASE, "ref", "d", "title", "D", NULL);
	w.ex[1] = put(
		w.db, ENTITY_EXHIBIT, "ref", "f", "title", "F", "case", "d", "mark", "P/1", NULL);
	set(w.db, ENTITY_EXHIBIT, w.ex[0], "mark", "P/2");
	w.ex[2] = put(w.db, ENTITY_EXHIBIT, "ref", "r", "title", "R", "case", "c", "redaction_of",
		"e0", "redaction_why", "law", NULL);
	begin_assign(&w, &p, "12");
	plan_is(&w, &p, "P/2 r, P/3 f (f is called P/1 in its own case, d)");
}

static void scheme_is(struct world *w, const char *which, const char *expected)
{
	struct mark_plan p;
	struct str out = STR_INIT;

	begin_assign(w, &p, which);
	mark_plan_scheme_words(&p, &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
	mark_plan_free(&p);
}

static void mark_plan__proposes_a_scheme(void **state)
{
	struct world w;
	struct mark_plan p;
	struct record r;
	int64_t case_id;

	build(&w, *state, NULL, NULL);
	must(w.db, record_find(w.db, ENTITY_CASE, "c", &case_id));
	scheme_is(
		&w, "01", "Marks begin with Exhibit and count in numbers, as is usual in courts.");
	set(w.db, ENTITY_PETITION, w.petition, "forum", "European Court of Human Rights");
	scheme_is(&w, "01",
		"Marks begin with Annex and count in numbers, as is usual in letters and "
		"complaints.");
	set(w.db, ENTITY_PETITION, w.petition, "forum", "High Court of Justice");
	set(w.db, ENTITY_CASE, case_id, "jurisdiction", "Israel");
	scheme_is(&w, "01",
		"Marks begin with P/ and count in numbers, as is usual for petitioners in courts "
		"of "
		"Israel.");
	set(w.db, ENTITY_PETITION, w.petition, "language", "he");
	scheme_is(&w, "01",
		"Marks begin with ע/ and count in numbers, as is usual for petitioners in courts "
		"of "
		"Israel.");
	put(w.db, ENTITY_CONTACT, "ref", "lead", "title", "Dana", "kind", "person", "name", "Dana",
		NULL);
	put(w.db, ENTITY_PARTY, "case", "c", "contact", "lead", "role", "counsel", "side",
		"answering", NULL);
	set(w.db, ENTITY_CASE, case_id, "lead", "lead");
	scheme_is(&w, "01",
		"Marks begin with R- and count in numbers, as is usual for the side that answers.");
	set(w.db, ENTITY_EXHIBIT, w.ex[6], "mark", "Exhibit B");
	scheme_is(&w, "01",
		"Marks begin with Exhibit and count in letters, as most marks do that exhibits of "
		"the "
		"case have already.");
	set(w.db, ENTITY_EXHIBIT, w.ex[0], "mark", "Map");
	set(w.db, ENTITY_EXHIBIT, w.ex[1], "mark", "ע/טו");
	set(w.db, ENTITY_EXHIBIT, w.ex[2], "mark", "P/12A");
	set(w.db, ENTITY_EXHIBIT, w.ex[3], "mark", "P/2");
	scheme_is(&w, "0123",
		"Marks begin with P/ and count in numbers, as most marks do that its exhibits have "
		"already.");
	/* It is the petition's from then on. */
	begin_assign(&w, &p, "01");
	make(&w, &p);
	is(&w, "ע/טו e1, ע/טז e0");
	must(w.db, record_load(w.db, ENTITY_PETITION, w.petition, &r));
	assert_string_equal(record_get(&r, "mark_prefix"), "ע/");
	assert_string_equal(record_get(&r, "mark_style"), "hebrew");
	record_free(&r);
	scheme_is(&w, "0123", "");
}

static void bates__a_number_a_page(void **state)
{
	struct world w;
	struct bates b;
	struct change *c = NULL;
	struct record r;

	build(&w, *state, "P/", NULL);
	set(w.db, ENTITY_PETITION, w.petition, "bates_prefix", "HK-");
	assign(&w, (const int[]){ 0, 1, 5, 2 }, 4, false);
	must(w.db, change_begin(w.db, &c, "test"));
	must(w.db, bates_assign(c, w.petition, &b));
	assert_int_equal(b.numbered, 3);
	assert_string_equal(b.first, "HK-000001");
	assert_string_equal(b.last, "HK-000009");
	assert_int_equal(b.n_missing, 1);
	assert_string_equal(b.missing[0].mark, "P/3");
	bates_free(&b);
	must(w.db, change_commit(c));
	file(&w);
	/* What was filed keeps its pages; a late one gets what comes after, whatever its place. */
	after(&w, "P/1", 3);
	set(w.db, ENTITY_EXHIBIT, w.ex[5], "pages", "2");
	must(w.db, change_begin(w.db, &c, "test"));
	must(w.db, bates_assign(c, w.petition, &b));
	bates_free(&b);
	must(w.db, change_commit(c));
	must(w.db, record_load(w.db, ENTITY_MARK, mark_of(&w, "P/1A"), &r));
	assert_string_equal(record_get(&r, "bates_first"), "HK-000010");
	assert_string_equal(record_get(&r, "bates_last"), "HK-000012");
	record_free(&r);
	must(w.db, record_load(w.db, ENTITY_MARK, mark_of(&w, "P/3"), &r));
	assert_string_equal(record_get(&r, "bates_first"), "HK-000013");
	record_free(&r);
	assert_int_equal(save_mark(&w, mark_of(&w, "P/1"), "bates_first", "HK-000002"), ST_INVALID);
}

static void exhibit__is_found_by_mark(void **state)
{
	struct world w;
	int64_t id;

	build(&w, *state, "P/", NULL);
	put(w.db, ENTITY_PETITION, "ref", "q", "title", "Q", "case", "c", "mark_prefix", "P/",
		NULL);
	assign(&w, (const int[]){ 0, 1 }, 2, false);
	put(w.db, ENTITY_MARK, "petition", "q", "exhibit", "e3", "mark", "P/1", NULL);
	put(w.db, ENTITY_MARK, "petition", "q", "exhibit", "e1", "mark", "P/2", NULL);
	set(w.db, ENTITY_EXHIBIT, w.ex[4], "mark", "P/9");
	must(w.db, record_find(w.db, ENTITY_EXHIBIT, "P/2", &id));
	assert_int_equal(id, w.ex[1]);
	assert_int_equal(record_find(w.db, ENTITY_EXHIBIT, "P/1", &id), ST_CONFLICT);
	assert_non_null(strstr(db_error(w.db), "c/p/P/1, c/q/P/1"));
	must(w.db, record_find(w.db, ENTITY_EXHIBIT, "q/P/1", &id));
	assert_int_equal(id, w.ex[3]);
	must(w.db, record_find(w.db, ENTITY_EXHIBIT, "c/p/P/1", &id));
	assert_int_equal(id, w.ex[0]);
	must(w.db, record_find(w.db, ENTITY_EXHIBIT, "c/P/9", &id));
	assert_int_equal(id, w.ex[4]);
	must(w.db, record_find(w.db, ENTITY_EXHIBIT, "P/9", &id));
	assert_int_equal(id, w.ex[4]);
	assert_int_equal(record_find(w.db, ENTITY_EXHIBIT, "P/10", &id), ST_NOTFOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(mark_plan__drafts_follow_the_order),
		MODEL_TEST(mark_plan__what_was_filed_stays),
		MODEL_TEST(mark_plan__no_room),
		MODEL_TEST(mark_plan__takes_up_own_marks),
		MODEL_TEST(mark_plan__own_marks_follow_the_scheme),
		MODEL_TEST(mark_plan__whose_marks_they_are),
		MODEL_TEST(mark_plan__proposes_a_scheme),
		MODEL_TEST(mark__two_exhibits_never_the_same),
		MODEL_TEST(filing__names_what_it_fixes),
		MODEL_TEST(bates__a_number_a_page),
		MODEL_TEST(exhibit__is_found_by_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
