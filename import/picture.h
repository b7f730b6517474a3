/*
 * Exhibits as pictures: an image, or a page of a PDF, scaled to a size. Decoded by amparo-read
 * (foreign.h), in a process of its own; here only its pixels arrive, and are counted.
 */
#ifndef AMPARO_IMPORT_PICTURE_H
#define AMPARO_IMPORT_PICTURE_H

#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

#define PICTURE_SIDE_MAX 4096

struct picture {
	int width, height;
	int pages;          /* of a PDF; 0: an image */
	unsigned char *rgb; /* owned; three bytes a pixel, row by row from above */
};

/*
 * As large as it can be within `width` and `height` (1 to PICTURE_SIDE_MAX) without changing its
 * shape; an image not larger than it is. `page` counts from 1. picture_free() it, also on failure.
 * ST_INVALID: it is no picture, or cannot be read; db_error() says why. ST_NOTFOUND: the exhibit
 * has no stored bytes. ST_STOPPED. ST_IO.
 */
enum status picture_read(struct db *db, int64_t exhibit, int64_t page, int width, int height,
	struct picture *out) MUST_USE;
void picture_free(struct picture *p);

#endif
