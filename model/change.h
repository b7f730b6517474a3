/*
 * The one way to change anything: BEGIN IMMEDIATE, a session that records, the changes, one
 * journal row with the changeset, commit. Exactly one of commit and cancel ends it.
 */
#ifndef AMPARO_MODEL_CHANGE_H
#define AMPARO_MODEL_CHANGE_H

#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

struct change;

/*
 * Begins. `label` says for people what is done ("edit petition nso-mexico"); it may be changed
 * until the commit. ST_LOCKED: another program is writing. ST_DB.
 */
enum status change_begin(struct db *db, struct change **out, const char *label, ...) MUST_USE
	__attribute__((format(printf, 3, 4)));
void change_label(struct change *c, const char *label, ...) __attribute__((format(printf, 2, 3)));

struct db *change_db(const struct change *c);

/* The number of the journal entry that this will be. */
int64_t change_seq(const struct change *c);

/* A new id, unique among all records of all laptops. */
enum status change_new_id(struct change *c, int64_t *id) MUST_USE;

/*
 * Writes the journal row and commits; where nothing changed, leaves no row. `c` is gone after,
 * also on failure, when everything is rolled back. ST_DB, ST_CONFLICT.
 */
enum status change_commit(struct change *c) MUST_USE;

/* Rolls everything back; keeps the sentence of db_error(). NULL is fine. */
void change_cancel(struct change *c);

/*
 * For bulk work, every few thousand rows: moves what was recorded so far into the journal, so
 * that memory stays bounded. Does nothing while little is recorded.
 */
enum status change_flush(struct change *c) MUST_USE;

#endif
