/*
 * Inserted rows as a changeset, byte for byte as SQLite's session extension writes them. Reading
 * every row back, as a session does to write its changeset, costs an import of a million rows a
 * fifth of its time; who has just bound the values can write them down. Private to model/.
 *
 * Source for the format: the comment "RECORD FORMAT" at the head of SQLite's sqlite3session.c; a
 * test compares with what a session gives.
 */
#ifndef AMPARO_MODEL_CHANGESET_H
#define AMPARO_MODEL_CHANGESET_H

#include <stddef.h>
#include <stdint.h>

#include "model/str.h"

/* The head of a table's part: its name, and `columns`, of which the first alone is the key. */
void changeset_table(struct str *out, const char *name, int columns);

/* Begins an inserted row; then one value a column, in the table's order. */
void changeset_row(struct str *out);
void changeset_null(struct str *out);
void changeset_int(struct str *out, int64_t value);
void changeset_text(struct str *out, const char *text, size_t len);
void changeset_blob(struct str *out, const void *bytes, size_t len);

#endif
