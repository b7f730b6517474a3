/* Removing one of many records: private to record_remove.c and mass_remove.c. */
#ifndef AMPARO_MODEL_RECORD_REMOVE_H
#define AMPARO_MODEL_RECORD_REMOVE_H

#include <stdbool.h>

#include "model/record.h"

/*
 * As record_remove(), but whether something else refers to what belonged to the record is left to
 * removal_check(), so that what goes after may refer to it. ST_CONFLICT: nothing was removed.
 */
enum status removal_part(struct change *c, enum entity_id entity, int64_t id, bool whole) MUST_USE;

/* At the end. ST_CONFLICT: something does; `what` names what was to go. */
enum status removal_check(struct change *c, const char *what) MUST_USE;

/*
 * Whether nothing can belong or refer to any record of this kind, so that removal_row() will do;
 * to signatories something may refer, so that removal_check() must follow.
 */
enum status removal_is_plain(struct db *db, const struct entity *e, bool *plain) MUST_USE;

/* The row and its words alone. */
enum status removal_row(struct change *c, const struct entity *e, int64_t id) MUST_USE;

#endif
