#include "config.h"

#include "tests/screens/picture.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Pixels. Text is stretched to its cells, so that every font fits. */
#define CELL_W 8.4
#define CELL_H 18.0
#define BASELINE 13.5
#define MARGIN 12.0

#define MAX_COLOURS 64

/* What a cell shows, after reversing. */
struct look {
	uint32_t fg; /* 0xrrggbb */
	uint32_t bg;
	bool bold;
	bool italic;
	bool underline;
};

struct picture {
	FILE *out;
	const struct term *term;
	int rows;
	int cols;
	uint32_t colours[MAX_COLOURS]; /* class c0, c1, ... */
	int n_colours;
};

/* ---- Colours ---- */

static const uint32_t ground = 0x16191d;
static const uint32_t ink = 0xd4d7db;

/* The first sixteen, as terminals have them, made to be read on dark ground. */
static const uint32_t palette[16] = { 0x16191d, 0xe06c75, 0x8cc570, 0xe5c07b, 0x61a8ef, 0xc678dd,
	0x4fb8c4, 0xc8ccd4, 0x7f8794, 0xff8590, 0xa9e08c, 0xffd68a, 0x85c1ff, 0xe0a0f2, 0x7adbe5,
	0xffffff };

static uint32_t cube(int n)
{
	static const uint32_t steps[] = { 0, 95, 135, 175, 215, 255 };

	if (n >= 232) {
		uint32_t grey = (uint32_t)(8 + 10 * (n - 232));

		return grey << 16 | grey << 8 | grey;
	}
	n -= 16;
	return steps[n / 36] << 16 | steps[n / 6 % 6] << 8 | steps[n % 6];
}

static uint32_t colour(const VTermColor *c, bool is_default, uint32_t otherwise)
{
	if (is_default)
		return otherwise;
	if (VTERM_COLOR_IS_INDEXED(c))
		return c->indexed.idx < 16 ? palette[c->indexed.idx] : cube(c->indexed.idx);
	return (uint32_t)c->rgb.red << 16 | (uint32_t)c->rgb.green << 8 | c->rgb.blue;
}

static struct look look_of(const VTermScreenCell *cell)
{
	struct look l = { .bold = cell->attrs.bold,
		.italic = cell->attrs.italic,
		.underline = cell->attrs.underline != 0 };

	l.fg = colour(&cell->fg, VTERM_COLOR_IS_DEFAULT_FG(&cell->fg), ink);
	l.bg = colour(&cell->bg, VTERM_COLOR_IS_DEFAULT_BG(&cell->bg), ground);
	if (cell->attrs.reverse) {
		uint32_t fg = l.fg;

		l.fg = l.bg;
		l.bg = fg;
	}
	return l;
}

static bool same_look(const struct look *a, const struct look *b)
{
	return a->fg == b->fg && a->bold == b->bold && a->italic == b->italic &&
	       a->underline == b->underline;
}

static int colour_class(struct picture *p, uint32_t rgb)
{
	int i = 0;

	while (i < p->n_colours && p->colours[i] != rgb)
		i++;
	if (i == p->n_colours && i < MAX_COLOURS)
		p->colours[p->n_colours++] = rgb;
	return i < MAX_COLOURS ? i : 0;
}

/* ---- Writing ---- */

/* A length in tenths of a pixel, without a needless ".0". */
static void put_length(FILE *out, double length)
{
	long tenths = (long)(length * 10 + 0.5);

	if (tenths % 10 == 0)
		fprintf(out, "%ld", tenths / 10);
	else
		fprintf(out, "%ld.%ld", tenths / 10, tenths % 10);
}

static double left_of(int col)
{
	return MARGIN + col * CELL_W;
}

static double top_of(int row)
{
	return MARGIN + row * CELL_H;
}

static void put_rect(
	struct picture *p, double x, double y, double w, double h, uint32_t rgb, const char *more)
{
	fputs("<rect x=\"", p->out);
	put_length(p->out, x);
	fputs("\" y=\"", p->out);
	put_length(p->out, y);
	fputs("\" width=\"", p->out);
	put_length(p->out, w);
	fputs("\" height=\"", p->out);
	put_length(p->out, h);
	fprintf(p->out, "\" class=\"c%d\"%s/>\n", colour_class(p, rgb), more);
}

static void put_utf8(FILE *out, uint32_t cp)
{
	if (cp == '<')
		fputs("&lt;", out);
	else if (cp == '>')
		fputs("&gt;", out);
	else if (cp == '&')
		fputs("&amp;", out);
	else if (cp < 0x80)
		fputc((int)cp, out);
	else if (cp < 0x800)
		fprintf(out, "%c%c", (int)(0xc0 | cp >> 6), (int)(0x80 | (cp & 0x3f)));
	else if (cp < 0x10000)
		fprintf(out, "%c%c%c", (int)(0xe0 | cp >> 12), (int)(0x80 | (cp >> 6 & 0x3f)),
			(int)(0x80 | (cp & 0x3f)));
	else
		fprintf(out, "%c%c%c%c", (int)(0xf0 | cp >> 18), (int)(0x80 | (cp >> 12 & 0x3f)),
			(int)(0x80 | (cp >> 6 & 0x3f)), (int)(0x80 | (cp & 0x3f)));
}

/* ---- Lines and blocks, which fonts draw with gaps ---- */

enum { UP = 1, DOWN = 2, LEFT = 4, RIGHT = 8 };

static int line_arms(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		int arms;
	} lines[] = { { 0x2500, LEFT | RIGHT }, { 0x2502, UP | DOWN }, { 0x250c, DOWN | RIGHT },
		{ 0x2510, DOWN | LEFT }, { 0x2514, UP | RIGHT }, { 0x2518, UP | LEFT },
		{ 0x251c, UP | DOWN | RIGHT }, { 0x2524, UP | DOWN | LEFT },
		{ 0x252c, DOWN | LEFT | RIGHT }, { 0x2534, UP | LEFT | RIGHT },
		{ 0x253c, UP | DOWN | LEFT | RIGHT }, { 0x2501, LEFT | RIGHT },
		{ 0x2503, UP | DOWN }, { 0x256d, DOWN | RIGHT }, { 0x256e, DOWN | LEFT },
		{ 0x256f, UP | LEFT }, { 0x2570, UP | RIGHT } };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (lines[i].cp == cp)
			return lines[i].arms;
	}
	return 0;
}

static void put_lines(struct picture *p, int row, int col, int n, int arms, uint32_t rgb)
{
	double x = left_of(col);
	double y = top_of(row);
	double middle_x = x + (CELL_W - 1) / 2;
	double middle_y = y + (CELL_H - 1) / 2;

	if (arms & (LEFT | RIGHT)) {
		double from = arms & LEFT ? x : middle_x;
		double to = arms & RIGHT ? x + n * CELL_W : middle_x + 1;

		put_rect(p, from, middle_y, to - from, 1, rgb, "");
	}
	if (arms & (UP | DOWN)) {
		double from = arms & UP ? y : middle_y;
		double to = arms & DOWN ? y + CELL_H : middle_y + 1;

		put_rect(p, middle_x, from, 1, to - from, rgb, "");
	}
}

static bool is_block(uint32_t cp)
{
	return cp >= 0x2580 && cp <= 0x2593;
}

static void put_blocks(struct picture *p, int row, int col, int n, uint32_t cp, uint32_t rgb)
{
	static const char *const shades[] = { " opacity=\".25\"", " opacity=\".5\"",
		" opacity=\".75\"" };
	double x = left_of(col);
	double y = top_of(row);
	double w = n * CELL_W;

	if (cp == 0x2580)
		put_rect(p, x, y, w, CELL_H / 2, rgb, "");
	else if (cp <= 0x2588)
		put_rect(p, x, y + CELL_H - CELL_H * (cp - 0x2580) / 8, w,
			CELL_H * (cp - 0x2580) / 8, rgb, "");
	else if (cp <= 0x258f)
		put_rect(p, x, y, CELL_W * (0x2590 - cp) / 8, CELL_H, rgb, "");
	else if (cp == 0x2590)
		put_rect(p, x + CELL_W / 2, y, CELL_W / 2, CELL_H, rgb, "");
	else
		put_rect(p, x, y, w, CELL_H, rgb, shades[cp - 0x2591]);
}

/* ---- Cells ---- */

static bool is_blank(const VTermScreenCell *cell)
{
	return cell->chars[0] == 0 || cell->chars[0] == ' ' || cell->chars[0] == (uint32_t)-1;
}

/* Right-to-left letters stand where the program put them, each in its own cell. */
static bool stands_alone(uint32_t cp)
{
	return (cp >= 0x590 && cp < 0x900) || (cp >= 0xfb1d && cp < 0xff00);
}

static void put_grounds(struct picture *p, int row)
{
	for (int col = 0, end; col < p->cols; col = end) {
		VTermScreenCell cell;
		struct look first;

		term_cell(p->term, row, col, &cell);
		first = look_of(&cell);
		for (end = col + 1; end < p->cols; end++) {
			term_cell(p->term, row, end, &cell);
			if (look_of(&cell).bg != first.bg)
				break;
		}
		if (first.bg != ground)
			put_rect(p, left_of(col), top_of(row), (end - col) * CELL_W, CELL_H,
				first.bg, "");
	}
}

/* How a cell is drawn: no two ways stand in one piece. */
enum kind { BLANK, LETTERS, LINES, BLOCKS };

static enum kind kind_of(const VTermScreenCell *cell)
{
	if (is_blank(cell))
		return BLANK;
	if (line_arms(cell->chars[0]))
		return LINES;
	return is_block(cell->chars[0]) ? BLOCKS : LETTERS;
}

/* Whether a cell may stand in one piece with the first of it. */
static bool joins(const VTermScreenCell *first, const VTermScreenCell *cell)
{
	struct look a = look_of(first);
	struct look b = look_of(cell);

	if (kind_of(cell) != kind_of(first) || !same_look(&a, &b) || cell->width != first->width)
		return false;
	if (kind_of(first) != LETTERS)
		return cell->chars[0] == first->chars[0] &&
		       !(line_arms(cell->chars[0]) & (UP | DOWN));
	return !stands_alone(first->chars[0]) && !stands_alone(cell->chars[0]);
}

/* The end of the piece that begins at `col`: words of one look, a single blank between them. */
static int piece_end(const struct picture *p, int row, int col)
{
	VTermScreenCell first;
	VTermScreenCell cell;
	int end;

	term_cell(p->term, row, col, &first);
	end = col + first.width;
	while (end < p->cols) {
		int next = end;

		term_cell(p->term, row, next, &cell);
		if (kind_of(&first) == LETTERS && is_blank(&cell) && first.width == 1 &&
			next + 1 < p->cols)
			term_cell(p->term, row, ++next, &cell);
		if (!joins(&first, &cell))
			break;
		end = next + cell.width;
	}
	return end;
}

static void put_letters(struct picture *p, int row, int col, int end, const struct look *look)
{
	FILE *out = p->out;

	fputs("<text x=\"", out);
	put_length(out, left_of(col));
	fputs("\" y=\"", out);
	put_length(out, top_of(row) + BASELINE);
	fputs("\" textLength=\"", out);
	put_length(out, (end - col) * CELL_W);
	fprintf(out, "\" class=\"c%d%s%s%s\">", colour_class(p, look->fg), look->bold ? " b" : "",
		look->italic ? " i" : "", look->underline ? " u" : "");
	while (col < end) {
		VTermScreenCell cell;

		term_cell(p->term, row, col, &cell);
		if (is_blank(&cell))
			fputc(' ', out);
		else
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
				put_utf8(out, cell.chars[i]);
		col += cell.width;
	}
	fputs("</text>\n", out);
}

static void put_row(struct picture *p, int row)
{
	int col = 0;

	put_grounds(p, row);
	while (col < p->cols) {
		VTermScreenCell cell;
		struct look look;
		int end;

		term_cell(p->term, row, col, &cell);
		if (is_blank(&cell)) {
			col++;
			continue;
		}
		look = look_of(&cell);
		end = piece_end(p, row, col);
		if (kind_of(&cell) == LINES)
			put_lines(p, row, col, end - col, line_arms(cell.chars[0]), look.fg);
		else if (kind_of(&cell) == BLOCKS)
			put_blocks(p, row, col, end - col, cell.chars[0], look.fg);
		else
			put_letters(p, row, col, end, &look);
		col = end;
	}
}

/* The head comes last: it has the colours that were met. */
static void put_head(const struct picture *p, FILE *out, const char *title)
{
	double w = 2 * MARGIN + p->cols * CELL_W;
	double h = 2 * MARGIN + p->rows * CELL_H;

	fputs("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ", out);
	put_length(out, w);
	fputc(' ', out);
	put_length(out, h);
	fputs("\" width=\"", out);
	put_length(out, w);
	fputs("\" height=\"", out);
	put_length(out, h);
	fprintf(out,
		"\">\n<title>%s</title>\n<style>\ntext { font: 14px ui-monospace, 'DejaVu Sans "
		"Mono', "
		"Menlo, Consolas, monospace; white-space: pre; }\n"
		".b { font-weight: bold; }\n.i { font-style: italic; }\n"
		".u { text-decoration: underline; }\n",
		title);
	for (int i = 0; i < p->n_colours; i++)
		fprintf(out, ".c%d { fill: #%06x; }\n", i, (unsigned)p->colours[i]);
	fprintf(out, "</style>\n<rect width=\"100%%\" height=\"100%%\" rx=\"8\" fill=\"#%06x\"/>\n",
		(unsigned)ground);
}

char *picture_screen(const struct term *t, const char *title)
{
	char *body = NULL;
	char *text = NULL;
	size_t n_body = 0;
	size_t len = 0;
	struct picture p = { .term = t };
	FILE *out;

	p.out = open_memstream(&body, &n_body);
	out = p.out ? open_memstream(&text, &len) : NULL;
	if (!out)
		abort();
	term_size(t, &p.rows, &p.cols);
	for (int row = 0; row < p.rows; row++)
		put_row(&p, row);
	fclose(p.out);
	put_head(&p, out, title);
	fputs(body, out);
	fputs("</svg>\n", out);
	fclose(out);
	free(body);
	return text;
}
