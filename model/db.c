#include "config.h"

#include "model/db.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/change.h"
#include "model/db_internal.h"
#include "model/filter.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

#define REPORT_MS 50         /* db_set_progress() promises at most 20 reports a second */
#define INTERRUPT_STEPS 4000 /* of SQLite's machine, about a millisecond */

const char *db_path(const struct db *db)
{
	return db->path;
}

const char *db_error(const struct db *db)
{
	return str_text(&db->error);
}

const char *db_error_field(const struct db *db)
{
	return db->field;
}

enum status db_fail(struct db *db, enum status st, const char *field, const char *format, ...)
{
	struct str text = STR_INIT;
	char *name = mem_text_or_null(field);
	va_list args;

	/* Built aside: the arguments may be the old sentence itself. */
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	str_free(&db->error);
	db->error = text;
	free(db->field);
	db->field = name;
	return st;
}

enum status db_sqlite_fail(struct db *db, int rc)
{
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return db_fail(db, ST_LOCKED, NULL,
			_("%s is in use by another program; close it there and try again"),
			db->path);
	case SQLITE_INTERRUPT:
		return db_fail(db, ST_STOPPED, NULL, _("stopped; nothing was changed"));
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
	case SQLITE_FORMAT:
		return db_fail(db, ST_NOTOURS, NULL,
			_("%s is not an Amparo case file, or it is damaged; take the last backup"),
			db->path);
	case SQLITE_FULL:
		return db_fail(db, ST_DB, NULL,
			_("the disk is full; make room and try again, nothing was changed"));
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return db_fail(db, ST_DB, NULL,
			_("%s cannot be written to; check its permissions and those of its folder"),
			db->path);
	case SQLITE_CANTOPEN:
		return db_fail(db, ST_DB, NULL,
			_("%s cannot be opened; check that it is a plain file that you may read "
			  "and write"),
			db->path);
	case SQLITE_TOOBIG:
		return db_fail(db, ST_INVALID, NULL, _("a text is too large to keep"));
	case SQLITE_NOMEM:
		(void)mem_alloc(SIZE_MAX / 2); /* ends the program the one way that it ends */
		return ST_DB;
	default:
		return db_fail(db, ST_DB, NULL,
			_("the case file %s could not be read or written: %s"), db->path,
			sqlite3_errmsg(db->handle));
	}
}

enum status db_exec(struct db *db, const char *sql)
{
	int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ST_OK : db_sqlite_fail(db, rc);
}

/*
 * SQLITE_OPEN_NOFOLLOW refuses a link anywhere in the path; a home folder that is a link is
 * ordinary, so only the last part is held to it.
 */
static char *resolve(const char *path)
{
	struct str out = STR_INIT;
	char *copy = mem_text(path);
	char *slash = strrchr(copy, '/');
	char *folder;

	if (slash == copy) {
		free(copy);
		return mem_text(path);
	}
	if (slash)
		*slash = '\0';
	folder = realpath(slash ? copy : ".", NULL);
	if (folder)
		str_addf(&out, "%s/%s", folder, slash ? slash + 1 : copy);
	else
		str_add(&out, path);
	free(folder);
	free(copy);
	return str_detach(&out);
}

static enum status check_path(struct db *db, const char *real, enum db_mode mode)
{
	struct stat info;
	int fd;

	if (mode == DB_OPEN) {
		if (lstat(real, &info))
			return db_fail(db, ST_NOTFOUND, NULL,
				_("there is no case file %s; make one with: amparo init %s"),
				db->path, db->path);
		if (S_ISLNK(info.st_mode))
			return db_fail(db, ST_NOTOURS, NULL,
				_("%s is a link to another file; open that file itself"), db->path);
		if (!S_ISREG(info.st_mode))
			return db_fail(db, ST_NOTOURS, NULL, _("%s is not a plain file"), db->path);
		return ST_OK;
	}
	fd = open(real, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST)
		return db_fail(db, ST_CONFLICT, NULL,
			_("%s exists already; choose another name or move it away"), db->path);
	if (fd < 0)
		return db_fail(
			db, ST_IO, NULL, _("%s cannot be made: %s"), db->path, strerror(errno));
	close(fd);
	return ST_OK;
}

/* Before anything of the file is read: what its schema may do. */
static enum status configure(struct db *db)
{
	static const struct {
		int verb, value;
	} settings[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
	};
	static const struct {
		int limit, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 256 << 20 },
		{ SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 200 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 50 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
	};

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		int rc = sqlite3_db_config(
			db->handle, settings[i].verb, settings[i].value, (int *)NULL);
		if (rc != SQLITE_OK)
			return db_sqlite_fail(db, rc);
	}
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(db->handle, limits[i].limit, limits[i].value);
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
	return ST_OK;
}

static enum status pragma(struct db *db, const char *sql, int64_t *out)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db->handle, sql, -1, &s, NULL);

	if (rc == SQLITE_OK) {
		rc = sqlite3_step(s);
		if (rc == SQLITE_ROW) {
			*out = sqlite3_column_int64(s, 0);
			rc = SQLITE_OK;
		}
	}
	sqlite3_finalize(s);
	return rc == SQLITE_OK ? ST_OK : db_sqlite_fail(db, rc);
}

/*
 * A file that was cut short inside its last page reads as if zeros stood there. Asked while a read
 * holds the lock, as a writer would be changing the size.
 */
static enum status check_size(struct db *db)
{
	sqlite3_stmt *s = NULL;
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0;
	int64_t page = 0;
	enum status st = pragma(db, "PRAGMA page_size", &page);
	int rc = sqlite3_prepare_v2(db->handle, "PRAGMA application_id", -1, &s, NULL);

	if (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		rc = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (rc == SQLITE_OK && file && file->pMethods)
		rc = file->pMethods->xFileSize(file, &size);
	sqlite3_finalize(s);
	if (st == ST_OK && rc == SQLITE_OK && size % page)
		rc = SQLITE_CORRUPT;
	return st || rc == SQLITE_OK ? st : db_sqlite_fail(db, rc);
}

/* Whose file it is, and of which version, before any of its schema is used. */
static enum status identify(struct db *db)
{
	int64_t id = 0, version = 0;
	enum status st = pragma(db, "PRAGMA application_id", &id);

	if (st == ST_OK)
		st = pragma(db, "PRAGMA user_version", &version);
	if (st)
		return st;
	if (id != APPLICATION_ID)
		return db_fail(db, ST_NOTOURS, NULL,
			_("%s is not an Amparo case file; name another with --file"), db->path);
	if (version > migrate_newest())
		return db_fail(db, ST_TOONEW, NULL,
			_("%s was written by a newer version of Amparo; install that version to "
			  "open it"),
			db->path);
	if (version < 1)
		return db_fail(db, ST_NOTOURS, NULL,
			_("%s is not a complete Amparo case file; take the last backup"), db->path);
	st = check_size(db);
	return st ? st : migrate_check_schema(db, (int)version);
}

/*
 * TRUNCATE with FULL is what kept every acknowledged commit in simulated power cuts; DELETE and
 * WAL lost some. Temporary tables stay in memory, as files of their own would be plain copies.
 */
static const char settings[] = "PRAGMA journal_mode=TRUNCATE;"
			       "PRAGMA synchronous=FULL;"
			       "PRAGMA cell_size_check=ON;"
			       "PRAGMA mmap_size=0;"
			       "PRAGMA temp_store=MEMORY;"
			       "PRAGMA secure_delete=ON;"
			       "PRAGMA cache_size=-16384;"
			       "PRAGMA recursive_triggers=OFF;";

static enum status prepare_file(struct db *db, enum db_mode mode)
{
	enum status st = configure(db);

	if (st == ST_OK && mode == DB_OPEN)
		st = identify(db);
	if (st == ST_OK)
		st = db_exec(db, settings);
	if (st == ST_OK)
		st = fts_register(db);
	if (st == ST_OK)
		st = filter_register(db);
	if (st == ST_OK)
		st = migrate(db);
	/* Only now: it cannot change inside a migration's transaction. */
	if (st == ST_OK)
		st = db_exec(db, "PRAGMA foreign_keys=ON");
	if (st == ST_OK)
		st = rekey_if_stale(db);
	return st;
}

static int on_progress(void *arg)
{
	return db_interrupted(arg);
}

/*
 * Before SQLite is first used: there is one thread, and nobody asks it how much memory it has.
 * Refused when it runs already, which costs speed and nothing else.
 */
static void set_up_sqlite(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Takes away what a failed creation left, with the journal that SQLite keeps beside the file. */
static void uncreate(struct db *db, const char *real)
{
	struct str journal = STR_INIT;

	stmt_close_all(db);
	sqlite3_close(db->handle);
	db->handle = NULL;
	str_addf(&journal, "%s-journal", real);
	unlink(real);
	unlink(str_text(&journal));
	str_free(&journal);
}

enum status db_open(const char *path, enum db_mode mode, struct db **out)
{
	struct db *db = mem_zero(sizeof(*db));
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
	char *real = NULL;
	enum status st = ST_OK;
	int rc;

	set_up_sqlite();
	*out = db;
	db->path = mem_text(mode == DB_MEMORY ? ":memory:" : path);
	if (mode == DB_MEMORY) {
		flags |= SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
		real = mem_text(":memory:");
	} else {
		real = resolve(path);
		st = check_path(db, real, mode);
	}
	if (st)
		goto out;
	rc = sqlite3_open_v2(real, &db->handle, flags, NULL);
	st = rc == SQLITE_OK ? prepare_file(db, mode) : db_sqlite_fail(db, rc);
	if (st && mode == DB_CREATE)
		uncreate(db, real);
out:
	free(real);
	return st;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	change_cancel(db->change);
	gag_close(db);
	stmt_close_all(db);
	if (db->handle) {
		int rc = sqlite3_close(db->handle);
		assert(rc == SQLITE_OK);
		(void)rc;
	}
	str_free(&db->error);
	free(db->field);
	free(db->path);
	free(db);
}

int64_t db_generation(struct db *db)
{
	int64_t version = db->data_version;
	struct stmt *s;

	if (stmt_get(db, "PRAGMA data_version", &s) == ST_OK) {
		if (stmt_step(s) == ST_OK)
			version = stmt_get_int(s, 0);
		stmt_done(s);
	}
	if (version != db->data_version) {
		db->data_version = version;
		db->commits++;
	}
	return db->commits;
}

bool db_in_change(const struct db *db)
{
	return db->change != NULL;
}

void db_set_progress(struct db *db, db_progress_fn *fn, void *arg)
{
	db->progress = fn;
	db->progress_arg = arg;
	db->progressed = 0;
}

enum status db_progress(struct db *db, const char *what, int64_t done, int64_t total)
{
	struct timespec t;
	int64_t now;

	if (!db->progress)
		return ST_OK;
	clock_gettime(CLOCK_MONOTONIC, &t);
	now = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
	if (now - db->progressed < REPORT_MS)
		return ST_OK;
	db->progressed = now;
	if (db->progress(db->progress_arg, what, done, total))
		return ST_OK;
	return db_fail(db, ST_STOPPED, NULL, _("stopped; nothing was changed"));
}

bool db_interrupted(struct db *db)
{
	return db->interrupt && db->interrupt(db->interrupt_arg);
}

void db_steady(struct db *db, bool steady)
{
	bool asks = db->interrupt && !steady;

	sqlite3_progress_handler(db->handle, asks ? INTERRUPT_STEPS : 0, asks ? on_progress : NULL,
		asks ? db : NULL);
}

enum status db_check_interrupt(struct db *db)
{
	return db_interrupted(db) ? db_sqlite_fail(db, SQLITE_INTERRUPT) : ST_OK;
}

void db_set_interrupt(struct db *db, db_interrupt_fn *fn, void *arg)
{
	db->interrupt = fn;
	db->interrupt_arg = arg;
	db_steady(db, false);
}
