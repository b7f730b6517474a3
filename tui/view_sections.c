#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/rows.h"
#include "tui/sections.h"

struct sections *sections_of(struct pane *p)
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
	p->scroll = &s->scroll;
	s->scroll.rests = rests;
	s->scroll.arg = s;
	s->read_at = -1;
	return ST_OK;
}

static void sections_close(struct pane *p)
{
	struct sections *s = sections_of(p);

	sections_forget(s);
	free(s);
}

static void draw_item(struct pane *p, const struct item *item, int y, enum style selected)
{
	struct screen *s = p->app->screen;
	bool bar = selected != STYLE_TEXT;
	enum style style = bar           ? selected
			   : item->here  ? STYLE_STRONG
			   : item->quiet ? STYLE_DIM
					 : STYLE_TEXT;
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
	if (item->count == 0 && !bar && !item->here)
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
	struct sections *s = sections_of(p);

	for (int i = 0; i < p->box.rows && s->scroll.top + (size_t)i < s->n; i++) {
		size_t row = s->scroll.top + (size_t)i;
		bool selected = row == s->scroll.cursor;

		if (selected && focused)
			screen_cursor(p->app->screen, p->box.y + i, p->box.x, false);
		draw_item(p, &s->items[row], p->box.y + i, row_style(selected, focused));
	}
}

static const struct item *selected_item(struct pane *p)
{
	struct sections *s = sections_of(p);

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

static bool sections_point(struct pane *p, int y, int x)
{
	const struct item *item;

	if (!scroll_point(&sections_of(p)->scroll, y - p->box.y))
		return false;
	item = selected_item(p);
	/* On the sign before a case: its sections. */
	if (item && item->kind == ITEM_CASE && x == p->box.x + 2) {
		sections_fold(p, item->case_id, !item->open);
		return false;
	}
	return true;
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
		sections_fold(p, item->case_id, true);
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
	struct sections *s = sections_of(p);
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
	sections_fold(p, item->case_id, self->arg == 0 ? !item->open : self->arg > 0);
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
	DEED_REFER,
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
	.point = sections_point,
};
