/* Private to screen*.c: the terminal, and what is needed between a text and its cells. */
#ifndef AMPARO_TUI_SCREEN_PRIVATE_H
#define AMPARO_TUI_SCREEN_PRIVATE_H

#include <curses.h>
#include <stdbool.h>

#include "model/str.h"
#include "tui/screen.h"
#include "tui/style.h"

struct bidi;
struct screen_input;

struct screen {
	SCREEN *curses;
	struct screen_input *input; /* owned */
	struct look looks[STYLE_COUNT];
	bool utf8;         /* the locale's encoding is UTF-8 */
	bool plain_signs;  /* our own signs are drawn with plain letters */
	struct str clean;  /* scratch: the text, cleaned */
	struct str fit;    /* scratch: cut and filled up */
	struct str seen;   /* scratch: in the order in which it is seen */
	struct bidi *bidi; /* owned */
	bool turns;        /* Hebrew and Arabic are turned round here, not by the terminal */
	bool title;        /* the window is called after us */
	int cursor_y;
	int cursor_x;
	bool cursor_seen;
};

#endif
