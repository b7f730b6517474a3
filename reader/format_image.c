#include "config.h"

#include <stdlib.h>

#include "reader/formats.h"
#include "reader/says.h"

/* An image has no text but what tesseract sees in it; it says a good deal of itself. */
enum reader_why read_image(struct reader *r)
{
	char *bytes;
	size_t len;
	enum reader_why why = read_whole(&bytes, &len);

	if (why)
		return why;
	says_of_image(r, bytes, len);
	free(bytes);
	return WHY_NOT;
}
