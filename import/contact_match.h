/*
 * Whether a contact of a file is there already: among those that are held, and those that came
 * before it in the same file. Nothing is written; what a run would add or change is kept in memory,
 * so that a plan and its deed judge alike.
 *
 * The same contact is surely: one with the same number elsewhere (UID, external_id, or the number
 * that our own cards carry); one with the same reference and name; one with the same mailbox
 * (email_canonical.h) and a name that may be the same person's (name_like.h); one with the same
 * name that holds already all that the row says. Doubtful, and said, are the same mailbox under
 * another name and the same name with other details.
 */
#ifndef AMPARO_IMPORT_CONTACT_MATCH_H
#define AMPARO_IMPORT_CONTACT_MATCH_H

#include <stddef.h>
#include <stdint.h>

#include "import/contact_merge.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

struct contact_entry {
	int64_t id;            /* of a held contact; 0: it is new */
	int64_t line;          /* of the file, where this run met it first; 0: not yet */
	struct record *record; /* as it would be after the run; NULL: as it is held */
	bool changed;          /* it is to be saved */
	char *latin;           /* its name, see name_key.h */
	char *own;
};

enum contact_likeness { CONTACT_NOBODY, CONTACT_DOUBTFUL, CONTACT_SURE };

struct contact_match {
	enum contact_likeness likeness;
	struct contact_entry *entry; /* NULL: nobody */
	enum contact_merge how;      /* CONTACT_SURE: what the row may change */
	const char *why;             /* translated: "the same e-mail address" */
};

struct contact_matcher;

/* With all contacts that are held. Reports progress. *out is NULL on failure. */
enum status contact_matcher_open(struct db *db, struct contact_matcher **out) MUST_USE;
void contact_matcher_close(struct contact_matcher *m); /* NULL is fine */

/* Looks for the contact that `row` is. ST_DB. */
enum status contact_matcher_find(
	struct contact_matcher *m, const struct record *row, struct contact_match *out) MUST_USE;

/* A new one, of that line; takes a copy. It is found from now on. */
struct contact_entry *contact_matcher_add(
	struct contact_matcher *m, const struct record *row, int64_t line);

/* Loads what is held of an entry into entry->record, to be changed. */
enum status contact_matcher_hold(struct contact_matcher *m, struct contact_entry *e) MUST_USE;

/* After entry->record was changed: it is found by what it says now. */
void contact_matcher_again(struct contact_matcher *m, struct contact_entry *e);

/* All of them, `at` from 0 on, those of the file in its order last; NULL past the last. */
struct contact_entry *contact_matcher_at(struct contact_matcher *m, size_t at);

#endif
