#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/workspace.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/draft.h"
#include "tui/form.h"

/* An unsaved form is kept in the case file whenever the keys pause, and offered again. */

#define PAUSE 300 /* milliseconds without a key after which it is written */
#define NEW_MAX 1000

bool form_touched(const struct form *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fields[i].touched)
			return true;
	return false;
}

/* ---- keeping ---- */

static void collect(struct pane *p, struct draft *d)
{
	struct form *f = form_of(p);

	*d = (struct draft){ .entity = f->record.entity,
		.id = f->record.id,
		.version = f->record.version,
		.owner = p->at.owner,
		.owner_id = p->at.owner_id,
		.at = form_now(f) ? form_now(f)->field : -1,
		.pid = (long)getpid() };
	/* Of a record that is removed meanwhile, a new one would belong there. */
	for (size_t i = 0; i < f->record.entity->n_fields && f->record.id; i++) {
		const struct field *field = &f->record.entity->fields[i];

		if ((field->flags & FIELD_FIXED) && (field->flags & FIELD_OWNER) &&
			f->record.values[i].text) {
			d->owner = field->entity;
			d->owner_id = f->record.values[i].num;
		}
	}
	d->editor = mem_text_or_null(f->draft.editor);
	date_now(d->when);
	for (size_t i = 0; i < f->n; i++) {
		const struct form_field *ff = &f->fields[i];
		const struct value *was = &f->record.values[ff->field];
		struct draft_field *df;

		if (!ff->touched && !(f->draft.editor && i == f->at))
			continue;
		df = draft_add(d, ff->field);
		df->typed = mem_text(form_text(f, ff));
		df->picked = ff->picked;
		df->was = *was;
		df->was.text = mem_text_or_null(was->text);
	}
}

/* The first number that no other draft has. */
static char *new_key(struct pane *p)
{
	struct form *f = form_of(p);
	struct str key = STR_INIT, value = STR_INIT;

	if (f->record.id) {
		str_addf(&key, DRAFT_PREFIX "%s/%lld", f->record.entity->name,
			(long long)f->record.id);
		return str_detach(&key);
	}
	for (int n = 1; n < NEW_MAX; n++) {
		str_clear(&key);
		str_addf(&key, DRAFT_PREFIX "%s/new/%d", f->record.entity->name, n);
		if (workspace_get(pane_db(p), str_text(&key), &value) != ST_OK)
			break;
	}
	str_free(&value);
	return str_detach(&key);
}

/* The time of writing alone makes it no other draft. */
static bool is_kept(const struct form *f, const struct str *now)
{
	return f->draft.kept && !strcmp(f->draft.kept, str_text(now));
}

void form_draft_keep(struct pane *p)
{
	struct form *f = form_of(p);
	struct draft d;
	struct str text = STR_INIT, same = STR_INIT;

	f->draft.pending = false;
	f->draft.settled = true;
	p->app->dirty = true;
	if (!f->have || f->draft.done || (!form_touched(f) && !f->draft.editor) ||
		db_in_change(pane_db(p)))
		return;
	collect(p, &d);
	draft_write(&d, &text);
	d.when[0] = '\0';
	draft_write(&d, &same);
	if (!is_kept(f, &same)) {
		enum status st;

		if (!f->draft.key)
			f->draft.key = new_key(p);
		st = workspace_put(pane_db(p), f->draft.key, str_text(&text));
		free(f->draft.kept);
		f->draft.kept = st == ST_OK ? str_detach(&same) : NULL;
		/* Another program writes: at the next pause. */
		f->draft.pending = st == ST_LOCKED;
		f->draft.pause_from = screen_clock();
	}
	draft_free(&d);
	str_free(&text);
	str_free(&same);
}

static void forget(struct pane *p)
{
	struct form *f = form_of(p);

	if (f->draft.key)
		app_failed(p->app, workspace_put(pane_db(p), f->draft.key, NULL));
	free(f->draft.key);
	free(f->draft.kept);
	f->draft.key = f->draft.kept = NULL;
}

void form_draft_drop(struct pane *p)
{
	form_of(p)->draft.done = true;
	forget(p);
}

void form_draft_editor(struct pane *p, const char *name)
{
	struct form *f = form_of(p);

	free(f->draft.editor);
	f->draft.editor = mem_text_or_null(name);
	if (name || form_touched(f))
		form_draft_keep(p);
	else
		forget(p);
}

bool form_draft_frame(struct form *f)
{
	bool kept = f->draft.kept && f->draft.settled && !f->draft.pending;

	if (!f->draft.settled) {
		f->draft.pending = true;
		f->draft.pause_from = screen_clock();
	}
	f->draft.settled = false;
	return kept;
}

int form_due(struct pane *p)
{
	const struct form *f = form_of(p);
	int64_t left = f->draft.pause_from + PAUSE - screen_clock();

	if (!f->draft.pending || !form_touched(f))
		return -1;
	return left > 0 ? (int)left : 0;
}

/* ---- taking it up again ---- */

static struct form_field *field_at(struct form *f, int field)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fields[i].field == field)
			return &f->fields[i];
	return NULL;
}

static void put_value(struct value *v, const struct value *was)
{
	free(v->text);
	*v = *was;
	v->text = mem_text_or_null(was->text);
}

static void restore_field(struct pane *p, const struct draft_field *df)
{
	struct form *f = form_of(p);
	struct form_field *ff = field_at(f, df->field);

	if (!ff)
		return;
	if (form_field(f, ff)->type == FIELD_ENUM) {
		ff->choice = form_choice_of(form_field(f, ff), df->typed);
		form_forget_meaning(ff);
		ff->touched = true;
	} else {
		form_put(ff, df->typed);
	}
	ff->picked = df->picked;
	form_say_subject(pane_db(p), ff);
	/* Saving sees by this that somebody else changed it meanwhile. */
	if (f->record.id)
		put_value(&f->record.values[df->field], &df->was);
}

void form_draft_restore(struct pane *p, const char *key, const struct draft *d)
{
	struct form *f = form_of(p);

	/* Of a record that was removed meanwhile it becomes a new one. */
	if (f->record.id)
		f->record.version = d->version;
	for (size_t i = 0; i < d->n; i++)
		restore_field(p, &d->fields[i]);
	for (size_t i = 0; i < f->n; i++)
		if (f->fields[i].field == d->at)
			f->at = i;
	f->draft.key = mem_text(key);
	f->draft.pending = true;
	f->draft.pause_from = screen_clock();
}

void form_draft_find(struct pane *p)
{
	struct form *f = form_of(p);
	struct str text = STR_INIT;
	struct draft d;
	char *key;

	if (!f->record.id)
		return;
	key = new_key(p);
	if (workspace_get(pane_db(p), key, &text) == ST_OK && draft_read(str_text(&text), &d)) {
		if (!draft_is_open_elsewhere(&d)) {
			form_draft_restore(p, key, &d);
			app_say(p->app,
				_("What you typed before and did not save is here again. Esc "
				  "leaves and drops it."));
		}
		draft_free(&d);
	}
	free(key);
	str_free(&text);
}
