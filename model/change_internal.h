/* The inside of a change, shared with the journal: private to model/. */
#ifndef AMPARO_MODEL_CHANGE_INTERNAL_H
#define AMPARO_MODEL_CHANGE_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"
#include "model/hash.h"
#include "model/idset.h"
#include "model/journal.h"
#include "model/str.h"

struct change {
	struct db *db;
	sqlite3_session *session;
	struct str label;
	enum journal_kind kind;
	int64_t target;      /* the entry undone or redone; 0 for JOURNAL_DO */
	int64_t seq;         /* the entry that this will be */
	int64_t parts;       /* of the changeset, stored so far */
	int64_t changes;     /* rows changed, stored so far */
	int64_t id_base;     /* this laptop's number times 2^32; 0: no id asked for yet */
	int64_t next;        /* the counter of the next id */
	struct hash *digest; /* of the parts */
	struct idset proofs; /* petitions whose claims may have another status: claim_settle() */
};

/*
 * Begins an entry of another kind, whose changeset is its target's and is not recorded again: its
 * own parts hold nothing but what claim_settle() changes after it.
 */
enum status change_begin_replay(struct db *db, enum journal_kind kind, int64_t target,
	int64_t changes, const char *label, struct change **out) MUST_USE;

/*
 * For who writes a changeset itself (see changeset.h): between pause and resume nothing is
 * recorded, and each part is handed over with the rows that it changes.
 */
enum status change_pause(struct change *c) MUST_USE;
enum status change_part(struct change *c, const void *bytes, size_t len, int64_t rows) MUST_USE;
enum status change_resume(struct change *c) MUST_USE;

/* The chain: the hash of an entry from the one before and all that the entry says. */
void journal_chain(
	const char *before, const struct journal_entry *e, const char *digest, char out[HASH_TEXT]);

/* What stands for "before the first entry". */
#define JOURNAL_GENESIS "0000000000000000000000000000000000000000000000000000000000000000"

/* What undo, and what redo, would act on. ST_NOTFOUND: nothing. Free with journal_entry_free(). */
enum status journal_find_undo(struct db *db, struct journal_entry *out) MUST_USE;
enum status journal_find_redo(struct db *db, struct journal_entry *out) MUST_USE;

const char *journal_kind_name(enum journal_kind kind);

#endif
