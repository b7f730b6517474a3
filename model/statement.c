#include "config.h"

#include "model/statement.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/statement_internal.h"
#include "model/stmt.h"

static void free_totals(struct statement_total *totals, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(totals[i].place);
		free(totals[i].source);
		free(totals[i].ref);
	}
	free(totals);
}

void statement_free(struct statement *s)
{
	statement_free_lines(s);
	free_totals(s->totals, s->n_totals);
	free_totals(s->parts, s->n_parts);
	for (size_t i = 0; i < s->n_thresholds; i++) {
		free(s->thresholds[i].ref);
		free(s->thresholds[i].title);
		free(s->thresholds[i].source);
		free(s->thresholds[i].where);
	}
	free(s->thresholds);
	free(s->days);
	free(s->ref);
	free(s->title);
	memset(s, 0, sizeof(*s));
}

/* As it was before the first step. */
static void begin_anew(struct statement_work *w)
{
	int64_t petition = w->s.petition;

	statement_free(&w->s);
	for (size_t i = 0; i < w->n_places; i++)
		bag_free(&w->places[i].regions);
	free(w->places);
	free(w->spans);
	w->places = NULL;
	w->spans = NULL;
	w->n_places = 0;
	w->id = 0;
	bag_free(&w->dates);
	bag_free(&w->country_dates);
	for (int i = 0; i < STATES; i++)
		bag_free(&w->rules[i]);
	w->s.petition = petition;
	w->s.declared = -1;
	w->phase = PHASE_TOTALS;
	w->generation = db_generation(w->db);
}

void statement_free_work(struct statement_work *w)
{
	if (!w)
		return;
	begin_anew(w);
	free(w);
}

enum status statement_begin(
	struct db *db, int64_t petition, bool leaving, struct statement_work **out)
{
	struct statement_work *w = mem_zero(sizeof(*w));
	enum status st;

	w->db = db;
	w->leaving = leaving;
	w->s.petition = petition;
	begin_anew(w);
	st = statement_read_totals(w);
	if (st) {
		statement_free_work(w);
		w = NULL;
	} else {
		w->phase = PHASE_ROWS;
	}
	*out = w;
	return st;
}

enum status statement_step(struct statement_work *w)
{
	enum status st = ST_OK;

	if (w->generation != db_generation(w->db))
		begin_anew(w);
	if (w->phase == PHASE_DONE)
		return ST_END;
	if (w->phase == PHASE_TOTALS) {
		st = statement_read_totals(w);
		if (st)
			begin_anew(w);
		else
			w->phase = PHASE_ROWS;
		return st;
	}
	if (w->phase == PHASE_ROWS) {
		st = statement_read_rows(w);
		if (st != ST_END)
			return st;
		statement_reach(w);
		w->phase = PHASE_LINES;
	}
	st = statement_make_lines(w);
	if (st)
		return st;
	w->phase = PHASE_DONE;
	return ST_END;
}

const struct statement *statement_so_far(struct statement_work *w)
{
	/* What could not be read now is read when the rest is. */
	if (w->phase != PHASE_DONE)
		(void)(statement_make_lines(w) == ST_OK);
	return &w->s;
}

void statement_finish(struct statement_work *w, struct statement *out)
{
	assert(w->phase == PHASE_DONE);
	*out = w->s;
	memset(&w->s, 0, sizeof(w->s));
	statement_free_work(w);
}

/* A read in the middle of its walk keeps the file as it is until it is done. */
static enum status hold_still(struct db *db, int64_t petition, struct stmt **out)
{
	enum status st = stmt_get(db, "SELECT id FROM petition WHERE id >= :id", out);

	if (st) {
		*out = NULL;
		return st;
	}
	stmt_int(*out, ":id", petition);
	st = stmt_step(*out);
	return st == ST_END ? ST_NOTFOUND : st;
}

enum status statement_petition(struct db *db, int64_t petition, bool leaving, struct statement *out)
{
	struct statement_work *w = NULL;
	struct stmt *still = NULL;
	enum status st = hold_still(db, petition, &still);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK)
		st = statement_begin(db, petition, leaving, &w);
	while (st == ST_OK)
		st = statement_step(w);
	if (st == ST_END)
		statement_finish(w, out);
	else
		statement_free_work(w);
	stmt_done(still);
	return st == ST_END ? ST_OK : st;
}

const struct statement_line *statement_find(const struct statement *s, enum statement_kind kind)
{
	for (size_t i = 0; i < s->n_lines; i++)
		if (s->lines[i].kind == kind)
			return &s->lines[i];
	return NULL;
}

bool statement_is_less(const struct statement_line *l)
{
	return l->kind == STATEMENT_NOT_HELD || l->kind == STATEMENT_STATE;
}

/* ---- growth ---- */

struct statement_point *statement_growth(const struct statement *s, size_t *n)
{
	struct statement_point *points = mem_array(s->n_days + 1, sizeof(*points));
	int64_t sum = 0;

	*n = 0;
	for (size_t i = 0; i < s->n_days; i++) {
		if (!s->days[i].date.day)
			continue;
		sum += s->days[i].counted;
		points[(*n)++] =
			(struct statement_point){ date_to_days(&s->days[i].date), sum, false };
	}
	return points;
}

struct statement_point *statement_declared_growth(const struct statement *s, size_t *n)
{
	struct statement_point *points = mem_array(s->n_totals + 1, sizeof(*points));
	const char **sources = mem_array(s->n_totals + 1, sizeof(*sources));

	*n = 0;
	for (size_t i = 0; i < s->n_totals; i++) {
		const char *source = s->totals[i].source;
		struct date date;
		long day;

		if (date_parse(s->totals[i].observed, &date) != ST_OK || !date.day)
			continue;
		day = date_to_days(&date);
		/* Of one day the last one. */
		if (*n > 0 && points[*n - 1].day == day)
			(*n)--;
		points[*n] = (struct statement_point){ day, s->totals[i].value,
			*n > 0 && strcmp(source, sources[*n - 1]) != 0 };
		sources[(*n)++] = source;
	}
	free(sources);
	return points;
}
