/*
 * Keys as numbers and as names. A key is a Unicode code point, a control character, or one of
 * the codes below; K_ALT is added when Alt was held. Names are those of keys.conf: one character,
 * ^X (or C-x), M-x, Space, Enter, Tab, S-Tab, Esc, Backspace, Up, PgDn, F1 and so on.
 */
#ifndef AMPARO_TUI_KEY_H
#define AMPARO_TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/str.h"

enum {
	K_NONE = 0,
	K_TAB = 0x09,
	K_ENTER = 0x0d,
	K_ESC = 0x1b,
	K_SPACE = 0x20,
	K_BACKSPACE = 0x7f,
	K_UP = 0x110000,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_WORD_LEFT,
	K_WORD_RIGHT,
	K_PGUP,
	K_PGDN,
	K_HOME,
	K_END,
	K_INS,
	K_DEL,
	K_BACKTAB,
	K_F1,
	K_F12 = K_F1 + 11,
	K_ALT = 0x1000000,
};

#define K_CTRL(letter) ((uint32_t)(letter)&0x1f)

/* The key of that name; false when there is none. */
bool key_parse(const char *name, size_t len, uint32_t *out);

/* Appends the key's name. */
void key_write(uint32_t key, struct str *out);

/* Whether the key stands for text that can be typed into a line. */
bool key_is_text(uint32_t key);

#endif
