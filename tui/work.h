/*
 * Long work: shows how far it is and how long it will take, and stops it when somebody presses
 * Esc or ^C. Meanwhile one can move about, blank the screen and change its size.
 */
#ifndef AMPARO_TUI_WORK_H
#define AMPARO_TUI_WORK_H

struct app;

/*
 * From here to work_end() the case file reports its progress to the message line. `what` says what
 * is being done (translated, lent until the end). A call that is stopped answers ST_STOPPED.
 */
void work_begin(struct app *app, const char *what);
/* For what reads in one go and reports from within: Esc alone is heard meanwhile. */
void work_begin_reading(struct app *app, const char *what);
void work_end(struct app *app);

#endif
