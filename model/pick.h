/*
 * Where no index gives an order: one pass over all rows, as they lie in the file, that keeps those
 * nearest to a place in the order, and no more. It can be stopped at any row and goes on there.
 * Private to model/.
 */
#ifndef AMPARO_MODEL_PICK_H
#define AMPARO_MODEL_PICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/hits.h"
#include "model/query_plan.h"
#include "model/spans.h"

/* Keys of rows, in their order: a stretch of the list without a gap. */
struct run {
	struct query_key *keys; /* owned */
	size_t n;
	int64_t rank;    /* rows before the first; -1: not known */
	bool from_start; /* it begins with the first row of all */
	bool to_end;     /* and ends with the last */
};

void run_clear(struct run *r);

/* The first key behind `k`, or r->n. */
size_t run_behind(const struct plan *p, const struct run *r, const struct query_key *k);

struct heap {
	struct query_key *keys; /* owned; the one that goes first on top */
	size_t n;
	size_t max;
	bool smallest; /* it keeps those that come first in the order; else the last ones */
};

/* A few rows of all, evenly drawn. */
struct sample {
	struct query_key *keys; /* owned */
	size_t n;
	int64_t every;
	int64_t met;
};

struct pick {
	const struct plan *plan; /* lent */
	struct query_key anchor; /* owned; the place; id 0: the two ends */
	struct heap below;       /* the nearest before the anchor; or those at the end */
	struct heap above;       /* the nearest behind it; or those at the beginning */
	struct sample sample;    /* made only with the ends */
	int64_t kept;            /* rows that the filter keeps */
	int64_t before;          /* of them before the anchor, or at it */
	struct hits *found; /* lent; the ids that the filter keeps are added; NULL: not wanted */
	const struct hits *only; /* lent; the rows to look at; NULL: all */
	int64_t at;              /* the id of the last row looked at */
	struct spans spans;      /* for how far it is */
	bool done;
};

/* `near` (NULL: the two ends) is where; `max` rows are kept on each side of it. */
enum status pick_begin(struct pick *p, const struct plan *plan, const struct hits *only,
	const struct query_key *near, size_t max) MUST_USE;

/* ST_STOPPED: call again. ST_END: it is done. */
enum status pick_step(struct pick *p) MUST_USE;

/* How far it is, of 100. */
int pick_progress(const struct pick *p);

/* After it is done: the rows that it kept, as one run or, at the ends, as two; the heaps are empty
 * then. `tail` is empty where `head` holds all. */
void pick_take(struct pick *p, struct run *here);
void pick_take_ends(struct pick *p, struct run *head, struct run *tail);

void pick_end(struct pick *p);

/* Adds every so many rows; in order only after sample_sort(). */
void sample_add(struct sample *s, const struct query_key *k);
void sample_sort(struct sample *s, const struct plan *p);
void sample_clear(struct sample *s);

#endif
