#include "config.h"

#include "tui/screen.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/bidi.h"
#include "tui/guard.h"
#include "tui/screen_input.h"
#include "tui/screen_picture.h"
#include "tui/screen_private.h"
#include "tui/screen_tell.h"
#include "tui/settings.h"

/* Whether text can be put anywhere on the screen; some only take line after line. */
static bool can_place(void)
{
	char to_place[] = "cup";
	const char *cup = tigetstr(to_place);

	return cup && cup != (char *)-1;
}

static bool start_curses(struct screen *s, struct str *why)
{
	const char *name = getenv("TERM");

	s->curses = newterm(NULL, stdout, stdin);
	if (!s->curses) {
		str_addf(why,
			_("This terminal calls itself '%.40s', which is not known here; set TERM "
			  "to one that is, such as xterm or vt100."),
			name ? name : "");
		return false;
	}
	if (!can_place()) {
		endwin();
		delscreen(s->curses);
		str_addf(why,
			_("This terminal calls itself '%.40s', which cannot show a screen; 'amparo "
			  "help' lists the commands that work without one."),
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
	s->bidi = bidi_new();
	guard_arm();
	*out = s;
	return ST_OK;
}

void screen_close(struct screen *s)
{
	if (!s)
		return;
	screen_picture_forget(s);
	screen_input_off(s->input);
	if (s->title)
		screen_title_off();
	curs_set(1);
	endwin();
	guard_end();
	screen_input_free(s->input);
	delscreen(s->curses);
	str_free(&s->clean);
	str_free(&s->fit);
	str_free(&s->seen);
	bidi_free(s->bidi);
	free(s);
}

void screen_apply(struct screen *s, const struct settings *settings, struct str *problems)
{
	enum setting_switch ascii = settings_switch(settings, SETTING_ASCII);
	bool title = settings_on(settings, SETTING_TITLE);
	enum setting_switch bidi = settings_switch(settings, SETTING_BIDI);
	const char *name = theme_resolve(settings_text(settings, SETTING_THEME));
	struct theme theme;

	theme_load(&theme, style_wants_colour() ? name : "mono", problems);
	style_setup(s->looks, &theme);
	s->plain_signs = ascii == SWITCH_ON || (ascii == SWITCH_AUTO && !s->utf8);
	s->turns = s->utf8 && (bidi == SWITCH_ON || (bidi == SWITCH_AUTO && !bidi_terminal()));
	if (s->title != title)
		(title ? screen_title_on : screen_title_off)();
	s->title = title;
	screen_input_mouse(s->input, settings_on(settings, SETTING_MOUSE));
	screen_picture_forget(s);
	screen_picture_setup(s, settings_text(settings, SETTING_PICTURES));
	screen_redraw(s);
}

const char *screen_encoding(const struct screen *s)
{
	const char *name = nl_langinfo(CODESET);

	/* What the C library calls ASCII, nobody else does. */
	return s->utf8 ? NULL : strcmp(name, "ANSI_X3.4-1968") ? name : "ASCII";
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
	screen_picture_begin(s);
	s->cursor_seen = false;
	s->cursor_y = s->cursor_x = 0;
}

void screen_show(struct screen *s)
{
	if (s->cursor_y >= 0 && s->cursor_y < LINES && s->cursor_x >= 0 && s->cursor_x < COLS)
		move(s->cursor_y, s->cursor_x);
	curs_set(s->cursor_seen ? 1 : 0);
	if (screen_picture_end(s))
		clearok(curscr, TRUE);
	refresh();
	screen_picture_show(s);
}

void screen_cursor(struct screen *s, int y, int x, bool seen)
{
	s->cursor_y = y;
	s->cursor_x = x;
	s->cursor_seen = seen;
}

void screen_leave(struct screen *s)
{
	screen_picture_forget(s);
	screen_input_off(s->input);
	if (s->title)
		screen_title_off();
	guard_disarm();
	curs_set(1);
	endwin();
}

void screen_return(struct screen *s)
{
	screen_redraw(s);
	refresh();
	screen_input_on(s->input);
	if (s->title)
		screen_title_on();
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
	screen_picture_forget(s);
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
			screen_picture_forget(s);
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
