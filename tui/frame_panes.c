#include "config.h"

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/frame.h"

#define STEP 2 /* columns that a border moves where no number was typed */

static struct pane *side_of(const struct app *app)
{
	struct pane *top = app_top(app);

	return top->view->side ? top->view->side(top) : NULL;
}

static bool narrow(const struct app *app)
{
	return screen_cols(app->screen) < TWO_PANES;
}

/* Whether Tab goes there: not to what was put away. */
static bool has_pane(const struct app *app, enum focus focus)
{
	switch (focus) {
	case FOCUS_NAV:
		return narrow(app) || app->panes.nav_shown != PANE_HIDDEN;
	case FOCUS_MAIN:
		return true;
	case FOCUS_SIDE:
		return side_of(app) && (narrow(app) || !app->panes.side_hidden);
	}
	return false;
}

enum reaction frame_next_pane(struct app *app, struct pane *p, const struct action *self)
{
	enum focus next = app->focus;

	(void)p;
	do
		next = (enum focus)(((int)next + 3 + self->arg) % 3);
	while (!has_pane(app, next));
	app->focus = next;
	return REACT_REDRAW;
}

void frame_move_border(struct app *app, enum spot border, int x)
{
	struct pane *side = side_of(app);
	int cols = screen_cols(app->screen);

	if (border == SPOT_SIDE_BORDER) {
		panes_set_side(&app->panes, cols, cols - 1 - x);
		return;
	}
	/* The other border stays where it is. */
	if (side && layout_shows(app, side))
		panes_set_side(&app->panes, cols, side->box.cols);
	panes_set_nav(&app->panes, cols, x);
}

enum reaction frame_border(struct app *app, struct pane *p, const struct action *self)
{
	struct pane *side = side_of(app);
	bool beside = side && layout_shows(app, side);
	int cols = screen_cols(app->screen);
	int step = (app->count > 0 && app->count < cols ? (int)app->count : STEP) * self->arg;

	(void)p;
	if (narrow(app))
		app_say(app, _("The screen is too narrow for a second pane."));
	else if (layout_shows(app, app->nav) && (app->focus == FOCUS_NAV || !beside))
		frame_move_border(app, SPOT_NAV_BORDER, app->nav->box.cols + step);
	else if (beside)
		frame_move_border(app, SPOT_SIDE_BORDER, side->box.x - 1 + step);
	else
		app_say(app, _("There is no other pane here; v and V show them."));
	return REACT_REDRAW;
}

enum reaction frame_toggle_side(struct app *app, struct pane *p, const struct action *self)
{
	struct pane *side = side_of(app);

	(void)p;
	(void)self;
	if (!side) {
		app_say(app, _("There is no record to show beside this."));
		return REACT_REDRAW;
	}
	if (narrow(app)) {
		app->focus = app->focus == FOCUS_SIDE ? FOCUS_MAIN : FOCUS_SIDE;
		return REACT_REDRAW;
	}
	app->panes.side_hidden = layout_shows(app, side);
	/* Where there is room for one of the two only. */
	if (!app->panes.side_hidden && screen_cols(app->screen) < THREE_PANES &&
		app->panes.nav_shown == PANE_SHOWN)
		app->panes.nav_shown = PANE_USUAL;
	app->panes.changed = true;
	if (app->focus == FOCUS_SIDE || !app->panes.side_hidden)
		app->focus = FOCUS_MAIN;
	return REACT_REDRAW;
}

enum reaction frame_toggle_nav(struct app *app, struct pane *p, const struct action *self)
{
	bool shown = layout_shows(app, app->nav);

	(void)p;
	(void)self;
	if (narrow(app)) {
		app->focus = app->focus == FOCUS_NAV ? FOCUS_MAIN : FOCUS_NAV;
		return REACT_REDRAW;
	}
	if (screen_cols(app->screen) < THREE_PANES)
		app->panes.nav_shown = shown ? PANE_USUAL : PANE_SHOWN;
	else
		app->panes.nav_shown = shown ? PANE_HIDDEN : PANE_USUAL;
	app->panes.changed = true;
	app->focus = FOCUS_MAIN;
	return REACT_REDRAW;
}

enum reaction frame_usual(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app->panes = (struct panes){ .changed = true };
	app_say(app, _("The panes are as they were at first."));
	return REACT_REDRAW;
}
