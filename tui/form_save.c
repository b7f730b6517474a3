#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/change.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"

/* Puts all that was typed into `r`. ST_INVALID: the cursor is on the first field that is refused.
 */
static enum status take_all(struct pane *p, struct record *r)
{
	struct form *f = form_of(p);
	size_t wrong = f->n;

	for (size_t i = f->n; i-- > 0;) {
		struct form_field *ff = &f->fields[i];

		/* What nobody touched stays as it was read, also where it would be refused today.
		 */
		if (!ff->touched && f->record.id)
			continue;
		if (form_take(pane_db(p), f, ff, r) != ST_OK)
			wrong = i;
	}
	if (wrong == f->n)
		return ST_OK;
	f->at = wrong;
	form_forget_picks(f);
	return ST_INVALID;
}

/* The failure of a save belongs to a field when it names one. */
static void show_failure(struct app *app, struct pane *p)
{
	struct form *f = form_of(p);
	const char *field = db_error_field(app->db);
	int place = field ? entity_field(f->record.entity, field) : -1;

	for (size_t i = 0; place >= 0 && i < f->n; i++) {
		if (f->fields[i].field != place)
			continue;
		free(f->fields[i].error);
		f->fields[i].error = mem_text(db_error(app->db));
		f->at = i;
	}
	app_warn(app, "%s", db_error(app->db));
}

static enum status save(struct db *db, struct record *r)
{
	struct change *c = NULL;
	const char *name = r->entity->name;
	bool new = r->id == 0;
	enum status st;

	if (new)
		st = change_begin(db, &c, _("add %s"), name);
	else
		st = change_begin(db, &c, _("edit %s %s"), name, record_show(r, "ref"));
	if (st != ST_OK)
		return st;
	st = record_save(c, r);
	if (st != ST_OK) {
		change_cancel(c);
		return st;
	}
	if (new)
		change_label(c, _("add %s %s"), name, record_show(r, "ref"));
	return change_commit(c);
}

static enum reaction save_over(struct app *app, struct pane *p, const struct subject *about)
{
	struct form *f = form_of(p);
	struct record now;
	enum status st = record_load(app->db, about->entity, about->id, &now);

	/* What was typed goes over the record as it is now; the rest of it stays as somebody else
	 * left it. */
	if (st == ST_OK) {
		record_free(&f->record);
		f->record = now;
		return form_save(app, p, NULL);
	}
	record_free(&now);
	app_failed(app, st);
	return REACT_REDRAW;
}

static void close_saved(struct app *app, const struct record *r, bool new)
{
	struct place at = { .view = &view_record, .entity = r->entity->id, .id = r->id };

	form_draft_drop(app_top(app));
	app_drop(app);
	app_say(app, _("Saved: %s %s (u undoes it)"), r->entity->name, record_show(r, "ref"));
	if (app_top(app)->view->saved)
		app_top(app)->view->saved(app_top(app), r);
	else if (new)
		/* It is in no list that is shown: here it is. */
		app_open(app, &at);
}

enum reaction form_save(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);
	bool new = f->record.id == 0;
	struct record r;
	enum status st;

	(void)self;
	if (f->record.id && !form_touched(f)) {
		app_drop(app);
		app_say(app, _("Nothing was changed."));
		return REACT_REDRAW;
	}
	record_copy(&r, &f->record);
	st = take_all(p, &r);
	if (st == ST_INVALID) {
		app_warn(app, "%s", f->fields[f->at].error);
	} else {
		st = save(app->db, &r);
		if (st == ST_OK)
			close_saved(app, &r, new);
		else if (st == ST_CONFLICT && f->record.id)
			prompt_question(app, p, save_over,
				&(struct subject){ f->record.entity->id, f->record.id },
				_("The record was changed meanwhile. Write what you typed over it? "
				  "What you did not touch stays as it is now."));
		else
			show_failure(app, p);
	}
	record_free(&r);
	return REACT_REDRAW;
}
