#include "config.h"

#include "tui/detail.h"

#include <string.h>

#include "tui/app.h"

#define BESIDE_COLS 110 /* from here on both stand side by side */
#define BELOW_ROWS 10   /* from here on one below the other */

void detail_split(struct detail *d, struct box all, size_t rows)
{
	d->list = d->box = all;
	d->below = false;
	if (all.cols >= BESIDE_COLS) {
		d->list.cols = all.cols * 11 / 20;
		d->box.x = all.x + d->list.cols + 3;
		d->box.cols = all.cols - d->list.cols - 3;
	} else if (all.rows >= BELOW_ROWS) {
		d->below = true;
		d->list.rows = all.rows / 2;
		/* A short list leaves it the room. */
		if (rows + 2 < (size_t)d->list.rows)
			d->list.rows = (int)rows + 2;
		d->box.y = all.y + d->list.rows;
		d->box.rows = all.rows - d->list.rows;
		d->box.x += 2;
		d->box.cols -= 2;
	} else {
		d->box.rows = 0;
	}
}

void detail_take(struct detail *d, const struct history_change *c)
{
	change_lines_free(&d->lines);
	d->top = 0;
	if (c && d->box.rows > 1)
		change_lines_make(c, d->box.cols, &d->lines);
}

void detail_free(struct detail *d)
{
	change_lines_free(&d->lines);
}

/* The first row says what it is of. */
static size_t shown(const struct detail *d)
{
	return d->box.rows > 1 ? (size_t)d->box.rows - 1 : 0;
}

void detail_draw(struct pane *p, const struct detail *d, const char *name)
{
	struct screen *s = p->app->screen;
	struct box b = d->box;
	int width = screen_width(s, name);

	if (b.rows < 2 || b.cols < 8)
		return;
	if (!d->below)
		screen_column(s, b.y, b.x - 2, b.rows, STYLE_DIM, "│");
	if (width > b.cols - 3)
		width = b.cols - 3;
	screen_put(s, b.y, b.x, width, STYLE_HEADING, name);
	screen_rule(s, b.y, b.x + width + 1, b.cols - width - 1, STYLE_DIM, "─");
	b.y++;
	b.rows--;
	change_lines_put(s, b, &d->lines, d->top);
	/* What goes on below is told at its end. */
	if (d->top + shown(d) < d->lines.n)
		screen_put_right(s, b.y + b.rows - 1, b.x + b.cols - 2, 2, STYLE_DIM, "▼");
}

bool detail_move(struct detail *d, int by)
{
	size_t before = d->top, page = shown(d) > 1 ? shown(d) - 1 : 1;

	if (by < 0)
		d->top = d->top > page ? d->top - page : 0;
	else if (d->top + shown(d) < d->lines.n)
		d->top += page;
	return d->top != before;
}
