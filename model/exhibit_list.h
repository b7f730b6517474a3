/* Which exhibits a case or a petition has, and which of them hold what must stay behind. */
#ifndef AMPARO_MODEL_EXHIBIT_LIST_H
#define AMPARO_MODEL_EXHIBIT_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

/*
 * Those of a case; with a petition (not 0) those that it marks, or that a proof of its claims
 * names, of whatever case. In the order in which they were taken in. The caller frees *ids.
 */
enum status exhibit_list(
	struct db *db, int64_t in_case, int64_t petition, int64_t **ids, size_t *n) MUST_USE;

/*
 * Whether the bytes of this exhibit hold another one whose level keeps it: a message holds its
 * attachments, those of messages in it among them.
 */
enum status exhibit_holds_withheld(struct db *db, int64_t id, bool *yes) MUST_USE;

#endif
