/* The control sheet of a deadline that is kept, which a second person signs. */
#ifndef AMPARO_TUI_DEADLINE_SIGN_H
#define AMPARO_TUI_DEADLINE_SIGN_H

#include "model/record.h"
#include "tui/action.h"

/* Opens the sheet. "countersign" asks who counted again, counts, and enters the name and the day.
 */
void deadline_show_sheet(struct app *app, const struct record *r, const char *text);

#endif
