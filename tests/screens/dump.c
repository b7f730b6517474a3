#include "config.h"

#include "tests/screens/dump.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LOOKS 26

/* The ways of looking that a screen uses, in the order of their first cell. */
struct looks {
	char *names[MAX_LOOKS];
	int n;
};

static void put_colour(FILE *out, const char *what, const VTermColor *colour)
{
	if (VTERM_COLOR_IS_INDEXED(colour))
		fprintf(out, " %s=%d", what, colour->indexed.idx);
	else
		fprintf(out, " %s=#%02x%02x%02x", what, colour->rgb.red, colour->rgb.green,
			colour->rgb.blue);
}

/* How a cell looks, in words; "" is plain. The caller frees it. */
static char *describe(const VTermScreenCell *cell)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (cell->attrs.bold)
		fputs(" bold", out);
	if (cell->attrs.underline)
		fputs(" underline", out);
	if (cell->attrs.italic)
		fputs(" italic", out);
	if (cell->attrs.blink)
		fputs(" blink", out);
	if (cell->attrs.reverse)
		fputs(" reverse", out);
	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
		put_colour(out, "text", &cell->fg);
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		put_colour(out, "ground", &cell->bg);
	fclose(out);
	return text;
}

/* The letter of a cell's look; adds it to the legend when it is new. */
static char letter(struct looks *looks, const VTermScreenCell *cell)
{
	char *text = describe(cell);
	int i = 0;

	if (*text == '\0') {
		free(text);
		return '.';
	}
	while (i < looks->n && strcmp(looks->names[i], text) != 0)
		i++;
	if (i == looks->n && looks->n < MAX_LOOKS) {
		looks->names[looks->n++] = text;
		text = NULL;
	}
	free(text);
	return i < MAX_LOOKS ? (char)('a' + i) : '?';
}

static void put_looks(FILE *out, const struct term *t, int rows, int cols)
{
	struct looks looks = { .n = 0 };

	fputs("looks\n", out);
	for (int row = 0; row < rows; row++) {
		fputc('|', out);
		/* The right half of a wide character looks as its left half does: the
		 * terminal keeps there what stood in it before. */
		for (int col = 0, width; col < cols; col += width) {
			VTermScreenCell cell;
			char look;

			term_cell(t, row, col, &cell);
			look = letter(&looks, &cell);
			width = cell.width > 1 ? cell.width : 1;
			for (int i = 0; i < width; i++)
				fputc(look, out);
		}
		fputs("|\n", out);
	}
	for (int i = 0; i < looks.n; i++) {
		fprintf(out, "%c:%s\n", 'a' + i, looks.names[i]);
		free(looks.names[i]);
	}
}

char *dump_screen(const struct term *t, bool looks)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	int rows;
	int cols;

	term_size(t, &rows, &cols);
	fprintf(out, "size %d %d\n", cols, rows);
	for (int row = 0; row < rows; row++) {
		char *line = term_row(t, row);

		fprintf(out, "|%s\n", line);
		free(line);
	}
	if (looks)
		put_looks(out, t, rows, cols);
	fclose(out);
	return text;
}

char *dump_load(const char *path)
{
	FILE *in = fopen(path, "re");
	char *text = NULL;
	size_t len = 0;

	if (!in)
		return NULL;
	if (getdelim(&text, &len, '\0', in) < 0) {
		free(text);
		text = strdup("");
	}
	fclose(in);
	return text;
}

bool dump_save(const char *path, const char *text)
{
	FILE *out = fopen(path, "we");
	bool good;

	if (!out)
		return false;
	good = fputs(text, out) >= 0;
	return fclose(out) == 0 && good;
}

/* The length of the first line without its end. */
static int line_length(const char *text)
{
	return (int)strcspn(text, "\n");
}

static const char *next_line(const char *text)
{
	text += strcspn(text, "\n");
	return *text ? text + 1 : text;
}

void dump_compare(const char *expected, const char *actual)
{
	while (*expected || *actual) {
		int e = line_length(expected);
		int a = line_length(actual);

		if (e == a && strncmp(expected, actual, (size_t)e) == 0) {
			printf("#   %.*s\n", a, actual);
		} else {
			printf("# - %.*s\n", e, expected);
			printf("# + %.*s\n", a, actual);
		}
		expected = next_line(expected);
		actual = next_line(actual);
	}
}
