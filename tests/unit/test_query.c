#include "config.h"

#include "model/query.h"

#include "model/date.h"
#include "model/text.h"
#include "tests/unit/sample.h"
#include "tests/unit/seed.h"

#define MANY 64

/* A whole list, as one walk gives it. */
struct list {
	struct record rows[MANY];
	struct query_key keys[MANY];
	size_t n;
};

static void list_free(struct list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		record_free(&l->rows[i]);
		query_key_free(&l->keys[i]);
	}
	free(l);
}

static struct list *walk(
	struct db *db, const struct query *q, const struct query_key *after, bool backwards)
{
	struct list *l = mem_zero(sizeof(*l));
	struct cursor *c = NULL;
	enum status st;

	must(db, query_open(db, q, after, backwards, &c));
	while ((st = query_next(c, &l->rows[l->n])) == ST_OK) {
		query_key(c, &l->keys[l->n]);
		assert_true(++l->n < MANY);
	}
	assert_int_equal(st, ST_END);
	record_free(&l->rows[l->n]);
	query_close(c);
	return l;
}

/* The refs of a list with blanks between them. */
static void assert_refs(struct db *db, const struct query *q, const char *expected)
{
	struct list *l = walk(db, q, NULL, false);
	struct str refs = STR_INIT;

	for (size_t i = 0; i < l->n; i++)
		str_addf(&refs, "%s%s", i ? " " : "", record_get(&l->rows[i], "ref"));
	assert_string_equal(str_text(&refs), expected);
	str_free(&refs);
	list_free(l);
}

/* ---- orders ---- */

static void query__sorts_dates_by_what_is_known_of_them(void **state)
{
	static const char *const dates[][2] = { { "day2", "2020-04-18" }, { "none", NULL },
		{ "year", "2020" }, { "about", "2020-04~" }, { "next", "2021?" },
		{ "day", "2020-04-17" }, { "month", "2020-04" }, { "early", "1999-12-31" } };
	struct query q = { .entity = ENTITY_EVENT, .sort = "date" };
	struct db *db = *state;

	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
		put(db, ENTITY_EVENT, "case", "c", "title", "E", "ref", dates[i][0], "date",
			dates[i][1], NULL);
	/* Doubt does not count: what is equal comes as it was added. */
	assert_refs(db, &q, "none early year about month day day2 next");
	q.sort = "-date";
	assert_refs(db, &q, "next day2 day month about year early none");
	q.sort = NULL; /* the chronology's own order */
	assert_refs(db, &q, "none early year about month day day2 next");
}

static void query__sorts_names_as_people_do(void **state)
{
	static const char *const names[][2] = { { "z", "Zebra" }, { "noa", "כהן, נועה" },
		{ "a2", "álvarez" }, { "a", "Alvarez" }, { "b", "bello" }, { "hk", "陳小明" },
		{ "c", "Ćosić" }, { "avi", "אבי" }, { "ar", "عمان" }, { "d", "d'Arc" } };
	struct query q = { .entity = ENTITY_CONTACT, .sort = "name" };
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		put(db, ENTITY_CONTACT, "ref", names[i][0], "name", names[i][1], NULL);
	assert_refs(db, &q, "a a2 b c d z avi noa ar hk");
	q.sort = "-name";
	assert_refs(db, &q, "hk ar noa avi z d c b a2 a");
}

static void query__sorts_numbers_by_size(void **state)
{
	static const char *const targets[][2] = { { "ten", "10" }, { "nine", "9" },
		{ "none", NULL }, { "big", "36000" }, { "zero", "0" } };
	struct query q = { .entity = ENTITY_PETITION, .sort = "target" };
	struct db *db = *state;

	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		put(db, ENTITY_PETITION, "case", "c", "title", "P", "ref", targets[i][0], "target",
			targets[i][1], NULL);
	assert_refs(db, &q, "none zero nine ten big");
	q.sort = "-target";
	assert_refs(db, &q, "big ten nine zero none");
}

/* Of one petition they come by name; of several as they were added, unless one asks. */
static void query__sorts_signatories_by_name_within_a_petition(void **state)
{
	static const char *const names[] = { "Zoe", "Ana", "כהן", "Ben", NULL };
	struct query all = { .entity = ENTITY_SIGNATORY }, of_case = all, of_petition = all;
	char sort[] = "-name";
	struct db *db = *state;

	of_case.owner = ENTITY_CASE;
	of_case.owner_id = put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_CASE, "ref", "d", "title", "Another", NULL);
	of_petition.owner = ENTITY_PETITION;
	of_petition.owner_id =
		put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	put(db, ENTITY_PETITION, "case", "d", "ref", "q", "title", "Q", NULL);
	for (size_t i = 0; names[i]; i++)
		put(db, ENTITY_SIGNATORY, "petition", "p", "ref", names[i], "name", names[i], NULL);
	assert_refs(db, &all, "Ana Ben Zoe כהן");
	assert_refs(db, &of_case, "Ana Ben Zoe כהן");
	assert_refs(db, &of_petition, "Ana Ben Zoe כהן");
	put(db, ENTITY_SIGNATORY, "petition", "q", "ref", "Gal", "name", "Gal", NULL);
	assert_refs(db, &all, "Zoe Ana כהן Ben Gal");
	assert_refs(db, &of_case, "Ana Ben Zoe כהן");
	assert_refs(db, &of_petition, "Ana Ben Zoe כהן");
	all.sort = sort + 1;
	assert_refs(db, &all, "Ana Ben Gal Zoe כהן");
	all.sort = entity_get(ENTITY_SIGNATORY)->sort;
	assert_refs(db, &all, "Ana Ben Gal Zoe כהן");
	all.sort = sort;
	assert_refs(db, &all, "כהן Zoe Gal Ben Ana");
}

static void query__sorts_by_several_fields(void **state)
{
	static const char *const rows[][3] = { { "a", "IL", "Zoe" }, { "b", "HK", "Ana" },
		{ "c", "IL", "Ana" }, { "d", NULL, "Ben" }, { "e", "HK", "Zoe" },
		{ "f", NULL, "Ana" }, { "g", "IL", "Ana" } };
	struct query q = { .entity = ENTITY_CONTACT, .sort = "country,name" };
	struct cursor *c = NULL;
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		put(db, ENTITY_CONTACT, "ref", rows[i][0], "country", rows[i][1], "name",
			rows[i][2], NULL);
	assert_refs(db, &q, "f d b e c g a");
	q.sort = "country,-name";
	assert_refs(db, &q, "d f e b a c g");
	q.sort = "-country,name";
	assert_refs(db, &q, "g c a b e f d");
	q.sort = "-country,-name,ref";
	assert_refs(db, &q, "a c g e b d f");
	q.sort = "country,name,ref,city,email";
	assert_refused(db, query_open(db, &q, NULL, false, &c), ST_INVALID, "at most 4");
}

static void query__refuses_what_is_no_order(void **state)
{
	struct query q = { .entity = ENTITY_CASE, .sort = "nothing" };
	static const char *const bad[] = { "nothing", "-", "--title", "id; DROP TABLE meta",
		"title DESC", "sort_key", ",", "title,", ",title", "title,nothing", "title, ref" };
	struct query_key key = { .id = 1 };
	struct cursor *c = NULL;
	struct db *db = *state;
	int64_t n;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		q.sort = bad[i];
		assert_refused(db, query_open(db, &q, NULL, false, &c), ST_INVALID, "to sort by");
		assert_null(c);
		assert_refused(db, query_rank(db, &q, &key, &n), ST_INVALID, "to sort by");
		assert_refused(db, query_at(db, &q, 0, &key), ST_INVALID, "to sort by");
	}
}

/* ---- any order of anything, in pages ---- */

static int compare_values(
	const struct field *f, const char *headline, const struct value *a, const struct value *b)
{
	struct date x, y;
	struct str k = STR_INIT, l = STR_INIT;
	int order;

	/* A headline that is missing has the smallest key there is. */
	if (!a->text || !b->text)
		return (a->text != NULL) - (b->text != NULL);
	if (!strcmp(f->name, headline)) {
		text_sort_key(&k, a->text, strlen(a->text));
		text_sort_key(&l, b->text, strlen(b->text));
		order = memcmp(k.data, l.data, (k.len < l.len ? k.len : l.len) + 1);
		str_free(&k);
		str_free(&l);
		return order;
	}
	if (f->type == FIELD_DATE || f->type == FIELD_DAY) {
		assert_int_equal(date_parse(a->text, &x), ST_OK);
		assert_int_equal(date_parse(b->text, &y), ST_OK);
		return date_compare(&x, &y);
	}
	if (f->type == FIELD_INT || f->type == FIELD_ANY)
		return (a->num > b->num) - (a->num < b->num);
	return strcmp(a->text, b->text);
}

/* The fields of an order, as query.h writes it. */
struct fields {
	const struct field *f[QUERY_SORTS];
	bool down[QUERY_SORTS];
	size_t n;
};

static struct fields read_sort(const struct entity *e, const char *sort)
{
	struct fields out = { .n = 0 };
	char *copy = mem_text(sort), *rest = copy;

	for (char *one = strsep(&rest, ","); one; one = strsep(&rest, ",")) {
		out.down[out.n] = *one == '-';
		out.f[out.n++] = &e->fields[entity_field(e, one + (*one == '-'))];
	}
	free(copy);
	return out;
}

static int compare_rows(const struct fields *by, const struct record *a, const struct record *b)
{
	int order = 0;

	for (size_t i = 0; i < by->n && !order; i++) {
		int at = entity_field(a->entity, by->f[i]->name);

		order = compare_values(
			by->f[i], a->entity->headline, &a->values[at], &b->values[at]);
		order = by->down[i] ? -order : order;
	}
	if (!order)
		order = by->down[0] ? (a->id < b->id) - (a->id > b->id)
				    : (a->id > b->id) - (a->id < b->id);
	return order;
}

static void assert_ordered(const struct list *l, const struct entity *e, const char *sort)
{
	struct fields by = read_sort(e, sort);

	for (size_t i = 1; i < l->n; i++)
		if (compare_rows(&by, &l->rows[i - 1], &l->rows[i]) >= 0)
			fail_msg("%s by %s: %s before %s", e->name, sort,
				record_show(&l->rows[i - 1], "ref"),
				record_show(&l->rows[i], "ref"));
}

/* Pages of some size, one after the other, are the list; so they are from its end. */
static void assert_paged(
	struct db *db, struct query q, const struct list *whole, int64_t size, bool backwards)
{
	struct query_key key = { 0 };
	size_t seen = 0;

	q.limit = size;
	for (;;) {
		struct list *page = walk(db, &q, &key, backwards);
		size_t n = page->n;

		for (size_t i = 0; i < n; i++, seen++) {
			size_t place = backwards ? whole->n - 1 - seen : seen;

			assert_true(seen < whole->n);
			if (page->rows[i].id != whole->rows[place].id)
				fail_msg("%s by %s%s, pages of %d: row %zu",
					entity_get(q.entity)->name, q.sort,
					backwards ? " backwards" : "", (int)size, seen);
		}
		query_key_free(&key);
		if (n)
			query_key_copy(&key, &page->keys[n - 1]);
		list_free(page);
		if (n < (size_t)size)
			break;
	}
	query_key_free(&key);
	assert_int_equal(seen, whole->n);
}

static void assert_places(struct db *db, const struct query *q, const struct list *whole)
{
	struct query_key key;
	int64_t n = -1;

	must(db, query_count(db, q, &n));
	assert_int_equal(n, whole->n);
	for (size_t i = 0; i < whole->n; i++) {
		must(db, query_rank(db, q, &whole->keys[i], &n));
		if (n != (int64_t)i)
			fail_msg("%s by %s: row %zu has rank %d", entity_get(q->entity)->name,
				q->sort, i, (int)n);
		must(db, query_at(db, q, (int64_t)i, &key));
		assert_true(key.id == whole->rows[i].id);
		query_key_free(&key);
	}
	assert_int_equal(query_at(db, q, (int64_t)whole->n, &key), ST_END);
	query_key_free(&key);
}

static void check_sort(struct db *db, struct query q, const char *sort, int64_t size)
{
	struct list *whole;

	q.sort = sort;
	whole = walk(db, &q, NULL, false);
	assert_ordered(whole, entity_get(q.entity), sort);
	assert_paged(db, q, whole, size, false);
	assert_paged(db, q, whole, size, true);
	assert_places(db, &q, whole);
	list_free(whole);
}

static void check_order(struct db *db, struct query q, const struct field *f, int64_t size)
{
	char sort[64];

	for (int down = 0; down < 2; down++) {
		snprintf(sort, sizeof(sort), "%s%s", down ? "-" : "", f->name);
		check_sort(db, q, sort, size);
	}
}

/* Few different values, so that many are equal and many are empty. */
static void make_rows(struct db *db, struct chance *chance, enum entity_id entity, int n)
{
	while (n--)
		(void)sample(db, entity, chance_below(chance, 5) + (unsigned)n * 5,
			chance_below(chance, 3) > 0);
}

static void query__gives_every_list_in_pages_from_both_ends(void **state)
{
	struct chance chance = chance_open("query");
	struct db *db = *state;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		struct query q = { .entity = (enum entity_id)i };

		make_rows(db, &chance, q.entity, 14);
	}
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		struct query q = { .entity = e->id };

		for (size_t k = 0; k < e->n_fields; k++)
			if (e->fields[k].flags & FIELD_LISTED)
				check_order(db, q, &e->fields[k], 1 + chance_below(&chance, 6));
	}
}

static void query__gives_filtered_lists_of_one_owner_in_pages(void **state)
{
	struct chance chance = chance_open("query of one owner");
	const struct entity *e = entity_get(ENTITY_SIGNATORY);
	struct query q = { .entity = ENTITY_SIGNATORY,
		.owner = ENTITY_PETITION,
		.where = "-state:invalid level=filed,public" };
	struct db *db = *state;

	(void)sample(db, ENTITY_PETITION, 1, true);
	(void)sample(db, ENTITY_PETITION, 2, true);
	make_rows(db, &chance, ENTITY_SIGNATORY, 40);
	q.owner_id = raw_number(db, "SELECT max(id) FROM petition");
	for (size_t k = 0; k < e->n_fields; k++)
		check_order(db, q, &e->fields[k], 1 + chance_below(&chance, 6));
}

/* A random order by up to four different fields. */
static void any_sort(struct chance *chance, const struct entity *e, struct str *out)
{
	uint32_t n = 1 + chance_below(chance, QUERY_SORTS);
	uint32_t step = 1 + chance_below(chance, 3);
	uint32_t at = chance_below(chance, (uint32_t)e->n_fields);

	for (uint32_t i = 0; i < n && i * step < e->n_fields; i++)
		str_addf(out, "%s%s%s", i ? "," : "", chance_below(chance, 2) ? "-" : "",
			e->fields[(at + i * step) % e->n_fields].name);
}

static void query__gives_orders_of_several_fields_in_pages(void **state)
{
	static const enum entity_id kinds[] = { ENTITY_CONTACT, ENTITY_EVENT, ENTITY_SIGNATORY };
	struct chance chance = chance_open("query by several fields");
	struct db *db = *state;

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		struct query q = { .entity = kinds[k] };

		make_rows(db, &chance, kinds[k], 30);
		for (int i = 0; i < 12; i++) {
			struct str sort = STR_INIT;

			any_sort(&chance, entity_get(kinds[k]), &sort);
			check_sort(db, q, str_text(&sort), 1 + chance_below(&chance, 9));
			str_free(&sort);
		}
	}
}

/* Rows that come and go between two pages move no other row. */
static void query__goes_on_from_a_row_that_is_gone(void **state)
{
	static const char *const names[] = { "a", "b", "d", "e", NULL };
	struct query q = { .entity = ENTITY_CONTACT, .limit = 2 };
	struct query_key key = { 0 };
	struct change *c = NULL;
	struct db *db = *state;
	struct list *l;
	int64_t id = 0;

	for (size_t i = 0; names[i]; i++)
		put(db, ENTITY_CONTACT, "ref", names[i], "name", names[i], NULL);
	l = walk(db, &q, NULL, false);
	query_key_copy(&key, &l->keys[1]);
	list_free(l);
	must(db, record_find(db, ENTITY_CONTACT, "b", &id));
	must(db, change_begin(db, &c, "remove"));
	must(db, record_remove(c, ENTITY_CONTACT, id, false));
	must(db, change_commit(c));
	put(db, ENTITY_CONTACT, "ref", "c", "name", "c", NULL);
	l = walk(db, &q, &key, false);
	assert_int_equal(l->n, 2);
	assert_string_equal(record_get(&l->rows[0], "ref"), "c");
	assert_string_equal(record_get(&l->rows[1], "ref"), "d");
	list_free(l);
	query_key_free(&key);
}

/* ---- owners ---- */

static void query__keeps_what_belongs_to_one_record(void **state)
{
	struct query q = { .entity = ENTITY_CLAIM, .owner = ENTITY_CASE };
	struct cursor *c = NULL;
	struct db *db = *state;
	int64_t c1 = put(db, ENTITY_CASE, "ref", "c1", "title", "One", NULL);
	int64_t c2 = put(db, ENTITY_CASE, "ref", "c2", "title", "Two", NULL);
	int64_t p1 = put(db, ENTITY_PETITION, "case", "c1", "ref", "p1", "title", "P", NULL);

	put(db, ENTITY_PETITION, "case", "c2", "ref", "p2", "title", "P", NULL);
	put(db, ENTITY_CLAIM, "petition", "p1", "ref", "k1", "title", "K", NULL);
	put(db, ENTITY_CLAIM, "petition", "p2", "ref", "k2", "title", "K", NULL);
	put(db, ENTITY_CONTACT, "ref", "ai", "name", "Amnesty", NULL);
	put(db, ENTITY_CONTACT, "ref", "other", "name", "Other", NULL);
	put(db, ENTITY_PARTY, "case", "c2", "ref", "y", "contact", "ai", "role", "victim", NULL);
	put(db, ENTITY_LINK, "from", "case:c1", "to", "claim:k2", "ref", "l", NULL);
	q.owner_id = c1;
	assert_refs(db, &q, "k1");
	q.owner_id = c2;
	assert_refs(db, &q, "k2");
	q.entity = ENTITY_CONTACT;
	assert_refs(db, &q, "ai");
	q.entity = ENTITY_PARTY;
	assert_refs(db, &q, "y");
	q.entity = ENTITY_LINK;
	q.owner_id = c1;
	assert_refs(db, &q, "l");
	q.owner = ENTITY_PETITION;
	q.owner_id = p1;
	assert_refs(db, &q, "");
	q.entity = ENTITY_CLAIM;
	assert_refs(db, &q, "k1");
	q.entity = ENTITY_AUTHORITY;
	assert_refused(db, query_open(db, &q, NULL, false, &c), ST_INVALID,
		"authorities do not belong to a petition");
}

/* ---- reading that is stopped ---- */

static bool stop(void *arg)
{
	++*(int *)arg;
	return true;
}

static void query_count__stops_when_it_is_asked_to(void **state)
{
	struct query q = { .entity = ENTITY_AUTHORITY, .where = "citation:nothing" };
	struct db *db = *state;
	int64_t n = -1;
	int asked = 0;

	raw(db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) "
		"INSERT INTO authority (id, revision, ref, title, kind, citation, level, sort_key) "
		"SELECT i, 1, 'a' || i, 'title', 'statute', 'some words', 'filed', x'00' FROM n");
	db_set_interrupt(db, stop, &asked);
	assert_refused(db, query_count(db, &q, &n), ST_STOPPED, "stopped");
	assert_true(asked > 0);
	db_set_interrupt(db, NULL, NULL);
	must(db, query_count(db, &q, &n));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(query__sorts_dates_by_what_is_known_of_them),
		MODEL_TEST(query__sorts_names_as_people_do),
		MODEL_TEST(query__sorts_numbers_by_size),
		MODEL_TEST(query__sorts_signatories_by_name_within_a_petition),
		MODEL_TEST(query__sorts_by_several_fields),
		MODEL_TEST(query__refuses_what_is_no_order),
		MODEL_TEST(query__gives_every_list_in_pages_from_both_ends),
		MODEL_TEST(query__gives_filtered_lists_of_one_owner_in_pages),
		MODEL_TEST(query__gives_orders_of_several_fields_in_pages),
		MODEL_TEST(query__goes_on_from_a_row_that_is_gone),
		MODEL_TEST(query__keeps_what_belongs_to_one_record),
		MODEL_TEST(query_count__stops_when_it_is_asked_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
