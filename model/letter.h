/*
 * Letters: a cosigner's yes is to one version of the text, which its SHA-256 names. What somebody
 * agreed to never changes: a text that is edited later is a new version, with the next number.
 * Versions of one number in several languages are one text and its translations.
 */
#ifndef AMPARO_MODEL_LETTER_H
#define AMPARO_MODEL_LETTER_H

#include <stdbool.h>

#include "model/change.h"
#include "model/date.h"
#include "model/record.h"
#include "model/status.h"

/* Before a version is saved: its hash, and where none was given, the next number and a reference.
 */
enum status letter_version_prepare(struct change *c, struct record *version) MUST_USE;

/*
 * What saving an edited version means. While the letter is a draft and no cosigner refers to the
 * version, it is changed as it stands: *fork is false. Else an edited text makes a new one: *fork
 * is true. ST_INVALID: number and language of a text to which somebody agreed do not change.
 */
enum status letter_version_settle(
	struct change *c, const struct record *version, bool *fork) MUST_USE;

/*
 * Makes `version`, edited, a new one that is not saved yet: the number of the letter's current text
 * where this language has no version of it yet, else the next, unless number or language were
 * edited too; and a reference like the old one's.
 */
enum status letter_version_next(struct change *c, struct record *version) MUST_USE;

/* The number of the current text: the highest; 0: there is none. */
enum status letter_current(struct db *db, int64_t letter, int64_t *number) MUST_USE;

/*
 * The number of the text that was the current one at the end of that day. Where the letter has but
 * one, that; else by the days on which the texts came in, as the journal has them. 0: all of them
 * came in later, or the letter has none.
 */
enum status letter_current_on(
	struct db *db, int64_t letter, const struct date *day, int64_t *number) MUST_USE;

/*
 * The version of that number that is the nearest to the language: in it, in the letter's own, in
 * any. *id is 0 where there is none. `language` may be NULL.
 */
enum status letter_text_in(
	struct db *db, int64_t letter, int64_t number, const char *language, int64_t *id) MUST_USE;

/*
 * "confirmed" without more is a yes to the text as it stands now, in their language: sets the
 * version of a cosigner that has none. ST_INVALID: the letter has no text yet.
 */
enum status letter_give_current(struct db *db, struct record *cosigner) MUST_USE;

/*
 * Before a cosigner is saved. The version must be one of the same letter. Where the state was
 * changed, what goes with it follows: invited (not of a new cosigner, who was not asked yet) and
 * reminded their days; confirmed the version (the
 * current one where none was given) and the day; declined and withdrawn the day, and both keep the
 * version that was signed. Where they are no longer an answer, version and day are emptied. What
 * was given in the same edit stays as given. ST_INVALID: confirmed, and there is no text yet; or
 * the same contact is one of them already, likewise personally or for an organisation of that name.
 */
enum status letter_cosigner_prepare(struct change *c, struct record *cosigner) MUST_USE;

#endif
