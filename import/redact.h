/*
 * Redacting an exhibit: a copy of which parts are burnt (reader/burn.h) is made by the program that
 * reads foreign files, another run of it looks whether anything remains, and only then it can be
 * saved (model/redaction.h). Words, pages and areas are told by page before that. Pictures of text
 * are read by OCR where it is installed, in both runs.
 */
#ifndef AMPARO_IMPORT_REDACT_H
#define AMPARO_IMPORT_REDACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

struct redact_area {
	unsigned page;       /* from 1 */
	unsigned x, y, w, h; /* points from its upper left corner; of a picture pixels */
};

/* What is to go. redact_order_free() it; all text is owned. */
struct redact_order {
	int64_t exhibit;
	char **words;
	size_t n_words;
	unsigned *pages;
	size_t n_pages;
	struct redact_area *areas;
	size_t n_areas;
	unsigned dpi; /* 0: 200 */
	char *ocr;    /* languages in which pictures are read; "none"; NULL: as fits the exhibit */
};

/* Each checked: ST_INVALID with the sentence. Words are lines of text, in a file one a line. */
enum status redact_add_word(struct db *db, struct redact_order *o, const char *word) MUST_USE;
enum status redact_add_words(struct db *db, struct redact_order *o, const char *file) MUST_USE;
enum status redact_add_area(struct db *db, struct redact_order *o, const char *text) MUST_USE;
enum status redact_add_pages(struct db *db, struct redact_order *o, const char *text) MUST_USE;
enum status redact_set_ocr(struct db *db, struct redact_order *o, const char *text) MUST_USE;
enum status redact_set_dpi(struct db *db, struct redact_order *o, const char *text) MUST_USE;
void redact_order_free(struct redact_order *o);

struct redact_hit {
	unsigned page;
	size_t word; /* of the order */
	unsigned n;  /* how often it stood there */
	bool ocr;    /* it was read in a picture */
};

/* What was done. redacted_free() it. */
struct redacted {
	unsigned pages;
	struct redact_hit *hits; /* owned */
	size_t n_hits;
	unsigned *whole; /* owned; pages that were burnt whole, asked for or not */
	size_t n_whole;
	unsigned *bare; /* owned; pages without text, or with pictures, which nobody read */
	size_t n_bare;
	unsigned *seen; /* owned; pages whose pictures were read by OCR for the words */
	size_t n_seen;
	char *blind; /* owned; languages that OCR lacks; "": there is none; NULL: nothing lacks */
	unsigned *again; /* owned; pages of the copy that OCR read again, without finding a word */
	size_t n_again;
	unsigned areas;
	int fd;           /* the copy, in memory; -1: none */
	const char *mime; /* static */
};

/*
 * Burns and looks again. ST_INVALID: it is no PDF, JPEG or PNG, or cannot be read; nothing of what
 * is to go was found; or something remains in the copy, which is given up. ST_STOPPED.
 */
enum status redact_burn(struct db *db, const struct redact_order *o, struct redacted *out) MUST_USE;
void redacted_free(struct redacted *r);

/* How often a word was found in all. */
unsigned redacted_count(const struct redacted *r, size_t word);

/* What OCR read, what it could not, and what must be looked at, a line each behind `indent`;
 * appended. */
void redacted_seen_words(const struct redact_order *o, const struct redacted *r, const char *indent,
	struct str *out);

/* "7 places on pages 1, 3; page 2 whole; 1 area": nothing of the words; appended. */
void redacted_log(const struct redacted *r, struct str *out);

#endif
