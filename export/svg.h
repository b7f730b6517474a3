/*
 * Pictures as SVG 1.1 (W3C, 2011), of lines, boxes and words alone: no script, nothing from
 * outside, generic fonts, readable in black and white. Sizes are in pixels; coordinates in tenths
 * of one, so that the same picture has the same bytes in every locale.
 */
#ifndef AMPARO_EXPORT_SVG_H
#define AMPARO_EXPORT_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

struct svg;

enum svg_anchor { SVG_START, SVG_MIDDLE, SVG_END };

/* How something is drawn: each is told from the others without colour. */
enum svg_pen {
	SVG_SOLID,  /* a thick line, a filled box */
	SVG_DASHED, /* a thick broken line, an outlined box */
	SVG_THIN,   /* an axis */
	SVG_FAINT,  /* the lines behind: light, thin */
	SVG_DOTTED, /* a thin broken line */
};

/* Begins. The title and the words are read aloud where the picture cannot be seen. `out` is
 * appended to. */
struct svg *svg_open(struct str *out, int width, int height, const char *title, const char *words);

/* False: the picture is not whole. Frees. */
bool svg_close(struct svg *s);

void svg_line(struct svg *s, enum svg_pen pen, long x1, long y1, long x2, long y2);
void svg_box(struct svg *s, enum svg_pen pen, long x, long y, long width, long height);
void svg_dot(struct svg *s, enum svg_pen pen, long x, long y);

/* A line through points, x and y after each other. */
void svg_path(struct svg *s, enum svg_pen pen, const long *points, size_t n);

/* One line of words, 13 pixels high; `strong` ones are heavier. */
void svg_words(
	struct svg *s, long x, long y, enum svg_anchor anchor, bool strong, const char *text);

#endif
