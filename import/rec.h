/*
 * Reads records written as text, in a subset of the format of GNU recutils:
 *
 *     # a comment                       passed over, also inside a record
 *     %doc: What the file holds         for people; at most once, before the first record
 *     %rec: contact                     the records that follow are of this type
 *
 *     ref: joshua-wong                  a field; a record is ended by a blank line
 *     notes: One line.
 *     + Another line of the same value.
 *     +                                 (an empty line in the value)
 *
 * Everything else, another %word too, is refused, so that a slip of the pen is never passed over.
 * Files are UTF-8, with or without a byte-order mark; CR LF ends a line as LF does. Whether the
 * bytes are UTF-8 is for whoever takes the values to check.
 *
 * Source: GNU recutils manual 1.9, chapter "The Rec Format".
 */
#ifndef AMPARO_IMPORT_REC_H
#define AMPARO_IMPORT_REC_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "model/status.h"

struct rec;

struct rec_field {
	const char *name;
	const char *value; /* without outer line ends; may be empty */
	int64_t line;      /* of the file, from 1 */
};

struct rec_record {
	const char *type;               /* what the last %rec said; never NULL */
	const struct rec_field *fields; /* in the file's order, each name once */
	size_t n_fields;                /* 1 or more */
	int64_t line;                   /* of the first field */
};

/* Reads from `file`, which stays the caller's. Never NULL. */
struct rec *rec_open(FILE *file);
void rec_close(struct rec *r); /* NULL is fine */

/*
 * The next record, lent until the next call. ST_END after the last. ST_INVALID: rec_error() and
 * rec_line() say what is wrong and where, and so does every call after. ST_IO: reading failed.
 */
enum status rec_next(struct rec *r, struct rec_record *out) MUST_USE;

/* The text of %doc, or NULL while none was read. Lent until rec_close(). */
const char *rec_doc(const struct rec *r);

/* What was wrong, translated, to stand after "line 12: "; "" after no failure. Lent. */
const char *rec_error(const struct rec *r);

/* The line read last. */
int64_t rec_line(const struct rec *r);

#endif
