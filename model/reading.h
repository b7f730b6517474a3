/*
 * What was read in the bytes of exhibits: what they are, their text page by page, and what they say
 * of themselves. It follows from the bytes and is kept by their SHA-256, outside the journal: it
 * can be read again, undoing an intake leaves it, and two exhibits of the same bytes share it. What
 * the text has is found by search_run(), for as long as an exhibit has those bytes.
 *
 * A file without pages, such as a letter of a word processor, has its text in parts instead, each
 * of some thousand characters; `pages` is then -1.
 */
#ifndef AMPARO_MODEL_READING_H
#define AMPARO_MODEL_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/hash.h"
#include "model/status.h"
#include "model/str.h"

#define READING_TEXT_MAX (32 << 20) /* bytes of all its text; what is more is not kept */
#define READING_SAYS_MAX 200        /* of what a file says of itself */
#define READING_VALUE_MAX 2000      /* bytes of one of them; what is longer is cut */

enum reading_state {
	READING_READ,    /* it has text */
	READING_NOTHING, /* no text is in it: a picture, a film */
	READING_REFUSED, /* it cannot be read: see `why` */
	READING_STOPPED, /* reading took too much, see `why`; what there is was kept */
};

/* As it is kept, and as programs are told: "read". */
const char *reading_state_name(enum reading_state state);

struct reading_page {
	int64_t page; /* from 1 */
	bool ocr;     /* read from a picture, so that it may be wrong */
	char *text;   /* owned */
};

/* Something that the file says of itself; nobody vouches for it. */
struct reading_says {
	char *name;   /* owned; date, place, device: see says_label() */
	char *value;  /* owned */
	bool reveals; /* it may lead to a source */
};

struct reading {
	char sha256[HASH_TEXT]; /* of the bytes */
	char at[21];            /* when; set by reading_take() */
	char *mime;             /* owned; NULL: not known */
	char *language;         /* owned; as the file says; not kept. NULL: it does not say */
	int64_t pages;          /* -1: it has none */
	enum reading_state state;
	char *why; /* owned; refused or stopped: what happened, as a sentence's part */
	char *ocr; /* owned; the languages in which pictures were read, such as heb+eng */
	struct reading_page *page; /* owned; in rising order */
	size_t n_pages;            /* those with text */
	struct reading_says *says; /* owned */
	size_t n_says;
	size_t text; /* bytes of all pages */
};

void reading_init(struct reading *r, const char *sha256);
void reading_free(struct reading *r);

/*
 * Adds the text of a page, which comes from outside: it is checked and normalised. Pages come in
 * rising order; one without a letter is passed over. ST_INVALID: it is no text, not in order, or
 * more than READING_TEXT_MAX is reached.
 */
enum status reading_add_page(
	struct reading *r, int64_t page, bool ocr, const char *bytes, size_t len) MUST_USE;

/* Adds what it says; `name` is one of says_name(). The same twice is kept once, and what is more
 * than READING_SAYS_MAX not at all. ST_INVALID: no text, or no such name. */
enum status reading_add_says(
	struct reading *r, const char *name, const char *bytes, size_t len) MUST_USE;

/* Keeps it in the place of what was read before, within the change that is open or by itself. Pages
 * that were read from pictures before stay where it has none itself. */
enum status reading_take(struct db *db, struct reading *r) MUST_USE;

/* The same for several as one transaction of its own. */
enum status reading_take_all(struct db *db, struct reading *r, size_t n) MUST_USE;

/* What was read in these bytes, without the text of its pages. ST_NOTFOUND: nothing yet. */
enum status reading_load(struct db *db, const char *sha256, struct reading *out) MUST_USE;

/* The text of one page; appends. ST_NOTFOUND: no text is on it. */
enum status reading_text(
	struct db *db, const char *sha256, int64_t page, struct str *out, bool *ocr) MUST_USE;

/* Every page with text, in order; `text` is lent. Another answer than ST_OK ends it; ST_END with
 * ST_OK. */
typedef enum status reading_page_fn(
	void *arg, int64_t page, bool ocr, const char *text, size_t len);
enum status reading_each(
	struct db *db, const char *sha256, reading_page_fn *fn, void *arg) MUST_USE;

/* The next exhibits after `after` (an id; 0: the first) with bytes, here or by reference, that
 * nobody has read, at most `max`, into `ids`. */
enum status reading_unread(
	struct db *db, int64_t after, int64_t *ids, size_t max, size_t *n) MUST_USE;

/* Finds pages that have all words of `match` (filter_match()), at most `max`; a file gives at most
 * `each` of its own. `excerpt` is as in search.h. */
struct reading_hit {
	int64_t exhibit;
	const char *ref, *title; /* lent for the call */
	int64_t page;            /* or part */
	bool paged;              /* it has pages, and not parts */
	bool alone;              /* it is the only part, so that its number says nothing */
	bool ocr;
	const char *excerpt; /* lent for the call */
};
typedef enum status reading_hit_fn(void *arg, const struct reading_hit *hit);
enum status reading_find(struct db *db, const char *match, size_t max, size_t each,
	reading_hit_fn *fn, void *arg) MUST_USE;

/* ---- what files say of themselves: reading_says.c ---- */

/* Whether it is one of the names that are kept. */
bool says_name(const char *name);

/* What people call it, "Taken with"; translated, lent. */
const char *says_label(const char *name);

/*
 * Whether it may lead to a source: who, where, with what device or licence; and whatever holds an
 * e-mail address or the path of somebody's folder.
 */
bool says_reveals(const char *name, const char *value);

#endif
