/*
 * Who signed a petition more than once: the full run over all its rows.
 *
 * Surely the same are rows as alike.h has it. Of what is left, rows that share a part of their
 * name and a place are compared, and weighed by what chance would bring: how many of such a name
 * could be expected in such a place, in this petition. A rare name in the same town is strong, a
 * common one is nothing; the same day speaks for it, two different mailboxes against it. The weight
 * is the chance of 100 that both rows are one person (after I. P. Fellegi and A. B. Sunter, "A
 * Theory for Record Linkage", 1969).
 *
 * Of the rows of one person the valid one that came first counts (lowest id); where none is valid,
 * the pending one that came first. The others become duplicates of it, and remember what they
 * were. Doubtful ones become pairs for the review; of three rows that are alike two pairs are
 * enough. A pair that was judged is never put again, and rows judged different are never joined.
 *
 * Invalid and withdrawn rows are passed over. The cost is that of a few sorts: near linear, as
 * groups that share a key are only looked at while they are small.
 */
#ifndef AMPARO_MODEL_DEDUPE_H
#define AMPARO_MODEL_DEDUPE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

/* From here on a pair is more likely than not one person. */
#define DEDUPE_LIKELY 50

/* Pairs below are not written. */
#define DEDUPE_LEAST 20

enum dedupe_rule { DEDUPE_NUMBER, DEDUPE_EMAIL, DEDUPE_PLACE, DEDUPE_WHOLE, DEDUPE_RULES };

struct dedupe_summary {
	int64_t rows;             /* pending, valid and duplicate ones, that were looked at */
	int64_t passed_over;      /* invalid and withdrawn ones */
	int64_t same;             /* rows that became duplicates */
	int64_t by[DEDUPE_RULES]; /* of these, by what */
	int64_t doubtful;         /* new pairs for the review */
	int64_t likely;           /* of these, from DEDUPE_LIKELY on */
	int64_t waiting;          /* pairs that waited already */
	int64_t judged;           /* alike, but judged before */
};

/* As they stand in a row's `rule`. */
const char *dedupe_rule_name(enum dedupe_rule rule);

/*
 * Marks and writes pairs, as one change; with `dry_run` only says what it would. Reports progress;
 * ST_STOPPED: nothing was changed.
 */
enum status dedupe_run(
	struct db *db, int64_t petition, bool dry_run, struct dedupe_summary *out) MUST_USE;

#endif
