#include "config.h"

#include "tui/deeds.h"

#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/fuzzy.h"
#include "tui/palette.h"

/* What can be added to the record that a view shows, where the place does not say it by itself. */

static bool belongs(const struct entity *e, enum entity_id owner)
{
	return cell_by_hand(e) && e->id != ENTITY_LINK && entity_owned_by(e, owner) >= 0;
}

bool deed_adds_to(const struct pane *p)
{
	if (p->view != &view_record || !p->at.id)
		return false;
	for (int i = 0; i < ENTITY_COUNT; i++)
		if (belongs(entity_get((enum entity_id)i), p->at.entity))
			return true;
	return false;
}

static void offer(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	struct fuzzy *f = fuzzy_new(text);

	(void)app;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		int fits = fuzzy_score(f, _(e->label));

		if (fits && belongs(e, p->at.entity))
			offers_add(out, &(struct offer){ .line = (char *)e->name,
						.label = (char *)_(e->label),
						.entity = e->id,
						.score = fits });
	}
	offers_sort(out);
	fuzzy_free(f);
}

static enum reaction take(struct app *app, struct pane *p, const struct offer *row)
{
	struct place at = { .view = &view_form,
		.entity = row->entity,
		.owner = p->at.entity,
		.owner_id = p->at.id };

	app_open(app, &at);
	return REACT_REDRAW;
}

static enum reaction nothing(struct app *app, struct pane *p, const char *text)
{
	(void)p;
	app_warn(app, _("Nothing that is called '%.40s' can be added here."), text);
	return REACT_REDRAW;
}

static const struct prompt_kind kind_prompt = {
	.label = N_("Add: "),
	.offer = offer,
	.take = take,
	.accept = nothing,
};

enum reaction deed_add(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .entity = ENTITY_CASE };

	(void)self;
	if (!p->view->kind || !p->view->kind(p, &at)) {
		if (!deed_adds_to(p))
			return REACT_NONE;
		prompt_ask(app, p, &kind_prompt, NULL, "");
		return REACT_REDRAW;
	}
	at.view = &view_form;
	at.id = 0;
	at.text = NULL;
	app_open(app, &at);
	return REACT_REDRAW;
}
