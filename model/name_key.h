/*
 * Names of people made comparable: "Dr. Noa O'Neill-Cohen", "cohen oneill NOA" and "O’Neill Cohen,
 * Noa" come to the same words. Blanks, commas, dots and hyphens part words, apostrophes do not;
 * case and diacritics are folded as text_fold() does; forms of address go; the words stand in the
 * order of their letters, since which comes first is a matter of the form that was filled in. A
 * Chinese or Korean name that is written without a blank is parted after the family name.
 *
 * Beside it stands the same in Latin letters, as ICU transliterates them (Unicode CLDR). Hebrew and
 * Arabic write few vowels, and Chinese comes out in the readings of Mandarin (陳 is chen): who
 * writes Chan in Hong Kong is not found by letters.
 */
#ifndef AMPARO_MODEL_NAME_KEY_H
#define AMPARO_MODEL_NAME_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

#define NAME_WORDS 12 /* of a name; what follows is not looked at */

struct name_key {
	struct str own; /* the words in their own script, Chinese as it is written on the mainland;
			   a blank between */
	struct str latin; /* the words in Latin letters: a-z, 0-9 and, before a word that was
			     transliterated, '*' (Hebrew, Arabic, which write few vowels), '+'
			     (others, such as Cyrillic), or '=' where it was syllables (Chinese,
			     Korean, Japanese); a blank between */
	int words;        /* in `own` */
	int first;        /* which word of `latin`, from 0, was written first; -1: not known */
};

/* A name in Latin letters, as above, lent. */
struct name_text {
	const char *text;
	size_t len;
	int first;
};

struct name_text name_text_of(const struct name_key *k);

/* Remembers how words are transliterated, which is slow: some 4 MiB at most. */
struct name_reader;

struct name_reader *name_reader_open(void);
void name_reader_close(struct name_reader *r); /* NULL is fine */

/* Makes the key of `name` (UTF-8) in `out`, whose texts are cleared before; the caller frees it. */
void name_read(struct name_reader *r, const char *name, size_t len, struct name_key *out);
void name_key_free(struct name_key *k);

#endif
