#include "config.h"

#include "model/idset.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

#define PART_BITS 16
#define PART_IDS (1 << PART_BITS)
#define WORD_BITS 64
#define WORDS (PART_IDS / WORD_BITS)

struct idset_part {
	int64_t key; /* what its ids have in common: the id without its last 16 bits */
	int count;
	uint64_t *bits; /* owned; WORDS of them */
};

static int64_t key_of(int64_t id)
{
	return id >> PART_BITS;
}

static size_t word_of(int64_t id)
{
	return (size_t)(id & (PART_IDS - 1)) / WORD_BITS;
}

static uint64_t bit_of(int64_t id)
{
	return (uint64_t)1 << (id & (WORD_BITS - 1));
}

/* The first part whose key is not below `key`; s->n: none is. */
static size_t find(const struct idset *s, int64_t key)
{
	size_t low = 0, high = s->n;

	/* Ids mostly come in their order. */
	if (s->n && s->parts[s->n - 1].key < key)
		return s->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->parts[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_at(const struct idset *s, size_t i, int64_t key)
{
	return i < s->n && s->parts[i].key == key;
}

/* Makes room for a part in place `i`, with nothing in it. */
static struct idset_part *insert(struct idset *s, size_t i, int64_t key)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 4;
		s->parts = mem_resize(s->parts, s->cap, sizeof(*s->parts));
	}
	memmove(s->parts + i + 1, s->parts + i, (s->n - i) * sizeof(*s->parts));
	s->n++;
	s->parts[i].key = key;
	s->parts[i].count = 0;
	s->parts[i].bits = mem_zero(WORDS * sizeof(*s->parts[i].bits));
	return &s->parts[i];
}

static void drop(struct idset *s, size_t i)
{
	free(s->parts[i].bits);
	s->n--;
	memmove(s->parts + i, s->parts + i + 1, (s->n - i) * sizeof(*s->parts));
}

bool idset_add(struct idset *s, int64_t id)
{
	int64_t key = key_of(id);
	size_t i = find(s, key);
	struct idset_part *part;

	assert(id > 0);
	part = is_at(s, i, key) ? &s->parts[i] : insert(s, i, key);
	if (part->bits[word_of(id)] & bit_of(id))
		return false;
	part->bits[word_of(id)] |= bit_of(id);
	part->count++;
	s->count++;
	return true;
}

bool idset_remove(struct idset *s, int64_t id)
{
	int64_t key = key_of(id);
	size_t i = find(s, key);

	if (!is_at(s, i, key) || !(s->parts[i].bits[word_of(id)] & bit_of(id)))
		return false;
	s->parts[i].bits[word_of(id)] &= ~bit_of(id);
	s->count--;
	if (--s->parts[i].count == 0)
		drop(s, i);
	return true;
}

bool idset_has(const struct idset *s, int64_t id)
{
	int64_t key = key_of(id);
	size_t i = find(s, key);

	return is_at(s, i, key) && s->parts[i].bits[word_of(id)] & bit_of(id);
}

void idset_join(struct idset *s, const struct idset *more)
{
	for (int64_t id = idset_next(more, 0); id; id = idset_next(more, id))
		idset_add(s, id);
}

/* The place of the first bit from `from` on in a part; PART_IDS: none. */
static int64_t next_bit(const struct idset_part *part, int64_t from)
{
	uint64_t word;
	size_t w;

	if (from >= PART_IDS)
		return PART_IDS;
	w = (size_t)from / WORD_BITS;
	word = part->bits[w] & (UINT64_MAX << (from % WORD_BITS));
	while (!word && ++w < WORDS)
		word = part->bits[w];
	if (!word)
		return PART_IDS;
	return (int64_t)(w * WORD_BITS) + __builtin_ctzll(word);
}

int64_t idset_next(const struct idset *s, int64_t after)
{
	int64_t key = key_of(after);
	size_t i = find(s, key);
	int64_t from = is_at(s, i, key) ? (after & (PART_IDS - 1)) + 1 : 0;

	for (; i < s->n; i++, from = 0) {
		int64_t bit = next_bit(&s->parts[i], from);

		if (bit < PART_IDS)
			return s->parts[i].key * PART_IDS + bit;
	}
	return 0;
}

void idset_clear(struct idset *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->parts[i].bits);
	free(s->parts);
	*s = (struct idset)IDSET_INIT;
}

size_t idset_bytes(const struct idset *s)
{
	return s->cap * sizeof(*s->parts) + s->n * WORDS * sizeof(uint64_t);
}
