/*
 * A query made ready: its order as SQL expressions, its conditions, and what it compares: private
 * to model/. Rows where an expression is empty come first.
 */
#ifndef AMPARO_MODEL_QUERY_PLAN_H
#define AMPARO_MODEL_QUERY_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/filter.h"
#include "model/query.h"
#include "model/stmt.h"
#include "model/str.h"

struct order_term {
	struct str by; /* the SQL expression, of the table under the alias t */
	bool down;     /* "-" stood before the field */
	bool blob;     /* its values are sort keys, not text */
	const struct field *field;
};

struct order {
	struct order_term terms[QUERY_SORTS];
	size_t n;  /* 0: by id alone */
	bool down; /* the direction of the ids among equal rows: that of the first term */
};

struct plan {
	struct db *db; /* lent */
	const struct entity *e;
	int64_t owner_id;     /* bound as :owner; 0: no owner */
	struct filter filter; /* what `where` keeps */
	struct filter owner;  /* what belongs to the owner: " AND (...)" */
	struct order order;
};

/*
 * ST_INVALID: the filter or the order names what there is not; the sentence says which. `out` need
 * not be initialised; plan_free() it, also after a failure. With `sets`, words of signatories are
 * looked up in sets that the caller makes and binds, see filter.h.
 */
enum status plan_make(struct db *db, const struct query *q, bool sets, struct plan *out) MUST_USE;
void plan_free(struct plan *p);

/* Appends ", BY" for each term, or nothing; the values of a row, which key_from() takes. */
void plan_columns(const struct plan *p, struct str *sql);

/* Appends " ORDER BY ..." of a walk forwards or backwards. */
void plan_order(const struct plan *p, bool backwards, struct str *sql);

/* Binds all but what belongs to a place: the filter's values (when it is in the SQL) and the owner.
 */
void plan_bind(const struct plan *p, struct stmt *s, bool with_filter);

/*
 * Behind a key there may be two stretches, each of which an index answers: the rest of the empty
 * rows, and the others. How many there are behind `from` (NULL: the beginning, or the end).
 */
size_t plan_stretches(const struct plan *p, const struct query_key *from, bool backwards);

/* Appends the condition of one of them, and binds its values. */
void plan_stretch(const struct plan *p, const struct query_key *from, bool backwards, size_t which,
	struct str *sql);
void plan_bind_stretch(const struct plan *p, struct stmt *s, const struct query_key *from,
	bool backwards, size_t which);

/* The key of a row whose id is the first column and whose values begin at `column`. The second
 * lends the bytes of the statement's row instead of copying them. */
void key_from(const struct plan *p, struct stmt *s, int column, struct query_key *out);
void key_lend(const struct plan *p, struct stmt *s, int column, struct query_key *out);

/* Where they stand in the order: negative when `a` comes before `b`. */
int plan_compare(const struct plan *p, const struct query_key *a, const struct query_key *b);

/*
 * Appends the SELECT of a walk along the order: id, whether the filter keeps the row, and its
 * values; without what comes behind its WHERE.
 */
void plan_select(const struct plan *p, struct str *sql);

/*
 * Whether an index gives the rows in this order, so that they can be walked along; and whether it
 * holds all that the filter asks, so that no row need be looked up.
 */
enum status plan_walkable(const struct plan *p, bool *walkable, bool *covered) MUST_USE;

#endif
