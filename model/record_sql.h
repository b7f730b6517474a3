/* The generic SQL, made from an entity's description: private to model/. Names come from our
 * tables, never from a user. */
#ifndef AMPARO_MODEL_RECORD_SQL_H
#define AMPARO_MODEL_RECORD_SQL_H

#include "model/entity.h"
#include "model/record.h"
#include "model/stmt.h"
#include "model/str.h"

/* Appends "t.id, t.revision, ..." for all fields of `e`, as record_read() reads them. */
void record_columns(const struct entity *e, struct str *sql);

/* Reads such columns, from `column` on, into `out` (initialised by the call). */
enum status record_read(
	struct db *db, struct stmt *s, const struct entity *e, struct record *out) MUST_USE;

/* The ref of a record, appended. ST_NOTFOUND. */
enum status record_ref(struct db *db, enum entity_id entity, int64_t id, struct str *out) MUST_USE;

/* Behaviour of one entity, before it is saved: sets what is computed, refuses what cannot be. */
enum status record_before_save(struct change *c, struct record *r) MUST_USE;

#endif
