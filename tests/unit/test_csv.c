#include "config.h"

#include <stddef.h>

/* The reader itself, with blocks as small as the test wants: every byte is the last of one once. */
static size_t block = 1;
#define CSV_BLOCK block
#include "import/csv.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/str.h"

#include "tests/unit/seed.h"

#define N(array) (sizeof(array) / sizeof((array)[0]))
#define BLOCK_MAX 9

struct source {
	const char *bytes;
	size_t len;
	size_t at;
	size_t fails_at; /* 0: never */
};

static ssize_t source_read(void *cookie, char *buf, size_t size)
{
	struct source *s = cookie;

	if (s->fails_at && s->at >= s->fails_at)
		return -1;
	/* Short reads, as a pipe gives them. */
	if (size > 3)
		size = 3;
	if (size > s->len - s->at)
		size = s->len - s->at;
	memcpy(buf, s->bytes + s->at, size);
	s->at += size;
	return (ssize_t)size;
}

static FILE *source_open(struct source *s)
{
	FILE *file = fopencookie(s, "rb", (cookie_io_functions_t){ .read = source_read });

	assert_non_null(file);
	return file;
}

/* Writes what was read: "line:[cell][cell]" or "line:!", a line each. */
static void dump(struct str *out, const char *bytes, size_t len, char separator)
{
	struct source source = { bytes, len, 0, 0 };
	FILE *file = source_open(&source);
	struct csv *r = csv_open(file, separator);
	struct csv_record rec;
	enum status st;
	size_t i;

	while ((st = csv_next(r, &rec)) == ST_OK) {
		str_addf(out, "%lld:", (long long)rec.line);
		if (rec.error) {
			assert_int_equal(rec.n_cells, 0);
			str_add_c(out, '!');
		}
		for (i = 0; i < rec.n_cells; i++) {
			str_add_c(out, '[');
			str_add_n(out, rec.cells[i].text, rec.cells[i].len);
			str_add_c(out, ']');
		}
		str_add_c(out, '\n');
	}
	assert_int_equal(st, ST_END);
	assert_int_equal(csv_next(r, &rec), ST_END);
	assert_int_equal(csv_offset(r), len);
	csv_close(r);
	fclose(file);
}

static void assert_reads_n(const char *bytes, size_t len, char separator, const char *want)
{
	for (block = 1; block <= BLOCK_MAX; block++) {
		struct str out = STR_INIT;

		dump(&out, bytes, len, separator);
		assert_string_equal(str_text(&out), want);
		str_free(&out);
	}
	block = 1;
}

static void assert_reads(const char *bytes, const char *want)
{
	assert_reads_n(bytes, strlen(bytes), ',', want);
}

static void csv_next__reads_plain_cells(void **state)
{
	(void)state;
	assert_reads("", "");
	assert_reads("a", "1:[a]\n");
	assert_reads("a,b\nc,d\n", "1:[a][b]\n2:[c][d]\n");
	assert_reads("a,b\nc,d", "1:[a][b]\n2:[c][d]\n");
	assert_reads(",\n,,", "1:[][]\n2:[][][]\n");
	assert_reads(" a , b ", "1:[ a ][ b ]\n");
}

static void csv_next__takes_every_line_end(void **state)
{
	(void)state;
	assert_reads("a\r\nb\rc\nd\r", "1:[a]\n2:[b]\n3:[c]\n4:[d]\n");
	assert_reads("a,\r\n,b\r\n", "1:[a][]\n2:[][b]\n");
}

static void csv_next__passes_over_empty_lines_and_counts_them(void **state)
{
	(void)state;
	assert_reads("\n\na\n\r\n\r\rb\n\n", "3:[a]\n7:[b]\n");
	assert_reads("\r\n", "");
	assert_reads(" \na", "1:[ ]\n2:[a]\n");
	assert_reads("\"\"\na", "1:[]\n2:[a]\n");
}

static void csv_next__passes_over_a_byte_order_mark(void **state)
{
	(void)state;
	assert_reads("\xEF\xBB\xBF"
		     "a,b",
		"1:[a][b]\n");
	assert_reads("\xEF\xBB\xBF\"a\",b", "1:[a][b]\n");
	assert_reads("\xEF\xBB\xBF", "");
	assert_reads("\xEF\xBB\xBF\n\xEF\xBB\xBF"
		     "a",
		"2:[\xEF\xBB\xBF"
		"a]\n");
	assert_reads("\xEF\xBB", "1:[\xEF\xBB]\n");
}

static void csv_next__unquotes(void **state)
{
	(void)state;
	assert_reads("\"a\",\"b\"\n", "1:[a][b]\n");
	assert_reads("\"a,b\",c", "1:[a,b][c]\n");
	assert_reads("\"a\"\"b\",\"\"\"\",\"\"", "1:[a\"b][\"][]\n");
	assert_reads("\"\"\"a\"\"\"\"\",x", "1:[\"a\"\"][x]\n");
	assert_reads("\"a\nb\"\nc", "1:[a\nb]\n3:[c]\n");
}

static void csv_next__counts_line_breaks_inside_quotes(void **state)
{
	(void)state;
	assert_reads("h\n\"a\r\nb\rc\nd\",x\ny", "1:[h]\n2:[a\r\nb\rc\nd][x]\n6:[y]\n");
	assert_reads("\"\r\"\"\n\"\nz", "1:[\r\"\n]\n4:[z]\n");
	assert_reads("\"\r\"\n\"\n\"\nz", "1:[\r]\n3:[\n]\n5:[z]\n");
}

static void csv_next__answers_stray_quotes(void **state)
{
	(void)state;
	assert_reads("a\"b,c\"\n", "1:[a\"b][c\"]\n");
	assert_reads("Jose \"Pepe\" Garcia,x", "1:[Jose \"Pepe\" Garcia][x]\n");
	assert_reads(" \"a,b\"", "1:[ \"a][b\"]\n");
	assert_reads("\"a\"b,c", "1:[ab][c]\n");
	assert_reads("\"a\" \"b\",c", "1:[a \"b\"][c]\n");
	assert_reads("\"a\"\"\"b\"\"c\nd", "1:[a\"b\"\"c]\n2:[d]\n");
}

static void csv_next__refuses_the_record_of_an_open_quote(void **state)
{
	(void)state;
	assert_reads("a\nb,\"c\nd\ne", "1:[a]\n2:!\n");
	assert_reads("\"", "1:!\n");
	assert_reads("\"a\"\"", "1:!\n");
	assert_reads("x,\"\"", "1:[x][]\n");
}

static void csv_next__keeps_bytes_as_they_stand(void **state)
{
	static const char bytes[] = "a\0b,\xFF\xFE\n\x1B,\t";

	(void)state;
	for (block = 1; block <= BLOCK_MAX; block++) {
		struct str out = STR_INIT;

		dump(&out, bytes, sizeof(bytes) - 1, ',');
		assert_int_equal(out.len, 21);
		assert_memory_equal(out.data, "1:[a\0b][\xFF\xFE]\n2:[\x1B][\t]\n", 21);
		str_free(&out);
	}
	block = 1;
}

static void csv_next__takes_other_separators(void **state)
{
	(void)state;
	assert_reads_n("a;b,c;\"d;e\"", 11, ';', "1:[a][b,c][d;e]\n");
	assert_reads_n("a\tb\n\tc", 6, '\t', "1:[a][b]\n2:[][c]\n");
	assert_reads_n("a\xA7"
		       "b",
		3, '\xA7', "1:[a][b]\n");
}

static void csv_next__says_why_a_record_is_refused(void **state)
{
	struct source source = { "\"a", 2, 0, 0 };
	FILE *file = source_open(&source);
	struct csv *r = csv_open(file, ',');
	struct csv_record rec;

	(void)state;
	assert_int_equal(csv_next(r, &rec), ST_OK);
	assert_string_equal(rec.error, "a quote that begins on line 1 is never closed, so the rows "
				       "below it were not read");
	csv_close(r);
	fclose(file);
	csv_close(NULL);
}

static void csv_next__answers_a_file_that_cannot_be_read(void **state)
{
	struct source source = { "a,b\nc,d\ne,f\n", 12, 0, 6 };
	FILE *file;
	struct csv *r;
	struct csv_record rec;
	enum status st;

	(void)state;
	block = 4;
	file = source_open(&source);
	r = csv_open(file, ',');
	while ((st = csv_next(r, &rec)) == ST_OK)
		assert_null(rec.error);
	assert_int_equal(st, ST_IO);
	assert_int_equal(csv_next(r, &rec), ST_IO);
	csv_close(r);
	fclose(file);
	block = 1;
}

/* A file whose first record is `cells` cells of `size` bytes, and whose second is "z". */
static struct csv_record read_large(
	size_t cells, size_t size, bool quoted, struct csv **out, FILE **file)
{
	struct csv_record rec;
	size_t i;
	size_t k;

	*file = tmpfile();
	assert_non_null(*file);
	for (i = 0; i < cells; i++) {
		if (i)
			fputc(',', *file);
		if (quoted)
			fputc('"', *file);
		for (k = 0; k < size; k++)
			fputc('x', *file);
		if (quoted)
			fputc('"', *file);
	}
	fputs("\nz\n", *file);
	rewind(*file);
	block = 65536;
	*out = csv_open(*file, ',');
	assert_int_equal(csv_next(*out, &rec), ST_OK);
	return rec;
}

static void assert_z_follows(struct csv *r, FILE *file)
{
	struct csv_record rec;

	assert_int_equal(csv_next(r, &rec), ST_OK);
	assert_null(rec.error);
	assert_int_equal(rec.line, 2);
	assert_int_equal(rec.n_cells, 1);
	assert_memory_equal(rec.cells[0].text, "z", 1);
	assert_int_equal(csv_next(r, &rec), ST_END);
	/* What was refused was not kept in memory either. */
	assert_true(r->cap < ((size_t)40 << 20));
	csv_close(r);
	fclose(file);
	block = 1;
}

static void csv_next__refuses_a_record_larger_than_16_mib_and_goes_on(void **state)
{
	struct csv *r;
	FILE *file;
	struct csv_record rec = read_large(1, ((size_t)16 << 20) - 1, false, &r, &file);

	(void)state;
	assert_null(rec.error);
	assert_int_equal(rec.cells[0].len, (16 << 20) - 1);
	assert_z_follows(r, file);
	rec = read_large(1, (size_t)16 << 20, false, &r, &file);
	assert_string_equal(rec.error, "it is larger than 16 MiB");
	assert_z_follows(r, file);
	rec = read_large(3, (size_t)20 << 20, true, &r, &file);
	assert_string_equal(rec.error, "it is larger than 16 MiB");
	assert_z_follows(r, file);
}

static void csv_next__refuses_a_record_of_too_many_cells_and_goes_on(void **state)
{
	struct csv *r;
	FILE *file;
	struct csv_record rec = read_large(16384, 1, false, &r, &file);

	(void)state;
	assert_null(rec.error);
	assert_int_equal(rec.n_cells, 16384);
	assert_z_follows(r, file);
	rec = read_large(16385, 1, true, &r, &file);
	assert_string_equal(rec.error, "it has more than 16,384 cells");
	assert_z_follows(r, file);
	rec = read_large(1000000, 0, false, &r, &file);
	assert_string_equal(rec.error, "it has more than 16,384 cells");
	assert_z_follows(r, file);
}

/* Rows of random cells, written by the rules, are read back as they were. */
static void csv_next__reads_what_was_written(void **state)
{
	static const char letters[] = "ab,\"\n\r \xC3";
	struct chance chance = chance_open(__func__);
	int round;

	(void)state;
	for (round = 0; round < 3000; round++) {
		struct str bytes = STR_INIT;
		struct str want = STR_INIT;
		struct str out = STR_INIT;
		int line = 1;
		uint32_t rows = chance_below(&chance, 5);

		while (rows-- > 0) {
			uint32_t n = 1 + chance_below(&chance, 4);

			str_addf(&want, "%d:", line);
			while (n-- > 0) {
				uint32_t len = chance_below(&chance, 6);

				str_add_c(&bytes, '"');
				str_add_c(&want, '[');
				while (len-- > 0) {
					/* A lone CR or LF each; CR LF would be one line. */
					char c = letters[chance_below(&chance, N(letters) - 1)];

					if (c == '\n' && want.data[want.len - 1] == '\r')
						c = 'a';
					line += c == '\n' || c == '\r';
					str_add_c(&want, c);
					str_add_c(&bytes, c);
					if (c == '"')
						str_add_c(&bytes, c);
				}
				str_add(&bytes, n ? "\"," : "\"");
				str_add_c(&want, ']');
			}
			str_add(&bytes, chance_below(&chance, 2) ? "\r\n" : "\n");
			str_add_c(&want, '\n');
			line++;
		}
		block = 1 + chance_below(&chance, 40);
		dump(&out, str_text(&bytes), bytes.len, ',');
		assert_string_equal(str_text(&out), str_text(&want));
		str_free(&bytes);
		str_free(&want);
		str_free(&out);
	}
	block = 1;
}

static void csv_next__reads_the_same_in_blocks_of_every_size(void **state)
{
	static const char letters[] = "a,\"\n\r\xEF\xBB\xBF";
	struct chance chance = chance_open(__func__);
	int round;

	(void)state;
	for (round = 0; round < 5000; round++) {
		struct str whole = STR_INIT;
		struct str pieces = STR_INIT;
		char bytes[40];
		size_t len = chance_below(&chance, sizeof(bytes));
		size_t i;

		for (i = 0; i < len; i++)
			bytes[i] = letters[chance_below(&chance, N(letters) - 1)];
		block = 64;
		dump(&whole, bytes, len, ',');
		block = 1 + chance_below(&chance, BLOCK_MAX);
		dump(&pieces, bytes, len, ',');
		assert_string_equal(str_text(&pieces), str_text(&whole));
		str_free(&whole);
		str_free(&pieces);
	}
	block = 1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_next__reads_plain_cells),
		cmocka_unit_test(csv_next__takes_every_line_end),
		cmocka_unit_test(csv_next__passes_over_empty_lines_and_counts_them),
		cmocka_unit_test(csv_next__passes_over_a_byte_order_mark),
		cmocka_unit_test(csv_next__unquotes),
		cmocka_unit_test(csv_next__counts_line_breaks_inside_quotes),
		cmocka_unit_test(csv_next__answers_stray_quotes),
		cmocka_unit_test(csv_next__refuses_the_record_of_an_open_quote),
		cmocka_unit_test(csv_next__keeps_bytes_as_they_stand),
		cmocka_unit_test(csv_next__takes_other_separators),
		cmocka_unit_test(csv_next__says_why_a_record_is_refused),
		cmocka_unit_test(csv_next__answers_a_file_that_cannot_be_read),
		cmocka_unit_test(csv_next__refuses_a_record_larger_than_16_mib_and_goes_on),
		cmocka_unit_test(csv_next__refuses_a_record_of_too_many_cells_and_goes_on),
		cmocka_unit_test(csv_next__reads_what_was_written),
		cmocka_unit_test(csv_next__reads_the_same_in_blocks_of_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
