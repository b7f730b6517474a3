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

/* What the records are called that the fields refer to already. */
static void name_subjects(struct pane *p)
{
	struct form *f = form_of(p);

	for (size_t i = 0; i < f->n; i++)
		form_say_subject(pane_db(p), &f->fields[i]);
}

/*
 * A record that is made on the way to another: what was typed there is what it is called. Made from
 * a day in the calendar, that is its day.
 */
static void put_known(struct form *f, const char *field, const char *text)
{
	const char *name = field ? field : f->record.entity->headline;

	for (size_t i = 0; i < f->n; i++) {
		if (strcmp(form_field(f, &f->fields[i])->name, name) != 0)
			continue;
		form_put(&f->fields[i], text);
		f->at = i;
		/* A day that somebody only pointed at is nothing that would be lost. */
		f->fields[i].touched = !field;
	}
}

static enum status form_open(struct pane *p)
{
	struct form *f = mem_zero(sizeof(*f));
	enum status st = ST_OK;

	p->state = f;
	f->pool.field = -1;
	if (p->at.id)
		st = record_load(pane_db(p), p->at.entity, p->at.id, &f->record);
	else
		record_init(&f->record, p->at.entity);
	if (st == ST_OK && f->record.withheld)
		st = db_fail(pane_db(p), ST_CONFLICT, NULL,
			_("A gag order withholds what this %s says: press ! to see it, then change "
			  "it."),
			f->record.entity->name);
	if (st == ST_OK && !p->at.id)
		st = fill_owner(p, f);
	if (st != ST_OK) {
		record_free(&f->record);
		return st;
	}
	f->have = true;
	form_fill(f);
	name_subjects(p);
	if (!p->at.id && p->text)
		put_known(f, p->at.field, p->text);
	/* A new record begins where something must be said. */
	for (size_t i = 0; i < f->n && !p->at.id; i++) {
		if (!(form_field(f, &f->fields[i])->flags & FIELD_REQUIRED) ||
			*form_text(f, &f->fields[i]))
			continue;
		f->at = i;
		break;
	}
	form_draft_find(p);
	form_clash_seek(f);
	return ST_OK;
}

static void form_close(struct pane *p)
{
	struct form *f = form_of(p);

	/* Ended by a signal: what was typed is there at the next start. */
	form_draft_keep(p);
	if (f->have)
		record_free(&f->record);
	free(f->draft.key);
	free(f->draft.kept);
	free(f->draft.editor);
	form_forget_picks(f);
	form_free_pool(f);
	form_free_fields(f);
	free(f->clash);
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
		return _("A whole date: 17.4.2020, today, fri, +30d; F5 shows a calendar");
	case FIELD_ENUM:
		return _("A first letter chooses, again the next with it; so does Space");
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

/* ---- where keys are looked for ---- */

static const char *const contexts[] = { "form", "edit", NULL };

static const char *const *form_contexts(struct pane *p)
{
	static const char *const text[] = { "text", "form", "edit", NULL };
	static const char *const choice[] = { "choice", "form", "edit", NULL };
	static const char *const day[] = { "day", NULL };
	struct form *f = form_of(p);
	const struct form_field *ff = form_now(f);

	if (f->calendar.open)
		return day;
	if (ff && form_field(f, ff)->type == FIELD_LONG)
		return text;
	if (ff && form_field(f, ff)->type == FIELD_ENUM)
		return choice;
	return contexts;
}

static struct input *form_input(struct pane *p)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);

	return ff && !f->calendar.open ? &ff->input : NULL;
}

static bool form_idle(struct pane *p)
{
	if (form_of(p)->finding) {
		app_failed(p->app, form_find_picks(p));
		p->app->dirty = true;
	}
	if (form_due(p) == 0)
		form_draft_keep(p);
	return form_clash_step(p) || form_of(p)->finding;
}

static const char *form_unsaved(struct pane *p)
{
	return form_touched(form_of(p)) ? _("Leave without saving what you typed?") : NULL;
}

/* A form above this one saved the record that was asked for here. */
static void form_saved(struct pane *p, const struct record *r)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	const struct field *field = ff ? form_field(f, ff) : NULL;
	struct subject subject = { r->entity->id, r->id };
	struct str ref = STR_INIT, label = STR_INIT;

	if (!field || !(field->type == FIELD_ANY ||
			      (field->type == FIELD_REF && field->entity == r->entity->id)))
		return;
	if (field->type == FIELD_ANY)
		str_addf(&ref, "%s:", r->entity->name);
	str_add(&ref, record_show(r, "ref"));
	record_label(pane_db(p), r, &label);
	form_put_subject(ff, &subject, str_text(&ref), str_text(&label));
	str_free(&ref);
	str_free(&label);
}

const struct view view_form = {
	.name = "form",
	.title = N_("Form"),
	.contexts = contexts,
	.contexts_now = form_contexts,
	.actions = form_actions,
	.open = form_open,
	.close = form_close,
	.load = form_load,
	.draw = form_draw,
	.idle = form_idle,
	.due = form_due,
	.crumb = form_crumb,
	.hint = form_hint,
	.input = form_input,
	.typed = form_typed,
	.point = form_point,
	.saved = form_saved,
	.unsaved = form_unsaved,
	.drop = form_draft_drop,
};
