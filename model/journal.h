/*
 * What was done: a row a change, each with the hash of the one before. Undo and redo are rows
 * too; nothing is ever taken out.
 */
#ifndef AMPARO_MODEL_JOURNAL_H
#define AMPARO_MODEL_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

enum journal_kind { JOURNAL_DO, JOURNAL_UNDO, JOURNAL_REDO };

struct journal_entry {
	int64_t seq;    /* 1, 2, 3 ... without a gap */
	char at[21];    /* UTC, 2026-11-20T10:42:00Z */
	int64_t device; /* the laptop's number */
	enum journal_kind kind;
	int64_t target;  /* the entry that an undo or redo is of; 0 for JOURNAL_DO */
	char *label;     /* owned */
	int64_t changes; /* rows changed */
	bool undone;     /* undone, and not redone since */
	bool withheld;   /* its label is behind the veil, see gag.h */
	char hash[65];   /* SHA-256 of the chain up to here, hexadecimal */
};

void journal_entry_free(struct journal_entry *e);

/*
 * Entries before `before` (0: from the newest), newest first, at most `max`, into `out`; *n is set.
 * Free each with journal_entry_free().
 */
enum status journal_list(
	struct db *db, int64_t before, size_t max, struct journal_entry *out, size_t *n) MUST_USE;

/* One entry by its number. ST_NOTFOUND. `out` may be freed also then. */
enum status journal_get(struct db *db, int64_t seq, struct journal_entry *out) MUST_USE;

/*
 * Finds entries whose label holds every one of `words`, without case and diacritics. Looks at no
 * more than `look` entries before `*before` (0: from the newest) and at most `max` are found;
 * `*before` becomes where to go on, 1 when all were looked at. The newest first.
 */
enum status journal_search(struct db *db, const char *words, int64_t look, int64_t *before,
	size_t max, int64_t *out, size_t *n) MUST_USE;

/* How many changes made after entry `seq` stand: so many undos lead back to it. */
enum status journal_standing(struct db *db, int64_t seq, int64_t *out) MUST_USE;

/* Whether this laptop made entries with that device number. */
bool journal_is_here(struct db *db, int64_t device);

/*
 * Takes the last change that stands back (or puts the last one taken back again). *label (caller
 * frees) is what was undone. ST_NOTFOUND: there is nothing to undo. ST_CONFLICT: what it changed
 * is no longer as it left it; the sentence says what, and nothing is changed.
 */
enum status journal_undo(struct db *db, char **label) MUST_USE;
enum status journal_redo(struct db *db, char **label) MUST_USE;

/*
 * The same with one entry of any time, whatever was done after it. ST_NOTFOUND: there is none.
 * ST_CONFLICT: it does not stand (or was not undone), or something stands in the way: the sentence
 * tells how many records of which kind were changed since, or refer to its own, and by which entry.
 */
enum status journal_undo_entry(struct db *db, int64_t seq, char **label) MUST_USE;
enum status journal_redo_entry(struct db *db, int64_t seq, char **label) MUST_USE;

/* What undo and redo would act on; *label (caller frees) is NULL when nothing. */
enum status journal_next(struct db *db, char **undo_label, char **redo_label) MUST_USE;

/* One translated sentence for each thing that is found wrong. */
typedef void verify_fn(void *arg, const char *sentence);

/*
 * Walks the whole chain and calls `found` (may be NULL) for each thing that is wrong; *bad counts
 * them. `head` (may be NULL) is a chain head kept elsewhere, 64 hexadecimal digits: that it is in
 * the chain is checked too. ST_OK also when something was found.
 */
enum status journal_verify(
	struct db *db, const char *head, verify_fn *found, void *arg, int64_t *bad) MUST_USE;

/*
 * What SQLite itself finds wrong with the file: damaged pages, rows that break the schema's rules,
 * references to nothing. Says nothing of who changed what; that is the journal's and the hashes'
 * part.
 */
enum status journal_check_file(struct db *db, verify_fn *found, void *arg, int64_t *bad) MUST_USE;

#endif
