#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/tally.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/chart.h"
#include "tui/rows.h"
#include "tui/view_timeline.h"

#define WHEN 12 /* columns for "about Fri 17" */
#define WHEN_LEAST 7
#define WORD 16 /* for "petition decided" */
#define WORD_FROM 64
#define LEFT_OVER 12 /* for "3 days late" */
#define CASE 16      /* for the case, where the file has several */
#define RIGHT_FROM 56
#define BAR 24 /* of a month or a year */
#define SOON 7

/* Where things stand on a line; all in columns from the left of the box. */
struct grid {
	int when;
	int axis; /* where the line of time is drawn */
	int word; /* columns of the word for what it is; 1: a letter; 0: none */
	int text; /* where the text begins */
	int cols; /* of the text */
	int of;   /* columns of the case; 0: none */
	int left; /* columns of the days left; 0: none */
};

static struct grid measure(const struct pane *p)
{
	const struct time_view *v = p->state;
	struct grid g = { .when = p->box.cols < 40 ? WHEN_LEAST : WHEN };

	g.axis = 2 + g.when + 1;
	g.word = p->box.cols < 34 ? 0 : p->box.cols < WORD_FROM ? 1 : WORD;
	g.text = g.axis + 2 + (g.word ? g.word + 1 : 0);
	g.left = p->box.cols < RIGHT_FROM ? 0 : LEFT_OVER;
	g.of = v->case_id == 0 && p->box.cols >= 90 ? CASE : 0;
	g.cols = p->box.cols - g.text - 1 - (g.left ? g.left + 1 : 0) - (g.of ? g.of + 1 : 0);
	return g;
}

static enum style mark_style(const struct chronology_mark *m, long today)
{
	if (!m->waits)
		return STYLE_TEXT;
	if (m->day < today)
		return STYLE_LATE;
	return m->day - today <= SOON ? STYLE_NEAR : STYLE_TEXT;
}

static void put_word(struct pane *p, const struct grid *g, const struct chronology_mark *m, int y,
	enum style style)
{
	static const char *const letters[GROUPS] = { N_("E"), N_("F"), N_("R"), N_("L"), N_("D"),
		N_("X") };
	struct str word = STR_INIT;

	if (g->word == 1)
		str_add(&word, _(letters[timeline_group((enum entity_id)m->entity)]));
	else
		timeline_word(m, &word);
	screen_put(p->app->screen, y, p->box.x + g->axis + 2, g->word, style, str_text(&word));
	str_free(&word);
}

static void draw_mark(
	struct pane *p, const struct grid *g, const struct timeline_row *row, int y, enum style bar)
{
	const struct time_view *v = p->state;
	const struct chronology_mark *m = &v->read.marks[row->mark];
	const struct named *named = names_get(&v->names, (enum entity_id)m->entity, m->id);
	struct screen *s = p->app->screen;
	bool plain = bar == STYLE_TEXT;
	enum style urgent = mark_style(m, v->today);
	struct str text = STR_INIT;
	int left = m->waits && g->left ? g->left + 1 : 0;
	int cols = g->cols + (g->left ? g->left + 1 : 0) - left;
	int x = p->box.x;

	screen_put(s, y, x + 2, p->box.cols - 2, bar, "");
	/* Told by its sign alone where there is no room for more. */
	if (m->conflict)
		urgent = STYLE_NEAR;
	timeline_when(m, &text);
	screen_put_right(s, y, x + 2, g->when, plain ? urgent : bar, str_text(&text));
	screen_put(s, y, x + g->axis, 1, plain ? urgent : bar, timeline_sign(m));
	if (g->word)
		put_word(p, g, m, y, plain ? STYLE_DIM : bar);
	if (m->conflict && named) {
		str_clear(&text);
		str_addf(&text, _("dates conflict: %s"), named->text);
	}
	screen_put(s, y, x + g->text, cols, bar,
		!named        ? "…"
		: m->conflict ? str_text(&text)
			      : named->text);
	x += g->text + cols + 1;
	if (g->of && named)
		screen_put(s, y, x, g->of, plain ? STYLE_DIM : bar, named->of);
	x += g->of ? g->of + 1 : 0;
	str_clear(&text);
	if (m->waits)
		cell_days_left(m->day - v->today, &text);
	if (left)
		screen_put_right(s, y, x, g->left, plain ? urgent : bar, str_text(&text));
	str_free(&text);
}

/* How many of each there are in a month or year: "5 events · 2 rulings". */
static void span_text(const struct time_view *v, const struct timeline_row *row, struct str *out)
{
	static const enum entity_id of[GROUPS] = { ENTITY_EVENT, ENTITY_FILING, ENTITY_RULING,
		ENTITY_LETTER, ENTITY_DEADLINE, ENTITY_EXHIBIT };
	uint32_t counts[GROUPS] = { 0 };
	uint32_t left = row->n;

	for (size_t i = row->mark; i < v->read.n && left > 0; i++) {
		const struct chronology_mark *m = &v->read.marks[i];

		if (!timeline_takes(m, v->groups) ||
			(v->zoom == ZOOM_MONTH && m->known == KNOWN_YEAR))
			continue;
		counts[timeline_group((enum entity_id)m->entity)]++;
		left--;
	}
	for (int g = 0; g < GROUPS; g++) {
		if (counts[g] == 0)
			continue;
		if (out->len > 0)
			str_add(out, " · ");
		cell_counted(entity_get(of[g]), counts[g], out);
	}
}

static void draw_span(
	struct pane *p, const struct grid *g, const struct timeline_row *row, int y, enum style bar)
{
	const struct time_view *v = p->state;
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	int x = p->box.x;
	int room = p->box.cols - g->axis - 2;
	int cells = room < 3 * BAR ? room / 3 : BAR;

	screen_put(s, y, x + 2, p->box.cols - 2, bar, "");
	if (v->zoom == ZOOM_YEAR)
		str_addf(&text, "%d", (int)row->place);
	else
		cell_month((int)(row->place % 12) + 1, g->when >= WHEN, &text);
	screen_put_right(s, y, x + 2, g->when, row->n || bar != STYLE_TEXT ? bar : STYLE_DIM,
		str_text(&text));
	screen_put(s, y, x + g->axis, 1, bar == STYLE_TEXT ? STYLE_DIM : bar, "│");
	x += g->axis + 2;
	str_clear(&text);
	if (row->n > 0) {
		chart_bar(s, y, x, cells, bar == STYLE_TEXT ? STYLE_GOOD : bar, row->n,
			v->lines.most);
		span_text(v, row, &text);
		screen_put(s, y, x + cells + 1, room - cells - 2, bar, str_text(&text));
	}
	str_free(&text);
}

static void draw_gap(struct pane *p, const struct grid *g, const struct timeline_row *row, int y)
{
	const struct time_view *v = p->state;
	struct str text = STR_INIT;
	unsigned long n = row->n;

	if (v->zoom == ZOOM_YEAR)
		str_addf(&text, ngettext("… %lu year …", "… %lu years …", n), n);
	else if (n >= 24)
		str_addf(&text, ngettext("… %lu year …", "… %lu years …", n / 12), n / 12);
	else
		str_addf(&text, ngettext("… %lu month …", "… %lu months …", n), n);
	screen_put(p->app->screen, y, p->box.x + g->axis, 1, STYLE_DIM, "┊");
	screen_put(p->app->screen, y, p->box.x + g->axis + 2, p->box.cols - g->axis - 2, STYLE_DIM,
		str_text(&text));
	str_free(&text);
}

static void draw_year(struct pane *p, const struct grid *g, const struct timeline_row *row, int y)
{
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	int x = p->box.x + 1;
	int width;

	(void)g;
	str_addf(&text, "%d", (int)row->place);
	if (row->n > 0)
		str_addf(&text,
			ngettext("  %lu known to the year only", "  %lu known to the year only",
				(unsigned long)row->n),
			(unsigned long)row->n);
	width = screen_width(s, str_text(&text));
	screen_put(s, y, x, p->box.cols - 2, STYLE_HEADING, str_text(&text));
	screen_rule(s, y, x + width + 1, p->box.cols - width - 3, STYLE_DIM, "─");
	str_free(&text);
}

static void draw_today(struct pane *p, int y)
{
	const struct time_view *v = p->state;
	struct screen *s = p->app->screen;
	struct date today = date_from_days(v->today);
	struct str text = STR_INIT;
	int width;

	str_add(&text, _("today, "));
	cell_day(&today, true, &text);
	width = screen_width(s, str_text(&text));
	screen_rule(s, y, p->box.x + 1, p->box.cols - 2, STYLE_NEAR, "═");
	screen_put(s, y, p->box.x + 4, 1, STYLE_NEAR, "");
	screen_put(s, y, p->box.x + 5, width, STYLE_NEAR, str_text(&text));
	screen_put(s, y, p->box.x + 5 + width, 1, STYLE_NEAR, "");
	str_free(&text);
}

static void draw_line(struct pane *p, const struct grid *g, size_t at, int y, bool focused)
{
	const struct time_view *v = p->state;
	const struct timeline_row *row = &v->lines.rows[at];
	bool rests = row->kind == TIMELINE_MARK || (row->kind == TIMELINE_SPAN && row->n > 0);
	bool selected = rests && at == v->scroll.cursor;
	enum style bar =
		row_bar(p->app->screen, (struct box){ y, p->box.x, 1, GUTTER }, selected, focused);
	struct str text = STR_INIT;

	switch ((enum timeline_kind)row->kind) {
	case TIMELINE_YEAR:
		draw_year(p, g, row, y);
		break;
	case TIMELINE_MONTH:
		cell_month((int)(row->place % 12) + 1, g->when >= WHEN, &text);
		screen_put(p->app->screen, y, p->box.x + 2, g->when, STYLE_LABEL, str_text(&text));
		screen_put(p->app->screen, y, p->box.x + g->axis, 1, STYLE_DIM, "│");
		break;
	case TIMELINE_MARK:
		draw_mark(p, g, row, y, bar);
		break;
	case TIMELINE_SPAN:
		draw_span(p, g, row, y, bar);
		break;
	case TIMELINE_GAP:
		draw_gap(p, g, row, y);
		break;
	case TIMELINE_TODAY:
		draw_today(p, y);
		break;
	}
	str_free(&text);
}

void timeline_draw(struct pane *p, bool focused)
{
	const struct time_view *v = p->state;
	struct grid g = measure(p);

	if (v->lines.n == 0 && p->box.rows > 0)
		screen_put(p->app->screen, p->box.y, p->box.x + 2, p->box.cols - 2, STYLE_DIM,
			!v->read.shown ? _("Reading…")
			: v->where || v->groups != ALL_GROUPS
				? _("Nothing of that kind has a day here.")
				: _("Nothing here has a day yet; a adds an event."));
	for (int i = 0; i < p->box.rows && v->scroll.top + (size_t)i < v->lines.n; i++)
		draw_line(p, &g, v->scroll.top + (size_t)i, p->box.y + i, focused);
}
