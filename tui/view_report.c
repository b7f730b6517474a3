#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/wrap.h"

/*
 * What a piece of work has to say, when that is more than a line: the place's text, its first line
 * for the way here. Lines are wrapped to the width; nothing in it can be opened.
 */

struct report {
	const char *title; /* in `text` */
	size_t title_len;
	const char *text;        /* the pane's */
	struct wrap_line *lines; /* owned; of `text` */
	int cols;                /* for which they were made */
	struct scroll scroll;
};

static struct report *state(struct pane *p)
{
	return p->state;
}

static enum status report_open(struct pane *p)
{
	struct report *r = mem_zero(sizeof(*r));

	p->state = r;
	r->title = p->text ? p->text : "";
	r->title_len = strcspn(r->title, "\n");
	r->text = r->title + r->title_len + (r->title[r->title_len] != '\0');
	return ST_OK;
}

static void report_close(struct pane *p)
{
	free(state(p)->lines);
	free(p->state);
}

static enum status report_load(struct pane *p)
{
	struct report *r = state(p);
	int cols = p->box.cols > 5 ? p->box.cols - 4 : 1;

	if (r->cols != cols) {
		free(r->lines);
		wrap_text(r->text, strlen(r->text), cols, 0, &r->lines, &r->scroll.n);
		r->cols = cols;
	}
	r->scroll.height = p->box.rows;
	scroll_fix(&r->scroll);
	return ST_OK;
}

static void report_draw(struct pane *p, bool focused)
{
	struct report *r = state(p);
	struct screen *s = p->app->screen;

	for (int i = 0; i < p->box.rows && r->scroll.top + (size_t)i < r->scroll.n; i++) {
		size_t row = r->scroll.top + (size_t)i;
		bool here = focused && row == r->scroll.cursor;

		screen_put(s, p->box.y + i, p->box.x, 1, STYLE_STRONG, here ? "▸" : "");
		screen_put_n(s, p->box.y + i, p->box.x + 2, p->box.cols - 2, STYLE_TEXT,
			r->text + r->lines[row].start, r->lines[row].len);
		if (here)
			screen_cursor(s, p->box.y + i, p->box.x, false);
	}
}

static void report_crumb(struct pane *p, struct str *out)
{
	str_add_n(out, state(p)->title, state(p)->title_len);
}

static bool report_move(struct pane *p, enum move move, int64_t n)
{
	return scroll_move(&state(p)->scroll, move, n);
}

static bool report_point(struct pane *p, int y, int x)
{
	(void)x;
	return scroll_point(&state(p)->scroll, y - p->box.y);
}

static const char *const contexts[] = { "report", "list", "global", NULL };

static const struct action actions[] = { { .name = NULL } };

const struct view view_report = {
	.name = "report",
	.title = N_("Report"),
	.contexts = contexts,
	.actions = actions,
	.open = report_open,
	.close = report_close,
	.load = report_load,
	.draw = report_draw,
	.crumb = report_crumb,
	.move = report_move,
	.point = report_point,
};
