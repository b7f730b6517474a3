/* Private to screen.c: how each style looks on this terminal. */
#ifndef AMPARO_TUI_STYLE_H
#define AMPARO_TUI_STYLE_H

#include <curses.h>

#include "tui/screen.h"
#include "tui/theme.h"

struct look {
	attr_t attrs;
	short pair; /* of colours; 0: the terminal's own */
};

/* Whether there are colours, and the user wants them: $NO_COLOR, see no-color.org. */
bool style_wants_colour(void);

/* Fills the table for this terminal from the theme. Curses must have been started. */
void style_setup(struct look looks[STYLE_COUNT], const struct theme *theme);

#endif
