/*
 * One term of a filter made into SQL: what filter.c read, in the words of the entity's fields.
 * Private to model/.
 */
#ifndef AMPARO_MODEL_FILTER_TERM_H
#define AMPARO_MODEL_FILTER_TERM_H

#include "model/db.h"
#include "model/entity.h"
#include "model/filter.h"
#include "model/status.h"

enum op { OP_HAS, OP_IS, OP_NOT, OP_LESS, OP_LESS_IS, OP_MORE, OP_MORE_IS };

struct term {
	struct db *db;
	const struct entity *e;
	struct filter *f;
	const struct field *field; /* NULL: words anywhere */
	enum op op;
	int conditions; /* so far, in the whole filter */
};

/*
 * Appends the condition that the term's field has to `value`, by its operator. ST_INVALID: the
 * field cannot have that value, or the filter has too many.
 */
enum status filter_term_value(struct term *t, const char *value) MUST_USE;

/* A word anywhere: in the record's own texts, or in those of the records that it names. */
enum status filter_term_words(struct term *t, const char *words) MUST_USE;

#endif
