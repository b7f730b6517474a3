/*
 * What an import does beside adding rows, put off until some thousand have come together: changes
 * of held signatories and doubtful pairs. They are recorded as usual, between two parts of the rows
 * that are written in bulk.
 */
#ifndef AMPARO_IMPORT_SPOOL_H
#define AMPARO_IMPORT_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"
#include "model/signatory.h"
#include "model/status.h"

struct spool;

struct spool *spool_open(struct change *c, int64_t petition);
void spool_close(struct spool *s); /* forgets what it holds; NULL is fine */

/* Row `id` gets the fields `differ` of `said`, which is copied. */
void spool_update(struct spool *s, int64_t id, const struct signatory *said, unsigned differ);

/* The row that came first and the one that came later; `why` is static. */
void spool_pair(struct spool *s, int64_t one, int64_t other, int score, const char *why);

/* Does all that is held, where that is much or `now` says so. */
enum status spool_flush(struct spool *s, struct signatory_writer *w, bool now) MUST_USE;

#endif
