/* What people answered to a letter, noted for many at once as one change. */
#ifndef AMPARO_MODEL_ANSWER_H
#define AMPARO_MODEL_ANSWER_H

#include <stdint.h>

#include "model/db.h"
#include "model/idset.h"
#include "model/status.h"

enum answer {
	ANSWER_CONFIRM,  /* a yes to the current text, today */
	ANSWER_DECLINE,  /* a no, today */
	ANSWER_WITHDRAW, /* they take their yes back, today; what they had signed stays known */
	ANSWER_REMIND,   /* they were reminded today */
};

/*
 * Notes it of all of these cosigners of a letter; those of whom it is known already are left alone.
 * *changed counts the others. ST_INVALID: it cannot be said of one of them, who is named; nothing
 * is changed then. ST_STOPPED likewise.
 */
enum status answer_note(struct db *db, int64_t letter, const struct idset *cosigners,
	enum answer answer, int64_t *changed) MUST_USE;

#endif
