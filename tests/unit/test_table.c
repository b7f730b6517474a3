#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/table.h"
#include "model/text.h"
#include "tests/unit/record_help.h"
#include "tests/unit/xml_help.h"

/* ---- one cell, one string ---- */

typedef void put_text(FILE *out, const char *text, size_t len);

static char *written(put_text *put_one, const char *text, size_t len)
{
	char *bytes = NULL;
	size_t size;
	FILE *out = open_memstream(&bytes, &size);

	put_one(out, text, len);
	fclose(out);
	assert_int_equal(strlen(bytes), size);
	return bytes;
}

static void assert_cell(const char *text, const char *expected)
{
	char *bytes = written(csv_put_cell, text, strlen(text));

	assert_string_equal(bytes, expected);
	free(bytes);
}

static void csv_put_cell__quotes_what_needs_it(void **state)
{
	(void)state;
	assert_cell("", "");
	assert_cell("Cohen", "Cohen");
	assert_cell("Cohen, Noa", "\"Cohen, Noa\"");
	assert_cell("a \"b\" c", "\"a \"\"b\"\" c\"");
	assert_cell("a\nb", "\"a\nb\"");
	assert_cell(" a", "\" a\"");
	assert_cell("陳小明", "陳小明");
}

static void csv_put_cell__disarms_formulas(void **state)
{
	(void)state;
	assert_cell("=1+1", "'=1+1");
	assert_cell("+1", "'+1");
	assert_cell("-5", "'-5");
	assert_cell("@SUM(A1)", "'@SUM(A1)");
	assert_cell("\tx", "'\tx");
	assert_cell("\rx", "\"'\rx\"");
	assert_cell("＝1", "'＝1");
	assert_cell("＋1", "'＋1");
	assert_cell("－1", "'－1");
	assert_cell("＠x", "'＠x");
	assert_cell("=a,\"b\"", "\"'=a,\"\"b\"\"\"");
	assert_cell("a=1", "a=1");
}

static void csv_put_cell__can_be_undone_by_taking_one_quote_off(void **state)
{
	(void)state;
	assert_cell("'=1", "''=1");
	assert_cell("''-1", "'''-1");
	assert_cell("'tis", "'tis");
	assert_cell("'", "'");
}

static void csv_put_cell__replaces_bad_bytes(void **state)
{
	char *bytes = written(csv_put_cell, "a\377b\0c", 5);

	(void)state;
	assert_string_equal(bytes, "a\357\277\275b\357\277\275c");
	free(bytes);
}

static void assert_string(const char *text, const char *expected)
{
	char *bytes = written(json_put_string, text, strlen(text));

	assert_string_equal(bytes, expected);
	free(bytes);
}

static void json_put_string__escapes_without_loss(void **state)
{
	(void)state;
	assert_string("", "\"\"");
	assert_string("a \"b\" \\ / c", "\"a \\\"b\\\" \\\\ / c\"");
	assert_string("a\b\f\n\r\tb", "\"a\\b\\f\\n\\r\\tb\"");
	assert_string("\033[2J\177", "\"\\u001b[2J\\u007f\"");
	assert_string("\302\205\342\200\256\342\200\250", "\"\\u0085\\u202e\\u2028\"");
	assert_string("\363\240\200\201", "\"\\udb40\\udc01\"");
	assert_string("שלום 陳 é 😀", "\"שלום 陳 é 😀\"");
	assert_string("a\377", "\"a\357\277\275\"");
}

static void both_writers__give_bad_input_no_way_out(void **state)
{
	struct chance chance = chance_open("table");

	(void)state;
	for (int i = 0; i < 10000; i++) {
		struct str text = STR_INIT;
		char *json, *csv;

		xml_hostile(&chance, &text, 1 + chance_below(&chance, 10));
		json = written(json_put_string, str_text(&text), text.len);
		csv = written(csv_put_cell, str_text(&text), text.len);
		assert_true(text_is_utf8(json, strlen(json)));
		assert_true(text_is_utf8(csv, strlen(csv)));
		for (const char *p = json; *p; p++)
			assert_true((unsigned char)*p >= 0x20 && *p != 0x7f);
		assert_null(strchr("=+-@\t\r", csv[0] == '"' ? csv[1] : csv[0] ? csv[0] : 'x'));
		free(json);
		free(csv);
		str_free(&text);
	}
}

/* ---- rows ---- */

struct fixture {
	struct db *db;
	int64_t petition;
	int64_t claim;
};

static int open_db(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_int_equal(db_open(NULL, DB_MEMORY, &f->db), ST_OK);
	put(f->db, ENTITY_CASE, "ref", "mexico", "title", "NSO in Mexico", NULL);
	f->petition = put(f->db, ENTITY_PETITION, "ref", "pet", "title", "Petition, one", "case",
		"mexico", "target", "1000", "docket", "=1+1", NULL);
	put(f->db, ENTITY_EXHIBIT, "ref", "report", "title", "The \"report\"", "case", "mexico",
		"mark", "P/1", NULL);
	f->claim = put(f->db, ENTITY_CLAIM, "ref", "c1", "title", "It was used", "petition", "pet",
		"statement", "Two\nlines", NULL);
	put(f->db, ENTITY_PROOF, "ref", "p1", "claim", "c1", "exhibit", "report", "pages", "3-4",
		NULL);
	put(f->db, ENTITY_AUTHORITY, "ref", "law", "title", "The Law", NULL);
	put(f->db, ENTITY_LINK, "ref", "l1", "from", "petition:pet", "to", "authority:law", NULL);
	put(f->db, ENTITY_LINK, "ref", "l2", "from", "claim:c1", "to", "authority:law", NULL);
	*state = f;
	return 0;
}

static int close_db(void **state)
{
	struct fixture *f = *state;

	db_close(f->db);
	free(f);
	return 0;
}

typedef enum status table_fn(struct db *db, const struct query *q, FILE *out);

static char *table(struct db *db, table_fn *fn, enum entity_id entity)
{
	struct query q = { .entity = entity };
	char *bytes = NULL;
	size_t size;
	FILE *out = open_memstream(&bytes, &size);

	must(db, fn(db, &q, out));
	fclose(out);
	return bytes;
}

static void table_csv__names_ref_and_case_first(void **state)
{
	struct fixture *f = *state;
	char *bytes = table(f->db, table_csv, ENTITY_CLAIM);

	assert_string_equal(bytes,
		"ref,case,title,petition,statement,parent,status,status_reason,answer,notes,"
		"level\r\n"
		"c1,mexico,It was used,pet,\"Two\nlines\",,supported,,,,filed\r\n");
	free(bytes);
}

static void table_csv__finds_the_case_two_owners_up(void **state)
{
	struct fixture *f = *state;
	char *bytes = table(f->db, table_csv, ENTITY_PROOF);

	assert_string_equal(bytes,
		"ref,case,title,claim,exhibit,bearing,pages,quote,notes,level\r\n"
		"p1,mexico,,c1,report,supports,3-4,,,filed\r\n");
	free(bytes);
}

static void table_csv__guards_cells(void **state)
{
	struct fixture *f = *state;
	char *bytes = table(f->db, table_csv, ENTITY_PETITION);

	assert_non_null(strstr(bytes, "pet,mexico,\"Petition, one\",court,,'=1+1,"));
	free(bytes);
}

static void table_json__has_numbers_nulls_and_refs(void **state)
{
	struct fixture *f = *state;
	char *bytes = table(f->db, table_json, ENTITY_PETITION);

	assert_string_equal(bytes,
		"[\n{\"ref\":\"pet\",\"case\":\"mexico\",\"title\":\"Petition, one\",\"kind\":"
		"\"court\",\"forum\":null,\"docket\":\"=1+1\",\"url\":null,\"relief\":null,"
		"\"status\":\"draft\",\"filed\":null,\"decided\":null,\"target\":1000,"
		"\"language\":null,\"mark_prefix\":null,\"mark_style\":null,\"bates_prefix\":null,"
		"\"bates_start\":null,\"bates_width\":null,\"text\":null,\"notes\":null,"
		"\"level\":\"filed\"}\n]\n");
	free(bytes);
}

static void table_json__names_records_of_any_kind(void **state)
{
	struct fixture *f = *state;
	char *bytes = table(f->db, table_json, ENTITY_LINK);

	assert_non_null(strstr(bytes, "\"from\":\"petition:pet\",\"word\":\"cites\",\"to\":"
				      "\"authority:law\""));
	assert_null(strstr(bytes, "\"case\""));
	free(bytes);
}

static void table_json__is_an_empty_array_for_nothing(void **state)
{
	struct fixture *f = *state;
	char *bytes = table(f->db, table_json, ENTITY_LETTER);

	assert_string_equal(bytes, "[]\n");
	free(bytes);
}

static void table_json_record__holds_children_and_links(void **state)
{
	struct fixture *f = *state;
	struct record r;
	char *bytes = NULL;
	size_t size;
	FILE *out = open_memstream(&bytes, &size);

	must(f->db, record_load(f->db, ENTITY_PETITION, f->petition, &r));
	must(f->db, table_json_record(f->db, &r, out));
	fclose(out);
	record_free(&r);
	assert_non_null(strstr(bytes, "{\"ref\":\"pet\",\"case\":\"mexico\""));
	assert_non_null(strstr(bytes, ",\n\"signatories\":[]"));
	assert_non_null(strstr(bytes, ",\n\"claims\":[\n{\"ref\":\"c1\",\"case\":\"mexico\""));
	assert_non_null(strstr(bytes, ",\n\"links\":[\n{\"ref\":\"l1\""));
	assert_null(strstr(bytes, "\"l2\""));
	assert_null(strstr(bytes, "\"proofs\""));
	assert_string_equal(bytes + size - 2, "}\n");
	free(bytes);
}

static void table_csv__tells_that_the_output_is_full(void **state)
{
	struct fixture *f = *state;
	struct query q = { .entity = ENTITY_CLAIM };
	FILE *full = fopen("/dev/full", "w");

	assert_non_null(full);
	assert_int_equal(table_csv(f->db, &q, full), ST_IO);
	assert_non_null(strstr(db_error(f->db), "No space left"));
	fclose(full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_put_cell__quotes_what_needs_it),
		cmocka_unit_test(csv_put_cell__disarms_formulas),
		cmocka_unit_test(csv_put_cell__can_be_undone_by_taking_one_quote_off),
		cmocka_unit_test(csv_put_cell__replaces_bad_bytes),
		cmocka_unit_test(json_put_string__escapes_without_loss),
		cmocka_unit_test(both_writers__give_bad_input_no_way_out),
		cmocka_unit_test_setup_teardown(
			table_csv__names_ref_and_case_first, open_db, close_db),
		cmocka_unit_test_setup_teardown(
			table_csv__finds_the_case_two_owners_up, open_db, close_db),
		cmocka_unit_test_setup_teardown(table_csv__guards_cells, open_db, close_db),
		cmocka_unit_test_setup_teardown(
			table_json__has_numbers_nulls_and_refs, open_db, close_db),
		cmocka_unit_test_setup_teardown(
			table_json__names_records_of_any_kind, open_db, close_db),
		cmocka_unit_test_setup_teardown(
			table_json__is_an_empty_array_for_nothing, open_db, close_db),
		cmocka_unit_test_setup_teardown(
			table_json_record__holds_children_and_links, open_db, close_db),
		cmocka_unit_test_setup_teardown(
			table_csv__tells_that_the_output_is_full, open_db, close_db),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
