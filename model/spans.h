/*
 * The ids that rows have: one span for each laptop they come from. Tells how far somebody is who
 * reads the rows as they lie, and how many there may be, without counting them. Private to model/.
 */
#ifndef AMPARO_MODEL_SPANS_H
#define AMPARO_MODEL_SPANS_H

#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"

#define SPANS_MAX 32 /* what comes from further laptops counts with the last */

struct spans {
	int64_t from[SPANS_MAX];
	int64_t to[SPANS_MAX];
	size_t n;
};

enum status spans_read(struct db *db, const struct entity *e, struct spans *out) MUST_USE;

/* How many ids they hold: the number of rows where none was removed. */
int64_t spans_size(const struct spans *s);

/* How many of them are not above `id`; and the id below which there are so many. */
int64_t spans_below(const struct spans *s, int64_t id);
int64_t spans_at(const struct spans *s, int64_t place);

#endif
