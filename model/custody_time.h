/* Times of custody entries: EDTF days, or instants in UTC. Private to model/. */
#ifndef AMPARO_MODEL_CUSTODY_TIME_H
#define AMPARO_MODEL_CUSTODY_TIME_H

#include <stdbool.h>

/*
 * Below zero: `a` is surely before `b`; above: after; 0: as far as both are known they may be the
 * same, or one cannot be read.
 */
int custody_time_compare(const char *a, const char *b);

/* Whether it is a time that can be read. */
bool custody_time_known(const char *at);

#endif
