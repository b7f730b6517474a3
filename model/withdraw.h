/*
 * A withdrawal: a person takes the signature back. A dated fact, which keeps the rows out of every
 * export and count, and which no later import undoes. All rows of the person leave together:
 * duplicates of a row, and the row that it is a duplicate of.
 */
#ifndef AMPARO_MODEL_WITHDRAW_H
#define AMPARO_MODEL_WITHDRAW_H

#include <stdint.h>

#include "model/db.h"
#include "model/idset.h"
#include "model/status.h"

#define WITHDRAWAL_RULE "withdrawal"

/*
 * Adds all rows of the petition with that mailbox, however it is written (email_canonical.h).
 * ST_INVALID: it is no address. ST_NOTFOUND: nobody signed with it.
 */
enum status withdraw_find(
	struct db *db, int64_t petition, const char *email, struct idset *out) MUST_USE;

/* Adds the other rows of these persons. */
enum status withdraw_persons(struct db *db, struct idset *ids) MUST_USE;

/*
 * Withdraws the rows, and the others of these persons, as one change. `on` is the day as somebody
 * typed it (NULL: today), not one that is still to come; `reason` may be NULL. *rows is how many;
 * who withdrew before is left as they are. ST_INVALID: the day. ST_STOPPED: nothing was changed.
 */
enum status withdraw(struct db *db, const struct idset *ids, const char *on, const char *reason,
	int64_t *rows) MUST_USE;

#endif
