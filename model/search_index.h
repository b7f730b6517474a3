/*
 * Keeps the words of records in the search tables: private to model/. Whoever changes a row
 * forgets it before and learns it after.
 */
#ifndef AMPARO_MODEL_SEARCH_INDEX_H
#define AMPARO_MODEL_SEARCH_INDEX_H

#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"

/* Takes the words of a row, as it stands, out. A row that is not there is fine. */
enum status search_forget(struct db *db, const struct entity *e, int64_t id) MUST_USE;

/* Puts the words of a row in. A row that is not there is fine. */
enum status search_learn(struct db *db, const struct entity *e, int64_t id) MUST_USE;

/* Those of all signatories anew, whatever was learnt of them before. */
enum status search_learn_all_signatories(struct db *db) MUST_USE;

/* The same for the signatories with ids from `first` to `last`, which were just added. */
enum status search_learn_signatories(struct db *db, int64_t first, int64_t last) MUST_USE;

#endif
