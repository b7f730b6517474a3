/* The columns of a table of contacts, and a row of it as a contact. */
#ifndef AMPARO_IMPORT_CONTACT_COLUMNS_H
#define AMPARO_IMPORT_CONTACT_COLUMNS_H

#include "import/columns.h"
#include "import/contact_row.h"
#include "import/csv.h"
#include "model/db.h"

enum contact_field {
	CONTACT_NAME,
	CONTACT_GIVEN,
	CONTACT_MIDDLE, /* added to the given name */
	CONTACT_FAMILY,
	CONTACT_TITLE,
	CONTACT_NATIVE_NAME,
	CONTACT_PSEUDONYM,
	CONTACT_KIND,
	CONTACT_AFFILIATION,
	CONTACT_EMAIL,
	CONTACT_PHONE,
	CONTACT_ADDRESS,
	CONTACT_CITY,
	CONTACT_REGION,
	CONTACT_POSTCODE,
	CONTACT_COUNTRY,
	CONTACT_LANGUAGE,
	CONTACT_EXTERNAL_ID,
	CONTACT_NOTES,
	CONTACT_REF,   /* of our own files */
	CONTACT_LEVEL, /* the same */
	CONTACT_EXTRA, /* the same */
	CONTACT_FIELDS,
};

/*
 * CiviCRM, Google Contacts, Outlook, Thunderbird, our own, and what people write. Whether somebody
 * wants mail (Do Not Email) is kept beside, as it came.
 */
extern const struct column_set contact_columns;

/*
 * Fills `out`, which was cleared. A row that names an organisation and no person is that
 * organisation. False: it is refused, out->reason says why.
 */
bool contact_from_row(struct db *db, const struct columns *columns, const struct csv_record *record,
	struct contact_row *out);

#endif
