/* Days in the words of a language: "9 December 2026", "9 de diciembre de 2026". */
#ifndef AMPARO_MODEL_DATE_LONG_H
#define AMPARO_MODEL_DATE_LONG_H

#include "model/str.h"

/*
 * Appends the day that `edtf` names, as `language` (BCP 47; NULL: English) writes it; what is no
 * exact day stays as it stands.
 */
void date_long(const char *edtf, const char *language, struct str *out);

#endif
