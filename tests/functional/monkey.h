/* What the monkey types: everything here is a matter of its dice. */
#ifndef AMPARO_TESTS_MONKEY_H
#define AMPARO_TESTS_MONKEY_H

#include <stdint.h>

struct dice {
	uint64_t state;
};

/* 0 to n - 1. */
int roll(struct dice *d, int n);

/* A key that does something somewhere, by the name that term_key() knows. */
const char *dice_key(struct dice *d);

/* One that moves. */
const char *dice_move(struct dice *d);

/* Text in any script, some of it hostile; without '/', '~' and dots. */
const char *dice_text(struct dice *d);

/* A line for the ':' prompt, with its Enter. */
const char *dice_command(struct dice *d);

/*
 * The Latin and Chinese letters of a text, small, without anything else: what neither a cut nor
 * another order of words can change. The caller frees it.
 */
char *letters_of(const char *text);

#endif
