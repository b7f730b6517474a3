/*
 * Reads CSV (RFC 4180) record by record from a file of any size: UTF-8 with or without a byte-order
 * mark, one separator, quoted cells with line breaks and doubled quotes, LF, CRLF or CR line ends.
 * Memory is that of one record. What encoding and separator a file has is found by source.h.
 *
 * Stated answers for what is odd or wrong:
 *
 *   a line break between quotes      belongs to the cell, as it stands; the lines go on counting
 *   a bare CR                        ends a line, as LF and CR LF do
 *   a quote inside an unquoted cell  stands for itself
 *   text behind a closing quote      is added to the cell
 *   a quote open at the file's end   the record that began it is refused; the error names the
 *                                    line on which the quote stands
 *   a record larger than 16 MiB, or  is refused and not kept in memory; reading goes on behind it
 *   of more than 16,384 cells
 *   an empty line                    is passed over, and counted
 *   NUL, bytes that are not UTF-8    stay in the cell; row.h refuses the row
 *   more or fewer cells than names   are given as they are; row.h fills what is missing with
 *                                    nothing, and refuses a row with text beyond the last name
 */
#ifndef AMPARO_IMPORT_CSV_H
#define AMPARO_IMPORT_CSV_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "model/signatory.h"
#include "model/status.h"

struct csv;

/* Reads from `file`, which stays the caller's. `separator` is usually ','. */
struct csv *csv_open(FILE *file, char separator);

/*
 * Reads from what `read` gives: up to `size` bytes into `buf`, answering how many; 0 at the end,
 * -1 on a failure.
 */
typedef ptrdiff_t csv_read_fn(void *arg, char *buf, size_t size);
struct csv *csv_open_from(csv_read_fn *read, void *arg, char separator);

void csv_close(struct csv *r); /* NULL is fine */

struct csv_record {
	/* Lent until the next read; the bytes as they stand, unquoted, not checked for UTF-8. */
	const struct slice *cells;
	size_t n_cells;
	/* Of the file, where the record begins, from 1. */
	int64_t line;
	/* Translated part of a sentence ("it is larger than 16 MiB") when refused, lent until the
	 * next read; NULL: fine. */
	const char *error;
};

/*
 * The next record. ST_END after the last; ST_IO when reading fails. A refused record is ST_OK with
 * `error` set.
 */
enum status csv_next(struct csv *r, struct csv_record *out) MUST_USE;

/* Bytes of UTF-8 read so far. */
int64_t csv_offset(const struct csv *r);

#endif
