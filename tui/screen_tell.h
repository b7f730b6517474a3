/* Private to screen*.c and guard.c: what is told to the terminal beside its cells. */
#ifndef AMPARO_TUI_SCREEN_TELL_H
#define AMPARO_TUI_SCREEN_TELL_H

#include <stdbool.h>
#include <stddef.h>

/* The window's name: keeps the one it has and says ours, which names nobody; brings it back. */
#define TITLE_ON "\033[22;2t\033]2;Amparo\a"
#define TITLE_OFF "\033[23;2t"

/* Writes all of it, past curses. */
void screen_send(const char *bytes, size_t len);

/* Whether the terminal takes operating system commands (ESC ]); others would print them. */
bool screen_takes_osc(void);

void screen_title_on(void);
void screen_title_off(void);

#endif
