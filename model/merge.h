/*
 * Two contacts that are one. The one stays, with all that the other had; the other goes. It is one
 * change: one undo brings both back as they were.
 *
 * - Fields that are empty in the one that stays are filled from the other. Where both say something
 *   else, the one that stays is right, unless a value was given. The stricter level holds.
 * - All that refers to the one that goes refers to the other then: roles, letters, cases that it
 *   leads, links, and citations (contact:ref) in texts. The text of a letter that somebody agreed
 *   to is not changed, and is named.
 * - Of two parties with the same role, side and days in a case one is left. Who was asked twice to
 *   sign a letter is asked once, and who signed twice counts once; it is refused where the one
 *   signed and the other declined or withdrew.
 */
#ifndef AMPARO_MODEL_MERGE_H
#define AMPARO_MODEL_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

struct merge_report {
	struct str text;     /* what is done, a line each, for people */
	struct str warnings; /* conflicts of interest that become visible, a line each */
};

/*
 * `keep` is loaded; fields that somebody gave hold those values. `dry_run`: all of it is looked at
 * and told, and nothing is changed. merge_report_free() it, also on failure. ST_INVALID: they are
 * one already, or no contacts; ST_CONFLICT: something stands in the way, the sentence says what.
 */
enum status merge_contacts(struct db *db, const struct record *keep, int64_t gone, bool dry_run,
	struct merge_report *out) MUST_USE;
void merge_report_free(struct merge_report *r);

/* ---- who may be one ---- */

enum merge_why { MERGE_SAME_EMAIL, MERGE_SAME_NAME, MERGE_ALIKE_NAME };

/* Two contacts that may be one: the one added first, and the other. Texts are owned by the list. */
struct merge_pair {
	enum merge_why why;
	int64_t a, b;
	char *a_ref, *a_name, *b_ref, *b_name;
};

struct merge_pairs {
	struct merge_pair *all; /* the likeliest first, then by name */
	size_t n, cap;
};

/*
 * Looks for them among all contacts, people among people and others among others: the same mailbox,
 * or names that one may have (name_like.h), of organisations the same name (organisation.h). At
 * most `most` are kept. Reports progress. merge_pairs_free() it, also on failure. ST_STOPPED.
 */
enum status merge_find(struct db *db, size_t most, struct merge_pairs *out) MUST_USE;
void merge_pairs_free(struct merge_pairs *p);

/* "the same e-mail address"; translated. */
const char *merge_why_words(enum merge_why why);

#endif
