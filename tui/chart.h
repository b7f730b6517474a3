/*
 * Numbers as pictures: bars that lie, bars that stand, and lines of small ones. They are drawn in
 * eighths of a cell; where the locale cannot write those signs, screen.c puts plain ones. Nobody is
 * no bar, somebody is never none, and less than the whole is never the whole.
 */
#ifndef AMPARO_TUI_CHART_H
#define AMPARO_TUI_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "model/str.h"
#include "tui/screen.h"

/* Eighths of `cells` cells that stand for `n` of `of`. */
int chart_eighths(int64_t n, int64_t of, int cells);

/* The sign of 1 to 8 eighths of a cell, from below and from the left; " " for 0. */
const char *chart_rising(int eighths);
const char *chart_lying(int eighths);

/* A number at or above `max` that is good at the end of a scale: 1, 2, 2.5 or 5 and zeros. 1 at
 * least. */
int64_t chart_scale(int64_t max);

/* A bar that lies: `n` of `of`. What is left of the cells stays as it is. Answers the cells taken.
 */
int chart_bar(struct screen *s, int y, int x, int cells, enum style style, int64_t n, int64_t of);

/* A bar that stands on the lowest row of the box, as wide as the box. */
void chart_pillar(struct screen *s, struct box b, enum style style, int64_t n, int64_t of);

/* A sign a number, the largest as high as the line; appended. */
void chart_spark(const int64_t *numbers, size_t n, struct str *out);

/* How many tenths of a per cent `n` is of `of`: "42.0%", "<0.1%"; appended. */
void chart_share(int64_t n, int64_t of, struct str *out);

#endif
