#include "config.h"

#include "tui/form.h"

#include <stdio.h>

#include "model/date_typed.h"
#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"

/*
 * The small calendar of a date field: one month, its weeks from Monday on. The chosen day stands
 * between brackets and today has a star, so that both are seen without colours. Where there is no
 * room for a month it is a week, and where there is none for that the chosen day alone.
 */

#define CELL 4                 /* columns of a day */
#define WIDTH (7 * CELL + 1)   /* of a week */
#define WEEKS 6                /* that a month may touch */
#define MONTH_ROWS (WEEKS + 3) /* the title, the days of the week, the chosen day in words */
#define WEEK_ROWS 3

/* Whether that day is in the years that dates have. */
static bool there_is(long days)
{
	static const struct date first = { 1, 1, 1, DATE_SURE };
	static const struct date last = { 9999, 12, 31, DATE_SURE };

	return days >= date_to_days(&first) && days <= date_to_days(&last);
}

static long monday_of(const struct date *d)
{
	return date_to_days(d) - date_weekday(d) + 1;
}

enum reaction form_calendar_open(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);
	struct form_field *ff = form_now(f);
	enum field_type type = ff ? form_field(f, ff)->type : FIELD_TEXT;
	struct date today = date_today();
	struct date d;

	(void)self;
	if (type != FIELD_DATE && type != FIELD_DAY) {
		app_say(app, _("Go to a date first: the calendar is for those."));
		return REACT_REDRAW;
	}
	if (date_from_typed(input_text(&ff->input), &today, &d) != ST_OK)
		d = today;
	f->calendar.day = date_first(&d);
	f->calendar.open = true;
	form_forget_picks(f);
	return REACT_REDRAW;
}

enum reaction form_calendar_move(struct app *app, struct pane *p, const struct action *self)
{
	struct date *day = &form_of(p)->calendar.day;
	int step = self->arg;
	long days = date_to_days(day);
	enum status st = ST_OK;

	(void)app;
	switch (step < 0 ? -step : step) {
	case CALENDAR_DAY:
		days += step < 0 ? -1 : 1;
		break;
	case CALENDAR_WEEK:
		days += step < 0 ? -7 : 7;
		break;
	case CALENDAR_MONTH:
		st = date_add_months(day, step < 0 ? -1 : 1, day);
		return st == ST_OK ? REACT_REDRAW : REACT_NONE;
	case CALENDAR_YEAR:
		st = date_add_months(day, step < 0 ? -12 : 12, day);
		return st == ST_OK ? REACT_REDRAW : REACT_NONE;
	default:
		*day = date_today();
		return REACT_REDRAW;
	}
	if (there_is(days))
		*day = date_from_days(days);
	return REACT_REDRAW;
}

enum reaction form_calendar_take(struct app *app, struct pane *p, const struct action *self)
{
	struct form *f = form_of(p);
	char text[DATE_TEXT_MAX];

	(void)app;
	(void)self;
	date_format(&f->calendar.day, text);
	form_put(form_now(f), text);
	f->calendar.open = false;
	return REACT_REDRAW;
}

enum reaction form_calendar_leave(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)self;
	form_of(p)->calendar.open = false;
	return REACT_REDRAW;
}

/* ---- drawing ---- */

static void draw_day(struct pane *p, int y, int x, const struct date *d)
{
	const struct date *chosen = &form_of(p)->calendar.day;
	struct date today = date_today();
	bool is_chosen = date_compare(d, chosen) == 0;
	bool is_today = date_compare(d, &today) == 0;
	enum style style = STYLE_TEXT;
	char text[16];

	if (is_chosen)
		style = STYLE_SELECTED;
	else if (is_today)
		style = STYLE_STRONG;
	snprintf(text, sizeof(text), "%c%2d%c", is_chosen ? '[' : ' ', d->day,
		is_chosen  ? ']'
		: is_today ? '*'
			   : ' ');
	screen_put(p->app->screen, y, x, CELL, style, text);
}

/* Of a month its own days alone: without colours the others would look like them. */
static void draw_week(struct pane *p, int y, int x, long monday)
{
	const struct small_calendar *c = &form_of(p)->calendar;

	screen_put(p->app->screen, y, x, WIDTH, STYLE_TEXT, "");
	for (int i = 0; i < 7; i++) {
		if (there_is(monday + i)) {
			struct date d = date_from_days(monday + i);

			if (c->weeks == 1 || d.month == c->day.month)
				draw_day(p, y, x + i * CELL, &d);
		}
	}
}

static void draw_title(struct pane *p, int y, int x)
{
	const struct date *day = &form_of(p)->calendar.day;
	struct date month = { day->year, day->month, 0, DATE_SURE };
	struct str text = STR_INIT;

	str_add_c(&text, ' ');
	cell_date(&month, &text);
	screen_put(p->app->screen, y, x, WIDTH, STYLE_BAR, str_text(&text));
	screen_put(p->app->screen, y + 1, x, WIDTH, STYLE_LABEL, _(" Mo  Tu  We  Th  Fr  Sa  Su"));
	str_free(&text);
}

static void add_days_away(long days, struct str *out)
{
	unsigned long n = days < 0 ? (unsigned long)-days : (unsigned long)days;

	if (days >= 0)
		cell_days_left(days, out);
	else if (n == 1)
		str_add(out, _("yesterday"));
	else
		str_addf(out, ngettext("%lu day ago", "%lu days ago", n), n);
}

/* The chosen day in words, and how far away it is. */
static void draw_chosen(struct pane *p, int y, int x, int cols, bool alone)
{
	const struct date *day = &form_of(p)->calendar.day;
	struct date today = date_today();
	struct str text = STR_INIT;

	str_add(&text, alone ? "‹ " : " ");
	cell_day(day, true, &text);
	if (alone)
		str_add(&text, " ›");
	if (!alone || cols >= WIDTH) {
		str_add(&text, "  ");
		add_days_away(date_to_days(day) - date_to_days(&today), &text);
	}
	screen_put(p->app->screen, y, x, cols, alone ? STYLE_SELECTED : STYLE_BAR, str_text(&text));
	str_free(&text);
}

/* The row that `rows` of them begin with: below the field, else over it; -1: no room. */
static int room_for(const struct pane *p, int y, int rows)
{
	if (y + rows < p->box.y + p->box.rows)
		return y + 1;
	return y - rows >= p->box.y ? y - rows : -1;
}

void form_calendar_draw(struct pane *p, int y, int x)
{
	struct form *f = form_of(p);
	struct small_calendar *c = &f->calendar;
	struct date first = { c->day.year, c->day.month, 1, DATE_SURE };
	int end = p->box.x + p->box.cols;
	int top = room_for(p, y, MONTH_ROWS);

	c->weeks = WEEKS;
	if (top < 0) {
		top = room_for(p, y, WEEK_ROWS);
		first = c->day;
		c->weeks = 1;
	}
	if (x + WIDTH > end)
		x = end - WIDTH;
	if (top < 0 || x < p->box.x) {
		c->weeks = 0;
		draw_chosen(p, y, p->box.x, p->box.cols, true);
		return;
	}
	draw_title(p, top, x);
	c->y = top + 2;
	c->x = x;
	c->from = first;
	for (int week = 0; week < c->weeks; week++)
		draw_week(p, c->y + week, x, monday_of(&first) + week * 7L);
	if (c->weeks == WEEKS)
		draw_chosen(p, c->y + WEEKS, x, WIDTH, false);
	screen_cursor(p->app->screen, c->y, x, false);
}

bool form_calendar_point(struct pane *p, int y, int x)
{
	struct small_calendar *c = &form_of(p)->calendar;
	int week = y - c->y, day = (x - c->x) / CELL;
	long days;

	/* The day alone has no others to point at. */
	if (c->weeks == 0 || week < -2 || week > c->weeks || x < c->x || x >= c->x + WIDTH)
		return false;
	days = monday_of(&c->from) + week * 7L + day;
	if (week >= 0 && week < c->weeks && day < 7 && there_is(days)) {
		struct date d = date_from_days(days);

		if (c->weeks == 1 || d.month == c->day.month)
			c->day = d;
	}
	return true;
}
