/*
 * Lists: filtered, sorted, paged by key. A page costs the same at a thousand rows and at ten
 * million as long as the order has an index (signatories: name, signed, country; every
 * entity: ref and name).
 *
 * The filter's language, for --where and for the interface alike; terms are joined by "and":
 *   state:valid            the field is that, or (in plain text fields) has words that begin so
 *   country:IL,HK          one of
 *   name:"Cohen, Noa"      quoted
 *   state=valid            exactly that; field= is empty, field!= is not
 *   signed>2020-07-01      also < >= <= and !=; dates by the calendar, numbers by size
 *   cohen                  a word anywhere in the record begins so, without case and diacritics
 *   -state:valid           not
 * AND in capitals may stand between terms, blanks around = != < > <= >= of a field, and single
 * quotes around a field's value.
 */
#ifndef AMPARO_MODEL_QUERY_H
#define AMPARO_MODEL_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/record.h"
#include "model/status.h"

struct query {
	enum entity_id entity;
	enum entity_id owner; /* only those that belong to (in its case, for scopes above) ... */
	int64_t owner_id;     /* ... this record; 0: all */
	const char *where;    /* the filter; NULL or "": none */
	const char *sort;     /* fields with commas between, "-" before one reverses it; NULL: the
				 entity's own order */
	int64_t limit;        /* 0: no limit */
};

#define QUERY_SORTS 4 /* fields to sort by, at most */

struct query_part {
	char *bytes; /* owned; a text or a sort key; NULL: a number, or empty */
	size_t len;
	bool number; /* the value is `num` */
	int64_t num;
};

/* Where a page begins: the values that a row is sorted by, and its id, which decides between equal
 * ones. From query_key(), freed with query_key_free(). */
struct query_key {
	int64_t id; /* 0: from the beginning (or, backwards, from the end) */
	size_t n;
	struct query_part parts[QUERY_SORTS];
};

struct cursor;

/*
 * Begins a walk. `after` (may be NULL) starts behind that row; with `backwards` rows come in the
 * opposite order, from before `after` (or from the end). ST_INVALID: the filter or the sort names a
 * field that there is not, or a value that cannot be; the sentence says which. The query is copied.
 */
enum status query_open(struct db *db, const struct query *q, const struct query_key *after,
	bool backwards, struct cursor **out) MUST_USE;

/* The next row into `row` (initialised by the call; free it). ST_END when there are no more. */
enum status query_next(struct cursor *c, struct record *row) MUST_USE;

/* The key of the row that query_next() gave last. */
void query_key(const struct cursor *c, struct query_key *out);
void query_key_free(struct query_key *k);
void query_key_copy(struct query_key *to, const struct query_key *from);

/* NULL is fine. */
void query_close(struct cursor *c);

/* How many rows there are without the limit. ST_STOPPED when db_set_interrupt()'s function says so.
 */
enum status query_count(struct db *db, const struct query *q, int64_t *out) MUST_USE;

/* How many rows stand before the row of `k` in this order: its place, counted from 0. */
enum status query_rank(
	struct db *db, const struct query *q, const struct query_key *k, int64_t *out) MUST_USE;

/* The key of the row in place `rank`, counted from 0; its cost grows with `rank`. ST_END past the
 * last. */
enum status query_at(
	struct db *db, const struct query *q, int64_t rank, struct query_key *out) MUST_USE;

#endif
