#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/chain.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/chain.h"
#include "tui/deeds.h"
#include "tui/rows.h"
#include "tui/table.h"
#include "tui/ways.h"

/* One chain to walk: a tree of what a record refers to, and one of what refers to it. */

#define DATE_COLS 11
#define BRANCH_MAX 30 /* columns of the tree's lines; deeper ones are drawn no further in */

struct line {
	bool heading;
	bool away; /* of a heading: which of the two */
	struct chain_row row;
	char *label; /* owned; NULL: not read yet */
};

struct chain_view {
	enum entity_id entity;
	int64_t id;
	char *name; /* owned; "nso-mexico" */
	struct chain chain;
	struct line *lines; /* owned */
	size_t n;
	int64_t want; /* the record to select once it is read; 0: none */
	bool due;     /* it must be read when there is time */
	bool read;
	struct scroll scroll;
};

static struct chain_view *state(const struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t line)
{
	const struct chain_view *v = arg;

	return line < v->n && !v->lines[line].heading;
}

static enum status view_open(struct pane *p)
{
	struct chain_view *v = mem_zero(sizeof(*v));
	struct record r;
	enum status st = record_load(pane_db(p), p->at.entity, p->at.id, &r);

	p->state = v;
	v->entity = p->at.entity;
	v->id = p->at.id;
	v->name = mem_text(st == ST_OK ? record_show(&r, "ref") : "");
	v->scroll.rests = rests;
	v->scroll.arg = v;
	p->scroll = &v->scroll;
	record_free(&r);
	return st;
}

static void forget(struct chain_view *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(v->lines[i].label);
	free(v->lines);
	chain_free(&v->chain);
	v->lines = NULL;
	v->n = 0;
}

static void view_close(struct pane *p)
{
	struct chain_view *v = state(p);

	forget(v);
	free(v->name);
	free(v);
}

/* ---- reading ---- */

static const struct chain_node *node_of(const struct chain_view *v, size_t line)
{
	return line < v->n && !v->lines[line].heading ? &v->chain.nodes[v->lines[line].row.node]
						      : NULL;
}

static void add_side(struct chain_view *v, size_t node, bool away)
{
	struct chain_row *rows = NULL;
	size_t n = 0;

	if (node != CHAIN_NONE)
		chain_walk(&v->chain, node, away, &rows, &n);
	if (!n)
		return;
	v->lines = mem_resize(v->lines, v->n + n + 1, sizeof(*v->lines));
	v->lines[v->n++] = (struct line){ .heading = true, .away = away };
	for (size_t i = 0; i < n; i++)
		v->lines[v->n++] = (struct line){ .row = rows[i] };
	free(rows);
}

static void select_wanted(struct chain_view *v)
{
	for (size_t i = 0; i < v->n && v->want; i++) {
		const struct chain_node *node = node_of(v, i);

		if (node && node->id == v->want) {
			v->scroll.cursor = i;
			break;
		}
	}
	v->want = 0;
}

/* What was shown stays until all was read anew. */
static enum status read_chain(struct pane *p)
{
	struct chain_view *v = state(p);
	const struct chain_node *selected = node_of(v, v->scroll.cursor);
	struct chain chain;
	size_t node = CHAIN_NONE;
	enum status st = chain_load(pane_db(p), &chain);

	if (st == ST_OK)
		st = chain_find(pane_db(p), &chain, v->entity, v->id, &node);
	v->due = st == ST_STOPPED;
	if (st) {
		chain_free(&chain);
		return st == ST_STOPPED ? ST_OK : st;
	}
	v->want = selected ? selected->id : 0;
	forget(v);
	v->chain = chain;
	v->read = true;
	add_side(v, node, true);
	add_side(v, node, false);
	v->scroll.n = v->n;
	select_wanted(v);
	return ST_OK;
}

/* Names are read for what is on the screen. */
static enum status read_labels(struct pane *p)
{
	struct chain_view *v = state(p);
	enum status st = ST_OK;

	for (int i = 0; i < v->scroll.height && st == ST_OK; i++) {
		const size_t at = v->scroll.top + (size_t)i;
		const struct chain_node *node = node_of(v, at);
		struct str label = STR_INIT;
		struct record r;

		if (!node || v->lines[at].label)
			continue;
		st = record_load(pane_db(p), node->entity, node->id, &r);
		if (st == ST_OK)
			record_label(pane_db(p), &r, &label);
		else if (st == ST_NOTFOUND)
			str_add(&label, _("(gone)"));
		v->lines[at].label = str_detach(&label);
		record_free(&r);
		st = st == ST_NOTFOUND ? ST_OK : st;
	}
	return st;
}

static void lay_out(struct pane *p)
{
	struct chain_view *v = state(p);

	v->scroll.height = p->box.rows;
	scroll_fix(&v->scroll);
	/* The heading of the first row is seen with it. */
	if (v->scroll.cursor == 1 && v->scroll.height > 1)
		v->scroll.top = 0;
}

static enum status view_load(struct pane *p)
{
	enum status st;

	app_impatient(p->app, UNTIL_TIME_UP);
	st = read_chain(p);
	app_patient(p->app);
	lay_out(p);
	return st == ST_OK ? read_labels(p) : st;
}

static bool view_idle(struct pane *p)
{
	struct chain_view *v = state(p);

	if (!v->due)
		return false;
	app_failed(p->app, read_chain(p));
	lay_out(p);
	if (!v->due)
		app_failed(p->app, read_labels(p));
	p->app->dirty = true;
	return v->due;
}

/* ---- drawing ---- */

static void add_branch(const struct chain_row *row, struct str *out)
{
	const int first = 3 * row->depth > BRANCH_MAX ? row->depth - BRANCH_MAX / 3 + 1 : 1;

	for (int d = first; d < row->depth; d++)
		str_add(out, row->more >> d & 1 ? "│  " : "   ");
	str_add(out, row->more >> row->depth & 1 ? "├─ " : "└─ ");
}

static void draw_record(struct pane *p, size_t at, int y, enum style bar)
{
	const struct chain_view *v = state(p);
	const struct line *l = &v->lines[at];
	const struct chain_node *node = node_of(v, at);
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	int x = p->box.x + GUTTER, end = p->box.x + p->box.cols, width;

	if (p->box.cols >= 60) {
		screen_put(s, y, x, DATE_COLS - 1, row_or(bar, STYLE_DIM), node->date);
		x += DATE_COLS;
	}
	add_branch(&l->row, &text);
	width = screen_width(s, str_text(&text));
	if (width < end - x)
		screen_put(s, y, x, width, row_or(bar, STYLE_DIM), str_text(&text));
	x += width;
	str_clear(&text);
	chain_say(&l->row, &text);
	str_addf(&text, " %s ", entity_get(node->entity)->name);
	width = screen_width(s, str_text(&text));
	if (x + width < end)
		screen_put(s, y, x, width, row_or(bar, STYLE_LABEL), str_text(&text));
	else
		width = 0;
	x += width;
	str_clear(&text);
	str_addf(&text, "%s%s", l->label ? l->label : "…", l->row.again ? _("  (see above)") : "");
	if (x < end)
		screen_put_sentence(s, y, x, end - x, bar, str_text(&text), text.len);
	str_free(&text);
}

static void draw_line(struct pane *p, size_t at, int y, enum style bar)
{
	const struct line *l = &state(p)->lines[at];

	if (l->heading)
		rows_heading(p, y, l->away ? _("What it refers to ") : _("What refers to it "));
	else
		draw_record(p, at, y, bar);
}

static void view_draw(struct pane *p, bool focused)
{
	const struct chain_view *v = state(p);

	rows_draw(p, focused, draw_line);
	if (!v->n && p->box.rows > 0)
		screen_put(p->app->screen, p->box.y, p->box.x + GUTTER, p->box.cols - GUTTER,
			STYLE_DIM,
			v->read ? _("Nothing refers to it, and it refers to nothing.")
				: _("Reading…"));
}

/* ---- what is there ---- */

static void crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s › ", state(p)->name);
	str_add(out, _("Chain"));
}

static void status(struct pane *p, struct str *out)
{
	str_add(out, _(entity_get(state(p)->entity)->label));
	if (state(p)->due)
		str_add(out, "…");
}

static unsigned has(struct pane *p)
{
	const struct chain_node *node = node_of(state(p), state(p)->scroll.cursor);

	return node && node->ref ? NEEDS_ROW | NEEDS_RECORD : 0;
}

static bool subject(struct pane *p, struct subject *out)
{
	const struct chain_node *node = node_of(state(p), state(p)->scroll.cursor);

	if (!node || !node->ref)
		return false;
	*out = (struct subject){ node->entity, node->id };
	return true;
}

static void moved(struct pane *p)
{
	app_failed(p->app, read_labels(p));
}

/* ---- the way here ---- */

enum reaction chain_open(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_chain };
	struct subject s = { ENTITY_NONE, 0 };

	(void)self;
	if (p->view->subject && p->view->subject(p, &s)) {
		at.entity = s.entity;
		at.id = s.id;
	} else if (p->at.owner_id) {
		at.entity = p->at.owner;
		at.id = p->at.owner_id;
	} else if (p->at.id && p->view != &view_chain) {
		at.entity = p->at.entity;
		at.id = p->at.id;
	}
	if (at.id)
		app_open(app, &at);
	else
		app_warn(app, "%s", _("Select a record first: the chain begins at it."));
	return REACT_REDRAW;
}

static void add_sentence(void *arg, const char *sentence, enum entity_id entity, int64_t id)
{
	struct str *out = arg;

	(void)entity;
	(void)id;
	str_addf(out, "%s\n", sentence);
}

enum reaction chain_report(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_report };
	struct chain c;
	struct str text = STR_INIT;
	int64_t bad = 0;
	enum status st = chain_load(app->db, &c);

	(void)p;
	(void)self;
	str_addf(&text, "%s\n", _("Chains"));
	if (st == ST_OK)
		st = chain_check(app->db, &c, add_sentence, &text, &bad);
	if (st == ST_OK && !bad)
		str_addf(&text, "%s\n", _("Every chain is whole."));
	at.text = str_text(&text);
	if (st == ST_OK)
		app_open(app, &at);
	else
		app_failed(app, st);
	chain_free(&c);
	str_free(&text);
	return REACT_REDRAW;
}

bool chain_command(struct app *app, const char *word, const char *rest)
{
	struct place at = { .view = &view_chain };
	const char *colon = strchr(rest, ':');
	const struct entity *e = entity_get(ENTITY_PETITION);
	struct str name = STR_INIT;

	if (!*rest || strcmp(word, "chain") != 0)
		return false;
	if (colon) {
		str_add_n(&name, rest, (size_t)(colon - rest));
		e = entity_find(str_text(&name));
		rest = colon + 1;
	}
	if (!e) {
		app_warn(app, _("There are no records called '%.40s'."), str_text(&name));
	} else {
		at.entity = e->id;
		way_named(app, &at, rest);
	}
	str_free(&name);
	return true;
}

static const char *const contexts[] = { "chain", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("The record's whole page"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = deed_open },
	{ .name = "walk",
		.label = N_("walk on"),
		.help = N_("The chain of the selected record; back leads here again"),
		.verb = "chain",
		.needs = NEEDS_ROW,
		.rank = 2,
		.run = chain_open },
	DEED_EDIT,
	DEED_LINK,
	DEED_HISTORY,
	{ .name = NULL },
};

const struct view view_chain = {
	.name = "chain",
	.title = N_("Chain"),
	.contexts = contexts,
	.actions = actions,
	.open = view_open,
	.close = view_close,
	.load = view_load,
	.draw = view_draw,
	.idle = view_idle,
	.crumb = crumb,
	.status = status,
	.has = has,
	.subject = subject,
	.moved = moved,
};
