/*
 * The recorded changes of one entry of the journal, part by part, as they were when it was done. Of
 * its own an undo or a redo has only what followed from it: statuses of claims. Private to model/.
 */
#ifndef AMPARO_MODEL_JOURNAL_PART_H
#define AMPARO_MODEL_JOURNAL_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/changeset.h"
#include "model/db.h"
#include "model/status.h"

struct journal_part {
	char *bytes; /* owned; a changeset */
	size_t len;
};

/* How many parts an entry has. */
enum status journal_parts(struct db *db, int64_t seq, int64_t *out) MUST_USE;

/*
 * Part `part`, counted from 1, unpacked. Free it, also after a failure. ST_CONFLICT: it is
 * not there or damaged; the sentence names the entry.
 */
enum status journal_part_load(
	struct db *db, int64_t seq, int64_t part, struct journal_part *out) MUST_USE;
void journal_part_free(struct journal_part *p);

/* Which row a part begins with: a small piece of it is read and unpacked. */
struct journal_first {
	char table[32]; /* "" where its name is longer */
	enum changeset_op op;
	int64_t id;
};
enum status journal_part_first(
	struct db *db, int64_t seq, int64_t part, struct journal_first *out) MUST_USE;

/*
 * Whether a claim as entry `one` left it and as entry `other` did differ in nothing but its status,
 * because what came between only settled that. False also where it cannot be known.
 */
bool journal_only_settled(struct db *db, int64_t claim, int64_t one, int64_t other);

/* The sentence and the status for what cannot be read. */
enum status journal_damaged(struct db *db, int64_t seq);

#endif
