#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/editor.h"
#include "tui/form.h"

/* The form of a record, new or there already. */

/* The owner's field of a new record is filled in, where the list said whose it is. */
static enum status fill_owner(struct pane *p, struct form *f)
{
	int field = -1;
	struct record owner;
	struct str ref = STR_INIT;
	enum status st;

	if (!p->at.owner_id)
		return ST_OK;
	if (p->at.entity != ENTITY_LINK) {
		field = entity_owned_by(f->record.entity, p->at.owner);
		return field < 0 ? ST_OK
				 : record_set_num(pane_db(p), &f->record,
					   f->record.entity->fields[field].name, p->at.owner_id);
	}
	field = entity_field(f->record.entity, "from");
	st = record_load(pane_db(p), p->at.owner, p->at.owner_id, &owner);
	if (st == ST_OK) {
		str_addf(&ref, "%s:%s", owner.entity->name, record_show(&owner, "ref"));
		f->record.values[field].text = str_detach(&ref);
		f->record.values[field].num = owner.id;
		f->record.values[field].other = owner.entity->id;
	}
	record_free(&owner);
	return st;
}

static enum status form_open(struct pane *p)
{
	struct form *f = mem_zero(sizeof(*f));
	enum status st = ST_OK;

	p->state = f;
	if (p->at.id)
		st = record_load(pane_db(p), p->at.entity, p->at.id, &f->record);
	else
		record_init(&f->record, p->at.entity);
	if (st == ST_OK && !p->at.id)
		st = fill_owner(p, f);
	if (st != ST_OK) {
		record_free(&f->record);
		return st;
	}
	f->have = true;
	form_fill(f);
	/* A new record begins where something must be said. */
	for (size_t i = 0; i < f->n && !p->at.id; i++) {
		if (!(form_field(f, &f->fields[i])->flags & FIELD_REQUIRED) ||
			*form_text(f, &f->fields[i]))
			continue;
		f->at = i;
		break;
	}
	return ST_OK;
}

static void form_close(struct pane *p)
{
	struct form *f = form_of(p);

	if (f->have)
		record_free(&f->record);
	form_forget_picks(f);
	form_free_fields(f);
	free(f->rows);
	free(f);
}

/* What is typed stays, whatever happens to the file meanwhile; saving finds out. */
static enum status form_load(struct pane *p)
{
	p->app->dirty = true;
	return ST_OK;
}

static void form_crumb(struct pane *p, struct str *out)
{
	struct form *f = form_of(p);

	if (f->record.id)
		str_add(out, _("change"));
	else
		str_addf(out, _("new: %s"), _(f->record.entity->label));
}

static const char *kind_of_value(const struct field *field)
{
	switch (field->type) {
	case FIELD_DATE:
		return _(
			"17.4.2020, April 2020, today, +30d; ~ behind it means about, ? uncertain");
	case FIELD_DAY:
		return _("A whole date: 17.4.2020, today, fri, +30d");
	case FIELD_ENUM:
		return _("Space or a first letter chooses");
	case FIELD_REF:
		return _("Type words to find the record; arrows choose it");
	case FIELD_ANY:
		return _("kind:reference, such as exhibit:p-3; or type words to find the record");
	case FIELD_INT:
		return _("A whole number");
	case FIELD_COUNTRY:
		return _("Its name, or two letters: IL, MX, HK");
	case FIELD_LANG:
		return _("Its name, or its letters: he, en, es, zh-Hant");
	case FIELD_LONG:
		return _("^E opens your editor");
	default:
		return NULL;
	}
}

static void form_hint(struct pane *p, struct str *out)
{
	struct form *f = form_of(p);
	const struct form_field *ff = form_now(f);
	const struct field *field = ff ? form_field(f, ff) : NULL;
	const char *kind = field ? kind_of_value(field) : NULL;

	if (field && field->help && field->type != FIELD_ANY)
		str_add(out, _(field->help));
	if (kind && !(field->help && field->type == FIELD_COUNTRY))
		str_addf(out, "%s%s", out->len ? ". " : "", kind);
}

/* ---- moving and typing ---- */

static const char *const contexts[] = { "form", "edit", NULL };

static const char *const *form_contexts(struct pane *p)
{
	static const char *const text[] = { "text", "form", "edit", NULL };
	static const char *const choice[] = { "choice", "form", "edit", NULL };
	struct form *f = form_of(p);
	const struct form_field *ff = form_now(f);

	if (ff && form_field(f, ff)->type == FIELD_LONG)
		return text;
	if (ff && form_field(f, ff)->type == FIELD_ENUM)
		return choice;
	return contexts;
}

static struct input *form_input(struct pane *p)
{
	struct form_field *ff = form_now(form_of(p));

	return ff ? &ff->input : NULL;
}

static void form_typed(struct pane *p)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	enum field_type type = form_field(f, ff)->type;

	if (type == FIELD_ENUM) {
		form_choose_letter(f);
		return;
	}
	ff->touched = true;
	ff->picked.entity = ENTITY_NONE;
	free(ff->error);
	ff->error = NULL;
	if (type == FIELD_REF || type == FIELD_ANY) {
		app_impatient(p->app, UNTIL_TIME_UP);
		app_failed(p->app, form_find_picks(p));
		app_patient(p->app);
	}
}

static bool form_idle(struct pane *p)
{
	if (!form_of(p)->finding)
		return false;
	app_failed(p->app, form_find_picks(p));
	p->app->dirty = true;
	return true;
}

/* Leaves the field; what it holds is checked on the way. */
static enum reaction go(struct pane *p, int step)
{
	struct form *f = form_of(p);

	/* Typed words that can mean one record only mean that one. */
	if (f->n_picks == 1 && f->pick == f->n_picks && *input_text(&form_now(f)->input)) {
		f->pick = 0;
		form_take_pick(f);
	}
	form_check(p);
	form_forget_picks(f);
	if (step > 0 && f->at + 1 < f->n)
		f->at++;
	else if (step < 0 && f->at > 0)
		f->at--;
	return REACT_REDRAW;
}

static enum reaction act_field(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);

	(void)app;
	if (self->arg > 0 && f->n_picks > 0 && f->pick < f->n_picks)
		form_take_pick(f);
	return go(p, self->arg);
}

/* With the arrows: through the records that are offered, else from field to field. */
static enum reaction act_arrow(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	enum field_type type = ff ? form_field(f, ff)->type : FIELD_TEXT;

	if (self->arg > 0 && f->n_picks == 0 && type == FIELD_REF && !*input_text(&ff->input)) {
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
static enum reaction act_line(struct app *app, struct pane *p, const struct action *self)
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

static enum reaction act_newline(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)self;
	if (input_type(&form_now(form_of(p))->input, '\n'))
		form_typed(p);
	return REACT_REDRAW;
}

static enum reaction act_choose(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	return form_choose(form_of(p), self->arg) ? REACT_REDRAW : REACT_NONE;
}

static enum reaction act_editor(struct app *app, struct pane *p, const struct action *self)
{
	struct form_field *ff = form_now(form_of(p));
	struct str why = STR_INIT;
	char *text;

	(void)self;
	if (editor_edit(app, input_text(&ff->input), &text, &why)) {
		if (strcmp(text, input_text(&ff->input)) != 0)
			form_put(ff, text);
		free(text);
	} else {
		app_warn(app, "%s", str_text(&why));
	}
	str_free(&why);
	return REACT_REDRAW;
}

static enum reaction act_cancel(struct app *app, struct pane *p, const struct action *self)
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

static const char *form_unsaved(struct pane *p)
{
	const struct form *f = form_of(p);

	for (size_t i = 0; i < f->n; i++)
		if (f->fields[i].touched)
			return _("Leave without saving what you typed?");
	return NULL;
}

static bool form_point(struct pane *p, int y, int x)
{
	struct form *f = form_of(p);
	size_t row = f->top + (size_t)(y - p->box.y);

	(void)x;
	if (row >= f->n_rows)
		return false;
	switch (f->rows[row].kind) {
	case FORM_PICK:
		f->pick = f->rows[row].pick;
		form_take_pick(f);
		return false;
	case FORM_FIELD:
	case FORM_MORE:
	case FORM_ERROR:
		form_check(p);
		form_forget_picks(f);
		f->at = f->rows[row].at;
		return false;
	default:
		return false;
	}
}

static const struct action actions[] = {
	{ .name = "save",
		.label = N_("save"),
		.help = N_("Save and close"),
		.verb = "edit",
		.rank = 1,
		.run = form_save },
	{ .name = "cancel",
		.label = N_("leave"),
		.help = N_("Leave without saving; asks when something was typed"),
		.rank = 2,
		.run = act_cancel },
	{ .name = "next-field",
		.label = N_("next"),
		.help = N_("To the next field; takes the record that is chosen"),
		.rank = 3,
		.arg = 1,
		.run = act_field },
	{ .name = "previous-field",
		.label = N_("previous"),
		.help = N_("To the field before"),
		.rank = 4,
		.arg = -1,
		.run = act_field },
	{ .name = "arrow-down",
		.label = N_("down"),
		.help = N_("To the next field, or the next of the records that are offered"),
		.arg = 1,
		.run = act_arrow },
	{ .name = "arrow-up",
		.label = N_("up"),
		.help = N_("To the field before, or the record before"),
		.arg = -1,
		.run = act_arrow },
	{ .name = "line-down",
		.label = N_("line down"),
		.help = N_("A line further down in a long text"),
		.arg = 1,
		.run = act_line },
	{ .name = "line-up",
		.label = N_("line up"),
		.help = N_("A line further up in a long text"),
		.arg = -1,
		.run = act_line },
	{ .name = "newline",
		.label = N_("new line"),
		.help = N_("Begin a new line in a long text"),
		.run = act_newline },
	{ .name = "choose-next",
		.label = N_("choose"),
		.help = N_("The next choice"),
		.arg = 1,
		.run = act_choose },
	{ .name = "choose-previous",
		.label = N_("choose"),
		.help = N_("The choice before"),
		.arg = -1,
		.run = act_choose },
	{ .name = "choose-none",
		.label = N_("none"),
		.help = N_("No choice"),
		.arg = 0,
		.run = act_choose },
	{ .name = "editor",
		.label = N_("editor"),
		.help = N_("Write a long text in your editor ($EDITOR)"),
		.rank = 5,
		.run = act_editor },
	{ .name = NULL },
};

const struct view view_form = {
	.name = "form",
	.title = N_("Form"),
	.contexts = contexts,
	.contexts_now = form_contexts,
	.actions = actions,
	.open = form_open,
	.close = form_close,
	.load = form_load,
	.draw = form_draw,
	.idle = form_idle,
	.crumb = form_crumb,
	.hint = form_hint,
	.input = form_input,
	.typed = form_typed,
	.point = form_point,
	.unsaved = form_unsaved,
};
