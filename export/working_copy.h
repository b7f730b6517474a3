/*
 * Looking at an exhibit in another program: a working copy in memory, never the original, and none
 * is left behind. The copy stands read-only in a folder of mode 0700 on a file system that is kept
 * in memory ($XDG_RUNTIME_DIR, else /dev/shm). A small process of its own holds it: when the viewer
 * ends, the copy is overwritten and the folder removed, also when this program was killed
 * meanwhile.
 */
#ifndef AMPARO_EXPORT_WORKING_COPY_H
#define AMPARO_EXPORT_WORKING_COPY_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

struct working_copy {
	const char *viewer; /* a command, which is given the file; NULL: $AMPARO_VIEWER, else the
			       first program for its type that there is */
	const char *by;     /* who looks, for the custody record; may be NULL */
	int ended;          /* set: the viewer's exit status, 127 where there is none such */
	bool not_entered;   /* set: the custody record could not be written; db_error() says why */
};

/*
 * Waits until the viewer has ended. ST_NOTFOUND: no such exhibit, or it has no file; ST_IO: there
 * is no place in memory, or no viewer; ST_DB: its bytes are damaged. The viewer is not begun then.
 */
enum status working_copy_open(struct db *db, int64_t exhibit, struct working_copy *w) MUST_USE;

#endif
