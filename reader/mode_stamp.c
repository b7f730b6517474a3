#include "config.h"

#include <stdlib.h>

#include "model/mem.h"
#include "reader/stamp.h"

/*
 * stamp: the file is what amparo put together of one or many stamps, each of three parts of a
 * length (4 bytes, little-endian) and so many bytes: the query, the certificates, the answer. A
 * query of no bytes: what the answer says of itself is asked for alone. Certificates of the length
 * PROTOCOL_NONE: those that the system trusts.
 */

#define WHOLE_MOST (64 << 20) /* bytes of all stamps */

struct stamps {
	const unsigned char *bytes;
	size_t left;
};

static bool take(struct stamps *s, struct stamp_bytes *out, bool *none)
{
	uint32_t len = 0;

	if (s->left < 4)
		return false;
	for (int i = 3; i >= 0; i--)
		len = len << 8 | s->bytes[i];
	s->bytes += 4;
	s->left -= 4;
	*none = len == PROTOCOL_NONE;
	if (*none)
		len = 0;
	if (len > s->left)
		return false;
	*out = (struct stamp_bytes){ s->bytes, len };
	s->bytes += len;
	s->left -= len;
	return true;
}

static void say_found(struct reader *r, const struct stamp_found *f)
{
	const uint32_t numbers[] = { (uint32_t)f->wrong, (uint32_t)f->chain };
	unsigned char bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(numbers[i / 4] >> (8 * (i % 4)));
	reader_say_with(r, SAY_STAMP_END, (uint32_t)f->verdict, bytes, sizeof(bytes));
}

static bool look(struct reader *r, struct stamps *s)
{
	struct stamp_bytes query, ca, answer;
	struct stamp_found found = { 0 };
	bool of_system, none;

	if (!take(s, &query, &none) || none || !take(s, &ca, &of_system) ||
		!take(s, &answer, &none) || none)
		return false;
	if (query.len)
		found = stamp_check(r, query, answer, of_system ? NULL : &ca);
	else
		TS_RESP_free(stamp_said(r, answer, &found));
	say_found(r, &found);
	return true;
}

enum reader_why mode_stamp(struct reader *r)
{
	int64_t size = reader_size();
	char *bytes;
	struct stamps s;
	enum reader_why why = WHY_NOT;

	if (size < 0)
		return WHY_DAMAGED;
	if (size > WHOLE_MOST)
		return WHY_TOO_MUCH;
	bytes = mem_alloc((size_t)size + 1);
	if (reader_read(bytes, (size_t)size, 0) != size)
		why = WHY_DAMAGED;
	s = (struct stamps){ (const unsigned char *)bytes, (size_t)size };
	while (!why && s.left)
		if (!look(r, &s))
			why = WHY_DAMAGED;
	free(bytes);
	return why;
}
