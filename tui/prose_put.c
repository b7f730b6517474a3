#include "config.h"

#include <string.h>

#include "model/text.h"
#include "tui/prose.h"

/* Whether anything in it is written from right to left. */
static bool runs_leftward(const char *text)
{
	size_t len = strlen(text), used;

	for (size_t at = 0; at < len; at += used) {
		uint32_t c = text_next(text + at, len - at, &used);

		if ((c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) ||
			(c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
			(c >= 0x1e800 && c <= 0x1efff))
			return true;
	}
	return false;
}

/* A piece of the line, in as many columns as it takes; answers them. */
static int put_piece(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, size_t len)
{
	struct str clean = STR_INIT;
	int width;

	text_clean(&clean, text, len, TEXT_LINE);
	width = text_width(str_text(&clean), clean.len);
	if (width > cols)
		width = cols;
	screen_put_n(s, y, x, width, style, text, len);
	str_free(&clean);
	return width;
}

void prose_put(struct screen *s, int y, int x, int cols, const struct prose_line *l, enum style bar,
	size_t link)
{
	int end = x + cols;

	screen_put(s, y, x, cols, bar, "");
	/* Pieces that stand in another order than they are read in cannot be set one by one. */
	if (runs_leftward(l->text)) {
		x += put_piece(s, y, x, cols, bar, l->text, l->margin);
		screen_put(s, y, x, end - x, bar, l->text + l->margin);
		return;
	}
	for (size_t i = 0; i < l->n_runs && x < end; i++) {
		const struct prose_run *r = &l->runs[i];
		bool plain = bar == STYLE_TEXT || (r->link != PROSE_NO_LINK && r->link == link);

		x += put_piece(
			s, y, x, end - x, plain ? r->style : bar, l->text + r->start, r->len);
	}
}
