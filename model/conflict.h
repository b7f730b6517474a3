/*
 * Conflicts of interest. There is one
 * - where somebody stands with those who ask in one case and with those who answer in another, or
 *   in the same one; for this a person and the organisation that it is affiliated to, and all that
 *   are affiliated to the same one, are as one;
 * - where a judge is a party on a side, or counsel, somewhere else;
 * and there may be one where counsel does not say for whom, and stands somewhere else, too.
 * The sides are those of stand.h. Whether the days meet is said, and does not matter: what somebody
 * learned in one case is not forgotten in the next.
 */
#ifndef AMPARO_MODEL_CONFLICT_H
#define AMPARO_MODEL_CONFLICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/stand.h"
#include "model/status.h"

enum conflict_kind { CONFLICT_SIDES, CONFLICT_JUDGE, CONFLICT_UNSAID };

struct conflict {
	enum conflict_kind kind;
	const struct stand *a, *b; /* lent by the conflicts; CONFLICT_JUDGE: a is the judge;
				      CONFLICT_UNSAID: a does not say its side */
	bool through;              /* not the same contact: through an organisation */
};

struct conflict_query {
	int64_t case_id;            /* 0: any; else one of the two is of it */
	int64_t contact;            /* 0: any; else one of the two is it */
	const struct record *party; /* NULL: any; else only those of this one, saved or not */
};

struct conflicts {
	struct stands stands, others; /* private */
	struct conflict *all;         /* owned; by name and case, sides before judges */
	size_t n, cap;
	bool more; /* there are more than these */
};

/* conflicts_free() it, also on failure. ST_STOPPED. */
enum status conflicts_read(
	struct db *db, const struct conflict_query *q, struct conflicts *out) MUST_USE;
void conflicts_free(struct conflicts *c);

/* "sides", "judge", "unsaid". */
const char *conflict_name(enum conflict_kind kind);

/* Appends a sentence without its dot that says who, where, and whether at the same time. */
void conflict_words(const struct conflict *c, struct str *out);

/* The same in a few words, beside the case of `a`: "Noa Cohen, counsel, is respondent in b". */
void conflict_brief(const struct conflict *c, struct str *out);

/* Appends one side of it: "counsel in hk-cellebrite, 2017 to 2019". */
void conflict_stand_words(const struct stand *s, struct str *out);

#endif
