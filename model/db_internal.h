/* The inside of struct db: private to model/. */
#ifndef AMPARO_MODEL_DB_INTERNAL_H
#define AMPARO_MODEL_DB_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/str.h"

struct change;
struct gag;
struct stmt;

#define DB_BUSY_MS 10000 /* how long one waits for another program that writes */

#define APPLICATION_ID 0x416d7061 /* "Ampa": how file(1) and we know a case file */

struct db {
	sqlite3 *handle;
	char *path;               /* owned; for messages */
	struct str error;         /* the sentence of the last failure */
	char *field;              /* owned; the field it is about, or NULL */
	struct stmt **statements; /* owned; see stmt.c */
	size_t n_statements;
	struct change *change; /* the one that is open, or NULL */
	int64_t commits;       /* counted for db_generation() */
	int64_t data_version;  /* of other programs, as last seen */
	db_progress_fn *progress;
	void *progress_arg;
	int64_t progressed; /* the last report, in milliseconds of the monotonic clock */
	db_interrupt_fn *interrupt;
	void *interrupt_arg;
	struct gag *gag; /* owned; see gag_internal.h; NULL: not asked yet */
	int64_t device;  /* this laptop's number; 0: not asked yet */
};

/* The sentence and the status for a result code of SQLite. */
enum status db_sqlite_fail(struct db *db, int rc);

/* For long reading outside SQLite: ST_STOPPED where db_set_interrupt()'s function says so. */
enum status db_check_interrupt(struct db *db) MUST_USE;

/* Runs constant SQL without results. */
enum status db_exec(struct db *db, const char *sql) MUST_USE;

/*
 * For reads that look at many rows one by one, and can go on where they stopped: whether
 * db_set_interrupt()'s function wants them to stop. Between db_steady(db, true) and (db, false)
 * SQLite itself does not ask, so that no step is lost in the middle.
 */
bool db_interrupted(struct db *db);
void db_steady(struct db *db, bool steady);

/* Brings a new or older file to this program's version; see migrate.c. */
enum status migrate(struct db *db) MUST_USE;

/* The newest version this program knows. */
int migrate_newest(void);

/*
 * Holds the file's schema against the one that our migrations make, so that no SQL of a
 * stranger's file ever runs. ST_NOTOURS when they differ.
 */
enum status migrate_check_schema(struct db *db, int version) MUST_USE;

/* Makes the sort keys again where they come from another version of the collation. */
enum status rekey_if_stale(struct db *db) MUST_USE;

/* Registers the tokenizer of the search tables. */
enum status fts_register(struct db *db) MUST_USE;

/* This laptop's number: $AMPARO_DEVICE, or a random one kept in the user's state folder. */
enum status device_number(struct db *db, int64_t *out) MUST_USE;

#endif
