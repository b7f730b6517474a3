/*
 * A piece of work that is shown before it is done: what would come of it, to be read, then a
 * question, then the deed. Nothing is done where the case file has changed since it was looked at.
 */
#ifndef AMPARO_TUI_REPORT_H
#define AMPARO_TUI_REPORT_H

#include <stdint.h>

#include "tui/prompt.h"

struct proposal {
	const char *text;     /* its first line is for the way here */
	const char *question; /* yes or no; NULL where there is nothing to do */
	answer_fn *yes;       /* given the pane of the report; NULL: it is only read */
	answer_fn *sign;      /* what `countersign` does; NULL: nothing is signed */
	const char *hint;     /* of what can be signed; translated; lent; NULL: none */
	struct subject about;
	int64_t generation; /* db_generation() before it was looked at */
	void *what;         /* what the deed must know; the report's from now on. May be NULL */
	void (*forget)(void *what);
};

/*
 * Opens the report and asks, where there is something to do. Where the answer is no the report
 * stays, and "apply" asks again. The texts are copied.
 */
void report_propose(struct app *app, const struct proposal *p);

/* What was given with the proposal; lent as long as the pane is open. */
void *report_what(const struct pane *p);

/*
 * After the deed: the report that says what would come of it goes, unless the deed failed. A stop
 * and a failure are said. True: it was done, and what was done is still to be said.
 */
bool report_done(struct app *app, struct pane *p, enum status st);

#endif
