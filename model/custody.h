/*
 * The chain of custody: what was done with an exhibit, by whom, and the hash of its bytes at that
 * moment. This is the one way in which the program makes entries.
 */
#ifndef AMPARO_MODEL_CUSTODY_H
#define AMPARO_MODEL_CUSTODY_H

#include <stdint.h>

#include "model/change.h"
#include "model/status.h"

/* All lent; NULL and "" are empty. */
struct custody_act {
	int64_t exhibit;
	const char *event; /* a choice of custody.event: "received", "copied" ... */
	const char *from, *to, *by, *place, *notes;
	const char *at;     /* NULL: now; otherwise as it is to stand there */
	const char *sha256; /* as just read from the bytes; NULL: they are read now */
};

/*
 * Adds one entry, at the level of its exhibit, as part of `c`. Bytes that are not kept in the case
 * file (an exhibit that is a mention or lies elsewhere) have no hash, unless one is given.
 * ST_NOTFOUND: no such exhibit. Otherwise as record_save().
 */
enum status custody_enter(struct change *c, const struct custody_act *act) MUST_USE;

#endif
