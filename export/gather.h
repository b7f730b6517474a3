/*
 * Which records go into a petition's bundle, found before anything is written, so that every
 * citation knows whether it leads somewhere. The rule, for records whose level lets them leave:
 *
 * - of the petition's case: its parties, exhibits, events, rulings and letters;
 * - of the petition: its claims with the proofs that do not contradict them, its declared totals,
 * its signatories;
 * - an exhibit, a ruling, a letter (also of another case) or an authority, when a text of this
 * bundle cites it, or a link record leads to it from the case, the petition or another record of
 * the bundle that is no authority;
 * - of a sealed original the redacted version that may leave, in its place and under its mark; of
 * what the petition withdrew nothing but the gap;
 * - an exhibit (also of another case) that such a proof, an event or a total of this bundle names,
 * and a ruling that one of the bundle reviews.
 */
#ifndef AMPARO_EXPORT_GATHER_H
#define AMPARO_EXPORT_GATHER_H

#include "export/book.h"
#include "model/status.h"

/* Fills b->contents. The petition and the case are loaded. */
enum status gather(struct book *b) MUST_USE;

/*
 * Calls `fn` for each version of a letter with its highest number, one a language, that may leave.
 * An older text never stands in for one that may not.
 */
enum status letter_texts(struct book *b, int64_t letter, book_row_fn *fn, void *arg) MUST_USE;

#endif
