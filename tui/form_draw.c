#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"

#define KEPT_FROM 34  /* columns from which on there is room to say that the draft is kept */
#define KEPT_WIDTH 12 /* columns that it takes */

/* Dim beside what is typed: what it is read as. */
static void draw_reading(
	struct pane *p, const struct form_field *ff, int y, int x, int cols, int taken)
{
	struct str text = STR_INIT;

	str_add(&text, "= ");
	form_reading(form_of(p), ff, &text);
	if (text.len > 2 && taken + 2 < cols)
		screen_put(p->app->screen, y, x + taken + 2, cols - taken - 2, STYLE_DIM,
			str_text(&text));
	str_free(&text);
}

static void draw_choice(
	struct pane *p, const struct form_field *ff, int y, int x, int cols, bool now)
{
	struct form *f = form_of(p);
	const struct field *field = form_field(f, ff);
	const char *label = ff->choice < 0 ? _("(none)") : _(field->choices[ff->choice].label);
	struct str text = STR_INIT;

	if (now)
		str_addf(&text, "‹ %s ›", label);
	else
		str_add(&text, ff->choice < 0 ? "" : label);
	screen_put(p->app->screen, y, x, cols, now ? STYLE_STRONG : STYLE_TEXT, str_text(&text));
	if (now)
		screen_cursor(p->app->screen, y, x, false);
	str_free(&text);
}

/* The chosen one between brackets: colours may not be there. */
static void draw_choices(struct pane *p, const struct form_row *row, int y, int x, int cols)
{
	struct form *f = form_of(p);
	const struct form_field *ff = &f->fields[row->at];
	int end = x + cols;

	screen_put(p->app->screen, y, x, cols, STYLE_TEXT, "");
	for (size_t i = row->start; i < row->start + row->len && x < end; i++) {
		bool chosen = ff->choice == (int)i;
		struct str text = STR_INIT;
		int wide;

		str_add(&text, chosen ? "[" : " ");
		form_choice_word(form_field(f, ff), i, &text);
		if (chosen)
			str_add(&text, "]");
		wide = screen_width(p->app->screen, str_text(&text));
		screen_put(p->app->screen, y, x - 1, wide < end - x + 1 ? wide : end - x + 1,
			chosen ? STYLE_STRONG : STYLE_DIM, str_text(&text));
		x += wide - 1 - chosen + FORM_CHOICE_GAP;
		str_free(&text);
	}
}

/* The line that is typed into shows where the cursor is, the others their beginning. */
static void draw_line(
	struct pane *p, const struct form_field *ff, int y, int x, int cols, bool now, bool focused)
{
	struct str shown = STR_INIT;
	int column = 0;
	int taken;

	if (now)
		input_show(&ff->input, cols, &shown, &column);
	else
		str_add(&shown, input_text(&ff->input));
	if (now)
		taken = screen_put_input(p->app->screen, y, x, cols, STYLE_INPUT, str_text(&shown),
			focused ? column : -1);
	else
		taken = screen_put(p->app->screen, y, x, cols, STYLE_TEXT, str_text(&shown));
	draw_reading(p, ff, y, x, cols, taken);
	str_free(&shown);
}

static void draw_label(struct pane *p, const struct form_field *ff, int y, bool now)
{
	struct form *f = form_of(p);
	const struct field *field = form_field(f, ff);
	enum style style = ff->error ? STYLE_ERROR : now ? STYLE_STRONG : STYLE_LABEL;

	screen_put(p->app->screen, y, p->box.x, 1, style, now ? "▸" : "");
	screen_put(p->app->screen, y, p->box.x + 2, f->label_width, style, _(field->label));
	if (field->flags & FIELD_REQUIRED)
		screen_put(p->app->screen, y, p->box.x + 2 + f->label_width, 1, STYLE_NEAR, "*");
}

/* A line of a long text: `column` is the cursor's in it, -1: it is in another, -2: not here. */
static void draw_long(struct pane *p, const struct form_field *ff, const struct form_row *row,
	int y, int x, int cols, int column)
{
	char *part = mem_text_n(input_text(&ff->input) + row->start, row->len);
	int taken;

	if (column < -1)
		taken = screen_put(p->app->screen, y, x, cols, STYLE_TEXT, part);
	else
		taken = screen_put_input(p->app->screen, y, x, cols, STYLE_INPUT, part, column);
	if (row->cut)
		screen_put(p->app->screen, y, taken + 2 <= cols ? x + taken + 1 : x + cols - 1, 1,
			STYLE_DIM, "…");
	free(part);
}

static void draw_field(struct pane *p, const struct form_row *row, int y, int x, int cols,
	bool focused, int column)
{
	struct form *f = form_of(p);
	const struct form_field *ff = &f->fields[row->at];
	bool now = row->at == f->at;

	if (row->kind == FORM_FIELD)
		draw_label(p, ff, y, now);
	if (form_field(f, ff)->type == FIELD_ENUM)
		draw_choice(p, ff, y, x, cols, now);
	else if (form_field(f, ff)->type == FIELD_LONG)
		draw_long(p, ff, row, y, x, cols, now ? column : -2);
	else
		draw_line(p, ff, y, x, cols, now, focused);
}

static void draw_pick(struct pane *p, const struct form_row *row, int y, int x, int cols)
{
	struct form *f = form_of(p);
	const struct pick *pick = &f->picks[row->pick];
	bool chosen = row->pick == f->pick;
	struct str text = STR_INIT;

	if (pick->create)
		str_addf(&text, _("%s create new: %s"), chosen ? "▸" : " ", pick->label);
	else
		str_addf(&text, "%s %s", chosen ? "▸" : " ", pick->ref);
	if (!pick->create && strcmp(pick->ref, pick->label) != 0)
		str_addf(&text, "  %s", pick->label);
	screen_put(
		p->app->screen, y, x, cols, chosen ? STYLE_SELECTED : STYLE_DIM, str_text(&text));
	str_free(&text);
}

/* `column`: of the cursor, when it stands in this row of a long text; -1: it does not. */
static void draw_row(struct pane *p, const struct form_row *row, int y, bool focused, int column)
{
	struct form *f = form_of(p);
	const struct entity *e = f->record.entity;
	int x = p->box.x + form_value_x(f);
	int cols = p->box.cols - form_value_x(f) - 1;
	struct str text = STR_INIT;

	switch (row->kind) {
	case FORM_TITLE:
		str_addf(&text, f->record.id ? _("%s: change") : _("%s: new"), _(e->label));
		screen_put(p->app->screen, y, p->box.x + 1, p->box.cols - 1, STYLE_HEADING,
			str_text(&text));
		if (f->shown_kept && p->box.cols > KEPT_FROM)
			screen_put_right(p->app->screen, y, p->box.x + p->box.cols - KEPT_WIDTH - 1,
				KEPT_WIDTH, STYLE_DIM, _("draft kept"));
		break;
	case FORM_FIXED:
		cell_field(&f->record, (int)row->at, &text);
		screen_put(p->app->screen, y, p->box.x + 2, f->label_width, STYLE_DIM,
			_(e->fields[row->at].label));
		screen_put(p->app->screen, y, x, cols, STYLE_DIM, str_text(&text));
		break;
	case FORM_FIELD:
	case FORM_MORE:
		draw_field(p, row, y, x, cols, focused, column);
		break;
	case FORM_ERROR:
		screen_put_n(p->app->screen, y, x, cols, STYLE_ERROR,
			f->fields[row->at].error + row->start, row->len);
		break;
	case FORM_CLASH:
		screen_put_n(
			p->app->screen, y, x, cols, STYLE_NEAR, f->clash + row->start, row->len);
		break;
	case FORM_PICK:
		draw_pick(p, row, y, x, cols);
		break;
	case FORM_CHOICES:
		draw_choices(p, row, y, x, cols);
		break;
	case FORM_BLANK:
		break;
	}
	str_free(&text);
}

void form_draw(struct pane *p, bool focused)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	size_t row;
	int column;

	f->shown_kept = form_draft_frame(f);
	form_lay_out(f, p->box.cols, p->box.rows, &row, &column);
	for (int i = 0; i < p->box.rows && f->top + (size_t)i < f->n_rows; i++) {
		size_t at = f->top + (size_t)i;
		bool here = ff && focused && at == row && form_field(f, ff)->type == FIELD_LONG;

		draw_row(p, &f->rows[at], p->box.y + i, focused, here ? column : -1);
	}
	if (f->calendar.open && row >= f->top)
		form_calendar_draw(p, p->box.y + (int)(row - f->top), p->box.x + form_value_x(f));
}
