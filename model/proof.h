/*
 * Proof: the claims of one petition against the exhibits, all in memory. What the rule of claim.h
 * makes of them, where the gaps are, and which exhibits prove nothing.
 */
#ifndef AMPARO_MODEL_PROOF_H
#define AMPARO_MODEL_PROOF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/claim.h"
#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

#define PROOF_NONE SIZE_MAX

enum proof_bearing { BEARS_FOR, BEARS_AGAINST, BEARS_CONTEXT };

/* What is missing, the worst first. */
enum proof_gap {
	GAP_NOTHING,    /* no exhibit supports it */
	GAP_DISPUTED,   /* contradicted, or answered and the answer not met */
	GAP_ONE_SOURCE, /* supported, by one source alone */
	GAP_LOW_GRADE,  /* supported, by nothing of grade 01 or 02 */
	GAP_BY_HAND,    /* somebody holds it to be less than proven, against the rule */
	GAP_BELOW,      /* it lacks nothing itself, but a claim below it does */
	GAP_NONE,
};

struct proof_cell {
	int64_t id;     /* of the proof */
	size_t claim;   /* its place in `claims` */
	size_t exhibit; /* its place in `exhibits` */
	size_t column;  /* and in `columns` */
	enum proof_bearing bearing;
	/* of PROOF_WHOLE alone, owned; NULL: empty */
	char *ref;
	char *title;
	char *pages;
	char *quote;
	char *level;
};

struct proof_claim {
	int64_t id;
	int64_t parent_id; /* 0: none */
	size_t parent;     /* its place in `claims`; PROOF_NONE: it is an element */
	size_t end;        /* what is below it stands from the place after it up to here */
	int depth;         /* 0: an element */
	bool facts;        /* there are claims below it */
	bool answered;
	bool by_hand; /* somebody gave a reason for its status */
	enum claim_status stored;
	enum claim_status status;     /* the stored one where it is by hand, else the rule's */
	struct claim_finding finding; /* what the rule says */
	enum proof_gap gap;
	size_t weakest; /* of those right below it; PROOF_NONE: there are none */
	size_t against; /* WHY_CONTRADICTED: the exhibit; else PROOF_NONE */
	size_t first, n_cells;
	/* of PROOF_WHOLE alone, owned; NULL: empty */
	char *ref;
	char *title;
	char *statement;
	char *answer;
	char *reason;
	char *level;
};

struct proof_exhibit {
	struct claim_exhibit rule; /* its texts are the two below */
	char *source_key;          /* owned; the folded source; NULL: it names none */
	char *sha256;              /* owned */
	int64_t above;             /* what it is a redaction of, or came with; 0: nothing */
	size_t column;             /* its place in `columns`, where n_cells is not 0 */
	size_t n_cells;            /* proofs of this petition that rest on it */
	size_t n_context;          /* of these, those that give context alone */
	/* of PROOF_WHOLE alone, owned; NULL: empty */
	char *ref;
	char *mark;    /* what this petition calls it, else the exhibit's own */
	int64_t place; /* of the petition's mark among them; 0: it gives it none */
	char *title;
	char *source;
	char *reliability;
	char *level;
	bool to_prove;  /* it is of the petition's case, and not a file of signatories taken in */
	bool elsewhere; /* it is a proof in another petition */
};

struct proof_map {
	int64_t petition;
	struct proof_claim *claims; /* owned; each before those below it, as they were added */
	size_t n_claims;
	struct proof_exhibit *exhibits; /* owned; by id */
	size_t n_exhibits;
	struct proof_cell *cells; /* owned; by claim, within it by column, as they were added */
	size_t n_cells;
	size_t *columns; /* owned; places in `exhibits` of those that bear on a claim, by mark */
	size_t n_columns;
	size_t *idle; /* owned; those of the case that bear on none, by mark; PROOF_WHOLE alone */
	size_t n_idle;
	size_t *by_id; /* owned; the places of the claims by their ids */
};

enum proof_part {
	PROOF_RULE,  /* what the rule needs */
	PROOF_WHOLE, /* also what people read, and the exhibits that prove nothing */
};

/* proof_map_free() `out`, also after a failure. ST_STOPPED: a key waits. */
enum status proof_load(
	struct db *db, int64_t petition, enum proof_part part, struct proof_map *out) MUST_USE;
void proof_map_free(struct proof_map *m);

/* Applies the rule; proof_load() has. For who changed something in it: `answered`, `parent_id`. */
void proof_judge(struct proof_map *m);

/* The place of a claim by its id, or PROOF_NONE. */
size_t proof_claim_at(const struct proof_map *m, int64_t id);
size_t proof_exhibit_at(const struct proof_map *m, int64_t id);

/* The proofs of a claim that rest on an exhibit: the first in `cells`; *n how many. */
const struct proof_cell *proof_cells_at(
	const struct proof_map *m, size_t claim, size_t exhibit, size_t *n);

/* The sign of a cell: "+", "−", "·", "±" where exhibits speak both ways, "" for nothing. */
const char *proof_sign(const struct proof_map *m, size_t claim, size_t exhibit);

/* What an exhibit is called at the head of a column: its mark, else its reference. */
const char *proof_exhibit_name(const struct proof_exhibit *e);

/* "nothing supports it"; translated, lent. Of headings: "Nothing supports". */
const char *proof_gap_words(enum proof_gap gap);
const char *proof_gap_heading(enum proof_gap gap);

/*
 * Why the claim has its status, for people, appended: what the rule found, with the exhibit or the
 * claim by name, and the reason where somebody set another.
 */
void proof_explain(const struct proof_map *m, size_t claim, struct str *out);

/* How many claims have each status, and each gap. */
struct proof_totals {
	size_t status[CLAIM_PROVEN + 1];
	size_t gap[GAP_NONE + 1];
	size_t by_hand;
	size_t cells[BEARS_CONTEXT + 1];
};
void proof_totals(const struct proof_map *m, struct proof_totals *out);

/* By mark, else by reference, numbers in them by their size: P/2 before P/10. */
int proof_compare_names(const char *a, const char *b);

/* A quick count for the first page: claims of a petition, by status. */
enum status proof_count(struct db *db, int64_t petition, int64_t counts[CLAIM_PROVEN + 1]) MUST_USE;

/*
 * Exhibits of a case that are a proof of no claim, and no file of signatories; 0 where its
 * petitions claim nothing.
 */
enum status proof_count_idle(struct db *db, int64_t case_id, int64_t *n) MUST_USE;

/* A petition in which it is a proof, else one of its case; 0: there is none. */
enum status proof_petition_of_exhibit(struct db *db, int64_t exhibit, int64_t *petition) MUST_USE;

#endif
