/*
 * Files that are not UTF-8, read as if they were. What a file's bytes do not say in its encoding
 * becomes one byte 0xFF, which is never UTF-8: whoever takes a value sees that it is no text, and
 * refuses that row instead of keeping a letter that nobody wrote.
 */
#ifndef AMPARO_IMPORT_DECODE_H
#define AMPARO_IMPORT_DECODE_H

#include <stddef.h>
#include <stdio.h>

#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

/*
 * The encoding's name as people know it: "UTF-8", "UTF-16", "windows-1255", "Big5". NULL: not one
 * that is read here. Case, and the other names that ICU knows an encoding by, do not count: cp1252
 * and latin1 are windows-1252. Lent, for ever.
 */
const char *encoding_find(const char *name);

/* What ICU calls a name that encoding_find() gave. Lent, for ever. */
const char *encoding_icu(const char *encoding);

/* Appends the names that encoding_find() gives, ", " between them. */
void encoding_names(struct str *out);

/* The name of an --encoding as it was typed. ST_INVALID: none, with the sentence. */
enum status encoding_take(struct db *db, const char *typed, const char **name) MUST_USE;

struct decode;

/*
 * Reads from `file`, which stays the caller's, at the place where it is. `encoding` is a name that
 * encoding_find() gave, or "UTF-16LE" or "UTF-16BE", and not UTF-8. Never NULL.
 */
struct decode *decode_open(FILE *file, const char *encoding);
void decode_close(struct decode *d); /* NULL is fine */

/* A csv_read_fn; `arg` is the struct decode. A byte-order mark is given as it stands. */
ptrdiff_t decode_read(void *arg, char *buf, size_t size);

#endif
