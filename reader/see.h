/*
 * Text seen in pictures by tesseract (https://github.com/tesseract-ocr), where it is installed: its
 * library is loaded when it is asked for, under the limits that hold here, and nothing is run.
 */
#ifndef AMPARO_READER_SEE_H
#define AMPARO_READER_SEE_H

#include <stddef.h>
#include <stdint.h>

#include "model/str.h"
#include "reader/protocol.h"

struct see;

/* One byte a dot, 0 black, rows without gaps. */
struct picture {
	unsigned char *grey; /* owned */
	int width, height;
};

void picture_free(struct picture *p);

#define PICTURE_DOTS (100 << 20) /* that a picture may have */

/* `languages` as tesseract names them: heb+eng. WHY_NO_OCR, WHY_NO_LANGUAGE. */
enum reader_why see_open(const char *languages, struct see **out);
void see_close(struct see *s); /* NULL is fine */

/* Appends what it sees; `dpi` 0: not known. */
void see_text(struct see *s, const struct picture *p, int dpi, struct str *out);

#endif
