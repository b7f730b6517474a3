/* Two spellings of one word, in Latin letters a-z without case: a part of name_like.h. */
#ifndef AMPARO_MODEL_NAME_SLIP_H
#define AMPARO_MODEL_NAME_SLIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whether one slip of the fingers makes one of the other (Damerau-Levenshtein distance 1, or 2
 * where both have eight letters or more); not in words of less than four letters.
 */
bool name_is_slip(const char *a, size_t a_len, const char *b, size_t b_len);

/* Whether the difference is an end that often tells women from men: -a, -e, or -a for -o. */
bool name_is_ending(const char *a, size_t a_len, const char *b, size_t b_len);

/*
 * Whether two words of Latin script may be heard alike: the same sounds (ph and f, c and k, y and
 * i, double letters, a silent h), or from five letters on the same consonants and end.
 */
bool name_is_variant(const char *a, size_t a_len, const char *b, size_t b_len);

/* Whether two transliterated words differ in w and y alone, which Hebrew writes or leaves out. */
bool name_is_fuller(const char *a, size_t a_len, const char *b, size_t b_len);

/*
 * Whether a word of Latin script may be another that was transliterated: the same consonants, where
 * b may be v and p may be f, and w, y and h may be missing; where the script writes its `vowels`
 * these too, but for i and y.
 */
bool name_is_script_variant(
	const char *latin, size_t latin_len, const char *foreign, size_t foreign_len, bool vowels);

/*
 * The same number for names that sound alike, also across scripts (a name in Latin letters as
 * name_key.h makes it): what to compare, not what is the same. The sound of Bach comes out as ch
 * or as h, so there are two: with and without it.
 */
uint64_t name_sound_key(const char *latin, size_t len, bool with_ch);

#endif
