/* The control sheet of a deadline as a DocBook 5.0 article. */
#ifndef AMPARO_EXPORT_DEADLINE_SHEET_H
#define AMPARO_EXPORT_DEADLINE_SHEET_H

#include <stdio.h>

#include "model/db.h"
#include "model/deadline_sheet.h"
#include "model/status.h"

/* ST_IO: it could not be written. */
enum status deadline_sheet_docbook(
	struct db *db, const struct deadline_sheet *s, FILE *out) MUST_USE;

#endif
