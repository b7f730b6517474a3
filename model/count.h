/*
 * How many signed, from where. Declared totals and held rows are different facts: the first
 * come from `total` records, the second are counted.
 */
#ifndef AMPARO_MODEL_COUNT_H
#define AMPARO_MODEL_COUNT_H

#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

struct count_place {
	char country[8]; /* "" where the row names none */
	int64_t counted;
};

struct count {
	int64_t declared;      /* the latest total declared; -1: none */
	char declared_on[16];  /* when it was observed, EDTF; "" not known */
	char *declared_source; /* owned; NULL: none */
	int64_t held;          /* rows, in any state */
	int64_t pending, valid, duplicate, invalid, withdrawn;
	int64_t counted;            /* the valid ones */
	struct count_place *places; /* owned; by number, the largest first, then by code */
	size_t n_places;
};

/* `out` need not be initialised; count_free() it. held = pending+valid+duplicate+invalid+withdrawn.
 */
enum status count_petition(struct db *db, int64_t petition, struct count *out) MUST_USE;
void count_free(struct count *c);

/*
 * Of the counted ones, those whose names may be shown: public consent, and a level that may be
 * filed. Reads every row.
 */
enum status count_named(struct db *db, int64_t petition, int64_t *out) MUST_USE;

#endif
