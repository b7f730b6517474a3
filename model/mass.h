/*
 * One change to many records: one entry of the log, one undo. The value is checked once, then each
 * record is; the first that refuses is named, and nothing is changed then. Long work reports its
 * progress and may be stopped (ST_STOPPED: nothing was changed). Memory does not grow with the
 * number of records. No change may be open.
 *
 * Records of the set that are no longer there are passed over.
 */
#ifndef AMPARO_MODEL_MASS_H
#define AMPARO_MODEL_MASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/idset.h"
#include "model/query.h"
#include "model/status.h"

#define MASS_VALUES 32 /* fields that are set at once, at most */

/* What a field is to become, as somebody typed it; NULL or blanks empty it. */
struct mass_value {
	int field;
	const char *text;
};

/* Adds the ids of all rows of the query, whatever its order and limit. */
enum status mass_find(struct db *db, const struct query *q, struct idset *out) MUST_USE;

/*
 * Takes out what is no longer there: of the ids above *after, as many as `most` (0: all); *after
 * becomes the last that was looked at, 0 at the end.
 */
enum status mass_forget_gone(struct db *db, enum entity_id entity, struct idset *ids,
	int64_t *after, int64_t most) MUST_USE;

/* ST_INVALID or ST_NOTFOUND: the value is refused for every record of that kind. */
enum status mass_check(
	struct db *db, enum entity_id entity, const struct mass_value *value) MUST_USE;

/*
 * Sets fields of all, as record_save() does: revisions, sort keys and words that are found. `out`
 * becomes how many were changed: those that had the values already are left alone.
 */
enum status mass_set(struct db *db, enum entity_id entity, const struct idset *ids,
	const struct mass_value *values, size_t n, int64_t *out) MUST_USE;

/*
 * Removes all, as record_remove() does: with `whole` also what belongs to them. Records of the set
 * that refer to each other go together. `out` becomes how many of the set were removed.
 */
enum status mass_remove(struct db *db, enum entity_id entity, const struct idset *ids, bool whole,
	int64_t *out) MUST_USE;

/* How many records belong to those of the set, and links from or to them: what `whole` would take.
 */
enum status mass_count_children(struct db *db, enum entity_id entity, const struct idset *ids,
	enum entity_id child, int64_t *out) MUST_USE;

/*
 * Links each to one record; `word` is one of the choices of a link's `word`. Where such a link is
 * there already none is made, nor from a record to itself. `out` becomes how many were made.
 */
enum status mass_link(struct db *db, enum entity_id entity, const struct idset *ids,
	enum entity_id to, int64_t to_id, const char *word, int64_t *out) MUST_USE;

#endif
