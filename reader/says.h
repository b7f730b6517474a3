/* What a file says of itself: names as in model/reading_says.c, values as text. */
#ifndef AMPARO_READER_SAYS_H
#define AMPARO_READER_SAYS_H

#include <stddef.h>

#include "reader/reader.h"

/* Says it, cleaned and on one line; nothing where `value` is NULL or blank. */
void says(struct reader *r, const char *name, const char *value);
void says_n(struct reader *r, const char *name, const char *value, size_t len);

/* What stands in EXIF, XMP and IPTC of an image, or in a packet of XMP alone. */
void says_of_image(struct reader *r, const void *bytes, size_t len);

#endif
