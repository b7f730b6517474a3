#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mark_plan_internal.h"
#include "model/mem.h"

/* The marks that exhibits carry themselves, exhibit.mark, which letters may cite. */

#define VERSIONS_MAX 16 /* redacted versions of redacted versions */

/* A redacted version is called as its original is, where it has no mark of its own. */
enum status mark_own_read(struct mark_plan *p, struct mark_step *s)
{
	int64_t id = s->now.exhibit;
	enum status st = ST_OK;

	for (int i = 0; i < VERSIONS_MAX && id && !s->own && st == ST_OK; i++) {
		struct record r;

		st = record_load(p->db, ENTITY_EXHIBIT, id, &r);
		if (st == ST_OK) {
			s->own = mem_text_or_null(record_get(&r, "mark"));
			s->foreign =
				record_num(&r, "case") != record_num(&p->marks.petition, "case");
			if (s->foreign)
				s->own_case = mem_text(record_show(&r, "case"));
			id = record_num(&r, "redaction_of");
		}
		record_free(&r);
	}
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* Where another has that place in the petition, and keeps it. */
static size_t find_place(const struct mark_plan *p, size_t but, int64_t number, int64_t late)
{
	size_t i = 0;

	while (i < p->n &&
		(i == but || !mark_step_stays(&p->steps[i]) || p->steps[i].now.number != number ||
			p->steps[i].now.late != late))
		i++;
	return i;
}

void mark_own_check(struct mark_plan *p, struct mark_step *s)
{
	int64_t number, late;

	s->own_is = MARK_OWN_NONE;
	if (s->now.state != MARK_DRAFT || !s->own || s->foreign ||
		strcmp(s->own, s->now.mark) != 0 ||
		!mark_read(&p->marks.scheme, s->own, &number, &late))
		return;
	s->own_is = MARK_OWN_KEPT;
	s->now.number = number;
	s->now.late = late;
}

/* Behind the last that stays and comes before it. */
static size_t put_by_number(struct mark_plan *p, size_t at)
{
	const struct mark *m = &p->steps[at].now;
	size_t to = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct mark *other = &p->steps[i].now;

		if (i != at && mark_step_stays(&p->steps[i]) &&
			(other->number < m->number ||
				(other->number == m->number && other->late < m->late)))
			to = i + 1;
	}
	mark_step_put(p, at, to);
	return at < to ? to - 1 : to;
}

size_t mark_own_take(struct mark_plan *p, size_t at)
{
	struct mark_step *s = &p->steps[at];
	int64_t number = 0, late = 0;
	size_t other;

	s->own_is = MARK_OWN_NONE;
	if (s->now.state != MARK_DRAFT || !s->own)
		return at;
	if (s->foreign)
		s->own_is = MARK_OWN_FOREIGN;
	else if (!mark_read(&p->marks.scheme, s->own, &number, &late))
		s->own_is = MARK_OWN_UNFIT;
	if (s->own_is != MARK_OWN_NONE)
		return at;
	other = find_place(p, at, number, late);
	if (other < p->n) {
		s->own_is = MARK_OWN_TAKEN;
		free(s->own_with);
		s->own_with = mem_text(p->steps[other].now.ref);
		return at;
	}
	s->own_is = MARK_OWN_KEPT;
	free(s->now.mark);
	s->now.mark = mem_text(s->own);
	s->now.number = number;
	s->now.late = late;
	return put_by_number(p, at);
}
