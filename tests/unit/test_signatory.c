#include "config.h"

#include "model/signatory.h"

#include "model/count.h"
#include "model/journal.h"
#include "model/query.h"
#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

#define BULK 20000 /* rows expected from which on indexes are set aside */

static struct slice slice(const char *text)
{
	return (struct slice){ text, text ? strlen(text) : 0 };
}

static int set_up(void **state)
{
	struct db *db;

	if (model_set_up(state))
		return -1;
	db = *state;
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
	return 0;
}

static int64_t petition(struct db *db)
{
	return raw_number(db, "SELECT id FROM petition");
}

static const char *pick(struct chance *chance, const char *const *list, unsigned n)
{
	return list[chance_below(chance, n)];
}

#define PICK(list) slice(pick(chance, list, sizeof(list) / sizeof((list)[0])))

/* Some row; the name is written into `room`. */
static struct signatory some_row(struct chance *chance, int64_t line, char room[64])
{
	static const char *const names[] = { "Noa Cohen", "נועה כהן", "陳小明", "José García",
		"عمر", "Zoë" };
	static const char *const cities[] = { NULL, "", "Haifa", "香港", "Puebla" };
	static const char *const countries[] = { NULL, "IL", "HK", "MX" };
	static const char *const dates[] = { NULL, "2020", "2020-07", "2020-07-18", "2020-07~" };
	static const char *const states[] = { NULL, "", "valid", "pending", "duplicate", "invalid",
		"withdrawn" };
	static const char *const consents[] = { NULL, "public", "anonymous", "private" };
	static const char *const comments[] = { NULL, "Enough.", "די\nומספיק" };

	snprintf(room, 64, "%s %u", pick(chance, names, 6), chance_below(chance, 1000));
	return (struct signatory){ .name = slice(room),
		.city = PICK(cities),
		.country = PICK(countries),
		.signed_on = PICK(dates),
		.state = PICK(states),
		.consent = PICK(consents),
		.comment = PICK(comments),
		.line = line };
}

/* Writes `n` rows in one change; `expect` decides how. */
static void write_rows(struct db *db, unsigned n, int64_t expect, struct chance chance)
{
	struct signatory_writer *w = NULL;
	struct change *c = NULL;
	char room[64];

	must(db, change_begin(db, &c, "import"));
	must(db, signatory_writer_open(c, petition(db), 0, expect, &w));
	for (unsigned i = 0; i < n; i++) {
		struct signatory s = some_row(&chance, i + 2, room);
		must(db, signatory_write(w, &s));
	}
	must(db, signatory_writer_close(w));
	must(db, change_commit(c));
}

static void undo(struct db *db)
{
	char *label = NULL;

	must(db, journal_undo(db, &label));
	assert_string_equal(label, "import");
	free(label);
}

static void redo(struct db *db)
{
	char *label = NULL;

	must(db, journal_redo(db, &label));
	assert_string_equal(label, "import");
	free(label);
}

static void assert_whole(struct db *db, const char *schema)
{
	char *now = dump_schema(db);
	int64_t bad = -1;

	assert_string_equal(now, schema);
	free(now);
	assert_index_whole(db);
	must(db, journal_verify(db, NULL, NULL, NULL, &bad));
	assert_int_equal(bad, 0);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM pragma_integrity_check WHERE "
					"integrity_check <> 'ok'"),
		0);
}

/* ---- the same rows, whoever writes them ---- */

static const char *const one_of_each[][2] = { { "name", "נועה Cohen" }, { "given", "Noa" },
	{ "family", "Cohen" }, { "email", "noa@example.org" }, { "city", "חיפה" },
	{ "region", "North" }, { "postcode", "33095" }, { "country", "IL" },
	{ "signed", "2020-07-17~" }, { "state", "duplicate" }, { "reason", "the same address" },
	{ "consent", "anonymous" }, { "comment", "One\n\ntwo" }, { "state_on", "2020-08-01" },
	{ "rule", "same-email" }, { "consent_source", "the column consent" },
	{ "external_id", "ab-12" }, { "extra", "Phone: 1\nTags: a, b" } };

/* A record of the generic kind, of the first `n` values. */
static void save_generic(struct db *db, size_t n)
{
	struct change *c = NULL;
	struct record r;

	record_init(&r, ENTITY_SIGNATORY);
	must(db, record_set_name(db, &r, "petition", "p"));
	/* Not record_set_name(): some are set by the program alone. */
	for (size_t i = 0; i < n; i++)
		record_put(&r, one_of_each[i][0], one_of_each[i][1]);
	must(db, change_begin(db, &c, "import"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
}

static void write_one(struct db *db, size_t n, int64_t expect)
{
	struct slice v[18] = { { NULL, 0 } };
	struct signatory_writer *w = NULL;
	struct change *c = NULL;
	struct signatory s;

	for (size_t i = 0; i < n; i++)
		v[i] = slice(one_of_each[i][1]);
	s = (struct signatory){ v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10],
		v[11], v[12], v[13], v[14], v[15], v[16], v[17], 0, 0 };
	must(db, change_begin(db, &c, "import"));
	must(db, signatory_writer_open(c, petition(db), 0, expect, &w));
	must(db, signatory_write(w, &s));
	must(db, signatory_writer_close(w));
	must(db, change_commit(c));
}

/* What an undone change brings back shows that the changesets are the same, too. */
static void signatory_write__writes_what_a_record_would_be(void **state)
{
	struct db *db = *state;
	char *generic, *before = dump(db);

	for (size_t n = 1; n <= 18; n += 4)
		for (int bulk = 0; bulk < 2; bulk++) {
			raw(db, "DELETE FROM device");
			raw(db, "INSERT INTO device VALUES (7, 10)");
			save_generic(db, n);
			generic = dump(db);
			undo(db);
			raw(db, "UPDATE device SET next = 10");
			/* The row says which entry wrote it. */
			raw(db, "DELETE FROM journal WHERE seq > 2; "
				"DELETE FROM journal_part WHERE journal > 2");
			write_one(db, n, bulk ? BULK : 1);
			assert_dump(db, generic);
			undo(db);
			assert_dump(db, before);
			redo(db);
			assert_dump(db, generic);
			undo(db);
			raw(db, "DELETE FROM journal WHERE seq > 2; "
				"DELETE FROM journal_part WHERE journal > 2");
			free(generic);
		}
	free(before);
}

static void signatory_write__puts_the_whole_name_together(void **state)
{
	static const char *const names[][3] = { { "Noa", "Cohen", "Noa Cohen" },
		{ "Noa", NULL, "Noa" }, { NULL, "Cohen", "Cohen" } };
	struct db *db = *state;
	struct signatory_writer *w = NULL;
	struct change *c = NULL;

	must(db, change_begin(db, &c, "import"));
	must(db, signatory_writer_open(c, petition(db), 0, 3, &w));
	for (size_t i = 0; i < 3; i++) {
		struct signatory s = { .given = slice(names[i][0]), .family = slice(names[i][1]) };
		must(db, signatory_write(w, &s));
	}
	must(db, signatory_writer_close(w));
	must(db, change_commit(c));
	for (size_t i = 0; i < 3; i++) {
		char sql[128];

		snprintf(sql, sizeof(sql), "SELECT count(*) FROM signatory WHERE name = '%s'",
			names[i][2]);
		assert_int_equal(raw_number(db, sql), 1);
	}
}

/* ---- row by row and in bulk ---- */

static void signatory_writer__writes_the_same_in_bulk(void **state)
{
	struct chance chance = chance_open("signatory");
	struct db *one = *state, *bulk;
	void *other = NULL;
	char *schema = dump_schema(one), *rows, *empty;

	assert_int_equal(set_up(&other), 0);
	bulk = other;
	empty = dump(bulk);
	write_rows(one, 500, 500, chance);
	write_rows(bulk, 500, BULK, chance);
	rows = dump(one);
	assert_dump(bulk, rows);
	assert_whole(one, schema);
	assert_whole(bulk, schema);
	/* Once more, onto rows that are there. */
	write_rows(one, 300, 300, chance);
	write_rows(bulk, 300, BULK, chance);
	free(rows);
	rows = dump(one);
	assert_dump(bulk, rows);
	assert_whole(bulk, schema);
	for (int i = 0; i < 2; i++)
		undo(bulk);
	assert_dump(bulk, empty);
	for (int i = 0; i < 2; i++)
		redo(bulk);
	assert_dump(bulk, rows);
	assert_whole(bulk, schema);
	db_close(bulk);
	free(schema);
	free(rows);
	free(empty);
}

static void count_hit(struct db *db, const char *where, int64_t expected)
{
	struct query q = { .entity = ENTITY_SIGNATORY, .where = where };
	int64_t n = -1;

	must(db, query_count(db, &q, &n));
	assert_int_equal(n, expected);
}

/* Rows as small as they can be, for where there are many. */
static void write_names(struct db *db, int n)
{
	static const char *const names[] = { "Noa Cohen", "陳小明", "עמר" };
	struct signatory_writer *w = NULL;
	struct change *c = NULL;

	must(db, change_begin(db, &c, "import"));
	must(db, signatory_writer_open(c, petition(db), 0, n, &w));
	for (int i = 0; i < n; i++) {
		struct signatory s = { .name = slice(names[i % 3]) };
		must(db, signatory_write(w, &s));
	}
	must(db, signatory_writer_close(w));
	must(db, change_commit(c));
}

/* So many that undo and redo set the indexes aside, and that the changeset has parts. */
static void signatory_writer__undoes_and_redoes_in_bulk(void **state)
{
	struct db *db = *state;
	char *schema = dump_schema(db), *empty = dump(db), *rows;
	int64_t entries = raw_number(db, "SELECT count(*) FROM journal");

	write_names(db, BULK + 1000);
	assert_int_equal(raw_number(db, "SELECT max(part) FROM journal_part"), 2);
	assert_int_equal(
		raw_number(db, "SELECT changes FROM journal ORDER BY seq DESC"), BULK + 1000);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), entries + 1);
	rows = dump(db);
	count_hit(db, "小明", (BULK + 1000) / 3);
	undo(db);
	assert_dump(db, empty);
	assert_whole(db, schema);
	count_hit(db, "小明", 0);
	redo(db);
	assert_dump(db, rows);
	assert_whole(db, schema);
	count_hit(db, "小明", (BULK + 1000) / 3);
	free(schema);
	free(empty);
	free(rows);
}

/* ---- what leaves nothing ---- */

static void signatory_writer__leaves_nothing_when_cancelled(void **state)
{
	struct chance chance = chance_open("signatories cancelled");
	struct db *db = *state;
	char *schema = dump_schema(db), *before = dump(db), room[64];

	for (int bulk = 0; bulk < 2; bulk++)
		for (int closed = 0; closed < 2; closed++) {
			struct signatory_writer *w = NULL;
			struct change *c = NULL;

			must(db, change_begin(db, &c, "import"));
			must(db, signatory_writer_open(c, petition(db), 0, bulk ? BULK : 1, &w));
			for (int i = 0; i < 50; i++) {
				struct signatory s = some_row(&chance, 1, room);
				must(db, signatory_write(w, &s));
			}
			if (closed)
				must(db, signatory_writer_close(w));
			else
				signatory_writer_drop(w);
			change_cancel(c);
			assert_dump(db, before);
			assert_whole(db, schema);
		}
	signatory_writer_drop(NULL);
	free(schema);
	free(before);
}

/* What the writer checks in the place of the table is what the table checks. */
static void signatory_writer__checks_what_the_table_does(void **state)
{
	struct db *db = *state;
	struct signatory_writer *w = NULL;
	struct change *c = NULL;
	struct signatory good = { .name = { "Noa", 3 } };
	char *error = NULL;

	must(db, change_begin(db, &c, "import"));
	must(db, signatory_writer_open(c, petition(db), 0, 1, &w));
	must(db, signatory_write(w, &good));
	must(db, signatory_writer_break(w));
	assert_int_equal(raw_number(db, "PRAGMA ignore_check_constraints"), 0);
	must(db, signatory_writer_resume(w));
	must(db, signatory_writer_close(w));
	must(db, change_commit(c));
	assert_int_equal(raw_number(db, "PRAGMA ignore_check_constraints"), 0);
	/* A rule that is new on the table must be known to the writer too. */
	assert_int_equal(
		raw_number(db, "SELECT (length(sql) - length(replace(sql, 'CHECK', ''))) / 5 FROM "
			       "sqlite_schema WHERE name = 'signatory'"),
		10);
	assert_int_not_equal(
		sqlite3_exec(db->handle, "UPDATE signatory SET state = 'odd'", NULL, NULL, &error),
		SQLITE_OK);
	sqlite3_free(error);
}

static void signatory_writer__leaves_nothing_when_a_row_is_refused(void **state)
{
	static const struct signatory bad[] = {
		{ .name = { "", 0 } },
		{ .name = { "Noa", 3 }, .state = { "unknown", 7 } },
		{ .name = { "Noa", 3 }, .consent = { "unknown", 7 } },
		{ .name = { "Noa", 3 }, .country = { "Israel", 6 } },
		{ .name = { "Noa", 3 }, .country = { "IL ", 3 } },
		{ .name = { "Noa", 3 }, .country = { "il", 2 } },
		{ .name = { "Noa", 3 }, .signed_on = { "soon", 4 } },
		{ .name = { "Noa", 3 }, .signed_on = { "202", 3 } },
		{ .name = { "Noa", 3 }, .state_on = { "x2020", 5 } },
		{ .name = { "Noa", 3 }, .line = -1 },
	};
	struct db *db = *state;
	char *schema = dump_schema(db), *before = dump(db);

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct signatory_writer *w = NULL;
		struct change *c = NULL;

		must(db, change_begin(db, &c, "import"));
		must(db, signatory_writer_open(c, petition(db), 0, i % 2 ? BULK : 1, &w));
		assert_int_not_equal(signatory_write(w, &bad[i]), ST_OK);
		assert_string_not_equal(db_error(db), "");
		signatory_writer_drop(w);
		change_cancel(c);
		assert_dump(db, before);
		assert_whole(db, schema);
	}
	free(schema);
	free(before);
}

static bool stop(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	assert_true(done <= total);
	return false;
}

static void signatory_writer__stops_when_it_is_asked_to(void **state)
{
	struct db *db = *state;
	char *schema = dump_schema(db), *before = dump(db);
	struct signatory s = { .name = slice("Noa") };
	struct signatory_writer *w = NULL;
	struct change *c = NULL;

	db_set_progress(db, stop, NULL);
	must(db, change_begin(db, &c, "import"));
	must(db, signatory_writer_open(c, petition(db), 0, BULK, &w));
	must(db, signatory_write(w, &s));
	assert_refused(db, signatory_writer_close(w), ST_STOPPED, "nothing was changed");
	change_cancel(c);
	assert_dump(db, before);
	assert_whole(db, schema);
	free(schema);
	free(before);
}

static void signatory_writer__may_write_no_row(void **state)
{
	struct db *db = *state;
	char *schema = dump_schema(db);

	for (int bulk = 0; bulk < 2; bulk++) {
		struct signatory_writer *w = NULL;
		struct change *c = NULL;

		must(db, change_begin(db, &c, "import"));
		must(db, signatory_writer_open(c, petition(db), 0, bulk ? BULK : 1, &w));
		must(db, signatory_writer_close(w));
		must(db, change_commit(c));
		assert_whole(db, schema);
	}
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), 2);
	free(schema);
}

/* What else belongs to the change is recorded before the rows and after them. */
static void signatory_writer__shares_its_change(void **state)
{
	struct db *db = *state;
	struct signatory s = { .name = slice("Noa") };
	struct signatory_writer *w = NULL;
	struct change *c = NULL;
	struct record r;
	char *before = dump(db), *after;

	must(db, record_load(db, ENTITY_PETITION, petition(db), &r));
	must(db, change_begin(db, &c, "import"));
	must(db, record_set_name(db, &r, "target", "1000"));
	must(db, record_save(c, &r));
	must(db, signatory_writer_open(c, petition(db), 0, 1, &w));
	must(db, signatory_write(w, &s));
	must(db, signatory_writer_close(w));
	must(db, record_set_name(db, &r, "status", "open"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM journal"), 3);
	after = dump(db);
	undo(db);
	assert_dump(db, before);
	redo(db);
	assert_dump(db, after);
	free(before);
	free(after);
}

/* ---- out ---- */

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, model_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(signatory_write__writes_what_a_record_would_be),
		TEST(signatory_write__puts_the_whole_name_together),
		TEST(signatory_writer__writes_the_same_in_bulk),
		TEST(signatory_writer__undoes_and_redoes_in_bulk),
		TEST(signatory_writer__leaves_nothing_when_cancelled),
		TEST(signatory_writer__checks_what_the_table_does),
		TEST(signatory_writer__leaves_nothing_when_a_row_is_refused),
		TEST(signatory_writer__stops_when_it_is_asked_to),
		TEST(signatory_writer__may_write_no_row),
		TEST(signatory_writer__shares_its_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
