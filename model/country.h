/* Countries by ISO 3166-1 alpha-2 code, as ICU knows them, and by the names people type. */
#ifndef AMPARO_MODEL_COUNTRY_H
#define AMPARO_MODEL_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The code of what somebody typed: a code of two or three letters in any case, the English name, a
 * common other name ("UK", "USA", "South Korea"), or the name in Spanish, Hebrew, Arabic, French,
 * German, Portuguese, Russian or Chinese. Case and accents do not count. False: no such country.
 */
bool country_code(const char *text, size_t len, char out[3]);

/* Whether `code` is two upper-case letters that ISO assigned. */
bool country_is_code(const char *code, size_t len);

/* The English name; NULL when there is no such code. Lent for the life of the program. */
const char *country_name(const char *code);

/* All of them, `at` from 0 on: the code, or NULL past the last. Lent for the life of the program.
 */
const char *country_at(size_t at);

#endif
