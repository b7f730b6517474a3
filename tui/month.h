/* A month as a grid of weeks that begin on Monday. */
#ifndef AMPARO_TUI_MONTH_H
#define AMPARO_TUI_MONTH_H

#include "model/date.h"

struct month {
	int year;
	int month; /* 1 to 12 */
	int days;
	int lead;   /* days of the first week that are of the month before, 0 to 6 */
	int weeks;  /* 4 to 6 */
	long first; /* its first day, in days since 1970-01-01 */
};

struct month month_of(long day);

/* The day of the month in a cell, weeks and weekdays from 0; 0: it is of another month. */
int month_day(const struct month *m, int week, int weekday);

/* The week of the grid that a day of the month stands in, from 0. */
int month_week(const struct month *m, int day);

/* So many months further (or back): the same day of it, or its last. Stays within years 1 to 9999.
 */
long month_step(long day, int months);

#endif
