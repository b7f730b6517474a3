/* The line of keys that work here, and the line for messages below it. */
#ifndef AMPARO_TUI_STATUSLINE_H
#define AMPARO_TUI_STATUSLINE_H

#include <stdint.h>

struct app;

/* Made from the action tables and the keymap: most useful first, as many as fit. */
void statusline_keys(struct app *app, int y, int cols);

/* The key that stands at that column, for the mouse; K_NONE: none does. */
uint32_t statusline_key_at(struct app *app, int x, int cols);

/* The message, with its last line in row `y`. Answers how many lines it took. */
int statusline_say(struct app *app, int y, int cols);

/* A message, else the view's hint, and the number being typed. */
void statusline_message(struct app *app, int y, int cols);

#endif
