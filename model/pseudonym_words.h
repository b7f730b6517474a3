/* The words of pseudonyms. Private to model/. */
#ifndef AMPARO_MODEL_PSEUDONYM_WORDS_H
#define AMPARO_MODEL_PSEUDONYM_WORDS_H

#include <stdint.h>

#include "model/str.h"

/* Appends the n-th (from 1) pseudonym of a role in `language` (NULL: English): "Witness A". */
void pseudonym_words(const char *role, const char *language, int64_t n, struct str *out);

#endif
