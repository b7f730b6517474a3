#include "config.h"

#include "model/hits.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

/* Ids that share all but their last 16 bits stand together: as a list while they are few, then as a
 * bit each. */
#define FEW 4096 /* a list of so many takes as much as the bits */
#define WORDS (65536 / 64)

struct chunk {
	int64_t high;   /* the ids without their last 16 bits */
	uint16_t *list; /* owned; in order; NULL: there are bits */
	uint64_t *bits; /* owned */
	uint32_t n;
	uint32_t cap; /* of the list */
};

struct hits {
	struct chunk *chunks; /* owned; in order */
	size_t n;
	size_t cap;
	int64_t count;
};

struct hits *hits_new(void)
{
	return mem_zero(sizeof(struct hits));
}

void hits_free(struct hits *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < h->n; i++) {
		free(h->chunks[i].list);
		free(h->chunks[i].bits);
	}
	free(h->chunks);
	free(h);
}

/* The first chunk that is not below. */
static size_t find_chunk(const struct hits *h, int64_t high)
{
	size_t low = 0, end = h->n;

	if (h->n && h->chunks[h->n - 1].high == high)
		return h->n - 1;
	while (low < end) {
		size_t mid = low + (end - low) / 2;

		if (h->chunks[mid].high < high)
			low = mid + 1;
		else
			end = mid;
	}
	return low;
}

static size_t find_low(const struct chunk *c, uint16_t low)
{
	size_t first = 0, end = c->n;

	while (first < end) {
		size_t mid = first + (end - first) / 2;

		if (c->list[mid] < low)
			first = mid + 1;
		else
			end = mid;
	}
	return first;
}

static struct chunk *make_chunk(struct hits *h, size_t at, int64_t high)
{
	if (h->n == h->cap) {
		h->cap = h->cap ? h->cap * 2 : 16;
		h->chunks = mem_resize(h->chunks, h->cap, sizeof(*h->chunks));
	}
	memmove(h->chunks + at + 1, h->chunks + at, (h->n - at) * sizeof(*h->chunks));
	h->n++;
	h->chunks[at] = (struct chunk){ .high = high };
	return &h->chunks[at];
}

static bool has_bit(const struct chunk *c, uint16_t low)
{
	return c->bits[low / 64] >> (low % 64) & 1;
}

static void use_bits(struct chunk *c)
{
	c->bits = mem_array(WORDS, sizeof(*c->bits));
	for (uint32_t i = 0; i < c->n; i++)
		c->bits[c->list[i] / 64] |= (uint64_t)1 << (c->list[i] % 64);
	free(c->list);
	c->list = NULL;
	c->cap = 0;
}

static bool add_to_list(struct chunk *c, uint16_t low)
{
	size_t at = c->n && c->list[c->n - 1] < low ? c->n : find_low(c, low);

	if (at < c->n && c->list[at] == low)
		return false;
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 8;
		c->list = mem_resize(c->list, c->cap, sizeof(*c->list));
	}
	memmove(c->list + at + 1, c->list + at, (c->n - at) * sizeof(*c->list));
	c->list[at] = low;
	return true;
}

void hits_add(struct hits *h, int64_t id)
{
	int64_t high = id >> 16;
	uint16_t low = (uint16_t)(id & 0xffff);
	size_t at = find_chunk(h, high);
	struct chunk *c = at < h->n ? &h->chunks[at] : NULL;

	if (!c || c->high != high)
		c = make_chunk(h, at, high);
	if (!c->bits && c->n == FEW)
		use_bits(c);
	if (c->bits && has_bit(c, low))
		return;
	if (c->bits)
		c->bits[low / 64] |= (uint64_t)1 << (low % 64);
	else if (!add_to_list(c, low))
		return;
	c->n++;
	h->count++;
}

bool hits_has(const struct hits *h, int64_t id)
{
	uint16_t low = (uint16_t)(id & 0xffff);
	size_t at = find_chunk(h, id >> 16);
	const struct chunk *c = at < h->n ? &h->chunks[at] : NULL;

	if (!c || c->high != id >> 16)
		return false;
	if (c->bits)
		return has_bit(c, low);
	at = find_low(c, low);
	return at < c->n && c->list[at] == low;
}

int64_t hits_count(const struct hits *h)
{
	return h->count;
}

/* The first of the chunk from `low` on; -1: none. */
static int first_from(const struct chunk *c, uint32_t low)
{
	if (!c->bits) {
		size_t at = low > 0xffff ? c->n : find_low(c, (uint16_t)low);

		return at < c->n ? c->list[at] : -1;
	}
	while (low <= 0xffff) {
		uint64_t word = c->bits[low / 64] >> (low % 64);

		if (word)
			return (int)low + __builtin_ctzll(word);
		low = (low / 64 + 1) * 64;
	}
	return -1;
}

bool hits_after(const struct hits *h, int64_t id, int64_t *out)
{
	int64_t from;

	if (id == INT64_MAX)
		return false;
	from = id + 1;
	for (size_t i = find_chunk(h, from >> 16); i < h->n; i++) {
		const struct chunk *c = &h->chunks[i];
		int low = first_from(c, c->high == from >> 16 ? (uint32_t)(from & 0xffff) : 0);

		if (low >= 0) {
			*out = c->high << 16 | low;
			return true;
		}
	}
	return false;
}
