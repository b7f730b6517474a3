#include "config.h"

#include "model/survey.h"

#include <stdlib.h>

#include "model/mem.h"

#define STONES_MAX 4096
#define EVERY 64 /* rows between two, at first */

void survey_begin(struct survey *s, const struct plan *p)
{
	*s = (struct survey){ .every = EVERY };
	walk_begin(&s->walk, p, NULL, false);
}

void survey_end(struct survey *s)
{
	for (size_t i = 0; i < s->n; i++)
		query_key_free(&s->stones[i].key);
	free(s->stones);
	walk_end(&s->walk);
	*s = (struct survey){ 0 };
}

/* Every other one goes. */
static void thin(struct survey *s)
{
	for (size_t i = 0; i < s->n; i += 2)
		query_key_free(&s->stones[i].key);
	for (size_t i = 1; i < s->n; i += 2)
		s->stones[i / 2] = s->stones[i];
	s->n /= 2;
	s->every *= 2;
}

static void set_stone(struct survey *s)
{
	if (!s->stones)
		s->stones = mem_array(STONES_MAX, sizeof(*s->stones));
	if (s->n == STONES_MAX)
		thin(s);
	/* After thinning this row may stand between two. */
	if (s->walk.seen % s->every)
		return;
	walk_key(&s->walk, &s->stones[s->n].key);
	s->stones[s->n++].kept = s->kept;
}

enum status survey_step(struct survey *s)
{
	bool kept;
	enum status st;

	while ((st = walk_next(&s->walk, &kept)) == ST_OK) {
		s->kept += kept;
		if (kept && s->found)
			hits_add(s->found, walk_id(&s->walk));
		if (s->walk.seen % s->every == 0)
			set_stone(s);
	}
	if (st == ST_END)
		s->done = true;
	return st;
}

enum status survey_rank(const struct survey *s, const struct query_key *k, int64_t *out)
{
	const struct plan *p = s->walk.plan;
	struct walk w;
	struct query_key at;
	size_t low = 0, high = s->n;
	bool kept;
	enum status st;

	/* The last stone that is not behind the key. */
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (plan_compare(p, &s->stones[mid].key, k) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == s->n && !s->done)
		return ST_STOPPED;
	*out = low ? s->stones[low - 1].kept : 0;
	/* The stone may be the row itself. */
	if (low && plan_compare(p, &s->stones[low - 1].key, k) == 0) {
		*out -= 1;
		return ST_OK;
	}
	walk_begin(&w, p, low ? &s->stones[low - 1].key : NULL, false);
	while ((st = walk_next(&w, &kept)) == ST_OK) {
		walk_lend(&w, &at);
		if (plan_compare(p, &at, k) >= 0)
			break;
		*out += kept;
	}
	walk_end(&w);
	return st == ST_END ? ST_OK : st;
}

enum status survey_at(const struct survey *s, int64_t rank, struct query_key *out)
{
	struct walk w;
	size_t low = 0, high = s->n;
	int64_t kept_before;
	bool kept;
	enum status st;

	if (rank >= s->kept)
		return s->done ? ST_END : ST_STOPPED;
	/* The last stone with no more rows before it and in it than stand before the place. */
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->stones[mid].kept <= rank)
			low = mid + 1;
		else
			high = mid;
	}
	kept_before = low ? s->stones[low - 1].kept : 0;
	walk_begin(&w, s->walk.plan, low ? &s->stones[low - 1].key : NULL, false);
	while ((st = walk_next(&w, &kept)) == ST_OK)
		if (kept && kept_before++ == rank) {
			walk_key(&w, out);
			break;
		}
	walk_end(&w);
	return st;
}
