/* Private to list_window.c: rows of a list as they are read, with what stands beside the record. */
#ifndef AMPARO_TUI_LIST_BATCH_H
#define AMPARO_TUI_LIST_BATCH_H

#include "tui/list.h"

/* In the order of reading. */
struct batch {
	struct list_row *rows; /* owned */
	size_t n;
	bool ended; /* there are no more that way */
};

/*
 * Up to `max` rows behind (or, backwards, before) `from`. What was found until time was up counts;
 * ST_STOPPED when that is nothing: call again. The caller frees what it does not take over.
 */
enum status batch_fetch(struct list *l, const struct query_key *from, bool backwards, size_t max,
	struct batch *out) MUST_USE;

void batch_free(struct batch *b);
void batch_free_row(struct list_row *row);

#endif
