/* The rows that a petition holds, with what alike_keys_make() wants of each. Private to model/. */
#ifndef AMPARO_MODEL_ALIKE_HELD_H
#define AMPARO_MODEL_ALIKE_HELD_H

#include <stdint.h>

#include "model/db.h"
#include "model/signatory.h"
#include "model/stmt.h"

struct alike_held {
	int64_t id;
	struct signatory row; /* with duplicate_of; texts lent until the next row */
	const char *state;    /* lent so, too */
	const char *platform; /* NULL: it came from none that is known */
};

/* Begins with the first row by id; *out is done with stmt_done(). */
enum status alike_held_begin(struct db *db, int64_t petition, struct stmt **out) MUST_USE;

/* The next row; ST_END when there is none. */
enum status alike_held_next(struct stmt *s, struct alike_held *out) MUST_USE;

#endif
