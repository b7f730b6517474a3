#include "config.h"

#include "tui/reveal.h"

#include "model/gag.h"
#include "model/i18n.h"
#include "tui/app.h"

static void draw_veil(struct app *app)
{
	gag_veil(app->db, _("press !"));
	app->reveal.top = NULL;
	app_stale(app);
}

void reveal_begin(struct app *app)
{
	gag_veil(app->db, _("press !"));
}

void reveal_look(struct app *app)
{
	if (app->reveal.top &&
		(app->reveal.top != app_top(app) || app->curtain.state != CURTAIN_OPEN))
		draw_veil(app);
}

void reveal_forget(struct app *app, const struct pane *p)
{
	if (app->reveal.top == p)
		draw_veil(app);
}

enum reaction reveal_act(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	if (app->reveal.top) {
		draw_veil(app);
		return REACT_RELOAD;
	}
	if (!gag_any(app->db)) {
		app_say(app, _("No gag order is in force: nothing is withheld."));
		return REACT_REDRAW;
	}
	gag_veil(app->db, NULL);
	app->reveal.top = app_top(app);
	app_stale(app);
	app_say(app, _("What a gag order withholds is shown until you leave this view."));
	return REACT_RELOAD;
}
