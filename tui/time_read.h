/* What has a day, read while one looks: what was read before is shown until all is read again. */
#ifndef AMPARO_TUI_TIME_READ_H
#define AMPARO_TUI_TIME_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "model/chronology.h"

struct time_read {
	struct chronology *shown;            /* owned; NULL: nothing was read yet */
	struct chronology *reading;          /* owned; what is being read; NULL: nothing is */
	const struct chronology_mark *marks; /* of `shown` */
	size_t n;
};

/* Begins anew; the arguments are those of chronology_new(). */
void time_read_begin(struct time_read *r, int64_t case_id, const char *where);

/* A step. ST_END: `marks` are new; afterwards nothing is being read. Else as chronology_step(). */
enum status time_read_step(struct db *db, struct time_read *r) MUST_USE;

void time_read_free(struct time_read *r);

#endif
