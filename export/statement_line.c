/* The statement's line of growth: the counted ones by the day they signed, and what was declared.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/statement.h"
#include "export/svg.h"
#include "model/mem.h"

/* In tenths of a pixel. */
#define WIDTH 6800
#define HEIGHT 3400
#define LEFT 900
#define RIGHT 300
#define TOP 500 /* the words above are what the lines mean */
#define BOTTOM 500
#define TICKS 5      /* about so many numbers beside */
#define DATES_MOST 6 /* about so many dates below */
#define DOTS_MOST 40 /* more totals than these are a line alone */

struct growth {
	struct statement_point *counted, *declared; /* owned */
	size_t n_counted, n_declared;
	long first, last; /* days */
	int64_t step;     /* between two numbers beside */
	int64_t top;      /* the number at the top */
};

/* 1, 2, 2.5 or 5 with zeros: a good distance between the numbers of an axis. */
static int64_t good_step(int64_t most)
{
	int64_t least = (most + TICKS - 1) / TICKS, unit = 1;

	while (unit < INT64_MAX / 100) {
		if (least <= unit)
			return unit;
		if (least <= 2 * unit)
			return 2 * unit;
		if (unit >= 10 && least <= unit * 5 / 2)
			return unit * 5 / 2;
		if (least <= 5 * unit)
			return 5 * unit;
		unit *= 10;
	}
	return least;
}

static void span(struct growth *g, const struct statement_point *points, size_t n, int64_t *most)
{
	for (size_t i = 0; i < n; i++) {
		if (points[i].day < g->first)
			g->first = points[i].day;
		if (points[i].day > g->last)
			g->last = points[i].day;
		if (points[i].n > *most)
			*most = points[i].n;
	}
}

static bool gather_growth(const struct statement *s, struct growth *g)
{
	int64_t most = 1;

	memset(g, 0, sizeof(*g));
	g->counted = statement_growth(s, &g->n_counted);
	g->declared = statement_declared_growth(s, &g->n_declared);
	if (g->n_counted + g->n_declared == 0)
		return false;
	g->first = g->last = g->n_counted ? g->counted[0].day : g->declared[0].day;
	span(g, g->counted, g->n_counted, &most);
	span(g, g->declared, g->n_declared, &most);
	g->step = good_step(most);
	g->top = (most + g->step - 1) / g->step * g->step;
	return g->last > g->first;
}

static void free_growth(struct growth *g)
{
	free(g->counted);
	free(g->declared);
}

bool statement_has_growth(const struct statement *s)
{
	struct growth g;
	bool any = gather_growth(s, &g);

	free_growth(&g);
	return any;
}

static long x_of(const struct growth *g, long day)
{
	return LEFT + (long)((double)(day - g->first) * (WIDTH - LEFT - RIGHT) /
			      (double)(g->last - g->first));
}

static long y_of(const struct growth *g, int64_t n)
{
	return HEIGHT - BOTTOM - (long)((double)n * (HEIGHT - TOP - BOTTOM) / (double)g->top);
}

/* ---- axes ---- */

static void draw_numbers(struct svg *svg, const struct growth *g)
{
	for (int64_t n = 0; n <= g->top; n += g->step) {
		struct str text = STR_INIT;

		str_add_number(&text, n);
		svg_line(
			svg, n ? SVG_FAINT : SVG_THIN, LEFT, y_of(g, n), WIDTH - RIGHT, y_of(g, n));
		svg_words(svg, LEFT - 70, y_of(g, n) + 45, SVG_END, false, str_text(&text));
		str_free(&text);
	}
}

static void draw_date(struct svg *svg, const struct growth *g, const struct date *d)
{
	struct date day = date_first(d);
	long x = x_of(g, date_to_days(&day));
	char text[DATE_TEXT_MAX];

	date_format(d, text);
	svg_line(svg, SVG_THIN, x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 60);
	svg_words(svg, x, HEIGHT - BOTTOM + 220, SVG_MIDDLE, false, text);
}

/* So many days apart, from the first on. */
static void draw_days(struct svg *svg, const struct growth *g)
{
	static const long steps[] = { 1, 2, 7, 14, 28 };
	long step = 28;

	for (size_t i = sizeof(steps) / sizeof(steps[0]); i-- > 0;)
		if ((g->last - g->first) / steps[i] < DATES_MOST)
			step = steps[i];
	for (long day = g->first; day <= g->last; day += step) {
		struct date d = date_from_days(day);

		draw_date(svg, g, &d);
	}
}

/* On the first days of months, so many of them apart; whole years are called by their number. */
static void draw_months(struct svg *svg, const struct growth *g)
{
	static const int steps[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000,
		24000 };
	struct date first = date_from_days(g->first), last = date_from_days(g->last);
	int from = first.year * 12 + first.month - 1 + (first.day > 1);
	int to = last.year * 12 + last.month - 1;
	int step = 24000;

	for (size_t i = sizeof(steps) / sizeof(steps[0]); i-- > 0;)
		if (to / steps[i] - from / steps[i] < DATES_MOST)
			step = steps[i];
	for (int month = (from + step - 1) / step * step; month <= to; month += step) {
		struct date d = { month / 12, month % 12 + 1, 0, DATE_SURE };

		if (step >= 12)
			d.month = 0;
		if (d.year >= 1)
			draw_date(svg, g, &d);
	}
}

/* ---- lines ---- */

static void draw_counted(struct svg *svg, const struct growth *g)
{
	long *points = mem_array(4 * g->n_counted + 4, sizeof(*points));
	size_t n = 0;

	/* From nobody on the first day; each day's number stands until the next. */
	for (size_t i = 0; i < g->n_counted; i++) {
		long x = x_of(g, g->counted[i].day);

		points[2 * n] = x;
		points[2 * n++ + 1] = y_of(g, i ? g->counted[i - 1].n : 0);
		points[2 * n] = x;
		points[2 * n++ + 1] = y_of(g, g->counted[i].n);
	}
	if (n > 0) {
		points[2 * n] = x_of(g, g->last);
		points[2 * n++ + 1] = y_of(g, g->counted[g->n_counted - 1].n);
		svg_path(svg, SVG_SOLID, points, n);
	}
	free(points);
}

/* What one source says after another is no growth: the line of each is its own. */
static void draw_declared(struct svg *svg, const struct growth *g)
{
	size_t from = 0;
	long *points = mem_array(2 * g->n_declared + 2, sizeof(*points));

	for (size_t i = 0; i < g->n_declared; i++) {
		points[2 * i] = x_of(g, g->declared[i].day);
		points[2 * i + 1] = y_of(g, g->declared[i].n);
	}
	for (size_t i = 1; i <= g->n_declared; i++) {
		if (i < g->n_declared && !g->declared[i].apart)
			continue;
		if (i - from > 1)
			svg_path(svg, SVG_DASHED, points + 2 * from, i - from);
		from = i;
	}
	for (size_t i = 0; i < g->n_declared && g->n_declared <= DOTS_MOST; i++)
		svg_dot(svg, SVG_DASHED, points[2 * i], points[2 * i + 1]);
	free(points);
}

static void draw_thresholds(struct svg *svg, const struct growth *g, const struct statement *s)
{
	for (size_t i = 0; i < s->n_thresholds; i++) {
		const struct statement_threshold *t = &s->thresholds[i];
		struct str text = STR_INIT;

		if (t->kind != THRESHOLD_SIGNATURES || t->value > g->top || t->value < g->top / 20)
			continue;
		str_addf(&text, "%s: ", *t->ref ? t->title : "Target");
		str_add_number(&text, t->value);
		svg_line(
			svg, SVG_DOTTED, LEFT, y_of(g, t->value), WIDTH - RIGHT, y_of(g, t->value));
		svg_words(
			svg, LEFT + 50, y_of(g, t->value) - 40, SVG_START, false, str_text(&text));
		str_free(&text);
	}
}

static void draw_key(struct svg *svg, const struct growth *g)
{
	long x = LEFT;

	if (g->n_counted) {
		svg_line(svg, SVG_SOLID, x, 200, x + 350, 200);
		svg_words(svg, x + 430, 245, SVG_START, false, "counted, by the day they signed");
		x += 2700;
	}
	if (!g->n_declared)
		return;
	if (g->n_declared > 1)
		svg_line(svg, SVG_DASHED, x, 200, x + 350, 200);
	svg_dot(svg, SVG_DASHED, x + 175, 200);
	svg_words(svg, x + 430, 245, SVG_START, false, "declared");
}

static void describe(const struct growth *g, struct str *out)
{
	const struct statement_point *ends[] = { g->n_counted ? &g->counted[0] : NULL,
		g->n_counted > 1 ? &g->counted[g->n_counted - 1] : NULL,
		g->n_declared ? &g->declared[0] : NULL,
		g->n_declared > 1 ? &g->declared[g->n_declared - 1] : NULL };

	for (size_t i = 0; i < 4; i++) {
		struct date d;
		char text[DATE_TEXT_MAX];

		if (!ends[i])
			continue;
		d = date_from_days(ends[i]->day);
		date_format(&d, text);
		str_addf(out, "%s%s until %s: ", out->len ? "; " : "",
			i < 2 ? "Counted" : "Declared", text);
		str_add_number(out, ends[i]->n);
	}
	str_add_c(out, '.');
}

bool statement_svg_growth(const struct statement *s, struct str *out)
{
	struct str words = STR_INIT;
	struct growth g;
	struct svg *svg;

	if (!gather_growth(s, &g)) {
		free_growth(&g);
		return true;
	}
	describe(&g, &words);
	svg = svg_open(out, WIDTH / 10, HEIGHT / 10, "Signatures over time", str_text(&words));
	draw_numbers(svg, &g);
	if (g.last - g.first <= 70)
		draw_days(svg, &g);
	else
		draw_months(svg, &g);
	draw_thresholds(svg, &g, s);
	draw_counted(svg, &g);
	draw_declared(svg, &g);
	draw_key(svg, &g);
	str_free(&words);
	free_growth(&g);
	return svg_close(svg);
}
