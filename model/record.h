/*
 * Any record of any entity: an id, a version, and one value a field, in the order of the
 * entity's table. Made, checked, loaded, saved and removed from the entity's description alone.
 */
#ifndef AMPARO_MODEL_RECORD_H
#define AMPARO_MODEL_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"
#include "model/str.h"

struct value {
	char *text;           /* owned, as people see it; NULL: empty */
	int64_t num;          /* FIELD_INT: the number; FIELD_REF, FIELD_ANY: the id referred to */
	enum entity_id other; /* FIELD_ANY: the entity referred to */
};

struct record {
	const struct entity *entity;
	int64_t id;      /* 0: not saved yet */
	int64_t version; /* the journal entry that wrote it last; 0: not saved yet */
	struct value *values;
	bool withheld;  /* read under the veil of a gag order: it cannot be saved, see gag.h */
	uint64_t given; /* bit 1 << i: somebody gave field i, be it what stood there already */
};

/* An empty record with the fallbacks of its fields. record_free() it; it may be freed twice. */
void record_init(struct record *r, enum entity_id entity);
void record_free(struct record *r);
void record_copy(struct record *to, const struct record *from); /* `to` need not be initialised */

/* The text of a field, or NULL when it is empty. The name must be one of the entity's. Lent. */
const char *record_get(const struct record *r, const char *field);

/* The same with "" for empty. */
const char *record_show(const struct record *r, const char *field);

/* Whether both hold the same there. */
bool record_same(const struct record *a, const struct record *b, const char *field);

/* The id that a FIELD_REF or FIELD_ANY holds, the number of a FIELD_INT; 0 when it is empty. */
int64_t record_num(const struct record *r, const char *field);

/*
 * Checks, normalises and sets one field from what somebody typed; NULL or blanks empty it. A
 * FIELD_REF is looked up: REF, or CASE/REF where REF is not unique. ST_INVALID: refused, the
 * record is as it was, db_error() says why and db_error_field() which. ST_NOTFOUND: a reference to
 * nothing.
 */
enum status record_set(struct db *db, struct record *r, int field, const char *text) MUST_USE;

/* As above by name; an unknown name is ST_INVALID with the names that there are. */
enum status record_set_name(
	struct db *db, struct record *r, const char *field, const char *text) MUST_USE;

/* Sets a field that is a reference to a record whose id is known, or a number. */
enum status record_set_num(
	struct db *db, struct record *r, const char *field, int64_t num) MUST_USE;

/* Sets without checks, for computed values. The name must be one of the entity's. */
void record_put(struct record *r, const char *field, const char *text);
void record_put_num(struct record *r, const char *field, int64_t num);

/* ST_NOTFOUND when there is none. `out` need not be initialised; it is, also on failure. */
enum status record_load(
	struct db *db, enum entity_id entity, int64_t id, struct record *out) MUST_USE;

/*
 * The id of REF, or of SCOPE/REF (CASE/REF, or the ref of whatever scopes it, or the whole way:
 * CASE/PETITION/REF) where REF alone is not unique. ST_NOTFOUND, ST_CONFLICT (several; the sentence
 * lists them).
 */
enum status record_find(
	struct db *db, enum entity_id entity, const char *ref, int64_t *id) MUST_USE;

/* Both of the above. */
enum status record_open(
	struct db *db, enum entity_id entity, const char *ref, struct record *out) MUST_USE;

/*
 * Creates (id 0) or updates; where every value is what it was, does nothing. An empty ref is made
 * from the headline. Sets id, version and ref.
 * ST_INVALID: a required field is empty, or the ref is taken. ST_CONFLICT: the record was changed
 * or removed since it was loaded. ST_DB.
 */
enum status record_save(struct change *c, struct record *r) MUST_USE;

/*
 * Removes. What belongs to it goes with it where `whole` is true; otherwise ST_CONFLICT says what
 * still does. ST_CONFLICT also when something else refers to it. ST_NOTFOUND.
 */
enum status record_remove(struct change *c, enum entity_id entity, int64_t id, bool whole) MUST_USE;

/*
 * What people call it, appended: the headline of an entity that must have one, else what it refers
 * to and how ("Amnesty International, petitioner"), else the ref. One line; not yet cleaned for a
 * terminal.
 */
void record_label(struct db *db, const struct record *r, struct str *out);

/* How many records of `child` belong to this one (its FIELD_OWNER field holds `id`). */
enum status record_count_children(struct db *db, enum entity_id child, enum entity_id owner,
	int64_t id, int64_t *out) MUST_USE;

/*
 * Which records refer to record `id` in field `field` of their entity, a FIELD_REF: at most `max`
 * ids into `ids`, in the order in which they were added; *n is set.
 */
enum status record_referring(struct db *db, enum entity_id entity, int field, int64_t id,
	size_t max, int64_t *ids, size_t *n) MUST_USE;

#endif
