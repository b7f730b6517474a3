#include "config.h"

#include "tui/screen_mouse.h"

#include <assert.h>

#define DOUBLE_CLICK 400 /* milliseconds between two clicks that are one */
#define NUMBER_MAX 9999  /* more columns than any terminal has */

/* The first number of a report, see "Mouse Tracking" in xterm's ctlseqs. */
enum {
	BITS_BUTTON = 3,
	BUTTON_NONE = 3,
	BIT_SHIFT = 4,
	BIT_ALT = 8,
	BIT_CTRL = 16,
	BIT_MOVED = 32,
	BIT_WHEEL = 64,
	BIT_MORE = 128, /* buttons that few mice have */
};

void screen_mouse_begin(struct screen_mouse *m, bool sgr)
{
	m->report = sgr ? REPORT_SGR : REPORT_OLD;
	m->n = 0;
	m->numbers[0] = m->numbers[1] = m->numbers[2] = 0;
	m->digits = false;
}

/* Two presses of the left button at the same cell, soon after one another. */
static bool second_click(struct screen_mouse *m, int64_t now, const struct event *e)
{
	bool twice = m->click_at > 0 && now - m->click_at < DOUBLE_CLICK && e->y == m->click_y &&
		     e->x == m->click_x;

	/* A third click begins anew. */
	m->click_at = twice ? 0 : now;
	m->click_y = e->y;
	m->click_x = e->x;
	return twice;
}

static bool make_event(struct screen_mouse *m, bool released, int64_t now, struct event *out)
{
	int bits = m->numbers[0];
	int button = bits & BITS_BUTTON;

	m->report = REPORT_NONE;
	if (bits & BIT_MORE || m->numbers[1] < 1 || m->numbers[2] < 1)
		return false;
	*out = (struct event){ .type = EVENT_MOUSE,
		.button = button + 1,
		.shift = bits & BIT_SHIFT,
		.alt = bits & BIT_ALT,
		.control = bits & BIT_CTRL,
		.y = m->numbers[2] - 1,
		.x = m->numbers[1] - 1 };
	if (bits & BIT_WHEEL) {
		out->button = 0;
		out->mouse = button == 0 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
		return !released && button <= 1;
	}
	if (released || (button == BUTTON_NONE && !(bits & BIT_MOVED))) {
		/* Old reports do not say which button was let go. */
		if (button == BUTTON_NONE)
			out->button = 1;
		out->mouse = MOUSE_RELEASE;
		return true;
	}
	if (button == BUTTON_NONE) /* it moves with no button held */
		return false;
	if (bits & BIT_MOVED)
		out->mouse = MOUSE_DRAG;
	else if (button == 0 && second_click(m, now, out))
		out->mouse = MOUSE_DOUBLE;
	else
		out->mouse = MOUSE_PRESS;
	return true;
}

static bool sgr_byte(struct screen_mouse *m, int byte, int64_t now, struct event *out)
{
	if (byte >= '0' && byte <= '9') {
		int number = m->numbers[m->n] * 10 + (byte - '0');

		m->numbers[m->n] = number > NUMBER_MAX ? NUMBER_MAX : number;
		m->digits = true;
		return false;
	}
	if (byte == ';' && m->digits && m->n < 2) {
		m->n++;
		m->digits = false;
		return false;
	}
	if ((byte == 'M' || byte == 'm') && m->digits && m->n == 2)
		return make_event(m, byte == 'm', now, out);
	m->report = REPORT_NONE;
	return false;
}

bool screen_mouse_byte(struct screen_mouse *m, int byte, int64_t now, struct event *out)
{
	assert(m->report != REPORT_NONE);
	if (m->report == REPORT_SGR)
		return sgr_byte(m, byte, now, out);
	if (byte < ' ') {
		m->report = REPORT_NONE;
		return false;
	}
	m->numbers[m->n++] = byte - ' ';
	return m->n == 3 && make_event(m, false, now, out);
}
