/*
 * A program on a terminal of our own: a pseudo-terminal with libvterm behind it, whose cells can
 * be read. Nothing here sleeps: waiting is poll() on the pseudo-terminal until the screen shows
 * what is waited for, or the time is up.
 */
#ifndef AMPARO_TESTS_TERM_H
#define AMPARO_TESTS_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#define TERM_PATIENCE 10000 /* milliseconds that a wait usually has; sanitizers are slow */

struct term;

struct term_options {
	int rows;
	int cols;
	const char *dir;        /* the program's working folder */
	const char *home;       /* HOME and the parent of all XDG folders */
	const char *const *env; /* NAME=VALUE each, over the rest, ended by NULL; NULL: none */
};

/*
 * Starts argv[0] with a fixed environment (dates, locale, terminal; what it inherits is PATH,
 * AMPARO_DATADIR and the sanitizers' options). Ends the test on failure.
 */
struct term *term_start(const char *const *argv, const struct term_options *o);

/* Hangs up, waits for the end of the program, frees. NULL is fine. */
void term_close(struct term *t);

pid_t term_pid(const struct term *t);

/* Reads what the program has written, waiting up to `ms` for the first byte. False: it has hung up.
 */
bool term_pump(struct term *t, int ms);

/* Bytes read from the program so far, and when (term_clock()) the last of them came. */
uint64_t term_bytes(const struct term *t);
double term_heard(const struct term *t);

/* Also hands every byte that the program writes to `fn`. */
void term_tap(struct term *t, void (*fn)(void *arg, const char *bytes, size_t len), void *arg);

enum term_rest {
	TERM_RESTS,   /* it has read all keys and waits for more */
	TERM_WORKS,   /* it did not come to rest in time */
	TERM_STOPPED, /* by ^Z or a signal */
	TERM_ENDED,
};

/* Reads until the program rests, for at most `ms`. Without /proc it never seems to. */
enum term_rest term_rest(struct term *t, int ms);

void term_send(struct term *t, const char *bytes, size_t len);

/*
 * A key by its name: one character, or Enter Esc Tab S-Tab Backspace Space Up Down Left Right
 * Home End PgUp PgDn Ins Del F1..F12, C-x for Control, M-x for Alt. False: no such name.
 */
bool term_key(struct term *t, const char *name);

/*
 * The mouse at a cell: moves it there, presses and lets go a button (1 left, 2 middle, 3 right, 4
 * and 5 the wheel up and down). The program hears of what it asked for.
 */
void term_mouse_move(struct term *t, int row, int col);
void term_mouse_button(struct term *t, int button, bool pressed);

/* Changes the size; the program gets SIGWINCH. */
void term_resize(struct term *t, int rows, int cols);

/* A row as people see it, without the blanks at its end. The caller frees it. */
char *term_row(const struct term *t, int row);

/* Whether a row holds `text`. */
bool term_shows(const struct term *t, const char *text);

/* Waits until `text` is on the screen, or (shown false) is not. False: it did not happen in time.
 */
bool term_wait(struct term *t, const char *text, bool shown, int ms);

/*
 * Reads until the program has been silent for `ms`. For writing expected screens, not for
 * checking them.
 */
void term_settle(struct term *t, int ms);

/* Waits for the program's end. False: it is still there. *status is as waitpid() gives it. */
bool term_wait_exit(struct term *t, int ms, int *status);

void term_size(const struct term *t, int *rows, int *cols);
void term_cursor(const struct term *t, int *row, int *col);
void term_cell(const struct term *t, int row, int col, VTermScreenCell *out);

/* What the program put on the clipboard last (OSC 52), decoded; "" while nothing was. Lent. */
const char *term_clipboard(const struct term *t);

/* The name of the window; "" while it was given none. Lent. */
const char *term_title(const struct term *t);

/* What the program has to put back when it ends. */
struct term_modes {
	bool altscreen;
	bool cursor_visible;
	bool mouse;
	struct termios tty;
};
void term_modes(const struct term *t, struct term_modes *out);

/* Monotonic time in milliseconds. */
double term_clock(void);

#endif
