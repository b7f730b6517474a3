/* What cases call those whom they must not name: shown, given and changed. */
#ifndef AMPARO_TUI_PSEUDONYMS_H
#define AMPARO_TUI_PSEUDONYMS_H

#include "tui/action.h"

/*
 * Of a case: all its parties, and the offer to give pseudonyms to those who need one. Of a party,
 * or of a contact in one of its cases: what exports call it, and the offer to give or change that.
 */
enum reaction pseudonyms_open(struct app *app, struct pane *p, const struct action *self);

#endif
