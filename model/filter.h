/* The language of query.h's `where`, made into SQL with bound values: private to model/. */
#ifndef AMPARO_MODEL_FILTER_H
#define AMPARO_MODEL_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/stmt.h"
#include "model/str.h"

#define FILTER_VALUES 32 /* keeps the depth of the SQL far below SQLite's limit */

struct hits;

struct filter {
	struct str sql; /* " AND (...)" for each term; about the table under the alias t */
	char *values[FILTER_VALUES]; /* owned; bound as :v0, :v1 ... */
	size_t n_values;
	/*
	 * Set before filter_parse(): the words of signatories are not looked for by the SQL, but in
	 * sets of ids, which the caller makes of `matches` and puts into `sets_of`.
	 */
	bool sets;
	char *matches[FILTER_VALUES];              /* owned; queries of signatory_search */
	const struct hits *sets_of[FILTER_VALUES]; /* lent; bound as :s0, :s1 ... */
	bool needed[FILTER_VALUES];                /* no row is kept that is not in that set */
	size_t n_matches;
};

/* ST_INVALID: what is wrong, in the sentence. `out` must be zeroed but for `sets`; filter_free()
 * it. */
enum status filter_parse(
	struct db *db, enum entity_id entity, const char *where, struct filter *out) MUST_USE;

/*
 * Adds " AND (...)" that keeps what belongs to a record, directly or through what is between
 * (signatories of a case); the record's id is bound as :owner. ST_INVALID: the two have nothing to
 * do with each other.
 */
enum status filter_owner(
	struct db *db, enum entity_id entity, enum entity_id owner, struct filter *f) MUST_USE;

void filter_bind(const struct filter *f, struct stmt *s);
void filter_free(struct filter *f);

/*
 * Appends `words` as an FTS5 query: each a prefix, all of them. What has no letter is passed over.
 * Answers how many words there were; with none, nothing is appended.
 */
size_t filter_match(const char *words, struct str *out);

/* Registers the functions of filters: `field:words` of fields without a search index, and sets. */
enum status filter_register(struct db *db) MUST_USE;

#endif
