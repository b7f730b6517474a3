/*
 * Changes to the marks of a petition, worked out first, looked at, and then made as one. What is
 * fixed or withdrawn never moves; drafts are numbered from one to the next of these, and where they
 * lie between two without room, they are late ones: 12A.
 */
#ifndef AMPARO_MODEL_MARK_PLAN_H
#define AMPARO_MODEL_MARK_PLAN_H

#include "model/mark.h"

struct mark_step {
	struct mark now; /* as it will be; what it holds is the plan's */
	char *was;       /* owned; the mark that it had; NULL: it had none */
	enum mark_state state_was;
	bool dropped; /* will be gone */
	bool changed;
};

struct mark_plan {
	struct db *db;
	struct marks marks;      /* as they are */
	struct mark_step *steps; /* as they will be, in their order */
	size_t n;
	int64_t filing; /* that fixes; 0: none */
};

/* Reads. mark_plan_free() it, also after a failure. */
enum status mark_plan_begin(struct db *db, int64_t petition, struct mark_plan *p) MUST_USE;
void mark_plan_free(struct mark_plan *p);

/*
 * Gives these exhibits marks in this order, after all others; one that has a draft moves there.
 * `whole`: they are all that is cited, so they come before drafts that are not among them, and late
 * ones stay where they were put. ST_INVALID: an exhibit's mark is fixed already (not with `whole`).
 */
enum status mark_plan_assign(
	struct mark_plan *p, const int64_t *exhibits, size_t n, bool whole) MUST_USE;

/* A mark for `exhibit` just behind `mark`. One that has a draft moves there. */
enum status mark_plan_after(struct mark_plan *p, int64_t mark, int64_t exhibit) MUST_USE;

/* Puts a draft behind another mark (0: first), or `by` places down (up, where negative). */
enum status mark_plan_move(struct mark_plan *p, int64_t mark, int64_t after) MUST_USE;
enum status mark_plan_shift(struct mark_plan *p, int64_t mark, int by) MUST_USE;

/* Leaves a gap with a word for it. */
enum status mark_plan_withdraw(struct mark_plan *p, int64_t mark, const char *why) MUST_USE;

/* Takes a draft out without a gap. */
enum status mark_plan_drop(struct mark_plan *p, int64_t mark) MUST_USE;

/* Fixes all drafts; or those alone that `only` names, with commas between. `filing` may be 0. */
enum status mark_plan_fix(struct mark_plan *p, int64_t filing, const char *only) MUST_USE;

/* Numbers anew without moving anything. */
enum status mark_plan_settle(struct mark_plan *p) MUST_USE;

/* How many records it would change. */
size_t mark_plan_changes(const struct mark_plan *p);

/* Makes it so. ST_CONFLICT: somebody changed a mark meanwhile. */
enum status mark_plan_apply(struct mark_plan *p, struct change *c) MUST_USE;

/* ---- Bates numbers ---- */

struct bates_missing {
	char *mark;  /* owned */
	char *title; /* owned */
};

struct bates {
	int64_t numbered;              /* marks that have numbers now */
	char *first, *last;            /* owned; of all; NULL: none */
	struct bates_missing *missing; /* exhibits whose pages nobody has counted */
	size_t n_missing;
};

/*
 * Gives each exhibit of the petition a number a page, by its bates_prefix, bates_start (1) and
 * bates_width (6), in the order of the marks. Those of a fixed mark stay and are not used again:
 * the others get what comes after them. ST_INVALID: it would begin with one that was used.
 * bates_free() `out`, also after a failure.
 */
enum status bates_assign(struct change *c, int64_t petition, struct bates *out) MUST_USE;
void bates_free(struct bates *b);

#endif
