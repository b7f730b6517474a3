/* How recorded changes are read, shared by history.c and entry.c: private to model/. */
#ifndef AMPARO_MODEL_HISTORY_INTERNAL_H
#define AMPARO_MODEL_HISTORY_INTERNAL_H

#include "model/changeset.h"
#include "model/history.h"
#include "model/str.h"

/*
 * One recorded row as people read it. Free it, also after a failure. ST_NOTFOUND: it is of a table
 * that is no entity's. `named`: `ref` and `label` are looked up.
 */
enum status history_make(struct db *db, const struct changeset_change *c, bool named,
	struct history_change *out) MUST_USE;

/* Fills `ref`, `label` and `there`. */
enum status history_name(struct db *db, struct history_change *c) MUST_USE;

/* As an entry of that kind does it: an undo turns it round. */
void history_turn(struct history_change *c, enum journal_kind kind);

/*
 * An entry of several parts may have written a row twice: `earlier` becomes both, what it was
 * before and what after; `later` is to be freed as before.
 */
void history_join(struct history_change *earlier, struct history_change *later);

/*
 * The ref of any record, with a word where it is gone, appended. `entity` may be
 * ENTITY_NONE: it is found out, and set.
 */
enum status history_ref(
	struct db *db, enum entity_id *entity, int64_t id, struct str *out) MUST_USE;

/* The change that made the record `id`, by its entry; however long ago. ST_NOTFOUND. */
enum status history_origin(struct db *db, int64_t id, struct history_change *out) MUST_USE;

/* Looks for one row in the parts of an entry; it may be stopped and goes on from there. */
struct row_finder {
	int64_t seq;      /* the entry; 0: none is looked through */
	int64_t parts;    /* it has so many */
	int64_t next;     /* the part to look at next, going down; 0: none is left */
	int64_t hit;      /* from here ... */
	int64_t hit_last; /* ... to here parts were looked at first; 0: none */
	bool have; /* something was found, and what came before it in the same entry was not */
	struct history_change found;
};

void row_finder_free(struct row_finder *f);

/*
 * ST_OK: `out` is what entry `seq` recorded that it did to it. ST_NOTFOUND: nothing.
 * ST_STOPPED: call again with the same finder.
 */
enum status row_find(struct db *db, struct row_finder *f, int64_t seq, enum entity_id entity,
	int64_t id, struct history_change *out) MUST_USE;

#endif
