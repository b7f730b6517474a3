/* The inside of struct pager: for pager.c and pager_place.c. */
#ifndef AMPARO_MODEL_PAGER_INTERNAL_H
#define AMPARO_MODEL_PAGER_INTERNAL_H

#include "model/hits.h"
#include "model/pager.h"
#include "model/pick.h"
#include "model/survey.h"
#include "model/walk.h"

/* A walk that goes on where the last keys it gave were. */
struct way {
	struct walk walk;
	bool live;
	int64_t from; /* the id behind which no row was passed over; 0: the end of that side */
	int64_t dry;  /* rows met since the last one that the filter keeps */
};

/* What is much; tests make it little. */
struct pager_limits {
	size_t keys;  /* kept of each side by a pass */
	int64_t hits; /* so many are looked at one by one, whatever the order */
	int64_t dry;  /* rows met in vain before the file is read as it lies */
};

enum { RUN_HERE, RUN_HEAD, RUN_TAIL, RUNS };

struct pager {
	struct db *db; /* lent */
	struct query q;
	char *where; /* owned */
	char *sort;  /* owned */
	struct pager_limits limits;
	struct plan plan;
	bool planned;
	bool prepared;                    /* what follows is settled */
	struct hits *sets[FILTER_VALUES]; /* owned; the words' signatories */
	size_t n_sets;                    /* that are whole */
	int64_t set_at;                   /* how far the next one is */
	const struct hits *only;          /* no other rows need be looked at; NULL: all */
	bool walkable;                    /* an index gives the order */
	bool covered;                     /* and holds what the filter asks */
	bool passes;        /* it is not walked along: it cannot be, or few are kept */
	bool dry;           /* it was walked along in vain: it must be read first */
	struct hits *kept;  /* owned; the rows of the filter; NULL: not read yet */
	bool settled;       /* `kept` stands for the filter */
	struct spans spans; /* of the ids */
	bool slow;          /* to ask for rows directly took too long */

	struct way ways[2]; /* forwards, backwards */

	struct pick pick;
	bool picking;
	bool pick_keeps; /* it fills `kept` */
	bool headed;     /* both ends are known */
	struct run runs[RUNS];
	struct sample sample; /* in order */
	bool sampled;

	struct survey survey;
	bool surveying;
	bool surveyed;
	int64_t total;
};

/* Reads as the rows lie, at the ends first, which also counts them; then around a key. */
enum status pager_pass(struct pager *p, const struct query_key *near) MUST_USE;

/* Makes the plan and the sets, and chooses the way to read: pager_ready.c */
enum status pager_plan(struct pager *p) MUST_USE;
enum status pager_prepare(struct pager *p) MUST_USE;

/* Which rows the filter keeps is known: it need not be asked again. */
void pager_settle(struct pager *p);

#endif
