#include "config.h"

#include "model/entry.h"

#include "tests/unit/history_help.h"

/* All that one entry of the journal changed. */

static char *entry_text(struct db *db, int64_t seq)
{
	struct entry *e = NULL;
	struct history_change rows[8];
	struct str out = STR_INIT;
	size_t n = 0;

	must(db, entry_open(db, seq, &e));
	for (int64_t at = 0; at < entry_rows(e); at += (int64_t)n) {
		must(db, entry_read(e, at, 8, rows, &n));
		assert_true(n > 0);
		for (size_t i = 0; i < n; i++) {
			str_addf(&out, "%s %s (%s) ", entity_get(rows[i].entity)->name, rows[i].ref,
				rows[i].label);
			write_change(&rows[i], &out);
			str_add_c(&out, '\n');
			history_change_free(&rows[i]);
		}
	}
	entry_close(e);
	return str_detach(&out);
}

static void entry__tells_each_record_and_what_changed(void **state)
{
	struct db *db = *state;
	int64_t id = put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	struct change *c = NULL;
	struct record r;
	char *text;

	put(db, ENTITY_PETITION, "ref", "p", "title", "Petition", "case", "c", NULL);
	must(db, change_begin(db, &c, "two"));
	must(db, record_load(db, ENTITY_CASE, id, &r));
	must(db, record_set_name(db, &r, "title", "Two"));
	must(db, record_save(c, &r));
	record_free(&r);
	record_init(&r, ENTITY_CONTACT);
	must(db, record_set_name(db, &r, "name", "Noa"));
	must(db, record_save(c, &r));
	record_free(&r);
	must(db, change_commit(c));
	text = entry_text(db, 3);
	assert_string_equal(text, "case c (Two) changed title: One > Two;\n"
				  "contact noa (Noa) added ref:  > noa; kind:  > person; "
				  "name:  > Noa; level:  > filed;\n");
	free(text);
	undo(db);
	text = entry_text(db, 4);
	assert_string_equal(text, "case c (One) changed title: Two > One;\n"
				  "contact noa (Noa) removed ref: noa > ; kind: person > ; "
				  "name: Noa > ; level: filed > ;\n");
	free(text);
	take_out(db, ENTITY_CASE, id);
	text = entry_text(db, 5);
	assert_non_null(strstr(text, "petition p (Petition) removed"));
	assert_non_null(strstr(text, "case: c (removed) > ;"));
	free(text);
	/* What an update is about is called as it was made, when it is there no more. */
	text = entry_text(db, 3);
	assert_non_null(strstr(text, "case c (One) changed title: One > Two;"));
	free(text);
}

static void assert_row(struct entry *e, struct db *db, int64_t place, const char *label)
{
	struct history_change row;
	size_t n = 0;

	must(db, entry_read(e, place, 1, &row, &n));
	assert_int_equal(n, 1);
	assert_string_equal(row.label, label);
	history_change_free(&row);
}

static void entry__reads_any_page_of_an_import(void **state)
{
	struct db *db = *state;
	int64_t petition;
	struct entry *e = NULL;
	struct history_change rows[3];
	size_t n = 9;
	enum status st;

	import(db, &petition);
	must(db, entry_open(db, 3, &e));
	assert_int_equal(entry_rows(e), BULK + 2);
	assert_row(e, db, 0, "Petition");
	assert_row(e, db, BULK + 1, "Petition");
	assert_row(e, db, 1, "Name 0");
	assert_row(e, db, BULK, "Name 39999");
	assert_row(e, db, 20001, "Name 20000");
	must(db, entry_read(e, 16384, 3, rows, &n));
	assert_int_equal(n, 3);
	assert_string_equal(rows[0].label, "Name 16383");
	assert_string_equal(rows[2].label, "Name 16385");
	for (size_t i = 0; i < n; i++)
		history_change_free(&rows[i]);
	must(db, entry_read(e, BULK + 2, 3, rows, &n));
	assert_int_equal(n, 0);
	while ((st = entry_count(e)) == ST_OK)
		continue;
	assert_int_equal(st, ST_END);
	assert_int_equal(entry_kind(e, ENTITY_SIGNATORY, HISTORY_ADDED), BULK);
	assert_int_equal(entry_kind(e, ENTITY_PETITION, HISTORY_CHANGED), 2);
	assert_int_equal(entry_kind(e, ENTITY_SIGNATORY, HISTORY_REMOVED), 0);
	entry_close(e);
}

static void entry__counts_what_an_undo_did(void **state)
{
	struct db *db = *state;
	struct entry *e = NULL;
	char *text;

	put(db, ENTITY_CASE, "ref", "c", "title", "One", NULL);
	undo(db);
	redo(db);
	must(db, entry_open(db, 2, &e));
	assert_int_equal(entry_count(e), ST_OK);
	assert_int_equal(entry_count(e), ST_END);
	assert_int_equal(entry_kind(e, ENTITY_CASE, HISTORY_REMOVED), 1);
	entry_close(e);
	text = entry_text(db, 3);
	assert_non_null(strstr(text, "case c (One) back "));
	free(text);
	assert_int_equal(entry_open(db, 9, &e), ST_NOTFOUND);
	assert_null(e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(entry__tells_each_record_and_what_changed),
		MODEL_TEST(entry__reads_any_page_of_an_import),
		MODEL_TEST(entry__counts_what_an_undo_did),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
