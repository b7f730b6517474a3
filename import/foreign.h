/*
 * Files from outside that need a library to be parsed are read by a program of their own,
 * amparo-read (reader/reader.h), under limits. This runs it: the file on its descriptor 0, nothing
 * else of ours open in it, and what it says checked. A file can cost that process, and nothing
 * more.
 */
#ifndef AMPARO_IMPORT_FOREIGN_H
#define AMPARO_IMPORT_FOREIGN_H

#include <stdint.h>

#include "import/foreign_records.h"
#include "model/db.h"
#include "model/status.h"
#include "reader/protocol.h"

/* A run. All zero but mode and in is what most want. All is lent for the call. */
struct foreign {
	const char *mode;        /* read, mail, burn ... */
	const char *const *args; /* up to a NULL; NULL: none */
	int in;           /* the file: a plain one, or foreign_hold(); read from its beginning */
	int out;          /* 0 or -1: none; else what the mode writes, its descriptor 3 */
	int seconds;      /* by the clock on the wall; 0: 120 */
	int64_t most;     /* bytes of all that it may say; 0: 256 MiB */
	const char *what; /* for progress, translated; NULL: reading the file */
	foreign_fn *fn;   /* gets each record of the mode */
	void *arg;
	const char *program; /* NULL: amparo-read; tests have others */

	enum reader_why why; /* out: after ST_INVALID, why */
};

/*
 * ST_OK: all was said. ST_INVALID: the file cannot be read; `why` is set, and db_error() has the
 * sentence. ST_STOPPED: the user stopped it (db_set_progress()). ST_IO: the program cannot be run.
 * Another answer of `fn` than ST_OK ends the run and is passed on; when it answers ST_INVALID, what
 * was said is nonsense. Records that came before a failure have been given to `fn`: what they led
 * to is for the caller to take back.
 */
enum status foreign_run(struct db *db, struct foreign *f) MUST_USE;

/* The sentence to a reason, such as "it asks for a password". Translated, lent. */
const char *foreign_why(enum reader_why why);

#define FOREIGN_HELD (512LL << 20)

/*
 * The bytes of an exhibit as a file in memory without a name, which only we and the reader see and
 * which cannot be written any more; those that are kept by reference are copied from where they
 * lie, and are what was taken in. The caller closes *fd.
 * ST_INVALID: they are more than `most` bytes (0: FOREIGN_HELD). ST_NOTFOUND: it has none, or they
 * are not at hand, or others now. Else as exhibit_write().
 */
enum status foreign_hold(struct db *db, int64_t exhibit, int64_t most, int *fd) MUST_USE;

#endif
