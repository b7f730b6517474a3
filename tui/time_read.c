#include "config.h"

#include "tui/time_read.h"

#include <assert.h>
#include <string.h>

void time_read_begin(struct time_read *r, int64_t case_id, const char *where)
{
	chronology_free(r->reading);
	r->reading = chronology_new(case_id, where);
}

enum status time_read_step(struct db *db, struct time_read *r)
{
	enum status st;

	assert(r->reading);
	st = chronology_step(db, r->reading);
	if (st == ST_OK || st == ST_STOPPED)
		return st;
	if (st == ST_END) {
		chronology_free(r->shown);
		r->shown = r->reading;
		r->marks = chronology_marks(r->shown, &r->n);
	} else {
		chronology_free(r->reading);
	}
	r->reading = NULL;
	return st;
}

void time_read_free(struct time_read *r)
{
	chronology_free(r->shown);
	chronology_free(r->reading);
	memset(r, 0, sizeof(*r));
}
