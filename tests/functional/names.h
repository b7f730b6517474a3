/* Hostile names, and harmless ones that take the same room: for a test that compares screens. */
#ifndef AMPARO_TESTS_NAMES_H
#define AMPARO_TESTS_NAMES_H

#include <stdbool.h>

#include "model/status.h"

/* Stands for every column of a hostile name in its harmless twin, and nowhere else. */
#define TWIN "ж"
#define TWIN_CODE 0x436

/*
 * A new case file with a record of every kind in whose every text stands a hostile name, and with
 * one contact and one signatory a name; or, `twin`, with harmless text of the same widths. Ends the
 * test when the system refuses.
 */
void names_make(const char *path, bool twin);

/* The nth hostile name as it may be typed or pasted; NULL after the last. */
const char *names_hostile(int n);

#endif
