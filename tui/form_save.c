#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/advice.h"
#include "model/board.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/save.h"
#include "tui/merge.h"

/* Puts all that was typed into `r`. ST_INVALID: the cursor is on the first field that is refused.
 */
enum status form_take_all(struct pane *p, struct record *r)
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

/* The first thing that one should know of it; all of them stand in the record. */
static enum status warn(void *arg, const struct advice *a)
{
	app_warn(arg, _("Saved, but: %s"), a->text);
	return ST_END;
}

static void close_form(struct app *app, const struct record *r, bool new)
{
	struct place at = { .view = &view_record, .entity = r->entity->id, .id = r->id };
	bool behind = false;

	form_draft_drop(app_top(app));
	app_drop(app);
	if (gag_behind(app->db, r->entity->id, r->id, &behind, NULL) != ST_OK || behind)
		app_say(app, _("Saved: %s (u undoes it)"), r->entity->name);
	else
		app_say(app, _("Saved: %s %s (u undoes it)"), r->entity->name,
			record_show(r, "ref"));
	(void)!advice_of(app->db, r, warn, app);
	if (app_top(app)->view->saved)
		app_top(app)->view->saved(app_top(app), r);
	else if (new)
		/* It is in no list that is shown: here it is. */
		app_open(app, &at);
}

/* The edited text of a letter that somebody had agreed to became a version of its own. */
static void say_next_version(struct app *app, const char *was, const struct record *r)
{
	struct str text = STR_INIT;
	struct board *b = NULL;

	str_addf(&text, _("%s stays as it was; the edited text is version %s (u undoes it)"), was,
		record_show(r, "number"));
	if (board_read(app->db, record_num(r, "letter"), &b) == ST_OK &&
		board_count(b, BOARD_OLDER)) {
		str_add(&text, "; ");
		cell_number(board_count(b, BOARD_OLDER), &text);
		str_add(&text, _(" must be asked again"));
	}
	app_say(app, "%s", str_text(&text));
	board_free(b);
	str_free(&text);
}

void form_close_saved(struct app *app, const struct record *was, const struct record *r)
{
	const bool next = was->id && r->id != was->id;
	struct place at = { .view = &view_record, .entity = r->entity->id, .id = r->id };
	/* The form, which may hold `was`, goes. */
	char *ref = mem_text(record_show(was, "ref"));

	close_form(app, r, !was->id || next);
	/* The page of the old text gives way to that of the new one; a list selects it. */
	if (next && app_top(app)->view == &view_record)
		app_open(app, &at);
	if (next)
		say_next_version(app, ref, r);
	free(ref);
}

/* ---- somebody else saved it meanwhile ---- */

static enum reaction save_as_new(struct app *app, struct pane *p, const struct subject *about)
{
	struct form *f = form_of(p);

	(void)about;
	f->record.id = f->record.version = 0;
	return form_save(app, p, NULL);
}

/* Which fields hold what somebody else saved. */
static void add_theirs(const struct merge *m, struct str *out)
{
	for (int i = 0; i < (int)m->was.entity->n_fields; i++)
		if (merge_of(m, i) == MERGE_THEM)
			str_addf(out, "%s%s", out->len ? ", " : "",
				_(m->was.entity->fields[i].label));
}

/* Nothing was changed on both sides: your changes and theirs go together. */
static enum status save_merged(struct app *app, const struct merge *m)
{
	struct str theirs = STR_INIT;
	struct record r;
	enum status st;

	merge_result(m, &r);
	st = save_record(app->db, &r);
	if (st == ST_OK) {
		add_theirs(m, &theirs);
		form_close_saved(app, &m->was, &r);
		if (theirs.len && r.id == m->was.id)
			app_say(app,
				_("Saved: %s %s, together with what was changed meanwhile (%s)"),
				r.entity->name, record_show(&r, "ref"), str_text(&theirs));
	}
	record_free(&r);
	str_free(&theirs);
	return st;
}

static enum status settle_conflict(struct app *app, struct pane *p, const struct record *yours)
{
	static const struct place both = { .view = &view_stale };
	struct form *f = form_of(p);
	struct merge m = { 0 };
	struct record theirs;
	enum status st = record_load(app->db, f->record.entity->id, f->record.id, &theirs);

	if (st == ST_NOTFOUND) {
		prompt_question(app, p, save_as_new, NULL,
			_("The record was removed meanwhile. Save what is here as a new one?"));
		st = ST_OK;
	} else if (st == ST_OK) {
		merge_init(&m, &f->record, yours, &theirs);
		if (merge_count(&m, MERGE_BOTH) == 0)
			st = save_merged(app, &m);
		else
			app_open(app, &both);
	}
	merge_free(&m);
	record_free(&theirs);
	return st;
}

enum reaction form_save(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);
	struct record r;
	enum status st;

	(void)self;
	if (f->record.id && !form_touched(f)) {
		app_drop(app);
		app_say(app, _("Nothing was changed."));
		return REACT_REDRAW;
	}
	record_copy(&r, &f->record);
	st = form_take_all(p, &r);
	if (st == ST_INVALID) {
		app_warn(app, "%s", f->fields[f->at].error);
	} else {
		st = save_record(app->db, &r);
		if (st == ST_OK)
			form_close_saved(app, &f->record, &r);
		else if (st == ST_CONFLICT && f->record.id)
			st = settle_conflict(app, p, &r);
		else
			show_failure(app, p);
		if (st == ST_CONFLICT)
			app_failed(app, st);
	}
	record_free(&r);
	return REACT_REDRAW;
}
