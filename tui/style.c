#include "config.h"

#include "tui/style.h"

#include <stdlib.h>

struct colour_look {
	attr_t attrs;
	short ink;
	short paper;
};

/* -1 is the terminal's own colour, so that light and dark terminals both stay readable. */
static const struct colour_look in_colour[STYLE_COUNT] = {
	[STYLE_TEXT] = { A_NORMAL, -1, -1 },
	[STYLE_DIM] = { A_DIM, -1, -1 },
	[STYLE_STRONG] = { A_BOLD, -1, -1 },
	[STYLE_BAR] = { A_BOLD, COLOR_WHITE, COLOR_BLUE },
	[STYLE_HEADING] = { A_BOLD, COLOR_CYAN, -1 },
	[STYLE_LABEL] = { A_NORMAL, COLOR_CYAN, -1 },
	[STYLE_LINK] = { A_UNDERLINE, -1, -1 },
	[STYLE_SELECTED] = { A_REVERSE, -1, -1 },
	[STYLE_RESTING] = { A_BOLD, -1, -1 },
	[STYLE_GOOD] = { A_NORMAL, COLOR_GREEN, -1 },
	[STYLE_NEAR] = { A_BOLD, COLOR_YELLOW, -1 },
	[STYLE_LATE] = { A_BOLD, COLOR_RED, -1 },
	[STYLE_ERROR] = { A_BOLD, COLOR_RED, -1 },
	[STYLE_MATCH] = { A_BOLD, COLOR_YELLOW, -1 },
	[STYLE_INPUT] = { A_UNDERLINE, -1, -1 },
};

static const attr_t in_mono[STYLE_COUNT] = {
	[STYLE_TEXT] = A_NORMAL,
	[STYLE_DIM] = A_NORMAL,
	[STYLE_STRONG] = A_BOLD,
	[STYLE_BAR] = A_REVERSE,
	[STYLE_HEADING] = A_BOLD,
	[STYLE_LABEL] = A_NORMAL,
	[STYLE_LINK] = A_UNDERLINE,
	[STYLE_SELECTED] = A_REVERSE,
	[STYLE_RESTING] = A_BOLD,
	[STYLE_GOOD] = A_NORMAL,
	[STYLE_NEAR] = A_BOLD,
	[STYLE_LATE] = A_BOLD | A_UNDERLINE,
	[STYLE_ERROR] = A_BOLD,
	[STYLE_MATCH] = A_BOLD | A_UNDERLINE,
	[STYLE_INPUT] = A_UNDERLINE,
};

static bool wants_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return has_colors() && !(no && *no);
}

void style_setup(struct look looks[STYLE_COUNT])
{
	bool own;

	if (!wants_colour()) {
		for (int i = 0; i < STYLE_COUNT; i++)
			looks[i] = (struct look){ in_mono[i], 0 };
		return;
	}
	start_color();
	own = use_default_colors() == OK;
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct colour_look *c = &in_colour[i];
		short pair = (short)(i + 1);

		looks[i] = (struct look){ c->attrs, 0 };
		if (c->ink == -1 && c->paper == -1)
			continue;
		init_pair(pair, c->ink == -1 && !own ? COLOR_WHITE : c->ink,
			c->paper == -1 && !own ? COLOR_BLACK : c->paper);
		looks[i].pair = pair;
	}
}
