#include "config.h"

#include "tui/list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/deadline.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/str.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/list_window.h"

/* Parties, cosigners and proofs are called by whom or what they name. */
static int named_field(const struct entity *e)
{
	if (e->fields[entity_field(e, e->headline)].flags & FIELD_REQUIRED)
		return -1;
	for (int i = 0; i < (int)e->n_fields; i++)
		if (e->fields[i].type == FIELD_REF && (e->fields[i].flags & FIELD_REQUIRED) &&
			(!e->scope || strcmp(e->fields[i].name, e->scope) != 0))
			return i;
	return -1;
}

void list_init(struct list *l, struct app *app, enum entity_id entity, enum entity_id owner,
	int64_t owner_id, const char *where)
{
	struct query q = { .entity = entity, .owner = owner, .owner_id = owner_id, .where = where };

	*l = (struct list){ .app = app,
		.db = app->db,
		.entity = entity,
		.owner = owner,
		.owner_id = owner_id,
		.where = mem_text_or_null(where),
		.pager = pager_new(app->db, &q),
		.named = named_field(entity_get(entity)),
		.height = 1,
		.base = -1,
		.total = -1,
		.count_due = true,
		.wish = WISH_TOP };
}

void list_free(struct list *l)
{
	window_clear(l);
	free(l->rows);
	free(l->where);
	free(l->sort);
	free(l->wish_text);
	pager_free(l->pager);
	pager_free(l->next);
	free(l->error);
	if (l->rules)
		deadline_data_free(l->rules);
	free(l->rules);
	*l = (struct list){ .base = -1 };
}

/* What is shown stays until something of the new list is there. */
static void begin_anew(struct list *l)
{
	struct query q = { .entity = l->entity,
		.owner = l->owner,
		.owner_id = l->owner_id,
		.where = l->where,
		.sort = l->sort };

	pager_free(l->next);
	l->next = pager_new(l->db, &q);
	l->next_finds = false;
	l->next_begun = false;
	if (l->n == 0) {
		pager_free(l->pager);
		l->pager = l->next;
		l->next = NULL;
		l->wish = WISH_TOP;
		l->total = l->base = -1;
		l->count_due = true;
	}
	l->settle = WISH_NONE;
	free(l->error);
	l->error = NULL;
}

void list_filter(struct list *l, const char *where)
{
	free(l->where);
	l->where = where && *where ? mem_text(where) : NULL;
	begin_anew(l);
}

void list_order(struct list *l, const char *sort)
{
	free(l->sort);
	l->sort = mem_text_or_null(sort);
	begin_anew(l);
}

void list_height(struct list *l, int rows)
{
	l->height = rows > 0 ? rows : 1;
}

/* Remembers why reading failed, for as long as it does. */
static enum status note(struct list *l, enum status st)
{
	free(l->error);
	l->error = NULL;
	l->st = st;
	if (st < 0 && st != ST_STOPPED)
		l->error = mem_text(db_error(l->db));
	return st;
}

static enum status grant(struct list *l)
{
	switch (l->wish) {
	case WISH_NONE:
		return ST_OK;
	case WISH_TOP:
		return window_top(l);
	case WISH_END:
		return window_end(l);
	case WISH_PLACE:
		return window_place(l, l->wish_place);
	case WISH_SHARE:
		return window_share(l, l->wish_place);
	case WISH_SEEK:
		return window_seek(l);
	case WISH_STAY:
		return window_stay(l);
	case WISH_FIND:
		return window_find(l);
	case WISH_MORE:
		return window_step(l);
	}
	return ST_OK;
}

/* One attempt at what is wished. ST_STOPPED: it must go on later. */
static enum status attempt(struct list *l)
{
	enum status st;

	if (l->wish == WISH_NONE)
		return ST_OK;
	st = grant(l);
	if (st == ST_STOPPED)
		return st;
	l->wish = WISH_NONE;
	if (st == ST_OK)
		st = window_fill(l);
	return note(l, st);
}

static bool same_text(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* One attempt at the list that is asked for; it takes the place of the one shown. */
static enum status attempt_next(struct list *l)
{
	struct pager *shown = l->pager;
	enum status st;

	if (!l->next)
		return ST_OK;
	l->pager = l->next;
	st = l->next_finds ? window_find(l) : window_top(l);
	if (st != ST_OK) {
		l->pager = shown;
		return st == ST_STOPPED ? st : note(l, st);
	}
	l->next = NULL;
	l->wish = WISH_NONE;
	/* The same rows in another order: there are as many as before. */
	if (!same_text(pager_query(shown)->where, pager_query(l->pager)->where))
		l->total = -1;
	l->count_due = true;
	pager_free(shown);
	return note(l, window_fill(l));
}

enum status list_load(struct list *l)
{
	enum status st;

	app_impatient(l->app, UNTIL_TIME_UP);
	st = attempt(l);
	/* Once: a key that only moves need not wait for it. */
	if (l->next && !l->next_begun && (st == ST_OK || st == ST_STOPPED) && !l->error) {
		l->next_begun = true;
		st = attempt_next(l);
	}
	app_patient(l->app);
	return st == ST_STOPPED ? ST_OK : st;
}

enum status list_reload(struct list *l)
{
	pager_forget(l->pager);
	if (l->next)
		pager_forget(l->next);
	l->next_begun = false;
	l->count_due = true;
	l->base_due = true;
	free(l->error);
	l->error = NULL;
	if (l->wish == WISH_NONE || l->wish == WISH_MORE)
		l->wish = l->n ? WISH_STAY : WISH_TOP;
	return list_load(l);
}

bool list_busy(const struct list *l)
{
	return l->wish != WISH_NONE || (l->next && !l->error) ||
	       (!l->error && !l->last && l->n && l->n < l->top + (size_t)l->height);
}

int list_progress(const struct list *l)
{
	return list_busy(l) ? pager_progress(l->next ? l->next : l->pager) : -1;
}

bool list_stop(struct list *l)
{
	const struct query *q = pager_query(l->pager);

	if (l->n == 0 || !list_busy(l))
		return false;
	l->wish = WISH_NONE;
	l->settle = WISH_NONE;
	if (l->next) {
		pager_free(l->next);
		l->next = NULL;
		free(l->where);
		free(l->sort);
		l->where = mem_text_or_null(q->where);
		l->sort = mem_text_or_null(q->sort);
	}
	return true;
}

static enum status rank(struct list *l)
{
	enum status st = ST_OK;

	if (l->first)
		l->base = 0;
	else if (l->n)
		st = pager_rank(l->pager, &l->rows[0].key, &l->base);
	if (st == ST_OK)
		l->base_due = false;
	return st;
}

static enum status count(struct list *l)
{
	enum status st = pager_survey(l->pager);

	if (pager_total(l->pager) >= 0)
		l->total = pager_total(l->pager);
	/* The number may be known before all places are, and some of them too. */
	if (st == ST_STOPPED && pager_total(l->pager) >= 0 && (l->base < 0 || l->base_due))
		(void)!rank(l);
	if (st != ST_END)
		return st;
	l->count_due = false;
	if (l->base < 0 && l->last && l->n) {
		l->base = l->total - (int64_t)l->n;
		l->base_due = false;
	}
	return ST_OK;
}

/* Now that it is known where: exactly there. */
static enum status settle(struct list *l)
{
	l->wish = l->settle;
	l->settle = WISH_NONE;
	return attempt(l);
}

bool list_idle(struct list *l)
{
	int64_t total = l->total;
	enum status st = ST_OK;
	bool more = true;

	if (l->error)
		return false;
	if (l->wish != WISH_NONE)
		st = attempt(l);
	else if (l->next)
		st = attempt_next(l);
	else if (window_wants_margin(l))
		st = window_margin(l);
	else if (l->count_due)
		st = count(l);
	else if (l->settle != WISH_NONE)
		st = settle(l);
	else if (l->n && (l->base < 0 || l->base_due))
		st = rank(l);
	else
		more = false;
	/* What rests tells how far it is. */
	if (st != ST_STOPPED)
		note(l, st);
	if (more && (st != ST_STOPPED || list_busy(l) || l->total != total))
		l->app->dirty = true;
	return more;
}

/* Down or up within the window; what lies beyond is asked for. */
static bool move_by(struct list *l, int64_t n, bool scroll)
{
	/* What was asked for before, and is still being read, counts too. */
	l->wish_step = (l->wish == WISH_MORE ? l->wish_step : 0) + n;
	l->wish = WISH_MORE;
	l->wish_scroll = scroll;
	l->settle = WISH_NONE;
	return list_load(l) == ST_OK;
}

bool list_move(struct list *l, enum move move, int64_t n)
{
	int64_t page = l->height > 1 ? l->height - 1 : 1;
	int64_t half = l->height > 1 ? l->height / 2 : 1;

	switch (move) {
	case MOVE_DOWN:
		return move_by(l, n, false);
	case MOVE_UP:
		return move_by(l, -n, false);
	case MOVE_PAGE_DOWN:
		return move_by(l, n * page, true);
	case MOVE_PAGE_UP:
		return move_by(l, -n * page, true);
	case MOVE_HALF_DOWN:
		return move_by(l, n * half, true);
	case MOVE_HALF_UP:
		return move_by(l, -n * half, true);
	case MOVE_TOP:
		l->wish = WISH_TOP;
		break;
	case MOVE_END:
		l->wish = WISH_END;
		break;
	case MOVE_PLACE:
		l->wish = WISH_PLACE;
		l->wish_place = n > 0 ? n - 1 : 0;
		break;
	case MOVE_SHARE:
		l->wish = WISH_SHARE;
		l->wish_place = n;
		break;
	}
	l->settle = WISH_NONE;
	return list_load(l) == ST_OK;
}

bool list_point(struct list *l, int line)
{
	if (line < 0 || line >= l->height || (size_t)line >= l->n - l->top)
		return false;
	l->cursor = l->top + (size_t)line;
	return true;
}

void list_find(struct list *l, int64_t id)
{
	l->wish_id = id;
	l->settle = WISH_NONE;
	if (l->next)
		l->next_finds = true;
	else
		l->wish = WISH_FIND;
}

enum status list_seek(struct list *l, const char *text)
{
	free(l->wish_text);
	l->wish_text = mem_text(text);
	l->wish = WISH_SEEK;
	l->settle = WISH_NONE;
	return list_load(l);
}

const struct record *list_selected(const struct list *l)
{
	return l->cursor < l->n ? &l->rows[l->cursor].record : NULL;
}

void list_cell(const struct list *l, const struct list_row *row, int field, struct str *out)
{
	const struct entity *e = row->record.entity;

	/* Whatever else there is room for. */
	if (row->stale && field == entity_field(e, e->headline))
		str_add(out, _("Stale: "));
	else if (e->id == ENTITY_DEADLINE && field == entity_field(e, e->headline) &&
		 deadline_unchecked(&row->record))
		str_add(out, _("Not checked: "));
	if (field == l->named && row->named)
		str_add(out, row->named);
	else
		cell_field(&row->record, field, out);
}

int64_t list_place(const struct list *l)
{
	return l->n && l->base >= 0 ? l->base + (int64_t)l->cursor + 1 : 0;
}
