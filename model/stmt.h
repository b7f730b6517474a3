/*
 * Prepared statements: private to model/. SQL is constant text with named parameters; values are
 * always bound. Statements are kept in the db, found by their text, and given back with
 * stmt_done(). An unknown name or a parameter left unset is a bug and ends in an assert.
 */
#ifndef AMPARO_MODEL_STMT_H
#define AMPARO_MODEL_STMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

struct stmt;

/* A statement for `sql`, with nothing bound. A busy one is not handed out twice. */
enum status stmt_get(struct db *db, const char *sql, struct stmt **out) MUST_USE;

/* Resets, unbinds, and gives it back. NULL is fine. */
void stmt_done(struct stmt *s);

/* The place of a named parameter (":name"), for hot loops. */
int stmt_param(struct stmt *s, const char *name);

/* Text and blobs are lent until the statement is stepped to its end or done. NULL text binds NULL.
 */
void stmt_int(struct stmt *s, const char *name, int64_t value);
void stmt_null(struct stmt *s, const char *name);
void stmt_text(struct stmt *s, const char *name, const char *text);
void stmt_blob(struct stmt *s, const char *name, const void *bytes, size_t len);
/* A thing of ours that only our functions of the same kind can take; lent. */
void stmt_pointer(struct stmt *s, const char *name, const void *thing, const char *kind);
void stmt_int_at(struct stmt *s, int param, int64_t value);
void stmt_null_at(struct stmt *s, int param);
void stmt_text_at(struct stmt *s, int param, const char *text, size_t len);
void stmt_blob_at(struct stmt *s, int param, const void *bytes, size_t len);

/* ST_OK: a row; ST_END: none; or a failure with its sentence set. */
enum status stmt_step(struct stmt *s) MUST_USE;

/* Ready to be bound anew and stepped from the beginning; what is bound stays. */
void stmt_rewind(struct stmt *s);

/* Steps one that gives no rows, and makes it ready to be bound again. */
enum status stmt_again(struct stmt *s) MUST_USE;

/* Steps one that gives no rows, and gives it back. */
enum status stmt_run(struct stmt *s) MUST_USE;

/* How many rows the last one that writes has changed. */
int stmt_changes(struct db *db);

/* The columns of the row. Text is lent until the next step. */
bool stmt_is_null(struct stmt *s, int column);
bool stmt_is_int(struct stmt *s, int column);
int64_t stmt_get_int(struct stmt *s, int column);
const char *stmt_get_text(struct stmt *s, int column);   /* NULL for NULL */
struct slice stmt_get_slice(struct stmt *s, int column); /* the same; empty for NULL */
const void *stmt_get_blob(struct stmt *s, int column, size_t *len);

/* One number from one row, with at most one parameter ":id". ST_NOTFOUND: no row. */
enum status stmt_number(struct db *db, const char *sql, int64_t id, int64_t *out) MUST_USE;

/* Closes all that are kept; every one must have been given back. */
void stmt_close_all(struct db *db);

#endif
