/* Private to import/redact*.c. */
#ifndef AMPARO_IMPORT_REDACT_INTERNAL_H
#define AMPARO_IMPORT_REDACT_INTERNAL_H

#include "import/redact.h"

/* The languages in which pictures are read for the words, as tesseract wants them: those asked for;
 * else the exhibit's, those whose letters the words have, and English. Empty: none is. */
enum status redact_languages(struct db *db, const struct redact_order *o, struct str *out) MUST_USE;

#endif
