/*
 * Hundreds of thousands of signatories at once: their indexes are set aside
 * and made again at the end, which is several times faster than keeping them row by row. All
 * inside the transaction of the change; a rollback puts everything back. Private to model/.
 */
#ifndef AMPARO_MODEL_BULK_H
#define AMPARO_MODEL_BULK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

struct bulk;

/* Whether `rows` more (or fewer) are enough that setting aside pays. */
bool bulk_pays(struct db *db, int64_t rows);

enum status bulk_begin(struct db *db, struct bulk **out) MUST_USE;

/*
 * Puts the indexes back. The search index gets the rows with ids from `first` to
 * `last`, or is made again as a whole where `first` is 0. Frees `b`, also on failure.
 */
enum status bulk_end(struct bulk *b, int64_t first, int64_t last) MUST_USE;

/* Frees without putting back, for a change that is cancelled. NULL is fine. */
void bulk_drop(struct bulk *b);

#endif
