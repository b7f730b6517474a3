#include "config.h"

#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/text.h"
#include "tui/screen_private.h"
#include "tui/screen_tell.h"

/* What is told to the terminal beside its cells: the name of its window, its clipboard. */

void screen_send(const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(STDOUT_FILENO, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) /* it is gone, as the loop will see */
			return;
		bytes += n;
		len -= (size_t)n;
	}
}

bool screen_takes_osc(void)
{
	char xterm[] = "XT";
	char to_title[] = "tsl";
	const char *tsl = tigetstr(to_title);

	if (tigetflag(xterm) == 1 || getenv("TMUX"))
		return true;
	return tsl && tsl != (char *)-1 && tsl[0] == '\033' && tsl[1] == ']';
}

void screen_title_on(void)
{
	if (screen_takes_osc())
		screen_send(TITLE_ON, strlen(TITLE_ON));
}

void screen_title_off(void)
{
	if (screen_takes_osc())
		screen_send(TITLE_OFF, strlen(TITLE_OFF));
}

static void add_base64(struct str *out, const char *bytes, size_t len)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		unsigned triple = 0;

		for (size_t k = 0; k < 3; k++)
			triple = triple << 8 | (i + k < len ? (unsigned char)bytes[i + k] : 0u);
		str_add_c(out, letters[triple >> 18 & 63]);
		str_add_c(out, letters[triple >> 12 & 63]);
		str_add_c(out, i + 1 < len ? letters[triple >> 6 & 63] : '=');
		str_add_c(out, i + 2 < len ? letters[triple & 63] : '=');
	}
}

/* Tabs stay: they are what a spreadsheet takes columns from. */
static void clean_lines(struct str *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t n = strcspn(text + at, "\t");

		if (n > len - at)
			n = len - at;
		text_clean(out, text + at, n, TEXT_LINES);
		at += n;
		if (at < len) {
			str_add_c(out, '\t');
			at++;
		}
	}
}

enum clipboard screen_clipboard(struct screen *s, const char *text)
{
	struct str command = STR_INIT;

	str_clear(&s->clean);
	clean_lines(&s->clean, text, strlen(text));
	if (!screen_takes_osc())
		return CLIPBOARD_NONE;
	if (s->clean.len > CLIPBOARD_MAX)
		return CLIPBOARD_TOO_LONG;
	str_add(&command, "\033]52;c;");
	add_base64(&command, str_text(&s->clean), s->clean.len);
	str_add_c(&command, '\a');
	screen_send(str_text(&command), command.len);
	str_free(&command);
	return CLIPBOARD_DONE;
}
