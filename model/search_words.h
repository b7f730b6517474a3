/*
 * Words as people mean them, as a query of the search tables. Hebrew and Arabic write "and", "the",
 * "in", "to" onto the next word: who looks for a word wants it with these, too. Private to model/.
 */
#ifndef AMPARO_MODEL_SEARCH_WORDS_H
#define AMPARO_MODEL_SEARCH_WORDS_H

#include <stddef.h>

#include "model/str.h"

/* As filter_match(), with those forms of each word; answers how many words there are. */
size_t search_match(const char *words, struct str *out);

#endif
