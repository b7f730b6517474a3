/* Where the views of time are opened from: the case or petition of what is selected. */
#ifndef AMPARO_TUI_TIME_OPEN_H
#define AMPARO_TUI_TIME_OPEN_H

#include <stdbool.h>

#include "tui/action.h"

enum reaction time_timeline(struct app *app, struct pane *p, const struct action *self);
enum reaction time_calendar(struct app *app, struct pane *p, const struct action *self);
enum reaction time_charts(struct app *app, struct pane *p, const struct action *self);
enum reaction time_statement(struct app *app, struct pane *p, const struct action *self);

/* "timeline nso-mexico" on the line of commands. False: it is none of these. */
bool time_command(struct app *app, const char *word, const char *rest);

#endif
