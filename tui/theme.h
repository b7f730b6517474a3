/*
 * Themes: how each style looks, as lines `style NAME INK GROUND [ATTRIBUTE...]` of a file; see
 * share/themes/either.theme. Nothing here knows curses.
 */
#ifndef AMPARO_TUI_THEME_H
#define AMPARO_TUI_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"
#include "tui/screen.h"

#define COLOUR_DEFAULT (-1) /* the terminal's own */

enum paint_attribute {
	PAINT_BOLD = 1 << 0,
	PAINT_DIM = 1 << 1,
	PAINT_ITALIC = 1 << 2,
	PAINT_UNDERLINE = 1 << 3,
	PAINT_REVERSE = 1 << 4,
};

struct colour {
	short of16;  /* 0 to 15, or COLOUR_DEFAULT */
	short of256; /* the same where there are 256 of them */
};

struct paint {
	struct colour ink;
	struct colour ground;
	unsigned attributes; /* of enum paint_attribute */
};

struct theme {
	struct paint paints[STYLE_COUNT];
	bool given[STYLE_COUNT]; /* a line said so; the others are as plain text */
};

/* The name of a style in the files. */
const char *style_name(enum style style);

/* Reads lines over what is in the theme already. Answers how many were wrong. */
size_t theme_read(
	struct theme *theme, const char *name, const char *text, size_t len, struct str *errors);

/*
 * The theme of that name: the one that ships, and over it the user's own of the same name.
 * Mistakes have a sentence each in `errors`. False: there is neither; the sentence says so, and
 * *theme is plain text throughout.
 */
bool theme_load(struct theme *theme, const char *name, struct str *errors);

/* The n-th of those that ship; NULL behind the last. */
const char *theme_shipped(size_t n);

/* Calls `take` with the name of each theme of the user's own that does not also ship. */
void theme_own(void (*take)(void *arg, const char *name), void *arg);

/* What "auto" is, from what the terminal says of its ground in $COLORFGBG; other names are kept. */
const char *theme_resolve(const char *name);

#endif
