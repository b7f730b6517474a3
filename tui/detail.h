/* A list, and what is known of its selected row: beside it where there is room, else below. */
#ifndef AMPARO_TUI_DETAIL_H
#define AMPARO_TUI_DETAIL_H

#include "model/history.h"
#include "tui/change_lines.h"
#include "tui/view.h"

struct detail {
	struct box list;
	struct box box; /* no rows: there is no room for it */
	bool below;     /* under the list, with a line between */
	struct change_lines lines;
	size_t top; /* the first line on the screen */
};

/*
 * Shares the box out; the list has `rows` rows, and a head. What was made for another width must be
 * made anew.
 */
void detail_split(struct detail *d, struct box all, size_t rows);

/* Takes what a change says; NULL: nothing. */
void detail_take(struct detail *d, const struct history_change *c);
void detail_free(struct detail *d);

/* `name` says what it is of. */
void detail_draw(struct pane *p, const struct detail *d, const char *name);

/* The rows further down (`by` > 0) or up; true when something moved. */
bool detail_move(struct detail *d, int by);

#endif
