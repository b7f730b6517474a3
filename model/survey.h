/*
 * What there is along a walk: how many rows the filter keeps, and where every so many of them
 * stand, so that a place is found from the nearest one. Made a bit at a time, behind what is on the
 * screen. Private to model/.
 */
#ifndef AMPARO_MODEL_SURVEY_H
#define AMPARO_MODEL_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/hits.h"
#include "model/walk.h"

struct milestone {
	struct query_key key; /* owned */
	int64_t kept;         /* rows kept up to here, this one included */
};

struct survey {
	struct walk walk;
	struct milestone *stones; /* owned */
	size_t n;
	int64_t every;      /* rows between two */
	int64_t kept;       /* so far */
	struct hits *found; /* lent; their ids are added; NULL: not wanted */
	bool done;
};

void survey_begin(struct survey *s, const struct plan *p);
void survey_end(struct survey *s);

/* ST_STOPPED: call again. ST_END: `kept` is the number of rows. */
enum status survey_step(struct survey *s) MUST_USE;

/* How many rows stand before a key. ST_STOPPED: not known yet; after survey_done(), call again. */
enum status survey_rank(const struct survey *s, const struct query_key *k, int64_t *out) MUST_USE;

/* The key of the row at a place, from 0. ST_STOPPED: likewise. ST_END: there are not so many. */
enum status survey_at(const struct survey *s, int64_t rank, struct query_key *out) MUST_USE;

#endif
