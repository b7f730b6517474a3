/* What somebody should know of a record, told where it is saved or shown; see model/advice.h. */
#ifndef AMPARO_CLI_ADVICE_SAY_H
#define AMPARO_CLI_ADVICE_SAY_H

#include <stdio.h>

#include "model/db.h"
#include "model/record.h"

/* A line each: "Warning: …". Nothing where nothing is to be said; a failure to read says nothing.
 */
void advice_say(struct db *db, const struct record *r, FILE *out);

#endif
