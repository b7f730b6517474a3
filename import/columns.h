/* Which column of a signatory file is what: by the headers that platforms and people write. */
#ifndef AMPARO_IMPORT_COLUMNS_H
#define AMPARO_IMPORT_COLUMNS_H

#include <stddef.h>

#include "import/csv.h"
#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

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
	IMPORT_FIELDS,
};

struct columns {
	int of[IMPORT_FIELDS]; /* the column's place in a row, or -1 */
	size_t n;              /* columns that the header names */
	struct str unused;     /* headers that were not understood: "Phone, Tags" */
};

/*
 * Reads a header. `maps` are "column=field", ending with NULL (or NULL itself), and stand before
 * the guesses. ST_INVALID: no column holds names, or a map names what there is not. `out` need not
 * be initialised; columns_free() it.
 */
enum status columns_read(struct db *db, const struct csv_record *header, const char *const *maps,
	struct columns *out) MUST_USE;
void columns_free(struct columns *c);

#endif
