/* What a record refers to and what refers to it, on and on: view_chain.c, for global.c and
 * command.c. */
#ifndef AMPARO_TUI_CHAIN_H
#define AMPARO_TUI_CHAIN_H

#include <stdbool.h>

#include "tui/view.h"

/* The chain of the selected record, or of the one that the view shows. */
enum reaction chain_open(struct app *app, struct pane *p, const struct action *self);

/* What is circular or broken in the whole file, as a report. */
enum reaction chain_report(struct app *app, struct pane *p, const struct action *self);

/* "chain petition:nso-mexico" of the line of commands. False: it is none. */
bool chain_command(struct app *app, const char *word, const char *rest);

#endif
