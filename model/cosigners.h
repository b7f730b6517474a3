/* Cosigners of a letter, many at once. */
#ifndef AMPARO_MODEL_COSIGNERS_H
#define AMPARO_MODEL_COSIGNERS_H

#include <stdint.h>

#include "model/db.h"
#include "model/idset.h"
#include "model/status.h"

/*
 * Puts contacts down to be asked to sign a letter, as one change: organisations as such, all others
 * as persons, or all in `capacity` where it is not NULL. Those who stand there already, be it in
 * another capacity, are passed over. *added counts the others; where there are none, nothing is
 * changed. ST_INVALID: `capacity` is none. ST_STOPPED.
 */
enum status cosigners_add(struct db *db, int64_t letter, const struct idset *contacts,
	const char *capacity, int64_t *added) MUST_USE;

#endif
