/* How often each of many texts came: a set with a number each. Private to model/. */
#ifndef AMPARO_MODEL_BAG_H
#define AMPARO_MODEL_BAG_H

#include <stddef.h>
#include <stdint.h>

struct bag_item {
	char *text; /* owned */
	int64_t n;
};

/* All zero is an empty one. */
struct bag {
	struct bag_item *items; /* owned; in the order in which they came first */
	size_t n;
	uint32_t *slots; /* owned; places in `items` counted from 1, found by hash; 0: free */
	size_t n_slots;
};

/* The item of a text, added with 0 where it was not there. Lent until the next call. */
struct bag_item *bag_get(struct bag *b, const char *text);

void bag_free(struct bag *b); /* usable again */

#endif
