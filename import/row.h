/* One row of a signatory file, checked and made into a signatory; or the reason why not. */
#ifndef AMPARO_IMPORT_ROW_H
#define AMPARO_IMPORT_ROW_H

#include <stdbool.h>

#include "import/csv.h"
#include "import/signatory_columns.h"
#include "model/date_order.h"
#include "model/signatory.h"
#include "model/str.h"

struct row {
	struct str text[IMPORT_FIELDS]; /* each field, as the door lets it in */
	struct str extra;               /* the columns without a field */
	struct str reason;              /* why the row is refused */
	struct str consent_source;      /* where it was given, for rows whose column says it */
	struct str consent_said;        /* the same for rows that say nothing of it */
	char country[3];
	char signed_on[DATE_TEXT_MAX];
	struct str value;      /* of one of these columns, on its way */
	const char *consent;   /* for rows that say nothing of it */
	bool said;             /* it was given */
	struct date tomorrow;  /* no later day has begun anywhere */
	enum date_order order; /* of dates such as 7/8/2020 */
};

/* `consent` is for rows that say nothing of it; NULL: private. Lent. */
void row_init(struct row *r, const char *consent);
void row_free(struct row *r);

/*
 * For a file that was opened: its name, for where consent came from, and the order of its dates.
 * Each row then has a consent_source: "column Consent of names.csv" where the row said it,
 * "said at the import of names.csv" where `consent` was given, and none otherwise.
 */
void row_file(
	struct row *r, const char *name, const struct columns *columns, enum date_order order);

/*
 * Columns without a field are kept in signatory.extra, as they came. A status_id is CiviCRM's, 1
 * for not confirmed and 2 for confirmed; elsewhere 1 is yes and 0 no. A name or a place of more
 * than three lines, or of two with separators in them, is refused: then a stray quote has most
 * likely swallowed rows.
 *
 * True: `out` is the signatory, lent until the next call. False: r->reason says why the row
 * is refused.
 */
bool row_take(struct row *r, const struct columns *columns, const struct csv_record *record,
	struct signatory *out);

/*
 * Our own exports put a quote before a cell that a spreadsheet would run, and before quotes that
 * stand before such a cell; exactly one goes. So does the dress of ="001".
 */
struct slice row_unguard(struct slice cell);

#endif
