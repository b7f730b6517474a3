/*
 * Who stands where in which case, and when: parties as people ask about them. A contact has as many
 * as it has roles, in however many cases; each has its days.
 */
#ifndef AMPARO_MODEL_STAND_H
#define AMPARO_MODEL_STAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

enum side {
	SIDE_NEITHER,
	SIDE_ASKING,
	SIDE_ANSWERING,
	SIDE_UNSAID, /* counsel of whom it is not said for whom */
};

/*
 * The side that a party stands on. What was said holds; else its role says: petitioner and victim
 * ask; respondent, vendor, end user and licensing authority answer; all others stand on neither
 * side, but counsel, who must say it. `said` may be NULL.
 */
enum side side_of(const char *role, const char *said);

/* "asking", "answering", "neither", or "" where it was not said; and for people, translated. */
const char *side_name(enum side side);
const char *side_words(enum side side);

struct stand {
	int64_t party, contact, case_id;
	char *ref; /* of the party; this and what follows is owned */
	char *case_ref;
	char *contact_ref;
	char *name;
	char *role;
	char *from, *to;   /* EDTF; NULL: not known, or still */
	char *own;         /* by which its organisation is known (organisation.h); NULL: a person */
	char *affiliation; /* likewise; NULL: none */
	enum side side;
};

struct stand_query {
	int64_t case_id;  /* 0: of all */
	int64_t contact;  /* 0: of all */
	const char *role; /* NULL: any */
	bool interested; /* only those who can stand in another's way: on a side, counsel, judges */
};

struct stands {
	struct stand *all;
	size_t n, cap;
};

/* Those of the query, by the day they began (those of whom it is not known first), then as they
 * were added. stands_free() it, also on failure. ST_STOPPED. */
enum status stands_read(struct db *db, const struct stand_query *q, struct stands *out) MUST_USE;
void stands_free(struct stands *s);

/* One more at the end, of a party that need not be saved yet; its contact and case are. */
enum status stands_add(struct db *db, const struct record *party, struct stands *s) MUST_USE;

/* Whether something is so, as far as the days are known. */
enum sure { SURE_NO, SURE_PERHAPS, SURE_YES };

/* Whether it stood there on that day: perhaps, where its days are not known so exactly. Without an
 * end it stands there still; without a beginning it began before anybody asks. */
enum sure stand_on(const struct stand *s, const struct date *day);

/* Whether two stood there at the same time. Where a beginning is not known: perhaps. */
enum sure stands_meet(const struct stand *a, const struct stand *b);

/* Appends "2017 to 2019-04", "from 2017", "until 2019"; nothing where nothing is known. */
void stand_days(const struct stand *s, struct str *out);

/* A role ends no earlier than it began. ST_INVALID, with a sentence. */
enum status party_check(struct db *db, const struct record *party) MUST_USE;

#endif
