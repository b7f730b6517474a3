/*
 * Words in Latin letters, as ICU transliterates them (Unicode CLDR, Any-Latin), and folded.
 * Transliteration takes microseconds a letter, so words are remembered: 64 Ki of them or 4 MiB.
 */
#ifndef AMPARO_MODEL_LATIN_H
#define AMPARO_MODEL_LATIN_H

#include <stddef.h>

struct latin;

struct latin *latin_open(void);
void latin_close(struct latin *l); /* NULL is fine */

/* Lent until the next call; empty (length 0) where nothing that counts is in it. */
struct latin_word {
	const char *own; /* folded, see text_fold(), and Chinese simplified */
	size_t own_len;
	const char *latin; /* a-z and 0-9, and a mark before them, see name_key.h */
	size_t latin_len;
};

/* Of one word in UTF-8. */
struct latin_word latin_find(struct latin *l, const char *word, size_t len);

#endif
