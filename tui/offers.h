/*
 * What fits the line that is being typed, shown over it while one types: the best first, each
 * with what it does and the key that does the same.
 */
#ifndef AMPARO_TUI_OFFERS_H
#define AMPARO_TUI_OFFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entity.h"
#include "tui/screen.h"

struct offer {
	char *line;            /* owned; what the line becomes when it is completed */
	char *label;           /* owned; what it is called */
	char *about;           /* owned; what it does */
	char *key;             /* owned; the key that does the same, or "" */
	enum entity_id entity; /* the record that it opens, with `id` */
	int64_t id;            /* 0: none */
	int score;             /* how well it fits */
	bool refused;          /* cannot be done here: stands last, and says why when it is tried */
};

#define OFFERS_MAX 200 /* kept; what is added after is left out */

struct offers {
	struct offer *rows; /* owned */
	size_t n;
	size_t cap;
	size_t pick;     /* the one that is taken */
	size_t top;      /* the first one shown */
	bool unfinished; /* there was no time to look everywhere */
	bool unpicked;   /* none is taken before one is picked: what was typed stands */
};

/* The texts are copied. */
void offers_add(struct offers *o, const struct offer *row);
void offers_clear(struct offers *o); /* also gives the memory back */

/* The best first; of those that fit alike, in the order in which they were added. */
void offers_sort(struct offers *o);

/* The first `max` stay. */
void offers_keep(struct offers *o, size_t max);

/* NULL: there is none. */
const struct offer *offers_picked(const struct offers *o);

/* False: it was at the end. */
bool offers_move(struct offers *o, int by);

/* Rows that it wants, of at most `room`. */
int offers_rows(const struct offers *o, int room);

void offers_draw(struct screen *s, struct box b, struct offers *o);

/* Picks the row on line `line` of the box it was drawn in. False: there is none. */
bool offers_point(struct offers *o, int line);

#endif
