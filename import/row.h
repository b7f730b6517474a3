/* One row of a signatory file, checked and made into a signatory; or the reason why not. */
#ifndef AMPARO_IMPORT_ROW_H
#define AMPARO_IMPORT_ROW_H

#include "import/columns.h"
#include "import/csv.h"
#include "model/date.h"
#include "model/signatory.h"
#include "model/str.h"

struct row {
	struct str text[IMPORT_FIELDS]; /* each field, as the door lets it in */
	struct str reason;              /* why the row is refused */
	char country[3];
	char signed_on[DATE_TEXT_MAX];
	const char *consent; /* for rows that say nothing of it */
};

void row_init(struct row *r, const char *consent);
void row_free(struct row *r);

/* True: `out` is the signatory, lent until the next call. False: r->reason says why the row is
 * refused. */
bool row_take(struct row *r, const struct columns *columns, const struct csv_record *record,
	struct signatory *out);

#endif
