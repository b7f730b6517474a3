/*
 * What a case calls those whom it must not name: "Witness A", "Petitioner 2". Bundles print it
 * where a contact's level forbids its name.
 *
 * The rule:
 * - A pseudonym belongs to a contact in a case: all its roles there, and all bundles of the case,
 *   have the same; another case has its own, so that nobody can put the two together.
 * - It is given once, by pseudonym_assign(), from the role of the first of its parties, in the
 *   case's language (English, Hebrew and Spanish there are; for others English). Witnesses, experts
 *   and victims have letters, all others numbers; the first that was never given in that case is
 *   taken, in the order in which the parties were added.
 * - What was given once is never given to anybody else in that case, also when the party was
 *   removed, or the giving undone: a bundle may have left meanwhile. The same contact gets it
 *   back. Parties that are added later change nothing.
 * - One may be written by hand, too, into the party's field; it is refused where another contact
 *   of the case has it or had it.
 * - The contact's own pseudonym, for the whole file, is used where the case has none for it.
 */
#ifndef AMPARO_MODEL_PSEUDONYM_H
#define AMPARO_MODEL_PSEUDONYM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

/*
 * Gives pseudonyms to the parties `ids` (n of them), as one change; with n 0 to all parties of the
 * case whose contacts' level forbids their names, and the parties themselves may leave. Those that
 * have one keep it. *given counts the others. ST_INVALID: a party is of another case.
 */
enum status pseudonym_assign(
	struct db *db, int64_t case_id, const int64_t *ids, size_t n, int64_t *given) MUST_USE;

/*
 * Gives the party's contact that pseudonym in all its roles in the case, as one change, in the
 * place of what it had there. ST_INVALID: it is empty, or another contact of the case has it or had
 * it.
 */
enum status pseudonym_set(struct db *db, int64_t party, const char *text) MUST_USE;

/* Appends what pseudonym_assign() would give the party now, or what it has. */
enum status pseudonym_suggest(struct db *db, const struct record *party, struct str *out) MUST_USE;

/* How many parties of the case pseudonym_assign() would give one. */
enum status pseudonym_count_missing(struct db *db, int64_t case_id, int64_t *n) MUST_USE;

/* The first party of the contact in each case, in the order in which they were added; at most
 * `max`.
 */
enum status pseudonym_parties(
	struct db *db, int64_t contact, size_t max, int64_t *ids, size_t *n) MUST_USE;

/* Whether bundles must not print the name: the contact's level forbids it. */
bool pseudonym_needed(const struct record *contact);

/*
 * Appends what the contact is called in that case where it must not be named: the pseudonym that
 * the case gave, else the contact's own. ST_NOTFOUND: it has none.
 */
enum status pseudonym_find(
	struct db *db, int64_t case_id, int64_t contact, struct str *out) MUST_USE;

/* Before a party is saved: nobody else of the case has or had its pseudonym; and it is noted as
 * given. ST_INVALID, with a sentence. */
enum status pseudonym_keep(struct change *c, const struct record *party) MUST_USE;

/* Two contacts are one: what was given to `from` was given to `to` as well. */
enum status pseudonym_hand_over(struct change *c, int64_t from, int64_t to) MUST_USE;

#endif
