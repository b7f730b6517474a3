/*
 * A walk along an order that an index gives. It meets every row of the owner, says of each whether
 * the filter keeps it, can be stopped at any of them, and goes on there: what was read is never
 * read again. Private to model/.
 */
#ifndef AMPARO_MODEL_WALK_H
#define AMPARO_MODEL_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/query_plan.h"

struct walk {
	const struct plan *plan; /* lent */
	struct query_key at;     /* owned; the last row read before it rested */
	bool backwards;
	bool ended;
	size_t stretch;
	struct stmt *stmt; /* NULL: it rests */
	bool on_row;       /* the statement stands on a row */
	int64_t seen;      /* rows met since it began */
	int run;           /* rows met since it last rested */
};

/* Behind (or, backwards, before) `from`; NULL: from the end of that side. */
void walk_begin(struct walk *w, const struct plan *p, const struct query_key *from, bool backwards);

/*
 * The next row. ST_STOPPED: it rests, as db_set_interrupt()'s function wanted, or as it has read
 * for some tens of milliseconds; called again, it goes on. ST_END: there are no more.
 */
enum status walk_next(struct walk *w, bool *kept) MUST_USE;

int64_t walk_id(const struct walk *w);

/* The key of the row; the second lends it until the next row. */
void walk_key(const struct walk *w, struct query_key *out);
void walk_lend(const struct walk *w, struct query_key *out);

/* Nothing is read from here to the next walk_next(): the file is free for others. */
void walk_rest(struct walk *w);
void walk_end(struct walk *w);

#endif
