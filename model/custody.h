/*
 * The chain of custody: what was done with an exhibit, by whom, and the hash of its bytes at that
 * moment. This is the one way in which the program makes entries.
 */
#ifndef AMPARO_MODEL_CUSTODY_H
#define AMPARO_MODEL_CUSTODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

/* All lent; NULL and "" are empty. */
struct custody_act {
	int64_t exhibit;
	const char *event; /* a choice of custody.event: "received", "copied" ... */
	const char *from, *to, *by, *place, *notes;
	const char *at;     /* NULL: now; otherwise as it is to stand there */
	const char *sha256; /* as just read from the bytes, "": there are none; NULL: read now */
	bool checked; /* they were just read and are as they were taken in; sha256 is not used */
};

/*
 * Adds one entry, at the level of its exhibit, as part of `c`. Bytes that are not kept in the case
 * file (an exhibit that is a mention or lies elsewhere) have no hash, unless one is given.
 * ST_NOTFOUND: no such exhibit. Otherwise as record_save().
 */
enum status custody_enter(struct change *c, const struct custody_act *act) MUST_USE;

/*
 * For record_save(), of an entry that somebody typed: its time is read as custody_time() does, it
 * gets the hash of the bytes as they are now, unless it is dated before they were first seen here,
 * and $AMPARO_BY where nobody is named.
 */
enum status custody_settle(struct change *c, struct record *entry) MUST_USE;

/* The same act on many exhibits, as one change. All zero is an empty one. */
struct custody_batch {
	struct custody_item {
		int64_t exhibit;
		char *sha256; /* owned; what the bytes are now; NULL: as they were taken in */
		char *notes;  /* owned; NULL: those of the act */
	} * items;            /* owned */
	size_t n;
	size_t room;
};
void custody_batch_add(struct custody_batch *b, int64_t exhibit, const char *sha256);
/* The same with a note of its own. */
void custody_batch_note(struct custody_batch *b, int64_t exhibit, const char *notes);
void custody_batch_free(struct custody_batch *b); /* usable again */

/*
 * Enters them; `act` has what is the same for all, `label` says what was done. Nothing is entered
 * where that fails: the case file cannot be written, or another program holds it. That does not
 * undo the act, so callers say it and go on. No exhibits: nothing is done.
 */
enum status custody_batch_enter(struct db *db, const struct custody_batch *b,
	const struct custody_act *act, const char *label, ...) MUST_USE
	__attribute__((format(printf, 4, 5)));

/* The sentence for that, from db_error(); appended. */
void custody_not_entered(struct db *db, struct str *out);

#endif
