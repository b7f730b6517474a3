/*
 * Long work: shows how far it is and how long it will take, and stops it when somebody presses
 * Esc or ^C. Meanwhile one can move about, blank the screen and change its size.
 */
#ifndef AMPARO_TUI_WORK_H
#define AMPARO_TUI_WORK_H

#include <stdbool.h>

struct app;

/*
 * From here to work_end() the case file reports its progress to the message line. `what` says what
 * is being done (translated, lent until the end). A call that is stopped answers ST_STOPPED.
 */
void work_begin(struct app *app, const char *what);
/* For what reads in one go and reports from within: Esc alone is heard meanwhile. */
void work_begin_reading(struct app *app, const char *what);

/*
 * Keys that came while it was shown were meant for the work: none of them goes to what comes after.
 * True: somebody wanted to stop it, be it too late. What only looked can heed that still.
 */
bool work_end(struct app *app);

#endif
