/*
 * A record that was changed while its form was open: view_stale.c finds what both sides changed and
 * answers keys, stale_draw.c lays it out and draws. Private to these two.
 */
#ifndef AMPARO_TUI_STALE_H
#define AMPARO_TUI_STALE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"
#include "model/str.h"
#include "tui/merge.h"
#include "tui/view.h"

enum side { SIDE_WAS, SIDE_YOURS, SIDE_THEIRS, SIDES };

/* A field that both changed. */
struct conflict {
	int field;
	struct str texts[SIDES];
};

struct stale_row; /* a line of the layout */

struct stale {
	struct pane *form;
	struct merge merge;
	struct conflict *conflicts; /* owned */
	size_t n;
	size_t at;              /* the one that keys act on */
	struct stale_row *rows; /* owned; how it was laid out last */
	size_t n_rows;
	size_t cap_rows;
	size_t top;
	int rows_then; /* the size of the last frame */
	int cols_then;
	bool follow;     /* the chosen one is to be seen; else it was scrolled away */
	struct str what; /* what happened, in a sentence */
};

/* A field's value as it is shown; appended. */
void stale_add_value(const struct record *r, int field, struct str *out);

/* Lays out for the pane's size, and draws; the view's `draw`. */
void stale_draw(struct pane *p, bool focused);

/*
 * What the last frame shows at that cell of the screen. False: nothing that can be chosen. *side is
 * -1 where the cell belongs to no side.
 */
bool stale_at(const struct pane *p, int y, int x, size_t *conflict, int *side);

#endif
