/*
 * Those whose names were taken off (anonymise.h) are known by nothing but country, day, state and
 * consent. Who comes again in a later export of the same site cannot be told from somebody new:
 * taken in, they would count twice, with the name that was not to be kept, and who withdrew would
 * be back. So whoever signed from such a country on such a day may be one of them.
 */
#ifndef AMPARO_MODEL_ANONYMISED_H
#define AMPARO_MODEL_ANONYMISED_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/signatory.h"
#include "model/status.h"

struct anonymised;

/* The anonymised rows of a petition, in any state. *out: NULL where there are none. */
enum status anonymised_load(struct db *db, int64_t petition, struct anonymised **out) MUST_USE;

/*
 * Whether it has the country and the day of one of them; where it gives none, of one without.
 * `a` NULL: never.
 */
bool anonymised_may_be(struct anonymised *a, const struct signatory *one);

void anonymised_free(struct anonymised *a); /* NULL is fine */

#endif
