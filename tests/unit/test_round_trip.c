/* What our own writer of CSV writes is read back as it was; and so is what others write. */
#include "config.h"

#include "import/source.h"

#include "export/table.h"
#include "model/text.h"
#include "tests/unit/model_help.h"
#include "tests/unit/seed.h"

#define COLUMNS 3
#define ROWS_MAX 6

static const char separators[] = { ',', ';', '\t', '|' };

static char *random_cell(struct chance *chance)
{
	static const char *const pieces[] = { "a", "B", " ", "\"", "\"\"", ",", ";", "\t", "|",
		"\n", "\r", "\r\n", "'", "=", "+", "-", "@", "＝", "é", "נ", "陳", "😀",
		"\xEF\xBB\xBF", "sep=", "\xE2\x80\xAE", "\x1B", "\\" };
	struct str out = STR_INIT;
	uint32_t n = chance_below(chance, 6);

	while (n-- > 0)
		str_add(&out, pieces[chance_below(chance, sizeof(pieces) / sizeof(pieces[0]))]);
	return str_detach(&out);
}

/* As other programs do: quotes around every cell. */
static void put_quoted(FILE *out, const char *cell)
{
	putc('"', out);
	for (; *cell; cell++) {
		if (*cell == '"')
			putc('"', out);
		putc(*cell, out);
	}
	putc('"', out);
}

struct table {
	char *cells[ROWS_MAX][COLUMNS];
	int rows;
	char separator;
};

static void put_table(const struct table *t, FILE *out)
{
	fprintf(out, "one%ctwo%cthree\r\n", t->separator, t->separator);
	for (int i = 0; i < t->rows; i++)
		for (int k = 0; k < COLUMNS; k++) {
			const char *cell = t->cells[i][k];

			if (t->separator == ',')
				csv_put_cell(out, cell, strlen(cell));
			else
				put_quoted(out, cell);
			fputs(k + 1 < COLUMNS ? (const char[]){ t->separator, '\0' } : "\r\n", out);
		}
}

static void put_utf16(const struct str *text, FILE *out, bool big)
{
	size_t used;

	for (size_t i = 0; i < text->len; i += used) {
		uint32_t cp = text_next(text->data + i, text->len - i, &used);
		uint32_t units[2] = { cp, 0 };

		if (cp >= 0x10000) {
			units[0] = 0xD800 + ((cp - 0x10000) >> 10);
			units[1] = 0xDC00 + ((cp - 0x10000) & 0x3FF);
		}
		for (int k = 0; k < (cp >= 0x10000 ? 2 : 1); k++) {
			putc((int)(big ? units[k] >> 8 : units[k] & 0xFF), out);
			putc((int)(big ? units[k] & 0xFF : units[k] >> 8), out);
		}
	}
}

/* Bytes 0: UTF-8; 1 and 2: UTF-16, with a mark every other time. */
static void write_table(const struct table *t, const char *path, uint32_t bytes, bool mark)
{
	struct str text = STR_INIT;
	FILE *out = fopen(path, "we");

	assert_non_null(out);
	put_table(t, out);
	assert_int_equal(fclose(out), 0);
	if (!bytes)
		return;
	if (mark)
		str_add(&text, "\xEF\xBB\xBF");
	file_read(path, &text);
	out = fopen(path, "we");
	assert_non_null(out);
	put_utf16(&text, out, bytes == 2);
	assert_int_equal(fclose(out), 0);
	str_free(&text);
}

/* Our writer guards what a spreadsheet would run with one quote before it. */
static void assert_cell(const struct table *t, const char *cell, struct slice found)
{
	size_t len = strlen(cell);

	if (t->separator == ',' && found.len == len + 1 && found.text[0] == '\'') {
		assert_non_null(strpbrk(cell, "=+-@\t\r\xEF"));
		found.text++;
		found.len--;
	}
	if (found.len != len || memcmp(found.text, cell, len) != 0)
		fail_msg("wrote '%s', read '%.*s'", cell, (int)found.len, found.text);
}

static void assert_reads(struct db *db, const struct table *t, const char *path)
{
	struct source *source;
	struct csv_record record;
	enum status st = source_open(db, path, NULL, &source);

	must(db, st);
	assert_int_equal(source_found(source)->dialect.separator, t->separator);
	assert_int_equal(source_next(source, &record), ST_OK);
	assert_int_equal(record.n_cells, COLUMNS);
	for (int i = 0; i < t->rows; i++) {
		assert_int_equal(source_next(source, &record), ST_OK);
		assert_null(record.error);
		assert_int_equal(record.n_cells, COLUMNS);
		for (int k = 0; k < COLUMNS; k++)
			assert_cell(t, t->cells[i][k], record.cells[k]);
	}
	assert_int_equal(source_next(source, &record), ST_END);
	source_close(source);
}

static void source_next__reads_what_was_written(void **state)
{
	struct chance chance = chance_open(__func__);
	char *folder = folder_make(), *path = folder_path(folder, "table");

	for (int round = 0; round < 2000; round++) {
		struct table t = { .rows = 1 + (int)chance_below(&chance, ROWS_MAX),
			.separator = separators[round % 4] };

		for (int i = 0; i < t.rows; i++)
			for (int k = 0; k < COLUMNS; k++)
				t.cells[i][k] = k ? random_cell(&chance) : mem_text("x");
		write_table(&t, path, (uint32_t)round / 4 % 3, chance_below(&chance, 2));
		assert_reads(*state, &t, path);
		for (int i = 0; i < t.rows; i++)
			for (int k = 0; k < COLUMNS; k++)
				free(t.cells[i][k]);
	}
	free(path);
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(source_next__reads_what_was_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
