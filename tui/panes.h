/*
 * How the user arranged the panes: how wide the cases and the record are, and which of them are
 * put away. Kept for each case file, in the workspace under "layout".
 */
#ifndef AMPARO_TUI_PANES_H
#define AMPARO_TUI_PANES_H

#include <stdbool.h>

#include "model/str.h"

struct app;

#define PANE_SIDE_MIN 16 /* columns that the record has at least */

/* From these widths of the screen on there are three panes, two; below, one. */
#define THREE_PANES 120
#define TWO_PANES 80

enum pane_shown {
	PANE_USUAL, /* where there is room for it */
	PANE_SHOWN, /* also where it takes the place of the other one */
	PANE_HIDDEN,
};

struct panes {
	int nav;  /* the cases' width in ten-thousandths of the screen's; 0: the usual one */
	int side; /* the record's */
	enum pane_shown nav_shown;
	bool side_hidden;
	bool changed; /* it differs from what is kept */
};

/* As panes_write() wrote it. What is damaged or out of range is left at its usual. */
void panes_read(struct panes *panes, const char *text);
void panes_write(const struct panes *panes, struct str *out);

/* Columns on a screen of `cols`, so that the list keeps enough; `other` has the third pane. */
int panes_nav_width(const struct panes *panes, int cols, int other);
int panes_side_width(const struct panes *panes, int cols, int other);

/* Makes a pane `width` columns wide on a screen of `cols`. */
void panes_set_nav(struct panes *panes, int cols, int width);
void panes_set_side(struct panes *panes, int cols, int width);

/* From and to the case file. Saving does nothing when nothing changed. */
void panes_load(struct app *app);
void panes_save(struct app *app);

#endif
