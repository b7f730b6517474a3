/*
 * What a gag order withholds stands behind the veil of the case file (model/gag.h), which is drawn
 * as long as the interface runs. A key lifts it for the view on top, until that view is left,
 * another is opened over it, or the curtain comes.
 */
#ifndef AMPARO_TUI_REVEAL_H
#define AMPARO_TUI_REVEAL_H

#include "tui/action.h"

struct app;
struct pane;

struct reveal {
	const struct pane *top; /* lent; the view that it was lifted for; NULL: it is drawn */
};

/* Draws the veil, at the beginning. */
void reveal_begin(struct app *app);

/* Draws it again where the view is not the one, before anything is read for the screen. */
void reveal_look(struct app *app);

/* That pane goes: what another is that lies in its place later was not revealed. */
void reveal_forget(struct app *app, const struct pane *p);

/* Lifts it, or draws it again. */
enum reaction reveal_act(struct app *app, struct pane *p, const struct action *self);

#endif
