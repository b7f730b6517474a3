/* Forms that were left unsaved: found in the case file, offered at the start and by a key. */
#ifndef AMPARO_TUI_DRAFTS_H
#define AMPARO_TUI_DRAFTS_H

#include "tui/action.h"

/* Asks whether to go on with the last one; asks nothing when there is none. */
void drafts_offer(struct app *app);

/* Opens the last one. */
enum reaction drafts_open(struct app *app, struct pane *p, const struct action *self);

#endif
