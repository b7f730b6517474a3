/*
 * Changes to the marks of a petition, worked out first, looked at, and then made as one. What is
 * fixed or withdrawn never moves; drafts are numbered from one to the next of these, and where they
 * lie between two without room, they are late ones: 12A.
 */
#ifndef AMPARO_MODEL_MARK_PLAN_H
#define AMPARO_MODEL_MARK_PLAN_H

#include "model/mark.h"

/*
 * What became of the mark that an exhibit carries itself (exhibit.mark), written by hand or taken
 * in with it: letters may cite it, so where it fits the petition's scheme the exhibit keeps it, and
 * such a draft is numbered by nothing else. A redacted version has the mark of its original. Those
 * of another case's exhibits are that case's.
 */
enum mark_own {
	MARK_OWN_NONE,    /* it has none, or nothing was asked of it */
	MARK_OWN_KEPT,    /* it is its mark here */
	MARK_OWN_UNFIT,   /* it is none of the petition's scheme */
	MARK_OWN_TAKEN,   /* another exhibit has that mark here */
	MARK_OWN_FOREIGN, /* it is of another case */
};

struct mark_step {
	struct mark now; /* as it will be; what it holds is the plan's */
	char *was;       /* owned; the mark that it had; NULL: it had none */
	enum mark_state state_was;
	bool dropped; /* will be gone */
	bool changed;
	char *own;    /* owned, as all here; the mark that the exhibit carries itself; NULL: none */
	bool foreign; /* that is of another case */
	char *own_case; /* which */
	enum mark_own own_is;
	char *own_with; /* MARK_OWN_TAKEN: the exhibit that has it, by its reference */
};

/* Where the way of marking comes from. */
enum mark_origin {
	MARK_ORIGIN_PETITION, /* it says so itself, or has filed marks without anything before them
			       */
	MARK_ORIGIN_GIVEN,    /* mark_plan_scheme() */
	MARK_ORIGIN_MARKS,    /* proposed: most marks of its exhibits are so */
	MARK_ORIGIN_CASE,     /* proposed: most marks in its case are so */
	MARK_ORIGIN_ANSWERS,  /* proposed: whoever leads the case stands on the answering side */
	MARK_ORIGIN_ISRAEL,   /* proposed: a court in Israel */
	MARK_ORIGIN_COURT,    /* proposed: another court */
	MARK_ORIGIN_BODY,     /* proposed: no court */
};

struct mark_plan {
	struct db *db;
	struct marks marks;      /* as they are; the scheme is the one that will be */
	struct mark_step *steps; /* as they will be, in their order */
	size_t n;
	int64_t filing; /* that fixes; 0: none */
	enum mark_origin origin;
	bool renames; /* the petition is told of another scheme */
};

/* Reads. mark_plan_free() it, also after a failure. */
enum status mark_plan_begin(struct db *db, int64_t petition, struct mark_plan *p) MUST_USE;
void mark_plan_free(struct mark_plan *p);

/*
 * Marks are called otherwise: `prefix` and `style` ("numbers", "letters", "hebrew"), of which NULL
 * is as it was. Before exhibits are given marks. ST_INVALID: there is no such style.
 */
enum status mark_plan_scheme(struct mark_plan *p, const char *prefix, const char *style) MUST_USE;

/*
 * Where the petition names neither prefix nor style, a usual one for these exhibits:
 *
 *   1. as most of the marks that they carry themselves, or that it filed already;
 *   2. else as most of the marks that exhibits of its case carry;
 *   3. where whoever leads the case stands on the answering side (stand.h): R-1;
 *   4. a court in Israel (the case's jurisdiction, or the forum): P/1, in Hebrew ע/1;
 *   5. the European Court of Human Rights, bodies of the United Nations and other commissions, and
 *      petitions to the public: Annex 1;
 *   6. any other court: Exhibit 1.
 *
 * No rule of a court prescribes these; they are what is usual. The instruction on appendices to
 * petitions in Israel asks for a table with the name and number of each, in any numbering
 * (cligal.com, appendices); ע/1 is how petitioners there cite them (the administrative petition
 * 56030-02-22: "נספח ע/1"), P/1 its rendering in English, R/ and R- that of the respondents'.
 * Complaints to treaty bodies have a list of annexes (the model complaint form of the United
 * Nations' treaty bodies).
 */
enum status mark_plan_propose(struct mark_plan *p, const int64_t *exhibits, size_t n) MUST_USE;

/*
 * Gives these exhibits marks in this order, after all others; one that has a draft moves there, one
 * that carries a mark of its own keeps that where it can. The numbers behind all that stay are
 * for the others.
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

/* Drafts take up the marks that their exhibits carry themselves, where they fit. */
enum status mark_plan_take_up(struct mark_plan *p) MUST_USE;

/* ---- in words, each appended ---- */

/* "P/3 is new  The report (the-report)"; nothing where nothing changes. */
void mark_step_words(const struct mark_step *s, struct str *out);

/* What is to be said of the mark that its exhibit carries itself; nothing where that is kept. */
void mark_step_note(const struct mark_step *s, struct str *out);

/* "marks begin with P/ and count in numbers, as most of those do that its exhibits have"; nothing
 * where the petition says so itself. */
void mark_plan_scheme_words(const struct mark_plan *p, struct str *out);

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
