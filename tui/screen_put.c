#include "config.h"

#include <assert.h>
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "model/text.h"
#include "tui/bidi.h"
#include "tui/screen_private.h"
#include "tui/signs.h"

/* From text to cells: cleaned, cut, put into the order in which it is seen. */

static bool writable(wchar_t c)
{
	char bytes[64];
	mbstate_t state;

	memset(&state, 0, sizeof(state));
	return wcrtomb(bytes, c, &state) != (size_t)-1;
}

static void put_cell(struct screen *s, int y, int x, enum style style, wchar_t *chars, size_t n)
{
	cchar_t cell;

	chars[n] = L'\0';
	if (setcchar(&cell, chars, s->looks[style].attrs, s->looks[style].pair, NULL) == OK)
		mvadd_wch(y, x, &cell);
}

/* What stands for a character that cannot be shown as it is; 0: it can. */
static wchar_t stand_in(const struct screen *s, wchar_t c)
{
	char plain = s->plain_signs ? sign_plain((uint32_t)c) : 0;

	if (plain || s->utf8 || writable(c))
		return (wchar_t)plain;
	plain = sign_plain((uint32_t)c);
	if (!plain)
		plain = punctuation_plain((uint32_t)c);
	return plain ? (wchar_t)plain : L'?';
}

/* One character with its marks, `width` cells wide, into the cell at y, x. */
static void put_character(
	struct screen *s, int y, int x, enum style style, wchar_t *chars, size_t n, int width)
{
	wchar_t blank[2] = { L' ', L'\0' };
	wchar_t other = stand_in(s, chars[0]);

	if (!other) {
		while (!s->utf8 && n > 1 && !writable(chars[n - 1]))
			n--;
		put_cell(s, y, x, style, chars, n);
		return;
	}
	chars[0] = other;
	put_cell(s, y, x, style, chars, 1);
	for (int i = 1; i < width; i++)
		put_cell(s, y, x + i, style, blank, 1);
}

/* Puts cleaned text that is exactly as wide as its place. */
static void put_cells(
	struct screen *s, int y, int x, enum style style, const char *text, size_t len)
{
	wchar_t chars[CCHARW_MAX + 1];
	size_t n = 0;
	int width = 0;

	for (size_t at = 0; at < len;) {
		size_t used;
		uint32_t cp = text_next(text + at, len - at, &used);
		int wide = text_cell_width(cp);

		at += used;
		if (wide == 0) {
			if (n > 0 && n < CCHARW_MAX)
				chars[n++] = (wchar_t)cp;
			continue;
		}
		if (n > 0) {
			put_character(s, y, x, style, chars, n, width);
			x += width;
		}
		chars[0] = (wchar_t)cp;
		n = 1;
		width = wide;
	}
	if (n > 0)
		put_character(s, y, x, style, chars, n, width);
}

static bool clip(int y, int *x, int *cols)
{
	if (y < 0 || y >= LINES || *x >= COLS)
		return false;
	if (*x < 0) {
		*cols += *x;
		*x = 0;
	}
	if (*cols > COLS - *x)
		*cols = COLS - *x;
	return *cols > 0;
}

/* Cleans and cuts text; answers the columns it takes. `s->fit` is as wide as the field. */
static int fit(struct screen *s, const char *text, size_t len, int cols)
{
	int width;

	str_clear(&s->clean);
	str_clear(&s->fit);
	text_clean(&s->clean, text, len, TEXT_LINE);
	width = text_width(str_text(&s->clean), s->clean.len);
	text_pad(&s->fit, str_text(&s->clean), s->clean.len, cols);
	return width < cols ? width : cols;
}

/* Puts what fit() left. True: it was laid out by `s->bidi`. */
static bool put_fit(struct screen *s, int y, int x, enum style style, enum bidi_line line)
{
	if (!s->turns || !bidi_needed(str_text(&s->fit), s->fit.len)) {
		put_cells(s, y, x, style, str_text(&s->fit), s->fit.len);
		return false;
	}
	bidi_lay(s->bidi, str_text(&s->fit), s->fit.len, line);
	str_clear(&s->seen);
	bidi_write(s->bidi, &s->seen);
	put_cells(s, y, x, style, str_text(&s->seen), s->seen.len);
	return true;
}

static int put_line(struct screen *s, int y, int x, int cols, enum style style, const char *text,
	size_t len, enum bidi_line line)
{
	int width;

	assert(style >= 0 && style < STYLE_COUNT);
	if (!clip(y, &x, &cols))
		return 0;
	width = fit(s, text, len, cols);
	put_fit(s, y, x, style, line);
	return width;
}

int screen_put_n(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, size_t len)
{
	return put_line(s, y, x, cols, style, text, len, BIDI_FIELDS);
}

int screen_put_sentence(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, size_t len)
{
	return put_line(s, y, x, cols, style, text, len, BIDI_SENTENCE);
}

int screen_put_input(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, int column)
{
	int width;
	int from = 0; /* blanks before it */

	if (!clip(y, &x, &cols))
		return 0;
	width = fit(s, text, strlen(text), cols);
	if (!s->turns || !bidi_needed(str_text(&s->fit), s->fit.len)) {
		put_cells(s, y, x, style, str_text(&s->fit), s->fit.len);
	} else {
		bidi_lay(s->bidi, str_text(&s->clean), s->clean.len, BIDI_WHOLE);
		if (bidi_rtl(s->bidi))
			from = cols - width;
		str_clear(&s->seen);
		str_clear(&s->fit);
		for (int i = 0; i < from; i++)
			str_add_c(&s->seen, ' ');
		bidi_write(s->bidi, &s->seen);
		text_pad(&s->fit, str_text(&s->seen), s->seen.len, cols);
		put_cells(s, y, x, style, str_text(&s->fit), s->fit.len);
		if (column >= 0)
			column = from + bidi_column(s->bidi, column);
	}
	if (column >= 0)
		screen_cursor(s, y, x + (column < cols ? column : cols - 1), true);
	return from + width;
}

/* Gives the character at logical column `column` of the text at y, x another look. */
static void mark_cells(
	struct screen *s, int y, int x, int column, int width, enum style style, bool laid)
{
	int at = laid ? bidi_column(s->bidi, column) : column;

	if (at >= 0)
		mvchgat(y, x + at, width, s->looks[style].attrs, s->looks[style].pair, NULL);
}

/* Looks for the marks in the cleaned text and gives what is between them their look. */
static void mark_between(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, bool laid)
{
	bool marked = false;
	struct str part = STR_INIT;
	/* In the last column of what was cut stands the ellipsis. */
	int room = text_width(str_text(&s->clean), s->clean.len) > cols ? cols - 1 : cols;
	int column = 0;

	while (*text) {
		size_t len = strcspn(text, "\002\003");

		str_clear(&part);
		text_clean(&part, text, len, TEXT_LINE);
		for (size_t at = 0; at < part.len;) {
			size_t used;
			int width = text_cell_width(
				text_next(str_text(&part) + at, part.len - at, &used));

			if (marked && width > 0 && column + width <= room)
				mark_cells(s, y, x, column, width, style, laid);
			column += width;
			at += used;
		}
		text += len;
		if (*text)
			marked = *text++ == '\002';
	}
	str_free(&part);
}

void screen_put_marked(struct screen *s, int y, int x, int cols, enum style style,
	enum style marked, const char *text)
{
	struct str plain = STR_INIT;
	bool laid;

	if (!clip(y, &x, &cols))
		return;
	for (const char *c = text; *c; c++)
		if (*c != '\002' && *c != '\003')
			str_add_c(&plain, *c);
	fit(s, str_text(&plain), plain.len, cols);
	laid = put_fit(s, y, x, style, BIDI_FIELDS);
	if (marked != style)
		mark_between(s, y, x, cols, marked, text, laid);
	str_free(&plain);
}

int screen_put(struct screen *s, int y, int x, int cols, enum style style, const char *text)
{
	return screen_put_n(s, y, x, cols, style, text, strlen(text));
}

int screen_width(struct screen *s, const char *text)
{
	str_clear(&s->clean);
	text_clean(&s->clean, text, strlen(text), TEXT_LINE);
	return text_width(str_text(&s->clean), s->clean.len);
}

void screen_put_right(struct screen *s, int y, int x, int cols, enum style style, const char *text)
{
	int width = screen_width(s, text);

	if (width >= cols) {
		screen_put(s, y, x, cols, style, text);
		return;
	}
	screen_put(s, y, x, cols - width, style, "");
	screen_put(s, y, x + cols - width, width, style, text);
}

void screen_rule(struct screen *s, int y, int x, int cols, enum style style, const char *glyph)
{
	for (int i = 0; i < cols; i++)
		screen_put(s, y, x + i, 1, style, glyph);
}

void screen_column(struct screen *s, int y, int x, int rows, enum style style, const char *glyph)
{
	for (int i = 0; i < rows; i++)
		screen_put(s, y + i, x, 1, style, glyph);
}
