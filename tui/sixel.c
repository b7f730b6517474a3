#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "tui/pixels.h"

/* Six rows at a time: for each colour of the band, which of the six pixels of a column it has. */

#define BAND 6
#define STEPS 6
#define COLOURS (STEPS * STEPS * STEPS)
#define RUN 4 /* from so many of the same on it is shorter to say how many */

/* What is added to a pixel by its place, so that colours between two steps are mixed of both:
 * Bayer's matrix of four by four. */
static const int bayer[4][4] = { { 0, 8, 2, 10 }, { 12, 4, 14, 6 }, { 3, 11, 1, 9 },
	{ 15, 7, 13, 5 } };

static int step(int value, int x, int y)
{
	const int at = value * (STEPS - 1) * 16 + bayer[y & 3][x & 3] * 255 + 127;

	return at / (255 * 16);
}

static unsigned char colour_at(const struct pixels *p, int x, int y)
{
	const unsigned char *rgb = pixel_at(p, x, y);

	return (unsigned char)(step(rgb[0], x, y) * STEPS * STEPS + step(rgb[1], x, y) * STEPS +
			       step(rgb[2], x, y));
}

static void add_run(struct str *out, char c, int n)
{
	if (n >= RUN)
		str_addf(out, "!%d%c", n, c);
	else
		for (; n > 0; n--)
			str_add_c(out, c);
}

/* One colour of a band; blanks behind its last pixel are left out. */
static void add_colour(
	struct str *out, const unsigned char *band, int width, int rows, unsigned char colour)
{
	char last = 0;
	int n = 0;

	for (int x = 0; x < width; x++) {
		int bits = 0;

		for (int y = 0; y < rows; y++)
			bits |= (band[y * width + x] == colour) << y;
		if (n && (char)('?' + bits) != last) {
			add_run(out, last, n);
			n = 0;
		}
		last = (char)('?' + bits);
		n++;
	}
	if (last != '?')
		add_run(out, last, n);
}

static void add_band(struct str *out, const unsigned char *band, int width, int rows)
{
	bool there[COLOURS] = { false }, first = true;

	for (int i = 0; i < width * rows; i++)
		there[band[i]] = true;
	for (int c = 0; c < COLOURS; c++) {
		if (!there[c])
			continue;
		if (!first)
			str_add_c(out, '$');
		first = false;
		str_addf(out, "#%d", c);
		add_colour(out, band, width, rows, (unsigned char)c);
	}
	str_add_c(out, '-');
}

static int percent(int step_of)
{
	return step_of * 100 / (STEPS - 1);
}

/* Only the colours that are used. */
static void add_palette(struct str *out, const unsigned char *all, size_t n)
{
	bool used[COLOURS] = { false };

	for (size_t i = 0; i < n; i++)
		used[all[i]] = true;
	for (int c = 0; c < COLOURS; c++)
		if (used[c])
			str_addf(out, "#%d;2;%d;%d;%d", c, percent(c / STEPS / STEPS),
				percent(c / STEPS % STEPS), percent(c % STEPS));
}

void sixel_write(const struct pixels *p, struct str *out)
{
	const size_t n = (size_t)p->width * (size_t)p->height;
	unsigned char *all = mem_array(n + 1, 1);

	for (int y = 0; y < p->height; y++)
		for (int x = 0; x < p->width; x++)
			all[(size_t)y * (size_t)p->width + (size_t)x] = colour_at(p, x, y);
	str_addf(out, "\033P0;1;0q\"1;1;%d;%d", p->width, p->height);
	add_palette(out, all, n);
	for (int y = 0; y < p->height; y += BAND)
		add_band(out, all + (size_t)y * (size_t)p->width, p->width,
			p->height - y < BAND ? p->height - y : BAND);
	str_add(out, "\033\\");
	free(all);
}
