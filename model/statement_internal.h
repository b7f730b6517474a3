/* What the files of the statement share: private to model/. */
#ifndef AMPARO_MODEL_STATEMENT_INTERNAL_H
#define AMPARO_MODEL_STATEMENT_INTERNAL_H

#include "model/bag.h"
#include "model/statement.h"

enum { STATE_DUPLICATE, STATE_INVALID, STATE_PENDING, STATE_WITHDRAWN, STATES };

/* The counted ones of one country. */
struct place {
	char country[3]; /* "" none given */
	int64_t n;
	struct bag regions; /* "" none given */
	bool too_many;      /* regions: those that came after the first many are not in it */
};

/* The first day on which a number was surely reached, and the first on which it may have been. */
struct reached_span {
	bool reached;
	long earliest; /* LONG_MIN: no beginning can be said */
	long latest;   /* LONG_MAX: no day can be said */
};

enum statement_phase { PHASE_TOTALS, PHASE_ROWS, PHASE_LINES, PHASE_DONE };

struct statement_work {
	struct db *db;
	bool leaving;
	int64_t generation; /* of the file, when it began */
	enum statement_phase phase;
	struct statement s;
	struct place *places; /* owned; by code, the last one is being read */
	size_t n_places;
	int64_t id;               /* the last row read of it */
	struct bag dates;         /* of the counted ones; "" none given */
	struct bag country_dates; /* of the country being read, where a threshold asks */
	struct bag rules[STATES];
	struct reached_span *spans; /* owned; of each threshold of one country */
};

/* Reads the petition's name, its thresholds and the totals declared of it. */
enum status statement_read_totals(struct statement_work *w) MUST_USE;

/* Reads some rows on. ST_END: all were read. */
enum status statement_read_rows(struct statement_work *w) MUST_USE;

/* When `value` was reached by so many of each date. */
struct reached_span statement_span(const struct bag *dates, int64_t value);

/* What the rows say to each threshold, when all are read. */
void statement_reach(struct statement_work *w);

/* The lines, from what was read until now. */
enum status statement_make_lines(struct statement_work *w) MUST_USE;

/* The dates of the counted ones in their order; `undated`. */
void statement_make_days(struct statement_work *w);

void statement_free_lines(struct statement *s);

#endif
