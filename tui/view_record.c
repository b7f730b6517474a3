#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/record_view.h"
#include "tui/rows.h"

/* One record: its fields, what belongs to it, what it is linked with. */

static struct record_view *state(struct pane *p)
{
	return p->state;
}

static void forget(struct record_view *v)
{
	record_lines_free(v);
	record_prose_free(v);
	record_events_free(v);
	record_clashes_free(v);
	record_advice_free(v);
	v->leisure = false;
	record_children_free(v);
	if (v->have)
		record_free(&v->record);
	v->have = false;
	v->step = 0;
}

static void record_view_close(struct pane *p)
{
	struct record_view *v = state(p);

	forget(v);
	free(v->name);
	free(v->find);
	free(v->lines);
	free(v);
}

/* The lines anew. The line that was selected may not be there again before all has been read. */
static void lay_out(struct pane *p)
{
	struct record_view *v = state(p);
	enum patience patience = p->app->patience;
	size_t nth = v->want_nth;

	/* A citation whose search was given up would stand there as one that finds nothing. */
	p->app->patience = PATIENT;
	record_lines(v, p->box.cols > 2 ? p->box.cols - 2 : p->box.cols);
	p->app->patience = patience;
	for (size_t i = 0; i < v->n_lines; i++) {
		if (!record_same_line(&v->lines[i], &v->want) || nth-- > 0)
			continue;
		v->scroll.cursor = i;
		v->scroll.top = i > v->anchor ? i - v->anchor : 0;
		break;
	}
	v->scroll.n = v->n_lines;
	v->scroll.height = p->box.rows;
	/* Who went to the end stays there when more is read. */
	if (v->at_end && v->n_lines > 0)
		scroll_move(&v->scroll, MOVE_END, 1);
	scroll_fix(&v->scroll);
}

/* The first line of another record. */
static void start_over(struct record_view *v)
{
	v->scroll.cursor = v->scroll.top = v->anchor = 0;
	v->want = (struct line){ .kind = LINE_TITLE,
		.field = -1,
		.subject = { ENTITY_NONE, 0 },
		.child = ENTITY_NONE,
		.by = -1 };
	v->want_nth = 0;
	v->link = 0;
	v->at_end = false;
}

static enum status record_view_open(struct pane *p)
{
	p->state = mem_zero(sizeof(struct record_view));
	/* Without a record of its own it stands beside a list. */
	state(p)->preview = p->at.id == 0;
	state(p)->db = pane_db(p);
	start_over(state(p));
	return ST_OK;
}

static void take(struct pane *p, const struct record *r)
{
	struct record_view *v = state(p);

	forget(v);
	record_copy(&v->record, r);
	v->have = true;
	record_children_init(v);
}

void record_preview(struct pane *p, const struct record *r, const char *name)
{
	struct record_view *v = state(p);

	if (r && v->have && v->record.id == r->id && v->record.version == r->version &&
		p->generation == p->app->generation)
		return;
	if (!r || !v->have || v->record.id != r->id)
		start_over(v);
	free(v->name);
	v->name = mem_text_or_null(name);
	if (r) {
		take(p, r);
		p->at.entity = r->entity->id;
		p->at.id = r->id;
	} else {
		forget(v);
		p->at.id = 0;
	}
	lay_out(p);
	p->app->dirty = true;
}

/* Reads on until there is nothing more, or the time is up. */
static enum status read_on(struct pane *p)
{
	enum status st;

	do
		st = record_view_step(state(p));
	while (st == ST_OK);
	return st;
}

static enum status record_view_load(struct pane *p)
{
	struct record r;
	enum status st;

	if (p->at.id == 0) {
		lay_out(p);
		return ST_OK;
	}
	st = record_load(pane_db(p), p->at.entity, p->at.id, &r);
	if (st == ST_OK)
		take(p, &r);
	else if (st == ST_NOTFOUND)
		forget(state(p));
	record_free(&r);
	/* What is there at once is there in the first frame. */
	if (st == ST_OK && !state(p)->preview) {
		app_impatient(p->app, UNTIL_TIME_UP);
		st = read_on(p);
		app_patient(p->app);
	}
	lay_out(p);
	record_go_asked(p);
	return st < 0 && st != ST_STOPPED && st != ST_NOTFOUND ? st : ST_OK;
}

static bool record_view_idle(struct pane *p)
{
	enum status st = record_view_step(state(p));

	if (st == ST_OK) {
		lay_out(p);
		p->app->dirty = true;
	}
	return st != ST_END;
}

/* ---- drawing ---- */

static void record_view_draw(struct pane *p, bool focused)
{
	struct record_view *v = state(p);

	for (int i = 0; i < p->box.rows && v->scroll.top + (size_t)i < v->n_lines; i++) {
		size_t row = v->scroll.top + (size_t)i;
		bool selected = row == v->scroll.cursor && focused;
		int y = p->box.y + i;
		struct box line = { y, p->box.x, 1, p->box.cols };

		record_draw_line(
			p, &v->lines[row], y, row_bar(p->app->screen, line, selected, focused));
	}
	if (!v->have && !v->preview)
		rows_none(p, _("This record is no longer there. q goes back, u undoes the last "
			       "change."));
}

/* ---- what is there ---- */

/* The value of the field as it was typed; on a child's line, what it says. */
static bool record_view_copy(struct pane *p, struct str *out)
{
	const struct line *l = record_selected(state(p));
	const char *text = NULL;

	if (l && l->field >= 0)
		text = state(p)->record.values[l->field].text;
	else if (l && l->kind == LINE_CHILD)
		text = l->text;
	if (text)
		str_add(out, text);
	return text != NULL;
}

/* A child that is selected, else the record itself. */
static bool record_view_subject(struct pane *p, struct subject *out)
{
	struct record_view *v = state(p);
	const struct line *l = record_selected(state(p));

	if (!v->have)
		return false;
	*out = (struct subject){ v->record.entity->id, v->record.id };
	if (l && l->kind == LINE_CHILD && l->subject.entity != ENTITY_NONE &&
		l->child != ENTITY_LINK)
		*out = l->subject;
	return true;
}

static bool record_view_kind(struct pane *p, struct place *out)
{
	struct record_view *v = state(p);
	const struct line *l = record_selected(state(p));

	if (!v->have || !l || l->child == ENTITY_NONE || l->by >= 0 ||
		!cell_by_hand(entity_get(l->child)))
		return false;
	*out = (struct place){
		.entity = l->child, .owner = v->record.entity->id, .owner_id = v->record.id
	};
	return true;
}

static unsigned record_view_has(struct pane *p)
{
	struct record_view *v = state(p);
	struct subject s;
	struct place at;
	unsigned has = 0;

	if (v->n_lines > 0)
		has |= NEEDS_ROW;
	if (record_view_subject(p, &s)) {
		has |= NEEDS_RECORD;
		if (s.entity == ENTITY_PETITION)
			has |= NEEDS_PETITION;
		if (s.entity == ENTITY_RULE)
			has |= NEEDS_RULE;
		if (s.entity == ENTITY_SIGNATORY)
			has |= NEEDS_SIGNATORY;
		if (s.entity == ENTITY_EXHIBIT && s.id == v->record.id &&
			record_get(&v->record, "sha256"))
			has |= NEEDS_FILE;
	}
	if (record_view_kind(p, &at)) {
		has |= NEEDS_KIND;
		if (at.entity == ENTITY_EXHIBIT && at.owner == ENTITY_CASE)
			has |= NEEDS_EXHIBIT;
	}
	return has;
}

static void record_view_crumb(struct pane *p, struct str *out)
{
	struct record_view *v = state(p);

	str_add(out, v->have ? record_show(&v->record, "ref") : _(view_record.title));
}

static void record_view_status(struct pane *p, struct str *out)
{
	struct record_view *v = state(p);

	if (v->have)
		str_add(out, _(v->record.entity->label));
}

/* What Enter opens from a line of text. */
static void link_hint(const struct line *l, const struct prose_link *link, struct str *out)
{
	const struct entity *e = entity_get(link->entity);

	if (!link->id)
		str_addf(out, _("There is no such %s in this file."), e->name);
	else
		str_addf(out, _("Enter: %s %s"), e->name, link->label);
	if (prose_line_links(l->prose) > 1)
		str_add(out, _("   ] the next in this line"));
}

static void record_view_hint(struct pane *p, struct str *out)
{
	const struct line *l = record_selected(state(p));
	const struct field *f;
	struct prose_link link;

	if (l && record_line_link(state(p), l, &link)) {
		link_hint(l, &link, out);
		return;
	}
	if (!l || l->field < 0)
		return;
	f = &state(p)->record.entity->fields[l->field];
	if (f->help)
		str_addf(out, "%s: %s", _(f->label), _(f->help));
}

static bool record_view_move(struct pane *p, enum move move, int64_t n)
{
	struct record_view *v = state(p);
	bool moved = scroll_move(&v->scroll, move, n);

	v->link = 0;
	v->at_end = move == MOVE_END;
	record_remember(v);
	return moved;
}

static bool record_view_point(struct pane *p, int y, int x)
{
	(void)x;
	if (!scroll_point(&state(p)->scroll, y - p->box.y))
		return false;
	state(p)->link = 0;
	state(p)->at_end = false;
	record_remember(state(p));
	return true;
}

/* What was added to it is selected, so that one sees where it is and can open it. */
static void record_view_saved(struct pane *p, const struct record *r)
{
	struct record_view *v = state(p);

	if (r->entity != v->record.entity || r->id != v->record.id) {
		v->want = (struct line){ .kind = LINE_CHILD,
			.field = -1,
			.subject = { r->entity->id, r->id },
			.child = r->entity->id,
			.by = -1 };
		v->want_nth = 0;
		v->anchor = (size_t)(p->box.rows > 0 ? p->box.rows / 2 : 0);
		v->at_end = false;
	}
	pane_stale(p);
}

/* The next record of the list below, without going back to it. */
static enum reaction act_neighbour(struct app *app, struct pane *p, const struct action *self)
{
	struct pane *below = NULL;
	struct subject s;

	for (size_t i = 1; i < app->depth; i++)
		if (app->stack[i] == p)
			below = app->stack[i - 1];
	if (state(p)->preview)
		below = app_top(app);
	if (!below || below->view != &view_records) {
		app_say(app, _("This record was not opened from a list."));
		return REACT_REDRAW;
	}
	pane_move(below, (enum move)self->arg, 1);
	if (!state(p)->preview && below->view->subject(below, &s) && s.id != p->at.id) {
		p->at.entity = s.entity;
		p->at.id = s.id;
		start_over(state(p));
		return REACT_RELOAD;
	}
	return REACT_REDRAW;
}

/* To the next heading, of a long text or of what belongs to the record. */
static enum reaction act_part(struct app *app, struct pane *p, const struct action *self)
{
	struct record_view *v = state(p);
	size_t row = v->scroll.cursor;

	(void)app;
	while (self->arg > 0 ? row + 1 < v->n_lines : row > 0) {
		row = self->arg > 0 ? row + 1 : row - 1;
		if (v->lines[row].kind == LINE_HEAD || v->lines[row].kind == LINE_CHILDREN ||
			v->lines[row].kind == LINE_HISTORY || row == 0) {
			v->at_end = false;
			scroll_move(&v->scroll, MOVE_PLACE, (int64_t)row + 1);
			v->link = 0;
			record_remember(v);
			return REACT_REDRAW;
		}
	}
	return REACT_NONE;
}

static const char *const contexts[] = { "record", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("follow"),
		.help = N_("Open what the line leads to: a reference, those that belong to the "
			   "record, a citation"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = record_act_open },
	DEED_EDIT,
	DEED_ADD,
	DEED_REMOVE,
	DEED_LINK,
	DEED_BUNDLE,
	DEED_IMPORT,
	DEED_SHEET,
	DEED_ATTACH,
	DEED_REFER,
	DEED_EXTRACT,
	DEED_REDACT,
	DEED_APPLY,
	DEED_LIFT,
	DEED_WITHDRAW,
	DEED_ANONYMISE,
	DEED_MERGE,
	{ .name = "next",
		.label = N_("next"),
		.help = N_("The next record of the list"),
		.rank = 20,
		.arg = MOVE_DOWN,
		.run = act_neighbour },
	{ .name = "next-part",
		.label = N_("next part"),
		.help = N_("To the next heading of the record"),
		.arg = 1,
		.run = act_part },
	{ .name = "previous-part",
		.label = N_("part before"),
		.help = N_("To the heading before"),
		.arg = -1,
		.run = act_part },
	DEED_HISTORY,
	{ .name = "find",
		.label = N_("words"),
		.help = N_("To a line with these words; once more and Enter: to the next"),
		.rank = 22,
		.run = record_act_find },
	{ .name = "next-link",
		.label = N_("next link"),
		.help = N_("To the next thing that Enter follows: a reference, a citation"),
		.arg = 1,
		.run = record_act_link },
	{ .name = "previous-link",
		.label = N_("link before"),
		.help = N_("To the one before"),
		.arg = -1,
		.run = record_act_link },
	{ .name = "previous",
		.label = N_("previous"),
		.help = N_("The record before it in the list"),
		.arg = MOVE_UP,
		.run = act_neighbour },
	{ .name = NULL },
};

const struct view view_record = {
	.name = "record",
	.title = N_("Record"),
	.contexts = contexts,
	.actions = actions,
	.open = record_view_open,
	.close = record_view_close,
	.load = record_view_load,
	.draw = record_view_draw,
	.idle = record_view_idle,
	.crumb = record_view_crumb,
	.status = record_view_status,
	.hint = record_view_hint,
	.has = record_view_has,
	.subject = record_view_subject,
	.copy = record_view_copy,
	.kind = record_view_kind,
	.move = record_view_move,
	.point = record_view_point,
	.saved = record_view_saved,
};
