#include "config.h"

#include "tui/screen_input.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "model/mem.h"
#include "tui/guard.h"
#include "tui/key.h"
#include "tui/screen_mouse.h"
#include "tui/screen_tell.h"

#define ESCAPE_DELAY 10 /* milliseconds in which the rest of a key's sequence must follow */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Codes of our own for sequences that terminfo does not name. */
enum {
	CODE_PASTE = KEY_MAX + 1,
	CODE_PASTE_END,
	CODE_WORD_LEFT,
	CODE_WORD_RIGHT,
	CODE_MOUSE_SGR,
	CODE_MOUSE_OLD,
};

struct screen_input {
	WINDOW *pad;     /* never shown: reading from it draws nothing */
	bool xterm;      /* the terminal speaks xterm's language for mouse and paste */
	bool use_mouse;  /* the user wants it */
	bool on;         /* the terminal was asked for mouse and paste */
	bool pasting;    /* between the two marks */
	bool gone;       /* the terminal hung up */
	mbstate_t state; /* of a character whose bytes are still coming */
	struct screen_mouse mouse;
	bool have_next; /* a code that was read ahead */
	int next;
};

static const struct {
	const char *bytes;
	int code;
} sequences[] = {
	{ "\033[200~", CODE_PASTE },
	{ "\033[201~", CODE_PASTE_END },
	{ "\033[1;5D", CODE_WORD_LEFT },
	{ "\033[1;5C", CODE_WORD_RIGHT },
	{ "\033[1;3D", CODE_WORD_LEFT },
	{ "\033[1;3C", CODE_WORD_RIGHT },
	/* These take the place of terminfo's own name for them: curses makes presses and releases
	 * that come fast into clicks, and says nothing of drags. */
	{ MOUSE_SGR, CODE_MOUSE_SGR },
	{ MOUSE_OLD, CODE_MOUSE_OLD },
};

static const struct {
	int code;
	uint32_t key;
} special_keys[] = {
	{ KEY_UP, K_UP },
	{ KEY_DOWN, K_DOWN },
	{ KEY_LEFT, K_LEFT },
	{ KEY_RIGHT, K_RIGHT },
	{ KEY_PPAGE, K_PGUP },
	{ KEY_NPAGE, K_PGDN },
	{ KEY_HOME, K_HOME },
	{ KEY_END, K_END },
	{ KEY_IC, K_INS },
	{ KEY_DC, K_DEL },
	{ KEY_BTAB, K_BACKTAB },
	{ KEY_ENTER, K_ENTER },
	{ KEY_BACKSPACE, K_BACKSPACE },
	{ CODE_WORD_LEFT, K_WORD_LEFT },
	{ CODE_WORD_RIGHT, K_WORD_RIGHT },
	/* The keypad of older terminals. */
	{ KEY_A1, K_HOME },
	{ KEY_A3, K_PGUP },
	{ KEY_C1, K_END },
	{ KEY_C3, K_PGDN },
};

int64_t screen_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct screen_input *screen_input_new(void)
{
	struct screen_input *in = mem_zero(sizeof(*in));
	char mouse[] = "kmous";
	char *has_mouse = tigetstr(mouse);

	in->pad = newpad(1, 1);
	keypad(in->pad, TRUE);
	nodelay(in->pad, TRUE);
	meta(in->pad, TRUE);
	if (!getenv("ESCDELAY"))
		set_escdelay(ESCAPE_DELAY);
	in->xterm = has_mouse && has_mouse != (char *)-1;
	if (in->xterm)
		for (size_t i = 0; i < COUNT(sequences); i++)
			define_key(sequences[i].bytes, sequences[i].code);
	in->use_mouse = true;
	screen_input_on(in);
	return in;
}

void screen_input_free(struct screen_input *in)
{
	if (!in)
		return;
	delwin(in->pad);
	free(in);
}

static void tell(const char *bytes)
{
	screen_send(bytes, strlen(bytes));
}

void screen_input_on(struct screen_input *in)
{
	in->pasting = false;
	in->mouse = (struct screen_mouse){ .report = REPORT_NONE };
	in->on = true;
	if (!in->xterm)
		return;
	tell("\033[?2004h");
	if (in->use_mouse)
		tell(MOUSE_ON);
}

void screen_input_off(struct screen_input *in)
{
	in->on = false;
	if (in->xterm)
		tell(MOUSE_OFF "\033[?2004l");
}

void screen_input_mouse(struct screen_input *in, bool use)
{
	if (in->use_mouse == use)
		return;
	in->use_mouse = use;
	if (in->xterm && in->on)
		tell(use ? MOUSE_ON : MOUSE_OFF);
}

static bool take_special(struct screen_input *in, int code, struct event *out)
{
	if (code == CODE_PASTE || code == CODE_PASTE_END) {
		in->pasting = code == CODE_PASTE;
		return false;
	}
	in->mouse.report = REPORT_NONE; /* one that was broken off */
	if (code == CODE_MOUSE_SGR || code == CODE_MOUSE_OLD) {
		if (in->pasting)
			return false;
		screen_mouse_begin(&in->mouse, code == CODE_MOUSE_SGR);
		return false;
	}
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		out->key = K_F1 + (uint32_t)(code - KEY_F(1));
		return true;
	}
	for (size_t i = 0; i < COUNT(special_keys); i++) {
		if (special_keys[i].code == code) {
			out->key = special_keys[i].key;
			return true;
		}
	}
	return false;
}

/* One byte of text, in the locale's encoding. True once a character is whole. */
static bool take_byte(struct screen_input *in, int code, struct event *out)
{
	char byte = (char)code;
	wchar_t c = 0;
	size_t used = mbrtowc(&c, &byte, 1, &in->state);

	if (used == (size_t)-1) {
		memset(&in->state, 0, sizeof(in->state));
		return false;
	}
	if (used == (size_t)-2 || c == 0)
		return false;
	out->key = (uint32_t)c;
	if (c == '\n')
		out->key = K_ENTER;
	if (c == '\b')
		out->key = K_BACKSPACE;
	return true;
}

static int read_code(struct screen_input *in)
{
	if (in->have_next) {
		in->have_next = false;
		return in->next;
	}
	return wgetch(in->pad);
}

/* Alt sends an Esc before the key; what curses knows as a key of its own is none of these. */
static bool take_escape(struct screen_input *in, struct event *out)
{
	int code = wgetch(in->pad);

	out->key = K_ESC;
	if (code == ERR)
		return true;
	if (code > 0x20 && code < 0x7f) {
		out->key = (uint32_t)code | K_ALT;
		return true;
	}
	in->have_next = true;
	in->next = code;
	return true;
}

bool screen_input_take(struct screen_input *in, struct event *out)
{
	int code;

	if (in->gone) {
		*out = (struct event){ .type = EVENT_QUIT };
		return true;
	}
	while ((code = read_code(in)) != ERR) {
		*out = (struct event){ .type = EVENT_KEY, .pasted = in->pasting };
		if (in->mouse.report && code <= 0xff) {
			/* Some terminals go on reporting what they were asked to stop. */
			if (screen_mouse_byte(&in->mouse, code, screen_clock(), out) &&
				in->use_mouse)
				return true;
		} else if (code > 0xff) {
			if (take_special(in, code, out))
				return true;
		} else if (code == K_ESC && !in->pasting) {
			return take_escape(in, out);
		} else if (take_byte(in, code, out)) {
			return true;
		}
	}
	return false;
}

bool screen_input_wait(struct screen_input *in, int ms)
{
	struct pollfd fds[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = guard_fd(), .events = POLLIN } };
	int n = poll(fds, 2, ms);
	int bytes = 0;

	if (n < 0)
		return errno == EINTR;
	if (n == 0)
		return false;
	if (fds[0].revents && (ioctl(STDIN_FILENO, FIONREAD, &bytes) || bytes == 0))
		in->gone = true;
	return true;
}

bool screen_input_ready(const struct screen_input *in)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	return in->have_next || in->gone || poll(&fd, 1, 0) > 0;
}
