#include "config.h"

#include "tui/style.h"

#include <stdlib.h>

#define COLOURS_MANY 256
#define COLOURS_BRIGHT 16 /* from here on the brighter colours have numbers of their own */
#define BRIGHT 8

bool style_wants_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return has_colors() && !(no && *no);
}

static attr_t attributes(unsigned paint)
{
	attr_t attrs = A_NORMAL;

	if (paint & PAINT_BOLD)
		attrs |= A_BOLD;
	if (paint & PAINT_DIM)
		attrs |= A_DIM;
	if (paint & PAINT_ITALIC)
		attrs |= A_ITALIC;
	if (paint & PAINT_UNDERLINE)
		attrs |= A_UNDERLINE;
	if (paint & PAINT_REVERSE)
		attrs |= A_REVERSE;
	return attrs;
}

/* With eight colours the brighter ones are bold, and the grey among them is none but dim. */
static short ink_of(const struct colour *c, attr_t *attrs)
{
	if (COLORS >= COLOURS_MANY)
		return c->of256;
	if (COLORS >= COLOURS_BRIGHT || c->of16 < BRIGHT)
		return c->of16;
	if (c->of16 == BRIGHT) {
		*attrs |= A_DIM;
		return COLOUR_DEFAULT;
	}
	*attrs |= A_BOLD;
	return (short)(c->of16 - BRIGHT);
}

static short ground_of(const struct colour *c)
{
	if (COLORS >= COLOURS_MANY)
		return c->of256;
	return COLORS >= COLOURS_BRIGHT || c->of16 < BRIGHT ? c->of16 : (short)(c->of16 - BRIGHT);
}

void style_setup(struct look looks[STYLE_COUNT], const struct theme *theme)
{
	bool colour = style_wants_colour();
	bool own = true; /* the terminal can show its own colours */

	if (colour) {
		start_color();
		own = use_default_colors() == OK;
	}
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct paint *p = &theme->paints[i];
		attr_t attrs = attributes(p->attributes);
		short pair = (short)(i + 1);
		short ink = colour ? ink_of(&p->ink, &attrs) : COLOUR_DEFAULT;
		short ground = colour ? ground_of(&p->ground) : COLOUR_DEFAULT;

		looks[i] = (struct look){ attrs, 0 };
		if (ink == COLOUR_DEFAULT && ground == COLOUR_DEFAULT)
			continue;
		init_pair(pair, ink == COLOUR_DEFAULT && !own ? COLOR_WHITE : ink,
			ground == COLOUR_DEFAULT && !own ? COLOR_BLACK : ground);
		looks[i].pair = pair;
	}
}
