#include "config.h"

#include "tui/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"
#include "tui/input.h"

struct wrap {
	struct wrap_line *lines;
	size_t n;
	size_t cap;
	size_t max;
};

static bool full(const struct wrap *w)
{
	return w->max && w->n >= w->max;
}

static void add_line(struct wrap *w, size_t start, size_t end)
{
	if (full(w))
		return;
	if (w->n == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 16;
		w->lines = mem_resize(w->lines, w->cap, sizeof(*w->lines));
	}
	w->lines[w->n++] = (struct wrap_line){ start, end - start };
}

/* Columns that the character at text[at..end) takes once it is cleaned. */
static int character_width(const char *text, size_t at, size_t end, struct str *scratch)
{
	unsigned char c = (unsigned char)text[at];

	if (end - at == 1 && c >= 0x20 && c < 0x7f)
		return 1;
	str_clear(scratch);
	text_clean(scratch, text + at, end - at, TEXT_LINE);
	return text_width(str_text(scratch), scratch->len);
}

/* One line of the text without its line end; text[start..end). */
static void wrap_line(struct wrap *w, const char *text, size_t start, size_t end, int columns,
	struct str *scratch)
{
	size_t at = start;
	size_t blank = start; /* the last blank after which the line can be broken */
	int width = 0;

	while (at < end && !full(w)) {
		size_t next = input_next_edge(text, end, at);
		int wide = character_width(text, at, next, scratch);

		bool is_blank = text[at] == ' ' && next == at + 1;

		if (is_blank)
			blank = at;
		if (width + wide <= columns || at == start) {
			width += wide;
			at = next;
			continue;
		}
		if (is_blank) {
			add_line(w, start, at);
			start = at = next;
		} else if (blank > start) {
			add_line(w, start, blank);
			start = at = blank + 1;
		} else {
			add_line(w, start, at);
			start = at;
		}
		blank = start;
		width = 0;
	}
	add_line(w, start, end);
}

void wrap_text(
	const char *text, size_t len, int columns, size_t max, struct wrap_line **lines, size_t *n)
{
	struct wrap w = { .max = max };
	struct str scratch = STR_INIT;
	size_t start = 0;

	if (columns < 1)
		columns = 1;
	for (size_t at = 0; at <= len && !full(&w); at++) {
		if (at < len && text[at] != '\n')
			continue;
		wrap_line(&w, text, start, at, columns, &scratch);
		start = at + 1;
	}
	str_free(&scratch);
	*lines = w.lines;
	*n = w.n;
}

void wrap_put(struct screen *s, struct box b, enum style style, const char *text)
{
	struct wrap_line *lines;
	size_t n;

	if (b.rows < 1 || b.cols < 1)
		return;
	wrap_text(text, strlen(text), b.cols, (size_t)b.rows, &lines, &n);
	for (size_t i = 0; i < n; i++)
		screen_put_n(
			s, b.y + (int)i, b.x, b.cols, style, text + lines[i].start, lines[i].len);
	free(lines);
}
