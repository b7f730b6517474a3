#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/chart.h"
#include "tui/rows.h"
#include "tui/statement_view.h"

#define LABEL 44      /* columns for what a number is of, where there is room */
#define LABEL_WIDE 66 /* on a wide screen */
#define WIDE 110
#define NUMBER 12   /* columns for the number */
#define COUNTRY 26  /* columns for a country beside its bar */
#define BAR_LEAST 6 /* fewer show nothing */
#define SCALE 9     /* columns for the numbers beside the picture */
#define PICTURE 100 /* columns of it at most */

struct place_of {
	int label;  /* columns, with the indent */
	int bar;    /* columns; 0: none */
	int number; /* where the number begins */
};

/* Where things stand on a line of `cols` columns; all numbers below each other. */
static struct place_of columns_of(const struct statement_row *r, int cols)
{
	struct place_of c = { .label = cols >= WIDE ? LABEL_WIDE : LABEL };

	if (c.label > cols - NUMBER - 1)
		c.label = cols - NUMBER - 1;
	if (c.label < 1)
		c.label = 1;
	c.number = c.label + 1;
	if (r->kind == ROW_BAR && c.label >= COUNTRY + 1 + BAR_LEAST) {
		c.bar = c.label - COUNTRY - 1;
		c.label = COUNTRY;
	}
	return c;
}

static void draw_number(
	struct pane *p, const struct statement_row *r, int y, enum style style, bool selected)
{
	struct screen *s = p->app->screen;
	int cols = p->box.cols - 2;
	struct place_of c = columns_of(r, cols);
	int x = p->box.x + 2;
	int number = r->inner && cols > LABEL + NUMBER ? c.number - NUMBER : c.number;
	struct str text = STR_INIT;

	screen_put(s, y, x, cols, style, "");
	screen_put(s, y, x + r->indent, (r->inner ? number : c.label) - r->indent, style, r->text);
	if (c.bar > 0)
		chart_bar(
			s, y, x + c.label + 1, c.bar, selected ? style : STYLE_CHART, r->n, r->of);
	cell_number(r->n, &text);
	screen_put_right(s, y, x + number, NUMBER, style, str_text(&text));
	str_clear(&text);
	if (r->kind == ROW_BAR || r->more) {
		const struct statement_state *st = p->state;

		if (r->kind == ROW_BAR)
			chart_share(r->n, st->s->counted, &text);
		if (r->more)
			str_addf(&text, "%s%s", text.len ? "  " : "", r->more);
	}
	x += (r->inner ? number : c.number) + NUMBER + 2;
	if (text.len && x < p->box.x + p->box.cols)
		screen_put(s, y, x, p->box.x + p->box.cols - x, selected ? style : STYLE_DIM,
			str_text(&text));
	str_free(&text);
}

static void draw_rule(struct pane *p, int y, const char *sign)
{
	struct statement_row row = { .kind = ROW_NUMBER };
	struct place_of c = columns_of(&row, p->box.cols - 2);

	screen_rule(p->app->screen, y, p->box.x + 2 + c.number, NUMBER, STYLE_DIM, sign);
}

/* ---- the picture of growth ---- */

struct picture {
	struct statement_point *counted, *declared; /* owned */
	size_t n_counted, n_declared;
	long first, last; /* days */
	int64_t top;
	struct box field; /* of the bars */
};

static void widen(struct picture *g, const struct statement_point *points, size_t n, bool *any)
{
	for (size_t i = 0; i < n; i++) {
		if (!*any || points[i].day < g->first)
			g->first = points[i].day;
		if (!*any || points[i].day > g->last)
			g->last = points[i].day;
		if (points[i].n > g->top)
			g->top = points[i].n;
		*any = true;
	}
}

/* The last number on or before a day; -1: none yet. */
static int64_t at_day(const struct statement_point *points, size_t n, long day)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (points[middle].day <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? points[low - 1].n : -1;
}

/* The last day that column `x` of the picture stands for; the first column has the first day. */
static long day_at(const struct picture *g, int x)
{
	long days = g->last - g->first + 1;

	return g->first + (days * (x + 1) + g->field.cols - 1) / g->field.cols - 1;
}

/* The line on which a number stands, counted from above; -1: on none. */
static int row_of(const struct picture *g, int64_t n)
{
	int eighths = chart_eighths(n, g->top, g->field.rows);

	return n < 0 ? -1 : g->field.rows - 1 - (eighths > 0 ? (eighths - 1) / 8 : 0);
}

static void draw_column(struct pane *p, const struct picture *g, int line, int x)
{
	struct screen *s = p->app->screen;
	long day = day_at(g, x), before = x ? day_at(g, x - 1) : g->first - 1;
	int64_t counted = at_day(g->counted, g->n_counted, day);
	int64_t declared = at_day(g->declared, g->n_declared, day);
	bool new = declared >= 0 && at_day(g->declared, g->n_declared, before) != declared;
	int eighths = counted < 0 ? 0
				  : chart_eighths(counted, g->top, g->field.rows) -
					    (g->field.rows - 1 - line) * 8;

	if (eighths > 8)
		eighths = 8;
	if (eighths > 0)
		screen_put(s, g->field.y, g->field.x + x, 1, STYLE_CHART, chart_rising(eighths));
	if (declared >= 0 && row_of(g, declared) == line)
		screen_put(s, g->field.y, g->field.x + x, 1, new ? STYLE_STRONG : STYLE_DIM,
			new           ? "◆"
			: eighths > 0 ? chart_rising(eighths)
				      : "·");
}

/* Below the bars: the first and the last day, and what the signs mean. */
static void draw_days(struct pane *p, const struct picture *g)
{
	struct screen *s = p->app->screen;
	struct date first = date_from_days(g->first), last = date_from_days(g->last);
	char text[DATE_TEXT_MAX];

	date_format(&first, text);
	screen_put(s, g->field.y, g->field.x, 10, STYLE_DIM, text);
	date_format(&last, text);
	if (g->field.cols >= 24)
		screen_put_right(
			s, g->field.y, g->field.x + g->field.cols - 10, 10, STYLE_DIM, text);
	if (g->field.cols >= 60)
		screen_put(s, g->field.y, g->field.x + 14, g->field.cols - 28, STYLE_DIM,
			g->n_declared && g->n_counted ? _("█ counted  ◆ declared")
			: g->n_declared               ? _("◆ declared")
						      : _("█ counted until then"));
}

static void draw_picture(struct pane *p, const struct statement_row *r, int y)
{
	const struct statement_state *st = p->state;
	struct picture g = { .top = 1 };
	struct str text = STR_INIT;
	bool any = false;

	g.counted = statement_growth(st->s, &g.n_counted);
	g.declared = statement_declared_growth(st->s, &g.n_declared);
	widen(&g, g.counted, g.n_counted, &any);
	widen(&g, g.declared, g.n_declared, &any);
	g.top = chart_scale(g.top);
	g.field = (struct box){ y, p->box.x + 2 + SCALE + 1, st->picture - 1,
		p->box.cols - 2 - SCALE - 2 };
	if (g.field.cols > PICTURE)
		g.field.cols = PICTURE;
	if (r->line == st->picture - 1) {
		draw_days(p, &g);
	} else {
		cell_number(r->line == 0 ? g.top : 0, &text);
		if (r->line == 0 || r->line == st->picture - 2)
			screen_put_right(
				p->app->screen, y, p->box.x + 2, SCALE, STYLE_DIM, str_text(&text));
		for (int x = 0; x < g.field.cols; x++)
			draw_column(p, &g, r->line, x);
	}
	str_free(&text);
	free(g.counted);
	free(g.declared);
}

/* ---- rows ---- */

static void draw_row(struct pane *p, const struct statement_row *r, int y, enum style style)
{
	struct screen *s = p->app->screen;
	int x = p->box.x + 2, cols = p->box.cols - 2;
	bool selected = style != STYLE_TEXT;

	switch (r->kind) {
	case ROW_BLANK:
		break;
	case ROW_HEADING:
		screen_put(s, y, x - 1, cols + 1, STYLE_HEADING, r->text);
		break;
	case ROW_NOTE:
		screen_put(s, y, x + r->indent, cols - r->indent, STYLE_DIM, r->text);
		break;
	case ROW_NUMBER:
	case ROW_BAR:
		draw_number(p, r, y,
			selected ? style
			: r->sum ? STYLE_STRONG
				 : STYLE_TEXT,
			selected);
		break;
	case ROW_RULE:
		draw_rule(p, y, "─");
		break;
	case ROW_END:
		draw_rule(p, y, "═");
		break;
	case ROW_PICTURE:
		draw_picture(p, r, y);
		break;
	}
}

void statement_draw(struct pane *p, bool focused)
{
	const struct statement_state *st = p->state;
	struct screen *s = p->app->screen;

	if (st->n_rows == 0)
		screen_put(s, p->box.y, p->box.x + 1, p->box.cols - 2, STYLE_DIM, _("Reading…"));
	for (int i = 0; i < p->box.rows; i++) {
		size_t row = st->scroll.top + (size_t)i;
		struct box mark = { p->box.y + i, p->box.x, 1, GUTTER };

		if (row >= st->n_rows)
			break;
		draw_row(p, &st->rows[row], mark.y,
			row_bar(s, mark, row == st->scroll.cursor && st->rows[row].where, focused));
	}
}
