/*
 * Which exhibits a petition cites, in the order in which somebody who reads it meets them first: in
 * its text and its relief, then in its claims, their answers and their proofs.
 */
#ifndef AMPARO_EXPORT_CITED_H
#define AMPARO_EXPORT_CITED_H

#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

/*
 * Each once. Of a sealed original whose redacted version may leave it is that one. Citations that
 * lead nowhere are passed over. The caller frees *ids, also after a failure.
 */
enum status cited_exhibits(struct db *db, int64_t petition, int64_t **ids, size_t *n) MUST_USE;

#endif
