/*
 * The terminal: what is drawn goes through here, and what is typed comes from here. No other file
 * knows curses. All text is cleaned (text_clean) on its way to a cell, so that nothing from a case
 * file can steer the terminal or leave its field.
 */
#ifndef AMPARO_TUI_SCREEN_H
#define AMPARO_TUI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/status.h"
#include "model/str.h"
#include "tui/pixels.h"

struct screen;
struct settings;

/* A part of the screen, in cells from the upper left corner. May be empty or of no size. */
struct box {
	int y;
	int x;
	int rows;
	int cols;
};

/* What a cell means; how it looks follows from what the terminal can do. */
enum style {
	STYLE_TEXT,
	STYLE_DIM,      /* less important */
	STYLE_STRONG,   /* more important */
	STYLE_BAR,      /* the line on top */
	STYLE_HEADING,  /* above a group or over columns */
	STYLE_LABEL,    /* the name of a field */
	STYLE_LINK,     /* can be followed */
	STYLE_SELECTED, /* the row that keys act on */
	STYLE_RESTING,  /* the same, where the keys go to another pane */
	STYLE_GOOD,
	STYLE_NEAR,  /* soon; wants attention */
	STYLE_LATE,  /* too late; wrong */
	STYLE_ERROR, /* a message that something failed */
	STYLE_MATCH, /* what was searched for */
	STYLE_INPUT, /* where text is typed */
	STYLE_MARK,  /* a marked row */
	STYLE_TEAM,  /* the levels that do not leave the house */
	STYLE_SEALED,
	STYLE_CHART, /* the bars of a chart */
	STYLE_CODE,  /* in long texts, as are the next two */
	STYLE_QUOTE,
	STYLE_EMPHASIS,
	STYLE_COUNT /* a new style also wants its name in theme.c and a line in share/themes/ */
};

enum event_type {
	EVENT_KEY,
	EVENT_MOUSE,
	EVENT_RESIZE,  /* the size changed; draw anew */
	EVENT_PAUSE,   /* somebody asks us to pause */
	EVENT_RESUMED, /* we were paused; draw anew */
	EVENT_QUIT,    /* a signal asks us to end, or the terminal is gone */
};

enum mouse {
	MOUSE_PRESS,
	MOUSE_DOUBLE, /* the second press of a double click; the first was a MOUSE_PRESS */
	MOUSE_DRAG,   /* it moved to another cell while a button is held */
	MOUSE_RELEASE,
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct event {
	enum event_type type;
	uint32_t key;     /* EVENT_KEY, see key.h */
	bool pasted;      /* it comes from the clipboard, not from fingers */
	enum mouse mouse; /* EVENT_MOUSE, as all that follows */
	int button;       /* 1 left, 2 middle, 3 right; 0: the wheel */
	bool shift;       /* held; most terminals keep Shift and the mouse for themselves */
	bool alt;
	bool control;
	int y; /* may be outside the screen while it is dragged */
	int x;
};

/*
 * Takes the terminal over. Where that cannot be, answers ST_IO with a sentence in `why`, and *out
 * is NULL.
 */
enum status screen_open(struct screen **out, struct str *why) MUST_USE;
void screen_close(struct screen *s); /* NULL is fine */

/*
 * Does as these settings say from now on; what is shown must be drawn again. What is wrong in the
 * theme is appended to `problems`, a line each.
 */
void screen_apply(struct screen *s, const struct settings *settings, struct str *problems);

/*
 * The locale's encoding, where it is not UTF-8, so that letters of other scripts are shown as '?';
 * NULL where it is.
 */
const char *screen_encoding(const struct screen *s);

int screen_rows(const struct screen *s);
int screen_cols(const struct screen *s);

/*
 * The next event; waits at most `ms` milliseconds (-1: for ever). False: nothing came.
 */
bool screen_read(struct screen *s, int ms, struct event *out);

/* Whether something waits to be read. Cheap: asked while SQLite reads. */
bool screen_waiting(const struct screen *s);

/* Milliseconds of a clock that only goes forward. */
int64_t screen_clock(void);

/* A frame: clear, put, show. The cursor is hidden unless screen_cursor() shows it. */
void screen_clear(struct screen *s);
void screen_show(struct screen *s);

/*
 * Puts text into exactly `cols` cells of one row: cut with an ellipsis, or filled up with blanks.
 * What is outside the screen is left out. Answers the columns that the text itself took.
 */
int screen_put(struct screen *s, int y, int x, int cols, enum style style, const char *text);
int screen_put_n(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, size_t len);

/* The same for a line of the program's own words, which may begin with a Hebrew name; see bidi.h.
 */
int screen_put_sentence(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, size_t len);

/*
 * Puts a line that is being typed, as input_show() gave it, and the cursor `column` columns behind
 * its start, or nowhere (-1). What begins at the right, as Hebrew does, stands at the right.
 * Answers the columns from `x` to its end.
 */
int screen_put_input(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, int column);

/* Puts text in which \002 and \003 stand around what is to look like `marked`. */
void screen_put_marked(struct screen *s, int y, int x, int cols, enum style style,
	enum style marked, const char *text);

/* As screen_put(), flush with the right edge. */
void screen_put_right(struct screen *s, int y, int x, int cols, enum style style, const char *text);

/* Columns that text will take once it is cleaned. */
int screen_width(struct screen *s, const char *text);

/* How pictures are shown. */
enum pictures {
	PICTURES_SHADES, /* without colour: blocks of more or less ink */
	PICTURES_BLOCKS, /* two pixels a cell, as a half block in two colours */
	PICTURES_SIXEL,  /* by the terminal */
	PICTURES_KITTY,
};

/* The pixels that fill so many cells here, be they halves of cells or the terminal's own. */
void screen_picture_size(const struct screen *s, int rows, int cols, int *height, int *width);

/*
 * Puts a picture into the box, from its upper left corner; it is not scaled. `number` is another
 * whenever the picture is. The pixels are lent until screen_show().
 */
void screen_picture(struct screen *s, struct box b, const struct pixels *p, int64_t number);

/* Repeats one glyph ("─"). */
void screen_rule(struct screen *s, int y, int x, int cols, enum style style, const char *glyph);
void screen_column(struct screen *s, int y, int x, int rows, enum style style, const char *glyph);

/*
 * Where the terminal's cursor stands: at the selected row (unseen, but readers of the screen for
 * the blind follow it), or, `seen`, where text is typed.
 */
void screen_cursor(struct screen *s, int y, int x, bool seen);

#define CLIPBOARD_MAX 74000 /* bytes: what xterm takes, as base64 */

enum clipboard {
	CLIPBOARD_DONE,
	CLIPBOARD_TOO_LONG, /* more than CLIPBOARD_MAX; nothing was sent */
	CLIPBOARD_NONE,     /* the terminal is not known to have one */
};

/*
 * Puts text, cleaned, on the terminal's clipboard (OSC 52). Whether the terminal lets a program do
 * that, it does not say.
 */
enum clipboard screen_clipboard(struct screen *s, const char *text);

/* Hands the terminal to another program (an editor), and takes it back. */
void screen_leave(struct screen *s);
void screen_return(struct screen *s);

/* Pauses this program, as ^Z does; returns when it goes on. */
void screen_pause(struct screen *s);

/* All cells are drawn again at the next frame, whatever stands there. */
void screen_redraw(struct screen *s);

/* The signal that asked us to end; 0: none. */
int screen_signal(void);

#endif
