/*
 * A record that two changed at the same time: what it was when the form was opened, what was typed
 * there, and what somebody else saved meanwhile.
 */
#ifndef AMPARO_TUI_MERGE_H
#define AMPARO_TUI_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"

/* Who changed a field. */
enum merge_side {
	MERGE_NOBODY,
	MERGE_YOU,
	MERGE_THEM,
	MERGE_ALIKE, /* both, to the same */
	MERGE_BOTH,  /* both, and differently: somebody has to choose */
};

struct merge {
	struct record was; /* all three are the merge's */
	struct record yours;
	struct record theirs;
	bool *take_theirs; /* owned; for each field, where both changed it */
};

/* Copies the records, all of one entity. merge_free() it. */
void merge_init(struct merge *m, const struct record *was, const struct record *yours,
	const struct record *theirs);
void merge_free(struct merge *m); /* also one that is all zero */

enum merge_side merge_of(const struct merge *m, int field);

/* How many fields have been changed so. */
size_t merge_count(const struct merge *m, enum merge_side side);

/* Their record with your changes, as it can be saved now; free it. */
void merge_result(const struct merge *m, struct record *out);

#endif
