/*
 * What encoding a file has, by its bytes alone; its name means nothing. In this order: a byte-order
 * mark; UTF-16 without one, where every other byte of plain letters and line ends is NUL; UTF-8,
 * read strictly to the end of the file. Anything else must be stated, as the legacy pages cannot be
 * told apart.
 */
#ifndef AMPARO_IMPORT_SNIFF_H
#define AMPARO_IMPORT_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How an encoding was found. */
enum sniff_why {
	SNIFF_NOTHING, /* not yet */
	SNIFF_MARK,    /* a byte-order mark */
	SNIFF_NULS,    /* the NULs of UTF-16 */
	SNIFF_STRICT,  /* every byte is UTF-8 */
	SNIFF_MIXED,   /* nearly every one; the rows of the others are refused */
	SNIFF_GIVEN,   /* somebody said it */
};

/* By the first bytes of a file (some thousand are enough): "UTF-8" with a mark, "UTF-16LE",
 * "UTF-16BE", or NULL: not to be seen there. */
const char *sniff_start(const char *bytes, size_t len, enum sniff_why *why);

/*
 * What a file that is no table is, by its first bytes: "an Excel workbook", and in `todo` what to
 * do about it, "open it and save the table as CSV"; both marked for translation. NULL: nothing that
 * is known.
 */
const char *sniff_no_table(const char *bytes, size_t len, const char **todo);

/* UTF-8 looked at in pieces of any size. Zeroed is ready. */
struct sniff_utf8 {
	int64_t at;        /* bytes seen */
	int64_t good;      /* characters above ASCII */
	int64_t bad;       /* places that are not UTF-8 */
	int64_t first_bad; /* the byte of the first of them */
	int64_t begin;     /* the byte at which the character in progress begins */
	unsigned more;     /* bytes that it still wants */
	unsigned char low; /* the next must be at least this */
	unsigned char high;
};

void sniff_utf8_add(struct sniff_utf8 *s, const char *bytes, size_t len);
void sniff_utf8_end(struct sniff_utf8 *s);

/*
 * Whether a file with some bad places is UTF-8 all the same: where it writes other letters, it
 * does so in UTF-8 far more often than not. A legacy page has hardly any by chance.
 */
bool sniff_utf8_is(const struct sniff_utf8 *s);

#endif
