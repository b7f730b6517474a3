/* Private to view_log.c and log_undo.c. */
#ifndef AMPARO_TUI_LOG_VIEW_H
#define AMPARO_TUI_LOG_VIEW_H

#include "model/journal.h"
#include "tui/view.h"

/* The entry under the cursor; NULL: none. */
const struct journal_entry *log_selected(struct pane *p);

/* log_undo.c */
enum reaction log_undo_to(struct app *app, struct pane *p, const struct action *self);
enum reaction log_undo_entry(struct app *app, struct pane *p, const struct action *self);

#endif
