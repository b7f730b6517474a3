/*
 * A signature's state and consent, changed by hand: what goes with them where nobody said. Used by
 * record_save() and by mass_set(), so that the form, the verbs and a change to a million rows do
 * the same. Private to model/.
 *
 * - Another state, and neither rule nor day given with it: the rule is `by-hand`, the day today,
 *   and the reason of the old state goes. Back to valid, rule and duplicate_of go too.
 * - Another consent, and no source given with it: "by hand, 2026-11-20".
 * - duplicate_of is a row of the same petition, not the row itself, nor one that leads back to it.
 *   A duplicate need not name one.
 */
#ifndef AMPARO_MODEL_SIGNATORY_STATE_H
#define AMPARO_MODEL_SIGNATORY_STATE_H

#include <stdbool.h>

#include "model/change.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

#define STATE_BY_HAND "by-hand"

/* Before a signatory is saved. ST_INVALID: duplicate_of may not be that. */
enum status signatory_settle(struct change *c, struct record *r) MUST_USE;

/* "by hand, 2026-11-20"; appended. */
void consent_by_hand(struct str *out);

/* What an UPDATE of many has to bind beside the fields that it sets. */
struct settled {
	bool state;   /* :state, the new state */
	bool today;   /* :today */
	bool consent; /* :consent, the new consent, and :source, consent_by_hand() */
};

/*
 * The same for many at once: appends to the SET of an UPDATE what follows from the fields that it
 * sets (`given`, ended by NULL). `to_valid`: the new state is that.
 */
struct settled signatory_settle_sql(const char *const *given, bool to_valid, struct str *sql);

#endif
