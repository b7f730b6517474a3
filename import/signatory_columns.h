/* The columns of a signatory file. */
#ifndef AMPARO_IMPORT_SIGNATORY_COLUMNS_H
#define AMPARO_IMPORT_SIGNATORY_COLUMNS_H

#include "import/columns.h"

enum import_field {
	IMPORT_NAME,
	IMPORT_GIVEN,
	IMPORT_FAMILY,
	IMPORT_EMAIL,
	IMPORT_CITY,
	IMPORT_REGION,
	IMPORT_POSTCODE,
	IMPORT_COUNTRY,
	IMPORT_SIGNED,
	IMPORT_STATE,     /* our own word for it */
	IMPORT_CONFIRMED, /* yes or no, or CiviCRM's 1 and 2 */
	IMPORT_REASON,
	IMPORT_CONSENT,
	IMPORT_COMMENT,
	IMPORT_EXTERNAL_ID,    /* what the platform calls the person or the signature */
	IMPORT_CONSENT_SOURCE, /* of our own files */
	IMPORT_EXTRA,          /* of our own files: what another file said beside */
	IMPORT_FIELDS,
};

extern const struct column_set signatory_columns;

#endif
