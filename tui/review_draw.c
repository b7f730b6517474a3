#include "config.h"

#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/review.h"

#define LABEL 14  /* columns of the names of fields */
#define NARROW 50 /* columns; with less a field's two values stand below each other */
#define VALUE 70  /* the most that a value gets */

int review_head_rows(const struct pane *p)
{
	return p->box.rows >= 8 ? 4 : p->box.rows >= 4 ? 2 : 0;
}

int review_field_rows(const struct pane *p)
{
	return p->box.cols < NARROW ? 2 : 1;
}

/* Where the two values stand on a line. */
struct places {
	int label, value, one, sign, two;
};

static struct places places(const struct pane *p)
{
	int x = p->box.x, value = (p->box.cols - LABEL - 5) / 2;

	if (p->box.cols < NARROW)
		return (struct places){ x + 2, p->box.cols - 13, x + 13, x + 11, x + 13 };
	value = value > VALUE ? VALUE : value;
	return (struct places){ x + 2, value, x + 2 + LABEL, x + 2 + LABEL + value,
		x + 2 + LABEL + value + 3 };
}

/* "17 of 240 · 87 of 100 · a similar name and the same city" */
static void headline(const struct review *v, struct str *out)
{
	cell_number(v->before + 1, out);
	str_add(out, _(" of "));
	cell_number(v->waiting.open + v->waiting.later, out);
	if (record_get(&v->pair, "score")) {
		str_add(out, " · ");
		str_addf(out, _("%s of 100 alike"), record_show(&v->pair, "score"));
	}
	if (v->place.later)
		str_addf(out, " · %s", _("put off"));
}

static void draw_head(struct pane *p)
{
	const struct review *v = review_of(p);
	struct screen *s = p->app->screen;
	struct places at = places(p);
	struct str text = STR_INIT;
	int rows = review_head_rows(p), y = p->box.y;

	if (!rows)
		return;
	headline(v, &text);
	screen_put(s, y++, at.label, p->box.cols - 3, STYLE_HEADING, str_text(&text));
	screen_put(s, y++, at.label, p->box.cols - 3, STYLE_TEXT, record_show(&v->pair, "why"));
	str_free(&text);
	if (rows < 4)
		return;
	y++;
	for (int i = 0; i < 2; i++) {
		int x = p->box.cols < NARROW ? at.label + i * (p->box.cols / 2)
			: i                  ? at.two
					     : at.one;
		int cols = p->box.cols < NARROW ? p->box.cols / 2 - 2 : at.value;

		str_clear(&text);
		str_addf(&text, "%s%s %s", v->side == i ? "▸ " : "  ", i ? _("second") : _("first"),
			v->there[i] ? record_show(&v->rows[i], "ref") : _("(gone)"));
		screen_put(s, y, x, cols, v->side == i ? STYLE_STRONG : STYLE_HEADING,
			str_text(&text));
	}
	str_free(&text);
}

static void draw_value(
	struct pane *p, int side, const struct review_line *line, int y, int x, int cols)
{
	const struct review *v = review_of(p);
	struct str text = STR_INIT;

	if (v->there[side])
		cell_field_long(&v->rows[side], line->field, &text);
	if (text.len)
		screen_put(p->app->screen, y, x, cols, line->differs ? STYLE_STRONG : STYLE_TEXT,
			str_text(&text));
	else
		screen_put(p->app->screen, y, x, cols, STYLE_DIM, "–");
	str_free(&text);
}

static void draw_line(struct pane *p, const struct review_line *line, int y)
{
	const struct review *v = review_of(p);
	struct screen *s = p->app->screen;
	struct places at = places(p);
	const bool narrow = p->box.cols < NARROW;
	const struct field *f = &v->rows[0].entity->fields[line->field];

	screen_put(s, y, at.label, narrow ? 8 : LABEL - 1, STYLE_LABEL, _(f->label));
	/* A sign, so that it is seen without colour. */
	screen_put(s, y, at.sign, narrow ? 1 : 3, line->differs ? STYLE_NEAR : STYLE_DIM,
		narrow          ? (line->differs ? "≠" : "")
		: line->differs ? " ≠ "
				: " = ");
	draw_value(p, 0, line, y, at.one, at.value);
	draw_value(p, 1, line, y + narrow, at.two, at.value);
}

static void draw_nothing(struct pane *p)
{
	screen_put(p->app->screen, p->box.y, p->box.x + 2, p->box.cols - 3, STYLE_TEXT,
		_("No pair waits for a verdict."));
	if (p->box.rows > 1)
		screen_put(p->app->screen, p->box.y + 1, p->box.x + 2, p->box.cols - 3, STYLE_DIM,
			_("D looks for people who signed more than once."));
}

void review_draw(struct pane *p, bool focused)
{
	const struct review *v = review_of(p);
	int head = review_head_rows(p), each = review_field_rows(p);

	if (!v->place.pair) {
		draw_nothing(p);
		return;
	}
	draw_head(p);
	for (int i = 0; i < v->scroll.height && v->scroll.top + (size_t)i < v->scroll.n; i++) {
		size_t line = v->scroll.top + (size_t)i;
		int y = p->box.y + head + i * each;

		if (focused && line == v->scroll.cursor) {
			screen_put(p->app->screen, y, p->box.x, 1, STYLE_STRONG, "▸");
			screen_cursor(p->app->screen, y, p->box.x, false);
		}
		draw_line(p, &v->lines[line], y);
	}
}
