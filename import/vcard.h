/*
 * Reads vCards one by one from a file of any size: 3.0 (RFC 2426, RFC 2425), 4.0 (RFC 6350, RFC
 * 6868) and what of 2.1 is still met with: QUOTED-PRINTABLE, CHARSET, types without a name. Memory
 * is that of one card.
 *
 * Stated answers: lines end with CR LF, LF or CR, and are unfolded as bytes, so that a fold inside
 * a character is mended; in 2.1 the blank of a fold is part of the text. NUL is dropped. Text that
 * is no UTF-8 and names no character set is read in the encoding that was said; where none was, the
 * card is refused. A line without a colon, and what
 * stands between cards, is passed over and counted, and so is a card inside another (2.1's AGENT).
 * A value of more than 1 MiB, or in base64, is passed over and named. Refused are a card that is
 * never ended, one with more than 10,000 lines or 16 MiB of text, one of another version.
 */
#ifndef AMPARO_IMPORT_VCARD_H
#define AMPARO_IMPORT_VCARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/status.h"
#include "model/str.h"

enum vcard_version { VCARD_21 = 21, VCARD_30 = 30, VCARD_40 = 40 };

struct vcard_param {
	const char *name;  /* upper case: "TYPE" */
	const char *value; /* one value; "TYPE=home,work" gives two of them */
};

struct vcard_line {
	const char *group; /* "item1"; "": none */
	const char *name;  /* upper case: "TEL" */
	const char *value; /* UTF-8; quoted-printable undone, not unescaped yet */
	const struct vcard_param *params;
	size_t n_params;
	int64_t line;  /* of the file, where it begins, from 1 */
	bool left_out; /* too large, or base64: there is no value */
};

struct vcard {
	/* All lent until the next read. */
	const struct vcard_line *lines; /* without BEGIN, VERSION and END */
	size_t n_lines;
	enum vcard_version version;
	int64_t line;      /* of the file, where the card begins */
	int64_t from, to;  /* its bytes among all that were read; `to` is behind the last */
	const char *error; /* translated part of a sentence when refused; NULL: fine */
};

struct vcards;

/*
 * Gives at most `size` bytes; 0 at the end, less than 0 when reading fails. vcards_read_file() is
 * one, for a FILE.
 */
typedef ptrdiff_t vcards_read_fn(void *arg, char *buf, size_t size);
ptrdiff_t vcards_read_file(void *file, char *buf, size_t size);

/* Reads through `read`, whose `arg` stays the caller's. */
struct vcards *vcards_open(vcards_read_fn *read, void *arg);
void vcards_close(struct vcards *r); /* NULL is fine */

/* What somebody says that text without a character set is in, as encoding_find() names it. Lent. */
void vcards_encoding(struct vcards *r, const char *encoding);

/* The next card. ST_END after the last; ST_IO. A refused card is ST_OK with `error` set. */
enum status vcards_next(struct vcards *r, struct vcard *out) MUST_USE;

/* Bytes read so far, for progress. */
int64_t vcards_offset(const struct vcards *r);

/* Lines so far that belong to no card, or are no property. */
int64_t vcards_stray(const struct vcards *r);

/* The first value of a parameter; NULL: none. */
const char *vcard_param(const struct vcard_line *l, const char *name);

/* Whether it has this TYPE, in any case: "pref". */
bool vcard_is_type(const struct vcard_line *l, const char *type);

/* How much its writer prefers it: 1 the most to 100; 101 where nothing is said. */
int vcard_pref(const struct vcard_line *l);

/* Appends the value as text, unescaped; \n is a line end. */
void vcard_text(const struct vcard *card, const struct vcard_line *l, struct str *out);

/*
 * Appends part `at` (from 0) of a value with parts, as N and ADR have; where it is a list, with
 * `between` between the items. What is empty adds nothing. False: there is no such part.
 */
bool vcard_part(const struct vcard *card, const struct vcard_line *l, size_t at,
	const char *between, struct str *out);

/* ---- for the reader itself ---- */

/*
 * Parses one unfolded line, NUL-terminated, in place; `out` points into it, `params` are
 * allocated and the caller's. False: it is no property.
 */
bool vcard_line_parse(char *text, struct vcard_line *out);

/*
 * The value's bytes as UTF-8: quoted-printable and character set undone, that of `encoding` (NULL:
 * none was said) where it names none. Answers a new text, or NULL where the value may stand as it
 * is; *unknown: nobody says what it is in.
 */
char *vcard_value_decode(const struct vcard_line *l, const char *encoding, bool *unknown);

#endif
