/*
 * A set of ids that stays small: the marked rows of a list, be they ten million. Ids that were
 * given one after another stand together in parts of 65,536, each a map of bits (8 KiB) that is
 * made when the first of its ids comes in.
 */
#ifndef AMPARO_MODEL_IDSET_H
#define AMPARO_MODEL_IDSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct idset_part;

struct idset {
	struct idset_part *parts; /* owned; by their ids */
	size_t n;
	size_t cap;
	int64_t count; /* ids in it */
};

/* An empty set; nothing is to be freed of it. */
#define IDSET_INIT                                                                                 \
	{                                                                                          \
		NULL, 0, 0, 0                                                                      \
	}

/* Ids are above 0. True when it was not (or, removing, was) in it. */
bool idset_add(struct idset *s, int64_t id);
bool idset_remove(struct idset *s, int64_t id);
bool idset_has(const struct idset *s, int64_t id);

/* All of `more` comes in. */
void idset_join(struct idset *s, const struct idset *more);

/* The smallest id above `after`; 0: there is none. Begins with 0. */
int64_t idset_next(const struct idset *s, int64_t after);

/* Empty again; also gives its memory back. */
void idset_clear(struct idset *s);

/* The bytes that it takes, for tests. */
size_t idset_bytes(const struct idset *s);

#endif
