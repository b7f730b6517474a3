#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mark_plan_internal.h"
#include "model/mem.h"

/* ---- beginning and end ---- */

static void copy_mark(struct mark *to, const struct mark *from)
{
	*to = *from;
	to->ref = mem_text(from->ref);
	to->title = mem_text(from->title);
	to->mark = mem_text(from->mark);
	to->why = mem_text_or_null(from->why);
	to->bates_first = mem_text_or_null(from->bates_first);
	to->bates_last = mem_text_or_null(from->bates_last);
}

static void free_step(struct mark_step *s)
{
	free(s->now.ref);
	free(s->now.title);
	free(s->now.mark);
	free(s->now.why);
	free(s->now.bates_first);
	free(s->now.bates_last);
	free(s->was);
	free(s->own);
	free(s->own_case);
	free(s->own_with);
}

enum status mark_plan_begin(struct db *db, int64_t petition, struct mark_plan *p)
{
	enum status st;

	memset(p, 0, sizeof(*p));
	p->db = db;
	st = marks_read(db, petition, &p->marks);
	if (st)
		return st;
	p->n = p->marks.n;
	p->steps = mem_array(p->n + 1, sizeof(*p->steps));
	for (size_t i = 0; i < p->n; i++) {
		const struct mark *m = &p->marks.all[i];

		p->steps[i] = (struct mark_step){ .was = mem_text(m->mark), .state_was = m->state };
		copy_mark(&p->steps[i].now, m);
	}
	for (size_t i = 0; i < p->n && st == ST_OK; i++)
		if (p->steps[i].now.state == MARK_DRAFT) {
			st = mark_own_read(p, &p->steps[i]);
			mark_own_check(p, &p->steps[i]);
		}
	return st;
}

void mark_plan_free(struct mark_plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		free_step(&p->steps[i]);
	free(p->steps);
	marks_free(&p->marks);
	memset(p, 0, sizeof(*p));
}

size_t mark_plan_changes(const struct mark_plan *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += p->steps[i].changed;
	return n;
}

/* ---- moving about ---- */

static size_t find_step(const struct mark_plan *p, int64_t mark)
{
	size_t i = 0;

	while (i < p->n && p->steps[i].now.id != mark)
		i++;
	return i;
}

/* The living mark of an exhibit. */
static size_t find_exhibit(const struct mark_plan *p, int64_t exhibit)
{
	size_t i = 0;

	while (i < p->n && (p->steps[i].now.exhibit != exhibit ||
				   p->steps[i].now.state == MARK_WITHDRAWN || p->steps[i].dropped))
		i++;
	return i;
}

/* At the end. */
static enum status add_step(struct mark_plan *p, int64_t exhibit)
{
	struct record r;
	enum status st = record_load(p->db, ENTITY_EXHIBIT, exhibit, &r);

	if (st == ST_OK) {
		struct mark_step s = { .now = { .exhibit = exhibit, .pages = -1 } };

		s.now.ref = mem_text(record_show(&r, "ref"));
		s.now.title = mem_text(record_show(&r, "title"));
		s.now.mark = mem_text("");
		st = mark_own_read(p, &s);
		p->steps = mem_resize(p->steps, p->n + 1, sizeof(*p->steps));
		p->steps[p->n++] = s;
	}
	record_free(&r);
	return st;
}

static enum status refuse_fixed(struct mark_plan *p, const struct mark_step *s)
{
	return db_fail(p->db, ST_INVALID, "exhibit",
		_("exhibit %s is %s in this petition already, and that is fixed"), s->now.ref,
		s->now.mark);
}

/* That it has a step, with the mark that it is called by itself where that can be. */
static enum status add_one(struct mark_plan *p, int64_t exhibit, bool whole)
{
	size_t at = find_exhibit(p, exhibit);
	enum status st = ST_OK;

	if (at < p->n && p->steps[at].now.state != MARK_DRAFT)
		return whole ? ST_OK : refuse_fixed(p, &p->steps[at]);
	if (at == p->n)
		st = add_step(p, exhibit);
	if (st == ST_OK)
		(void)mark_own_take(p, at);
	return st;
}

/* Before step *end; which is the place behind it after. `whole`: late drafts stay. */
static void place_one(struct mark_plan *p, int64_t exhibit, size_t *end, bool whole)
{
	size_t at = find_exhibit(p, exhibit);

	if (p->steps[at].now.state != MARK_DRAFT || mark_step_stays(&p->steps[at]) ||
		(at < *end && whole && p->steps[at].now.late))
		return;
	mark_step_put(p, at, *end);
	if (at >= *end)
		++*end;
}

enum status mark_plan_assign(struct mark_plan *p, const int64_t *exhibits, size_t n, bool whole)
{
	enum status st = ST_OK;
	size_t end;

	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = add_one(p, exhibits[i], whole);
	if (st)
		return st;
	mark_plan_make_room(p);
	end = p->n;
	/* Behind the last that stays: late drafts, which lie before it, are not among those. */
	if (whole)
		while (end > 0 && !mark_step_stays(&p->steps[end - 1]) &&
			!p->steps[end - 1].now.late)
			end--;
	for (size_t i = 0; i < n; i++)
		place_one(p, exhibits[i], &end, whole);
	return mark_plan_settle(p);
}

enum status mark_plan_after(struct mark_plan *p, int64_t mark, int64_t exhibit)
{
	size_t at = find_exhibit(p, exhibit);
	enum status st = ST_OK;

	assert(find_step(p, mark) < p->n);
	if (at < p->n && p->steps[at].now.state != MARK_DRAFT)
		return refuse_fixed(p, &p->steps[at]);
	if (at == find_step(p, mark))
		return ST_OK;
	if (at == p->n)
		st = add_step(p, exhibit);
	if (st)
		return st;
	at = mark_own_take(p, at);
	if (p->steps[at].own_is == MARK_OWN_KEPT)
		mark_plan_make_room(p);
	else
		mark_step_put(p, at, find_step(p, mark) + 1);
	return mark_plan_settle(p);
}

enum status mark_plan_take_up(struct mark_plan *p)
{
	int64_t *ids = mem_array(p->n + 1, sizeof(*ids));
	size_t n = p->n;

	for (size_t i = 0; i < n; i++)
		ids[i] = p->steps[i].now.id;
	for (size_t i = 0; i < n; i++)
		(void)mark_own_take(p, find_step(p, ids[i]));
	free(ids);
	mark_plan_make_room(p);
	return mark_plan_settle(p);
}

static enum status refuse_move(struct mark_plan *p, const struct mark_step *s)
{
	const struct mark *m = &s->now;

	if (m->state == MARK_DRAFT)
		return db_fail(p->db, ST_CONFLICT, NULL,
			_("%s does not move: the exhibit %s is called so already, and may be cited "
			  "as "
			  "that; empty its own mark first"),
			m->mark, m->ref);
	return db_fail(p->db, ST_CONFLICT, NULL,
		m->state == MARK_FIXED ? _("%s is fixed by a filing and does not move")
				       : _("%s is withdrawn and does not move"),
		m->mark);
}

enum status mark_plan_move(struct mark_plan *p, int64_t mark, int64_t after)
{
	size_t at = find_step(p, mark);

	assert(at < p->n);
	if (p->steps[at].now.state != MARK_DRAFT || p->steps[at].own_is == MARK_OWN_KEPT)
		return refuse_move(p, &p->steps[at]);
	if (mark == after)
		return ST_OK;
	mark_step_put(p, at, after ? find_step(p, after) + 1 : 0);
	return mark_plan_settle(p);
}

enum status mark_plan_shift(struct mark_plan *p, int64_t mark, int by)
{
	size_t at = find_step(p, mark);

	assert(at < p->n);
	if (p->steps[at].now.state != MARK_DRAFT || p->steps[at].own_is == MARK_OWN_KEPT)
		return refuse_move(p, &p->steps[at]);
	if (by < 0)
		mark_step_put(p, at, at < (size_t)-by ? 0 : at - (size_t)-by);
	else if (at + (size_t)by < p->n)
		mark_step_put(p, at, at + (size_t)by + 1);
	else
		mark_step_put(p, at, p->n);
	return mark_plan_settle(p);
}

/* ---- state ---- */

enum status mark_plan_withdraw(struct mark_plan *p, int64_t mark, const char *why)
{
	struct mark_step *s = &p->steps[find_step(p, mark)];

	if (!why || !*why)
		return db_fail(p->db, ST_INVALID, "why",
			_("say why %s is withdrawn: that word stands in the gap"), s->now.mark);
	if (s->now.state == MARK_WITHDRAWN)
		return db_fail(p->db, ST_CONFLICT, NULL, _("%s is withdrawn already"), s->now.mark);
	s->now.state = MARK_WITHDRAWN;
	free(s->now.why);
	s->now.why = mem_text(why);
	return mark_plan_settle(p);
}

enum status mark_plan_drop(struct mark_plan *p, int64_t mark)
{
	struct mark_step *s = &p->steps[find_step(p, mark)];

	if (s->now.state == MARK_FIXED || s->now.filed)
		return db_fail(p->db, ST_CONFLICT, NULL,
			_("%s was filed; withdraw it, which leaves a gap with a word"),
			s->now.mark);
	s->dropped = true;
	return mark_plan_settle(p);
}

static bool is_draft(const struct mark_step *s)
{
	return s->now.state == MARK_DRAFT && !s->dropped;
}

/* Whether `names` has it, between commas and blanks. */
static bool is_named(const char *names, const char *mark)
{
	const size_t len = strlen(mark);

	for (const char *p = names; (p = strstr(p, mark)) != NULL; p += len) {
		const char *end = p + len;

		while (*end == ' ')
			end++;
		if ((!*end || strchr(",;\n", *end)) && (p == names || strchr(",; \n", p[-1])))
			return true;
	}
	return false;
}

enum status mark_plan_fix(struct mark_plan *p, int64_t filing, const char *only)
{
	p->filing = filing;
	for (size_t i = 0; i < p->n; i++)
		if (is_draft(&p->steps[i]) && (!only || is_named(only, p->steps[i].now.mark)))
			p->steps[i].now.state = MARK_FIXED;
	return mark_plan_settle(p);
}
