/* Private to screen.c: plain stand-ins for signs that a terminal or its font cannot show. */
#ifndef AMPARO_TUI_SIGNS_H
#define AMPARO_TUI_SIGNS_H

#include <stdint.h>

/* For what the program draws with: lines, bars, arrows, marks, the ellipsis. 0: it is none. */
char sign_plain(uint32_t code_point);

/* For punctuation as people type it: dashes and curly quotes. 0: it is none. */
char punctuation_plain(uint32_t code_point);

#endif
