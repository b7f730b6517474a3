/*
 * Who of a petition may be the person of a new row: what the planner of an import asks a million
 * times, so every question costs the same however many are held. In memory are a few bytes of each
 * row: where its keys lead, its name in Latin letters and its id (at most 60 MB for a million).
 *
 * Surely the same, by the first rule that holds:
 *   platform-id          the same number on the same platform
 *   same-email           the same mailbox (email_canonical.h), and names that one person may have
 *                        (name_like.h)
 *   same-name-and-place  the same name of two words or more (name_key.h), country and postcode,
 *                        and not two different mailboxes
 *   identical-row        all fields that a person fills in are the same, four of them filled in
 *                        and one the date; no mailbox in either
 * Doubtful: the same mailbox with another name; the same name and postcode with two mailboxes, or
 * the same name and city where a mailbox is missing, both where few bear that name in the city.
 */
#ifndef AMPARO_MODEL_ALIKE_H
#define AMPARO_MODEL_ALIKE_H

#include <stdint.h>

#include "model/db.h"
#include "model/signatory.h"
#include "model/status.h"

enum alike_verdict { ALIKE_NOBODY, ALIKE_DOUBTFUL, ALIKE_SAME };

struct alike_match {
	enum alike_verdict verdict;
	int64_t id;           /* the row that is alike: a held one, or as alike_keep() was told */
	int64_t first;        /* the row that counts for that person; most often the same */
	const char *platform; /* where that row came from; "" where that is not known; lent */
	const char *rule;     /* of ALIKE_SAME: one of the words above; else "" */
	const char *why; /* for people, a phrase such as "the same e-mail address"; translated */
	int score;       /* how alike they are, of 100 */
};

struct alike;

/* An empty one, for rows that are not in a case file yet. Never NULL. */
struct alike *alike_open(void);

/*
 * One with the rows that `petition` holds, of every state: a duplicate leads to the row that counts
 * for it. Reports progress. *out is NULL on failure. ST_STOPPED, ST_DB.
 */
enum status alike_load(struct db *db, int64_t petition, struct alike **out) MUST_USE;

void alike_free(struct alike *a); /* NULL is fine */

/* Rows asked about and kept from now on come from `platform`; "" or NULL: not known. */
void alike_platform(struct alike *a, const char *platform);

/* Looks for the person of `s`. `out` is always filled. */
void alike_find(struct alike *a, const struct signatory *s, struct alike_match *out);

/*
 * Keeps the row that was asked about last, under `id` (any number but 0, such as a line taken
 * negative as long as there is no id). `first` is the row that counts for the person where that is
 * another one; 0: `id` itself.
 */
void alike_keep(struct alike *a, int64_t id, int64_t first);

/* The same for a row that was not asked about; its `duplicate_of` is `first`. */
void alike_add(struct alike *a, const struct signatory *s, int64_t id);

/* The bytes that it takes, for tests. */
size_t alike_bytes(const struct alike *a);

#endif
