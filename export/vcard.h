/*
 * Contacts as vCard 4.0 (RFC 6350), one card a contact, streaming. Lines end with CR LF and are
 * folded at 75 octets between characters. What vCard has no word for stands in X-AMPARO- properties
 * (RFC 6350, section 6.10).
 *
 * A contact whose level is above the one asked for is not written, and counted: a card is handed
 * on, and would say at least that there is such a person. Below `team` nothing is written of
 * notes, of what an imported file said beside, of levels, and of the pseudonym, which would tell
 * whom it protects.
 *
 * What the format forbids (control characters but for tabs and line ends) becomes U+FFFD. Where
 * the output is a terminal, what would steer it is shown instead, as text_clean() does.
 */
#ifndef AMPARO_EXPORT_VCARD_H
#define AMPARO_EXPORT_VCARD_H

#include <stdint.h>
#include <stdio.h>

#include "model/db.h"
#include "model/query.h"
#include "model/record.h"
#include "model/status.h"

struct vcard_counts {
	int64_t written;
	int64_t withheld; /* by their level */
};

/*
 * All contacts of the query up to `level` (one of the choices of that field). ST_IO: the output
 * failed; ST_STOPPED; else what reading the rows answers.
 */
enum status vcard_write(struct db *db, const struct query *q, const char *level, FILE *out,
	struct vcard_counts *counts) MUST_USE;

#endif
