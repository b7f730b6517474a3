#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mark_plan_internal.h"
#include "model/mem.h"

/* Numbers follow from the order of the drafts and from what keeps its number. */

/* A draft that is numbered by its place. */
static bool is_loose(const struct mark_step *s)
{
	return s->now.state == MARK_DRAFT && !s->dropped && s->own_is != MARK_OWN_KEPT;
}

bool mark_step_stays(const struct mark_step *s)
{
	return !s->dropped && s->now.number && !is_loose(s);
}

void mark_step_put(struct mark_plan *p, size_t from, size_t to)
{
	struct mark_step s = p->steps[from];

	if (from < to) {
		to--;
		memmove(&p->steps[from], &p->steps[from + 1], (to - from) * sizeof(s));
	} else {
		memmove(&p->steps[to + 1], &p->steps[to], (from - to) * sizeof(s));
	}
	p->steps[to] = s;
}

/* ---- numbers between two that stay ---- */

static enum status no_room(struct mark_plan *p, const struct mark *before, const struct mark *next)
{
	if (!before)
		return db_fail(p->db, ST_CONFLICT, NULL,
			_("nothing comes before %s, which stays; put it after a mark"), next->mark);
	return db_fail(p->db, ST_CONFLICT, NULL,
		_("between %s and %s, which stay, there is no mark; put it after %s"), before->mark,
		next->mark, next->mark);
}

static enum status rename_step(
	struct mark_plan *p, struct mark_step *s, int64_t number, int64_t late)
{
	struct str text = STR_INIT;

	if (!mark_write(&p->marks.scheme, number, late, &text)) {
		str_free(&text);
		return db_fail(p->db, ST_INVALID, "mark_style",
			_("Hebrew letters count to %d; set the petition's mark_style to numbers"),
			MARK_HEBREW_MAX);
	}
	free(s->now.mark);
	s->now.mark = str_detach(&text);
	s->now.number = number;
	s->now.late = late;
	return ST_OK;
}

static int64_t count_loose(const struct mark_plan *p, size_t from, size_t to)
{
	int64_t n = 0;

	for (size_t i = from; i < to; i++)
		n += is_loose(&p->steps[i]);
	return n;
}

/* Whole numbers between two that stay (or NULL). */
static int64_t room_between(const struct mark *before, const struct mark *next)
{
	return next ? next->number - (before ? before->number : 0) - !next->late : INT64_MAX;
}

/* Drafts from step `from` on, up to `to`, which is none, between two that stay (or NULL). */
static enum status number_run(struct mark_plan *p, size_t from, size_t to,
	const struct mark *before, const struct mark *next)
{
	int64_t n = before ? before->number : 0, late = 0, room = room_between(before, next);
	int64_t drafts = count_loose(p, from, to);
	enum status st = ST_OK;

	if (!drafts)
		return ST_OK;
	if (drafts > room) {
		if (!before || (next->number == n && next->late <= before->late + drafts))
			return no_room(p, before, next);
		late = before->late;
	}
	for (size_t i = from; i < to && st == ST_OK; i++) {
		if (!is_loose(&p->steps[i]))
			continue;
		st = drafts > room ? rename_step(p, &p->steps[i], n, ++late)
				   : rename_step(p, &p->steps[i], ++n, 0);
	}
	return st;
}

enum status mark_plan_settle(struct mark_plan *p)
{
	const struct mark *before = NULL;
	size_t from = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < p->n && st == ST_OK; i++) {
		if (!mark_step_stays(&p->steps[i]))
			continue;
		st = number_run(p, from, i, before, &p->steps[i].now);
		before = &p->steps[i].now;
		from = i + 1;
	}
	if (st == ST_OK)
		st = number_run(p, from, p->n, before, NULL);
	mark_plan_compare(p);
	return st;
}

void mark_plan_compare(struct mark_plan *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct mark_step *s = &p->steps[i];

		s->changed = s->dropped || !s->was || strcmp(s->was, s->now.mark) != 0 ||
			     s->state_was != s->now.state;
	}
}

void mark_plan_make_room(struct mark_plan *p)
{
	size_t from = 0, end = p->n;
	const struct mark *before = NULL;

	for (size_t i = 0; i < end; i++) {
		int64_t room;

		if (!mark_step_stays(&p->steps[i]))
			continue;
		room = room_between(before, &p->steps[i].now);
		/* Late ones were put where they are. */
		for (size_t k = from; k < i && count_loose(p, from, i) > room;)
			if (is_loose(&p->steps[k]) && !p->steps[k].now.late) {
				mark_step_put(p, k, p->n);
				end--;
				i--;
			} else {
				k++;
			}
		before = &p->steps[i].now;
		from = i + 1;
	}
}
