#include "config.h"

#include "tui/app.h"
#include "tui/crumbs.h"
#include "tui/frame.h"
#include "tui/key.h"
#include "tui/statusline.h"

#define WHEEL_ROWS 3

/* The pane under the pointer moves; where the keys go stays as it is. */
static void wheel(struct app *app, const struct event *e)
{
	enum focus which;
	struct pane *p = layout_at(app, e->y, e->x, &which);

	if (p)
		pane_move(p, e->mouse == MOUSE_WHEEL_UP ? MOVE_UP : MOVE_DOWN, WHEEL_ROWS);
}

/* What stands in the line of keys is pressed there. */
static void press_button(struct app *app, int x)
{
	uint32_t key = statusline_key_at(app, x, screen_cols(app->screen));

	if (key != K_NONE)
		app_event(app, &(struct event){ .type = EVENT_KEY, .key = key });
}

static void press_pane(struct app *app, const struct event *e)
{
	enum focus which;
	struct pane *p = layout_at(app, e->y, e->x, &which);

	/* A form above stays where keys go until it is done with. */
	if (!p || (which != app->focus && app_top(app)->view->unsaved))
		return;
	str_clear(&app->message);
	app->focus = which;
	if (pane_point(p, e->y, e->x) && e->mouse == MOUSE_DOUBLE)
		app_act(app, p, "open");
}

static void press(struct app *app, const struct event *e, enum spot spot)
{
	if (e->mouse == MOUSE_PRESS && prompt_open(app) && prompt_point(app, e->y, e->x))
		return;
	if (spot == SPOT_KEYS) {
		press_button(app, e->x);
		return;
	}
	if (prompt_open(app))
		return;
	if (spot == SPOT_HEAD && e->mouse == MOUSE_PRESS)
		crumbs_point(app, e->x, screen_cols(app->screen));
	else if (spot == SPOT_PANE)
		press_pane(app, e);
	else
		app->dragged = spot;
}

void app_mouse(struct app *app, const struct event *e)
{
	app->dirty = true;
	if (e->mouse == MOUSE_WHEEL_UP || e->mouse == MOUSE_WHEEL_DOWN) {
		if (!prompt_open(app))
			wheel(app, e);
		return;
	}
	if (e->button != 1)
		return;
	if (e->mouse == MOUSE_DRAG) {
		/* Only what was begun on a border. */
		if (app->dragged == SPOT_NAV_BORDER || app->dragged == SPOT_SIDE_BORDER)
			frame_move_border(app, app->dragged, e->x);
		return;
	}
	app->dragged = SPOT_ELSEWHERE;
	if (e->mouse != MOUSE_RELEASE)
		press(app, e, layout_spot(app, e->y, e->x));
}
