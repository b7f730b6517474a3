/*
 * How a view draws its lines: the bar and the mark of the selected one, headings among them, and
 * what is said where there are none.
 */
#ifndef AMPARO_TUI_ROWS_H
#define AMPARO_TUI_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/screen.h"

#define GUTTER 2 /* columns before a row, where its mark stands */

struct pane;

/* Of all that stands in the selected row; STYLE_TEXT: it is not selected. */
enum style row_style(bool selected, bool focused);

/* `own` where the row is not selected. row_whole() also draws the whole row in it. */
enum style row_or(enum style bar, enum style own);
enum style row_whole(struct pane *p, int y, enum style bar, enum style own);

/* The same as row_style(); and the selected row's bar with its mark over `line`, the cursor on it.
 */
enum style row_bar(struct screen *s, struct box line, bool selected, bool focused);

/* Draws line `row` of a view over its bar; `bar` as row_style() says. */
typedef void row_fn(struct pane *p, size_t row, int y, enum style bar);

/* Those lines of the pane's scroll that are on the screen. */
void rows_draw(struct pane *p, bool focused, row_fn *draw);

/* A heading among them, and a rule behind it to the end of the line. */
void rows_heading(struct pane *p, int y, const char *text);

/* What is said in place of lines, in as many rows as it needs; rows_none_in() leaves the first row
 * of `b` free where there are some. */
void rows_none(struct pane *p, const char *text);
void rows_none_in(struct pane *p, struct box b, const char *text);

#endif
