/* The inside of a plan of marks, shared by mark_plan.c, mark_number.c and mark_apply.c. */
#ifndef AMPARO_MODEL_MARK_PLAN_INTERNAL_H
#define AMPARO_MODEL_MARK_PLAN_INTERNAL_H

#include "model/mark_plan.h"

/* Reads what the exhibit of a step is called itself. */
enum status mark_own_read(struct mark_plan *p, struct mark_step *s) MUST_USE;

/* Whether a draft has the mark that its exhibit is called by itself; what is so stays. */
void mark_own_check(struct mark_plan *p, struct mark_step *s);

/*
 * Gives a draft the mark that its exhibit is called by itself, where that fits and is nobody
 * else's; sets what is to be said of it, and puts it in its place. Answers where it stands then.
 */
size_t mark_own_take(struct mark_plan *p, size_t at);

/* Whether a step keeps its number: what was fixed or withdrawn, or is called so by its own mark. */
bool mark_step_stays(const struct mark_step *s);

/* The order changes, and nothing else: it stands before what was at `to`. */
void mark_step_put(struct mark_plan *p, size_t from, size_t to);

/* Drafts that have no room before one that was put in its place go behind all others. */
void mark_plan_make_room(struct mark_plan *p);

/* Notes what is otherwise than it was. */
void mark_plan_compare(struct mark_plan *p);

#endif
