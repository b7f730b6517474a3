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

/* What the terminal draws itself, over blank cells. */
struct graphic {
	bool wanted; /* in this frame */
	struct box box;
	int64_t number;
	struct pixels pixels; /* lent until the frame is shown */
	bool shown;           /* stands on the terminal */
	struct box shown_box;
	int64_t shown_number;
};

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
	enum pictures pictures;
	enum pictures asked; /* what the terminal said; PICTURES_SHADES: it was not asked */
	struct graphic graphic;
	int cursor_y;
	int cursor_x;
	bool cursor_seen;
};

#endif
