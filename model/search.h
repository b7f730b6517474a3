/*
 * Finding by words, in every text of every record, without case and diacritics; words match by
 * their beginnings, Han and Kana by characters, so that two-letter Chinese names are found.
 */
#ifndef AMPARO_MODEL_SEARCH_H
#define AMPARO_MODEL_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"
#include "model/str.h"

struct search_hit {
	enum entity_id entity;
	int64_t id;
	const char *ref;     /* lent for the call */
	const char *label;   /* lent; the title or name, or the ref */
	const char *excerpt; /* lent; where the words stand, matches between U+0002 and U+0003; may
				be "" */
	int64_t page;        /* inside the file of an exhibit: on this page; 0: in the record */
	bool paged; /* the file has pages; else `page` counts parts of some thousand characters */
	bool alone; /* it is the only part, so that its number says nothing */
	bool ocr;   /* read from a picture, so that it may be wrong */
};

/* Another answer than ST_OK ends the walk and is passed on; ST_END ends it with ST_OK. */
typedef enum status search_fn(void *arg, const struct search_hit *hit);

/* Appends where in its file a hit stands, such as "page 3, OCR"; nothing where there is nothing to
 * say. Translated. */
void search_place(const struct search_hit *hit, struct str *out);

/*
 * Hits grouped by entity, the best first, at most `max` of each. After those in the records of
 * exhibits come those inside their files: `max` pages, of each file so many that others have room.
 * ST_INVALID: no word in `words`.
 */
enum status search_run(
	struct db *db, const char *words, size_t max, search_fn *fn, void *arg) MUST_USE;

#endif
