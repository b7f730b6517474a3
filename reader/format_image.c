#include "config.h"

#include <stdlib.h>

#include "reader/formats.h"
#include "reader/picture.h"
#include "reader/says.h"

static enum reader_why put_seen(struct reader *r, struct see *see, const void *bytes, size_t len)
{
	struct picture picture;
	struct pages p;
	struct str seen = STR_INIT;
	enum reader_why why = picture_of_image(bytes, len, &picture);

	if (why)
		return why;
	see_text(see, &picture, 0, &seen);
	picture_free(&picture);
	pages_begin(&p, r, true);
	p.ocr = true;
	pages_add_laid(&p, str_text(&seen));
	str_free(&seen);
	return pages_end(&p);
}

/* An image has no text but what tesseract sees in it; it says a good deal of itself. */
enum reader_why see_image(struct reader *r, struct see *see)
{
	char *bytes;
	size_t len;
	enum reader_why why = read_whole(&bytes, &len);

	if (why)
		return why;
	says_of_image(r, bytes, len);
	if (see)
		why = put_seen(r, see, bytes, len);
	free(bytes);
	return why;
}

enum reader_why read_image(struct reader *r)
{
	return see_image(r, NULL);
}
