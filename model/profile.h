/*
 * What leaves by a profile: share/profiles/NAME.conf, a line for each of what it says. Names are
 * of small letters, digits and hyphens.
 */
#ifndef AMPARO_MODEL_PROFILE_H
#define AMPARO_MODEL_PROFILE_H

#include <stdbool.h>

#include "model/db.h"
#include "model/status.h"

struct profile {
	bool strip; /* strip-metadata yes: no file leaves with what it says of itself */
};

/* ST_NOTFOUND: there is no such profile. ST_INVALID: it says what no profile can. */
enum status profile_read(struct db *db, const char *name, struct profile *out) MUST_USE;

/* Calls `fn` with the name of each that there is, in no order. */
void profile_each(void (*fn)(void *arg, const char *name), void *arg);

#endif
