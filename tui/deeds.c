#include "config.h"

#include "tui/deeds.h"

#include <stdlib.h>
#include <string.h>

#include "model/change.h"
#include "model/i18n.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/work.h"

static bool subject_of(struct pane *p, struct subject *out)
{
	return p->view->subject && p->view->subject(p, out);
}

/* A view of the selected record. */
static enum reaction open_in(struct app *app, struct pane *p, const struct view *view, int64_t page)
{
	struct place at = { .view = view, .page = page };
	struct subject s;

	if (!subject_of(p, &s))
		return REACT_NONE;
	at.entity = s.entity;
	at.id = s.id;
	app_open(app, &at);
	return REACT_REDRAW;
}

enum reaction deed_open(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return open_in(app, p, &view_record, p->view->page ? p->view->page(p) : 0);
}

enum reaction deed_edit(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return open_in(app, p, &view_form, 0);
}

bool deed_petition(struct pane *p, int64_t *petition)
{
	struct place at = { 0 };
	struct subject s;

	if (subject_of(p, &s) && s.entity == ENTITY_PETITION) {
		*petition = s.id;
		return true;
	}
	if (!p->view->kind || !p->view->kind(p, &at) || at.owner != ENTITY_PETITION ||
		!at.owner_id || at.entity != ENTITY_SIGNATORY)
		return false;
	*petition = at.owner_id;
	return true;
}

int64_t deed_petition_of(struct app *app, struct pane *p)
{
	struct subject s = { ENTITY_NONE, 0 };
	struct record r;
	int64_t id = 0;

	if (deed_petition(p, &id))
		return id;
	if (p->at.owner == ENTITY_PETITION && p->at.owner_id)
		return p->at.owner_id;
	if (!subject_of(p, &s))
		return 0;
	if (record_load(app->db, s.entity, s.id, &r) == ST_OK) {
		int field = entity_owned_by(r.entity, ENTITY_PETITION);

		id = field < 0 ? 0 : r.values[field].num;
	}
	record_free(&r);
	return id;
}

bool deed_contacts(struct pane *p, int64_t *in_case)
{
	struct place at = { 0 };

	if (p->view != &view_records || p->at.entity != ENTITY_CONTACT)
		return false;
	*in_case = p->view->kind(p, &at) && at.owner == ENTITY_CASE ? at.owner_id : 0;
	return true;
}

enum reaction deed_sheet(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = {
		.view = &view_sheet, .entity = ENTITY_SIGNATORY, .owner = ENTITY_PETITION
	};

	(void)self;
	if (deed_petition(p, &at.owner_id))
		app_open(app, &at);
	return REACT_REDRAW;
}

enum reaction deed_link(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_form, .entity = ENTITY_LINK };
	struct subject s;

	(void)self;
	if (!subject_of(p, &s))
		return REACT_NONE;
	at.owner = s.entity;
	at.owner_id = s.id;
	app_open(app, &at);
	return REACT_REDRAW;
}

enum reaction deed_history(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return open_in(app, p, &view_history, 0);
}

/* "its 36,012 signatories, 5 claims and 2 filings"; nothing when nothing belongs to it. */
static enum status name_children(struct db *db, const struct subject *s, struct str *out)
{
	struct str one = STR_INIT;
	struct str before = STR_INIT;
	size_t n = 0;
	enum status st = ST_OK;

	for (int i = 0; i < ENTITY_COUNT && st == ST_OK; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		int64_t count = 0;

		if (entity_owned_by(e, s->entity) < 0)
			continue;
		st = record_count_children(db, e->id, s->entity, s->id, &count);
		if (st != ST_OK || count == 0)
			continue;
		if (n > 1)
			str_add(&before, ", ");
		str_add(&before, str_text(&one));
		str_clear(&one);
		cell_counted(e, count, &one);
		n++;
	}
	if (n > 0)
		str_add(out, _(" with its "));
	str_add(out, str_text(&before));
	if (n > 1)
		str_add(out, _(" and "));
	str_add(out, str_text(&one));
	str_free(&one);
	str_free(&before);
	return st;
}

static enum reaction remove_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct change *c = NULL;
	struct record r;
	struct str name = STR_INIT;
	enum status st = record_load(app->db, about->entity, about->id, &r);

	if (st != ST_OK)
		goto out;
	str_addf(&name, "%s %s", r.entity->name, record_show(&r, "ref"));
	st = change_begin(app->db, &c, _("remove %s"), str_text(&name));
	if (st != ST_OK)
		goto out;
	work_begin(app, _("Removing"));
	st = record_remove(c, about->entity, about->id, true);
	if (st == ST_OK)
		st = change_commit(c);
	else
		change_cancel(c);
	work_end(app);
out:
	if (st == ST_OK) {
		/* The view of what is gone goes too; a list stays. */
		if (p->view == &view_record && app_top(app) == p && p->at.id == about->id &&
			p->at.entity == about->entity)
			app_drop(app);
		app_say(app, _("Removed: %s (u brings it back)"), str_text(&name));
	} else if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
	} else {
		app_failed(app, st);
	}
	record_free(&r);
	str_free(&name);
	return REACT_REDRAW;
}

enum reaction deed_remove(struct app *app, struct pane *p, const struct action *self)
{
	struct str what = STR_INIT;
	struct str label = STR_INIT;
	struct subject s;
	struct record r;
	enum status st;

	(void)self;
	if (!subject_of(p, &s))
		return REACT_NONE;
	st = record_load(app->db, s.entity, s.id, &r);
	if (st == ST_OK) {
		record_label(app->db, &r, &label);
		cell_lower(_(r.entity->label), &what);
		str_addf(&what, " %s", record_show(&r, "ref"));
		if (label.len > 0 && strcmp(str_text(&label), record_show(&r, "ref")) != 0)
			str_addf(&what, " (%s)", str_text(&label));
		st = name_children(app->db, &s, &what);
	}
	if (st == ST_OK)
		prompt_question(app, p, remove_now, &s, _("Remove %s?"), str_text(&what));
	else
		app_failed(app, st);
	record_free(&r);
	str_free(&what);
	str_free(&label);
	return REACT_REDRAW;
}
