/* The custody record of an exhibit as the keys reach it: view_custody.c, custody_acts.c. */
#ifndef AMPARO_TUI_CUSTODY_VIEW_H
#define AMPARO_TUI_CUSTODY_VIEW_H

#include <stdint.h>

#include "model/str.h"
#include "tui/action.h"

struct app;
struct pane;

/* Opens the custody record of the exhibit that the view is about. */
enum reaction custody_open(struct app *app, struct pane *p, const struct action *self);

/* Shows a working copy of that exhibit's file in another program. */
enum reaction custody_look(struct app *app, struct pane *p, const struct action *self);

/* The exhibit that the view is about, be it through an entry of its record; 0 after saying that it
 * is about none. */
int64_t custody_exhibit(struct app *app, struct pane *p);

/* Compares the bytes of the pane's exhibit, checks its stamps, and enters that. */
enum reaction custody_verify(struct app *app, struct pane *p, const struct action *self);

/* Asks for a file and writes the record as text, or by the file's name as CSV, JSON or DocBook. */
enum reaction custody_print(struct app *app, struct pane *p, const struct action *self);

/* "REF" of the exhibit and what comes behind it, for a file; appended. */
void custody_file_name(struct app *app, int64_t exhibit, const char *end, struct str *out);

#endif
