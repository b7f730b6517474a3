/* Private to screen*.c: pictures in a frame. */
#ifndef AMPARO_TUI_SCREEN_PICTURE_H
#define AMPARO_TUI_SCREEN_PICTURE_H

#include <stdbool.h>

struct screen;

/* How pictures are shown from now on, by the setting; "ask" asks the terminal, once. */
void screen_picture_setup(struct screen *s, const char *how);

/* A new frame: no graphics are wanted yet. */
void screen_picture_begin(struct screen *s);

/* Before the frame's cells are written: takes off what is shown and no longer wanted. True: all
 * cells must be drawn anew for that. */
bool screen_picture_end(struct screen *s);

/* After that. */
void screen_picture_show(struct screen *s);

/* All cells are drawn again, or the terminal is given away: what was shown is no longer there. */
void screen_picture_forget(struct screen *s);

#endif
