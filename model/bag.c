#include "config.h"

#include "model/bag.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

/* FNV-1a. Somebody who makes a file for it can only make the statement of that file slow. */
static uint64_t hash_of(const char *text)
{
	uint64_t h = 0xcbf29ce484222325U;

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3U;
	return h;
}

/* The slot of a text, or the free one where it goes. */
static size_t slot_of(const struct bag *b, const char *text)
{
	size_t at = (size_t)hash_of(text) & (b->n_slots - 1);

	while (b->slots[at] && strcmp(b->items[b->slots[at] - 1].text, text) != 0)
		at = (at + 1) & (b->n_slots - 1);
	return at;
}

static void grow(struct bag *b)
{
	free(b->slots);
	b->n_slots = b->n_slots ? b->n_slots * 2 : 64;
	b->slots = mem_array(b->n_slots, sizeof(*b->slots));
	b->items = mem_resize(b->items, b->n_slots / 2, sizeof(*b->items));
	for (size_t i = 0; i < b->n; i++)
		b->slots[slot_of(b, b->items[i].text)] = (uint32_t)(i + 1);
}

struct bag_item *bag_get(struct bag *b, const char *text)
{
	size_t at;

	if (b->n * 2 >= b->n_slots)
		grow(b);
	at = slot_of(b, text);
	if (!b->slots[at]) {
		b->items[b->n++] = (struct bag_item){ .text = mem_text(text) };
		b->slots[at] = (uint32_t)b->n;
	}
	return &b->items[b->slots[at] - 1];
}

void bag_free(struct bag *b)
{
	for (size_t i = 0; i < b->n; i++)
		free(b->items[i].text);
	free(b->items);
	free(b->slots);
	memset(b, 0, sizeof(*b));
}
