#include "config.h"

#include "tui/stale.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/wrap.h"

/* How a record that both changed is laid out and drawn. */

#define WIDE_FROM 84 /* columns from which on the three stand beside each other */
#define TAG_WIDTH 10 /* of "[yours]" */

enum row_kind { ROW_TEXT, ROW_BLANK, ROW_LABEL, ROW_LINE, ROW_HEADING, ROW_MERGED };

struct stale_row {
	enum row_kind kind;
	size_t conflict; /* ROW_LABEL, ROW_LINE */
	int field;       /* ROW_MERGED */
	int only;        /* ROW_LINE: the one side that stands on it; -1: all three */
	bool first;      /* ROW_LINE: the first of that side */
	struct wrap_line parts[SIDES];
};

void stale_add_value(const struct record *r, int field, struct str *out)
{
	if (!r->values[field].text)
		str_add(out, _("(empty)"));
	else if (r->entity->fields[field].type == FIELD_LONG)
		str_add(out, r->values[field].text);
	else
		cell_field_long(r, field, out);
}

/* ---- rows ---- */

static struct stale_row *add_row(struct stale *s, enum row_kind kind)
{
	struct stale_row *r;

	if (s->n_rows == s->cap_rows) {
		s->cap_rows = s->cap_rows ? s->cap_rows * 2 : 64;
		s->rows = mem_resize(s->rows, s->cap_rows, sizeof(*s->rows));
	}
	r = &s->rows[s->n_rows++];
	*r = (struct stale_row){ .kind = kind, .only = -1 };
	return r;
}

static void add_sentence(struct stale *s, int cols)
{
	struct wrap_line *lines;
	size_t n;

	wrap_text(str_text(&s->what), s->what.len, cols, 0, &lines, &n);
	for (size_t i = 0; i < n; i++)
		add_row(s, ROW_TEXT)->parts[0] = lines[i];
	free(lines);
}

static int part_width(int cols)
{
	return cols >= WIDE_FROM ? (cols - 2) / SIDES - 2 : cols - TAG_WIDTH - 4;
}

static int width_at_least(int width)
{
	return width > 4 ? width : 4;
}

static void add_conflict(struct stale *s, size_t at, int cols)
{
	const struct conflict *c = &s->conflicts[at];
	struct wrap_line *lines[SIDES];
	size_t n[SIDES], most = 0;

	add_row(s, ROW_LABEL)->conflict = at;
	for (int side = 0; side < SIDES; side++) {
		wrap_text(str_text(&c->texts[side]), c->texts[side].len,
			width_at_least(part_width(cols)), 0, &lines[side], &n[side]);
		most = n[side] > most ? n[side] : most;
	}
	for (size_t i = 0; cols >= WIDE_FROM && i < most; i++) {
		struct stale_row *r = add_row(s, ROW_LINE);

		r->conflict = at;
		for (int side = 0; side < SIDES; side++)
			r->parts[side] = i < n[side] ? lines[side][i] : (struct wrap_line){ 0, 0 };
	}
	for (int side = 0; cols < WIDE_FROM && side < SIDES; side++) {
		for (size_t i = 0; i < n[side]; i++) {
			struct stale_row *r = add_row(s, ROW_LINE);

			r->conflict = at;
			r->only = side;
			r->first = i == 0;
			r->parts[side] = lines[side][i];
		}
	}
	for (int side = 0; side < SIDES; side++)
		free(lines[side]);
	add_row(s, ROW_BLANK);
}

static bool is_merged(const struct stale *s, int field)
{
	enum merge_side side = merge_of(&s->merge, field);

	return side == MERGE_YOU || side == MERGE_THEM || side == MERGE_ALIKE;
}

static void lay_out(struct stale *s, int cols)
{
	const struct entity *e = s->merge.was.entity;
	bool any = false;

	s->n_rows = 0;
	add_sentence(s, width_at_least(cols - 2));
	add_row(s, ROW_BLANK);
	for (size_t i = 0; i < s->n; i++)
		add_conflict(s, i, cols);
	for (int i = 0; i < (int)e->n_fields; i++) {
		if (!is_merged(s, i))
			continue;
		if (!any)
			add_row(s, ROW_HEADING);
		any = true;
		add_row(s, ROW_MERGED)->field = i;
	}
}

/* The chosen conflict is on the screen, from its label on. */
static void show_chosen(struct stale *s, int height)
{
	size_t rows = height > 0 ? (size_t)height : 1;
	size_t from = s->n_rows, last = 0;

	for (size_t i = 0; i < s->n_rows; i++) {
		const struct stale_row *r = &s->rows[i];

		if ((r->kind != ROW_LABEL && r->kind != ROW_LINE) || r->conflict != s->at)
			continue;
		from = i < from ? i : from;
		last = i;
	}
	/* With the first of them the sentence over it, with the last what stands below. */
	if (s->at == 0 && last < rows)
		from = 0;
	if (s->at + 1 == s->n && s->n_rows - from <= rows)
		last = s->n_rows - 1;
	if (s->follow && last >= s->top + rows)
		s->top = last - rows + 1;
	if (s->follow && from < s->top)
		s->top = from;
	s->follow = false;
	if (s->n_rows <= rows)
		s->top = 0;
	else if (s->top > s->n_rows - rows)
		s->top = s->n_rows - rows;
}

/* ---- drawing ---- */

static bool is_taken(const struct stale *s, const struct conflict *c, int side)
{
	return side != SIDE_WAS && s->merge.take_theirs[c->field] == (side == SIDE_THEIRS);
}

/* Between brackets where it is taken: colours may not be there. */
static void draw_tag(struct pane *p, int y, int x, int cols, int side, bool taken)
{
	static const char *const tags[] = { N_("was"), N_("yours"), N_("theirs") };
	struct str text = STR_INIT;

	str_addf(&text, taken ? "[%s]" : " %s ", _(tags[side]));
	screen_put(p->app->screen, y, x, cols, taken ? STYLE_STRONG : STYLE_DIM, str_text(&text));
	str_free(&text);
}

static void draw_part(struct pane *p, const struct stale_row *r, int side, int y, int x, int cols)
{
	const struct stale *s = p->state;
	const struct conflict *c = &s->conflicts[r->conflict];

	screen_put_n(p->app->screen, y, x, cols, is_taken(s, c, side) ? STYLE_TEXT : STYLE_DIM,
		str_text(&c->texts[side]) + r->parts[side].start, r->parts[side].len);
}

static void draw_label(struct pane *p, const struct stale_row *r, int y)
{
	const struct stale *s = p->state;
	const struct conflict *c = &s->conflicts[r->conflict];
	bool now = r->conflict == s->at;
	int x = p->box.x, width = part_width(p->box.cols) + 2;
	const char *label = _(s->merge.was.entity->fields[c->field].label);
	enum style style = now ? STYLE_SELECTED : STYLE_LABEL;

	screen_put(p->app->screen, y, x, 1, style, now ? "▸" : "");
	screen_put(p->app->screen, y, x + 1, p->box.cols - 1, style, label);
	for (int side = 0; p->box.cols >= WIDE_FROM && side < SIDES; side++) {
		int from = x + 2 + side * width;
		int skip = side == SIDE_WAS ? screen_width(p->app->screen, label) + 1 : 0;

		draw_tag(p, y, from + skip - 1, TAG_WIDTH, side, is_taken(s, c, side));
	}
	if (now)
		screen_cursor(p->app->screen, y, x, false);
}

static void draw_line(struct pane *p, const struct stale_row *r, int y)
{
	const struct stale *s = p->state;
	int width = part_width(p->box.cols);
	int x = p->box.x + 2;

	if (r->only < 0) {
		for (int side = 0; side < SIDES; side++)
			draw_part(p, r, side, y, x + side * (width + 2), width);
		return;
	}
	if (r->first)
		draw_tag(p, y, x, TAG_WIDTH, r->only,
			is_taken(s, &s->conflicts[r->conflict], r->only));
	draw_part(p, r, r->only, y, x + TAG_WIDTH, width);
}

static void draw_merged(struct pane *p, const struct stale_row *r, int y)
{
	struct stale *s = p->state;
	enum merge_side side = merge_of(&s->merge, r->field);
	struct str text = STR_INIT;

	str_addf(&text, "%s: ", _(s->merge.was.entity->fields[r->field].label));
	stale_add_value(side == MERGE_THEM ? &s->merge.theirs : &s->merge.yours, r->field, &text);
	screen_put(p->app->screen, y, p->box.x + 2, TAG_WIDTH, STYLE_DIM,
		side == MERGE_THEM    ? _("theirs")
		: side == MERGE_ALIKE ? _("both")
				      : _("yours"));
	screen_put(p->app->screen, y, p->box.x + 2 + TAG_WIDTH, p->box.cols - 3 - TAG_WIDTH,
		STYLE_TEXT, str_text(&text));
	str_free(&text);
}

static void draw_row(struct pane *p, const struct stale_row *r, int y)
{
	const struct stale *s = p->state;
	struct screen *screen = p->app->screen;

	switch (r->kind) {
	case ROW_TEXT:
		screen_put_n(screen, y, p->box.x + 1, p->box.cols - 1, STYLE_TEXT,
			str_text(&s->what) + r->parts[0].start, r->parts[0].len);
		break;
	case ROW_BLANK:
		break;
	case ROW_LABEL:
		draw_label(p, r, y);
		break;
	case ROW_LINE:
		draw_line(p, r, y);
		break;
	case ROW_HEADING:
		screen_put(screen, y, p->box.x + 1, p->box.cols - 1, STYLE_HEADING,
			_("Goes together by itself"));
		break;
	case ROW_MERGED:
		draw_merged(p, r, y);
		break;
	}
}

void stale_draw(struct pane *p, bool focused)
{
	struct stale *s = p->state;

	(void)focused;
	s->follow = s->follow || p->box.rows != s->rows_then || p->box.cols != s->cols_then;
	s->rows_then = p->box.rows;
	s->cols_then = p->box.cols;
	lay_out(s, p->box.cols);
	show_chosen(s, p->box.rows);
	for (int i = 0; i < p->box.rows && s->top + (size_t)i < s->n_rows; i++)
		draw_row(p, &s->rows[s->top + (size_t)i], p->box.y + i);
}

bool stale_at(const struct pane *p, int y, int x, size_t *conflict, int *side)
{
	const struct stale *s = p->state;
	size_t at = s->top + (size_t)(y - p->box.y);
	const struct stale_row *r = at < s->n_rows ? &s->rows[at] : NULL;

	if (!r || (r->kind != ROW_LINE && r->kind != ROW_LABEL))
		return false;
	*conflict = r->conflict;
	*side = r->only;
	if (p->box.cols >= WIDE_FROM)
		*side = (x - p->box.x - 2) / (part_width(p->box.cols) + 2);
	return true;
}
