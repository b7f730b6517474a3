#include "config.h"

#include "model/pager.h"

#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/pager_internal.h"

#define KEYS_MAX 4000  /* kept of each side by a pass */
#define FEW_HITS 20000 /* so many are looked at one by one, whatever the order */
#define DRY_MAX 200000 /* rows met in vain before the file is read as it lies */

/* ---- begin and end ---- */

struct pager *pager_new(struct db *db, const struct query *q)
{
	struct pager *p = mem_zero(sizeof(*p));

	p->db = db;
	p->where = mem_text_or_null(q->where);
	p->sort = mem_text_or_null(q->sort);
	p->q = *q;
	p->q.where = p->where;
	p->q.sort = p->sort;
	p->q.limit = 0;
	p->total = -1;
	p->limits = (struct pager_limits){ KEYS_MAX, FEW_HITS, DRY_MAX };
	return p;
}

const struct query *pager_query(const struct pager *p)
{
	return &p->q;
}

static void end_ways(struct pager *p)
{
	for (int i = 0; i < 2; i++) {
		if (p->ways[i].live)
			walk_end(&p->ways[i].walk);
		p->ways[i] = (struct way){ .live = false };
	}
}

static void end_pick(struct pager *p)
{
	if (p->picking)
		pick_end(&p->pick);
	p->picking = false;
	if (!p->settled && p->pick_keeps) {
		hits_free(p->kept);
		p->kept = NULL;
	}
	p->pick_keeps = false;
}

void pager_forget(struct pager *p)
{
	end_ways(p);
	end_pick(p);
	for (int i = 0; i < RUNS; i++)
		run_clear(&p->runs[i]);
	sample_clear(&p->sample);
	if (p->surveying)
		survey_end(&p->survey);
	p->surveying = p->surveyed = p->sampled = p->headed = p->dry = p->settled = false;
	hits_free(p->kept);
	p->kept = NULL;
	for (size_t i = 0; i < FILTER_VALUES; i++) {
		hits_free(p->sets[i]);
		p->sets[i] = NULL;
	}
	p->n_sets = 0;
	p->set_at = 0;
	p->only = NULL;
	if (p->planned)
		plan_free(&p->plan);
	p->planned = p->prepared = false;
	p->total = -1;
}

void pager_free(struct pager *p)
{
	if (!p)
		return;
	pager_forget(p);
	free(p->where);
	free(p->sort);
	free(p);
}

bool pager_direct(struct pager *p)
{
	/* A query that is refused is refused by whom it is asked of. */
	if (pager_plan(p))
		return true;
	return !p->slow && !p->plan.filter.n_matches;
}

void pager_slow(struct pager *p)
{
	p->slow = true;
}

/* ---- along an index ---- */

/*
 * Whether to read all rows as they lie, once, is quicker than to go along the index: where each row
 * would be looked up, up and down the file; and where few rows can be meant at all.
 */
static bool pass_is_quicker(const struct pager *p)
{
	if (p->headed || p->surveying)
		return false;
	return !p->covered || (p->only && hits_count(p->only) < spans_size(&p->spans) / 8);
}

static enum status fetch_way(struct pager *p, const struct query_key *from, bool backwards,
	size_t max, struct query_key *keys, size_t *n, bool *ended)
{
	struct way *w = &p->ways[backwards];
	int64_t id = from ? from->id : 0, seen;
	enum status st = ST_OK;
	bool kept;

	if (!w->live || w->from != id) {
		if (w->live)
			walk_end(&w->walk);
		walk_begin(&w->walk, &p->plan, from, backwards);
		*w = (struct way){ .walk = w->walk, .live = true, .from = id };
	}
	seen = w->walk.seen;
	while (*n < max && (st = walk_next(&w->walk, &kept)) == ST_OK)
		if (kept) {
			walk_key(&w->walk, &keys[*n]);
			w->from = keys[*n].id;
			*n += 1;
		}
	walk_rest(&w->walk);
	w->dry = *n ? 0 : w->dry + w->walk.seen - seen;
	*ended = st == ST_END;
	if (st < 0 && st != ST_STOPPED)
		return st;
	if (w->dry > p->limits.dry && pass_is_quicker(p))
		p->dry = true;
	return *n || *ended ? ST_OK : ST_STOPPED;
}

/* ---- in passes ---- */

static enum status begin_pass(struct pager *p, const struct query_key *near)
{
	const struct hits *only = p->only;
	enum status st;

	/* Many single rows take longer than all in their order. */
	if (only && hits_count(only) > spans_size(&p->spans) / 8 &&
		hits_count(only) > p->limits.hits)
		only = NULL;
	st = pick_begin(&p->pick, &p->plan, only, p->headed ? near : NULL, p->limits.keys);
	p->picking = true;
	if (st == ST_OK && p->plan.filter.sql.len && !p->kept) {
		p->kept = hits_new();
		p->pick_keeps = true;
		p->pick.found = p->kept;
	}
	return st;
}

static void take_ends(struct pager *p)
{
	pick_take_ends(&p->pick, &p->runs[RUN_HEAD], &p->runs[RUN_TAIL]);
	sample_clear(&p->sample);
	p->sample = p->pick.sample;
	p->pick.sample = (struct sample){ 0 };
	sample_sort(&p->sample, &p->plan);
	p->headed = p->sampled = true;
	if (p->pick_keeps)
		pager_settle(p);
}

enum status pager_pass(struct pager *p, const struct query_key *near)
{
	enum status st = ST_OK;

	if (p->picking && p->headed && near && p->pick.anchor.id != near->id)
		end_pick(p);
	if (!p->picking)
		st = begin_pass(p, near);
	while (st == ST_OK)
		st = pick_step(&p->pick);
	if (st != ST_END)
		return st;
	p->total = p->pick.kept;
	if (p->pick.anchor.id) {
		run_clear(&p->runs[RUN_HERE]);
		pick_take(&p->pick, &p->runs[RUN_HERE]);
	} else {
		take_ends(p);
	}
	end_pick(p);
	return ST_OK;
}

/* What a run has behind or before a key; false: it cannot tell. */
static bool from_run(struct pager *p, const struct run *r, const struct query_key *from,
	bool backwards, size_t max, struct query_key *keys, size_t *n, bool *ended)
{
	size_t at, have;

	if (!r->n && !(r->from_start && r->to_end))
		return false;
	if (!from || !from->id) {
		if (backwards ? !r->to_end : !r->from_start)
			return false;
		at = backwards ? r->n : 0;
	} else {
		at = run_behind(&p->plan, r, from);
		if ((at == 0 && !r->from_start) ||
			(at == r->n && !r->to_end &&
				plan_compare(&p->plan, &r->keys[r->n - 1], from) != 0))
			return false;
		/* Before the key, and not at it. */
		if (backwards && at > 0 && plan_compare(&p->plan, &r->keys[at - 1], from) == 0)
			at--;
	}
	have = backwards ? at : r->n - at;
	*ended = have <= max && (backwards ? r->from_start : r->to_end);
	if (!have && !*ended)
		return false;
	for (*n = 0; *n < max && *n < have; *n += 1)
		query_key_copy(&keys[*n], &r->keys[backwards ? at - 1 - *n : at + *n]);
	/* The end is met when somebody asks for more, as along an index. */
	*ended = *ended && *n < max;
	return true;
}

static bool from_runs(struct pager *p, const struct query_key *from, bool backwards, size_t max,
	struct query_key *keys, size_t *n, bool *ended)
{
	for (int i = 0; i < RUNS && p->headed; i++)
		if (from_run(p, &p->runs[i], from, backwards, max, keys, n, ended))
			return true;
	return false;
}

enum status pager_fetch(struct pager *p, const struct query_key *from, bool backwards, size_t max,
	struct query_key *keys, size_t *n, bool *ended)
{
	enum status st = pager_prepare(p);

	*n = 0;
	*ended = false;
	while (st == ST_OK) {
		if (from_runs(p, from, backwards, max, keys, n, ended))
			return ST_OK;
		if (!p->passes && (!p->dry || p->headed))
			return fetch_way(p, from, backwards, max, keys, n, ended);
		st = pager_pass(p, from && from->id ? from : NULL);
	}
	return st;
}

int pager_progress(const struct pager *p)
{
	int64_t all = spans_size(&p->spans), rows = 0;

	if (p->picking)
		return pick_progress(&p->pick);
	if (!p->prepared)
		rows = spans_below(&p->spans, p->set_at);
	for (int i = 0; i < 2; i++)
		if (p->ways[i].live && p->ways[i].walk.seen > rows)
			rows = p->ways[i].walk.seen;
	return all <= 0 ? -1 : rows < all ? (int)(rows * 100 / all) : 100;
}

/* ---- counting ---- */

enum status pager_survey(struct pager *p)
{
	enum status st = pager_prepare(p);

	if (st)
		return st;
	if (p->total >= 0 && (p->passes || p->surveyed))
		return ST_END;
	/* First which rows the filter keeps; then where they stand. */
	if (!p->passes && pass_is_quicker(p)) {
		st = pager_pass(p, NULL);
		if (st)
			return st;
		if (p->passes)
			return ST_END;
	}
	if (p->passes && pager_direct(p)) {
		st = query_count(p->db, &p->q, &p->total);
		if (st == ST_STOPPED)
			p->slow = true;
		if (st)
			p->total = -1;
		return st == ST_OK ? ST_END : st;
	}
	if (p->passes) {
		st = pager_pass(p, NULL);
		return st == ST_OK ? ST_END : st;
	}
	if (!p->surveying) {
		survey_begin(&p->survey, &p->plan);
		p->surveying = true;
		if (p->plan.filter.sql.len && !p->kept) {
			p->kept = hits_new();
			p->survey.found = p->kept;
		}
	}
	st = survey_step(&p->survey);
	if (st != ST_END)
		return st;
	p->surveyed = true;
	p->total = p->survey.kept;
	if (p->survey.found)
		pager_settle(p);
	return ST_END;
}

int64_t pager_total(const struct pager *p)
{
	return p->total;
}

enum status pager_rank(struct pager *p, const struct query_key *k, int64_t *out)
{
	enum status st = pager_prepare(p);

	if (st)
		return st;
	for (int i = 0; i < RUNS && p->headed; i++) {
		const struct run *r = &p->runs[i];
		size_t at = r->n ? run_behind(&p->plan, r, k) : 0;

		if (at > 0 && plan_compare(&p->plan, &r->keys[at - 1], k) == 0) {
			*out = r->rank + (int64_t)at - 1;
			return ST_OK;
		}
	}
	if (!p->passes)
		return p->surveying ? survey_rank(&p->survey, k, out) : ST_STOPPED;
	if (!pager_direct(p)) {
		st = p->headed ? ST_OK : pager_pass(p, NULL);
		if (st == ST_OK)
			st = pager_pass(p, k);
		if (st)
			return st;
		/* The row itself may be gone meanwhile. */
		*out = p->runs[RUN_HERE].rank +
		       (int64_t)run_behind(&p->plan, &p->runs[RUN_HERE], k);
		*out -= *out > 0;
		return ST_OK;
	}
	st = query_rank(p->db, &p->q, k, out);
	if (st == ST_STOPPED)
		p->slow = true;
	return st;
}
