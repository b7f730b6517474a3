/* `y` and `Y`: what is selected, on the terminal's clipboard. */
#ifndef AMPARO_TUI_COPY_H
#define AMPARO_TUI_COPY_H

#include "tui/action.h"

/*
 * self->arg 0: what the view's `copy` says, else the reference and the name of the selected record;
 * 1: every field of the record, a line each, with a tab between its label and its value.
 */
enum reaction copy_run(struct app *app, struct pane *p, const struct action *self);

#endif
