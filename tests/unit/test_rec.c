#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "import/rec.h"

/* A reader over a text in memory. */
struct source {
	FILE *file;
	struct rec *reader;
};

static void open_bytes(struct source *s, const char *bytes, size_t len)
{
	s->file = tmpfile();
	assert_non_null(s->file);
	assert_int_equal(fwrite(bytes, 1, len, s->file), len);
	rewind(s->file);
	s->reader = rec_open(s->file);
}

static void open_text(struct source *s, const char *text)
{
	open_bytes(s, text, strlen(text));
}

static void close_source(struct source *s)
{
	rec_close(s->reader);
	fclose(s->file);
}

static void assert_field(
	const struct rec_record *r, size_t i, const char *name, const char *value, int64_t line)
{
	assert_true(i < r->n_fields);
	assert_string_equal(r->fields[i].name, name);
	assert_string_equal(r->fields[i].value, value);
	assert_int_equal(r->fields[i].line, line);
}

/* The text is refused at `line`, after `good` records, with a sentence that holds `part`. */
static void assert_refused(const char *text, size_t len, int good, int64_t line, const char *part)
{
	struct rec_record r;
	struct source s;

	open_bytes(&s, text, len);
	for (int i = 0; i < good; i++)
		assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_int_equal(rec_next(s.reader, &r), ST_INVALID);
	assert_int_equal(rec_line(s.reader), line);
	assert_non_null(strstr(rec_error(s.reader), part));
	assert_int_equal(rec_next(s.reader, &r), ST_INVALID);
	close_source(&s);
}

#define ASSERT_REFUSED(text, good, line, part) assert_refused(text, strlen(text), good, line, part)

static void rec_next__gives_fields_in_order_with_their_lines(void **state)
{
	struct rec_record r;
	struct source s;

	(void)state;
	open_text(&s, "# contacts\n%rec: contact\n\nref: wong\nname:   Joshua Wong\ncity:\n\n"
		      "ref: mack\n");
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_string_equal(r.type, "contact");
	assert_int_equal(r.line, 4);
	assert_int_equal(r.n_fields, 3);
	assert_field(&r, 0, "ref", "wong", 4);
	assert_field(&r, 1, "name", "Joshua Wong", 5);
	assert_field(&r, 2, "city", "", 6);
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_int_equal(r.n_fields, 1);
	assert_field(&r, 0, "ref", "mack", 8);
	assert_int_equal(rec_next(s.reader, &r), ST_END);
	assert_int_equal(rec_next(s.reader, &r), ST_END);
	close_source(&s);
}

static void rec_next__joins_continued_lines(void **state)
{
	struct rec_record r;
	struct source s;

	(void)state;
	open_text(&s, "%rec: case\nsummary: One.\n+ Two: still two.\n+\n+   # Three\n+\nref: a\n"
		      "notes:\n+ Below.\n");
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_int_equal(r.n_fields, 3);
	assert_field(&r, 0, "summary", "One.\nTwo: still two.\n\n  # Three", 2);
	assert_field(&r, 1, "ref", "a", 7);
	assert_field(&r, 2, "notes", "Below.", 8);
	close_source(&s);
}

static void rec_next__changes_type_where_the_file_says_so(void **state)
{
	struct rec_record r;
	struct source s;

	(void)state;
	open_text(&s, "%rec: case\n\nref: a\n\n\n \t\n%rec: petition\nref: b\n");
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_string_equal(r.type, "case");
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_string_equal(r.type, "petition");
	assert_field(&r, 0, "ref", "b", 8);
	assert_int_equal(rec_next(s.reader, &r), ST_END);
	close_source(&s);
}

static void rec_next__passes_over_comments_inside_a_record(void **state)
{
	struct rec_record r;
	struct source s;

	(void)state;
	open_text(&s, "%rec: case\nref: a\n# why\ntitle: T\n#+ not this\n+ nor\n");
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_int_equal(r.n_fields, 2);
	assert_field(&r, 1, "title", "T\nnor", 4);
	close_source(&s);
}

static void rec_next__takes_mark_and_crlf_and_no_last_line_end(void **state)
{
	struct rec_record r;
	struct source s;

	(void)state;
	open_text(&s, "\xEF\xBB\xBF%rec: case\r\n\r\nref: a\r\n\r\nref: b");
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_field(&r, 0, "ref", "a", 3);
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_field(&r, 0, "ref", "b", 5);
	assert_int_equal(rec_next(s.reader, &r), ST_END);
	close_source(&s);
}

static void rec_next__ends_at_once_where_there_are_no_records(void **state)
{
	static const char *const texts[] = { "", "\n\n", "# only this\n", "%rec: case\n" };
	struct rec_record r;
	struct source s;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		open_text(&s, texts[i]);
		assert_int_equal(rec_next(s.reader, &r), ST_END);
		assert_string_equal(rec_error(s.reader), "");
		close_source(&s);
	}
}

static void rec_doc__is_known_with_the_first_record(void **state)
{
	struct rec_record r;
	struct source s;

	(void)state;
	open_text(&s, "%doc: Hong Kong and Cellebrite\n%rec: case\n\nref: a\n");
	assert_null(rec_doc(s.reader));
	assert_int_equal(rec_next(s.reader, &r), ST_OK);
	assert_string_equal(rec_doc(s.reader), "Hong Kong and Cellebrite");
	close_source(&s);
}

static void rec_next__refuses_what_it_does_not_know(void **state)
{
	(void)state;
	ASSERT_REFUSED("%rec: case\nref: a\n\njust words\n", 1, 4, "no field");
	ASSERT_REFUSED("%rec: case\nref:a\n", 0, 2, "no field");
	ASSERT_REFUSED("%rec: case\n: a\n", 0, 2, "no field");
	ASSERT_REFUSED("%rec: case\nthe ref: a\n", 0, 2, "no field");
	ASSERT_REFUSED("%rec: case\n  ref: a\n", 0, 2, "no field");
	ASSERT_REFUSED("%mandatory: ref\n", 0, 1, "%rec and %doc");
	ASSERT_REFUSED("%record: case\n", 0, 1, "%rec and %doc");
	ASSERT_REFUSED("%rec:\n", 0, 1, "%rec needs");
	ASSERT_REFUSED("%rec: a case\n", 0, 1, "%rec needs");
}

static void rec_next__refuses_what_stands_in_the_wrong_place(void **state)
{
	(void)state;
	ASSERT_REFUSED("ref: a\n", 0, 1, "before any %rec");
	ASSERT_REFUSED("%rec: case\n+ more\n", 0, 2, "continues no field");
	ASSERT_REFUSED("%rec: case\nref: a\n\n+ more\n", 1, 4, "continues no field");
	ASSERT_REFUSED("%rec: case\nref: a\n+more\n", 0, 3, "blank is missing");
	ASSERT_REFUSED("%rec: case\nref: a\n%rec: petition\n", 0, 3, "inside a record");
	ASSERT_REFUSED("%rec: case\nref: a\n\n%doc: late\n", 1, 4, "%doc stands once");
	ASSERT_REFUSED("%doc: a\n%doc: b\n", 0, 2, "%doc stands once");
	ASSERT_REFUSED("%rec: case\nref: a\ntitle: t\nref: b\n", 0, 4, "'ref' stands twice");
}

static void rec_next__refuses_what_is_no_text(void **state)
{
	static const char bytes[] = "%rec: case\nref: a\0b\n";

	(void)state;
	assert_refused(bytes, sizeof(bytes) - 1, 0, 2, "NUL");
}

static void rec_next__refuses_a_line_without_end(void **state)
{
	static const char head[] = "%rec: case\nref: ";
	size_t len = (size_t)2 << 20;
	char *text = malloc(len);

	(void)state;
	assert_non_null(text);
	memset(text, 'a', len);
	memcpy(text, head, sizeof(head) - 1);
	assert_refused(text, len, 0, 2, "longer than");
	free(text);
}

static void rec_next__refuses_a_record_of_too_many_fields(void **state)
{
	char text[8192];
	size_t at = (size_t)snprintf(text, sizeof(text), "%%rec: case\n");

	(void)state;
	for (int i = 0; i < 257; i++)
		at += (size_t)snprintf(text + at, sizeof(text) - at, "f%d: v\n", i);
	assert_refused(text, at, 0, 258, "too many fields");
}

static void rec_next__tells_reading_that_fails_from_the_end(void **state)
{
	struct rec_record r;
	struct source s;

	(void)state;
	s.file = fopen("/", "re");
	assert_non_null(s.file);
	s.reader = rec_open(s.file);
	assert_int_equal(rec_next(s.reader, &r), ST_IO);
	assert_non_null(strstr(rec_error(s.reader), "reading failed"));
	close_source(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rec_next__gives_fields_in_order_with_their_lines),
		cmocka_unit_test(rec_next__joins_continued_lines),
		cmocka_unit_test(rec_next__changes_type_where_the_file_says_so),
		cmocka_unit_test(rec_next__passes_over_comments_inside_a_record),
		cmocka_unit_test(rec_next__takes_mark_and_crlf_and_no_last_line_end),
		cmocka_unit_test(rec_next__ends_at_once_where_there_are_no_records),
		cmocka_unit_test(rec_doc__is_known_with_the_first_record),
		cmocka_unit_test(rec_next__refuses_what_it_does_not_know),
		cmocka_unit_test(rec_next__refuses_what_stands_in_the_wrong_place),
		cmocka_unit_test(rec_next__refuses_what_is_no_text),
		cmocka_unit_test(rec_next__refuses_a_line_without_end),
		cmocka_unit_test(rec_next__refuses_a_record_of_too_many_fields),
		cmocka_unit_test(rec_next__tells_reading_that_fails_from_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
