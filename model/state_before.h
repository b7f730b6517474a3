/*
 * What stood with signatories before their state became what it is: state, reason, since when and
 * by what rule, as the journal recorded it. The row itself keeps the state alone (`state_before`).
 * Changes made since, by hand or otherwise, do not stand in the way; what an undo took back is as
 * if it had not been. Private to model/.
 */
#ifndef AMPARO_MODEL_STATE_BEFORE_H
#define AMPARO_MODEL_STATE_BEFORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/idset.h"
#include "model/status.h"
#include "model/stmt.h"

enum state_word { STATE_REASON, STATE_ON, STATE_RULE, STATE_WORDS };

struct state_was {
	int64_t id;
	char *state;              /* owned */
	char *words[STATE_WORDS]; /* owned; NULL: it was empty */
	bool now[STATE_WORDS];    /* it was what stands there now */
};

/* Valid and pending rows with nothing beside are not in it: they are the most. */
struct states_before {
	struct state_was *rows; /* owned; by id */
	size_t n;
	size_t cap;
};

/*
 * Reads each entry that wrote one of the rows once, from the newest back, until every row's is
 * found. `out` must be zeroed; free it, also after a failure. ST_CONFLICT: the journal is damaged.
 * ST_STOPPED: asked to stop, between two parts of an entry.
 */
enum status states_before_read(
	struct db *db, const struct idset *ids, struct states_before *out) MUST_USE;

/*
 * The same of one row, quickly also where an entry wrote a million. ST_STOPPED: asked to stop, see
 * db_check_interrupt().
 */
enum status state_before_read(struct db *db, int64_t id, struct states_before *out) MUST_USE;

/* NULL: nothing is recorded of it, or it was valid or pending with nothing beside. */
const struct state_was *states_before_find(const struct states_before *b, int64_t id);

/*
 * Binds :state, :same_reason, :reason, :same_day, :day, :same_rule and :rule of an UPDATE that
 * gives it back; `was` may be NULL: then all is empty.
 */
void state_was_bind(struct stmt *s, const struct state_was *was);

void states_before_free(struct states_before *b);

#endif
