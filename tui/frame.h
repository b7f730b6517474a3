/* Private to global.c and frame_*.c: actions on the frame around the views. */
#ifndef AMPARO_TUI_FRAME_H
#define AMPARO_TUI_FRAME_H

#include "tui/action.h"
#include "tui/app.h"

/* self->arg: 1 forwards, -1 back. */
enum reaction frame_next_pane(struct app *app, struct pane *p, const struct action *self);

/* Moves the border of the pane that has the keys; self->arg: 1 to the right, -1 to the left. */
enum reaction frame_border(struct app *app, struct pane *p, const struct action *self);

/* Moves one of the two borders to column `x` of the screen. */
void frame_move_border(struct app *app, enum spot border, int x);

enum reaction frame_toggle_side(struct app *app, struct pane *p, const struct action *self);
enum reaction frame_toggle_nav(struct app *app, struct pane *p, const struct action *self);
enum reaction frame_usual(struct app *app, struct pane *p, const struct action *self);

#endif
