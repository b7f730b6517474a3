/* Private to view_charts.c and charts_draw.c: who signed a petition, by day and by country. */
#ifndef AMPARO_TUI_CHARTS_H
#define AMPARO_TUI_CHARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/count.h"
#include "model/tally.h"
#include "tui/view.h"

enum charts_page { CHARTS_DATES, CHARTS_COUNTRIES, CHARTS_PAGES };

struct charts {
	int64_t petition;
	char *ref; /* owned */
	enum charts_page page;
	struct count_work *counting; /* owned; NULL: not begun, or done */
	struct count count;
	bool counted;
	bool count_due;
	struct tally tally;
	bool tally_due;

	enum tally_unit unit;
	bool chosen; /* somebody chose the unit; else it follows the room */
	struct tally_span span;
	long first;  /* the unit on the left of the screen */
	long cursor; /* the selected one */
	bool placed; /* somebody selected it; else it is the last */
	bool kept;   /* `want` is the selected unit, until all was read anew */
	long want;
	size_t n;             /* units on the screen */
	int width;            /* cells of each, with what is free beside it */
	int64_t *numbers;     /* owned; of the units on the screen */
	int64_t most;         /* of any unit at all */
	struct scroll places; /* over the countries */
};

/* Which units are on the screen, and their numbers. */
void charts_lay_out(struct pane *p);

/* The unit's name: "Fri 17 Jul 2020", "week from Mon 13 Jul 2020", "July 2020"; appended. */
void charts_unit_name(enum tally_unit unit, long place, struct str *out);

/* The box of the bars within the pane: to the right of the numbers, above the days. */
struct box charts_field(const struct pane *p);

void charts_draw(struct pane *p, bool focused);

#endif
