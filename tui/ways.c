#include "config.h"

#include "tui/ways.h"

#include <string.h>

#include "model/chronology.h"
#include "model/i18n.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/deeds.h"

enum reaction way_in(struct app *app, struct pane *p, const struct place *at, const char *none)
{
	if (p->view == at->view)
		return REACT_CLOSE;
	if (at->id)
		app_open(app, at);
	else
		app_warn(app, "%s", none);
	return REACT_REDRAW;
}

void way_named(struct app *app, struct place *at, const char *ref)
{
	enum status st = record_find(app->db, at->entity, ref, &at->id);

	if (st == ST_OK)
		app_open(app, at);
	else
		app_failed(app, st);
}

/* ---- of a case ---- */

/* The case that the view is about: that of the selected record, else the one whose list it is. */
static int64_t case_of(struct app *app, struct pane *p)
{
	struct subject s = { ENTITY_NONE, 0 };
	int64_t id = 0;

	if (p->view->subject && p->view->subject(p, &s) &&
		chronology_case(app->db, s.entity, s.id, &id) == ST_OK)
		return id;
	if (p->at.owner_id && chronology_case(app->db, p->at.owner, p->at.owner_id, &id) == ST_OK)
		return id;
	return 0;
}

/* Without a case it is of all. */
static enum reaction of_case(struct app *app, const struct view *view, int64_t case_id)
{
	struct place at = { .view = view, .entity = ENTITY_NONE };

	if (case_id) {
		at.owner = ENTITY_CASE;
		at.owner_id = case_id;
	}
	app_open(app, &at);
	return REACT_REDRAW;
}

enum reaction way_timeline(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (p->view == &view_timeline)
		return REACT_CLOSE;
	return of_case(app, &view_timeline, case_of(app, p));
}

enum reaction way_calendar(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (p->view == &view_calendar)
		return REACT_CLOSE;
	/* The first page speaks of all cases. */
	return of_case(app, &view_calendar, p->view == &view_home ? 0 : case_of(app, p));
}

/* ---- of a petition ---- */

static enum reaction of_petition(
	struct app *app, struct pane *p, const struct view *view, const char *none)
{
	const struct place at = {
		.view = view, .entity = ENTITY_PETITION, .id = deed_petition_of(app, p)
	};

	return way_in(app, p, &at, none);
}

enum reaction way_charts(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return of_petition(app, p, &view_charts,
		_("Select a petition first: the charts are of its signatures."));
}

enum reaction way_statement(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return of_petition(app, p, &view_statement,
		_("Select a petition first: the statement is of its signatures."));
}

enum reaction way_numbering(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return of_petition(app, p, &view_numbering,
		_("Select a petition first: the marks are what it calls its exhibits."));
}

enum reaction way_review(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return of_petition(app, p, &view_review,
		_("Select a petition first: the review is of those who signed it."));
}

/* ---- by name ---- */

bool way_command(struct app *app, const char *word, const char *rest)
{
	static const struct {
		const struct view *view; /* its name is the word */
		enum entity_id entity;
	} named[] = {
		{ &view_timeline, ENTITY_CASE },
		{ &view_calendar, ENTITY_CASE },
		{ &view_charts, ENTITY_PETITION },
		{ &view_statement, ENTITY_PETITION },
		{ &view_review, ENTITY_PETITION },
		{ &view_proof, ENTITY_PETITION },
		{ &view_authorities, ENTITY_PETITION },
		{ &view_board, ENTITY_LETTER },
	};

	for (size_t i = 0; *rest && i < sizeof(named) / sizeof(named[0]); i++) {
		struct place at = { .view = named[i].view, .entity = named[i].entity };
		enum status st;

		if (strcmp(word, at.view->name) != 0)
			continue;
		st = record_find(app->db, at.entity, rest, &at.id);
		if (st != ST_OK)
			app_failed(app, st);
		else if (at.entity == ENTITY_CASE)
			of_case(app, at.view, at.id);
		else
			app_open(app, &at);
		return true;
	}
	return false;
}
