/*
 * A set of ids, made from what a search finds: private to model/. Ids of one laptop lie close
 * together, so that ten million of them take about a megabyte.
 */
#ifndef AMPARO_MODEL_HITS_H
#define AMPARO_MODEL_HITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HITS_POINTER "amparo hits" /* the kind, for stmt_pointer() */

struct hits;

struct hits *hits_new(void);
void hits_free(struct hits *h); /* NULL is fine */

/* In any order; those that come in order are fast. One that is there already changes nothing. */
void hits_add(struct hits *h, int64_t id);

bool hits_has(const struct hits *h, int64_t id);
int64_t hits_count(const struct hits *h);

/* The first above `id`; false: none. */
bool hits_after(const struct hits *h, int64_t id, int64_t *out);

#endif
