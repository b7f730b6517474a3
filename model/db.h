/*
 * One case file, open. What a file from a stranger could do is shut off before its schema is read,
 * and it is refused where it is not built as ours are. A handle belongs to one thread and must
 * not cross a fork(). The sentence of the last failure lives in it.
 */
#ifndef AMPARO_MODEL_DB_H
#define AMPARO_MODEL_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "model/status.h"

struct db;

enum db_mode {
	DB_OPEN,   /* a file that is there; migrated when it is of an older version */
	DB_CREATE, /* a new file; refused where something of that name exists */
	DB_MEMORY, /* for tests; the path is not used */
};

/*
 * Opens. *out is set even on failure, so that db_error() can be asked; always db_close() it.
 * ST_NOTFOUND, ST_CONFLICT (exists already), ST_NOTOURS, ST_TOONEW, ST_LOCKED, ST_DB.
 */
enum status db_open(const char *path, enum db_mode mode, struct db **out) MUST_USE;

/* Rolls an open transaction back. NULL is fine. */
void db_close(struct db *db);

const char *db_path(const struct db *db);

/* One sentence for the user on the last failure; lent until the next call. "" after none. */
const char *db_error(const struct db *db);

/* The field that the last ST_INVALID is about, or NULL. Lent. */
const char *db_error_field(const struct db *db);

/* Sets both and answers `st`, for the layers above: return db_fail(db, ST_INVALID, "ref", _("…"),
 * …). */
enum status db_fail(struct db *db, enum status st, const char *field, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * Rises whenever something was committed to the file, by this program or another: what was read
 * before may be stale. Cheap enough to ask once a frame.
 */
int64_t db_generation(struct db *db);

/* Whether a change is open on this handle. */
bool db_in_change(const struct db *db);

/*
 * Long work reports here: `done` of `total` (0: not known) of what `what` names (translated).
 * Answering false stops it: the call in progress answers ST_STOPPED and nothing is changed.
 * Called at most about 20 times a second. NULL takes it away.
 */
typedef bool db_progress_fn(void *arg, const char *what, int64_t done, int64_t total);
void db_set_progress(struct db *db, db_progress_fn *fn, void *arg);

/* For work that reports: asks the function above. ST_OK or ST_STOPPED (with its sentence set). */
enum status db_progress(struct db *db, const char *what, int64_t done, int64_t total) MUST_USE;

/*
 * Asked every millisecond or so while SQLite reads; answering true ends that read with
 * ST_STOPPED. The interface uses it to answer a key before a slow count is done.
 */
typedef bool db_interrupt_fn(void *arg);
void db_set_interrupt(struct db *db, db_interrupt_fn *fn, void *arg);

#endif
