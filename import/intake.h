/*
 * Taking evidence in: one file, a folder, a BagIt bag, a message or a mailbox; all of what a path
 * holds as one change with one undo, or nothing of it.
 *
 * A folder gives an exhibit for each plain file in it; what is hidden and links are told and not
 * taken. A bag is held against its manifests, and comes in only when it holds; of one that we
 * packed (export/bag.h) also what was known of each exhibit, and its custody record. A message is
 * an exhibit of its own bytes, its attachments are exhibits with it as their parent, and a message
 * in it is one with attachments of its own; a mailbox is its messages.
 */
#ifndef AMPARO_IMPORT_INTAKE_H
#define AMPARO_IMPORT_INTAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

enum intake_kind { INTAKE_FILE, INTAKE_FOLDER, INTAKE_BAG, INTAKE_MESSAGE, INTAKE_MAILBOX };

enum intake_tell {
	INTAKE_COMES,  /* taken in, or what would be: a path */
	INTAKE_HERE,   /* the case has the same bytes already */
	INTAKE_PASSED, /* not taken */
	INTAKE_WRONG,  /* the bag does not hold */
	INTAKE_NOTE,   /* something that was said of one and could not be used */
};

/* A translated sentence (INTAKE_COMES: a path), one line; `id` is the exhibit, or 0. */
typedef void intake_fn(void *arg, enum intake_tell what, int64_t id, const char *sentence);

/* All lent. */
struct intake_options {
	const struct record *exhibit; /* of ENTITY_EXHIBIT: its case, and what is said of each */
	const char *by;               /* who takes it in; NULL: not said */
	bool by_reference;            /* keep hash, size and place, and no bytes */
	bool again;                   /* also what the case has already */
	bool dry_run;                 /* look, and change nothing */
	int64_t read_most;            /* their text is read when no more than so many come in */
	intake_fn *fn;                /* may be NULL */
	void *arg;
};

struct intake_sum {
	enum intake_kind kind;
	int64_t added;       /* exhibits, attachments among them */
	int64_t attachments; /* of messages */
	int64_t here;        /* not added, as the case has them */
	int64_t passed;      /* not taken */
	int64_t wrong;       /* things that are wrong with a bag */
	int64_t bytes;       /* of what was added */
	int64_t unread;      /* added, and their text was not looked at yet */
	int64_t first;       /* the first exhibit added; 0: none */
	int64_t *ids;        /* owned: all that were added, in order */
	size_t cap;
};

/* What a path holds. ST_IO: it cannot be read, or is neither file nor folder. */
enum status intake_kind_of(struct db *db, const char *path, enum intake_kind *out) MUST_USE;

/*
 * Does it, with progress. `sum` is set also on failure; intake_sum_free() it. Where everything is
 * here already, nothing is changed and the answer is ST_OK.
 * ST_INVALID: a bag that does not hold; a field that is of one exhibit (ref, mark, title) where
 * several come; a value that is refused. ST_IO, ST_STOPPED, ST_CONFLICT, ST_DB.
 */
enum status intake_run(struct db *db, const char *path, const struct intake_options *o,
	struct intake_sum *sum) MUST_USE;
void intake_sum_free(struct intake_sum *sum);

/* What was done in one sentence, appended: "12 exhibits taken in, 3 of them attachments". */
void intake_say(const struct intake_sum *sum, struct str *out);

#endif
