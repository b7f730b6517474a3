/*
 * How a petition calls its exhibits: P/1, Annex 1, Exhibit A, ע/1, ע/א, R-1; and late ones, which
 * come between two that are fixed: 12A after 12, A1 after A.
 *
 * Letters of the alphabet go on as AA, AB after Z. Hebrew letters are numbers in the usual way
 * (wordiq.com, "Hebrew numerals"; jewish365.net, "Gematria"): the largest first, 500 to 900 with ת
 * before the rest, and 15 and 16 as 9+6 and 9+7, so that no part of the Name is written. A late one
 * between numbers gets a letter of the prefix's script, between letters a number.
 */
#ifndef AMPARO_MODEL_MARK_SCHEME_H
#define AMPARO_MODEL_MARK_SCHEME_H

#include <stdbool.h>
#include <stdint.h>

#include "model/str.h"

enum mark_style { MARK_NUMBERS, MARK_LETTERS, MARK_HEBREW };

struct mark_scheme {
	const char *prefix; /* lent; NULL or "": none. After a letter or a digit comes a blank */
	enum mark_style style;
};

#define MARK_HEBREW_MAX 999

/* "numbers", "letters", "hebrew"; NULL and what is none of them are numbers. */
enum mark_style mark_style_named(const char *name);

/*
 * Appends the mark number `number` (1 or more), its `late`-th late one (0: itself). False, with
 * nothing appended: the style does not count so far.
 */
bool mark_write(const struct mark_scheme *s, int64_t number, int64_t late, struct str *out);

/* Appends what stands for a late one alone, the A of 12A; nothing for 0. */
bool mark_write_late(const struct mark_scheme *s, int64_t late, struct str *out);

/* Reads one that mark_write() wrote. False: it is none of this scheme. */
bool mark_read(const struct mark_scheme *s, const char *mark, int64_t *number, int64_t *late);

/*
 * Whether a mark says itself what it is, "Annex 1" and "Exhibit A", so that nobody writes "Exhibit
 * Annex 1": a word stands before its number.
 */
bool mark_has_word(const char *mark);

#endif
