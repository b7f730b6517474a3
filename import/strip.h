/*
 * An exhibit's file without what it says of itself beside its contents: author, device, place,
 * program, hours. PDFs, JPEG, PNG, WebP and TIFF pictures, documents of office
 * programs, and the pictures in PDFs and in these.
 */
#ifndef AMPARO_IMPORT_STRIP_H
#define AMPARO_IMPORT_STRIP_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/hash.h"
#include "model/status.h"

struct stripped {
	char sha256[HASH_TEXT]; /* of what was written */
	bool taken;             /* something was taken off; else it is as it was taken in */
	bool unknown;   /* nothing here strips this kind: it is as it was taken in, and may say much
			 */
	char kind[128]; /* of its bytes, where it is unknown: video/mp4 */
	bool files;     /* it still has attached files */
	bool comments;  /* or comments, which may name somebody, or a picture that is broken */
};

/*
 * Writes it to `fd`. ST_INVALID: it is damaged or locked, so that nobody knows what it says.
 * Otherwise as exhibit_write().
 */
enum status strip_exhibit(struct db *db, int64_t exhibit, int fd, struct stripped *out) MUST_USE;

/* Into a new file of that name, which is there when it is whole. As exhibit_extract(). */
enum status strip_extract(
	struct db *db, int64_t exhibit, const char *path, struct stripped *out) MUST_USE;

#endif
