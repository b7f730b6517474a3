/*
 * Text being typed: UTF-8 with a cursor that moves by whole characters as people see them (a
 * letter and its marks). Serves one line (prompts, the fields of a form) and several.
 */
#ifndef AMPARO_TUI_INPUT_H
#define AMPARO_TUI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/str.h"

struct input {
	char *text;    /* owned, NUL-terminated UTF-8; NULL while nothing was set */
	size_t len;    /* bytes */
	size_t cap;    /* bytes allocated */
	size_t max;    /* largest len; more is not taken */
	size_t cursor; /* byte before which the next character goes; on a character's edge */
	bool lines;    /* line ends may be typed */
};

enum edit {
	EDIT_LEFT = 1,
	EDIT_RIGHT,
	EDIT_WORD_LEFT,
	EDIT_WORD_RIGHT,
	EDIT_START, /* of the line */
	EDIT_END,
	EDIT_ERASE,       /* the character before the cursor */
	EDIT_ERASE_AHEAD, /* the one behind it */
	EDIT_ERASE_WORD,
	EDIT_ERASE_START, /* from the start of the line to the cursor */
	EDIT_ERASE_END,
};

void input_init(struct input *in, size_t max, bool lines);
void input_free(struct input *in);

/* Never NULL; lent until the next change. */
const char *input_text(const struct input *in);

/* Replaces everything; the cursor goes behind it. Bad UTF-8 and controls are left out. */
void input_set(struct input *in, const char *text);

/* One code point. False: not taken (a control, or there is no more room). */
bool input_type(struct input *in, uint32_t code_point);

/* Bytes, as from a list of choices or the clipboard; bad UTF-8 and controls are left out. */
void input_insert(struct input *in, const char *bytes, size_t len);

/* True when the text or the cursor changed. */
bool input_edit(struct input *in, enum edit what);

/* Puts the cursor on the character edge at or before byte `at`. */
void input_place(struct input *in, size_t at);

/*
 * What one line shows in `columns`: appends cleaned text to `out` (at most that wide) and sets
 * *cursor_column, so that the cursor is always seen.
 */
void input_show(const struct input *in, int columns, struct str *out, int *cursor_column);

/* The byte where the character behind `at` ends, and where the one before it begins. */
size_t input_next_edge(const char *text, size_t len, size_t at);
size_t input_last_edge(const char *text, size_t at);

#endif
