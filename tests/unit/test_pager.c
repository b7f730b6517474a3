#include "config.h"

#include "model/pager.h"

#include "model/change.h"
#include "model/pager_internal.h"
#include "tests/unit/sample.h"
#include "tests/unit/seed.h"

#define MANY 1200
#define PAGE 40

/*
 * However a list is read, in which pieces, and wherever it is stopped: the rows are those that one
 * straight query gives, in its order.
 */
struct fixture {
	struct db *db;
	struct chance chance;
	uint32_t often;              /* it is stopped one in so many times; 0: never */
	struct query_key keys[MANY]; /* of the straight query */
	size_t n;
	char what[400]; /* which list it is, for failures */
};

static bool stop(void *arg)
{
	struct fixture *f = arg;

	return f->often && chance_below(&f->chance, f->often) == 0;
}

static void forget_whole(struct fixture *f)
{
	for (size_t i = 0; i < f->n; i++)
		query_key_free(&f->keys[i]);
	f->n = 0;
}

static void read_whole(struct fixture *f, const struct query *q)
{
	struct cursor *c = NULL;
	struct record row;
	enum status st;

	forget_whole(f);
	must(f->db, query_open(f->db, q, NULL, false, &c));
	while ((st = query_next(c, &row)) == ST_OK) {
		assert_true(f->n < MANY);
		query_key(c, &f->keys[f->n++]);
		record_free(&row);
	}
	record_free(&row);
	assert_int_equal(st, ST_END);
	query_close(c);
}

/* ---- each question, asked until it is answered ---- */

static void check_fetch(struct fixture *f, struct pager *p, size_t from, bool backwards)
{
	struct query_key keys[PAGE];
	size_t max = 1 + chance_below(&f->chance, PAGE), n = 0, seen = 0;
	struct query_key at = { 0 };
	bool ended = false;
	int left = 100000;
	size_t many = 3 * PAGE;

	if (from < f->n)
		query_key_copy(&at, &f->keys[from]);
	/* Several pages, one behind the other; from a row, or from the end of that side. */
	while (!ended && seen < many) {
		enum status st = pager_fetch(p, &at, backwards, max, keys, &n, &ended);

		assert_true(left-- > 0);
		if (st == ST_STOPPED) {
			assert_int_equal(n, 0);
			continue;
		}
		must(f->db, st);
		assert_true(n > 0 || ended);
		for (size_t i = 0; i < n; i++, seen++) {
			size_t first = from < f->n ? from + 1 : 0;
			size_t place =
				backwards ? (from < f->n ? from : f->n) - 1 - seen : first + seen;

			if (place >= f->n || keys[i].id != f->keys[place].id)
				fail_msg("%s: row %zu from %zu%s", f->what, seen, from,
					backwards ? " backwards" : "");
			query_key_free(&at);
			at = keys[i];
		}
	}
	if (ended && seen != (backwards ? (from < f->n ? from : f->n)
					: f->n - (from < f->n ? from + 1 : 0)))
		fail_msg("%s: %zu rows from %zu%s", f->what, seen, from,
			backwards ? " backwards" : "");
	query_key_free(&at);
}

static void finish_survey(struct fixture *f, struct pager *p)
{
	int left = 100000;
	enum status st;

	do
		st = pager_survey(p);
	while (st == ST_STOPPED && left-- > 0);
	assert_int_equal(st, ST_END);
	if (pager_total(p) != (int64_t)f->n)
		fail_msg("%s: counted %d of %zu", f->what, (int)pager_total(p), f->n);
}

static void check_rank(struct fixture *f, struct pager *p, size_t at)
{
	int64_t rank = -1;
	int left = 100000;
	enum status st;

	do {
		st = pager_rank(p, &f->keys[at], &rank);
		if (st == ST_STOPPED)
			(void)!pager_survey(p);
	} while (st == ST_STOPPED && left-- > 0);
	must(f->db, st);
	if (rank != (int64_t)at)
		fail_msg("%s: row %zu has rank %d", f->what, at, (int)rank);
}

static bool is_there(const struct fixture *f, int64_t id)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->keys[i].id == id)
			return true;
	return false;
}

static void check_at(struct fixture *f, struct pager *p, size_t at)
{
	struct query_key key = { 0 };
	bool exact = false;
	int left = 100000;
	enum status st;

	do {
		st = pager_at(p, (int64_t)at, &key, &exact);
		if (st == ST_STOPPED)
			(void)!pager_survey(p);
	} while (st == ST_STOPPED && left-- > 0);
	if (at >= f->n) {
		assert_true(st == ST_END || (st == ST_OK && !exact));
	} else {
		must(f->db, st);
		if (exact ? key.id != f->keys[at].id : !is_there(f, key.id))
			fail_msg("%s: place %zu%s", f->what, at, exact ? "" : ", about");
	}
	query_key_free(&key);
	st = pager_share(p, (double)at / (double)(f->n + 1), &key, &exact);
	assert_true(st != ST_OK || is_there(f, key.id));
	query_key_free(&key);
}

static void check_find(struct fixture *f, struct pager *p, int64_t id)
{
	struct query_key key = { 0 };
	enum status st;

	while ((st = pager_find(p, id, &key)) == ST_STOPPED)
		;
	if (st != (is_there(f, id) ? ST_OK : ST_NOTFOUND))
		fail_msg("%s: record %d", f->what, (int)(id & 0xffff));
	assert_true(st != ST_OK || key.id == id);
	query_key_free(&key);
}

static void ask_anything(struct fixture *f, struct pager *p)
{
	size_t at = chance_below(&f->chance, (uint32_t)f->n + 1);

	f->often = chance_below(&f->chance, 3) ? 1 + chance_below(&f->chance, 12) : 0;
	/* What is always stopped never ends: as when somebody leans on a key. */
	f->often = f->often == 1 ? 2 : f->often;
	db_set_interrupt(f->db, stop, f);
	switch (chance_below(&f->chance, 6)) {
	case 0:
		finish_survey(f, p);
		break;
	case 1:
		if (at < f->n)
			check_rank(f, p, at);
		break;
	case 2:
		check_at(f, p, at);
		break;
	case 3:
		if (at < f->n)
			check_find(f, p, f->keys[at].id);
		check_find(f, p, TEST_ID(1 + chance_below(&f->chance, 900)));
		break;
	default:
		check_fetch(f, p, at, chance_below(&f->chance, 2));
	}
	db_set_interrupt(f->db, NULL, NULL);
}

/* ---- lists of all sorts ---- */

static const char *const words[] = { "Haifa", "חיפה", "香港", "Zoe", "Ana", "Smith", "García" };

static void add_signatories(struct fixture *f, int n)
{
	static const char *const states[] = { "valid", "pending", "invalid" };
	static const char *const countries[] = { "IL", "HK", "MX", NULL };

	while (n--) {
		struct str name = STR_INIT;

		str_addf(&name, "%s %s %u", words[3 + chance_below(&f->chance, 2)],
			words[4 + chance_below(&f->chance, 3)], chance_below(&f->chance, 20));
		put(f->db, ENTITY_SIGNATORY, "petition", chance_below(&f->chance, 6) ? "p" : "q",
			"name", str_text(&name), "state", states[chance_below(&f->chance, 3)],
			"country", countries[chance_below(&f->chance, 4)], "city",
			chance_below(&f->chance, 3) ? words[chance_below(&f->chance, 3)] : NULL,
			"signed", chance_below(&f->chance, 4) ? "2020-07-17" : NULL, NULL);
		str_free(&name);
	}
}

static void check_list(struct fixture *f, const struct query *q)
{
	struct pager *p = pager_new(f->db, q);

	snprintf(f->what, sizeof(f->what), "%s of %d by %s where %s", entity_get(q->entity)->plural,
		(int)(q->owner_id & 0xffff), q->sort ? q->sort : "-", q->where ? q->where : "-");
	p->limits.keys = 3 + chance_below(&f->chance, 60);
	p->limits.hits = chance_below(&f->chance, 100);
	p->limits.dry = chance_below(&f->chance, 2) ? 20 : 100000;
	if (chance_below(&f->chance, 2))
		pager_slow(p);
	read_whole(f, q);
	for (int i = 0; i < 12; i++) {
		ask_anything(f, p);
		/* Somebody adds a row in between. */
		if (i == 6 && chance_below(&f->chance, 2)) {
			add_signatories(f, 1);
			pager_forget(p);
			read_whole(f, q);
		}
	}
	pager_free(p);
}

static void pager__gives_the_rows_of_a_straight_query_however_it_is_stopped(void **state)
{
	static const char *const filters[] = { NULL, "state:valid", "ana", "smith -country:IL",
		"zoe garc", "name:smith,haifa", "nobody", "-ana state:pending", "city:חיפה",
		"state:valid country=", "香港", "ref=s7", "city!= ana 1" };
	static const char *const sorts[] = { NULL, "name", "-name", "country", "-signed", "ref",
		"city", "-city,name", "country,-signed,name", "-state,country", "petition,-name" };
	struct fixture f = { .db = *state, .chance = chance_open("pager") };
	int64_t c = put(f.db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	int64_t p = put(f.db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);

	put(f.db, ENTITY_PETITION, "case", "c", "ref", "q", "title", "Q", NULL);
	add_signatories(&f, 400);
	for (size_t i = 0; i < 60; i++) {
		struct query q = { .entity = ENTITY_SIGNATORY,
			.where = filters[chance_below(
				&f.chance, sizeof(filters) / sizeof(filters[0]))],
			.sort = sorts[chance_below(&f.chance, sizeof(sorts) / sizeof(sorts[0]))] };
		uint32_t owner = chance_below(&f.chance, 3);

		q.owner = owner == 1 ? ENTITY_PETITION : ENTITY_CASE;
		q.owner_id = owner == 1 ? p : owner == 2 ? c : 0;
		check_list(&f, &q);
	}
	forget_whole(&f);
}

static void pager__counts_nothing_where_there_is_nothing(void **state)
{
	struct fixture f = { .db = *state, .chance = chance_open("empty pager") };
	struct query q = { .entity = ENTITY_SIGNATORY, .sort = "city" };

	put(f.db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(f.db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	put(f.db, ENTITY_PETITION, "case", "c", "ref", "q", "title", "Q", NULL);
	for (int i = 0; i < 4; i++) {
		q.where = i % 2 ? "anna" : NULL;
		q.sort = i / 2 ? "city" : NULL;
		check_list(&f, &q);
	}
	forget_whole(&f);
}

static void pager__refuses_what_a_query_refuses(void **state)
{
	struct query q = { .entity = ENTITY_CONTACT, .where = "colour:red" };
	struct pager *p = pager_new(*state, &q);
	struct query_key key;
	size_t n;
	bool ended;

	assert_true(pager_direct(p));
	assert_refused(*state, pager_fetch(p, NULL, false, 1, &key, &n, &ended), ST_INVALID,
		"no field colour");
	assert_refused(*state, pager_survey(p), ST_INVALID, "no field colour");
	pager_free(p);
	pager_free(NULL);
}

/* ---- how a row begins ---- */

static void assert_first(struct db *db, const char *sort, const char *text, const char *ref)
{
	struct query q = { .entity = ENTITY_CONTACT, .sort = sort };
	struct pager *p = pager_new(db, &q);
	struct query_key from, key;
	struct record r;
	size_t n;
	bool ended;

	must(db, pager_seek(p, text, &from));
	must(db, pager_fetch(p, &from, false, 1, &key, &n, &ended));
	if (!n) {
		assert_null(ref);
	} else {
		must(db, record_load(db, ENTITY_CONTACT, key.id, &r));
		if (!ref || strcmp(record_show(&r, "ref"), ref))
			fail_msg("%s by %s: %s", text, sort, record_show(&r, "ref"));
		record_free(&r);
		query_key_free(&key);
	}
	query_key_free(&from);
	pager_free(p);
}

static void pager_seek__finds_the_first_row_that_begins_so(void **state)
{
	static const char *const rows[][3] = { { "alv", "Álvarez", "MX" }, { "smi", "Smith", "GB" },
		{ "smy", "SMYTHE", "GB" }, { "sm", "Smed", "DK" }, { "coh", "כהן", "IL" },
		{ "mir", "מירי", "IL" }, { "hk", "陳小明", "HK" }, { "noc", "Zoe", NULL } };
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		put(db, ENTITY_CONTACT, "ref", rows[i][0], "name", rows[i][1], "country",
			rows[i][2], NULL);
	assert_first(db, "name", "sm", "sm");
	assert_first(db, "name", "Smi", "smi");
	assert_first(db, "name", "smy", "smy");
	assert_first(db, "name", "alv", "alv");
	assert_first(db, "name", "ÁL", "alv");
	assert_first(db, "name", "b", "sm");
	assert_first(db, "name", "מ", "mir");
	assert_first(db, "name", "陳", "hk");
	assert_first(db, "-name", "sm", "smy");
	assert_first(db, "-name", "a", "alv");
	assert_first(db, "country", "i", "coh");
	assert_first(db, "country", "israel", "coh");
	assert_first(db, "-country", "i", "mir");
	assert_first(db, "country,-name", "gb", "smy");
	assert_first(db, "country,name", "gb", "smi");
	assert_first(db, "country", "zz", NULL);
	assert_first(db, "ref", "s", "sm");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(pager__gives_the_rows_of_a_straight_query_however_it_is_stopped),
		MODEL_TEST(pager__counts_nothing_where_there_is_nothing),
		MODEL_TEST(pager__refuses_what_a_query_refuses),
		MODEL_TEST(pager_seek__finds_the_first_row_that_begins_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
