/*
 * Which record a citation in a text means: [words](exhibit:ref), [words](claim:ref) and so on. A
 * ref is unique only in its case or petition, so it is looked for there first.
 */
#ifndef AMPARO_MODEL_CITE_H
#define AMPARO_MODEL_CITE_H

#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

/*
 * `from` is the record in whose text it stands. ST_NOTFOUND: there is none. ST_CONFLICT: there are
 * several, none of them nearer than the others; db_error() lists them.
 */
enum status cite_find(struct db *db, const struct record *from, enum entity_id entity,
	const char *ref, int64_t *id) MUST_USE;

#endif
