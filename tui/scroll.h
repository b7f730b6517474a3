/*
 * Lines that are all in memory: a cursor among them, and the first one on the screen. A view that
 * lends its pane such a scroll (pane->scroll) is moved in and pointed at without code of its own.
 * For lists of any length there is tui/list.h.
 */
#ifndef AMPARO_TUI_SCROLL_H
#define AMPARO_TUI_SCROLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum move {
	MOVE_DOWN, /* by n rows */
	MOVE_UP,
	MOVE_PAGE_DOWN, /* by n screens */
	MOVE_PAGE_UP,
	MOVE_HALF_DOWN,
	MOVE_HALF_UP,
	MOVE_TOP,
	MOVE_END,
	MOVE_PLACE, /* to row n, counted from 1 */
	MOVE_SHARE, /* to n of a hundred of the rows */
};

/* `rests` says on which lines the cursor may stand; NULL: on all. */
struct scroll {
	size_t n;
	size_t cursor;
	size_t top;
	int head;   /* rows of the view above the lines */
	int height; /* rows on the screen for them */
	bool (*rests)(const void *arg, size_t row);
	const void *arg;
};

bool scroll_rests(const struct scroll *s, size_t row);

bool scroll_move(struct scroll *s, enum move move, int64_t n);

/* The same for text without a row to select: moving scrolls. */
bool scroll_text(struct scroll *s, enum move move, int64_t n);

/* After `n` or `height` changed: the cursor is on a row that is there, and on the screen. */
void scroll_fix(struct scroll *s);

/* Selects the row on line `line` of the scroll; false: none, or none to rest on. */
bool scroll_point(struct scroll *s, int line);

#endif
