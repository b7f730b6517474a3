#include "config.h"

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/record_view.h"

/* The lines of a record on the screen. */

#define DAY 10 /* columns of 2026-11-20 */

static void draw_right(
	struct pane *p, const struct line *l, int y, int x, int cols, enum style style)
{
	struct screen *s = p->app->screen;
	int note = l->note ? screen_width(s, l->note) : 0;

	if (note > cols / 2)
		note = 0;
	screen_put(s, y, x, cols - (note ? note + 1 : 0), style, l->text ? l->text : "");
	if (note)
		screen_put(s, y, x + cols - note, note, style == STYLE_TEXT ? STYLE_DIM : style,
			l->note);
}

static void draw_children_head(
	struct pane *p, const struct line *l, int y, int x, int cols, bool selected)
{
	struct screen *s = p->app->screen;
	enum style style = selected ? STYLE_SELECTED : l->style;
	int label = screen_width(s, l->label);
	int note = l->note ? screen_width(s, l->note) : 0;

	screen_put(s, y, x, label < cols ? label : cols, style, l->label);
	if (label + note + 6 > cols)
		return;
	if (note == 0) {
		screen_rule(s, y, x + label + 1, cols - label - 1, STYLE_DIM, "─");
		return;
	}
	if (l->style == STYLE_DIM) {
		screen_put(s, y, x + label + 2, note, style, l->note);
		return;
	}
	screen_rule(s, y, x + label + 1, cols - label - note - 5, STYLE_DIM, "─");
	screen_put(s, y, x + cols - note - 3, note, STYLE_HEADING, l->note);
	screen_rule(s, y, x + cols - 2, 2, STYLE_DIM, "─");
}

static void draw_field(
	struct pane *p, const struct line *l, int y, int x, int cols, enum style selected)
{
	struct screen *s = p->app->screen;
	int label = ((struct record_view *)p->state)->label_width;
	bool bar = selected != STYLE_TEXT;

	screen_put(s, y, x, label, bar ? selected : STYLE_LABEL, l->label ? l->label : "");
	screen_put(s, y, x + label + 1, cols - label - 1, bar ? selected : l->style,
		l->text ? l->text : "");
}

/* Of a text: the link that Enter follows stands out on the selected line. */
static void draw_prose(
	struct pane *p, const struct line *l, int y, int x, int cols, enum style selected)
{
	const struct record_view *v = p->state;
	int in = cols > 4 ? 2 : 0;
	size_t link = PROSE_NO_LINK;

	if (selected != STYLE_TEXT) {
		link = prose_line_link(l->prose, v->link);
		if (link == PROSE_NO_LINK)
			link = prose_line_link(l->prose, 0);
	}
	prose_put(p->app->screen, y, x + in, cols - in, l->prose, selected, link);
}

/* When, what, and on the right who, where it was not here. */
static void draw_event(
	struct pane *p, const struct line *l, int y, int x, int cols, enum style selected)
{
	struct screen *s = p->app->screen;
	int when = screen_width(s, l->label);

	/* On a narrow screen the day is enough. */
	if (cols < 2 * when && when > DAY)
		when = DAY;
	screen_put(s, y, x, cols, selected, "");
	screen_put_n(s, y, x, when < cols ? when : cols,
		selected == STYLE_TEXT ? STYLE_DIM : selected, l->label, (size_t)when);
	if (cols > when + 2)
		draw_right(p, l, y, x + when + 2, cols - when - 2, selected);
}

void record_draw_line(struct pane *p, const struct line *l, int y, enum style selected)
{
	struct screen *s = p->app->screen;
	int x = p->box.x + 2;
	int cols = p->box.cols - 2;
	bool bar = selected != STYLE_TEXT;

	switch (l->kind) {
	case LINE_BLANK:
		break;
	case LINE_TITLE:
		screen_put(s, y, x, cols, bar ? selected : STYLE_STRONG, l->text);
		break;
	case LINE_FIELD:
	case LINE_MORE:
		draw_field(p, l, y, x, cols, selected);
		break;
	case LINE_HEAD:
		screen_put(s, y, x, cols, bar ? selected : STYLE_HEADING, l->label);
		break;
	case LINE_TEXT:
		draw_prose(p, l, y, x, cols, selected);
		break;
	case LINE_EVENT:
		draw_event(p, l, y, x + 2, cols - 2, selected);
		break;
	case LINE_HISTORY:
	case LINE_CHILDREN:
		draw_children_head(p, l, y, x, cols, bar);
		break;
	case LINE_CHILD:
		draw_right(p, l, y, x + 2, cols - 2, selected);
		break;
	case LINE_ALL:
	case LINE_NOTE:
		screen_put(s, y, x + (l->kind == LINE_ALL ? 2 : 0), cols,
			bar ? selected : STYLE_DIM, l->text);
		break;
	}
}
