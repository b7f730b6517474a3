/*
 * Names as they stand where they are redacted: "Noa Ben-David" is "N. B.". A word gives its first
 * letter with its marks, in upper case where its script has one. Of a name in Han characters, kana
 * or Hangul the first character alone stays, which is the family name or a part of it.
 */
#ifndef AMPARO_MODEL_INITIALS_H
#define AMPARO_MODEL_INITIALS_H

#include <stddef.h>

#include "model/str.h"

/* Appends; "–" where the name has no letter. `name` is UTF-8. */
void initials_add(struct str *out, const char *name, size_t len);

#endif
