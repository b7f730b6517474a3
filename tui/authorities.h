/* The table of authorities as the keys reach it: view_authorities.c. */
#ifndef AMPARO_TUI_AUTHORITIES_H
#define AMPARO_TUI_AUTHORITIES_H

#include "tui/action.h"

struct app;
struct pane;

/* Opens the table of the petition that is selected, or that the view belongs to. */
enum reaction authorities_open(struct app *app, struct pane *p, const struct action *self);

#endif
