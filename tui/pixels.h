/*
 * Pictures as a terminal can show them: two pixels a cell as a half block, shades of a cell where
 * there is little colour, or whole pixels where the terminal draws graphics. Nothing here knows
 * curses, and nothing is written; screen_picture.c does both.
 */
#ifndef AMPARO_TUI_PIXELS_H
#define AMPARO_TUI_PIXELS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

/* Three bytes a pixel, row by row from above. Lent. */
struct pixels {
	int width;
	int height;
	const unsigned char *rgb;
};

/* The pixel at x, y. */
const unsigned char *pixel_at(const struct pixels *p, int x, int y);

/* The nearest of the 256 colours that terminals share (16 to 231 a cube, 232 to 255 greys). */
int pixel_256(const unsigned char *rgb);

/* How bright, 0 to 255 (ITU-R BT.601). */
int pixel_light(const unsigned char *rgb);

/* " ░▒▓█" for a cell of which the upper and the lower half are so bright. */
const char *pixel_shade(int upper, int lower);

/*
 * Appends the picture as sixels (DEC STD 070; "VT330/VT340 Programmer Reference Manual", volume 2,
 * chapter 14), in at most 216 colours, which are mixed.
 */
void sixel_write(const struct pixels *p, struct str *out);

/*
 * Appends the commands of kitty's graphics protocol that show the picture where the cursor stands,
 * in so many cells and behind what is written there, and take it off the screen again.
 */
void kitty_write(const struct pixels *p, int cols, int rows, struct str *out);
void kitty_clear(struct str *out);

/* ---- asking the terminal ---- */

/* What is asked: whether it knows kitty's graphics, then what it is, which every terminal answers.
 */
extern const char graphics_question[];

struct graphics_answer {
	bool kitty;
	bool sixel;
	bool whole; /* the last answer has come */
};

/*
 * Reads what came. `rest` gets the bytes that are no answer: keys that were pressed meanwhile. An
 * answer that is still coming is no rest.
 */
void graphics_read(const char *bytes, size_t len, struct graphics_answer *out, struct str *rest);

#endif
