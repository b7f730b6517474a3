/*
 * In which order a file writes its dates. 07/08/2020 is never guessed: the whole column proves the
 * order, or the file is refused with the question.
 */
#ifndef AMPARO_IMPORT_DATES_H
#define AMPARO_IMPORT_DATES_H

#include "import/source.h"
#include "model/date_order.h"

struct dates {
	enum date_order order; /* NONE: its dates need none */
	bool given;            /* somebody said it */
	int64_t line;          /* where it is proven */
	char proof[64];        /* what stands there; "": it was said, or is not needed */
};

/*
 * Settles the order of the dates in the column at `place` (-1: there is none) before rows are
 * taken. `given` is --dates, or NULL. Reads the source from its beginning: no further than its
 * first dates where these are plain (2020-07-18, 18 Jul 2020), else to its end; and leaves it at
 * its beginning, as source_rewind() does.
 *
 * An order is proven where every date fits it and some date no other. ST_INVALID: no order is
 * proven, or dates contradict each other; the sentence asks, with a line and what stands there, and
 * says how to answer; db_error_field() is "dates". Also where `given` is no order. ST_IO,
 * ST_STOPPED.
 */
enum status dates_settle(struct db *db, struct source *source, int place, const char *given,
	struct dates *out) MUST_USE;

/* "in its dates the day comes first, as line 9 shows: 18/07/2020". Appends nothing where no order
 * is needed. */
void dates_tell(const struct dates *d, struct str *out);

#endif
