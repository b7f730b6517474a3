/*
 * Bytes that become an exhibit as they come, from wherever: a file, a part of a message, a place in
 * a mailbox. All of it is part of one change, so that many come in together or not at all.
 */
#ifndef AMPARO_MODEL_EXHIBIT_TAKE_H
#define AMPARO_MODEL_EXHIBIT_TAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/record.h"
#include "model/status.h"

struct exhibit_take;

/* How it came. All lent; NULL and "" are empty. */
struct exhibit_came {
	const char *name;  /* what the file was called, any bytes: its file name and, if there is
			      none  yet, its title */
	const char *by;    /* who took it in, for its custody entry */
	const char *notes; /* of that entry */
	bool again;        /* also where the case has an exhibit of the same bytes */
};

/* Begins; one at a time. ST_DB. */
enum status exhibit_take_begin(struct change *c, struct exhibit_take **out) MUST_USE;

/* More of its bytes. ST_DB. */
enum status exhibit_take_bytes(struct exhibit_take *t, const void *bytes, size_t len) MUST_USE;

/*
 * Its end: saves `exhibit` (a record of ENTITY_EXHIBIT with its case set, id 0) with hash and size,
 * and a first custody entry. Where the case has the same bytes already and `again` is false,
 * nothing is saved, and *here is that exhibit's id; otherwise 0. Frees `t`, also on failure, after
 * which the change must be cancelled. As record_save().
 */
enum status exhibit_take_end(struct exhibit_take *t, struct record *exhibit,
	const struct exhibit_came *came, int64_t *here) MUST_USE;

/* Gives up what came so far of this one; the change goes on. Frees `t`. */
enum status exhibit_take_back(struct exhibit_take *t) MUST_USE;

/* Frees it, for a change that will be cancelled. NULL is fine. */
void exhibit_take_drop(struct exhibit_take *t);

/* What a file is, as far as its name says: "application/pdf". Lent. */
const char *exhibit_mime_of(const char *name);

/*
 * Sets file name, type and, where there is none, title from what a file was called: text from
 * outside; one that is not UTF-8 is kept as what can be read of it.
 */
void exhibit_put_name(struct record *exhibit, const char *name);

/* An exhibit of the case with these bytes, the first taken in; *id is 0 where there is none. */
enum status exhibit_find_bytes(
	struct db *db, int64_t in_case, const char *sha256, int64_t *id) MUST_USE;

#endif
