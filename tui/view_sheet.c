#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/change.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/app.h"
#include "tui/sheet.h"

/* Signatories typed from paper: one line a person, Enter to the next. */

struct sheet *sheet_of(struct pane *p)
{
	return p->state;
}

static enum status sheet_open(struct pane *p)
{
	struct sheet *s = mem_zero(sizeof(*s));
	struct record petition;
	struct str title = STR_INIT;
	enum status st;

	p->state = s;
	s->petition = p->at.owner_id;
	s->held = -1;
	st = record_load(pane_db(p), ENTITY_PETITION, s->petition, &petition);
	if (st == ST_OK)
		record_label(pane_db(p), &petition, &title);
	s->title = str_detach(&title);
	record_free(&petition);
	sheet_line_init(&s->lines[s->n++]);
	if (st == ST_OK)
		sheet_draft_find(p);
	return st;
}

static void sheet_close(struct pane *p)
{
	struct sheet *s = sheet_of(p);

	if (s->n > 0 && !s->dropped)
		sheet_draft_keep(p);
	for (size_t i = 0; i < s->n; i++)
		sheet_line_free(&s->lines[i]);
	sheet_forget_likes(s);
	free(s->title);
	free(s);
}

/* Somebody else may have logged some, too. */
static enum status sheet_load(struct pane *p)
{
	struct sheet *s = sheet_of(p);

	if (s->logged == 0)
		s->held = -1;
	return ST_OK;
}

static bool sheet_idle(struct pane *p)
{
	struct sheet *s = sheet_of(p);
	struct query q = {
		.entity = ENTITY_SIGNATORY, .owner = ENTITY_PETITION, .owner_id = s->petition
	};
	enum status st = ST_OK;

	if (sheet_draft_due(s) == 0)
		sheet_draft_keep(p);
	if (s->looking)
		st = sheet_look(p);
	else if (s->held < 0)
		st = query_count(pane_db(p), &q, &s->held);
	else
		return false;
	p->app->dirty = true;
	app_failed(p->app, st);
	return true;
}

static int sheet_due(struct pane *p)
{
	return sheet_draft_due(sheet_of(p));
}

static void sheet_crumb(struct pane *p, struct str *out)
{
	(void)p;
	str_add(out, _("Log signatories"));
}

static void sheet_hint(struct pane *p, struct str *out)
{
	struct sheet *s = sheet_of(p);
	const struct entity *e = entity_get(ENTITY_SIGNATORY);
	const struct field *f = &e->fields[entity_field(e, sheet_fields[s->cell])];

	str_add(out, _(f->label));
	if (f->help)
		str_addf(out, ": %s", _(f->help));
	if (s->at > 0 && s->cell > 0)
		str_add(out, _("  (\" alone takes it from the line above)"));
}

static struct input *sheet_input(struct pane *p)
{
	struct sheet *s = sheet_of(p);

	return &sheet_now(s)->cells[s->cell];
}

static void look(struct pane *p)
{
	app_impatient(p->app, UNTIL_TIME_UP);
	app_failed(p->app, sheet_look(p));
	app_patient(p->app);
}

static void sheet_typed(struct pane *p)
{
	struct sheet *s = sheet_of(p);
	struct sheet_line *l = sheet_now(s);

	l->touched[s->cell] = true;
	sheet_draft_note(s);
	if (l->error && l->wrong == s->cell) {
		free(l->error);
		l->error = NULL;
	}
	if (s->cell == 0 || s->cell == SHEET_CELLS - 1)
		look(p);
}

static const char *sheet_unsaved(struct pane *p)
{
	struct sheet *s = sheet_of(p);

	for (size_t i = 0; i < s->n; i++)
		if (sheet_line_typed(&s->lines[i]))
			return _("A line is typed that was not logged. Leave without it?");
	return NULL;
}

static bool sheet_point(struct pane *p, int y, int x)
{
	struct sheet *s = sheet_of(p);
	size_t line, cell;

	if (!sheet_cell_at(p, y, x, &line, &cell))
		return false;
	sheet_ditto(s, s->cell);
	s->at = line;
	s->cell = cell;
	return true;
}

static bool sheet_kind(struct pane *p, struct place *out)
{
	*out = p->at;
	return true;
}

/* ---- what keys do ---- */

static enum reaction act_cell(struct app *app, struct pane *p, const struct action *self)
{
	struct sheet *s = sheet_of(p);
	size_t n = SHEET_CELLS;

	(void)app;
	sheet_ditto(s, s->cell);
	s->cell = (s->cell + n + (size_t)(self->arg > 0 ? 1 : n - 1)) % n;
	return REACT_REDRAW;
}

static enum reaction act_line(struct app *app, struct pane *p, const struct action *self)
{
	struct sheet *s = sheet_of(p);

	(void)app;
	sheet_ditto(s, s->cell);
	if (self->arg < 0 && s->at > 0)
		s->at--;
	else if (self->arg > 0 && s->at + 1 < s->n)
		s->at++;
	else if (self->arg < 0)
		app_say(app,
			_("Lines further back are in the list of signatories; Esc leads there."));
	sheet_forget_likes(s);
	return REACT_REDRAW;
}

static bool all_empty(const struct sheet_line *l)
{
	for (size_t i = 0; i < SHEET_CELLS; i++)
		if (l->cells[i].len > 0)
			return false;
	return true;
}

static enum reaction act_log(struct app *app, struct pane *p, const struct action *self)
{
	struct sheet *s = sheet_of(p);
	struct sheet_line *l = sheet_now(s);
	bool new = l->record.id == 0;
	enum status st;

	(void)self;
	sheet_ditto(s, s->cell);
	if (new &&all_empty(l)) {
		app_say(app, _("Type a name; Enter logs the line, Esc leaves."));
		return REACT_REDRAW;
	}
	if (!new && !sheet_line_typed(l)) {
		s->at = s->n - 1;
		return REACT_REDRAW;
	}
	st = sheet_log(p);
	if (st == ST_INVALID || (st && sheet_now(s)->error))
		app_warn(app, "%s", sheet_now(s)->error);
	else if (st)
		app_failed(app, st);
	else if (!new)
		app_say(app, _("Corrected."));
	/* At once: a line that was logged must not be offered again. */
	if (!st)
		sheet_draft_keep(p);
	return REACT_REDRAW;
}

/* City, country and date at once from the name; else the one cell. */
static enum reaction act_above(struct app *app, struct pane *p, const struct action *self)
{
	struct sheet *s = sheet_of(p);
	bool done = false;

	(void)self;
	if (s->cell > 0) {
		done = sheet_as_above(s, s->cell);
		if (done)
			s->cell = (s->cell + 1) % SHEET_CELLS;
	} else {
		for (size_t i = 1; i < SHEET_CELLS - 1; i++)
			done = sheet_as_above(s, i);
	}
	if (!done)
		app_say(app, _("There is no line above."));
	sheet_draft_note(s);
	return REACT_REDRAW;
}

static enum reaction remove_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct sheet *s = sheet_of(p);
	struct sheet_line *l = sheet_now(s);
	struct change *c = NULL;
	enum status st = change_begin(app->db, &c, _("remove %s %s"), l->record.entity->name,
		record_show(&l->record, "ref"));

	if (st == ST_OK) {
		st = record_remove(c, about->entity, about->id, true);
		if (st == ST_OK)
			st = change_commit(c);
		else
			change_cancel(c);
	}
	if (st) {
		app_failed(app, st);
		return REACT_REDRAW;
	}
	sheet_line_free(l);
	memmove(l, l + 1, (s->n - s->at - 1) * sizeof(*l));
	s->n--;
	s->logged -= s->logged > 0;
	s->held -= s->held > 0;
	app_say(app, _("Removed. Undo it from outside this sheet with u."));
	return REACT_REDRAW;
}

static enum reaction act_strike(struct app *app, struct pane *p, const struct action *self)
{
	struct sheet *s = sheet_of(p);
	struct sheet_line *l = sheet_now(s);

	(void)self;
	if (l->record.id) {
		prompt_question(app, p, remove_now,
			&(struct subject){ ENTITY_SIGNATORY, l->record.id },
			_("Remove %s from the signatories?"), record_show(&l->record, "name"));
		return REACT_REDRAW;
	}
	sheet_line_free(l);
	sheet_line_init(l);
	s->cell = 0;
	sheet_forget_likes(s);
	sheet_draft_note(s);
	return REACT_REDRAW;
}

static enum reaction act_leave(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)p;
	(void)self;
	return REACT_CLOSE;
}

static const char *const contexts[] = { "sheet", "edit", NULL };

static const struct action actions[] = {
	{ .name = "log-line",
		.label = N_("log it"),
		.help = N_("Log the person, and go on with the next line"),
		.verb = "add",
		.rank = 1,
		.run = act_log },
	{ .name = "next-field",
		.label = N_("next"),
		.help = N_("To the next field of the line"),
		.rank = 2,
		.arg = 1,
		.run = act_cell },
	{ .name = "previous-field",
		.label = N_("field before"),
		.help = N_("To the field before"),
		.arg = -1,
		.run = act_cell },
	{ .name = "as-above",
		.label = N_("as above"),
		.help = N_(
			"Take city, country and date from the line above; in a field, that field"),
		.rank = 3,
		.run = act_above },
	{ .name = "line-before",
		.label = N_("correct"),
		.help = N_("To the line before, to correct it; Enter takes the correction"),
		.rank = 4,
		.arg = -1,
		.run = act_line },
	{ .name = "line-after",
		.label = N_("line below"),
		.help = N_("To the line below"),
		.arg = 1,
		.run = act_line },
	{ .name = "strike-line",
		.label = N_("strike out"),
		.help = N_("Empty the line; one that was logged is removed, after a question"),
		.rank = 5,
		.run = act_strike },
	{ .name = "cancel",
		.label = N_("leave"),
		.help = N_("Back to where you came from; asks when a line is not logged"),
		.rank = 6,
		.run = act_leave },
	{ .name = NULL },
};

const struct view view_sheet = {
	.name = "sheet",
	.title = N_("Log signatories"),
	.contexts = contexts,
	.actions = actions,
	.whole = true,
	.of = ENTITY_PETITION,
	.open = sheet_open,
	.close = sheet_close,
	.load = sheet_load,
	.draw = sheet_draw,
	.idle = sheet_idle,
	.due = sheet_due,
	.crumb = sheet_crumb,
	.hint = sheet_hint,
	.kind = sheet_kind,
	.point = sheet_point,
	.input = sheet_input,
	.typed = sheet_typed,
	.unsaved = sheet_unsaved,
	.drop = sheet_draft_drop,
};
