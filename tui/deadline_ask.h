/* Counting a deadline: the rule, the days that were set, the day it counts from, the sheet, y. */
#ifndef AMPARO_TUI_DEADLINE_ASK_H
#define AMPARO_TUI_DEADLINE_ASK_H

#include "tui/action.h"

struct deadline_ask;

/*
 * From a petition, ruling, event or case: asks for the rule and goes on from there. Of a deadline:
 * its control sheet, and where it is stale the offer to count it again.
 */
enum reaction deadline_open(struct app *app, struct pane *p, const struct action *self);

/* NULL is fine. */
void deadline_ask_free(struct deadline_ask *a);

#endif
