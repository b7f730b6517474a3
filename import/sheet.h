/* What spreadsheets leave in the tables that they write: none of it is what somebody signed. */
#ifndef AMPARO_IMPORT_SHEET_H
#define AMPARO_IMPORT_SHEET_H

#include <stdbool.h>

#include "model/signatory.h"

/* A text that a spreadsheet was made to keep as it is, ="00123", without its dress. Lent. */
struct slice sheet_plain(struct slice cell);

/* "#N/A", "#REF!": a formula that failed. */
bool sheet_is_error(const char *text);

/* "1.2E+10": a long number of which the last digits are gone. */
bool sheet_is_rounded(const char *text);

/* "Total: 36,012", in several languages: a name that is none. */
bool sheet_is_total(const char *name);

#endif
