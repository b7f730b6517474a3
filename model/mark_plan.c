#include "config.h"

#include "model/mark_plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

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
	return ST_OK;
}

void mark_plan_free(struct mark_plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		free_step(&p->steps[i]);
	free(p->steps);
	marks_free(&p->marks);
	memset(p, 0, sizeof(*p));
}

/* ---- numbering ---- */

static bool is_draft(const struct mark_step *s)
{
	return s->now.state == MARK_DRAFT && !s->dropped;
}

static enum status no_room(struct mark_plan *p, const struct mark *before, const struct mark *next)
{
	if (!before)
		return db_fail(p->db, ST_CONFLICT, NULL,
			_("nothing comes before %s, which is fixed; put it after a mark"),
			next->mark);
	return db_fail(p->db, ST_CONFLICT, NULL,
		_("between %s and %s, which are fixed, there is no mark; put it after %s"),
		before->mark, next->mark, next->mark);
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

/* Drafts from step `from` on, up to `to`, which is none, between two that stay (or NULL). */
static enum status number_run(struct mark_plan *p, size_t from, size_t to,
	const struct mark *before, const struct mark *next)
{
	int64_t n = before ? before->number : 0, late = 0, room = INT64_MAX, drafts = 0;
	enum status st = ST_OK;

	for (size_t i = from; i < to; i++)
		drafts += is_draft(&p->steps[i]);
	if (!drafts)
		return ST_OK;
	if (next)
		room = next->number - n - !next->late;
	if (drafts > room) {
		if (!before || (next->number == n && next->late <= before->late + drafts))
			return no_room(p, before, next);
		late = before->late;
	}
	for (size_t i = from; i < to && st == ST_OK; i++) {
		if (!is_draft(&p->steps[i]))
			continue;
		st = drafts > room ? rename_step(p, &p->steps[i], n, ++late)
				   : rename_step(p, &p->steps[i], ++n, 0);
	}
	return st;
}

/* Whether a step keeps its place: what was fixed or withdrawn, and has a number at all. */
static bool stays(const struct mark_step *s)
{
	return s->now.state != MARK_DRAFT && !s->dropped && s->now.number;
}

enum status mark_plan_settle(struct mark_plan *p)
{
	const struct mark *before = NULL;
	size_t from = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < p->n && st == ST_OK; i++) {
		if (!stays(&p->steps[i]))
			continue;
		st = number_run(p, from, i, before, &p->steps[i].now);
		before = &p->steps[i].now;
		from = i + 1;
	}
	if (st == ST_OK)
		st = number_run(p, from, p->n, before, NULL);
	for (size_t i = 0; i < p->n; i++) {
		struct mark_step *s = &p->steps[i];

		s->changed = s->dropped || !s->was || strcmp(s->was, s->now.mark) != 0 ||
			     s->state_was != s->now.state;
	}
	return st;
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

/* The order changes, and nothing else: it stands before what was at `to`. */
static void put_step(struct mark_plan *p, size_t from, size_t to)
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

/* Before step *end; which is the place behind it after. `late`: late drafts move, too. */
static enum status assign_one(struct mark_plan *p, int64_t exhibit, size_t *end, bool whole)
{
	size_t at = find_exhibit(p, exhibit);
	enum status st = ST_OK;

	if (at < p->n && p->steps[at].now.state != MARK_DRAFT)
		return whole ? ST_OK : refuse_fixed(p, &p->steps[at]);
	if (at < *end && whole && p->steps[at].now.late)
		return ST_OK;
	if (at == p->n)
		st = add_step(p, exhibit);
	if (st)
		return st;
	put_step(p, at, *end);
	if (at >= *end)
		++*end;
	return ST_OK;
}

enum status mark_plan_assign(struct mark_plan *p, const int64_t *exhibits, size_t n, bool whole)
{
	size_t end = p->n;
	enum status st = ST_OK;

	/* Behind the last that stays: late drafts, which lie before it, are not among those. */
	if (whole)
		while (end > 0 && !stays(&p->steps[end - 1]) && !p->steps[end - 1].now.late)
			end--;
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = assign_one(p, exhibits[i], &end, whole);
	return st == ST_OK ? mark_plan_settle(p) : st;
}

enum status mark_plan_after(struct mark_plan *p, int64_t mark, int64_t exhibit)
{
	size_t at = find_exhibit(p, exhibit), to = find_step(p, mark);
	enum status st = ST_OK;

	assert(to < p->n);
	if (at < p->n && p->steps[at].now.state != MARK_DRAFT)
		return refuse_fixed(p, &p->steps[at]);
	if (at == to)
		return ST_OK;
	if (at == p->n)
		st = add_step(p, exhibit);
	if (st)
		return st;
	put_step(p, at, to + 1);
	return mark_plan_settle(p);
}

static enum status refuse_move(struct mark_plan *p, const struct mark *m)
{
	return db_fail(p->db, ST_CONFLICT, NULL,
		m->state == MARK_FIXED ? _("%s is fixed by a filing and does not move")
				       : _("%s is withdrawn and does not move"),
		m->mark);
}

enum status mark_plan_move(struct mark_plan *p, int64_t mark, int64_t after)
{
	size_t at = find_step(p, mark);

	assert(at < p->n);
	if (p->steps[at].now.state != MARK_DRAFT)
		return refuse_move(p, &p->steps[at].now);
	if (mark == after)
		return ST_OK;
	put_step(p, at, after ? find_step(p, after) + 1 : 0);
	return mark_plan_settle(p);
}

enum status mark_plan_shift(struct mark_plan *p, int64_t mark, int by)
{
	size_t at = find_step(p, mark);

	assert(at < p->n);
	if (p->steps[at].now.state != MARK_DRAFT)
		return refuse_move(p, &p->steps[at].now);
	if (by < 0)
		put_step(p, at, at < (size_t)-by ? 0 : at - (size_t)-by);
	else if (at + (size_t)by < p->n)
		put_step(p, at, at + (size_t)by + 1);
	else
		put_step(p, at, p->n);
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

/* ---- making it so ---- */

/* Whether a record holds that mark now. */
static enum status is_held(struct mark_plan *p, const struct mark *m, bool *held)
{
	struct stmt *s;
	enum status st = stmt_get(p->db,
		"SELECT 1 FROM mark WHERE petition = :petition AND mark = :mark AND id <> :id", &s);

	if (st)
		return st;
	stmt_int(s, ":petition", p->marks.petition.id);
	stmt_text(s, ":mark", m->mark);
	stmt_int(s, ":id", m->id);
	st = stmt_step(s);
	*held = st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static void put_place(struct mark_plan *p, const struct mark_step *s, struct record *r)
{
	struct str late = STR_INIT;

	if (s->was && !strcmp(s->was, s->now.mark))
		return;
	record_put(r, "mark", s->now.mark);
	record_put_num(r, "number", s->now.number);
	(void)mark_write_late(&p->marks.scheme, s->now.late, &late);
	record_put(r, "suffix", late.len ? str_text(&late) : NULL);
	str_free(&late);
}

static enum status open_step(struct mark_plan *p, const struct mark_step *s, struct record *r)
{
	enum status st = ST_OK;

	if (s->now.id)
		return record_load(p->db, ENTITY_MARK, s->now.id, r);
	record_init(r, ENTITY_MARK);
	st = record_set_num(p->db, r, "petition", p->marks.petition.id);
	return st == ST_OK ? record_set_num(p->db, r, "exhibit", s->now.exhibit) : st;
}

static enum status save_step(struct mark_plan *p, struct change *c, struct mark_step *s)
{
	struct record r;
	enum status st = open_step(p, s, &r);

	if (st == ST_OK) {
		put_place(p, s, &r);
		record_put(&r, "state", mark_state_name(s->now.state));
		record_put(&r, "why", s->now.why);
		if (s->now.state == MARK_FIXED && s->state_was != MARK_FIXED && p->filing)
			st = record_set_num(p->db, &r, "filing", p->filing);
	}
	if (st == ST_OK)
		st = record_save(c, &r);
	if (st == ST_OK)
		s->now.id = r.id;
	record_free(&r);
	return st;
}

/* Out of the way of the others, under a name that no scheme writes. */
static enum status set_aside(struct mark_plan *p, struct change *c, const struct mark_step *s)
{
	struct record r;
	struct str name = STR_INIT;
	enum status st = record_load(p->db, ENTITY_MARK, s->now.id, &r);

	str_addf(&name, "(%lld)", (long long)s->now.id);
	if (st == ST_OK) {
		record_put(&r, "mark", str_text(&name));
		record_put_num(&r, "number", s->now.number);
		st = record_save(c, &r);
	}
	record_free(&r);
	str_free(&name);
	return st;
}

/* What can be written as it stands, in one direction; *left counts what cannot yet. */
static enum status sweep(
	struct mark_plan *p, struct change *c, bool *done, bool backwards, size_t *left)
{
	enum status st = ST_OK;

	*left = 0;
	for (size_t k = 0; k < p->n && st == ST_OK; k++) {
		const size_t i = backwards ? p->n - 1 - k : k;
		bool held = false;

		if (done[i])
			continue;
		st = is_held(p, &p->steps[i].now, &held);
		if (st == ST_OK && !held) {
			st = save_step(p, c, &p->steps[i]);
			done[i] = st == ST_OK;
		}
		*left += held;
		if (st == ST_OK && k % 64 == 0)
			st = db_progress(p->db, _("marks written"), (int64_t)k, (int64_t)p->n);
	}
	return st;
}

/*
 * No mark may be two exhibits' even for a moment: those whose new mark is free go first. Places
 * that move up are free from the end, those that move down from the beginning, and in a circle one
 * is set aside.
 */
static enum status write_steps(struct mark_plan *p, struct change *c, bool *done, size_t left)
{
	bool backwards = true;
	size_t tries = 0;
	enum status st = ST_OK;

	while (left && st == ST_OK) {
		const size_t before = left;

		st = sweep(p, c, done, backwards, &left);
		backwards = !backwards;
		tries = left == before ? tries + 1 : 0;
		for (size_t i = 0; tries >= 2 && i < p->n && st == ST_OK; i++)
			if (!done[i] && p->steps[i].now.id) {
				st = set_aside(p, c, &p->steps[i]);
				tries = 0;
			}
	}
	return st;
}

enum status mark_plan_apply(struct mark_plan *p, struct change *c)
{
	bool *done = mem_array(p->n + 1, sizeof(*done));
	size_t left = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < p->n && st == ST_OK; i++) {
		const struct mark_step *s = &p->steps[i];

		done[i] = !s->changed || s->dropped;
		left += !done[i];
		if (s->changed && s->dropped)
			st = record_remove(c, ENTITY_MARK, s->now.id, false);
	}
	if (st == ST_OK)
		st = write_steps(p, c, done, left);
	free(done);
	return st;
}
