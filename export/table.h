/*
 * Rows as CSV (RFC 4180, UTF-8, CRLF) and as JSON (RFC 8259), written to a FILE that stays the
 * caller's, streaming: memory does not grow with the rows. Names are those of the entity's table:
 * first `ref`, then `case` (also where a record has its case only through what it belongs to),
 * then the other fields. Keys of JSON are the same; numbers are numbers, empty fields null,
 * references the refs of what they refer to, ENTITY:REF where that may be of any entity.
 *
 * Rows that a gag order covers are left out and counted where the veil is drawn, see gag.h.
 *
 * Answers: ST_OK; ST_IO, the output failed; ST_STOPPED; else what reading the rows answers. What
 * was written before a failure stays written.
 */
#ifndef AMPARO_EXPORT_TABLE_H
#define AMPARO_EXPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "model/db.h"
#include "model/idset.h"
#include "model/query.h"
#include "model/record.h"

/*
 * One cell, quoted where it must be. A cell that a spreadsheet would run, which begins with = + - @
 * TAB or CR or one of the first four in full width, gets a single quote before it, and so does one
 * that begins with single quotes before such a sign: taking one quote off gives back what was
 * there. Bad UTF-8 and NUL become U+FFFD. When `out` is a terminal, what would steer it is shown
 * instead, as text_clean() does.
 */
void csv_put_cell(FILE *out, const char *text, size_t len);

/*
 * One string with its quotes. Control, invisible and bidi characters are escaped, so that
 * nothing is lost and no terminal is steered. Bad UTF-8 becomes U+FFFD.
 */
void json_put_string(FILE *out, const char *text, size_t len);

/* All rows of the query. */
enum status table_csv(struct db *db, const struct query *q, FILE *out) MUST_USE;
enum status table_json(struct db *db, const struct query *q, FILE *out) MUST_USE;

/* These records of one kind, in the order in which they were added. Those that are gone are left
 * out. */
enum status table_csv_of(
	struct db *db, enum entity_id entity, const struct idset *ids, FILE *out) MUST_USE;
enum status table_json_of(
	struct db *db, enum entity_id entity, const struct idset *ids, FILE *out) MUST_USE;

/*
 * Rows into a file of its own, readable by its owner alone: JSON where its name ends so, else CSV.
 * Those of `ids`, or where that is NULL all of the query. The file is there when it is whole, or
 * not at all. ST_CONFLICT: there is one of that name, and `replace` is false.
 */
enum status table_file(struct db *db, const struct query *q, const struct idset *ids,
	const char *path, bool replace) MUST_USE;

/*
 * One record as a JSON object. Arrays named by their entities' plurals hold what belongs to it,
 * `links` the links from it and to it.
 */
enum status table_json_record(struct db *db, const struct record *r, FILE *out) MUST_USE;

#endif
