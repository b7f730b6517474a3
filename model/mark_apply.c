#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mark_plan_internal.h"
#include "model/mem.h"
#include "model/stmt.h"

/* A plan is written as one change. */

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

/* What drafts are called since their petition calls them otherwise. */
static enum status read_again(struct mark_plan *p)
{
	struct marks now;
	enum status st = marks_read(p->db, p->marks.petition.id, &now);

	for (size_t i = 0; i < p->n && st == ST_OK; i++)
		for (size_t k = 0; k < now.n; k++)
			if (now.all[k].id == p->steps[i].now.id) {
				free(p->steps[i].was);
				p->steps[i].was = mem_text(now.all[k].mark);
			}
	marks_free(&now);
	mark_plan_compare(p);
	return st;
}

enum status mark_plan_apply(struct mark_plan *p, struct change *c)
{
	bool *done = mem_array(p->n + 1, sizeof(*done));
	size_t left = 0;
	enum status st = ST_OK;

	if (p->renames) {
		st = record_save(c, &p->marks.petition);
		p->marks.scheme.prefix = record_get(&p->marks.petition, "mark_prefix");
		if (st == ST_OK)
			st = read_again(p);
	}
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
