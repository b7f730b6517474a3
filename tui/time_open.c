#include "config.h"

#include "tui/time_open.h"

#include <string.h>

#include "model/chronology.h"
#include "model/i18n.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/deeds.h"

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

static enum reaction open_for(struct app *app, const struct view *view, int64_t case_id)
{
	struct place at = { .view = view, .entity = ENTITY_NONE };

	if (case_id) {
		at.owner = ENTITY_CASE;
		at.owner_id = case_id;
	}
	app_open(app, &at);
	return REACT_REDRAW;
}

enum reaction time_timeline(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (p->view == &view_timeline)
		return REACT_CLOSE;
	return open_for(app, &view_timeline, case_of(app, p));
}

enum reaction time_calendar(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (p->view == &view_calendar)
		return REACT_CLOSE;
	/* The first page speaks of all cases. */
	return open_for(app, &view_calendar, p->view == &view_home ? 0 : case_of(app, p));
}

/* The view of the petition that is selected; from that view itself, back. */
static enum reaction open_petition(
	struct app *app, struct pane *p, const struct view *view, const char *none)
{
	struct place at = { .view = view, .entity = ENTITY_PETITION };

	if (p->view == view)
		return REACT_CLOSE;
	at.id = deed_petition_of(app, p);
	if (at.id)
		app_open(app, &at);
	else
		app_warn(app, "%s", none);
	return REACT_REDRAW;
}

enum reaction time_charts(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return open_petition(app, p, &view_charts,
		_("Select a petition first: the charts are of its signatures."));
}

enum reaction time_statement(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return open_petition(app, p, &view_statement,
		_("Select a petition first: the statement is of its signatures."));
}

bool time_command(struct app *app, const char *word, const char *rest)
{
	static const struct {
		const char *word;
		const struct view *view;
	} words[] = {
		{ "timeline", &view_timeline },
		{ "calendar", &view_calendar },
	};
	struct place of = { .view = &view_charts, .entity = ENTITY_PETITION };
	enum status found;

	if (*rest && (!strcmp(word, "charts") || !strcmp(word, "statement"))) {
		if (*word == 's')
			of.view = &view_statement;
		found = record_find(app->db, ENTITY_PETITION, rest, &of.id);
		if (found == ST_OK)
			app_open(app, &of);
		else
			app_failed(app, found);
		return true;
	}

	for (size_t i = 0; *rest && i < sizeof(words) / sizeof(*words); i++) {
		int64_t id = 0;
		enum status st;

		if (strcmp(word, words[i].word) != 0)
			continue;
		st = record_find(app->db, ENTITY_CASE, rest, &id);
		if (st == ST_OK)
			open_for(app, words[i].view, id);
		else
			app_failed(app, st);
		return true;
	}
	return false;
}
