/*
 * A file from outside, opened for reading row by row, whatever its encoding, its separator and its
 * name. It finds out what the file is, says so, and gives the records of csv.h in UTF-8.
 *
 * Opening reads the file once as bytes (its hash, and whether it is UTF-8 to the end), so that what
 * is found is true of the whole file. After that it is read as a stream: plain UTF-8 goes straight
 * into the CSV reader, and nothing is held but one record.
 */
#ifndef AMPARO_IMPORT_SOURCE_H
#define AMPARO_IMPORT_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "import/csv.h"
#include "import/dialect.h"
#include "import/platform.h"
#include "import/sniff.h"
#include "model/db.h"
#include "model/hash.h"
#include "model/status.h"
#include "model/str.h"

/* What somebody said of the file. All zero: nothing, so everything is found out. Lent for the
 * call; as typed, and checked here. */
struct source_options {
	const char *encoding;  /* --encoding: see decode.h */
	const char *separator; /* --separator: see separator_find() */
	const char *platform;  /* --platform: see platform_find() */
};

/* What the file is. Texts are lent for as long as the source is open. */
struct source_found {
	const char *encoding; /* "UTF-8", "UTF-16", "windows-1255" */
	enum sniff_why encoding_why;
	struct dialect dialect;          /* its separator among it */
	bool separator_given;            /* it was said, not found */
	const struct platform *platform; /* NULL: none that is known */
	bool platform_given;
	int64_t broken;         /* places that are not UTF-8, in a file that is */
	int64_t size;           /* bytes */
	char sha256[HASH_TEXT]; /* of all of them */
};

struct source;

/*
 * Opens. On failure *out is NULL and db_error() has the sentence: ST_IO: it cannot be read, or is
 * no plain file; ST_INVALID: it is empty, its first line cannot be read, it is in an encoding that
 * must be stated (db_error_field() is then "encoding", and the sentence names the line), or an
 * option is none that there is; ST_STOPPED.
 */
enum status source_open(struct db *db, const char *path, const struct source_options *o,
	struct source **out) MUST_USE;
void source_close(struct source *s); /* NULL is fine */

/* What it found. Lent. */
const struct source_found *source_found(const struct source *s);

/* In words, on one line: "UTF-16, tab-separated, from Change.org". Translated; appends. */
void source_tell(const struct source *s, struct str *out);

/* How it knows, a sentence each: "its first bytes are the mark of UTF-16; ...". Appends. */
void source_why(const struct source *s, struct str *out);

/*
 * The next record, lent until the next call; the first is the header. `line` is the file's line. A
 * row of nothing but separators and blanks is passed over, as an empty line is.
 * ST_END after the last; ST_IO, with its sentence. A refused record is ST_OK with `error` set.
 */
enum status source_next(struct source *s, struct csv_record *out) MUST_USE;

/*
 * Starts again: the next record is the header. For a sample: read as many records as are wanted,
 * then call this. ST_IO.
 */
enum status source_rewind(struct source *s) MUST_USE;

/* Bytes of the file read so far, of source_found()->size. For progress. */
int64_t source_offset(const struct source *s);

/* The file is still what it was when it was opened: ST_OK; or ST_IO, with its sentence. */
enum status source_unchanged(struct source *s) MUST_USE;

/* As it was given to source_open(); and its last part. Lent. */
const char *source_path(const struct source *s);
const char *source_name(const struct source *s);

#endif
