/*
 * Burning: a copy of a document of which parts are gone for good. Every page becomes a picture,
 * what is to go is painted over, and nothing of the original but these pixels is in the copy: no
 * text, metadata, notes, bookmarks, attachments.
 *
 * What is to be burnt stands in READER_FILE when the mode begins, a line each:
 *
 *   word TEXT          wherever it stands, without case and diacritics
 *   page N             the whole page (from 1)
 *   area N X Y W H     of page N, in points from its upper left corner; of a picture in pixels
 *   dpi N              how finely pages are drawn
 *   look N             a page of the copy that is read again by OCR
 *
 * Modes: burn writes the copy in place of that list. unseen reads the copy, and the list from
 * READER_FILE likewise, and says which of the words can still be found in it. The argument of both
 * are the languages in which OCR (see.h) reads pictures for the words; without one it does not.
 */
#ifndef AMPARO_READER_BURN_H
#define AMPARO_READER_BURN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/str.h"
#include "reader/reader.h"

struct burn_area {
	unsigned page; /* from 1 */
	double x, y, w, h;
};

struct burn_list {
	char **words; /* owned */
	size_t n_words;
	unsigned *pages;
	size_t n_pages;
	struct burn_area *areas;
	size_t n_areas;
	unsigned *looks; /* pages to be read again */
	size_t n_looks;
	unsigned dpi;
};

#define BURN_DPI 200
#define BURN_DPI_MAX 600

/* Reads READER_FILE. False: it is no such list. burn_list_free() it in any case. */
bool burn_list_read(struct burn_list *out);
bool burn_list_parse(const char *text, size_t len, struct burn_list *out);
void burn_list_free(struct burn_list *l);

bool burn_whole_page(const struct burn_list *l, unsigned page);

/* ---- words on a page ---- */

struct burn_box {
	double x1, y1, x2, y2; /* points from the upper left corner; x1 <= x2, y1 <= y2 */
};

struct burn_boxes {
	struct burn_box *all; /* owned */
	size_t n;
	size_t room;
};
void burn_box_add(struct burn_boxes *b, struct burn_box box);
void burn_boxes_free(struct burn_boxes *b);

/*
 * Where `word` stands in the text of a page, as poppler gives both: characters in the order of
 * reading with RLE, LRE and PDF around what runs the other way, and a box for each character but
 * these, in the order of sight. Boxes are added; answers how often it was found. A word that is
 * parted at the end of a line, with or without a hyphen, joined in a ligature or spaced out is
 * found, and one that was stored backwards. Blanks in the word are any blanks, line ends too.
 * *placed is set to false when texts and boxes do not fit, and nothing can be placed.
 */
size_t burn_find(const char *text, const struct burn_box *boxes, size_t n_boxes, const char *word,
	struct burn_boxes *out, bool *placed);

/* ---- words in pictures ---- */

#define BURN_SEE_DPI 300 /* at which pages are drawn to be read */

struct see;
struct picture;

/* Whether somebody reads pictures. Says what is missing as `blind`; see_close() *out. */
bool burn_see_open(struct reader *r, enum say blind, struct see **out);

/*
 * Where `words` stand in a picture: whole words as OCR sees them, so that a letter that it missed
 * at an edge goes, too. `scale` makes of dots what `out` is counted in. `counts`, which are 0, get
 * how often each was seen. What was seen is painted over in the picture, and it is read again, as
 * the page is laid out and as scattered text, until no more is seen. A small picture is made
 * larger.
 */
void burn_see(struct see *s, struct picture *p, char *const *words, size_t n_words, double scale,
	struct burn_boxes *out, size_t *counts);

/* Whether one of them can be read in a picture; `counts` as above. */
bool burn_still_seen(
	struct see *s, struct picture *p, char *const *words, size_t n_words, size_t *counts);

/* ---- documents ---- */

enum burn_kind { BURN_NONE, BURN_PDF, BURN_JPEG, BURN_PNG };
enum burn_kind burn_kind(void);

/* `see` may be NULL. */
enum reader_why burn_pdf(struct reader *r, const struct burn_list *l, struct see *see);
enum reader_why burn_picture(struct reader *r, const struct burn_list *l, struct see *see);

/* u32 page, u32 which word, u32 how often. */
void burn_say_word(struct reader *r, enum say type, unsigned page, size_t word, size_t n);

/* Empties READER_FILE and writes these bytes there. */
bool burn_write(const void *bytes, size_t len);

/* All of READER_IN, mapped; NULL: it cannot be. */
const char *burn_map(size_t *len);

/* ---- what must not be there ---- */

/* The ways in which one word may stand in bytes. */
struct burn_traces {
	struct str *all; /* owned */
	size_t n;
};
void burn_traces_make(const char *word, struct burn_traces *out);
void burn_traces_free(struct burn_traces *t);

/* Whether one of them, of at least `least` bytes, is in these bytes, whatever the case of ASCII. */
bool burn_traces_in(const struct burn_traces *t, size_t least, const void *bytes, size_t len);

#endif
