#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/appeals.h"
#include "model/chronology.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/appeals.h"
#include "tui/deeds.h"
#include "tui/rows.h"
#include "tui/ways.h"
#include "tui/wrap.h"

/* Rulings as they review one another, with what each decides, what cites it, what follows from it.
 */

#define BRANCH_MAX 24 /* columns before the words; deeper trees are drawn no further in */
#define WORDS_MIN 12  /* columns that words have at least */

struct row {
	size_t line;  /* of the tree */
	char *branch; /* owned */
	char *text;   /* owned; a part of what the line says */
	bool first;
};

struct appeals_view {
	struct appeals tree;
	struct row *rows; /* owned */
	size_t n;
	int64_t want; /* the ruling that was asked for, until it was selected */
	char *name;   /* owned; of the ruling or case */
	struct scroll scroll;
};

static struct appeals_view *state(const struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t row)
{
	const struct appeals_view *v = arg;

	return row < v->n && v->rows[row].first;
}

static enum status view_open(struct pane *p)
{
	struct appeals_view *v = mem_zero(sizeof(*v));

	p->state = v;
	v->want = p->at.entity == ENTITY_RULING ? p->at.id : 0;
	v->scroll.rests = rests;
	v->scroll.arg = v;
	p->scroll = &v->scroll;
	return ST_OK;
}

static void free_rows(struct appeals_view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		free(v->rows[i].branch);
		free(v->rows[i].text);
	}
	free(v->rows);
	v->rows = NULL;
	v->n = 0;
}

static void view_close(struct pane *p)
{
	struct appeals_view *v = state(p);

	free_rows(v);
	appeals_free(&v->tree);
	free(v->name);
	free(v);
}

/* ---- rows ---- */

static struct row *push(struct appeals_view *v)
{
	v->rows = mem_resize(v->rows, v->n + 1, sizeof(*v->rows));
	return &v->rows[v->n++];
}

/* The lines on the left of the rows in which a line goes on: what ends there does not go on. */
static char *branch_below(const struct appeals_view *v, size_t line)
{
	struct str out = STR_INIT;

	if (v->tree.list[line].kind != APPEAL_RULING) {
		appeals_branch(&v->tree, line, &out);
	} else if (line + 1 < v->tree.n && v->tree.list[line + 1].ruling == line &&
		   v->tree.list[line + 1].kind != APPEAL_RULING) {
		appeals_branch(&v->tree, line + 1, &out);
	} else {
		appeals_branch(&v->tree, line, &out);
		/* Its own branch, which is three columns, is not drawn twice. */
		for (int signs = 0; out.len && signs < 3;)
			signs += ((unsigned char)out.data[--out.len] & 0xc0) != 0x80;
		if (out.data)
			out.data[out.len] = '\0';
		str_add(&out, v->tree.list[line].last ? "   " : "│  ");
	}
	return str_detach(&out);
}

static void add_line(struct appeals_view *v, size_t line, int cols)
{
	struct str branch = STR_INIT, text = STR_INIT;
	char *below = branch_below(v, line);
	struct wrap_line *parts;
	size_t n;
	int width;

	appeals_branch(&v->tree, line, &branch);
	if (text_width(str_text(&branch), branch.len) > BRANCH_MAX ||
		cols - text_width(str_text(&branch), branch.len) < WORDS_MIN) {
		str_clear(&branch);
		*below = '\0';
	}
	width = text_width(below, strlen(below));
	if (width < text_width(str_text(&branch), branch.len))
		width = text_width(str_text(&branch), branch.len);
	width = cols - width;
	appeals_words(&v->tree.list[line], &text);
	wrap_text(str_text(&text), text.len, width > 1 ? width : 1, 0, &parts, &n);
	for (size_t i = 0; i < n; i++) {
		struct row *r = push(v);

		*r = (struct row){ .line = line,
			.branch = mem_text(i ? below : str_text(&branch)),
			.text = mem_text_n(str_text(&text) + parts[i].start, parts[i].len),
			.first = i == 0 };
	}
	free(parts);
	free(below);
	str_free(&branch);
	str_free(&text);
}

static void lay_out(struct pane *p)
{
	struct appeals_view *v = state(p);
	size_t line = v->n ? v->rows[v->scroll.cursor].line : 0;

	free_rows(v);
	for (size_t i = 0; i < v->tree.n; i++) {
		if (v->want && v->tree.list[i].kind == APPEAL_RULING &&
			v->tree.list[i].id == v->want) {
			line = i;
			v->want = 0;
		}
		add_line(v, i, p->box.cols > 3 ? p->box.cols - 3 : 1);
	}
	v->scroll.n = v->n;
	v->scroll.height = p->box.rows;
	for (size_t i = 0; i < v->n; i++)
		if (v->rows[i].first && v->rows[i].line == line)
			v->scroll.cursor = i;
	scroll_fix(&v->scroll);
}

static enum status read_name(struct pane *p)
{
	struct appeals_view *v = state(p);
	struct record r;
	enum status st = record_load(pane_db(p), p->at.entity, p->at.id, &r);

	if (st == ST_OK) {
		free(v->name);
		v->name = mem_text(record_show(&r, "ref"));
	}
	record_free(&r);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static enum status view_load(struct pane *p)
{
	struct appeals_view *v = state(p);
	struct appeals tree = { NULL, 0 };
	enum status st = read_name(p);

	if (st == ST_OK)
		st = p->at.entity == ENTITY_CASE ? appeals_of_case(pane_db(p), p->at.id, &tree)
						 : appeals_of_ruling(pane_db(p), p->at.id, &tree);
	if (st == ST_OK || st == ST_NOTFOUND) {
		appeals_free(&v->tree);
		v->tree = tree;
		lay_out(p);
		return ST_OK;
	}
	appeals_free(&tree);
	return st;
}

/* ---- drawing ---- */

static enum style style_of(const struct appeal *a)
{
	switch (a->kind) {
	case APPEAL_RULING:
		return STYLE_STRONG;
	case APPEAL_FOLLOWS:
		return strcmp(a->outcome, "closes") ? STYLE_TEXT : STYLE_NEAR;
	case APPEAL_CITED:
		return STYLE_DIM;
	default:
		return STYLE_TEXT;
	}
}

static void draw_row(struct pane *p, size_t row, int y, enum style bar)
{
	const struct appeals_view *v = state(p);
	const struct row *r = &v->rows[row];
	int x = p->box.x + GUTTER, width = text_width(r->branch, strlen(r->branch));

	screen_put(p->app->screen, y, x, width, row_or(bar, STYLE_DIM), r->branch);
	screen_put(p->app->screen, y, x + width, p->box.cols - GUTTER - width,
		row_or(bar, style_of(&v->tree.list[r->line])), r->text);
}

static void view_draw(struct pane *p, bool focused)
{
	if (!state(p)->n)
		rows_none(p, _("There is no ruling here yet. a adds one."));
	else
		rows_draw(p, focused, draw_row);
}

static void view_crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s%s%s", state(p)->name ? state(p)->name : "", state(p)->name ? " › " : "",
		_("Appeals"));
}

static void view_status(struct pane *p, struct str *out)
{
	const struct appeals_view *v = state(p);
	int rulings = 0;

	for (size_t i = 0; i < v->tree.n; i++)
		rulings += v->tree.list[i].kind == APPEAL_RULING;
	str_addf(out, ngettext("%d ruling", "%d rulings", (unsigned long)rulings), rulings);
}

/* ---- what is there ---- */

static const struct appeal *selected(const struct pane *p)
{
	const struct appeals_view *v = state(p);

	return v->scroll.cursor < v->n ? &v->tree.list[v->rows[v->scroll.cursor].line] : NULL;
}

/* The ruling that the selected line is, or is said of. */
static const struct appeal *ruling_of(const struct pane *p)
{
	const struct appeal *a = selected(p);

	return !a || a->kind == APPEAL_RULING ? a : &state(p)->tree.list[a->ruling];
}

static bool view_subject(struct pane *p, struct subject *out)
{
	const struct appeal *a = selected(p);

	if (a)
		*out = (struct subject){ a->entity, a->id };
	return a != NULL;
}

static unsigned view_has(struct pane *p)
{
	const struct appeal *a = selected(p);
	unsigned has = NEEDS_KIND;

	if (a)
		has |= NEEDS_ROW | NEEDS_RECORD;
	if (a && a->entity == ENTITY_PETITION)
		has |= NEEDS_PETITION;
	return has;
}

/* A ruling of the case, which reviews the selected one. */
static bool view_kind(struct pane *p, struct place *out)
{
	const struct appeal *r = ruling_of(p);
	int64_t case_id = p->at.entity == ENTITY_CASE ? p->at.id : 0;

	if (r && chronology_case(pane_db(p), ENTITY_RULING, r->id, &case_id) != ST_OK)
		return false;
	*out = (struct place){ .entity = ENTITY_RULING, .owner = ENTITY_CASE, .owner_id = case_id };
	return case_id != 0;
}

/* ---- actions ---- */

static enum reaction act_add(struct app *app, struct pane *p, const struct action *self)
{
	const struct appeal *r = ruling_of(p);
	struct place at;
	struct record owner;
	struct str ref = STR_INIT;

	(void)self;
	if (!view_kind(p, &at))
		return REACT_NONE;
	at.view = &view_form;
	if (r && record_load(app->db, ENTITY_CASE, at.owner_id, &owner) == ST_OK) {
		str_addf(&ref, "%s/%s", record_show(&owner, "ref"), r->ref);
		at.field = "appeal_from";
		at.text = str_text(&ref);
		record_free(&owner);
	}
	app_open(app, &at);
	str_free(&ref);
	return REACT_REDRAW;
}

enum reaction appeals_open(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_appeals, .entity = ENTITY_CASE };
	struct subject s;
	bool about = p->view->subject && p->view->subject(p, &s);

	(void)self;
	if (about && s.entity == ENTITY_RULING) {
		at.entity = s.entity;
		at.id = s.id;
	} else if (!about || chronology_case(app->db, s.entity, s.id, &at.id) != ST_OK) {
		at.id = p->at.owner == ENTITY_CASE ? p->at.owner_id : 0;
	}
	return way_in(
		app, p, &at, _("Select a ruling or a case first: the tree is of its rulings."));
}

static const char *const contexts[] = { "appeals", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open what the line speaks of"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = deed_open },
	{ .name = "add",
		.label = N_("add an appeal"),
		.help = N_("Add a ruling that reviews the selected one"),
		.verb = "add",
		.needs = NEEDS_KIND,
		.rank = 10,
		.run = act_add },
	DEED_EDIT,
	DEED_LINK,
	DEED_HISTORY,
	{ .name = NULL },
};

const struct view view_appeals = {
	.name = "appeals",
	.title = N_("Appeals"),
	.contexts = contexts,
	.actions = actions,
	.open = view_open,
	.close = view_close,
	.load = view_load,
	.draw = view_draw,
	.crumb = view_crumb,
	.status = view_status,
	.has = view_has,
	.subject = view_subject,
	.kind = view_kind,
};
