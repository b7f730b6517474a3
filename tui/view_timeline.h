/* Private to view_timeline.c and timeline_draw.c: a case along time. */
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

void timeline_draw(struct pane *p, bool focused);

/* The line under the cursor; NULL: there is none. */
const struct timeline_row *timeline_selected(struct pane *p);

#endif
