#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/merge.h"
#include "tui/save.h"
#include "tui/stale.h"

/*
 * Both sides of a record that was changed while its form was open: of each field that both changed
 * what it was, what was typed and what stands there now, side by side where there is room; and what
 * goes together by itself.
 */

static const struct record *record_of(const struct stale *s, enum side side)
{
	return side == SIDE_WAS     ? &s->merge.was
	       : side == SIDE_YOURS ? &s->merge.yours
				    : &s->merge.theirs;
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
			stale_add_value(record_of(s, (enum side)side), i, &c->texts[side]);
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
	int side;

	if (!stale_at(p, y, x, &s->at, &side))
		return false;
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
