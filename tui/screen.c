#include "config.h"

#include "tui/screen.h"

#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/guard.h"
#include "tui/screen_input.h"
#include "tui/settings.h"
#include "tui/signs.h"
#include "tui/style.h"

struct screen {
	SCREEN *curses;
	struct screen_input *input; /* owned */
	struct look looks[STYLE_COUNT];
	bool utf8;        /* the locale's encoding is UTF-8 */
	bool plain_signs; /* our own signs are drawn with plain letters */
	struct str clean; /* scratch: the text, cleaned */
	struct str fit;   /* scratch: cut and filled up */
	int cursor_y;
	int cursor_x;
	bool cursor_seen;
};

static bool writable(wchar_t c)
{
	char bytes[64];
	mbstate_t state;

	memset(&state, 0, sizeof(state));
	return wcrtomb(bytes, c, &state) != (size_t)-1;
}

static bool start_curses(struct screen *s, struct str *why)
{
	const char *name = getenv("TERM");

	s->curses = newterm(NULL, stdout, stdin);
	if (!s->curses) {
		str_addf(why,
			_("This terminal calls itself '%.40s', which is not known here; set TERM "
			  "to "
			  "one that is, such as xterm or vt100."),
			name ? name : "");
		return false;
	}
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	curs_set(0);
	return true;
}

enum status screen_open(struct screen **out, struct str *why)
{
	struct screen *s;

	*out = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		str_add(why,
			_("The interface needs a terminal; 'amparo help' lists the commands that "
			  "work without one."));
		return ST_IO;
	}
	if (!guard_start(STDIN_FILENO)) {
		str_addf(why, _("The interface cannot start: %s."), strerror(errno));
		return ST_IO;
	}
	s = mem_zero(sizeof(*s));
	s->utf8 = !strcmp(nl_langinfo(CODESET), "UTF-8");
	if (!start_curses(s, why)) {
		guard_end();
		free(s);
		return ST_IO;
	}
	s->input = screen_input_new();
	guard_arm();
	*out = s;
	return ST_OK;
}

void screen_close(struct screen *s)
{
	if (!s)
		return;
	screen_input_off(s->input);
	curs_set(1);
	endwin();
	guard_end();
	screen_input_free(s->input);
	delscreen(s->curses);
	str_free(&s->clean);
	str_free(&s->fit);
	free(s);
}

void screen_apply(struct screen *s, const struct settings *settings, struct str *problems)
{
	enum setting_switch ascii = settings_switch(settings, SETTING_ASCII);
	const char *name = theme_resolve(settings_text(settings, SETTING_THEME));
	struct theme theme;

	theme_load(&theme, style_wants_colour() ? name : "mono", problems);
	style_setup(s->looks, &theme);
	s->plain_signs = ascii == SWITCH_ON || (ascii == SWITCH_AUTO && !s->utf8);
	screen_input_mouse(s->input, settings_on(settings, SETTING_MOUSE));
	screen_redraw(s);
}

const char *screen_encoding(const struct screen *s)
{
	return s->utf8 ? NULL : nl_langinfo(CODESET);
}

int screen_rows(const struct screen *s)
{
	(void)s;
	return LINES;
}

int screen_cols(const struct screen *s)
{
	(void)s;
	return COLS;
}

void screen_clear(struct screen *s)
{
	erase();
	s->cursor_seen = false;
	s->cursor_y = s->cursor_x = 0;
}

void screen_show(struct screen *s)
{
	if (s->cursor_y >= 0 && s->cursor_y < LINES && s->cursor_x >= 0 && s->cursor_x < COLS)
		move(s->cursor_y, s->cursor_x);
	curs_set(s->cursor_seen ? 1 : 0);
	refresh();
}

static void put_cell(struct screen *s, int y, int x, enum style style, wchar_t *chars, size_t n)
{
	cchar_t cell;

	chars[n] = L'\0';
	if (setcchar(&cell, chars, s->looks[style].attrs, s->looks[style].pair, NULL) == OK)
		mvadd_wch(y, x, &cell);
}

/* What stands for a character that cannot be shown as it is; 0: it can. */
static wchar_t stand_in(const struct screen *s, wchar_t c)
{
	char plain = s->plain_signs ? sign_plain((uint32_t)c) : 0;

	if (plain || s->utf8 || writable(c))
		return (wchar_t)plain;
	plain = sign_plain((uint32_t)c);
	if (!plain)
		plain = punctuation_plain((uint32_t)c);
	return plain ? (wchar_t)plain : L'?';
}

/* One character with its marks, `width` cells wide, into the cell at y, x. */
static void put_character(
	struct screen *s, int y, int x, enum style style, wchar_t *chars, size_t n, int width)
{
	wchar_t blank[2] = { L' ', L'\0' };
	wchar_t other = stand_in(s, chars[0]);

	if (!other) {
		while (!s->utf8 && n > 1 && !writable(chars[n - 1]))
			n--;
		put_cell(s, y, x, style, chars, n);
		return;
	}
	chars[0] = other;
	put_cell(s, y, x, style, chars, 1);
	for (int i = 1; i < width; i++)
		put_cell(s, y, x + i, style, blank, 1);
}

/* Puts cleaned text that is exactly as wide as its place. */
static void put_cells(
	struct screen *s, int y, int x, enum style style, const char *text, size_t len)
{
	wchar_t chars[CCHARW_MAX + 1];
	size_t n = 0;
	int width = 0;

	for (size_t at = 0; at < len;) {
		size_t used;
		uint32_t cp = text_next(text + at, len - at, &used);
		int wide = text_cell_width(cp);

		at += used;
		if (wide == 0) {
			if (n > 0 && n < CCHARW_MAX)
				chars[n++] = (wchar_t)cp;
			continue;
		}
		if (n > 0) {
			put_character(s, y, x, style, chars, n, width);
			x += width;
		}
		chars[0] = (wchar_t)cp;
		n = 1;
		width = wide;
	}
	if (n > 0)
		put_character(s, y, x, style, chars, n, width);
}

static bool clip(int y, int *x, int *cols)
{
	if (y < 0 || y >= LINES || *x >= COLS)
		return false;
	if (*x < 0) {
		*cols += *x;
		*x = 0;
	}
	if (*cols > COLS - *x)
		*cols = COLS - *x;
	return *cols > 0;
}

int screen_put_n(
	struct screen *s, int y, int x, int cols, enum style style, const char *text, size_t len)
{
	int width;

	assert(style >= 0 && style < STYLE_COUNT);
	if (!clip(y, &x, &cols))
		return 0;
	str_clear(&s->clean);
	str_clear(&s->fit);
	text_clean(&s->clean, text, len, TEXT_LINE);
	width = text_width(str_text(&s->clean), s->clean.len);
	text_pad(&s->fit, str_text(&s->clean), s->clean.len, cols);
	put_cells(s, y, x, style, str_text(&s->fit), s->fit.len);
	return width < cols ? width : cols;
}

int screen_put(struct screen *s, int y, int x, int cols, enum style style, const char *text)
{
	return screen_put_n(s, y, x, cols, style, text, strlen(text));
}

int screen_width(struct screen *s, const char *text)
{
	str_clear(&s->clean);
	text_clean(&s->clean, text, strlen(text), TEXT_LINE);
	return text_width(str_text(&s->clean), s->clean.len);
}

void screen_put_right(struct screen *s, int y, int x, int cols, enum style style, const char *text)
{
	int width = screen_width(s, text);

	if (width >= cols) {
		screen_put(s, y, x, cols, style, text);
		return;
	}
	screen_put(s, y, x, cols - width, style, "");
	screen_put(s, y, x + cols - width, width, style, text);
}

void screen_rule(struct screen *s, int y, int x, int cols, enum style style, const char *glyph)
{
	for (int i = 0; i < cols; i++)
		screen_put(s, y, x + i, 1, style, glyph);
}

void screen_column(struct screen *s, int y, int x, int rows, enum style style, const char *glyph)
{
	for (int i = 0; i < rows; i++)
		screen_put(s, y + i, x, 1, style, glyph);
}

void screen_cursor(struct screen *s, int y, int x, bool seen)
{
	s->cursor_y = y;
	s->cursor_x = x;
	s->cursor_seen = seen;
}

void screen_leave(struct screen *s)
{
	screen_input_off(s->input);
	guard_disarm();
	curs_set(1);
	endwin();
}

void screen_return(struct screen *s)
{
	screen_redraw(s);
	refresh();
	screen_input_on(s->input);
	guard_arm();
}

void screen_pause(struct screen *s)
{
	screen_leave(s);
	guard_pause();
	guard_take();
	screen_fit();
	screen_return(s);
}

void screen_redraw(struct screen *s)
{
	(void)s;
	clearok(curscr, TRUE);
}

void screen_fit(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || size.ws_row == 0 || size.ws_col == 0)
		return;
	if (size.ws_row != LINES || size.ws_col != COLS)
		resize_term(size.ws_row, size.ws_col);
	clearok(curscr, TRUE);
}

bool screen_read(struct screen *s, int ms, struct event *out)
{
	for (;;) {
		unsigned news = guard_take();

		if (news & GUARD_QUIT) {
			*out = (struct event){ .type = EVENT_QUIT };
			return true;
		}
		if (news & GUARD_RESUMED) {
			/* The shell may have changed the terminal's modes while we were away. */
			endwin();
			screen_fit();
			screen_return(s);
			*out = (struct event){ .type = EVENT_RESUMED };
			return true;
		}
		if (news & GUARD_STOP) {
			*out = (struct event){ .type = EVENT_PAUSE };
			return true;
		}
		if (news & GUARD_RESIZED) {
			screen_fit();
			*out = (struct event){ .type = EVENT_RESIZE };
			return true;
		}
		if (screen_input_take(s->input, out))
			return true;
		if (!screen_input_wait(s->input, ms))
			return false;
	}
}

bool screen_waiting(const struct screen *s)
{
	return guard_pending() || screen_input_ready(s->input);
}

int screen_signal(void)
{
	return guard_signal();
}
