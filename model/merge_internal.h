/* Inside the merging of two contacts: private to model/merge*.c. */
#ifndef AMPARO_MODEL_MERGE_INTERNAL_H
#define AMPARO_MODEL_MERGE_INTERNAL_H

#include "model/change.h"
#include "model/merge.h"

struct merging {
	struct change *c;
	struct db *db;
	struct record keep, gone;
	int64_t moved[ENTITY_COUNT]; /* records that referred to the one that goes */
	struct merge_report *report;
};

/* Appends a line to what is done. */
void merge_say(struct merging *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Everything that refers to record `from` of that kind refers to `to` then; `how` is for people. Of
 * links that say the same twice, or lead to where they come from, none or one is left. */
enum status merge_move(struct merging *m, enum entity_id entity, int64_t from, int64_t to,
	const char *to_name) MUST_USE;

/* Before that: parties, cosigners and recipients of which both have one are joined. merge_join.c */
enum status merge_join(struct merging *m) MUST_USE;

/* Citations in texts: merge_text.c */
enum status merge_texts(struct merging *m) MUST_USE;

/* Empty fields of `to` are filled from `from`, but refs, and what `but` names (may be NULL). */
enum status merge_fill(
	struct merging *m, struct record *to, const struct record *from, const char *but) MUST_USE;

#endif
