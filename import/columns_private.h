/* What the parts of columns.h share; nobody else includes this. */
#ifndef AMPARO_IMPORT_COLUMNS_PRIVATE_H
#define AMPARO_IMPORT_COLUMNS_PRIVATE_H

#include "import/columns.h"

/* Appends what was remembered of such a header: "COLUMN=FIELD", a line each. ST_NOTFOUND. */
enum status columns_recall(struct db *db, const struct columns *c, struct str *out) MUST_USE;

/* Gives columns whose header is a whole question to the field that it plainly asks for. */
void columns_guess_questions(struct columns *c);

#endif
