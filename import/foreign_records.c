#include "config.h"

#include "import/foreign_records.h"

#include <string.h>

void foreign_records_init(struct foreign_records *r, int64_t most)
{
	memset(r, 0, sizeof(*r));
	str_init(&r->held, (size_t)PROTOCOL_LONGEST * 3);
	r->most = most;
}

void foreign_records_free(struct foreign_records *r)
{
	str_free(&r->held);
}

bool foreign_number(const unsigned char *bytes, size_t len, uint32_t *out)
{
	if (len < 4)
		return false;
	*out = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
	       (uint32_t)bytes[3] << 24;
	return true;
}

static enum status take(struct foreign_records *r, uint32_t type, const unsigned char *bytes,
	size_t len, foreign_fn *fn, void *arg)
{
	uint32_t why;

	if (r->ended)
		return ST_INVALID;
	switch (type) {
	case SAY_DONE:
		r->ended = true;
		return len ? ST_INVALID : ST_OK;
	case SAY_REFUSED:
		if (len != 4 || !foreign_number(bytes, len, &why) || why == WHY_NOT ||
			why >= WHY_END)
			return ST_INVALID;
		r->ended = true;
		r->why = (enum reader_why)why;
		return ST_OK;
	case SAY_PROGRESS:
		if (len != 8 || !foreign_number(bytes, len, &r->done) ||
			!foreign_number(bytes + 4, len - 4, &r->of))
			return ST_INVALID;
		return ST_OK;
	default:
		return fn ? fn(arg, type, bytes, len) : ST_OK;
	}
}

/* The record at the beginning of what is held: ST_OK, *used bytes; ST_END: it is not whole yet. */
static enum status next(
	struct foreign_records *r, size_t at, foreign_fn *fn, void *arg, size_t *used)
{
	const unsigned char *head = (const unsigned char *)r->held.data + at;
	size_t have = r->held.len - at;
	uint32_t type, len;

	if (have < PROTOCOL_HEAD || !foreign_number(head, have, &type) ||
		!foreign_number(head + 4, have - 4, &len))
		return ST_END;
	if (len > PROTOCOL_LONGEST)
		return ST_INVALID;
	if (have - PROTOCOL_HEAD < len)
		return ST_END;
	*used = PROTOCOL_HEAD + len;
	return take(r, type, head + PROTOCOL_HEAD, len, fn, arg);
}

/* Keeps what stands from `at` on. */
static void keep_rest(struct foreign_records *r, size_t at)
{
	size_t rest = r->held.len - at;

	if (!at)
		return;
	memmove(r->held.data, r->held.data + at, rest);
	r->held.len = rest;
}

static enum status add_piece(
	struct foreign_records *r, const char *bytes, size_t len, foreign_fn *fn, void *arg)
{
	size_t at = 0, used = 0;
	enum status st;

	str_add_n(&r->held, bytes, len);
	while ((st = next(r, at, fn, arg, &used)) == ST_OK)
		at += used;
	keep_rest(r, at);
	return st == ST_END ? ST_OK : st;
}

enum status foreign_records_add(
	struct foreign_records *r, const void *bytes, size_t len, foreign_fn *fn, void *arg)
{
	const char *p = bytes;
	enum status st = ST_OK;

	r->told += (int64_t)len;
	if (r->told > r->most)
		return ST_INVALID;
	while (len && st == ST_OK) {
		size_t piece = len < PROTOCOL_LONGEST ? len : PROTOCOL_LONGEST;

		st = add_piece(r, p, piece, fn, arg);
		p += piece;
		len -= piece;
	}
	return st;
}
