/*
 * A filing bundle of one petition: a folder with bundle.xml (DocBook 5.0) and exhibits/. Written
 * aside, read again and checked, then renamed, so that a failed export leaves the old one whole.
 * All of it is of one moment of the case file, and the same data give the same bytes, in every
 * locale and on every day, but for gag orders, which end on one. gather.h says which records go in.
 *
 * Not in it: records above level `filed` (of a contact its pseudonym, else "[name withheld]"), what
 * a gag order covers, notes, where exhibits were obtained, and the names of
 * signatories without public consent, who are counted. The others may be redacted to initials, or
 * to how many there are from where.
 *
 * Source for the markup: DocBook 5.0 (OASIS, 2009), kept to what is valid in 5.1 and 5.2 as well.
 */
#ifndef AMPARO_EXPORT_BUNDLE_H
#define AMPARO_EXPORT_BUNDLE_H

#include <stdbool.h>
#include <stdint.h>

#include "export/book.h"
#include "model/db.h"
#include "model/roll.h"
#include "model/status.h"

struct bundle_options {
	int64_t petition;
	const char *dir; /* made; an older bundle there is replaced, anything else is refused */
	enum roll_form signatories; /* how they stand in the annex */
	book_strip_fn
		*strip; /* takes metadata off the exhibits' files; NULL: they leave as they are */
	book_strip_end_fn *strip_end; /* asked when all files are written; may be NULL */
	void *strip_arg;
	const char *by; /* who makes it, for the custody records of its exhibits; may be NULL */
};

struct bundle_summary {
	int64_t exhibits;    /* files written */
	int64_t signatories; /* names, or initials, in the annex */
	int64_t withheld; /* records that did not leave because of their level; signatories are not
			     counted here */
	char sha256[65];  /* of bundle.xml */
	struct str left_out; /* exhibits that did not leave for their level, with commas */
	struct str gaps;     /* marks that were withdrawn, whose gaps and words stand in the list */
	struct str unmarked; /* exhibits that the petition gives no mark, where it marks any */
	bool not_entered;    /* the custody records could not be written; db_error() says why */
};

/*
 * ST_CONFLICT: `dir` holds something that is not a bundle, or something beside one; or the level of
 * the petition or of its case does not let it leave. ST_NOTFOUND: no such petition. ST_IO, ST_DB
 * (also: an exhibit's bytes are damaged), ST_STOPPED.
 */
enum status bundle_write(
	struct db *db, const struct bundle_options *o, struct bundle_summary *out) MUST_USE;

/* Also after a failure. */
void bundle_summary_free(struct bundle_summary *s);

/* What was left out and why, a line each, for those who made it; appended. */
void bundle_words(const struct bundle_summary *s, struct str *out);

#endif
