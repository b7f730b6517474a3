/*
 * Hebrew and Arabic on terminals that show cells from left to right as they come: a line's
 * characters are put into the order in which they are seen (Unicode's bidirectional algorithm,
 * UAX 9, by FriBidi), brackets in runs from right to left are turned round, and Arabic letters
 * take the form that joins them, where it is as wide. A character and its marks stay together.
 *
 * Each field stands alone: what is put on the screen at once, and within it what stands between
 * " › ", " · " or two blanks, with the direction of its first letter. The fields themselves
 * follow one another from left to right.
 */
#ifndef AMPARO_TUI_BIDI_H
#define AMPARO_TUI_BIDI_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

struct bidi; /* one line, and the memory for the next */

struct bidi *bidi_new(void);
void bidi_free(struct bidi *b); /* NULL is fine */

/* Whether any letter may run from right to left. Cheap; "no" is certain. */
bool bidi_needed(const char *text, size_t len);

/* Whether the terminal that we run on is known to turn text round itself. */
bool bidi_terminal(void);

/* How a line is to be read. */
enum bidi_line {
	BIDI_FIELDS,
	BIDI_WHOLE,    /* it is one field, whatever stands in it */
	BIDI_SENTENCE, /* or words of the program, which run as its language does, from the left: a
			  name at their beginning does not turn them round */
};

/* Lays out a line of cleaned text, from which what does not fit has been cut already. */
void bidi_lay(struct bidi *b, const char *text, size_t len, enum bidi_line line);

/* Appends the line as it is seen from left to right. It is as wide as it was. */
void bidi_write(const struct bidi *b, struct str *out);

/* Whether the line begins at the right. */
bool bidi_rtl(const struct bidi *b);

/*
 * Where the character is seen that begins `column` columns from the line's start; at or behind the
 * line's end, where the next one would be: -1 in a line that begins at the right.
 */
int bidi_column(const struct bidi *b, int column);

#endif
