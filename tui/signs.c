#include "config.h"

#include "tui/signs.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct stand_in {
	uint32_t sign;
	char plain;
};

static const struct stand_in signs[] = {
	{ 0x00b7, '-' }, /* middle dot */
	{ 0x00d7, 'x' }, /* times */
	{ 0x2026, '~' }, /* ellipsis */
	{ 0x2022, '*' }, /* bullet */
	{ 0x2039, '<' },
	{ 0x203a, '>' },
	{ 0x2190, '<' }, /* arrows */
	{ 0x2191, '^' },
	{ 0x2192, '>' },
	{ 0x2193, 'v' },
	{ 0x2194, '-' },
	{ 0x2195, '|' },
	{ 0x21b5, '<' },
	{ 0x23ce, '<' },
	{ 0x25a0, '#' }, /* squares */
	{ 0x25a1, 'o' },
	{ 0x25aa, '*' },
	{ 0x25b2, '^' }, /* triangles */
	{ 0x25b4, '^' },
	{ 0x25b6, '>' },
	{ 0x25b8, '>' },
	{ 0x25bc, 'v' },
	{ 0x25be, 'v' },
	{ 0x25c0, '<' },
	{ 0x25c2, '<' },
	{ 0x25c6, '*' }, /* diamonds and circles */
	{ 0x25c7, 'o' },
	{ 0x25cb, 'o' },
	{ 0x25cc, '~' }, /* as in a date that is about then */
	{ 0x25cf, '*' },
	{ 0x2605, '*' },
	{ 0x2610, '-' }, /* boxes, and ticks */
	{ 0x2611, 'x' },
	{ 0x2713, 'x' },
	{ 0x2717, '-' },
};

/* From U+2581, the eighths from below, to U+258F, those from the left. */
static const char blocks[] = "_.:-=+*##%==::.";

/* Whether a line drawn by U+2500 to U+257F goes only along, only down, or both. */
static char plain_line(uint32_t cp)
{
	switch (cp) {
	case 0x2500:
	case 0x2501:
	case 0x2504:
	case 0x2505:
	case 0x2508:
	case 0x2509:
	case 0x254c:
	case 0x254d:
	case 0x2574:
	case 0x2576:
	case 0x2578:
	case 0x257a:
	case 0x257c:
	case 0x257e:
		return '-';
	case 0x2550:
		return '=';
	case 0x2502:
	case 0x2503:
	case 0x2506:
	case 0x2507:
	case 0x250a:
	case 0x250b:
	case 0x254e:
	case 0x254f:
	case 0x2551:
	case 0x2575:
	case 0x2577:
	case 0x2579:
	case 0x257b:
	case 0x257d:
	case 0x257f:
		return '|';
	default:
		return '+';
	}
}

static char find(const struct stand_in *table, size_t n, uint32_t cp)
{
	for (size_t i = 0; i < n; i++)
		if (table[i].sign == cp)
			return table[i].plain;
	return 0;
}

char sign_plain(uint32_t code_point)
{
	if (code_point < 0x80)
		return 0;
	if (code_point >= 0x2500 && code_point <= 0x257f)
		return plain_line(code_point);
	if (code_point >= 0x2581 && code_point <= 0x258f)
		return blocks[code_point - 0x2581];
	if (code_point >= 0x2590 && code_point <= 0x2593)
		return "#.=#"[code_point - 0x2590];
	if (code_point >= 0x2801 && code_point <= 0x28ff) /* charts of Braille dots */
		return '*';
	return find(signs, COUNT(signs), code_point);
}

char punctuation_plain(uint32_t code_point)
{
	static const struct stand_in typed[] = {
		{ 0x00a0, ' ' },
		{ 0x2010, '-' },
		{ 0x2011, '-' },
		{ 0x2012, '-' },
		{ 0x2013, '-' },
		{ 0x2014, '-' },
		{ 0x2018, '\'' },
		{ 0x2019, '\'' },
		{ 0x201c, '"' },
		{ 0x201d, '"' },
		{ 0x2032, '\'' },
		{ 0x2033, '"' },
	};

	return find(typed, COUNT(typed), code_point);
}
