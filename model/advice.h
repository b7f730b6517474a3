/*
 * What somebody should know of a record before they rely on it: a ruling that is dated before the
 * one it reviews, a petition to a court whose door a ruling closed, an event that two sources date
 * otherwise. None of it is refused; it is said when the record is saved, and stands in it.
 */
#ifndef AMPARO_MODEL_ADVICE_H
#define AMPARO_MODEL_ADVICE_H

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

struct advice {
	const char *text;      /* one sentence with its dot, translated; lent for the call */
	enum entity_id entity; /* the record that it speaks of besides; ENTITY_NONE: none */
	int64_t id;
};

/* Another answer than ST_OK ends it and is passed on. */
typedef enum status advice_fn(void *arg, const struct advice *a);

/* All that is to be said of a saved record, the gravest first. Quick: for one record on the screen.
 */
enum status advice_of(struct db *db, const struct record *r, advice_fn *fn, void *arg) MUST_USE;

#endif
