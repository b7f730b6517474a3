#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/authorities.h"
#include "tui/authorities_view.h"
#include "tui/deeds.h"
#include "tui/ways.h"

/* The table of authorities of a petition: by kind, with every place that cites each. */

static struct authorities_view *state(const struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t line)
{
	const struct authorities_view *v = arg;

	return line < v->n && v->lines[line].kind != LINE_HEAD;
}

static enum status view_open(struct pane *p)
{
	struct authorities_view *v = mem_zero(sizeof(*v));

	p->state = v;
	v->scroll.rests = rests;
	v->scroll.arg = v;
	p->scroll = &v->scroll;
	return ST_OK;
}

static void view_close(struct pane *p)
{
	struct authorities_view *v = state(p);

	toa_free(&v->table);
	idset_clear(&v->folded);
	free(v->lines);
	free(v->name);
	free(v);
}

/* ---- lines ---- */

static void push(struct authorities_view *v, enum authority_line_kind kind, size_t at, bool gap)
{
	v->lines = mem_resize(v->lines, v->n + 1, sizeof(*v->lines));
	v->lines[v->n++] = (struct authority_line){ .kind = kind, .at = at, .gap = gap };
}

static void add_entry(struct authorities_view *v, size_t e)
{
	const struct toa *t = &v->table;
	const bool folded = t->entries[e].id && idset_has(&v->folded, t->entries[e].id);
	size_t gaps = 0;

	for (size_t i = 0; i < t->n_places; i++)
		gaps += t->places[i].entry == e && authorities_lack(t, &t->places[i]);
	if (v->only_gaps && !gaps && t->entries[e].id)
		return;
	push(v, LINE_ENTRY, e, !t->entries[e].id);
	for (size_t i = 0; i < t->n_places && !folded; i++) {
		const struct toa_place *p = &t->places[i];

		if (p->entry == e && !authorities_said(t, i) &&
			(!v->only_gaps || !t->entries[e].id || authorities_lack(t, p)))
			push(v, LINE_PLACE, i, authorities_lack(t, p));
	}
}

/* A heading stands only above something. */
static void add_head(struct authorities_view *v, size_t from, const char *text)
{
	if (v->n == from)
		return;
	push(v, LINE_HEAD, 0, false);
	memmove(&v->lines[from + 1], &v->lines[from], (v->n - 1 - from) * sizeof(*v->lines));
	v->lines[from] = (struct authority_line){ .kind = LINE_HEAD, .head = text };
}

static void add_kind(struct authorities_view *v, const char *kind, const char *title)
{
	const size_t from = v->n;

	for (size_t e = 0; e < v->table.n; e++) {
		const struct toa_entry *entry = &v->table.entries[e];

		if (kind ? entry->id && !strcmp(entry->kind, kind) : !entry->id)
			add_entry(v, e);
	}
	add_head(v, from, title);
}

static bool same_line(const struct authority_line *a, const struct authority_line *b)
{
	return a->kind == b->kind && a->at == b->at;
}

static void make_lines(struct authorities_view *v)
{
	const struct authority_line was =
		v->n ? v->lines[v->scroll.cursor] : (struct authority_line){ .kind = LINE_HEAD };
	size_t from;

	v->n = 0;
	for (const struct toa_kind *k = toa_kinds; k->name; k++)
		add_kind(v, k->name, _(k->title));
	add_kind(v, NULL, _("Cited, and not recorded"));
	from = v->n;
	for (size_t i = 0; i < v->table.n_idle; i++)
		push(v, LINE_IDLE, i, true);
	for (size_t i = 0; i < v->table.n_idle_parts; i++)
		push(v, LINE_IDLE_PART, i, true);
	add_head(v, from, _("Recorded, and cited nowhere"));
	v->scroll.n = v->n;
	for (size_t i = 0; i < v->n && was.kind != LINE_HEAD; i++)
		if (same_line(&v->lines[i], &was))
			v->scroll.cursor = i;
}

static void lay_out(struct pane *p)
{
	struct authorities_view *v = state(p);

	v->scroll.height = p->box.rows;
	scroll_fix(&v->scroll);
	/* The heading of the first row is seen with it. */
	if (v->scroll.cursor == 1 && v->scroll.height > 1)
		v->scroll.top = 0;
}

static enum status read_name(struct pane *p)
{
	struct record r;
	enum status st = record_load(pane_db(p), ENTITY_PETITION, p->at.id, &r);

	if (st == ST_OK) {
		free(state(p)->name);
		state(p)->name = mem_text(record_show(&r, "ref"));
	}
	record_free(&r);
	return st;
}

/* What was shown stays until all was read anew. */
static enum status read_table(struct pane *p)
{
	struct authorities_view *v = state(p);
	struct toa table = { 0 };
	enum status st = toa_read(pane_db(p), p->at.id, true, NULL, NULL, &table);

	v->due = st == ST_STOPPED;
	if (st != ST_OK) {
		toa_free(&table);
		return st == ST_STOPPED || st == ST_NOTFOUND ? ST_OK : st;
	}
	toa_free(&v->table);
	v->table = table;
	make_lines(v);
	return ST_OK;
}

static enum status view_load(struct pane *p)
{
	enum status st = read_name(p);

	app_impatient(p->app, UNTIL_TIME_UP);
	if (st == ST_OK)
		st = read_table(p);
	app_patient(p->app);
	lay_out(p);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static bool view_idle(struct pane *p)
{
	if (!state(p)->due)
		return false;
	app_failed(p->app, read_table(p));
	lay_out(p);
	p->app->dirty = true;
	return state(p)->due;
}

static void view_crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s%s%s", state(p)->name ? state(p)->name : "", state(p)->name ? " › " : "",
		_("Authorities"));
}

static void view_status(struct pane *p, struct str *out)
{
	const struct toa *t = &state(p)->table;

	str_addf(out, ngettext("%zu authority", "%zu authorities", (unsigned long)t->n), t->n);
}

/* ---- what is there ---- */

static const struct authority_line *selected(const struct pane *p)
{
	const struct authorities_view *v = state(p);

	return v->scroll.cursor < v->n ? &v->lines[v->scroll.cursor] : NULL;
}

/* Of a place the record that cites; of an authority that is not recorded nothing. */
static bool view_subject(struct pane *p, struct subject *out)
{
	const struct toa *t = &state(p)->table;
	const struct authority_line *l = selected(p);

	if (!l || l->kind == LINE_HEAD)
		return false;
	if (l->kind == LINE_ENTRY)
		*out = (struct subject){ t->entries[l->at].entity, t->entries[l->at].id };
	else if (l->kind == LINE_PLACE)
		*out = (struct subject){ t->places[l->at].entity, t->places[l->at].id };
	else if (l->kind == LINE_IDLE)
		*out = (struct subject){ t->idle[l->at].entity, t->idle[l->at].id };
	else
		*out = (struct subject){ ENTITY_PROVISION, t->idle_parts[l->at].id };
	return out->id != 0;
}

static unsigned view_has(struct pane *p)
{
	struct subject s;

	if (!selected(p))
		return 0;
	return NEEDS_ROW | (view_subject(p, &s) ? NEEDS_RECORD : 0);
}

/* ---- actions ---- */

/* To the citation itself, where it stands in a text: the same may be cited there several times. */
static enum reaction open_place(struct app *app, const struct toa *t, size_t i)
{
	const struct toa_place *p = &t->places[i];
	struct place at = { .view = &view_record,
		.entity = p->entity,
		.id = p->id,
		.owner = t->entries[p->entry].entity,
		.owner_id = t->entries[p->entry].id,
		.field = p->field };

	for (size_t k = 0; k < i; k++) {
		const struct toa_place *q = &t->places[k];

		at.page += q->entry == p->entry && q->entity == p->entity && q->id == p->id &&
			   q->field && p->field && !strcmp(q->field, p->field);
	}
	app_open(app, &at);
	return REACT_REDRAW;
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct authority_line *l = selected(p);
	struct subject s;

	if (l && l->kind == LINE_PLACE)
		return open_place(app, &state(p)->table, l->at);
	if (view_subject(p, &s))
		return deed_open(app, p, self);
	app_say(app, _("It is cited, and there is no record of it: :authorities lists those that "
		       "there are, a adds one."));
	return REACT_REDRAW;
}

static enum reaction act_fold(struct app *app, struct pane *p, const struct action *self)
{
	struct authorities_view *v = state(p);
	const struct authority_line *l = selected(p);
	size_t e;

	(void)app;
	(void)self;
	if (!l || (l->kind != LINE_ENTRY && l->kind != LINE_PLACE))
		return REACT_NONE;
	e = l->kind == LINE_ENTRY ? l->at : v->table.places[l->at].entry;
	if (!v->table.entries[e].id)
		return REACT_NONE;
	if (!idset_remove(&v->folded, v->table.entries[e].id))
		idset_add(&v->folded, v->table.entries[e].id);
	make_lines(v);
	for (size_t i = 0; i < v->n; i++)
		if (v->lines[i].kind == LINE_ENTRY && v->lines[i].at == e)
			v->scroll.cursor = i;
	lay_out(p);
	return REACT_REDRAW;
}

static enum reaction act_gaps(struct app *app, struct pane *p, const struct action *self)
{
	struct authorities_view *v = state(p);

	(void)self;
	v->only_gaps = !v->only_gaps;
	make_lines(v);
	lay_out(p);
	app_say(app, "%s", v->only_gaps ? _("Only what is missing.") : _("All authorities."));
	return REACT_REDRAW;
}

enum reaction authorities_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct place at = {
		.view = &view_authorities, .entity = ENTITY_PETITION, .id = deed_petition_of(app, p)
	};

	(void)self;
	return way_in(app, p, &at, _("Select a petition first: the table is of what it cites."));
}

static const char *const contexts[] = { "authority-table", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open the authority, or what cites it"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "fold",
		.label = N_("fold"),
		.help = N_("Show the places that cite it, or leave them out"),
		.needs = NEEDS_ROW,
		.rank = 2,
		.run = act_fold },
	{ .name = "only-gaps",
		.label = N_("only gaps"),
		.help = N_("Only what is cited and not recorded, or recorded and not cited"),
		.rank = 3,
		.run = act_gaps },
	DEED_EDIT,
	DEED_LINK,
	DEED_HISTORY,
	{ .name = NULL },
};

const struct view view_authorities = {
	.name = "authority-table",
	.title = N_("Table of authorities"),
	.contexts = contexts,
	.actions = actions,
	.whole = true,
	.of = ENTITY_PETITION,
	.open = view_open,
	.close = view_close,
	.load = view_load,
	.draw = authorities_draw,
	.idle = view_idle,
	.crumb = view_crumb,
	.status = view_status,
	.has = view_has,
	.subject = view_subject,
};
