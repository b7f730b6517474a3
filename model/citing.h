/*
 * Which texts cite a record: [words](ruling:REF), <ruling:REF>. Read from the text itself, without
 * a reader of CommonMark: what stands as code or in a quotation counts too. `#` and what follows it
 * are a part of what is cited, see authority.h.
 */
#ifndef AMPARO_MODEL_CITING_H
#define AMPARO_MODEL_CITING_H

#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

struct citing {
	enum entity_id entity; /* of the record in whose text it stands */
	int64_t id;
	int field;        /* of that entity */
	const char *part; /* what stands behind the `#`; "" nothing; lent for the call */
};

/* Another answer than ST_OK ends it and is passed on. */
typedef enum status citing_fn(void *arg, const struct citing *c);

/*
 * Each citation of that record in a long text of a record that is not a signatory. Looks at all
 * texts: slow where there are many (ST_STOPPED, db_set_interrupt()).
 */
enum status citing_each(
	struct db *db, enum entity_id entity, int64_t id, citing_fn *fn, void *arg) MUST_USE;

#endif
