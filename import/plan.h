/*
 * What an import does with each row of a file, and how often. The plan of a dry run and the deed
 * say the same of every row, because the same function judges it: see planner.h.
 */
#ifndef AMPARO_IMPORT_PLAN_H
#define AMPARO_IMPORT_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/hash.h"

/* Every row has one; together they are all rows that were read. */
enum plan_verdict {
	PLAN_ADD,       /* it is new */
	PLAN_SAME,      /* surely the person of another row: added as its duplicate */
	PLAN_UPDATE,    /* the person is held, and the row says something new of them */
	PLAN_UNCHANGED, /* the person is held, and the row says nothing new */
	PLAN_DOUBTFUL,  /* maybe the person of another row: added, and put to the review */
	PLAN_REFUSE,    /* it cannot be taken as it is */
	PLAN_VERDICTS,
};

/* "add", "same" ...: for programs. */
const char *plan_verdict_name(enum plan_verdict v);

/* One row as it is told; lent for the call. */
struct plan_row {
	enum plan_verdict verdict;
	int64_t line;     /* of the file */
	const char *name; /* as it was signed; not cleaned; may be "" */
	const char
		*what; /* for people: "the same as line 9 (the same e-mail address)"; "": nothing */
};

struct plan_sample {
	int64_t line;
	char *name; /* owned, as the next */
	char *what;
};

#define PLAN_SAMPLES_MAX 200

/* A plan is zeroed before it is made. */
struct import_plan {
	int64_t read;                               /* rows below the header */
	int64_t n[PLAN_VERDICTS];                   /* how many of each; their sum is `read` */
	struct plan_sample *samples[PLAN_VERDICTS]; /* owned; the first of each */
	size_t n_samples[PLAN_VERDICTS];
	int64_t batch;          /* the id of the batch record; 0: nothing was changed */
	char sha256[HASH_TEXT]; /* of the file */
	char *found;            /* owned, as all below: "UTF-16, tab-separated, from Change.org" */
	char *why;              /* how that is known */
	char *mapping;          /* a line a column, "Postal Code = postcode" */
	char *unused;           /* columns without a field: "Phone, Tags"; "": none */
	char *encoding;
	char *platform; /* its name; "": not known */
	char separator;
	bool remembered; /* the mapping is one that somebody gave the last time */
};

/* Rows that come in: new, duplicates and doubtful ones. */
int64_t import_plan_coming(const struct import_plan *p);

/* Counts a row; keeps it as a sample while there are fewer than `max`. */
void import_plan_count(struct import_plan *p, const struct plan_row *row, size_t max);

void import_plan_free(struct import_plan *p); /* may be called twice */

#endif
