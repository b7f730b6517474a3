/* What an exhibit is called in a bundle: private to gather.c. */
#ifndef AMPARO_EXPORT_GATHER_MARK_H
#define AMPARO_EXPORT_GATHER_MARK_H

#include "export/book.h"

/*
 * The place of an exhibit among the petition's marks; -1: it has none, -2: it was withdrawn. A
 * redacted version that stands in the place of its original carries the mark of that.
 */
enum status gather_mark(struct book *b, const struct record *r, int64_t *place) MUST_USE;

/*
 * The mark that it carries in this bundle and the key of its place: the petition's first, then its
 * own where it has one, then those that are called by their reference. Marks are of one case: that
 * of another case's exhibit is said with its case. `r` gets the mark, for the name of its file.
 */
void gather_mark_words(struct book *b, struct record *r, const char *ref, int64_t place,
	struct str *mark, struct str *order);

#endif
