/*
 * A signatory who is held already and comes in again: what the new row says that the held one does
 * not, and putting that into it. Where the new row says nothing, the held one stays as it is.
 */
#ifndef AMPARO_MODEL_SIGNATORY_UPDATE_H
#define AMPARO_MODEL_SIGNATORY_UPDATE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/idset.h"
#include "model/signatory.h"
#include "model/status.h"
#include "model/str.h"

/*
 * The fields of `s` that row `id` has otherwise, a bit each; 0: there is nothing new. An empty
 * field of `s` says nothing, neither does its line. Of states only one can change: a pending row
 * becomes valid where `s` says valid. ST_NOTFOUND.
 */
enum status signatory_compare(
	struct db *db, int64_t id, const struct signatory *s, unsigned *differ) MUST_USE;

/*
 * Whether one of the duplicates of row `first` has nothing that `s` says otherwise; those of the
 * import `batch` (0: none) and those in `but` are not asked. So a row that came twice is found
 * twice.
 */
enum status signatory_compare_duplicates(struct db *db, int64_t first, int64_t batch,
	const struct idset *but, const struct signatory *s, bool *same) MUST_USE;

/* "city Haifa → Tel Aviv, e-mail → noa@example.org": what signatory_compare() found. Appends. */
enum status signatory_tell_changes(struct db *db, int64_t id, const struct signatory *s,
	unsigned differ, struct str *out) MUST_USE;

/* Puts these fields of `s` into row `id`. */
enum status signatory_update(
	struct change *c, int64_t id, const struct signatory *s, unsigned differ) MUST_USE;

/* Whether by these fields somebody is known: name, place, addresses, day, number. */
bool signatory_changes_keys(unsigned differ);

/* Whether a pending row becomes valid by them. */
bool signatory_changes_state(unsigned differ);

/* ST_OK with *out false also where there is no such row. */
enum status signatory_is_pending(struct db *db, int64_t id, bool *out) MUST_USE;
enum status signatory_is_duplicate(struct db *db, int64_t id, bool *out) MUST_USE;

/* The reference of a row, appended, and the line of the file that it came from. ST_NOTFOUND. */
enum status signatory_where(struct db *db, int64_t id, struct str *ref, int64_t *line) MUST_USE;

#endif
