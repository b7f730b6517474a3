#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mass.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/fuzzy.h"
#include "tui/records.h"
#include "tui/work.h"

/* Marking rows: one by one, a range, all that the filter shows. */

#define FORGET_STEP 500  /* marked rows that are looked up in one step when idle */
#define FORGET_MAX 10000 /* of more it is looked only when something is done with them */

struct query records_query(struct pane *p)
{
	struct list *l = &records_of(p)->list;

	return (struct query){ .entity = l->entity,
		.owner = l->owner,
		.owner_id = l->owner_id,
		.where = l->where,
		.sort = l->sort };
}

static void toggle(struct records *s, int64_t id)
{
	if (idset_remove(&s->marks, id))
		return;
	idset_add(&s->marks, id);
	s->marked_last = id;
}

void records_toggle_at(struct pane *p, size_t row)
{
	struct records *s = records_of(p);

	if (row < s->list.n)
		toggle(s, s->list.rows[row].record.id);
}

enum reaction records_mark(struct app *app, struct pane *p, const struct action *self)
{
	struct records *s = records_of(p);
	int64_t n = app->count > 0 ? app->count : 1;

	(void)self;
	for (int64_t i = 0; i < n; i++) {
		const struct record *r = list_selected(&s->list);
		int64_t id = r ? r->id : 0;

		if (!r)
			break;
		toggle(s, id);
		pane_move(p, MOVE_DOWN, 1);
		r = list_selected(&s->list);
		/* At the end it stays where it is. */
		if (!r || r->id == id || list_busy(&s->list))
			break;
	}
	return REACT_REDRAW;
}

/* ---- a range ---- */

/* The two ways from a row, walked a step of each in turn: it is not known which leads to the other.
 */
struct ways {
	struct cursor *cursors[2];
	struct idset passed[2];
	bool ended[2];
};

/* Where a row stands in the order of the list. ST_NOTFOUND: the filter does not let it be seen. */
static enum status find_key(struct pane *p, int64_t id, struct query_key *out)
{
	struct query q = records_query(p);
	struct str where = STR_INIT;
	struct cursor *c = NULL;
	struct record row;
	enum status st = record_load(pane_db(p), p->at.entity, id, &row);

	str_addf(&where, "%s ref=\"%s\"", q.where ? q.where : "",
		st == ST_OK ? record_show(&row, "ref") : "");
	record_free(&row);
	q.where = str_text(&where);
	if (st == ST_OK)
		st = query_open(pane_db(p), &q, NULL, false, &c);
	while (st == ST_OK) {
		bool found;

		st = query_next(c, &row);
		found = st == ST_OK && row.id == id;
		record_free(&row);
		if (found)
			break;
	}
	if (st == ST_OK)
		query_key(c, out);
	query_close(c);
	str_free(&where);
	return st == ST_END ? ST_NOTFOUND : st;
}

static enum status step(struct ways *w, int way, int64_t to, bool *there)
{
	struct record row;
	enum status st = query_next(w->cursors[way], &row);

	if (st == ST_OK) {
		idset_add(&w->passed[way], row.id);
		*there = row.id == to;
	}
	w->ended[way] = st == ST_END;
	record_free(&row);
	return st == ST_END ? ST_OK : st;
}

static enum status walk(struct pane *p, struct ways *w, int64_t to, struct idset *out)
{
	enum status st = ST_OK;
	bool there = false;

	while (st == ST_OK && !there && !(w->ended[0] && w->ended[1]))
		for (int way = 0; way < 2 && st == ST_OK && !there; way++) {
			if (w->ended[way])
				continue;
			st = step(w, way, to, &there);
			if (st == ST_OK)
				st = db_progress(pane_db(p), "", w->passed[way].count, 0);
			if (st == ST_OK && there)
				idset_join(out, &w->passed[way]);
		}
	return st == ST_OK && !there ? ST_NOTFOUND : st;
}

static enum status mark_between(struct pane *p, int64_t from, int64_t to, struct idset *out)
{
	struct query q = records_query(p);
	struct query_key key = { 0 };
	struct ways w = { { NULL, NULL }, { IDSET_INIT, IDSET_INIT }, { false, false } };
	enum status st = find_key(p, from, &key);

	if (st == ST_OK && from != to) {
		st = query_open(pane_db(p), &q, &key, false, &w.cursors[0]);
		if (st == ST_OK)
			st = query_open(pane_db(p), &q, &key, true, &w.cursors[1]);
		if (st == ST_OK)
			st = walk(p, &w, to, out);
	}
	if (st == ST_OK)
		idset_add(out, from);
	for (int way = 0; way < 2; way++) {
		query_close(w.cursors[way]);
		idset_clear(&w.passed[way]);
	}
	query_key_free(&key);
	return st;
}

enum reaction records_mark_range(struct app *app, struct pane *p, const struct action *self)
{
	struct records *s = records_of(p);
	const struct record *r = list_selected(&s->list);
	int64_t to = r ? r->id : 0;
	struct idset range = IDSET_INIT;
	enum status st;

	(void)self;
	if (!r)
		return REACT_NONE;
	if (!s->marked_last) {
		app_say(app, _("Mark a row first with m; M then marks all from there to here."));
		return REACT_REDRAW;
	}
	work_begin(app, _("Marking"));
	st = mark_between(p, s->marked_last, to, &range);
	work_end(app);
	if (st == ST_OK) {
		idset_join(&s->marks, &range);
		s->marked_last = to;
	} else if (st == ST_NOTFOUND) {
		app_warn(app, _("The row that was marked last is not in this list now: mark "
				"another with m."));
	} else if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing more was marked."));
	} else {
		app_failed(app, st);
	}
	idset_clear(&range);
	return REACT_REDRAW;
}

/* ---- all, none, the others ---- */

static void mark_found(struct records *s, const struct idset *found, bool others)
{
	if (!others) {
		idset_join(&s->marks, found);
		return;
	}
	for (int64_t id = idset_next(found, 0); id; id = idset_next(found, id))
		if (!idset_remove(&s->marks, id))
			idset_add(&s->marks, id);
}

static enum reaction take(struct app *app, struct pane *p, const char *what)
{
	struct records *s = records_of(p);
	struct query q = records_query(p);
	struct idset found = IDSET_INIT;
	enum status st;

	if (!strcmp(what, "none")) {
		idset_clear(&s->marks);
		s->marked_last = 0;
		return REACT_REDRAW;
	}
	if (strcmp(what, "all") != 0 && strcmp(what, "others") != 0) {
		app_say(app, _("Nothing is called so here."));
		return REACT_REDRAW;
	}
	work_begin_reading(app, _("Marking"));
	st = mass_find(app->db, &q, &found);
	if (st == ST_OK)
		mark_found(s, &found, !strcmp(what, "others"));
	work_end(app);
	idset_clear(&found);
	if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing more was marked."));
	else
		app_failed(app, st);
	return REACT_REDRAW;
}

static enum reaction take_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take(app, p, row->line);
}

static void offer(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	static const char *const lines[] = { "all", "none", "others" };
	static const char *const labels[] = { N_("all"), N_("none"), N_("others") };
	static const char *const abouts[] = { N_("Mark all that this list shows"),
		N_("Take every mark away"),
		N_("Mark what this list shows and is not marked, and unmark the rest of it") };
	struct records *s = records_of(p);
	struct fuzzy *fuzzy = fuzzy_new(text);

	(void)app;
	for (int i = 0; i < 3; i++) {
		struct str about = STR_INIT;
		int64_t n = i == 0 ? s->list.total : i == 1 ? s->marks.count : -1;

		str_add(&about, _(abouts[i]));
		if (n >= 0) {
			str_add(&about, ": ");
			cell_number(n, &about);
		}
		if (fuzzy_score(fuzzy, _(labels[i])))
			offers_add(out, &(struct offer){ .line = (char *)lines[i],
						.label = (char *)_(labels[i]),
						.about = (char *)str_text(&about) });
		str_free(&about);
	}
	fuzzy_free(fuzzy);
}

static const struct prompt_kind marks_prompt = {
	.label = N_("Mark: "),
	.offer = offer,
	.take = take_offer,
	.accept = take,
};

enum reaction records_ask_marks(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &marks_prompt, NULL, "");
	return REACT_REDRAW;
}

/* ---- what is still there ---- */

bool records_marks_idle(struct pane *p)
{
	struct records *s = records_of(p);
	int64_t before = s->marks.count;

	if (!s->marks_due || before > FORGET_MAX)
		return false;
	if (mass_forget_gone(p->app->db, p->at.entity, &s->marks, &s->marks_seen, FORGET_STEP) !=
			ST_OK ||
		!s->marks_seen)
		s->marks_due = false;
	if (!idset_has(&s->marks, s->marked_last) && s->marks.count == 0)
		s->marked_last = 0;
	if (s->marks.count != before)
		p->app->dirty = true;
	return s->marks_due;
}

/* Those that the filter hides, of those that are marked. */
static enum status count_hidden(struct pane *p, int64_t *out)
{
	struct records *s = records_of(p);
	struct query q = records_query(p);
	struct idset shown = IDSET_INIT;
	enum status st = ST_OK;

	*out = 0;
	if (q.where) {
		st = mass_find(pane_db(p), &q, &shown);
		for (int64_t id = idset_next(&s->marks, 0); id; id = idset_next(&s->marks, id))
			*out += !idset_has(&shown, id);
	}
	idset_clear(&shown);
	return st;
}

bool records_marked(struct pane *p, bool with_hidden, struct str *out)
{
	struct records *s = records_of(p);
	struct app *app = p->app;
	int64_t after = 0, hidden = 0;
	enum status st;

	work_begin_reading(app, _("Looking at what is marked"));
	st = s->marks_due ? mass_forget_gone(app->db, p->at.entity, &s->marks, &after, 0) : ST_OK;
	s->marks_due = s->marks_due && st != ST_OK;
	if (st == ST_OK && s->marks.count && with_hidden)
		st = count_hidden(p, &hidden);
	work_end(app);
	if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else if (st != ST_OK)
		app_failed(app, st);
	else if (!s->marks.count)
		app_say(app, _("What was marked is no longer there."));
	if (st != ST_OK || !s->marks.count)
		return false;
	cell_counted(entity_get(p->at.entity), s->marks.count, out);
	if (hidden) {
		str_add(out, " (");
		cell_number(hidden, out);
		str_add(out, _(" of them hidden by the filter)"));
	}
	return true;
}
