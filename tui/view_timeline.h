/* Private to view_timeline.c, timeline_actions.c and timeline_draw.c: a case along time. */
#ifndef AMPARO_TUI_VIEW_TIMELINE_H
#define AMPARO_TUI_VIEW_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/chronology.h"
#include "tui/names.h"
#include "tui/time_read.h"
#include "tui/timeline.h"
#include "tui/view.h"

struct time_view {
	struct time_read read;
	int64_t case_id; /* 0: the whole file */
	char *ref;       /* owned; of the case, or "" */
	char *where;     /* owned; words that must be in it; NULL: none */
	bool refused;    /* the filter is not one; its sentence was said */
	unsigned groups;
	enum zoom zoom;
	long today;
	struct timeline lines;
	struct scroll scroll;
	struct names names;
	bool placed; /* the cursor was put somewhere by somebody, or at today at first */
};

extern const struct action timeline_actions[];

void timeline_draw(struct pane *p, bool focused);

/* Begins to read anew; what can be done at once is done. */
enum status timeline_load(struct pane *p);

/* The lines anew; the same mark stays selected, or what is nearest to its day. */
void timeline_lay_out(struct pane *p);

/* The cursor to what is nearest to a day, that in the middle of the screen. */
void timeline_go_to(struct pane *p, long day);

/* The mark under the cursor; NULL: there is none. */
const struct chronology_mark *timeline_mark(struct pane *p);

/* The line under the cursor; NULL: there is none. */
const struct timeline_row *timeline_selected(struct pane *p);

#endif
