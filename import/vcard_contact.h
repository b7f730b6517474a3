/* A vCard as a contact: which of its properties is which of our fields. */
#ifndef AMPARO_IMPORT_VCARD_CONTACT_H
#define AMPARO_IMPORT_VCARD_CONTACT_H

#include "import/contact_row.h"
#include "import/vcard.h"
#include "model/db.h"

/*
 * Fills `out`, which was cleared. False: the card is refused, out->reason says why.
 *
 * Of several FN the most preferred is the name, the next the name in own script; of several EMAIL,
 * TEL, ADR, ORG the most preferred. Where there is no KIND, a card whose FN is its ORG and that
 * names no person is an organisation. The others, and properties that are no field of ours, are
 * kept as they came; VERSION, PRODID, REV and what belongs to the file alone are not. Pictures,
 * sounds and keys are left out and named.
 */
bool vcard_contact(struct db *db, const struct vcard *card, struct contact_row *out);

#endif
