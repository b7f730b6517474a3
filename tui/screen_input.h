/* Private to screen.c: keys, the mouse and pasted text, from the terminal's bytes. */
#ifndef AMPARO_TUI_SCREEN_INPUT_H
#define AMPARO_TUI_SCREEN_INPUT_H

#include <stdbool.h>

#include "tui/screen.h"

struct screen_input;

/* Once curses runs. Asks the terminal for the mouse, and to mark pasted text. */
struct screen_input *screen_input_new(void);
void screen_input_free(struct screen_input *in);

void screen_input_on(struct screen_input *in);
void screen_input_off(struct screen_input *in);

/* Whether the mouse is asked for; at first it is. */
void screen_input_mouse(struct screen_input *in, bool use);

/* The next event that is there already. */
bool screen_input_take(struct screen_input *in, struct event *out);

/* Waits for bytes or a signal; false when `ms` went by without. */
bool screen_input_wait(struct screen_input *in, int ms);

bool screen_input_ready(const struct screen_input *in);

/* Takes the terminal's size over into curses. */
void screen_fit(void);

#endif
