#include "config.h"

#include "tui/pixels.h"

#include <limits.h>
#include <string.h>

#define CUBE 16  /* the first colour of the cube */
#define GREY 232 /* the first grey */

const unsigned char *pixel_at(const struct pixels *p, int x, int y)
{
	return p->rgb + ((size_t)y * (size_t)p->width + (size_t)x) * 3;
}

int pixel_light(const unsigned char *rgb)
{
	return (rgb[0] * 299 + rgb[1] * 587 + rgb[2] * 114) / 1000;
}

/* The steps of the cube: 0, 95, 135, 175, 215, 255. */
static int step_of(int value)
{
	return value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}

static int value_of(int step)
{
	return step ? 55 + 40 * step : 0;
}

static int distance(const unsigned char *rgb, int r, int g, int b)
{
	const int x = rgb[0] - r, y = rgb[1] - g, z = rgb[2] - b;

	return x * x + y * y + z * z;
}

int pixel_256(const unsigned char *rgb)
{
	const int r = step_of(rgb[0]), g = step_of(rgb[1]), b = step_of(rgb[2]);
	int grey = (pixel_light(rgb) - 3) / 10;
	int value;

	grey = grey < 0 ? 0 : grey > 23 ? 23 : grey;
	value = 8 + 10 * grey;
	if (distance(rgb, value, value, value) <
		distance(rgb, value_of(r), value_of(g), value_of(b)))
		return GREY + grey;
	return CUBE + 36 * r + 6 * g + b;
}

const char *pixel_shade(int upper, int lower)
{
	static const char *const shades[] = { " ", "░", "▒", "▓", "█" };
	const int light = (upper + lower) / 2;

	return shades[light * 5 / 256];
}

/* ---- kitty ---- */

#define CHUNK 4096 /* bytes of base64 in one command */

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* A pixel is three bytes and comes out as four letters: nothing is ever filled up. */
static void add_pixel(struct str *out, const unsigned char *rgb)
{
	const unsigned triple = (unsigned)rgb[0] << 16 | (unsigned)rgb[1] << 8 | rgb[2];

	str_add_c(out, base64[triple >> 18 & 63]);
	str_add_c(out, base64[triple >> 12 & 63]);
	str_add_c(out, base64[triple >> 6 & 63]);
	str_add_c(out, base64[triple & 63]);
}

void kitty_write(const struct pixels *p, int cols, int rows, struct str *out)
{
	const size_t n = (size_t)p->width * (size_t)p->height, most = CHUNK / 4;

	for (size_t at = 0; at < n; at += most) {
		const size_t end = n - at > most ? at + most : n;

		if (!at)
			str_addf(out, "\033_Ga=T,f=24,s=%d,v=%d,c=%d,r=%d,i=1,C=1,z=-1,q=2,m=%d;",
				p->width, p->height, cols, rows, end < n);
		else
			str_addf(out, "\033_Gm=%d,q=2;", end < n);
		for (size_t i = at; i < end; i++)
			add_pixel(out, p->rgb + i * 3);
		str_add(out, "\033\\");
	}
}

void kitty_clear(struct str *out)
{
	str_add(out, "\033_Ga=d,d=I,i=1,q=2\033\\");
}

/* ---- asking ---- */

const char graphics_question[] = "\033_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\033\\\033[c";

/* The end of an answer that begins at `at`: behind its last byte; 0: it is still coming. */
static size_t answer_end(const char *bytes, size_t len, size_t at)
{
	const bool string = bytes[at + 1] == '_';

	for (size_t i = at + 2; i < len; i++)
		if (string ? bytes[i] == '\\' && bytes[i - 1] == '\033'
			   : (unsigned char)bytes[i] >= 0x40)
			return i + 1;
	return 0;
}

static bool begins(const char *bytes, size_t len, const char *with)
{
	return len >= strlen(with) && !memcmp(bytes, with, strlen(with));
}

/* "62;4;22": whether 4, sixel graphics, is one of what it can do. */
static bool has_sixel(const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t n = 0;

		while (at + n < len && bytes[at + n] != ';')
			n++;
		/* The first says what kind of terminal it is. */
		if (at && n == 1 && bytes[at] == '4')
			return true;
		at += n + 1;
	}
	return false;
}

void graphics_read(const char *bytes, size_t len, struct graphics_answer *out, struct str *rest)
{
	size_t at = 0;

	*out = (struct graphics_answer){ false, false, false };
	while (at < len) {
		const char *p = bytes + at;
		const size_t left = len - at;
		size_t end;

		if (!begins(p, left, "\033_G") && !begins(p, left, "\033[?")) {
			str_add_c(rest, *p);
			at++;
			continue;
		}
		end = answer_end(bytes, len, at);
		if (!end)
			return;
		if (p[1] == '_')
			out->kitty = out->kitty || begins(p, end - at, "\033_Gi=31;OK");
		else if (bytes[end - 1] == 'c')
			out->whole = true;
		if (p[1] == '[' && bytes[end - 1] == 'c')
			out->sixel = has_sixel(p + 3, end - at - 4);
		at = end;
	}
}
