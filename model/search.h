/*
 * Finding by words, in every text of every record, without case and diacritics; words match by
 * their beginnings, Han and Kana by characters, so that two-letter Chinese names are found.
 */
#ifndef AMPARO_MODEL_SEARCH_H
#define AMPARO_MODEL_SEARCH_H

#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"

struct search_hit {
	enum entity_id entity;
	int64_t id;
	const char *ref;     /* lent for the call */
	const char *label;   /* lent; the title or name, or the ref */
	const char *excerpt; /* lent; where the words stand, matches between U+0002 and U+0003; may
				be "" */
};

/* Another answer than ST_OK ends the walk and is passed on; ST_END ends it with ST_OK. */
typedef enum status search_fn(void *arg, const struct search_hit *hit);

/* Hits grouped by entity, the best first, at most `max` of each. ST_INVALID: no word in `words`. */
enum status search_run(
	struct db *db, const char *words, size_t max, search_fn *fn, void *arg) MUST_USE;

#endif
