/*
 * Anonymising after a retention date: of those who signed before a day only what counts stays. The
 * name becomes a fixed word; form of address, given and family name, e-mail, city, region,
 * postcode, comment, reason, notes, number elsewhere, other columns and where the consent came from
 * are emptied. Country, day, state, rule and consent stay, so that all counts by country, day and
 * state are what they were. The source of a consent goes because it is free text, in which a person
 * may be named ("e-mail from Noa Cohen"), and says nothing any more: a row without a name is shown
 * nowhere, whatever was consented to.
 *
 * Whoever gave no day is taken by the day when the row came in: its import's, or where it was typed
 * that of its last change, which is no earlier. A day known to the month alone must lie before as a
 * whole.
 *
 * It is one change, which can be undone: the log, and the files that were imported and are kept as
 * exhibits, still hold the names until they are erased there.
 */
#ifndef AMPARO_MODEL_ANONYMISE_H
#define AMPARO_MODEL_ANONYMISE_H

#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/db.h"
#include "model/idset.h"
#include "model/status.h"
#include "model/str.h"

#define ANONYMISED "anonymised" /* in place of the name */

struct anonymise_part {
	int year;
	char country[3]; /* "" where the row names none */
	int64_t rows;
};

struct anonymise_sum {
	int64_t rows;                 /* that would be, or were */
	int64_t already;              /* anonymised before */
	int64_t later;                /* of that day or after, or not known to be before */
	struct anonymise_part *parts; /* owned; of `rows`, by year and country */
	size_t n_parts;
	struct str sources; /* refs of the exhibits that hold the imported files, commas between */
};

/* What it would do. `before` is an exact day. anonymise_free() `out`, also after a failure. */
enum status anonymise_count(struct db *db, int64_t petition, const struct date *before,
	struct anonymise_sum *out) MUST_USE;

/* Does it; `out` as above. ST_STOPPED: nothing was changed. */
enum status anonymise(struct db *db, int64_t petition, const struct date *before,
	struct anonymise_sum *out) MUST_USE;

/* What goes and what stays, in a sentence or two; translated. */
const char *anonymise_what(void);

void anonymise_free(struct anonymise_sum *sum);

#endif
