#include "config.h"

#include "model/walk.h"

#include <string.h>

#include "model/db_internal.h"

#define ASK_ROWS 256    /* rows after which somebody is asked whether to go on */
#define REST_ROWS 60000 /* rows after which it rests at any rate */

void walk_begin(struct walk *w, const struct plan *p, const struct query_key *from, bool backwards)
{
	*w = (struct walk){ .plan = p, .backwards = backwards };
	if (from)
		query_key_copy(&w->at, from);
}

static enum status start(struct walk *w)
{
	const struct plan *p = w->plan;
	struct str sql = STR_INIT;
	enum status st;

	/* The filter is asked of each row, and not of SQLite, which would not come back between. */
	plan_select(p, &sql);
	plan_stretch(p, &w->at, w->backwards, w->stretch, &sql);
	plan_order(p, w->backwards, &sql);
	st = stmt_get(p->db, str_text(&sql), &w->stmt);
	str_free(&sql);
	if (st)
		return st;
	plan_bind(p, w->stmt, true);
	plan_bind_stretch(p, w->stmt, &w->at, w->backwards, w->stretch);
	db_steady(p->db, true);
	return ST_OK;
}

static void stop(struct walk *w)
{
	if (!w->stmt)
		return;
	stmt_done(w->stmt);
	w->stmt = NULL;
	w->on_row = false;
	db_steady(w->plan->db, false);
}

void walk_rest(struct walk *w)
{
	struct query_key at = { 0 };

	if (w->on_row) {
		walk_key(w, &at);
		query_key_free(&w->at);
		w->at = at;
		w->stretch = 0;
	}
	stop(w);
	w->run = 0;
}

enum status walk_next(struct walk *w, bool *kept)
{
	enum status st;

	if (w->ended)
		return ST_END;
	if (w->stmt && w->run % ASK_ROWS == 0 &&
		(w->run >= REST_ROWS || db_interrupted(w->plan->db))) {
		walk_rest(w);
		return ST_STOPPED;
	}
	for (;;) {
		st = w->stmt ? ST_OK : start(w);
		if (st)
			return st;
		st = stmt_step(w->stmt);
		w->on_row = st == ST_OK;
		if (st == ST_OK)
			break;
		stop(w);
		if (st != ST_END)
			return st;
		if (++w->stretch >= plan_stretches(w->plan, &w->at, w->backwards)) {
			w->ended = true;
			return ST_END;
		}
	}
	w->seen++;
	w->run++;
	*kept = stmt_get_int(w->stmt, 1) != 0;
	return ST_OK;
}

int64_t walk_id(const struct walk *w)
{
	return stmt_get_int(w->stmt, 0);
}

void walk_key(const struct walk *w, struct query_key *out)
{
	key_from(w->plan, w->stmt, 2, out);
}

void walk_lend(const struct walk *w, struct query_key *out)
{
	key_lend(w->plan, w->stmt, 2, out);
}

void walk_end(struct walk *w)
{
	if (w->plan)
		stop(w);
	query_key_free(&w->at);
	*w = (struct walk){ .ended = true };
}
