/*
 * Text on its way out, page by page. What is no UTF-8 becomes U+FFFD and control characters a
 * blank, so that what is said is text whatever the file held.
 *
 * A file without pages is said in parts of some thousand characters, cut where a line ends: what is
 * found in a part is then near.
 */
#ifndef AMPARO_READER_PAGES_H
#define AMPARO_READER_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/str.h"
#include "reader/reader.h"

#define PAGES_TEXT_MAX (30 << 20) /* bytes of all of it; what is more is not said */
#define PAGES_MAX 20000           /* pages or parts */

struct pages {
	struct reader *r;
	bool parts;      /* there are no pages: cut where it suits */
	bool ocr;        /* said as SAY_SEEN */
	uint32_t page;   /* the one in hand, from 1 */
	struct str text; /* of it */
	size_t said;     /* bytes of those before */
	bool full;       /* more was there than may be said */
};

void pages_begin(struct pages *p, struct reader *r, bool parts);
void pages_add(struct pages *p, const char *bytes, size_t len);
void pages_add_text(struct pages *p, const char *text);

/* The same without the marks for the direction of writing that programs put into what they read,
 * and with a blank where one such mark ends and the next begins. */
void pages_add_laid(struct pages *p, const char *text);

/* A line's end, unless one stands there or nothing does. */
void pages_line(struct pages *p);

/* The page ends here, be it empty; a part only when there is something in it. */
void pages_break(struct pages *p);

/* Says what is left and gives its memory back; WHY_TOO_MUCH when there was more than is said. */
enum reader_why pages_end(struct pages *p);

/* Appends `bytes` as text: see above. */
void text_put(struct str *out, const char *bytes, size_t len);

#endif
