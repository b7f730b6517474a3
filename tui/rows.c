#include "config.h"

#include "tui/rows.h"

#include "tui/app.h"
#include "tui/wrap.h"

enum style row_style(bool selected, bool focused)
{
	if (!selected)
		return STYLE_TEXT;
	return focused ? STYLE_SELECTED : STYLE_RESTING;
}

enum style row_or(enum style bar, enum style own)
{
	return bar == STYLE_TEXT ? own : bar;
}

enum style row_whole(struct pane *p, int y, enum style bar, enum style own)
{
	if (bar == STYLE_TEXT)
		screen_put(p->app->screen, y, p->box.x, p->box.cols, own, "");
	return row_or(bar, own);
}

enum style row_bar(struct screen *s, struct box line, bool selected, bool focused)
{
	enum style style = row_style(selected, focused);

	if (selected) {
		screen_put(s, line.y, line.x, line.cols, style, "▸");
		screen_cursor(s, line.y, line.x, false);
	}
	return style;
}

void rows_draw(struct pane *p, bool focused, row_fn *draw)
{
	const struct scroll *s = p->scroll;
	const int rows = p->box.rows - s->head;

	for (int i = 0; i < rows && s->top + (size_t)i < s->n; i++) {
		const size_t row = s->top + (size_t)i;
		const struct box line = { p->box.y + s->head + i, p->box.x, 1, p->box.cols };
		const bool selected = row == s->cursor && scroll_rests(s, row);

		draw(p, row, line.y, row_bar(p->app->screen, line, selected, focused));
	}
}

void rows_heading(struct pane *p, int y, const char *text)
{
	struct screen *s = p->app->screen;
	int width = screen_width(s, text);

	if (width > p->box.cols - 1)
		width = p->box.cols - 1;
	screen_put(s, y, p->box.x + 1, width, STYLE_HEADING, text);
	if (width < p->box.cols - 2)
		screen_rule(s, y, p->box.x + 1 + width, p->box.cols - 2 - width, STYLE_DIM, "─");
}

void rows_none(struct pane *p, const char *text)
{
	const struct box b = { p->box.y, p->box.x + GUTTER, p->box.rows, p->box.cols - GUTTER - 1 };

	wrap_put(p->app->screen, b, STYLE_DIM, text);
}

void rows_none_in(struct pane *p, struct box b, const char *text)
{
	const int down = b.rows > 2;

	b = (struct box){ b.y + down, b.x + GUTTER, b.rows - down, b.cols - GUTTER - 1 };
	wrap_put(p->app->screen, b, STYLE_DIM, text);
}
