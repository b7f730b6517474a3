/*
 * What the parts of a bundle share: where they read, where they write, and the small pieces of
 * markup that all of them use. What the program itself writes into a bundle is English and is never
 * translated, so that the same data gives the same bytes in every locale.
 */
#ifndef AMPARO_EXPORT_BOOK_H
#define AMPARO_EXPORT_BOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "export/contents.h"
#include "export/docbook.h"
#include "model/count.h"
#include "model/db.h"
#include "model/mark.h"
#include "model/record.h"
#include "model/roll.h"
#include "model/statement.h"
#include "model/str.h"

/*
 * Writes the file of an exhibit to `fd` without what it says of itself; `sha256` gets the hash of
 * what was written, which is another where something was taken off.
 */
typedef enum status book_strip_fn(
	void *arg, struct db *db, const struct record *exhibit, int fd, char sha256[65]);

/* When all files are written: another answer than ST_OK, and nothing leaves. */
typedef enum status book_strip_end_fn(void *arg, struct db *db);

struct book {
	struct db *db;
	struct docbook *out;
	struct contents *contents;
	struct record petition;
	struct record parent;         /* the case that the petition belongs to */
	struct marks marks;           /* what the petition calls its exhibits */
	struct count count;           /* of the petition's signatories */
	int64_t named;                /* those of them whose names may be shown */
	int64_t declared;             /* the latest total declared that may leave; -1: none */
	char declared_on[16];         /* when it was observed; "" not known */
	char declared_time[16];       /* the time of that day, likewise */
	int64_t parties;              /* of the case, that may leave */
	int number;                   /* the last numbered paragraph */
	const char *language;         /* of the article that is open; NULL: English */
	int64_t signatories;          /* named in the annex */
	enum roll_form form;          /* of the annex */
	book_strip_fn *strip;         /* NULL: files leave as they were taken in */
	book_strip_end_fn *strip_end; /* NULL: nothing stands in the way */
	void *strip_arg;
	struct statement statement; /* of the signatures, as it may leave */
};

/*
 * Calls `fn` for each record of `entity` that belongs to `owner` and may leave, in the order `sort`
 * (NULL: the entity's own). Another answer than ST_OK ends the walk and is passed on.
 */
typedef enum status book_row_fn(struct book *b, const struct record *r, void *arg);
struct book_rows {
	enum entity_id entity;
	enum entity_id owner;
	int64_t owner_id;
	const char *where;
	const char *sort;
	bool unchecked; /* those that may not leave too: `fn` asks contents_admits() itself */
};
enum status book_each(
	struct book *b, const struct book_rows *rows, book_row_fn *fn, void *arg) MUST_USE;

/* ---- words ---- */

/* The words of a choice, untranslated; the name itself where it is none of them. */
const char *book_choice(enum entity_id entity, const char *field, const char *name);

/* "36,000". */
#define BOOK_NUMBER_MAX 32
const char *book_number(int64_t n, char out[BOOK_NUMBER_MAX]);

/* "about 2020-04 (uncertain)" of an EDTF date; appended. */
void book_date_words(struct str *out, const char *edtf);

/* "p. 4", "pp. 4-6"; appended. */
void book_page_words(struct str *out, const char *pages);

/* What an exhibit is called: "Exhibit P/1", or "Annex 1" where the mark has a word of its own;
 * appended. `mark` may be one, or the ref of an unmarked one. */
void book_exhibit_words(struct str *out, const char *mark);

/*
 * The contact's name as it may leave: the name; or where the contact's level forbids it the
 * pseudonym, else
 * "[name withheld]". Appended. `contact` (may be NULL) is set to the record, and must be freed,
 * only when true is put in *shown: nothing but that name may then be written of it.
 */
enum status book_contact(
	struct book *b, int64_t id, struct str *name, struct record *contact, bool *shown) MUST_USE;

/* ---- markup ---- */

/* A title in the program's own English words, marked as such inside a text of another language. */
void book_title(struct book *b, const char *title);

/* A paragraph of the program's own words. */
void book_para(struct book *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*
 * Opens the program's own words within a paragraph, which keeps the direction of the article; true:
 * docbook_end() ends them.
 */
bool book_words_open(struct book *b);

/* <date>, inline; nothing for an empty one. */
void book_date(struct book *b, const char *edtf);

/* personname, or orgname for what is no person; inline. */
void book_name(struct book *b, const struct record *contact, const char *name);

/* The label of a record of the bundle, as a link to it; nothing where it has no place. Inline. */
void book_cite(struct book *b, enum entity_id entity, int64_t id);

/* The same after a space and in brackets. */
void book_cite_in_brackets(struct book *b, enum entity_id entity, int64_t id);

/* An address of the web as a link around itself, or the text alone where it is none. Inline. */
void book_url(struct book *b, const char *url);

/* CommonMark as blocks, without sections. False: there was nothing to write. */
bool book_text(struct book *b, const char *text);

/* The same with sections, in which nothing but sections may follow. */
bool book_article_text(struct book *b, const char *text);

/* The same with sections and with numbered paragraphs. */
bool book_numbered_text(struct book *b, const char *text);

/* A list of facts, a term and its words each; begun with the first that is not empty. */
struct book_facts {
	struct book *book;
	const char *role;
	bool open;
};
void book_fact(struct book_facts *f, const char *term, const char *text);
void book_fact_begin(
	struct book_facts *f, const char *term); /* a fact whose words follow, inline */
void book_fact_end(struct book_facts *f);
bool book_facts_end(struct book_facts *f); /* whether there was one */

/* Opens article, appendix, section or part; docbook_end() ends it. `id` may be NULL. */
void book_open(struct book *b, const char *element, const char *role, const char *id);

/* An identifier of its own kind, in an info element; without a text none. */
void book_biblioid(struct book *b, const char *class, const char *text);

/* Finds what a citation in this bundle means: nearest first, in the petition, in its case,
 * anywhere. */
bool book_find(struct book *b, enum entity_id entity, const char *ref, int64_t *id);

#endif
