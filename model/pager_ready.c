#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/mem.h"
#include "model/pager_internal.h"

/* What must be known before rows can be read: the plan, the words' signatories, the way. */

/* One word's signatories into its set, from where the last step ended. */
static enum status fill_set(struct pager *p, size_t i)
{
	struct stmt *s = NULL;
	enum status st = stmt_get(p->db,
		"SELECT rowid FROM signatory_search WHERE signatory_search MATCH :match "
		"AND rowid > :after ORDER BY rowid",
		&s);
	int rows = 0;

	if (st)
		return st;
	if (!p->sets[i])
		p->sets[i] = hits_new();
	stmt_text(s, ":match", p->plan.filter.matches[i]);
	stmt_int(s, ":after", p->set_at);
	db_steady(p->db, true);
	while ((st = stmt_step(s)) == ST_OK) {
		p->set_at = stmt_get_int(s, 0);
		hits_add(p->sets[i], p->set_at);
		/* To begin costs more than some rows: so a step takes many. */
		if (++rows % 2048 == 0 && db_interrupted(p->db)) {
			st = ST_STOPPED;
			break;
		}
	}
	db_steady(p->db, false);
	stmt_done(s);
	return st;
}

static enum status fill_sets(struct pager *p)
{
	struct filter *f = &p->plan.filter;

	while (p->n_sets < f->n_matches) {
		enum status st = fill_set(p, p->n_sets);

		if (st != ST_END)
			return st;
		f->sets_of[p->n_sets] = p->sets[p->n_sets];
		p->n_sets++;
		p->set_at = 0;
	}
	return ST_OK;
}

/* The smallest set that every row must be in. */
static void choose_only(struct pager *p)
{
	const struct filter *f = &p->plan.filter;

	for (size_t i = 0; i < f->n_matches; i++)
		if (f->needed[i] && (!p->only || hits_count(p->sets[i]) < hits_count(p->only)))
			p->only = p->sets[i];
}

/* Few rows are better put in order than looked for along it. */
static void choose_way(struct pager *p)
{
	p->passes = !p->walkable || (p->only && hits_count(p->only) <= p->limits.hits);
}

enum status pager_plan(struct pager *p)
{
	enum status st = p->planned ? ST_OK : plan_make(p->db, &p->q, true, &p->plan);

	if (st)
		plan_free(&p->plan);
	p->planned = st == ST_OK;
	return st;
}

enum status pager_prepare(struct pager *p)
{
	enum status st;

	if (p->prepared)
		return ST_OK;
	st = pager_plan(p);
	if (st == ST_OK)
		st = spans_read(p->db, p->plan.e, &p->spans);
	if (st == ST_OK)
		st = fill_sets(p);
	if (st == ST_OK)
		st = plan_walkable(&p->plan, &p->walkable, &p->covered);
	if (st)
		return st;
	choose_only(p);
	choose_way(p);
	p->prepared = true;
	return ST_OK;
}

void pager_settle(struct pager *p)
{
	struct filter *f = &p->plan.filter;

	filter_free(f);
	f->sets_of[0] = p->kept;
	f->matches[f->n_matches++] = mem_text("");
	str_add(&f->sql, " AND amparo_among(:s0, t.id)");
	p->only = p->kept;
	p->settled = p->covered = true;
	choose_way(p);
}
