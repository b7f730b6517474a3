/* What the parts of text.h share over ICU; nobody else includes this. */
#ifndef AMPARO_MODEL_TEXT_ICU_H
#define AMPARO_MODEL_TEXT_ICU_H

#include <stdlib.h>

#include <unicode/utypes.h>

#include "model/str.h"

/*
 * ICU refuses only when its own data is missing or memory is out: the program cannot go on, and
 * there is nobody to tell, as every caller's text is checked before.
 */
static inline void text_icu_must(UErrorCode error)
{
	if (U_FAILURE(error))
		abort();
}

/* Appends `n` units of well-formed UTF-16 as UTF-8. */
void text_add_utf16(struct str *out, const UChar *units, int32_t n);

/* The sort key of text_sort_key() by another collator; NULL: by the root's. */
struct UCollator;
void text_collator_key(const struct UCollator *by, struct str *out, const char *bytes, size_t len);

#endif
