/*
 * A table from keys of 64 bits to numbers of rows, in 8 bytes a row and key: 40 bits of the key are
 * kept, so the asker must compare something more of the row. It grows by parts, never all of it
 * at once. Private to model/.
 */
#ifndef AMPARO_MODEL_ALIKE_TABLE_H
#define AMPARO_MODEL_ALIKE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ALIKE_SHELVES 256

struct alike_spot {
	uint32_t tag;
	uint32_t row; /* and 1; 0: free */
};

struct alike_shelf {
	struct alike_spot *spots; /* owned */
	uint32_t n, cap;
};

struct alike_table {
	struct alike_shelf shelves[ALIKE_SHELVES];
};

/* A walk over the rows of one key, the first added first. */
struct alike_walk {
	const struct alike_shelf *shelf;
	uint32_t tag, at;
};

void alike_table_free(struct alike_table *t);
void alike_table_add(struct alike_table *t, uint64_t key, uint32_t row);
struct alike_walk alike_table_walk(const struct alike_table *t, uint64_t key);

/* False: there are no more. */
bool alike_table_next(struct alike_walk *w, uint32_t *row);

size_t alike_table_bytes(const struct alike_table *t);

#endif
