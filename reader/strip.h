/*
 * Taking off what a file says of itself beside its contents: author, device, place, program, hour.
 * What was taken off is said by name: SAY_STRIP_TOOK.
 */
#ifndef AMPARO_READER_STRIP_H
#define AMPARO_READER_STRIP_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"
#include "reader/reader.h"

/*
 * Writes the PDF in these bytes to READER_FILE without document information, XMP, what programs
 * hid in it, and thumbnails. `r` may be NULL: nothing is said.
 */
enum reader_why strip_pdf(struct reader *r, const char *bytes, size_t len);

/* The same of a JPEG, PNG, WebP or TIFF picture, whose pixels stay as they are packed. */
enum reader_why strip_picture(struct reader *r, const char *bytes, size_t len);

/*
 * The same of one that stands in another file: it is appended to `out`, and what was taken off is
 * in *any. WHY_KIND: it is no such picture.
 */
enum reader_why strip_picture_in(const char *bytes, size_t len, struct str *out, bool *any);

/* Private to strip_picture.c and strip_tiff.c. */
bool strip_is_tiff(const unsigned char *p, size_t len);
enum reader_why strip_tiff(const unsigned char *p, size_t len, struct str *out, bool *any);

/* The same of a document of an office program. */
enum reader_why strip_office(struct reader *r, const char *bytes, size_t len);

#endif
