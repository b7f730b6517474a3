/* Private to screen.c: how each style looks. */
#ifndef AMPARO_TUI_STYLE_H
#define AMPARO_TUI_STYLE_H

#include <curses.h>

#include "tui/screen.h"

struct look {
	attr_t attrs;
	short pair; /* of colours; 0: the terminal's own */
};

/*
 * Fills the table for this terminal. Without colours (also when $NO_COLOR is set, see no-color.org)
 * meaning is carried by bold, underline and reverse alone. Curses must have been started.
 */
void style_setup(struct look looks[STYLE_COUNT]);

#endif
