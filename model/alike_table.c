#include "config.h"

#include "model/alike_table.h"

#include <stdlib.h>

#include "model/mem.h"

#define FIRST_CAP 16

/* Spots are in the order of their tags as far as there is room, so growing keeps that of rows. */
static uint32_t home(uint32_t tag, uint32_t cap)
{
	return (uint32_t)(((uint64_t)tag * cap) >> 32);
}

static void put(struct alike_shelf *shelf, uint32_t tag, uint32_t row)
{
	uint32_t at = home(tag, shelf->cap);

	while (shelf->spots[at].row)
		at = at + 1 == shelf->cap ? 0 : at + 1;
	shelf->spots[at] = (struct alike_spot){ tag, row };
}

/*
 * A walk from a free spot on meets rows of one tag in the order in which they were added; so they
 * are put into the larger shelf in that order.
 */
static void grow(struct alike_shelf *shelf)
{
	struct alike_shelf old = *shelf;
	uint32_t start = 0;

	shelf->cap = old.cap ? old.cap + old.cap / 2 : FIRST_CAP;
	shelf->spots = mem_zero(shelf->cap * sizeof(*shelf->spots));
	while (start < old.cap && old.spots[start].row)
		start++;
	for (uint32_t i = 0; i < old.cap; i++) {
		const struct alike_spot *spot = &old.spots[(start + i) % old.cap];

		if (spot->row)
			put(shelf, spot->tag, spot->row);
	}
	free(old.spots);
}

void alike_table_free(struct alike_table *t)
{
	for (int i = 0; i < ALIKE_SHELVES; i++)
		free(t->shelves[i].spots);
	*t = (struct alike_table){ 0 };
}

void alike_table_add(struct alike_table *t, uint64_t key, uint32_t row)
{
	struct alike_shelf *shelf = &t->shelves[key >> 56];

	/* At least one spot in eight stays free. */
	if (shelf->n >= shelf->cap - shelf->cap / 8)
		grow(shelf);
	shelf->n++;
	put(shelf, (uint32_t)key, row + 1);
}

struct alike_walk alike_table_walk(const struct alike_table *t, uint64_t key)
{
	const struct alike_shelf *shelf = &t->shelves[key >> 56];

	return (struct alike_walk){ shelf, (uint32_t)key, home((uint32_t)key, shelf->cap) };
}

bool alike_table_next(struct alike_walk *w, uint32_t *row)
{
	const struct alike_shelf *shelf = w->shelf;

	while (shelf->cap && shelf->spots[w->at].row) {
		const struct alike_spot *spot = &shelf->spots[w->at];

		w->at = w->at + 1 == shelf->cap ? 0 : w->at + 1;
		if (spot->tag == w->tag) {
			*row = spot->row - 1;
			return true;
		}
	}
	return false;
}

size_t alike_table_bytes(const struct alike_table *t)
{
	size_t n = 0;

	for (int i = 0; i < ALIKE_SHELVES; i++)
		n += t->shelves[i].cap * sizeof(struct alike_spot);
	return n;
}
