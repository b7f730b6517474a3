/* Private to view_calendar.c and calendar_draw.c: a month, and what each of its days has. */
#ifndef AMPARO_TUI_VIEW_CALENDAR_H
#define AMPARO_TUI_VIEW_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/chronology.h"
#include "tui/month.h"
#include "tui/names.h"
#include "tui/time_read.h"
#include "tui/view.h"

struct calendar {
	struct time_read read;
	int64_t case_id; /* 0: the whole file */
	char *ref;       /* owned; of the case, or "" */
	long today;
	long day;    /* the selected one */
	bool in_day; /* keys go to the list of that day */
	size_t item; /* the selected one of it */
	size_t top;  /* the first of them on the screen */
	int list;    /* rows that the list of the day has on the screen */
	struct names names;
};

/* Where things stand: the grid above (or, where there is no room for it, days below each other),
 * the day's list below. */
struct calendar_shape {
	bool grid;
	int cell_cols;
	int cell_rows;
	struct box days; /* of the grid's weeks, or of the list of days */
	struct box list; /* of the selected day; no rows: it is not shown */
};

struct calendar_shape calendar_shape(const struct pane *p);

/* The marks of a day: those that are known to the day. */
size_t calendar_items(const struct calendar *c, long day, size_t *first);
const struct chronology_mark *calendar_item(const struct calendar *c, long day, size_t i);

void calendar_draw(struct pane *p, bool focused);

#endif
