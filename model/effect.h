/*
 * What follows from a ruling for petitions that come later. An effect concerns a petition to a
 * court that is a draft, or was filed on or after the first day of the effect (where that is empty:
 * the ruling's date), and up to its last day; whose forum is the effect's by words, without case
 * and diacritics; and where the effect names a respondent, that respondent is one in the petition's
 * case. The petitions that the ruling itself decides are not later ones. A later effect that opens
 * the same door lifts one that closes it.
 */
#ifndef AMPARO_MODEL_EFFECT_H
#define AMPARO_MODEL_EFFECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/advice.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

struct effect {
	int64_t id;
	int64_t ruling;
	char *kind; /* closes, opens, binds, orders; owned, as all text */
	char *title;
	char *ruling_ref;
	char *ruling_title;
	char *from;        /* "" where neither it nor its ruling has a date */
	char *until;       /* "" for good */
	int64_t lifted_by; /* the later effect that opens the door; 0: none */
};

struct effects {
	struct effect *list; /* owned */
	size_t n;
};

/* Those that concern a petition, the earliest first. effects_free() it, also after a failure. */
enum status effects_of_petition(
	struct db *db, const struct record *petition, struct effects *out) MUST_USE;
void effects_free(struct effects *e);

/* Those of them that close, bind or order and that nothing has lifted, a sentence each. */
enum status effect_advise(
	struct db *db, const struct record *petition, advice_fn *fn, void *arg) MUST_USE;

/* The petitions that the effect concerns, at most `max` into `ids`; *n is set. */
enum status effect_petitions(
	struct db *db, int64_t effect, size_t max, int64_t *ids, size_t *n) MUST_USE;

#endif
