#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/country.h"
#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/chart.h"
#include "tui/charts.h"
#include "tui/rows.h"

#define SCALE 9       /* columns for the numbers beside the bars */
#define SCALE_FROM 40 /* columns from which on they are shown */
#define COUNTRY 22
#define NUMBER 11
#define SHARE 7

static const struct charts *charts_of(const struct pane *p)
{
	return p->state;
}

/* Lines below the bars: the axis, the days, what is selected, what is in no bar. */
static int lines_below(const struct pane *p)
{
	return p->box.rows >= 9 ? 4 : p->box.rows >= 6 ? 3 : 1;
}

struct box charts_field(const struct pane *p)
{
	struct box b = p->box;
	int scale = b.cols >= SCALE_FROM ? SCALE + 1 : 1;

	b.x += scale;
	b.cols -= scale + 1;
	b.y++;
	b.rows -= 1 + lines_below(p);
	return b;
}

void charts_unit_name(enum tally_unit unit, long place, struct str *out)
{
	struct date d;

	if (tally_first(unit, place, &d) != ST_OK)
		return;
	switch (unit) {
	case TALLY_DAY:
		cell_day(&d, true, out);
		break;
	case TALLY_WEEK:
		str_add(out, _("week from "));
		cell_day(&d, true, out);
		break;
	case TALLY_MONTH:
		d.day = 0;
		cell_date(&d, out);
		break;
	case TALLY_YEAR:
		str_addf(out, "%d", d.year);
		break;
	}
}

/* "1,800 counted, by week"; while it is read, how far. */
static void draw_title(struct pane *p)
{
	static const char *const by[] = { N_("by day"), N_("by week"), N_("by month"),
		N_("by year") };
	const struct charts *c = charts_of(p);
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;

	cell_number(c->counted ? c->count.counted : 0, &text);
	str_add(&text, _(" valid signatures, "));
	str_add(&text, c->page == CHARTS_COUNTRIES ? _("by country") : _(by[c->unit]));
	if (c->page == CHARTS_DATES && c->most > 0) {
		str_add(&text, _(", at most "));
		cell_number(c->most, &text);
	}
	screen_put(s, p->box.y, p->box.x + 1, p->box.cols - 2, STYLE_HEADING, str_text(&text));
	str_free(&text);
}

/* The numbers beside the bars: the end of the scale, and its half. */
static void draw_scale(struct pane *p, struct box field, int64_t scale)
{
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	int x = p->box.x;

	if (p->box.cols < SCALE_FROM)
		return;
	cell_number(scale, &text);
	screen_put_right(s, field.y, x, SCALE, STYLE_DIM, str_text(&text));
	if (field.rows >= 6 && scale % 2 == 0) {
		str_clear(&text);
		cell_number(scale / 2, &text);
		screen_put_right(s, field.y + field.rows - field.rows / 2, x, SCALE, STYLE_DIM,
			str_text(&text));
	}
	screen_put_right(s, field.y + field.rows, x, SCALE, STYLE_DIM, "0");
	str_free(&text);
}

/* A short name below the axis; the year where it is another than the last one said. */
static void tick(enum tally_unit unit, long place, int *year, struct str *out)
{
	struct date d;

	if (tally_first(unit, place, &d) != ST_OK)
		return;
	if (unit == TALLY_DAY || unit == TALLY_WEEK)
		str_addf(out, "%d ", d.day);
	if (unit != TALLY_YEAR)
		cell_month(d.month, false, out);
	if (unit == TALLY_YEAR || d.year != *year)
		str_addf(out, "%s%d", out->len ? " " : "", d.year);
	*year = d.year;
}

static void draw_axis(struct pane *p, struct box field)
{
	const struct charts *c = charts_of(p);
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	int y = field.y + field.rows;
	int free_from = 0;
	int year = 0;

	screen_rule(s, y, field.x, field.cols, STYLE_DIM, "─");
	for (size_t i = 0; i < c->n; i++) {
		int x = (int)i * c->width;
		int width;

		if (x < free_from)
			continue;
		str_clear(&text);
		tick(c->unit, c->first + (long)i, &year, &text);
		width = screen_width(s, str_text(&text));
		if (x + width > field.cols)
			break;
		screen_put(s, y, field.x + x, 1, STYLE_DIM, "┬");
		screen_put(s, y + 1, field.x + x, width, STYLE_DIM, str_text(&text));
		free_from = x + width + 2;
	}
	str_free(&text);
}

/* What is selected, and what is in no bar. */
static void draw_notes(struct pane *p, int y)
{
	const struct charts *c = charts_of(p);
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	long at = c->cursor - c->first;

	if (c->span.any && at >= 0 && at < (long)c->n) {
		charts_unit_name(c->unit, c->cursor, &text);
		str_add(&text, ": ");
		cell_number(c->numbers[at], &text);
		if (c->tally.counted > 0) {
			str_add(&text, " · ");
			chart_share(c->numbers[at], c->tally.counted, &text);
		}
	}
	screen_put(s, y, p->box.x + 1, p->box.cols - 2, STYLE_TEXT, str_text(&text));
	if (p->box.rows < 9 || (c->span.vague == 0 && c->tally.undated == 0)) {
		str_free(&text);
		return;
	}
	str_clear(&text);
	str_add(&text, _("Not in the picture: "));
	if (c->tally.undated > 0) {
		cell_number(c->tally.undated, &text);
		str_add(&text, _(" without a date"));
	}
	if (c->span.vague > 0) {
		if (c->tally.undated > 0)
			str_add(&text, " · ");
		cell_number(c->span.vague, &text);
		str_add(&text, _(" whose date is less exact"));
	}
	screen_put(s, y + 1, p->box.x + 1, p->box.cols - 2, STYLE_DIM, str_text(&text));
	str_free(&text);
}

static void draw_dates(struct pane *p, bool focused)
{
	const struct charts *c = charts_of(p);
	struct screen *s = p->app->screen;
	struct box field = charts_field(p);
	int64_t scale = chart_scale(c->most);
	int bar = c->width > 2 ? c->width - 1 : c->width;

	if (!c->span.any) {
		screen_put(s, p->box.y + 1, p->box.x + 1, p->box.cols - 2, STYLE_DIM,
			c->tally_due       ? _("Reading…")
			: c->tally.counted ? _("Nobody gave a date.")
					   : _("Nobody has signed yet."));
		return;
	}
	for (size_t i = 0; i < c->n && field.rows > 0; i++) {
		long place = c->first + (long)i;
		struct box b = { field.y, field.x + (int)i * c->width, field.rows, bar };

		if (place == c->cursor && focused)
			screen_cursor(s, field.y + field.rows, b.x, false);
		chart_pillar(
			s, b, place == c->cursor ? STYLE_STRONG : STYLE_GOOD, c->numbers[i], scale);
	}
	if (field.rows > 0 && p->box.rows >= 6) {
		int x = field.x + (int)(c->cursor - c->first) * c->width;

		draw_scale(p, field, scale);
		draw_axis(p, field);
		screen_rule(s, field.y + field.rows, x, bar,
			focused ? STYLE_SELECTED : STYLE_RESTING, "▲");
	}
	draw_notes(p, p->box.y + p->box.rows - (p->box.rows >= 9 ? 2 : 1));
}

static void draw_country(
	struct pane *p, const struct count_place *place, int y, enum style bar, int64_t most)
{
	const struct charts *c = charts_of(p);
	struct screen *s = p->app->screen;
	const char *name = country_name(place->country);
	struct str text = STR_INIT;
	int cols = p->box.cols - 3;
	int left = cols / 3 < COUNTRY ? cols / 3 : COUNTRY;
	int share = p->box.cols >= 40 ? SHARE + 1 : 0;
	int cells = cols - left - 1 - NUMBER - share;
	int x = p->box.x + 2;

	screen_put(s, y, x, cols, bar, "");
	screen_put(s, y, x, left, bar,
		name              ? name
		: *place->country ? place->country
				  : _("(none given)"));
	x += left + 1;
	if (cells > 3)
		chart_bar(
			s, y, x, cells, bar == STYLE_TEXT ? STYLE_GOOD : bar, place->counted, most);
	x = p->box.x + 2 + cols - share - NUMBER;
	cell_number(place->counted, &text);
	screen_put_right(s, y, x, NUMBER, bar, str_text(&text));
	str_clear(&text);
	chart_share(place->counted, c->count.counted, &text);
	if (share)
		screen_put_right(s, y, x + NUMBER + 1, SHARE, bar, str_text(&text));
	str_free(&text);
}

static void draw_countries(struct pane *p, bool focused)
{
	const struct charts *c = charts_of(p);
	int64_t most = c->count.n_places > 0 ? c->count.places[0].counted : 0;

	if (c->count.n_places == 0)
		screen_put(p->app->screen, p->box.y + 1, p->box.x + 1, p->box.cols - 2, STYLE_DIM,
			c->count_due ? _("Reading…") : _("Nobody has signed yet."));
	for (int i = 0; i < p->box.rows - 1; i++) {
		size_t row = c->places.top + (size_t)i;
		bool selected = row == c->places.cursor;
		struct box mark = { p->box.y + 1 + i, p->box.x, 1, GUTTER };

		if (row >= c->count.n_places)
			break;
		draw_country(p, &c->count.places[row], mark.y,
			row_bar(p->app->screen, mark, selected, focused), most);
	}
}

void charts_draw(struct pane *p, bool focused)
{
	draw_title(p);
	if (charts_of(p)->page == CHARTS_COUNTRIES)
		draw_countries(p, focused);
	else
		draw_dates(p, focused);
}
