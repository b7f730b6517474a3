/*
 * An import as one change: the file kept as an exhibit, the record of the batch, the rows, what
 * they change of others, and one entry of the journal for all of it.
 */
#ifndef AMPARO_IMPORT_APPLY_H
#define AMPARO_IMPORT_APPLY_H

#include <stdint.h>

#include "import/plan.h"
#include "import/planner.h"
#include "import/source.h"
#include "model/db.h"
#include "model/signatory.h"
#include "model/status.h"

struct apply;

/* Begins: nobody else writes from now on. *out is set also on failure, for apply_drop(). */
enum status apply_begin(struct db *db, int64_t petition, struct source *source,
	const struct import_plan *plan, struct apply **out) MUST_USE;

/* The id of the batch record. */
int64_t apply_batch(const struct apply *a);

/* Before the first row. `expect` is about how many will come in. */
enum status apply_rows(struct apply *a, int64_t expect) MUST_USE;

/* Does what was judged of `one`. *key is what planner_keep() is told. */
enum status apply_row(struct apply *a, const struct signatory *one, const struct judged *j,
	int64_t *key) MUST_USE;

/* Writes what is left and the counts of `plan`; then apply_commit() or apply_drop(). */
enum status apply_finish(struct apply *a, const struct import_plan *plan) MUST_USE;

/* Frees `a`, also on failure. */
enum status apply_commit(struct apply *a) MUST_USE;

/* Leaves nothing of it. NULL is fine. */
void apply_drop(struct apply *a);

#endif
