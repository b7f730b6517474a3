/*
 * Mixing bytes into 64 bits, for tables in memory: fast, evenly spread, not secret, and not to be
 * kept in a file. The finishing steps are those of MurmurHash3 (A. Appleby, public domain).
 */
#ifndef AMPARO_MODEL_MIX_H
#define AMPARO_MODEL_MIX_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t mix_end(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ (h >> 33);
}

/* Of `bytes`, going on from `seed`: what was mixed before, or a number of the kind of thing. */
static inline uint64_t mix_bytes(const void *bytes, size_t len, uint64_t seed)
{
	const unsigned char *at = bytes;
	uint64_t h = seed ^ (len * UINT64_C(0x9e3779b97f4a7c15)), word;

	for (; len >= sizeof(word); len -= sizeof(word), at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		h = (h ^ mix_end(word)) * UINT64_C(0x9fb21c651e98df25);
		h ^= h >> 32;
	}
	word = 0;
	if (len)
		memcpy(&word, at, len);
	return mix_end(h ^ (word * UINT64_C(0xd6e8feb86659fd93)));
}

#endif
