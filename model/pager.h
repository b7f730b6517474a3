/*
 * The rows of a query around any place in it, their number and their places, for a list that
 * somebody moves in while it is read. Whatever is slow is done a bit at a time: what answers
 * ST_STOPPED keeps what it has found, is called again with the same arguments, and goes on. It
 * stops when db_set_interrupt()'s function says so, and from time to time by itself.
 *
 * Where an index gives the order, rows are read along it. Where none does, or where the filter
 * keeps too few of them, one pass over all rows keeps the nearest ones: no more than some thousand
 * keys are ever held.
 */
#ifndef AMPARO_MODEL_PAGER_H
#define AMPARO_MODEL_PAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/query.h"
#include "model/status.h"

struct pager;

/* The query is copied; its limit is not used. */
struct pager *pager_new(struct db *db, const struct query *q);
void pager_free(struct pager *p); /* NULL is fine */

/* The query; its texts are the pager's. */
const struct query *pager_query(const struct pager *p);

/* Something was committed: what was read until now may be wrong. */
void pager_forget(struct pager *p);

/*
 * Whether query_open() may be tried first, which is the quickest where there are few rows or an
 * index has them; and to say that it was tried and took too long.
 */
bool pager_direct(struct pager *p);
void pager_slow(struct pager *p);

/*
 * Up to `max` keys behind (or, backwards, before) `from`, the nearest first; NULL: from the end of
 * that side. ST_OK: *n are there, at least one unless *ended says that there are no more. The keys
 * are the caller's. ST_INVALID: as query_open().
 */
enum status pager_fetch(struct pager *p, const struct query_key *from, bool backwards, size_t max,
	struct query_key *keys, size_t *n, bool *ended) MUST_USE;

/* How far that is, of 100; -1: not known. */
int pager_progress(const struct pager *p);

/* Counts on. ST_STOPPED: there is more to do; ST_END: all is known. */
enum status pager_survey(struct pager *p) MUST_USE;

/* How many rows there are, which may be known before all is; -1: not yet. */
int64_t pager_total(const struct pager *p);

/* How many rows stand before a key, from pager_fetch(). ST_STOPPED: not known yet. */
enum status pager_rank(struct pager *p, const struct query_key *k, int64_t *out) MUST_USE;

/*
 * The key of the row at a place, counted from 0. Where it is not known yet, that of a row near it:
 * *exact says which. ST_END: there are not so many. ST_STOPPED: nothing is known yet.
 */
enum status pager_at(struct pager *p, int64_t place, struct query_key *out, bool *exact) MUST_USE;

/* The same for a share of the rows, of 1. */
enum status pager_share(struct pager *p, double share, struct query_key *out, bool *exact) MUST_USE;

/* The key of a record. ST_NOTFOUND: it is not in this list. */
enum status pager_find(struct pager *p, int64_t id, struct query_key *out) MUST_USE;

/*
 * A key just before the first row whose first sorted field begins with `text` (or, where there is
 * none, comes after it). ST_INVALID: the list is not in the order of any field.
 */
enum status pager_seek(struct pager *p, const char *text, struct query_key *out) MUST_USE;

#endif
