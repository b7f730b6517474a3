/*
 * Changesets, read and written without SQLite.
 *
 * Writing: inserted rows, byte for byte as SQLite's session extension writes them. Reading
 * every row back, as a session does to write its changeset, costs an import of a million rows a
 * fifth of its time; who has just bound the values can write them down.
 *
 * Reading: whoever looks for one row among many thousands passes the others over, where SQLite's
 * iterator would copy every value of theirs. Bytes may come from a stranger: nothing outside them
 * is read, whatever they say. Private to model/.
 *
 * Source for the format: the comment "RECORD FORMAT" at the head of SQLite's sqlite3session.c; a
 * test compares with what a session gives.
 */
#ifndef AMPARO_MODEL_CHANGESET_H
#define AMPARO_MODEL_CHANGESET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/status.h"
#include "model/str.h"

/* The head of a table's part: its name, and `columns`, of which the first alone is the key. */
void changeset_table(struct str *out, const char *name, int columns);

/* Begins an inserted row; then one value a column, in the table's order. */
void changeset_row(struct str *out);
void changeset_null(struct str *out);
void changeset_int(struct str *out, int64_t value);
void changeset_text(struct str *out, const char *text, size_t len);
void changeset_blob(struct str *out, const void *bytes, size_t len);

/* ---- reading ---- */

#define CHANGESET_COLUMNS 64 /* no table of ours has more */

/* What a value is: SQLite's own numbers, and nothing said of it (an update names what changed). */
enum changeset_type {
	CHANGESET_UNSAID = 0,
	CHANGESET_INT = 1,
	CHANGESET_REAL = 2,
	CHANGESET_TEXT = 3,
	CHANGESET_BLOB = 4,
	CHANGESET_NULL = 5,
};

struct changeset_value {
	enum changeset_type type;
	int64_t num;       /* CHANGESET_INT */
	const char *bytes; /* CHANGESET_TEXT, CHANGESET_BLOB: lent, without a closing NUL */
	size_t len;
};

struct changeset_reader {
	const char *at;    /* what comes next */
	const char *end;   /* behind the last byte */
	const char *table; /* of the rows that come; lent; NULL: none yet */
	int columns;
};

enum changeset_op { CHANGESET_DELETE = 9, CHANGESET_INSERT = 18, CHANGESET_UPDATE = 23 };

/* One changed row; its values are read by changeset_values(). */
struct changeset_change {
	enum changeset_op op;
	const char *table; /* lent, as all of it */
	int columns;
	bool indirect;      /* it followed from other changes of the entry */
	int64_t id;         /* the first column; 0: it is no number */
	const char *before; /* the values before; NULL: it was inserted */
	const char *after;  /* the values after; NULL: it was deleted */
	const char *end;
};

void changeset_open(struct changeset_reader *r, const char *bytes, size_t len);

/* ST_END behind the last; ST_NOTOURS: the bytes are no changeset, or end too soon. */
enum status changeset_next(struct changeset_reader *r, struct changeset_change *out) MUST_USE;

/* The values at `before` or `after` of a change that was read: `columns` of them into `out`. */
void changeset_values(const struct changeset_change *c, const char *at,
	struct changeset_value out[CHANGESET_COLUMNS]);

#endif
