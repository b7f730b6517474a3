/* Languages by BCP 47 tag, as ICU knows them, and by the names people type. */
#ifndef AMPARO_MODEL_LANGUAGE_H
#define AMPARO_MODEL_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

/*
 * Appends the tag of what somebody typed: a tag in any case ("he", "zh-hant", "pt-BR"), the name in
 * English or in the language itself ("Hebrew", "español"), or a common other name ("Farsi").
 * Case and accents do not count. False, with nothing appended: no such language.
 */
bool language_code(const char *text, size_t len, struct str *out);

/* Appends the English name of a tag, "Chinese (Traditional)"; false: ICU knows no name for it. */
bool language_name(const char *tag, struct str *out);

/* Languages to choose from, `at` from 0 on: the tag, or NULL past the last. Lent for the life of
 * the program. */
const char *language_at(size_t at);

#endif
