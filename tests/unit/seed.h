/* Chance for tests that try many inputs: the seed is printed, and $AMPARO_TEST_SEED repeats a run.
 */
#ifndef AMPARO_TESTS_SEED_H
#define AMPARO_TESTS_SEED_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct chance {
	uint64_t state;
};

static inline struct chance chance_open(const char *test)
{
	const char *fixed = getenv("AMPARO_TEST_SEED");
	struct timespec now;
	struct chance c;

	clock_gettime(CLOCK_REALTIME, &now);
	c.state = fixed ? strtoull(fixed, NULL, 10) : (uint64_t)now.tv_sec ^ (uint64_t)now.tv_nsec;
	printf("# %s: AMPARO_TEST_SEED=%llu\n", test, (unsigned long long)c.state);
	return c;
}

/* A number below `bound` (SplitMix64). */
static inline uint32_t chance_below(struct chance *c, uint32_t bound)
{
	uint64_t z = c->state += 0x9E3779B97F4A7C15U;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
	z = (z ^ z >> 27) * 0x94D049BB133111EBU;
	return (uint32_t)((z ^ z >> 31) >> 33) % bound;
}

#endif
