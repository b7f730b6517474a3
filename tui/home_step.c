#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/advice.h"
#include "model/board.h"
#include "model/conflict.h"
#include "model/date.h"
#include "model/mem.h"
#include "model/proof.h"
#include "model/query.h"
#include "tui/home.h"

/* What is slow to read, a step at a time, so that a key is answered in between. */

static enum status count_claims(struct db *db, struct pleading *p)
{
	int64_t counts[CLAIM_PROVEN + 1];
	enum status st = proof_count(db, p->id, counts);

	if (st == ST_STOPPED)
		return st;
	memcpy(p->claims, counts, sizeof(p->claims));
	p->claims_due = false;
	return st;
}

static enum status take_advice(void *arg, const struct advice *a)
{
	char **out = arg;

	*out = mem_text(a->text);
	return ST_END;
}

static enum status read_advice(struct db *db, struct pleading *p)
{
	struct record r;
	char *text = NULL;
	enum status st = record_load(db, ENTITY_PETITION, p->id, &r);

	if (st == ST_OK)
		st = advice_of(db, &r, take_advice, &text);
	record_free(&r);
	if (st == ST_STOPPED) {
		free(text);
		return st;
	}
	free(p->advice);
	p->advice = text;
	p->advice_due = false;
	return st == ST_END || st == ST_NOTFOUND ? ST_OK : st;
}

static enum status count_cosigners(struct db *db, struct signing *s)
{
	enum status st;

	if (!s->board)
		s->board = board_new(s->id);
	st = board_step(db, s->board);
	if (st == ST_OK || st == ST_STOPPED)
		return st;
	if (st == ST_END) {
		s->confirmed = board_count(s->board, BOARD_CONFIRMED);
		s->older = board_count(s->board, BOARD_OLDER);
		s->asked = board_count(s->board, BOARD_INVITED) +
			   board_count(s->board, BOARD_REMINDED);
		st = ST_OK;
	}
	board_free(s->board);
	s->board = NULL;
	s->read = true;
	return st;
}

static enum status count_case(struct db *db, struct home_case *of)
{
	static const struct {
		enum entity_id entity;
		const char *where;
	} what[COUNTS] = {
		[COUNT_DEADLINE] = { ENTITY_DEADLINE, "status:open" },
		[COUNT_PETITION] = { ENTITY_PETITION, NULL },
		[COUNT_LETTER] = { ENTITY_LETTER, NULL },
		[COUNT_EXHIBIT] = { ENTITY_EXHIBIT, NULL },
		[COUNT_CLAIM] = { ENTITY_CLAIM, NULL },
	};
	int64_t counts[COUNTS] = { 0 }, idle = 0;
	enum status st = of->quiet ? ST_OK : proof_count_idle(db, of->id, &idle);

	for (int i = 0; i < COUNTS && st == ST_OK; i++) {
		struct query q = { .entity = what[i].entity,
			.owner = ENTITY_CASE,
			.owner_id = of->id,
			.where = what[i].where };

		st = query_count(db, &q, &counts[i]);
	}
	if (st == ST_STOPPED)
		return st;
	memcpy(of->counts, counts, sizeof(counts));
	of->idle = idle;
	of->counted = true;
	of->due = false;
	return st;
}

/* A step of it; what is known of ten million signatures takes a hundred. */
static enum status count_signatures(struct db *db, struct pleading *p)
{
	enum status st = ST_OK;

	if (!p->counting)
		st = count_begin(db, p->id, &p->counting);
	if (st == ST_OK)
		st = count_step(p->counting);
	if (st == ST_OK || st == ST_STOPPED)
		return st;
	if (p->counted)
		count_free(&p->count);
	memset(&p->count, 0, sizeof(p->count));
	if (st == ST_END) {
		count_finish(p->counting, &p->count);
		st = ST_OK;
	} else {
		count_free_work(p->counting);
	}
	p->counting = NULL;
	p->counted = true;
	p->count_due = false;
	return st;
}

/* The weeks up to today where somebody signed in them, else those up to the last that did. */
static enum status begin_weeks(struct db *db, struct home *h, struct pleading *p)
{
	struct date today = date_today();
	struct date last;
	struct date from;
	long end = tally_place(&today, TALLY_WEEK);
	enum status st = tally_latest(db, p->id, &today, &last);

	if (st != ST_OK)
		return st;
	last = date_first(&last);
	p->lively = end - tally_place(&last, TALLY_WEEK) < WEEKS;
	if (!p->lively)
		end = tally_place(&last, TALLY_WEEK);
	if (tally_first(TALLY_WEEK, end - WEEKS + 1, &from) != ST_OK)
		return ST_END;
	tally_begin(&h->tally, p->id, &from);
	h->tallying = p->id;
	h->last_week = end;
	return ST_OK;
}

static void end_weeks(struct home *h, struct pleading *p)
{
	p->have_weeks = false;
	tally_fill(&h->tally, TALLY_WEEK, h->last_week - WEEKS + 1, WEEKS, p->weeks);
	for (int i = 0; i < WEEKS; i++)
		if (p->weeks[i] > 0)
			p->have_weeks = true;
}

static enum status read_weeks(struct db *db, struct home *h, struct pleading *p)
{
	enum status st = ST_OK;

	if (h->tallying != p->id) {
		tally_free(&h->tally);
		st = begin_weeks(db, h, p);
		if (st == ST_END)
			p->have_weeks = false;
	}
	if (st == ST_OK)
		st = tally_step(db, &h->tally);
	if (st == ST_OK || st == ST_STOPPED)
		return st;
	if (st == ST_END && h->tallying == p->id)
		end_weeks(h, p);
	tally_free(&h->tally);
	h->tallying = 0;
	p->weeks_due = false;
	return st == ST_END ? ST_OK : st;
}

/* Only what is sure: counsel that does not say its side is told where it stands. */
static enum status read_clashes(struct db *db, struct home *h)
{
	struct conflict_query q = { 0 };
	struct conflicts found;
	size_t n = 0;
	enum status st = conflicts_read(db, &q, &found);

	for (size_t i = 0; i < h->n_clashes && st != ST_STOPPED; i++) {
		free(h->clashes[i].of);
		free(h->clashes[i].text);
	}
	for (size_t i = 0; i < found.n && n < CLASHES_AT_HOME && st == ST_OK; i++) {
		const struct conflict *c = &found.all[i];
		struct str text = STR_INIT;

		if (c->kind == CONFLICT_UNSAID)
			continue;
		conflict_brief(c, &text);
		h->clashes[n++] = (struct home_clash){ c->a->party, mem_text(c->a->case_ref),
			str_detach(&text) };
	}
	if (st != ST_STOPPED) {
		h->n_clashes = n;
		h->clashes_due = false;
	}
	conflicts_free(&found);
	return st;
}

enum status home_step(struct db *db, struct home *h)
{
	if (h->clashes_due)
		return read_clashes(db, h);
	for (size_t i = 0; i < h->n_signings; i++)
		if (!h->signings[i].read)
			return count_cosigners(db, &h->signings[i]);
	for (size_t i = 0; i < h->n_pleadings; i++)
		if (h->pleadings[i].claims_due && h->pleadings[i].alive)
			return count_claims(db, &h->pleadings[i]);
	for (size_t i = 0; i < h->n_pleadings; i++)
		if (h->pleadings[i].advice_due && h->pleadings[i].alive)
			return read_advice(db, &h->pleadings[i]);
	for (size_t i = 0; i < h->n_cases; i++)
		if (h->cases[i].due)
			return count_case(db, &h->cases[i]);
	for (size_t i = 0; i < h->n_pleadings; i++)
		if (h->pleadings[i].count_due && h->pleadings[i].signing)
			return count_signatures(db, &h->pleadings[i]);
	for (size_t i = 0; i < h->n_pleadings; i++)
		if (h->pleadings[i].weeks_due && h->pleadings[i].signing)
			return read_weeks(db, h, &h->pleadings[i]);
	return h->chains_due ? home_read_chains(db, h) : ST_END;
}
