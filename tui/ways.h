/*
 * The ways into views that are of one record: by key, of what is selected, and from the view itself
 * back; or on the line of commands, by name.
 */
#ifndef AMPARO_TUI_WAYS_H
#define AMPARO_TUI_WAYS_H

#include <stdbool.h>

#include "tui/view.h"

/* Opens `at`, or says `none` where it has no record; from that view itself: back. */
enum reaction way_in(struct app *app, struct pane *p, const struct place *at, const char *none);

/* Opens `at` for the record of its kind that `ref` names, or says that there is none. */
void way_named(struct app *app, struct place *at, const char *ref);

/* Of the case that the view is about. */
enum reaction way_timeline(struct app *app, struct pane *p, const struct action *self);
enum reaction way_calendar(struct app *app, struct pane *p, const struct action *self);

/* Of the petition. */
enum reaction way_charts(struct app *app, struct pane *p, const struct action *self);
enum reaction way_statement(struct app *app, struct pane *p, const struct action *self);
enum reaction way_numbering(struct app *app, struct pane *p, const struct action *self);
enum reaction way_review(struct app *app, struct pane *p, const struct action *self);

/* "timeline nso-mexico" on the line of commands, and so with every view here and those of boards
 * and proof. False: it is none of these. */
bool way_command(struct app *app, const char *word, const char *rest);

#endif
