/*
 * What stands in the way of an undo or a redo, put together for people: not the first row alone,
 * but how many of which kind, and by which entry of the journal. Private to model/.
 */
#ifndef AMPARO_MODEL_JOURNAL_BLOCK_H
#define AMPARO_MODEL_JOURNAL_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/idset.h"
#include "model/status.h"
#include "model/str.h"

enum block_kind {
	BLOCK_CHANGED, /* the row is no longer as it was left */
	BLOCK_GONE,    /* it was removed */
	BLOCK_THERE,   /* it would be put back, and is there */
	BLOCK_TAKEN,   /* its reference or mark is another's now */
	BLOCK_REFERS,  /* it refers to what would be removed */
	BLOCK_LACKS,   /* it would be put back, and what it refers to is gone */
};

struct block {
	const struct entity *entity;
	enum block_kind kind;
	int64_t by; /* the entry that did it; 0: not known */
	int64_t n;
	char *ref; /* owned; of the first; NULL: not known */
};

#define BLOCKS_MAX 8 /* kinds told apart; the rest is counted */

struct blocks {
	struct db *db;
	int64_t seq; /* the entry that is to be undone or redone */
	bool invert; /* undone */
	struct block list[BLOCKS_MAX];
	size_t n;
	int64_t more;           /* rows beyond the list */
	struct idset rows;      /* all of them but those that refer */
	struct idset referring; /* and those */
	struct idset written;   /* rows that were put back, or changed, just now */
	/* Rows that are not there; by whom, is still to be found. */
	struct idset gone[ENTITY_COUNT];
};

/* Whether some of that kind stand in the way already, by that entry. */
bool blocks_has(const struct blocks *b, const struct entity *e, enum block_kind kind, int64_t by);

/* A row that is not there, though it should be. */
void blocks_note_gone(struct blocks *b, const char *table, int64_t id);

/*
 * Adds the rows that were noted as gone, by the entries that removed them. Reads what was recorded
 * since; ST_STOPPED between two parts of it.
 */
enum status blocks_add_gone(struct blocks *b) MUST_USE;

/* Fills `written`. */
enum status blocks_note_written(struct blocks *b) MUST_USE;

/* Row `id` of `table`; `ref` may be NULL, `by` 0. A table that holds no records is passed over. */
void blocks_add(struct blocks *b, const char *table, enum block_kind kind, int64_t id, int64_t by,
	const char *ref);

/*
 * Adds every row that now refers to nothing, but for those that stand in the way themselves: what
 * they refer to would only be missed because they stay. What those lack that were put back is noted
 * as gone.
 */
enum status blocks_add_references(struct blocks *b) MUST_USE;

/* "12 signatories were changed since by entry 41 (apply rule spam), 3 pairs refer to ..." */
void blocks_text(const struct blocks *b, struct str *out);

void blocks_free(struct blocks *b);

#endif
