/*
 * What one entry of the journal changed: the records that it touched, in their order, of which any
 * page is read at once. An import of a million rows is held a part at a time.
 */
#ifndef AMPARO_MODEL_ENTRY_H
#define AMPARO_MODEL_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/history.h"
#include "model/journal.h"
#include "model/status.h"

struct entry;

/* ST_NOTFOUND: there is no entry of that number. */
enum status entry_open(struct db *db, int64_t seq, struct entry **out) MUST_USE;

/* NULL is fine. */
void entry_close(struct entry *e);

/* The entry itself; lent. */
const struct journal_entry *entry_about(const struct entry *e);

/* How many records it touched. */
int64_t entry_rows(const struct entry *e);

/*
 * The changes from place `place` on, counted from 0, at most `max`, into `out`; *n is set; free
 * each. ST_STOPPED: asked to stop (db_set_interrupt()); *n is 0, and the next call is nearer
 * to its end. ST_CONFLICT: what was recorded is damaged.
 */
enum status entry_read(
	struct entry *e, int64_t place, size_t max, struct history_change *out, size_t *n) MUST_USE;

/*
 * Counts on, a part at a time. ST_END: everything was counted. What entry_kind() answers
 * is true then, and a beginning before.
 */
enum status entry_count(struct entry *e) MUST_USE;

/* How many records of that kind it did that to. */
int64_t entry_kind(const struct entry *e, enum entity_id entity, enum history_act act);

#endif
