/*
 * The line on top: the way here, a part for each view on the stack, and on the right what the view
 * says of itself. What does not fit is left out in the middle of the way, with a "+3" for three
 * views.
 */
#ifndef AMPARO_TUI_CRUMBS_H
#define AMPARO_TUI_CRUMBS_H

struct app;

void crumbs_draw(struct app *app, int y, int cols);

/* The mouse at column `x`: back to that part of the way; on a "+3": the list of the views. */
void crumbs_point(struct app *app, int x, int cols);

#endif
