#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/form.h"

/* Taking what is offered for a field into it, or making it first. */

void form_put_subject(
	struct form_field *ff, const struct subject *subject, const char *ref, const char *label)
{
	form_put(ff, ref);
	ff->picked = *subject;
	if (subject->entity != ENTITY_NONE)
		ff->said = mem_text(label);
}

/* Where the new record belongs: in this one's case, or to what this one belongs to itself. */
static void owner_of_new(struct pane *p, struct place *at)
{
	const struct entity *e = entity_get(at->entity);
	int scope_field = e->scope ? entity_field(e, e->scope) : -1;
	struct record r;

	if (scope_field < 0)
		return;
	at->owner = e->fields[scope_field].entity;
	form_gather(p, &r);
	if (at->owner == ENTITY_CASE)
		at->owner_id = form_case_of(pane_db(p), &r);
	for (size_t i = 0; i < r.entity->n_fields && !at->owner_id; i++)
		if (r.entity->fields[i].type == FIELD_REF &&
			r.entity->fields[i].entity == at->owner && r.values[i].text)
			at->owner_id = r.values[i].num;
	record_free(&r);
}

static void open_new(struct pane *p, const struct pick *pick)
{
	struct place at = { .view = &view_form, .entity = pick->subject.entity };
	char *called = mem_text(pick->label);

	owner_of_new(p, &at);
	at.text = called;
	form_forget_picks(form_of(p));
	form_draft_keep(p);
	if (app_open(p->app, &at))
		app_say(p->app, _("Save it, and it stands in the form below; Esc leaves it."));
	free(called);
}

void form_take_pick(struct pane *p)
{
	struct form *f = form_of(p);
	const struct pick *pick = &f->picks[f->pick];

	if (pick->create) {
		open_new(p, pick);
		return;
	}
	form_put_subject(form_now(f), &pick->subject, pick->ref, pick->label);
	form_forget_picks(f);
}

void form_take_only_pick(struct pane *p)
{
	struct form *f = form_of(p);
	struct str typed = STR_INIT, words = STR_INIT;
	const char *text = input_text(&form_now(f)->input);
	bool one = f->n_picks > 0 && !f->picks[0].create && f->picks[0].words &&
		   (f->n_picks == 1 || f->picks[1].create);

	/* Letters that are only scattered over it may be meant for something else. */
	if (one && *text) {
		text_fold(&typed, text, strlen(text));
		text_fold(&words, f->picks[0].words, strlen(f->picks[0].words));
		one = strstr(str_text(&words), str_text(&typed)) != NULL;
	}
	if (one && *text) {
		f->pick = 0;
		form_take_pick(p);
	}
	str_free(&typed);
	str_free(&words);
}
