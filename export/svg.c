#include "config.h"

#include "export/svg.h"

#include <stdio.h>
#include <stdlib.h>

#include "export/docbook.h"
#include "model/mem.h"

#define TENTHS 10

struct svg {
	struct docbook *xml; /* owned; writes any XML */
};

static bool take(void *arg, const char *bytes, size_t len)
{
	str_add_n(arg, bytes, len);
	return true;
}

/* Tenths with a point, whatever the locale writes. */
static void add_number(struct str *out, long tenths)
{
	str_addf(out, "%s%ld", tenths < 0 ? "-" : "", labs(tenths) / TENTHS);
	if (tenths % TENTHS)
		str_addf(out, ".%ld", labs(tenths) % TENTHS);
}

static void attr(struct svg *s, const char *name, long tenths)
{
	struct str text = STR_INIT;

	add_number(&text, tenths);
	docbook_attr(s->xml, name, str_text(&text));
	str_free(&text);
}

static void stroke(struct svg *s, enum svg_pen pen)
{
	docbook_attr(s->xml, "stroke", pen == SVG_FAINT ? "#c4c4c4" : "#1a1a1a");
	docbook_attr(s->xml, "stroke-width", pen == SVG_SOLID || pen == SVG_DASHED ? "2" : "1");
	if (pen == SVG_DASHED)
		docbook_attr(s->xml, "stroke-dasharray", "7 4");
	else if (pen == SVG_DOTTED)
		docbook_attr(s->xml, "stroke-dasharray", "2 3");
}

struct svg *svg_open(struct str *out, int width, int height, const char *title, const char *words)
{
	struct svg *s = mem_zero(sizeof(*s));
	struct str box = STR_INIT;

	s->xml = docbook_open(take, out);
	docbook_block(s->xml, "svg");
	docbook_attr(s->xml, "xmlns", "http://www.w3.org/2000/svg");
	docbook_attr(s->xml, "version", "1.1");
	attr(s, "width", (long)width * TENTHS);
	attr(s, "height", (long)height * TENTHS);
	str_addf(&box, "0 0 %d %d", width, height);
	docbook_attr(s->xml, "viewBox", str_text(&box));
	docbook_attr(s->xml, "role", "img");
	docbook_attr(s->xml, "font-family", "sans-serif");
	docbook_attr(s->xml, "font-size", "13");
	docbook_attr(s->xml, "fill", "#1a1a1a");
	docbook_leaf(s->xml, "title", title);
	docbook_leaf(s->xml, "desc", words);
	/* Paper stays white under it, also where the page is dark. */
	docbook_block(s->xml, "rect");
	docbook_attr(s->xml, "width", "100%");
	docbook_attr(s->xml, "height", "100%");
	docbook_attr(s->xml, "fill", "#ffffff");
	docbook_end(s->xml);
	str_free(&box);
	return s;
}

bool svg_close(struct svg *s)
{
	bool whole = docbook_close(s->xml);

	free(s);
	return whole;
}

void svg_line(struct svg *s, enum svg_pen pen, long x1, long y1, long x2, long y2)
{
	docbook_block(s->xml, "line");
	attr(s, "x1", x1);
	attr(s, "y1", y1);
	attr(s, "x2", x2);
	attr(s, "y2", y2);
	stroke(s, pen);
	docbook_end(s->xml);
}

void svg_box(struct svg *s, enum svg_pen pen, long x, long y, long width, long height)
{
	docbook_block(s->xml, "rect");
	attr(s, "x", x);
	attr(s, "y", y);
	attr(s, "width", width);
	attr(s, "height", height);
	docbook_attr(s->xml, "fill", pen == SVG_SOLID ? "#4a4a4a" : "#ffffff");
	docbook_attr(s->xml, "stroke", "#1a1a1a");
	docbook_attr(s->xml, "stroke-width", "1");
	docbook_end(s->xml);
}

void svg_dot(struct svg *s, enum svg_pen pen, long x, long y)
{
	docbook_block(s->xml, "circle");
	attr(s, "cx", x);
	attr(s, "cy", y);
	docbook_attr(s->xml, "r", "4");
	docbook_attr(s->xml, "fill", pen == SVG_SOLID ? "#1a1a1a" : "#ffffff");
	docbook_attr(s->xml, "stroke", "#1a1a1a");
	docbook_attr(s->xml, "stroke-width", "2");
	docbook_end(s->xml);
}

void svg_path(struct svg *s, enum svg_pen pen, const long *points, size_t n)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < n; i++) {
		str_add(&text, i ? " " : "");
		add_number(&text, points[2 * i]);
		str_add_c(&text, ',');
		add_number(&text, points[2 * i + 1]);
	}
	docbook_block(s->xml, "polyline");
	docbook_attr(s->xml, "points", str_text(&text));
	docbook_attr(s->xml, "fill", "none");
	docbook_attr(s->xml, "stroke-linejoin", "round");
	stroke(s, pen);
	docbook_end(s->xml);
	str_free(&text);
}

void svg_words(struct svg *s, long x, long y, enum svg_anchor anchor, bool strong, const char *text)
{
	static const char *const anchors[] = { NULL, "middle", "end" };

	docbook_block(s->xml, "text");
	attr(s, "x", x);
	attr(s, "y", y);
	docbook_attr(s->xml, "text-anchor", anchors[anchor]);
	if (strong)
		docbook_attr(s->xml, "font-weight", "bold");
	docbook_text(s->xml, text);
	docbook_end(s->xml);
}
