#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/numbering.h"
#include "tui/rows.h"

#define MARK_WIDTH 12
#define STATE_WIDTH 10
#define PAGES_WIDTH 6
#define BATES_WIDTH 24
#define WIDE 60 /* columns from which on states and pages are shown */

struct numbering *numbering_of(struct pane *p)
{
	return p->state;
}

const struct mark *numbering_selected(struct pane *p)
{
	struct numbering *v = numbering_of(p);

	return v->scroll.cursor < v->marks.n ? &v->marks.all[v->scroll.cursor] : NULL;
}

static enum status view_open(struct pane *p)
{
	struct numbering *v = mem_zero(sizeof(*v));

	p->state = v;
	p->scroll = &v->scroll;
	return ST_OK;
}

static void view_close(struct pane *p)
{
	marks_free(&numbering_of(p)->marks);
	free(p->state);
}

static enum status view_load(struct pane *p)
{
	struct numbering *v = numbering_of(p);
	const struct mark *was = numbering_selected(p);
	struct marks marks;
	int64_t wanted = v->wanted ? v->wanted : was ? was->id : 0;
	enum status st = marks_read(pane_db(p), p->at.id, &marks);

	if (st != ST_OK) {
		marks_free(&marks);
		return st;
	}
	marks_free(&v->marks);
	v->marks = marks;
	v->scroll.n = marks.n;
	v->scroll.height = p->box.rows;
	for (size_t i = 0; i < marks.n; i++)
		if (marks.all[i].id == wanted)
			v->scroll.cursor = i;
	v->wanted = 0;
	scroll_fix(&v->scroll);
	return ST_OK;
}

/* ---- drawing ---- */

static void put_tail(struct pane *p, const struct mark *m, int y, int x, enum style style)
{
	struct str text = STR_INIT;
	int right = p->box.x + p->box.cols;

	if (m->pages >= 0) {
		str_addf(&text, "%*lld", PAGES_WIDTH, (long long)m->pages);
		screen_put(p->app->screen, y, x, PAGES_WIDTH, style, str_text(&text));
	}
	if (m->bates_last && right - x > PAGES_WIDTH + 10) {
		str_clear(&text);
		str_addf(&text, "%s – %s", m->bates_first ? m->bates_first : "", m->bates_last);
		screen_put(p->app->screen, y, x + PAGES_WIDTH + 2, right - x - PAGES_WIDTH - 2,
			style, str_text(&text));
	}
	str_free(&text);
}

/* The exhibit's title; of a withdrawn one the word that stands in the gap. */
static void title_of(const struct mark *m, struct str *out)
{
	if (m->state == MARK_WITHDRAWN)
		str_addf(out, "[%s] ", m->why ? m->why : _("withdrawn"));
	str_add(out, m->title);
}

/* "▸ P/12A       draft     The police report                    12  HK-000001 – HK-000012" */
static void draw_row(struct pane *p, size_t row, int y, enum style bar)
{
	const struct mark *m = &numbering_of(p)->marks.all[row];
	const struct entity *e = entity_get(ENTITY_MARK);
	const struct field *state = &e->fields[entity_field(e, "state")];
	struct screen *s = p->app->screen;
	const bool wide = p->box.cols >= WIDE;
	enum style style =
		row_whole(p, y, bar, m->state == MARK_WITHDRAWN ? STYLE_DIM : STYLE_TEXT);
	int x = p->box.x + GUTTER, left = p->box.cols - GUTTER;
	struct str title = STR_INIT;
	int tail = wide ? PAGES_WIDTH + 2 + (p->box.cols > 90 ? BATES_WIDTH + 2 : 0) : 0;

	screen_put(s, y, x, left < MARK_WIDTH ? left : MARK_WIDTH, style, m->mark);
	x += MARK_WIDTH + 1;
	if (wide) {
		screen_put(s, y, x, STATE_WIDTH, style,
			field_choice_label(state, mark_state_name(m->state)));
		x += STATE_WIDTH + 1;
	}
	left = p->box.x + p->box.cols - x - tail;
	title_of(m, &title);
	if (left > 0)
		screen_put(s, y, x, left, style, str_text(&title));
	if (wide)
		put_tail(p, m, y, x + left + 1, style);
	str_free(&title);
}

static void view_draw(struct pane *p, bool focused)
{
	struct numbering *v = numbering_of(p);

	v->scroll.height = p->box.rows;
	scroll_fix(&v->scroll);
	if (v->marks.n)
		rows_draw(p, focused, draw_row);
	else
		rows_none(
			p, _("This petition has marked no exhibit yet. A marks all that its text "
			     "cites, in the order in which it does; a marks one. What carries a "
			     "mark already keeps it, and how others are called, P/1 or Annex A, is "
			     "proposed."));
}

static void view_crumb(struct pane *p, struct str *out)
{
	const struct numbering *v = numbering_of(p);

	if (v->marks.petition.entity)
		str_addf(out, "%s › ", record_show(&v->marks.petition, "ref"));
	str_add(out, _("Marks"));
}

static void view_status(struct pane *p, struct str *out)
{
	const struct numbering *v = numbering_of(p);
	size_t fixed = 0, gaps = 0;

	for (size_t i = 0; i < v->marks.n; i++) {
		fixed += v->marks.all[i].state == MARK_FIXED;
		gaps += v->marks.all[i].state == MARK_WITHDRAWN;
	}
	str_addf(out, ngettext("%zu mark", "%zu marks", v->marks.n), v->marks.n);
	if (fixed)
		str_addf(out, _(" · %zu fixed"), fixed);
	if (gaps)
		str_addf(out, _(" · %zu withdrawn"), gaps);
}

static void view_hint(struct pane *p, struct str *out)
{
	const struct mark *m = numbering_selected(p);

	if (m && m->state == MARK_DRAFT)
		str_add(out,
			_("A draft: numbered anew when the order changes, but for the exhibit's "
			  "own mark."));
	else if (m && m->state == MARK_FIXED)
		str_add(out, _("Filed: it stays with its exhibit, and is never another's."));
	else if (m)
		str_add(out, _("Withdrawn: the gap and its word stay."));
}

/* ---- what is there ---- */

static unsigned view_has(struct pane *p)
{
	return numbering_selected(p) ? NEEDS_ROW | NEEDS_RECORD : 0;
}

static bool view_subject(struct pane *p, struct subject *out)
{
	const struct mark *m = numbering_selected(p);

	if (m)
		*out = (struct subject){ ENTITY_MARK, m->id };
	return m != NULL;
}

static bool view_copy(struct pane *p, struct str *out)
{
	const struct mark *m = numbering_selected(p);

	if (m)
		str_add(out, m->mark);
	return m != NULL;
}

static const char *const contexts[] = { "numbering", "list", "global", NULL };

const struct view view_numbering = {
	.name = "numbering",
	.title = N_("Marks"),
	.contexts = contexts,
	.actions = numbering_actions,
	.whole = true,
	.of = ENTITY_PETITION,
	.open = view_open,
	.close = view_close,
	.load = view_load,
	.draw = view_draw,
	.crumb = view_crumb,
	.status = view_status,
	.hint = view_hint,
	.has = view_has,
	.subject = view_subject,
	.copy = view_copy,
};
