#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/editor.h"
#include "tui/form.h"

/* What keys and the mouse do in a form. */

void form_typed(struct pane *p)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);

	if (form_field(f, ff)->type == FIELD_ENUM) {
		form_choose_letter(f);
		return;
	}
	ff->touched = true;
	form_forget_meaning(ff);
	if (form_picks_for(form_field(f, ff)))
		form_typed_pick(p);
}

void form_go_to(struct pane *p, size_t at)
{
	struct form *f = form_of(p);

	form_check(p);
	form_forget_picks(f);
	f->at = at;
}

/* Leaves the field; what it holds is checked on the way. */
static enum reaction go(struct pane *p, int step)
{
	struct form *f = form_of(p);

	form_settle_picks(p);
	if (f->pick == f->n_picks)
		form_take_only_pick(p);
	if (step > 0 && f->at + 1 < f->n)
		form_go_to(p, f->at + 1);
	else if (step < 0 && f->at > 0)
		form_go_to(p, f->at - 1);
	else
		form_go_to(p, f->at);
	return REACT_REDRAW;
}

enum reaction form_act_field(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);

	(void)app;
	form_settle_picks(p);
	if (self->arg > 0 && f->n_picks > 0 && f->pick < f->n_picks) {
		bool create = f->picks[f->pick].create;

		form_take_pick(p);
		/* The form of the new record is above this one now. */
		if (create)
			return REACT_REDRAW;
	}
	return go(p, self->arg);
}

/* With the arrows: through what is offered, else from field to field. */
enum reaction form_act_arrow(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);

	form_settle_picks(p);
	if (self->arg > 0 && f->n_picks == 0 && ff && form_picks_for(form_field(f, ff)) &&
		!*input_text(&ff->input) && form_field(f, ff)->type == FIELD_REF) {
		app_failed(app, form_find_picks(p));
		f->pick = 0;
		if (f->n_picks > 0)
			return REACT_REDRAW;
	}
	if (f->n_picks == 0)
		return go(p, self->arg);
	if (self->arg > 0)
		f->pick = f->pick >= f->n_picks      ? 0
			  : f->pick + 1 < f->n_picks ? f->pick + 1
						     : f->pick;
	else if (f->pick == 0 || f->pick >= f->n_picks)
		form_forget_picks(f);
	else
		f->pick--;
	return REACT_REDRAW;
}

/* Up and down inside a long text; beyond its edges to the next field. */
enum reaction form_act_line(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);
	struct input *in = &form_now(f)->input;
	const char *text = input_text(in);
	size_t row;
	int column;
	size_t target;
	const struct form_row *r;

	(void)app;
	form_lay_out(f, p->box.cols, p->box.rows, &row, &column);
	if (self->arg < 0 && f->rows[row].start == 0)
		return go(p, -1);
	target = self->arg > 0 ? row + 1 : row - 1;
	/* The rows show a part only: one line at the edge of it is reached through the text. */
	if (self->arg > 0 && (target >= f->n_rows || f->rows[target].at != f->at ||
				     f->rows[target].kind != FORM_MORE)) {
		size_t end = f->rows[row].start + f->rows[row].len;

		if (end >= in->len)
			return go(p, 1);
		input_place(in, end + 1);
		return REACT_REDRAW;
	}
	if (self->arg < 0 && f->rows[row].kind == FORM_FIELD) {
		input_place(in, f->rows[row].start - 1);
		return REACT_REDRAW;
	}
	r = &f->rows[target];
	input_place(in, r->start + text_fit(text + r->start, r->len, column, NULL));
	return REACT_REDRAW;
}

/* Many lines at once in a long text, else many fields. */
enum reaction form_act_page(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);
	size_t start = f->at;
	int n = form_long_rows(p->box.rows);

	if (form_field(f, form_now(f))->type != FIELD_LONG) {
		for (; n > 0; n--)
			go(p, self->arg);
		return REACT_REDRAW;
	}
	/* It ends at the text's edge: one key does not lead out of it unseen. */
	while (n-- > 0 && f->at == start) {
		struct input *in = &form_now(f)->input;
		size_t before = in->cursor;

		form_act_line(app, p, self);
		if (f->at != start) {
			f->at = start;
			input_place(in, self->arg > 0 ? in->len : before);
			break;
		}
	}
	return REACT_REDRAW;
}

enum reaction form_act_newline(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)self;
	if (input_type(&form_now(form_of(p))->input, '\n'))
		form_typed(p);
	return REACT_REDRAW;
}

enum reaction form_act_choose(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	return form_choose(form_of(p), self->arg) ? REACT_REDRAW : REACT_NONE;
}

static void editor_begun(void *arg, const char *name)
{
	form_draft_editor(arg, name);
}

enum reaction form_act_editor(struct app *app, struct pane *p, const struct action *self)
{
	struct form_field *ff = form_now(form_of(p));
	struct str why = STR_INIT;
	char *text;

	(void)self;
	if (editor_edit(app, input_text(&ff->input), editor_begun, p, &text, &why)) {
		if (strcmp(text, input_text(&ff->input)) != 0)
			form_put(ff, text);
		free(text);
	} else {
		app_warn(app, "%s", str_text(&why));
	}
	form_draft_editor(p, NULL);
	str_free(&why);
	return REACT_REDRAW;
}

enum reaction form_act_cancel(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);

	(void)app;
	(void)self;
	if (f->n_picks > 0) {
		form_forget_picks(f);
		return REACT_REDRAW;
	}
	return REACT_CLOSE;
}

/* ---- the mouse ---- */

static void point_choice(struct pane *p, const struct form_row *row, int x)
{
	struct form *f = form_of(p);
	struct form_field *ff = &f->fields[row->at];
	int left = p->box.x + form_value_x(f);

	for (size_t i = row->start; i < row->start + row->len; i++) {
		struct str word = STR_INIT;
		int wide;

		form_choice_word(form_field(f, ff), i, &word);
		wide = text_width(str_text(&word), word.len) + FORM_CHOICE_GAP;
		str_free(&word);
		if (x >= left && x < left + wide) {
			ff->touched = ff->touched || ff->choice != (int)i;
			ff->choice = (int)i;
			return;
		}
		left += wide;
	}
}

/* The character at this column of the row becomes the one that is typed before. */
static void point_text(struct pane *p, const struct form_row *row, int x)
{
	struct form *f = form_of(p);
	struct input *in = &f->fields[row->at].input;
	const char *text = input_text(in);
	int column = x - p->box.x - form_value_x(f);

	if (column < 0)
		return;
	if (form_field(f, &f->fields[row->at])->type == FIELD_LONG)
		input_place(in, row->start + text_fit(text + row->start, row->len, column, NULL));
	else if (text_width(text, in->len) < p->box.cols - form_value_x(f) - 1)
		input_place(in, text_fit(text, in->len, column, NULL));
}

bool form_point(struct pane *p, int y, int x)
{
	struct form *f = form_of(p);
	size_t at = f->top + (size_t)(y - p->box.y);
	struct form_row row;

	if (f->calendar.open) {
		if (!form_calendar_point(p, y, x))
			f->calendar.open = false;
		return false;
	}
	if (at >= f->n_rows)
		return false;
	row = f->rows[at];
	switch (row.kind) {
	case FORM_PICK:
		if (row.pick < f->n_picks) {
			f->pick = row.pick;
			form_take_pick(p);
		}
		break;
	case FORM_CHOICES:
		point_choice(p, &row, x);
		break;
	case FORM_FIELD:
	case FORM_MORE:
	case FORM_ERROR:
		if (row.at != f->at)
			form_go_to(p, row.at);
		if (row.kind != FORM_ERROR)
			point_text(p, &row, x);
		break;
	default:
		break;
	}
	return false;
}
