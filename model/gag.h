/*
 * Gag orders. A ruling whose field `gag` is set is under one up to and with the day `gag_until`, or
 * until it is lifted where no day is given. It covers the ruling with all that belongs to it
 * (decisions, grounds, effects), or where `gag_scope` is "case" the whole case with all that
 * belongs to it; a link is covered where one of its ends is. What is covered counts as sealed in
 * every export, whatever its level, and on the screen it stands behind a key: the veil.
 */
#ifndef AMPARO_MODEL_GAG_H
#define AMPARO_MODEL_GAG_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

struct journal_entry;

/* ---- what leaves ---- */

/*
 * Whether a gag order that is in force today covers that record; a record that is not there is not
 * covered. For lists: asked row by row it costs next to nothing while no order is in force, and
 * then little, as what an owner was found to be is kept until something is committed.
 */
enum status gag_hides(struct db *db, enum entity_id entity, int64_t id, bool *yes) MUST_USE;

/* The same of a record that was loaded. */
enum status gag_hides_record(struct db *db, const struct record *r, bool *yes) MUST_USE;

/* ST_CONFLICT with its sentence where it is covered: for what would leave as a whole. */
enum status gag_refuse(struct db *db, enum entity_id entity, int64_t id) MUST_USE;

/* ---- what is shown ---- */

/*
 * Draws the veil over the handle (`how`, translated and copied, says how to see what is behind:
 * "press !"), or lifts it (NULL). Under it, records that are covered are read with a sentence in
 * the place of their headline and without their other texts, dates and numbers, except those that
 * every such record must have; references to them are called "withheld"; search finds them without
 * their words; the journal and the history tell nothing of them. What was read so (record.withheld)
 * cannot be saved. While a change is open all is read as it stands.
 */
void gag_veil(struct db *db, const char *how);
bool gag_veiled(const struct db *db);

/* Whether an order is in force that covers anything. False also after a failure. */
bool gag_any(struct db *db);

/* Sets *yes where the veil hides that record, and then appends what is shown in its place. */
enum status gag_behind(
	struct db *db, enum entity_id entity, int64_t id, bool *yes, struct str *words) MUST_USE;

/*
 * As record_find() and record_open(), for what somebody names who sees no more than the veil
 * shows; gag_ask() for what was found already. ST_CONFLICT: it is behind the veil; the sentence
 * says until when, and how to see it.
 */
enum status gag_find(struct db *db, enum entity_id entity, const char *ref, int64_t *id) MUST_USE;
enum status gag_ask(struct db *db, enum entity_id entity, int64_t id, const char *ref) MUST_USE;
enum status gag_open(
	struct db *db, enum entity_id entity, const char *ref, struct record *out) MUST_USE;

/* For what leaves row by row: whether this one was read under the veil and stays; it is counted. */
bool gag_left_out(struct db *db, const struct record *r);

/* How many were since it was last asked. */
int64_t gag_count_left_out(struct db *db);

/* For what reads records, see record_sql.h: takes out of it what the veil hides. */
enum status gag_cover(struct db *db, struct record *r) MUST_USE;

/* For what reads the journal: the label of an entry that changed what the veil hides. */
enum status gag_cover_entry(struct db *db, struct journal_entry *e) MUST_USE;

/* Frees what the handle keeps. */
void gag_close(struct db *db);

#endif
