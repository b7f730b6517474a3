/* Private to screen_input.c: the mouse, as terminals that speak xterm's language report it. */
#ifndef AMPARO_TUI_SCREEN_MOUSE_H
#define AMPARO_TUI_SCREEN_MOUSE_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/screen.h"

/* What asks a terminal for presses, releases, drags and the wheel, and what asks for no more. */
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"

/* A report begins with one of these. */
#define MOUSE_SGR "\033[<" /* then decimal numbers: what xterm and most others send */
#define MOUSE_OLD "\033[M" /* then three bytes: terminals that do not know the former */

/* A report whose bytes are still coming, and what makes two clicks one. All zero to begin with. */
struct screen_mouse {
	enum { REPORT_NONE, REPORT_SGR, REPORT_OLD } report;
	int numbers[3]; /* button and modifiers, column, row */
	int n;          /* how many there are */
	bool digits;    /* of the last one, some were read */
	int64_t click_at;
	int click_y;
	int click_x;
};

/* The report begins. */
void screen_mouse_begin(struct screen_mouse *m, bool sgr);

/*
 * Its next byte; `m->report` is REPORT_NONE once it was the last, or when it cannot belong to a
 * report. True: *out was filled. `now` is screen_clock().
 */
bool screen_mouse_byte(struct screen_mouse *m, int byte, int64_t now, struct event *out);

#endif
