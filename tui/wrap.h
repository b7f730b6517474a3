/* Long text broken into lines that fit, at blanks where there are any, never inside a character. */
#ifndef AMPARO_TUI_WRAP_H
#define AMPARO_TUI_WRAP_H

#include <stddef.h>

#include "tui/screen.h"

struct wrap_line {
	size_t start; /* byte of the text */
	size_t len;   /* bytes, without the line end or the blank it was broken at */
};

/*
 * Breaks raw text (LF ends a line) for `columns` > 0; each line shows at most that wide once it is
 * cleaned. *lines is the caller's to free(). At least one line, also of an empty text; at most
 * `max` of them (0: no limit), what follows is left out.
 */
void wrap_text(
	const char *text, size_t len, int columns, size_t max, struct wrap_line **lines, size_t *n);

/* A sentence in a box, in as many rows as it needs and the box has. */
void wrap_put(struct screen *s, struct box b, enum style style, const char *text);

#endif
