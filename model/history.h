/*
 * What the journal knows of one record: every change of it, the newest first, with what stood in
 * each field before and after. `revision` in a record's row names the entry that wrote it last, and
 * each recorded change holds the revision before it: so the walk goes from entry to entry and
 * passes over all those that are about other records.
 */
#ifndef AMPARO_MODEL_HISTORY_H
#define AMPARO_MODEL_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/journal.h"
#include "model/record.h"
#include "model/status.h"

enum history_act {
	HISTORY_ADDED,
	HISTORY_CHANGED,
	HISTORY_REMOVED,
	HISTORY_BACK, /* removed, and then brought back by an undo or a redo */
};

/* What one entry did to one record. */
struct history_change {
	enum entity_id entity;
	int64_t id;
	enum history_act act;
	uint64_t fields; /* what changed: a bit 1 << i for field i of the entity's table */
	/*
	 * Of these fields, what stood there before and after; other fields are empty. A reference
	 * is called by its ref, also where what it refers to is gone.
	 */
	struct record before;
	struct record after;
	char *ref;   /* owned; what the record is called; NULL: that is not known any more */
	char *label; /* owned; as people call it; NULL likewise */
	bool there;  /* the record is there now */
};

/* `c` may be zeroed, or freed before. */
void history_change_free(struct history_change *c);

struct history_event {
	struct journal_entry entry;
	struct history_change change;
};

void history_event_free(struct history_event *e);

struct history;

/*
 * Begins a walk. It stays true while nothing is committed. ST_NOTFOUND: there is no such record.
 */
enum status history_open(
	struct db *db, enum entity_id entity, int64_t id, struct history **out) MUST_USE;

/*
 * The next older event into `out`; free it. ST_END: there are no more. ST_STOPPED: asked to stop
 * (db_set_interrupt()); the next call goes on from there. ST_CONFLICT: the journal is damaged.
 */
enum status history_next(struct history *h, struct history_event *out) MUST_USE;

/* NULL is fine. */
void history_close(struct history *h);

/* What entry `seq` did to that record. ST_NOTFOUND: nothing. */
enum status history_read(struct db *db, enum entity_id entity, int64_t id, int64_t seq,
	struct history_event *out) MUST_USE;

#endif
