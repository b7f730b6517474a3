/*
 * Private to view_numbering.c and numbering_*.c: the marks of a petition, in their order, to be
 * given, moved, withdrawn and fixed. at.id is the petition.
 */
#ifndef AMPARO_TUI_NUMBERING_H
#define AMPARO_TUI_NUMBERING_H

#include "model/mark_plan.h"
#include "tui/view.h"

struct numbering {
	struct marks marks;
	struct scroll scroll; /* its n is that of the marks */
	int64_t wanted;       /* the mark that the cursor goes to when they are read; 0: none */
};

struct numbering *numbering_of(struct pane *p);

/* The one that the cursor is on; NULL: there is none. */
const struct mark *numbering_selected(struct pane *p);

extern const struct action numbering_actions[];

/* Marks for all that is cited: numbering_assign.c */
enum reaction numbering_assign(struct app *app, struct pane *p, const struct action *self);

#endif
