/*
 * Exhibits by reference: a file too large to be kept in the case file stays where it lies, on a
 * drive, and its hash, size, path and drive are kept. Its bytes are read again where it lies when
 * the drive is there, also under another mount point.
 */
#ifndef AMPARO_MODEL_REFERENCE_H
#define AMPARO_MODEL_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"
#include "model/custody.h"
#include "model/exhibit_take.h"
#include "model/hash.h"
#include "model/journal.h"
#include "model/record.h"
#include "model/status.h"
#include "model/volume.h"

/* Whether it has a hash and lies elsewhere, and the case file has no bytes of it. */
bool reference_is(struct db *db, const struct record *exhibit);

/*
 * Reads the file at `path` and saves `exhibit` (a record of ENTITY_EXHIBIT with its case set, id 0)
 * with hash, size, where it lies and on which drive, and a first custody entry. *here is as of
 * exhibit_take_end(). ST_IO: it cannot be read, or changed meanwhile. ST_INVALID: its path is no
 * text. ST_STOPPED. Otherwise as record_save().
 */
enum status reference_add(struct change *c, struct record *exhibit, const char *path,
	const struct exhibit_came *came, int64_t *here) MUST_USE;

enum reference_state {
	REFERENCE_WHOLE,   /* read, and as it was */
	REFERENCE_AWAY,    /* the drive is not there: nothing can be said, and nothing is wrong */
	REFERENCE_GONE,    /* the drive is there, the file is not */
	REFERENCE_CHANGED, /* read, and another */
	REFERENCE_UNREAD,  /* there, and cannot be read to its end */
};

/*
 * Where it is among what is mounted: REFERENCE_WHOLE and `where` (appended), whatever its bytes
 * are; REFERENCE_GONE or _AWAY.
 */
enum reference_state reference_find(
	const struct volumes *v, const struct record *exhibit, struct str *where);

struct reference {
	enum reference_state state;
	struct str where;       /* the path at which it was found; "": it was not */
	char sha256[HASH_TEXT]; /* as read; "": it was not read */
};

/* Looks for it and reads it. ST_OK whatever it finds; ST_STOPPED. Free the result in either case.
 */
enum status reference_check(
	struct db *db, const struct record *exhibit, struct reference *out) MUST_USE;
void reference_free(struct reference *r);

/*
 * For who wants its bytes: opens it, to be read. ST_NOTFOUND, with a sentence: the drive or the
 * file is not there. reference_free() `r` in either case; the caller closes *fd.
 */
enum status reference_open(
	struct db *db, const struct record *exhibit, struct reference *r, int *fd) MUST_USE;

/*
 * Reads all of that file, into `into` (-1: nowhere). ST_NOTFOUND, with a sentence: it is not what
 * was taken in, or cannot be read to its end. ST_STOPPED.
 */
enum status reference_match(struct db *db, const struct record *exhibit, struct reference *r,
	int fd, int into) MUST_USE;

/* What was found as a sentence about the exhibit, appended. */
void reference_say(const struct record *exhibit, const struct reference *r, struct str *out);

struct reference_sums {
	int64_t whole, away, bad;
};

/*
 * Checks one exhibit by reference, or all (id 0). `bad` gets a sentence for each that is gone,
 * changed or unread, `away` for each whose drive is not there; both may be NULL. Each that was read
 * is added to `read` (may be NULL), with what its bytes are now, or NULL when they are as they
 * were.
 */
enum status reference_verify(struct db *db, int64_t id, struct custody_batch *read, verify_fn *bad,
	verify_fn *away, void *arg, struct reference_sums *sums) MUST_USE;

/* ST_INVALID with the one sentence that is said where its bytes are wanted. */
enum status reference_refuse(struct db *db, const struct record *exhibit);

#endif
