/*
 * What must be proved, and how far it is. Claims of a petition form a tree: elements, and below
 * them the facts that prove each. A claim's status follows from its proofs by the rule that
 * claim_rule() prints; where somebody gave a reason (status_reason), it is what they set.
 *
 * The rule. Grades are those of HURIDOCS: 01 reliable, 02 fairly reliable, 03 not always reliable,
 * 04 unreliable, 99 cannot be judged; 99 and none rank below 04. Good is 01 or 02.
 *
 * A claim without facts below it:
 *   1. nothing supports it: unproven;
 *   2. an exhibit contradicts it that is as reliable as the best that supports it, or more:
 * disputed;
 *   3. the other side answers, and no good exhibit supports it: disputed;
 *   4. no good exhibit supports it: supported (low grade);
 *   5. its good exhibits come from one source: supported (one source);
 *   6. two good exhibits are independent of each other: proven.
 * Two exhibits are independent when both name a source, not the same one, and neither is a
 * redaction or a translation of the other or came attached to it, or to what the other came with,
 * nor are they the same file. A translation that is not attached to its original adds no source.
 *
 * A claim with facts below it is as strong as the weakest of them. What contradicts it, and what
 * the other side answers to it (2, 3), is held against the best exhibit of its own or of a claim
 * below it. Its own exhibits do not lift it above its facts.
 *
 * From the weakest: unproven, disputed, supported, proven. What gives context counts for nothing.
 *
 * Statuses are settled at the end of each change that could alter them, be it an undo or redo of
 * any time: see claim_settle().
 */
#ifndef AMPARO_MODEL_CLAIM_H
#define AMPARO_MODEL_CLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

/* From the weakest. */
enum claim_status { CLAIM_UNPROVEN, CLAIM_DISPUTED, CLAIM_SUPPORTED, CLAIM_PROVEN };

/* By the name that is stored. An unknown one is CLAIM_UNPROVEN. */
enum claim_status claim_status_named(const char *name);
const char *claim_status_name(enum claim_status status);  /* as stored and typed */
const char *claim_status_label(enum claim_status status); /* translated */

/* How many claims may stand above one another. */
#define CLAIM_DEPTH_MAX 8

#define GRADE_GOOD 2 /* 01 and 02 */
#define GRADE_LAST 5 /* 99, or none */

/* 1 to 4 for 01 to 04, GRADE_LAST for 99, nothing and anything else. */
int claim_grade(const char *reliability);

/* An exhibit, as far as the rule asks. */
struct claim_exhibit {
	int64_t id;
	int grade;              /* see claim_grade() */
	const char *source;     /* folded; NULL: it names none. Lent */
	int64_t root;           /* what it is a redaction or translation of, or was attached to */
	const char *sha256;     /* NULL: it has no bytes. Lent */
	bool loose_translation; /* and not attached to its original */
};

bool claim_independent(const struct claim_exhibit *a, const struct claim_exhibit *b);

/* Why a status is what it is. */
enum claim_why {
	WHY_NOTHING,      /* 1 */
	WHY_CONTRADICTED, /* 2 */
	WHY_ANSWERED,     /* 3 */
	WHY_LOW_GRADE,    /* 4 */
	WHY_ONE_SOURCE,   /* 5 */
	WHY_TWO_SOURCES,  /* 6 */
	WHY_FACTS,        /* the weakest of what is below it */
};

/* What there is for and against one claim. All lent. */
struct claim_evidence {
	const struct claim_exhibit *const *supports;
	size_t n_supports;
	const struct claim_exhibit *const *contradicts;
	size_t n_contradicts;
	bool answered;             /* the other side says something */
	bool has_facts;            /* claims stand below it */
	enum claim_status weakest; /* has_facts: the weakest of them */
	int best_below;            /* has_facts: the best grade that supports one of them */
};

struct claim_finding {
	enum claim_status status;
	enum claim_why why;
	int best; /* the best grade that supports it or a claim below; GRADE_LAST + 1: none */
	size_t contradicts; /* WHY_CONTRADICTED: which of these */
};

/* The rule, of values alone. */
void claim_judge(const struct claim_evidence *e, struct claim_finding *out);

/* "no exhibit supports it"; translated, lent. */
const char *claim_why_words(enum claim_why why);

/* The rule in sentences for people, a paragraph each; NULL after the last. Translated, lent. */
const char *claim_rule(size_t paragraph);

/* ---- for record_save.c, record_remove.c and change.c ---- */

/*
 * Before a claim is saved. ST_INVALID: its parent is no claim of the same petition, is below it,
 * or the tree would be deeper than CLAIM_DEPTH_MAX; or the status is not the rule's and no reason
 * is given, the sentence says what the rule says and why.
 */
enum status claim_before_save(struct change *c, struct record *r) MUST_USE;

/* Before a proof or an exhibit is saved: remembers whose claims to settle. */
enum status claim_touched(struct change *c, const struct record *r) MUST_USE;

/* Before a row goes; before and after an undo or redo alters it. Other kinds are passed over. */
enum status claim_row_touched(struct change *c, enum entity_id entity, int64_t id) MUST_USE;

/* At the end of a change: gives the claims that it could have altered the status that is theirs. */
enum status claim_settle(struct change *c) MUST_USE;

#endif
