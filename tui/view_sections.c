#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"

/* Where you are: the lists of the whole file, and the cases with their sections. */

#define CASES_MAX 300 /* what is beyond is found in the list of cases */

enum item_kind {
	ITEM_HOME,
	ITEM_LIST, /* all records of a kind */
	ITEM_LOG,
	ITEM_BLANK,
	ITEM_CASES, /* the heading, and the list of all cases */
	ITEM_CASE,
	ITEM_SECTION, /* the records of a kind in a case */
	ITEM_REST,    /* there are more cases than are shown */
};

struct item {
	enum item_kind kind;
	enum entity_id entity;
	int64_t case_id;
	char *label;   /* owned */
	int64_t count; /* -1: not known yet */
	bool due;      /* it must be counted */
	bool open;     /* ITEM_CASE: its sections are shown */
	bool quiet;    /* a case that is closed */
};

struct sections {
	struct item *items; /* owned */
	size_t n;
	size_t cap;
	struct scroll scroll;
	int64_t *open; /* owned; the cases whose sections are shown */
	size_t n_open;
};

static const enum entity_id whole_file[] = { ENTITY_DEADLINE, ENTITY_CONTACT, ENTITY_AUTHORITY };
static const enum entity_id in_case[] = { ENTITY_PETITION, ENTITY_LETTER, ENTITY_EXHIBIT,
	ENTITY_RULING, ENTITY_EVENT, ENTITY_PARTY, ENTITY_DEADLINE };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct sections *state(struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t row)
{
	const struct sections *s = arg;

	return s->items[row].kind != ITEM_BLANK;
}

static enum status sections_open(struct pane *p)
{
	struct sections *s = mem_zero(sizeof(*s));

	p->state = s;
	s->scroll.rests = rests;
	s->scroll.arg = s;
	return ST_OK;
}

static void free_items(struct item *items, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(items[i].label);
	free(items);
}

static void sections_close(struct pane *p)
{
	struct sections *s = state(p);

	free_items(s->items, s->n);
	free(s->open);
	free(s);
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
	item->open = is_open(s, r->id);
	item->quiet = strcmp(status, "open") != 0;
	if (!item->open)
		return;
	for (size_t i = 0; i < COUNT(in_case); i++)
		add(s, ITEM_SECTION, in_case[i], _(entity_get(in_case[i])->labels))->case_id =
			r->id;
}

static enum status add_cases(struct pane *p)
{
	struct sections *s = state(p);
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

	for (size_t i = 0; i < s->n; i++) {
		if (n_old > 0 && same(&s->items[i], &selected))
			s->scroll.cursor = i;
		for (size_t k = 0; k < n_old; k++)
			if (same(&s->items[i], &old[k]))
				s->items[i].count = old[k].count;
	}
}

static enum status sections_load(struct pane *p)
{
	struct sections *s = state(p);
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
	s->scroll.n = s->n;
	s->scroll.height = p->box.rows;
	scroll_fix(&s->scroll);
	return st;
}

/* Counts one item; those that are seen go first. */
static bool sections_idle(struct pane *p)
{
	struct sections *s = state(p);

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

static void draw_item(struct pane *p, const struct item *item, int y, enum style selected)
{
	struct screen *s = p->app->screen;
	bool bar = selected != STYLE_TEXT;
	enum style style = bar ? selected : item->quiet ? STYLE_DIM : STYLE_TEXT;
	struct str label = STR_INIT;
	struct str count = STR_INIT;
	int cols = p->box.cols;
	int width = 0;

	if (item->kind == ITEM_CASE)
		str_addf(&label, "%s %s", item->open ? "-" : "+", item->label);
	else if (item->kind == ITEM_SECTION)
		str_addf(&label, "    %s", item->label);
	else
		str_add(&label, item->label);
	if (item->kind == ITEM_CASES && !bar)
		style = STYLE_HEADING;
	if (item->count >= 0)
		cell_number(item->count, &count);
	if (item->count == 0 && !bar)
		style = item->kind == ITEM_CASES ? style : STYLE_DIM;
	screen_put(s, y, p->box.x, cols, bar ? selected : STYLE_TEXT, bar ? "▸" : "");
	if (count.len > 0)
		width = screen_width(s, str_text(&count)) + 1;
	screen_put(s, y, p->box.x + 2, cols - 3 - width, style, str_text(&label));
	if (count.len > 0)
		screen_put(s, y, p->box.x + cols - width, width - 1, style, str_text(&count));
	str_free(&label);
	str_free(&count);
}

static void sections_draw(struct pane *p, bool focused)
{
	struct sections *s = state(p);

	for (int i = 0; i < p->box.rows && s->scroll.top + (size_t)i < s->n; i++) {
		size_t row = s->scroll.top + (size_t)i;
		bool selected = row == s->scroll.cursor;

		if (selected && focused)
			screen_cursor(p->app->screen, p->box.y + i, p->box.x, false);
		draw_item(p, &s->items[row], p->box.y + i,
			selected ? (focused ? STYLE_SELECTED : STYLE_RESTING) : STYLE_TEXT);
	}
}

static const struct item *selected_item(struct pane *p)
{
	struct sections *s = state(p);

	return s->scroll.cursor < s->n ? &s->items[s->scroll.cursor] : NULL;
}

static bool sections_subject(struct pane *p, struct subject *out)
{
	const struct item *item = selected_item(p);

	if (!item || item->kind != ITEM_CASE)
		return false;
	*out = (struct subject){ ENTITY_CASE, item->case_id };
	return true;
}

/* In a section its kind, elsewhere a case. */
static bool sections_kind(struct pane *p, struct place *out)
{
	const struct item *item = selected_item(p);

	*out = (struct place){ .entity = ENTITY_CASE };
	if (item && item->kind == ITEM_LIST)
		out->entity = item->entity;
	if (item && item->kind == ITEM_SECTION)
		*out = (struct place){
			.entity = item->entity, .owner = ENTITY_CASE, .owner_id = item->case_id
		};
	return true;
}

static unsigned sections_has(struct pane *p)
{
	const struct item *item = selected_item(p);
	struct subject s;
	unsigned has = NEEDS_ROW | NEEDS_KIND;

	if (sections_subject(p, &s))
		has |= NEEDS_RECORD;
	if (item && item->kind == ITEM_SECTION && item->entity == ENTITY_EXHIBIT)
		has |= NEEDS_EXHIBIT;
	return has;
}

static bool sections_move(struct pane *p, enum move move, int64_t n)
{
	return scroll_move(&state(p)->scroll, move, n);
}

static bool sections_point(struct pane *p, int y, int x)
{
	(void)x;
	return scroll_point(&state(p)->scroll, y - p->box.y);
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct item *item = selected_item(p);
	struct place at = { .view = &view_records };

	(void)self;
	if (!item)
		return REACT_NONE;
	at.entity = item->entity;
	switch (item->kind) {
	case ITEM_HOME:
		at.view = &view_home;
		break;
	case ITEM_LOG:
		at.view = &view_log;
		break;
	case ITEM_CASE:
		at.view = &view_record;
		at.id = item->case_id;
		set_open(state(p), item->case_id, true);
		pane_stale(p);
		break;
	case ITEM_SECTION:
		at.owner = ENTITY_CASE;
		at.owner_id = item->case_id;
		break;
	case ITEM_LIST:
	case ITEM_CASES:
	case ITEM_REST:
		break;
	case ITEM_BLANK:
		return REACT_NONE;
	}
	app_go(app, &at);
	return REACT_REDRAW;
}

static enum reaction act_fold(struct app *app, struct pane *p, const struct action *self)
{
	struct sections *s = state(p);
	const struct item *item = selected_item(p);

	(void)app;
	if (!item || (item->kind != ITEM_CASE && item->kind != ITEM_SECTION))
		return self->arg > 0 ? act_open(app, p, self) : REACT_NONE;
	if (item->kind == ITEM_SECTION) {
		if (self->arg > 0)
			return act_open(app, p, self);
		/* Up to the case first. */
		while (s->items[s->scroll.cursor].kind == ITEM_SECTION)
			s->scroll.cursor--;
		return REACT_RELOAD;
	}
	set_open(s, item->case_id, self->arg == 0 ? !item->open : self->arg > 0);
	return REACT_RELOAD;
}

/* Here already: back to what is beside. */
static enum reaction act_sections(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app->focus = FOCUS_MAIN;
	return REACT_REDRAW;
}

static const char *const contexts[] = { "sections", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open the list, or the case"),
		.verb = "list",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "fold",
		.label = N_("fold"),
		.help = N_("Show the sections of the case, or put them away"),
		.needs = NEEDS_ROW,
		.rank = 2,
		.run = act_fold },
	{ .name = "unfold",
		.label = N_("unfold"),
		.help = N_("Show the sections of the case; in a section: open it"),
		.needs = NEEDS_ROW,
		.arg = 1,
		.run = act_fold },
	{ .name = "fold-up",
		.label = N_("fold up"),
		.help = N_("Put the sections of the case away"),
		.needs = NEEDS_ROW,
		.arg = -1,
		.run = act_fold },
	{ .name = "sections",
		.label = N_("leave"),
		.help = N_("To what stands beside the cases"),
		.run = act_sections },
	DEED_ADD,
	DEED_EDIT,
	DEED_REMOVE,
	DEED_ATTACH,
	{ .name = NULL },
};

const struct view view_sections = {
	.name = "sections",
	.title = N_("Cases"),
	.contexts = contexts,
	.actions = actions,
	.open = sections_open,
	.close = sections_close,
	.load = sections_load,
	.draw = sections_draw,
	.idle = sections_idle,
	.has = sections_has,
	.subject = sections_subject,
	.kind = sections_kind,
	.move = sections_move,
	.point = sections_point,
};
