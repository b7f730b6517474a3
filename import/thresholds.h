/*
 * Thresholds of a petition from CSV in UTF-8: title, kind, value, country, source; columns in
 * any order, the last two may be missing. All rows go in, or none: a rule with half of its minima
 * would say something else. One that is there already, with the same title, kind, value and
 * country, is not written again.
 */
#ifndef AMPARO_IMPORT_THRESHOLDS_H
#define AMPARO_IMPORT_THRESHOLDS_H

#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

struct thresholds_summary {
	int64_t added;
	int64_t known; /* were there already */
};

/* One change. ST_INVALID: the sentence names the line. ST_IO, ST_NOTFOUND, ST_DB. */
enum status import_thresholds(
	struct db *db, int64_t petition, const char *path, struct thresholds_summary *out) MUST_USE;

#endif
