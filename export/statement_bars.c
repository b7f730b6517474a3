/* The statement's bar chart: the counted ones by country; where none are, what was declared. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/statement.h"
#include "export/svg.h"
#include "model/country.h"
#include "model/mem.h"
#include "model/text.h"

/* In tenths of a pixel. */
#define WIDTH 6800
#define LEFT 1900  /* for the names */
#define RIGHT 1500 /* for the numbers */
#define TOP 100
#define ROW 240
#define THICK 150
#define NAME_COLUMNS 26
#define BARS_MOST 20 /* countries with a bar of their own; the rest share one */

struct bar {
	const char *name; /* lent */
	int64_t n;
};

struct bars {
	struct bar bars[BARS_MOST + 1];
	size_t n;
	int64_t all;
	int64_t rest;   /* of those that have no bar of their own */
	int64_t places; /* how many those are */
	bool declared;
};

static const char *name_of(const char *country)
{
	const char *name = *country ? country_name(country) : NULL;

	return name ? name : *country ? country : "no country given";
}

static void add(struct bars *b, const char *name, int64_t n)
{
	b->all += n;
	if (b->n < BARS_MOST) {
		b->bars[b->n++] = (struct bar){ name, n };
	} else {
		b->rest += n;
		b->places++;
	}
}

/* Lines and totals come with the largest first. */
static void gather_bars(const struct statement *s, struct bars *b)
{
	memset(b, 0, sizeof(*b));
	for (size_t i = 0; i < s->n_lines; i++)
		if (s->lines[i].kind == STATEMENT_COUNTRY)
			add(b, name_of(s->lines[i].country), s->lines[i].n);
	if (b->n > 0)
		return;
	b->declared = true;
	for (size_t i = 0; i < s->n_parts; i++)
		if (!strcmp(s->parts[i].part, "country"))
			add(b,
				*s->parts[i].country ? name_of(s->parts[i].country)
						     : s->parts[i].place,
				s->parts[i].value);
}

bool statement_has_countries(const struct statement *s)
{
	struct bars b;

	gather_bars(s, &b);
	return b.n > 1;
}

static void add_share(struct str *out, int64_t n, int64_t of)
{
	int tenths = of > 0 ? (int)((double)n * 1000 / (double)of + 0.5) : 0;

	str_add_number(out, n);
	if (n > 0 && tenths == 0)
		str_add(out, " (<0.1%)");
	else if (n < of && tenths >= 1000)
		str_add(out, " (>99.9%)");
	else
		str_addf(out, " (%d.%d%%)", tenths / 10, tenths % 10);
}

static void describe(const struct bars *b, struct str *out)
{
	for (size_t i = 0; i < b->n; i++) {
		str_addf(out, "%s%s ", i ? "; " : "", b->bars[i].name);
		str_add_number(out, b->bars[i].n);
	}
	if (b->places > 0) {
		str_addf(out, "; %lld others ", (long long)b->places);
		str_add_number(out, b->rest);
	}
	str_add_c(out, '.');
}

static void draw_bar(struct svg *svg, const struct bars *b, size_t i, const char *name, int64_t n)
{
	int64_t most = b->bars[0].n > b->rest ? b->bars[0].n : b->rest;
	long y = TOP + (long)i * ROW;
	long room = WIDTH - LEFT - RIGHT;
	long width = most > 0 ? (long)((double)n * (double)room / (double)most + 0.5) : 0;
	struct str words = STR_INIT;
	size_t fits = text_fit(name, strlen(name), NAME_COLUMNS, NULL);

	if (n > 0 && width < 10)
		width = 10;
	str_add_n(&words, name, fits);
	str_add(&words, name[fits] ? "…" : "");
	svg_words(svg, LEFT - 80, y + 170, SVG_END, false, str_text(&words));
	svg_box(svg, b->declared ? SVG_DASHED : SVG_SOLID, LEFT, y + (ROW - THICK) / 2, width,
		THICK);
	str_clear(&words);
	add_share(&words, n, b->all);
	svg_words(svg, LEFT + width + 60, y + 170, SVG_START, false, str_text(&words));
	str_free(&words);
}

bool statement_svg_countries(const struct statement *s, struct str *out)
{
	struct str words = STR_INIT, others = STR_INIT;
	struct bars b;
	struct svg *svg;
	size_t rows;

	gather_bars(s, &b);
	if (b.n < 2)
		return true;
	rows = b.n + (b.places > 0);
	describe(&b, &words);
	svg = svg_open(out, WIDTH / 10, (int)(2 * TOP + (long)rows * ROW) / 10,
		b.declared ? "Signatures declared, by country" : "Signatures counted, by country",
		str_text(&words));
	for (size_t i = 0; i < b.n; i++)
		draw_bar(svg, &b, i, b.bars[i].name, b.bars[i].n);
	if (b.places > 0) {
		str_addf(&others, "%lld other%s", (long long)b.places, b.places == 1 ? "" : "s");
		draw_bar(svg, &b, b.n, str_text(&others), b.rest);
	}
	svg_line(svg, SVG_THIN, LEFT, TOP, LEFT, TOP + (long)rows * ROW);
	str_free(&words);
	str_free(&others);
	return svg_close(svg);
}
