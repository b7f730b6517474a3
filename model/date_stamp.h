/* What the readers of stamps share. Private to model/. */
#ifndef AMPARO_MODEL_DATE_STAMP_H
#define AMPARO_MODEL_DATE_STAMP_H

#include <stdbool.h>

#include "model/date.h"

/*
 * Whether nothing is left behind a day, or a time of day: behind a T, a comma or a blank, 10:42,
 * 9:42:00 or 10:42:00.123, that may end with AM or PM, a zone, and its name in brackets.
 */
bool date_is_rest(const char *text);

#endif
