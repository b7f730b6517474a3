#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/app.h"
#include "tui/sections.h"

#define CASES_MAX 300 /* what is beyond is found in the list of cases */

static const enum entity_id whole_file[] = { ENTITY_DEADLINE, ENTITY_CONTACT, ENTITY_AUTHORITY };
static const enum entity_id in_case[] = { ENTITY_PETITION, ENTITY_LETTER, ENTITY_EXHIBIT,
	ENTITY_RULING, ENTITY_EVENT, ENTITY_PARTY, ENTITY_DEADLINE };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void free_items(struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(items[i].label);
	free(items);
}

void sections_forget(struct sections *s)
{
	free_items(s->items, s->n);
	free(s->open);
}

static struct item *add(
	struct sections *s, enum item_kind kind, enum entity_id entity, const char *label)
{
	struct item *item;

	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		s->items = mem_resize(s->items, s->cap, sizeof(*s->items));
	}
	item = &s->items[s->n++];
	*item = (struct item){
		.kind = kind, .entity = entity, .label = mem_text(label), .count = -1
	};
	item->due = kind == ITEM_LIST || kind == ITEM_SECTION || kind == ITEM_CASES;
	return item;
}

static bool is_open(const struct sections *s, int64_t id)
{
	for (size_t i = 0; i < s->n_open; i++)
		if (s->open[i] == id)
			return true;
	return false;
}

static void set_open(struct sections *s, int64_t id, bool open)
{
	if (open && !is_open(s, id)) {
		s->open = mem_resize(s->open, s->n_open + 1, sizeof(*s->open));
		s->open[s->n_open++] = id;
	}
	for (size_t i = 0; i < s->n_open && !open; i++) {
		if (s->open[i] == id) {
			s->open[i] = s->open[--s->n_open];
			break;
		}
	}
}

static void add_case(struct sections *s, const struct record *r)
{
	struct item *item = add(s, ITEM_CASE, ENTITY_CASE, record_show(r, "ref"));
	const char *status = record_show(r, "status");

	item->case_id = r->id;
	item->open = is_open(s, r->id) || r->id == s->here_open;
	item->quiet = strcmp(status, "open") != 0;
	if (!item->open)
		return;
	for (size_t i = 0; i < COUNT(in_case); i++)
		add(s, ITEM_SECTION, in_case[i], _(entity_get(in_case[i])->labels))->case_id =
			r->id;
}

static enum status add_cases(struct pane *p)
{
	struct sections *s = sections_of(p);
	struct query q = { .entity = ENTITY_CASE };
	struct cursor *c = NULL;
	struct record row = { 0 };
	size_t n = 0;
	enum status st = query_open(pane_db(p), &q, NULL, false, &c);

	while (st == ST_OK && n <= CASES_MAX) {
		st = query_next(c, &row);
		if (st == ST_OK && n++ < CASES_MAX)
			add_case(s, &row);
		record_free(&row);
	}
	query_close(c);
	if (n > CASES_MAX)
		add(s, ITEM_REST, ENTITY_CASE, _("all cases"));
	return st == ST_END ? ST_OK : st;
}

static bool same(const struct item *a, const struct item *b)
{
	return a->kind == b->kind && a->entity == b->entity && a->case_id == b->case_id;
}

/* What was known of the items before holds until it is counted again; so does the selection. */
static void carry_over(struct sections *s, const struct item *old, size_t n_old)
{
	struct item selected =
		s->scroll.cursor < n_old ? old[s->scroll.cursor] : (struct item){ 0 };

	size_t next = 0; /* both are in the same order, but for what came and went */

	for (size_t i = 0; i < s->n; i++) {
		if (n_old > 0 && same(&s->items[i], &selected))
			s->scroll.cursor = i;
		for (size_t k = 0; k < n_old; k++) {
			size_t at = (next + k) % n_old;

			if (!same(&s->items[i], &old[at]))
				continue;
			s->items[i].count = old[at].count;
			next = at + 1;
			break;
		}
	}
}

/* Whether the view on top is about this item. */
static bool is_here(const struct here *here, const struct item *item)
{
	switch (item->kind) {
	case ITEM_HOME:
		return here->view == &view_home;
	case ITEM_LOG:
		return here->view == &view_log;
	case ITEM_LIST:
		return !here->view && here->entity == item->entity && here->case_id == 0;
	case ITEM_CASES:
		return !here->view && here->entity == ENTITY_CASE && here->id == 0;
	case ITEM_CASE:
		return !here->view && here->entity == ENTITY_CASE && here->id == item->case_id;
	case ITEM_SECTION:
		return !here->view && here->entity == item->entity &&
		       here->case_id == item->case_id;
	case ITEM_BLANK:
	case ITEM_REST:
		break;
	}
	return false;
}

/* Finds out where one is. True when the sections of another case are to be seen. */
static bool look_around(struct pane *p)
{
	struct sections *s = sections_of(p);
	const struct pane *top = app_top(p->app);
	int64_t open = s->here_open;
	struct here before = s->here;

	if (s->seen == top && s->seen_id == top->at.id && s->seen_at == p->app->generation)
		return false;
	s->seen = top;
	s->seen_id = top->at.id;
	s->seen_at = p->app->generation;
	if (!here_find(p->app, &s->here)) {
		s->here = (struct here){ .entity = ENTITY_NONE };
	} else {
		s->here_open = s->here.case_id;
		if (s->here.entity == ENTITY_CASE)
			s->here_open = s->here.id;
	}
	if (before.view != s->here.view || before.entity != s->here.entity ||
		before.case_id != s->here.case_id || before.id != s->here.id)
		s->moved = true;
	return s->here_open != open;
}

/* The item that the view on top is about is marked, and selected when somebody went there. */
static void mark_here(struct pane *p)
{
	struct sections *s = sections_of(p);

	for (size_t i = 0; i < s->n; i++) {
		s->items[i].here = is_here(&s->here, &s->items[i]);
		if (s->items[i].here && s->moved)
			s->scroll.cursor = i;
	}
	s->moved = false;
	s->scroll.n = s->n;
	s->scroll.height = p->box.rows;
	scroll_fix(&s->scroll);
}

static enum status read_items(struct pane *p)
{
	struct sections *s = sections_of(p);
	struct item *old = s->items;
	size_t n_old = s->n;
	enum status st;

	s->items = NULL;
	s->n = s->cap = 0;
	add(s, ITEM_HOME, ENTITY_NONE, _("Home"));
	for (size_t i = 0; i < COUNT(whole_file); i++)
		add(s, ITEM_LIST, whole_file[i], _(entity_get(whole_file[i])->labels));
	add(s, ITEM_LOG, ENTITY_NONE, _("Log"));
	add(s, ITEM_BLANK, ENTITY_NONE, "");
	add(s, ITEM_CASES, ENTITY_CASE, _(entity_get(ENTITY_CASE)->labels));
	st = add_cases(p);
	carry_over(s, old, n_old);
	free_items(old, n_old);
	s->read_at = p->app->generation;
	return st;
}

enum status sections_load(struct pane *p)
{
	struct sections *s = sections_of(p);
	bool stale = look_around(p) || s->read_at != p->app->generation;
	enum status st = stale ? read_items(p) : ST_OK;

	mark_here(p);
	return st;
}

/* Counts one item; those that are seen go first. */
bool sections_idle(struct pane *p)
{
	struct sections *s = sections_of(p);

	for (size_t i = 0; i < s->n; i++) {
		struct item *item = &s->items[(s->scroll.top + i) % s->n];
		struct query q = {
			.entity = item->entity, .owner = ENTITY_CASE, .owner_id = item->case_id
		};
		enum status st;
		int64_t count;

		if (!item->due)
			continue;
		st = query_count(pane_db(p), &q, &count);
		if (st == ST_STOPPED)
			return true;
		item->due = false;
		if (st == ST_OK && item->count != count) {
			item->count = count;
			p->app->dirty = true;
		}
		return true;
	}
	return false;
}

void sections_fold(struct pane *p, int64_t id, bool open)
{
	struct sections *s = sections_of(p);

	set_open(s, id, open);
	if (!open && s->here_open == id)
		s->here_open = 0;
	s->read_at = -1;
	pane_stale(p);
}
