/* The tree of rulings as the keys reach it: view_appeals.c. */
#ifndef AMPARO_TUI_APPEALS_H
#define AMPARO_TUI_APPEALS_H

#include "tui/action.h"

struct app;
struct pane;

/* Opens the tree of the selected ruling, or those of the case that the view is about. */
enum reaction appeals_open(struct app *app, struct pane *p, const struct action *self);

#endif
