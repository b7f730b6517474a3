#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "export/check.h"
#include "tests/unit/xml_help.h"

#define BOOK                                                                                       \
	"<book xmlns='http://docbook.org/ns/docbook' version='5.0' role='filing-bundle'>"          \
	"<title>T</title><chapter xml:id='a'><title>C</title><para>"
#define END "</para></chapter></book>"

static enum status check(struct db *db, const char *text, char hash[HASH_TEXT])
{
	FILE *file = tmpfile();
	enum status st;

	assert_non_null(file);
	fputs(text, file);
	fflush(file);
	st = check_bundle(db, fileno(file), hash);
	fclose(file);
	return st;
}

static void assert_refused(struct db *db, const char *text, const char *why)
{
	char hash[HASH_TEXT];

	assert_int_equal(check(db, text, hash), ST_IO);
	if (!strstr(db_error(db), why))
		fail_msg("%s: not because of \"%s\": %s", text, why, db_error(db));
}

static void check_bundle__takes_a_good_one_and_tells_its_hash(void **state)
{
	char hash[HASH_TEXT], expected[HASH_TEXT];
	const char *text = BOOK "see" END;

	assert_int_equal(check(*state, text, hash), ST_OK);
	hash_of(text, strlen(text), expected);
	assert_string_equal(hash, expected);
}

static void check_bundle__refuses_what_cannot_be_read(void **state)
{
	assert_refused(*state, BOOK "see", "");
	assert_refused(*state, BOOK "\001" END, "");
	assert_refused(*state, BOOK "\377" END, "");
	assert_refused(*state, "", "");
	assert_refused(*state, BOOK "&undefined;" END, "");
}

static void check_bundle__refuses_references_to_nothing(void **state)
{
	assert_refused(*state, BOOK "<link linkend='b'>x</link>" END, "\"b\"");
}

static void check_bundle__refuses_the_same_id_twice(void **state)
{
	assert_refused(*state, BOOK "<phrase xml:id='a'>x</phrase>" END, "\"a\"");
}

static void check_bundle__refuses_other_documents(void **state)
{
	assert_refused(
		*state, "<book xmlns='http://docbook.org/ns/docbook' role='novel'/>", "begin");
	assert_refused(*state, "<book role='filing-bundle'/>", "begin");
	assert_refused(*state, "<!DOCTYPE book>" BOOK "x" END, "document type");
}

static void check_bundle__refuses_what_the_schema_does_not_know(void **state)
{
	if (access(SCHEMA, R_OK))
		skip();
	assert_refused(*state, BOOK "<chapter/>" END, "");
	assert_refused(*state, BOOK "<phrase nosuch='1'>x</phrase>" END, "");
}

static int open_db(void **state)
{
	struct db *db = NULL;
	enum status st = db_open(NULL, DB_MEMORY, &db);

	*state = db;
	return st;
}

static int close_db(void **state)
{
	db_close(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_bundle__takes_a_good_one_and_tells_its_hash),
		cmocka_unit_test(check_bundle__refuses_what_cannot_be_read),
		cmocka_unit_test(check_bundle__refuses_references_to_nothing),
		cmocka_unit_test(check_bundle__refuses_the_same_id_twice),
		cmocka_unit_test(check_bundle__refuses_other_documents),
		cmocka_unit_test(check_bundle__refuses_what_the_schema_does_not_know),
	};

	return cmocka_run_group_tests(tests, open_db, close_db);
}
