/*
 * Everything in a case (or in the whole file) that has a day: events, filings, rulings, letters,
 * deadlines, exhibits. The fields that count are those flagged FIELD_TIMED in the entities' tables.
 * What is kept of each is a mark of 16 bytes, in the order of time, so that a hundred thousand fit
 * and any day is found at once; names are read for what is on the screen. Read in steps that stop
 * for a key.
 */
#ifndef AMPARO_MODEL_CHRONOLOGY_H
#define AMPARO_MODEL_CHRONOLOGY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"

#define CHRONOLOGY_MAX 200000 /* marks; what would come after is left out, and `cut` is set */

/* How exact a date is known. */
enum exactness { KNOWN_YEAR, KNOWN_MONTH, KNOWN_DAY };

struct chronology_mark {
	int64_t id;           /* of the record */
	int32_t day;          /* the first day that is meant, in days since 1970-01-01 */
	uint8_t entity;       /* enum entity_id */
	uint8_t field;        /* in the entity's table */
	uint8_t known : 2;    /* enum exactness */
	uint8_t conflict : 1; /* an event whose sources date it otherwise, see event.h */
	uint8_t waits : 1;    /* a deadline that is open, a letter that is open for signing */
	uint8_t doubt;        /* enum date_doubt */
};

struct chronology;

/*
 * Begins. `owner` with `owner_id` is a case; 0: the whole file. `where` (may be NULL): only what
 * fits this filter, see query.h; a kind of record that it does not fit for is left out. The text is
 * copied. chronology_free() it.
 */
struct chronology *chronology_new(int64_t case_id, const char *where);
void chronology_free(struct chronology *c); /* NULL is fine */

/*
 * A step of a few milliseconds. ST_OK: there is more; ST_END: all was read and stands in order;
 * ST_STOPPED: likewise more, a key waits. ST_INVALID: the filter fits no kind of record.
 */
enum status chronology_step(struct db *db, struct chronology *c) MUST_USE;

/* The marks; NULL before ST_END. In order: by day, what is known less exactly first. Lent. */
const struct chronology_mark *chronology_marks(const struct chronology *c, size_t *n);

/* How many were read so far, and whether there are more than CHRONOLOGY_MAX. */
size_t chronology_read(const struct chronology *c);
bool chronology_cut(const struct chronology *c);

/* The first mark at or after a day; n: none. */
size_t chronology_find(const struct chronology_mark *marks, size_t n, long day);

/* The date that a mark stands for, and the last day it may mean. */
struct date chronology_date(const struct chronology_mark *m);
long chronology_last_day(const struct chronology_mark *m);

/* The case that a record belongs to; ST_END: to none. */
enum status chronology_case(
	struct db *db, enum entity_id entity, int64_t id, int64_t *out) MUST_USE;

#endif
