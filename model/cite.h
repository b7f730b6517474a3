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
#include "model/str.h"

/* Where the text stands: what its record is part of. */
struct cite {
	struct db *db;
	char *ways[ENTITY_COUNT]; /* owned; "case/petition": the way to what the record is, or is
				     part of; NULL: it is part of no such thing */
};

/* `from` is the record in whose text it stands. cite_end() it, also after a failure. */
enum status cite_begin(struct cite *c, struct db *db, const struct record *from) MUST_USE;
void cite_end(struct cite *c);

/*
 * A citation of an authority or a ruling may name a part of it behind a `#`:
 * authority:decl-2007#s-2. Appends what stands before that to `own`, and answers the part; "" none.
 * Lent from `ref`.
 */
const char *cite_part(const char *ref, struct str *own);

/*
 * A part behind a `#` does not count. ST_NOTFOUND: there is none. ST_CONFLICT: there are several,
 * none of them nearer than the others; db_error() lists them.
 */
enum status cite_find(struct cite *c, enum entity_id entity, const char *ref, int64_t *id) MUST_USE;

#endif
