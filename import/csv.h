/*
 * Reads CSV (RFC 4180) record by record from a file of any size: UTF-8 with or without a byte-order
 * mark, comma, quoted cells with line breaks and doubled quotes, LF, CRLF or CR line ends. Memory
 * is that of one record.
 *
 * Stated answers for what is wrong: a quote in the middle of an unquoted cell stands for itself;
 * text after a closing quote is added to the cell; a quote still open at the end of the file is an
 * error of the record that began it; a record larger than 16 MiB, or of more than 16,384 cells, is
 * an error; an empty line is passed over.
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
void csv_close(struct csv *r); /* NULL is fine */

struct csv_record {
	/* Lent until the next read; the bytes as they stand, unquoted, not checked for UTF-8. */
	const struct slice *cells;
	size_t n_cells;
	/* Of the file, where the record begins, from 1. */
	int64_t line;
	/* Translated part of a sentence ("a quote is never closed") when refused; NULL: fine. */
	const char *error;
};

/*
 * The next record. ST_END after the last; ST_IO when reading fails. A refused record is ST_OK with
 * `error` set.
 */
enum status csv_next(struct csv *r, struct csv_record *out) MUST_USE;

/* Bytes read so far, for progress. */
int64_t csv_offset(const struct csv *r);

#endif
