/*
 * Text as people write it. What comes in is checked and normalised once, at the door; what goes
 * out to an eye (interface, verbs, messages) passes text_clean(). What is made is appended to
 * the `struct str` given; nothing else stays allocated.
 *
 * Sources: Unicode 15 (NFC: UAX 15; folding: CaseFolding.txt, UAX 44; widths: UAX 11).
 */
#ifndef AMPARO_MODEL_TEXT_H
#define AMPARO_MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/status.h"
#include "model/str.h"

/* Whether `len` bytes are strict UTF-8: no surrogates, nothing overlong, no more than U+10FFFF. */
bool text_is_utf8(const char *bytes, size_t len);

/*
 * Reads one code point of at most `len` (> 0) bytes and sets *used to the bytes it took, at
 * least 1. Bad bytes answer U+FFFD, one at a time, and set *used to 1.
 */
uint32_t text_next(const char *bytes, size_t len, size_t *used);

/*
 * The door: appends `bytes` in NFC to `out`. CR LF and CR become LF; outer white space is
 * trimmed. ST_INVALID, with nothing appended: not UTF-8, a NUL in it, or more than 512 MiB.
 */
enum status text_take(const char *bytes, size_t len, struct str *out) MUST_USE;

enum text_shape {
	TEXT_LINE,  /* one line: line ends become visible pictures, tabs a space */
	TEXT_LINES, /* LF is kept, the rest as above */
};

/*
 * For people: appends `bytes` such that no byte of it can steer a terminal or move other text.
 * Bad UTF-8 becomes U+FFFD; C0 and DEL their pictures (U+2400 block); C1, U+2028/9, bidi controls,
 * zero-width characters, tags, soft hyphen, fillers and stray variation selectors their number,
 * such as <U+202E>. Joiners stay only between letters of scripts that need them, U+FE0E/F only on
 * what can be an emoji. At most four combining marks stay on a base, U+FFFD stands for the rest;
 * one without a base gets U+25CC. Private-use and unassigned code points become U+FFFD.
 * Cleaning what is clean changes nothing.
 */
void text_clean(struct str *out, const char *bytes, size_t len, enum text_shape shape);

/*
 * Columns of a terminal that one code point takes: 0, 1 or 2. Control characters answer 0.
 * Asks wcwidth() first, so that it agrees with curses, and ICU where the locale knows no answer.
 */
int text_cell_width(uint32_t code_point);

/* Columns of cleaned text. */
int text_width(const char *bytes, size_t len);

/*
 * The bytes of cleaned text that fit in `columns`, cutting only between whole characters (a base
 * and its marks stay together); *width (may be NULL) is set to the columns they take.
 */
size_t text_fit(const char *bytes, size_t len, int columns, int *width);

/* Appends cleaned text cut or padded to exactly `columns`; what is cut ends with U+2026. */
void text_pad(struct str *out, const char *bytes, size_t len, int columns);

/*
 * For comparing without case and diacritics: appends NFKD, marks of Latin, Greek, Cyrillic,
 * Hebrew and Arabic dropped, strokes through Latin letters too, case folded, tatweel and what is
 * invisible (bidi controls, joiners) dropped. Bad bytes are passed over. Folding what is folded
 * changes nothing.
 */
void text_fold(struct str *out, const char *bytes, size_t len);

/*
 * Appends the ICU sort key (root collation, bytes without the closing NUL, at most 48) of
 * `bytes`: memcmp() of two keys orders as people do. Not portable between ICU versions, see
 * text_sort_version().
 */
void text_sort_key(struct str *out, const char *bytes, size_t len);

/* Names the collation data in use, such as "153.120"; keys under another name are stale. Lent. */
const char *text_sort_version(void);

/*
 * A reference made from a title: transliterated to ASCII, lower case, words joined by '-',
 * letters, digits and '-' only, at most 40 bytes, cut at a word. Empty when nothing remains.
 */
void text_slug(struct str *out, const char *bytes, size_t len);

/*
 * Whether `text` may be a reference: letters with their marks, digits, '-', '_', '.' in any script,
 * the first a letter or a digit (so that it is neither an option nor a hidden file); 1 to 64 code
 * points.
 */
bool text_is_ref(const char *text);

/* Whether its first letter with a direction is one of a script that is written from right to left.
 */
bool text_is_rtl(const char *bytes, size_t len);

#endif
