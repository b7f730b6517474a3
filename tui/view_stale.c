#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/form.h"
#include "tui/merge.h"
#include "tui/save.h"
#include "tui/wrap.h"

/*
 * Both sides of a record that was changed while its form was open: of each field that both changed
 * what it was, what was typed and what stands there now, side by side where there is room; and what
 * goes together by itself.
 */

#define SIDES 3
#define WIDE_FROM 84 /* columns from which on the three stand beside each other */
#define TAG_WIDTH 10 /* of "[yours]" */

enum side { SIDE_WAS, SIDE_YOURS, SIDE_THEIRS };

enum row_kind { ROW_TEXT, ROW_BLANK, ROW_LABEL, ROW_LINE, ROW_HEADING, ROW_MERGED };

struct row {
	enum row_kind kind;
	size_t conflict; /* ROW_LABEL, ROW_LINE */
	int field;       /* ROW_MERGED */
	int only;        /* ROW_LINE: the one side that stands on it; -1: all three */
	bool first;      /* ROW_LINE: the first of that side */
	struct wrap_line parts[SIDES];
};

/* A field that both changed. */
struct conflict {
	int field;
	struct str texts[SIDES];
};

struct stale {
	struct pane *form;
	struct merge merge;
	struct conflict *conflicts; /* owned */
	size_t n;
	size_t at;        /* the one that keys act on */
	struct row *rows; /* owned */
	size_t n_rows;
	size_t cap_rows;
	size_t top;
	int rows_then; /* the size of the last frame */
	int cols_then;
	bool follow;     /* the chosen one is to be seen; else it was scrolled away */
	struct str what; /* what happened, in a sentence */
};

static const struct record *record_of(const struct stale *s, enum side side)
{
	return side == SIDE_WAS     ? &s->merge.was
	       : side == SIDE_YOURS ? &s->merge.yours
				    : &s->merge.theirs;
}

static void add_value(const struct record *r, int field, struct str *out)
{
	if (!r->values[field].text)
		str_add(out, _("(empty)"));
	else if (r->entity->fields[field].type == FIELD_LONG)
		str_add(out, r->values[field].text);
	else
		cell_field_long(r, field, out);
}

/* ---- opening ---- */

static void free_conflicts(struct stale *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (int side = 0; side < SIDES; side++)
			str_free(&s->conflicts[i].texts[side]);
	free(s->conflicts);
	s->conflicts = NULL;
	s->n = 0;
}

static void find_conflicts(struct stale *s)
{
	const struct entity *e = s->merge.was.entity;

	free_conflicts(s);
	s->conflicts = mem_zero(e->n_fields * sizeof(*s->conflicts));
	for (int i = 0; i < (int)e->n_fields; i++) {
		struct conflict *c = &s->conflicts[s->n];

		if (merge_of(&s->merge, i) != MERGE_BOTH)
			continue;
		c->field = i;
		for (int side = 0; side < SIDES; side++)
			add_value(record_of(s, (enum side)side), i, &c->texts[side]);
		s->n++;
	}
	if (s->at >= s->n)
		s->at = 0;
	str_clear(&s->what);
	str_addf(&s->what,
		ngettext("%s %s was changed meanwhile. One field was changed on both sides: choose "
			 "which text stays, then save.",
			"%s %s was changed meanwhile. %zu fields were changed on both sides: "
			"choose "
			"which text stays in each, then save.",
			s->n),
		_(e->label), record_show(&s->merge.theirs, "ref"), s->n);
}

/* Compares with the record as it is now. */
static enum status compare(struct pane *p)
{
	struct stale *s = p->state;
	struct form *f = form_of(s->form);
	struct record yours, theirs;
	enum status st;

	record_copy(&yours, &f->record);
	st = form_take_all(s->form, &yours);
	if (st != ST_OK) {
		record_free(&yours);
		return st;
	}
	st = record_load(pane_db(p), f->record.entity->id, f->record.id, &theirs);
	if (st == ST_OK) {
		merge_free(&s->merge);
		merge_init(&s->merge, &f->record, &yours, &theirs);
		find_conflicts(s);
	}
	record_free(&yours);
	record_free(&theirs);
	return st;
}

static enum status stale_open(struct pane *p)
{
	struct stale *s = mem_zero(sizeof(*s));

	p->state = s;
	s->follow = true;
	s->form = app_top(p->app);
	assert(s->form->view == &view_form);
	return compare(p);
}

static void stale_close(struct pane *p)
{
	struct stale *s = p->state;

	free_conflicts(s);
	merge_free(&s->merge);
	free(s->rows);
	str_free(&s->what);
	free(s);
}

static enum status stale_load(struct pane *p)
{
	p->app->dirty = true;
	return ST_OK;
}

/* ---- rows ---- */

static struct row *add_row(struct stale *s, enum row_kind kind)
{
	struct row *r;

	if (s->n_rows == s->cap_rows) {
		s->cap_rows = s->cap_rows ? s->cap_rows * 2 : 64;
		s->rows = mem_resize(s->rows, s->cap_rows, sizeof(*s->rows));
	}
	r = &s->rows[s->n_rows++];
	*r = (struct row){ .kind = kind, .only = -1 };
	return r;
}

static void add_sentence(struct stale *s, int cols)
{
	struct wrap_line *lines;
	size_t n;

	wrap_text(str_text(&s->what), s->what.len, cols, 0, &lines, &n);
	for (size_t i = 0; i < n; i++)
		add_row(s, ROW_TEXT)->parts[0] = lines[i];
	free(lines);
}

static int part_width(int cols)
{
	return cols >= WIDE_FROM ? (cols - 2) / SIDES - 2 : cols - TAG_WIDTH - 4;
}

static int width_at_least(int width)
{
	return width > 4 ? width : 4;
}

static void add_conflict(struct stale *s, size_t at, int cols)
{
	const struct conflict *c = &s->conflicts[at];
	struct wrap_line *lines[SIDES];
	size_t n[SIDES], most = 0;

	add_row(s, ROW_LABEL)->conflict = at;
	for (int side = 0; side < SIDES; side++) {
		wrap_text(str_text(&c->texts[side]), c->texts[side].len,
			width_at_least(part_width(cols)), 0, &lines[side], &n[side]);
		most = n[side] > most ? n[side] : most;
	}
	for (size_t i = 0; cols >= WIDE_FROM && i < most; i++) {
		struct row *r = add_row(s, ROW_LINE);

		r->conflict = at;
		for (int side = 0; side < SIDES; side++)
			r->parts[side] = i < n[side] ? lines[side][i] : (struct wrap_line){ 0, 0 };
	}
	for (int side = 0; cols < WIDE_FROM && side < SIDES; side++) {
		for (size_t i = 0; i < n[side]; i++) {
			struct row *r = add_row(s, ROW_LINE);

			r->conflict = at;
			r->only = side;
			r->first = i == 0;
			r->parts[side] = lines[side][i];
		}
	}
	for (int side = 0; side < SIDES; side++)
		free(lines[side]);
	add_row(s, ROW_BLANK);
}

static bool is_merged(const struct stale *s, int field)
{
	enum merge_side side = merge_of(&s->merge, field);

	return side == MERGE_YOU || side == MERGE_THEM || side == MERGE_ALIKE;
}

static void lay_out(struct stale *s, int cols)
{
	const struct entity *e = s->merge.was.entity;
	bool any = false;

	s->n_rows = 0;
	add_sentence(s, width_at_least(cols - 2));
	add_row(s, ROW_BLANK);
	for (size_t i = 0; i < s->n; i++)
		add_conflict(s, i, cols);
	for (int i = 0; i < (int)e->n_fields; i++) {
		if (!is_merged(s, i))
			continue;
		if (!any)
			add_row(s, ROW_HEADING);
		any = true;
		add_row(s, ROW_MERGED)->field = i;
	}
}

/* The chosen conflict is on the screen, from its label on. */
static void show_chosen(struct stale *s, int height)
{
	size_t rows = height > 0 ? (size_t)height : 1;
	size_t from = s->n_rows, last = 0;

	for (size_t i = 0; i < s->n_rows; i++) {
		const struct row *r = &s->rows[i];

		if ((r->kind != ROW_LABEL && r->kind != ROW_LINE) || r->conflict != s->at)
			continue;
		from = i < from ? i : from;
		last = i;
	}
	/* With the first of them the sentence over it, with the last what stands below. */
	if (s->at == 0 && last < rows)
		from = 0;
	if (s->at + 1 == s->n && s->n_rows - from <= rows)
		last = s->n_rows - 1;
	if (s->follow && last >= s->top + rows)
		s->top = last - rows + 1;
	if (s->follow && from < s->top)
		s->top = from;
	s->follow = false;
	if (s->n_rows <= rows)
		s->top = 0;
	else if (s->top > s->n_rows - rows)
		s->top = s->n_rows - rows;
}

/* ---- drawing ---- */

static bool is_taken(const struct stale *s, const struct conflict *c, int side)
{
	return side != SIDE_WAS && s->merge.take_theirs[c->field] == (side == SIDE_THEIRS);
}

/* Between brackets where it is taken: colours may not be there. */
static void draw_tag(struct pane *p, int y, int x, int cols, int side, bool taken)
{
	static const char *const tags[] = { N_("was"), N_("yours"), N_("theirs") };
	struct str text = STR_INIT;

	str_addf(&text, taken ? "[%s]" : " %s ", _(tags[side]));
	screen_put(p->app->screen, y, x, cols, taken ? STYLE_STRONG : STYLE_DIM, str_text(&text));
	str_free(&text);
}

static void draw_part(struct pane *p, const struct row *r, int side, int y, int x, int cols)
{
	const struct stale *s = p->state;
	const struct conflict *c = &s->conflicts[r->conflict];

	screen_put_n(p->app->screen, y, x, cols, is_taken(s, c, side) ? STYLE_TEXT : STYLE_DIM,
		str_text(&c->texts[side]) + r->parts[side].start, r->parts[side].len);
}

static void draw_label(struct pane *p, const struct row *r, int y)
{
	const struct stale *s = p->state;
	const struct conflict *c = &s->conflicts[r->conflict];
	bool now = r->conflict == s->at;
	int x = p->box.x, width = part_width(p->box.cols) + 2;
	const char *label = _(s->merge.was.entity->fields[c->field].label);
	enum style style = now ? STYLE_SELECTED : STYLE_LABEL;

	screen_put(p->app->screen, y, x, 1, style, now ? "▸" : "");
	screen_put(p->app->screen, y, x + 1, p->box.cols - 1, style, label);
	for (int side = 0; p->box.cols >= WIDE_FROM && side < SIDES; side++) {
		int from = x + 2 + side * width;
		int skip = side == SIDE_WAS ? screen_width(p->app->screen, label) + 1 : 0;

		draw_tag(p, y, from + skip - 1, TAG_WIDTH, side, is_taken(s, c, side));
	}
	if (now)
		screen_cursor(p->app->screen, y, x, false);
}

static void draw_line(struct pane *p, const struct row *r, int y)
{
	const struct stale *s = p->state;
	int width = part_width(p->box.cols);
	int x = p->box.x + 2;

	if (r->only < 0) {
		for (int side = 0; side < SIDES; side++)
			draw_part(p, r, side, y, x + side * (width + 2), width);
		return;
	}
	if (r->first)
		draw_tag(p, y, x, TAG_WIDTH, r->only,
			is_taken(s, &s->conflicts[r->conflict], r->only));
	draw_part(p, r, r->only, y, x + TAG_WIDTH, width);
}

static void draw_merged(struct pane *p, const struct row *r, int y)
{
	struct stale *s = p->state;
	enum merge_side side = merge_of(&s->merge, r->field);
	struct str text = STR_INIT;

	str_addf(&text, "%s: ", _(s->merge.was.entity->fields[r->field].label));
	add_value(side == MERGE_THEM ? &s->merge.theirs : &s->merge.yours, r->field, &text);
	screen_put(p->app->screen, y, p->box.x + 2, TAG_WIDTH, STYLE_DIM,
		side == MERGE_THEM    ? _("theirs")
		: side == MERGE_ALIKE ? _("both")
				      : _("yours"));
	screen_put(p->app->screen, y, p->box.x + 2 + TAG_WIDTH, p->box.cols - 3 - TAG_WIDTH,
		STYLE_TEXT, str_text(&text));
	str_free(&text);
}

static void draw_row(struct pane *p, const struct row *r, int y)
{
	const struct stale *s = p->state;
	struct screen *screen = p->app->screen;

	switch (r->kind) {
	case ROW_TEXT:
		screen_put_n(screen, y, p->box.x + 1, p->box.cols - 1, STYLE_TEXT,
			str_text(&s->what) + r->parts[0].start, r->parts[0].len);
		break;
	case ROW_BLANK:
		break;
	case ROW_LABEL:
		draw_label(p, r, y);
		break;
	case ROW_LINE:
		draw_line(p, r, y);
		break;
	case ROW_HEADING:
		screen_put(screen, y, p->box.x + 1, p->box.cols - 1, STYLE_HEADING,
			_("Goes together by itself"));
		break;
	case ROW_MERGED:
		draw_merged(p, r, y);
		break;
	}
}

static void stale_draw(struct pane *p, bool focused)
{
	struct stale *s = p->state;

	(void)focused;
	s->follow = s->follow || p->box.rows != s->rows_then || p->box.cols != s->cols_then;
	s->rows_then = p->box.rows;
	s->cols_then = p->box.cols;
	lay_out(s, p->box.cols);
	show_chosen(s, p->box.rows);
	for (int i = 0; i < p->box.rows && s->top + (size_t)i < s->n_rows; i++)
		draw_row(p, &s->rows[s->top + (size_t)i], p->box.y + i);
}

static void stale_crumb(struct pane *p, struct str *out)
{
	(void)p;
	str_add(out, _("changed meanwhile"));
}

static void stale_hint(struct pane *p, struct str *out)
{
	(void)p;
	str_add(out, _("Left takes yours, Right what stands there now; Esc goes back to the form"));
}

/* ---- keys ---- */

static enum reaction act_go(struct app *app, struct pane *p, const struct action *self)
{
	struct stale *s = p->state;

	(void)app;
	if (self->arg > 0 ? s->at + 1 >= s->n : s->at == 0)
		return REACT_NONE;
	s->at = self->arg > 0 ? s->at + 1 : s->at - 1;
	s->follow = true;
	return REACT_REDRAW;
}

static enum reaction act_take(struct app *app, struct pane *p, const struct action *self)
{
	struct stale *s = p->state;
	bool *theirs;

	(void)app;
	if (s->at >= s->n)
		return REACT_NONE;
	theirs = &s->merge.take_theirs[s->conflicts[s->at].field];
	*theirs = self->arg == 0 ? !*theirs : self->arg > 0;
	return REACT_REDRAW;
}

static enum reaction act_save(struct app *app, struct pane *p, const struct action *self)
{
	struct stale *s = p->state;
	struct record r;
	enum status st;

	(void)self;
	merge_result(&s->merge, &r);
	st = save_record(app->db, &r);
	if (st == ST_OK) {
		struct record was;

		record_copy(&was, &s->merge.was);
		app_drop(app);
		form_close_saved(app, &was, &r);
		record_free(&was);
	} else if (st == ST_CONFLICT) {
		st = compare(p);
		if (st == ST_OK)
			app_warn(app, _("It was changed once more; look at it again."));
		else
			app_failed(app, st);
	} else {
		app_failed(app, st);
	}
	record_free(&r);
	return REACT_REDRAW;
}

static enum reaction act_leave(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app_drop(app);
	app_say(app, _("Nothing was saved; what you typed is still here."));
	return REACT_REDRAW;
}

/* Long texts are longer than the screen. */
static bool stale_move(struct pane *p, enum move move, int64_t n)
{
	struct stale *s = p->state;
	int64_t page = p->box.rows > 1 ? p->box.rows - 1 : 1;
	int64_t to = (int64_t)s->top;
	size_t before = s->top;

	switch (move) {
	case MOVE_DOWN:
		to += n;
		break;
	case MOVE_UP:
		to -= n;
		break;
	case MOVE_PAGE_DOWN:
		to += n * page;
		break;
	case MOVE_PAGE_UP:
		to -= n * page;
		break;
	default:
		return false;
	}
	if (to > (int64_t)s->n_rows)
		to = (int64_t)s->n_rows;
	s->top = to > 0 ? (size_t)to : 0;
	p->app->dirty = true;
	return s->top != before;
}

/* A click on one of the sides takes it. */
static bool stale_point(struct pane *p, int y, int x)
{
	struct stale *s = p->state;
	size_t at = s->top + (size_t)(y - p->box.y);
	const struct row *r = at < s->n_rows ? &s->rows[at] : NULL;
	int side;

	if (!r || (r->kind != ROW_LINE && r->kind != ROW_LABEL))
		return false;
	s->at = r->conflict;
	side = r->only;
	if (p->box.cols >= WIDE_FROM)
		side = (x - p->box.x - 2) / (part_width(p->box.cols) + 2);
	if (side == SIDE_YOURS || side == SIDE_THEIRS)
		s->merge.take_theirs[s->conflicts[s->at].field] = side == SIDE_THEIRS;
	return false;
}

static const struct action actions[] = {
	{ .name = "save",
		.label = N_("save"),
		.help = N_("Save what was chosen"),
		.rank = 1,
		.run = act_save },
	{ .name = "cancel",
		.label = N_("leave"),
		.help = N_("Back to the form; nothing is saved, nothing is lost"),
		.rank = 2,
		.run = act_leave },
	{ .name = "take-yours",
		.label = N_("yours"),
		.help = N_("What you typed stays in this field"),
		.rank = 3,
		.arg = -1,
		.run = act_take },
	{ .name = "take-theirs",
		.label = N_("theirs"),
		.help = N_("What was saved meanwhile stays in this field"),
		.rank = 4,
		.arg = 1,
		.run = act_take },
	{ .name = "take-other",
		.label = N_("the other"),
		.help = N_("The other side of this field"),
		.arg = 0,
		.run = act_take },
	{ .name = "next-both",
		.label = N_("next"),
		.help = N_("To the next field that both changed"),
		.rank = 5,
		.arg = 1,
		.run = act_go },
	{ .name = "previous-both",
		.label = N_("previous"),
		.help = N_("To the field before that both changed"),
		.rank = 6,
		.arg = -1,
		.run = act_go },
	{ .name = NULL },
};

static const char *const contexts[] = { "stale", NULL };

const struct view view_stale = {
	.name = "stale",
	.title = N_("Changed meanwhile"),
	.contexts = contexts,
	.actions = actions,
	.open = stale_open,
	.close = stale_close,
	.load = stale_load,
	.draw = stale_draw,
	.crumb = stale_crumb,
	.hint = stale_hint,
	.move = stale_move,
	.point = stale_point,
};
