/*
 * Text seen in pictures by tesseract (https://github.com/tesseract-ocr), where it is installed: its
 * library is loaded when it is asked for, under the limits that hold here, and nothing is run.
 */
#ifndef AMPARO_READER_SEE_H
#define AMPARO_READER_SEE_H

#include <stdbool.h>
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

/*
 * As see_open(), with those of the languages that there are; `missing` gets the others, joined by
 * '+'. WHY_NO_LANGUAGE: there is none of them.
 */
enum reader_why see_open_some(const char *languages, struct see **out, struct str *missing);

/* A word that it sees, in the order of reading, and the box around it in dots. */
struct seen_word {
	const char *text; /* lent for the call; as it is read, without marks of direction */
	int left, top, right, bottom;
	bool line; /* the first of its line */
};
typedef void see_word_fn(void *arg, const struct seen_word *w);

/* `sparse`: whatever looks like text, wherever it stands; else as the page is laid out. */
void see_words(
	struct see *s, const struct picture *p, int dpi, bool sparse, see_word_fn *fn, void *arg);

/* Appends what it sees; `dpi` 0: not known. */
void see_text(struct see *s, const struct picture *p, int dpi, struct str *out);

#endif
