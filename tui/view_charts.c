#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/charts.h"

/* Who signed a petition: by day, week, month or year, and by country. Only those who count. */

#define WIDE_BAR 8 /* cells that a bar has at most */

static struct charts *state(struct pane *p)
{
	return p->state;
}

static enum status charts_open(struct pane *p)
{
	struct charts *c = mem_zero(sizeof(*c));
	struct record r;
	enum status st = record_load(pane_db(p), ENTITY_PETITION, p->at.id, &r);

	p->state = c;
	c->petition = p->at.id;
	c->ref = mem_text(st == ST_OK ? record_show(&r, "ref") : "");
	record_free(&r);
	return st;
}

static void charts_close(struct pane *p)
{
	struct charts *c = state(p);

	count_free_work(c->counting);
	if (c->counted)
		count_free(&c->count);
	tally_free(&c->tally);
	free(c->numbers);
	free(c->ref);
	free(c);
}

/* The unit in which all fits, where nobody chose one. */
static void choose_unit(struct charts *c, int cols)
{
	for (int u = TALLY_DAY; u <= TALLY_YEAR && !c->chosen; u++) {
		c->unit = (enum tally_unit)u;
		tally_span(&c->tally, c->unit, &c->span);
		if (c->span.any && c->span.last - c->span.first < cols)
			break;
	}
	tally_span(&c->tally, c->unit, &c->span);
}

/* The fullest unit of all, so that the scale stays while one goes along. */
static int64_t find_most(const struct charts *c)
{
	int64_t most = 0, sum = 0;
	long last = 0;

	for (size_t i = 0; i < c->tally.n_dates; i++) {
		const struct tally_date *d = &c->tally.dates[i];
		long place;

		if (!tally_fits(&d->date, c->unit))
			continue;
		place = tally_place(&d->date, c->unit);
		sum = place == last ? sum + d->counted : d->counted;
		last = place;
		most = sum > most ? sum : most;
	}
	return most;
}

void charts_lay_out(struct pane *p)
{
	struct charts *c = state(p);
	int cols = charts_field(p).cols;
	long all;

	cols = cols > 1 ? cols : 1;
	choose_unit(c, cols);
	c->places.n = c->count.n_places;
	c->places.height = p->box.rows - 1;
	scroll_fix(&c->places);
	c->n = 0;
	if (!c->span.any)
		return;
	all = c->span.last - c->span.first + 1;
	c->width = all < cols ? (int)(cols / all) : 1;
	if (c->width > WIDE_BAR)
		c->width = WIDE_BAR;
	c->n = all < cols ? (size_t)all : (size_t)cols;
	if (c->kept && !c->tally_due) {
		c->cursor = c->want;
		c->kept = false;
	}
	if (!c->placed || c->cursor > c->span.last)
		c->cursor = c->span.last;
	if (c->cursor < c->span.first)
		c->cursor = c->span.first;
	/* Whole on the screen, and the selected one on it. */
	if (c->first > c->span.last - (long)c->n + 1)
		c->first = c->span.last - (long)c->n + 1;
	if (c->first < c->span.first)
		c->first = c->span.first;
	if (c->cursor < c->first)
		c->first = c->cursor;
	if (c->cursor >= c->first + (long)c->n)
		c->first = c->cursor - (long)c->n + 1;
	c->numbers = mem_resize(c->numbers, c->n, sizeof(*c->numbers));
	tally_fill(&c->tally, c->unit, c->first, c->n, c->numbers);
	c->most = find_most(c);
}

static enum status count_on(struct pane *p)
{
	struct charts *c = state(p);
	enum status st = ST_OK;

	if (!c->counting)
		st = count_begin(pane_db(p), c->petition, &c->counting);
	if (st == ST_OK)
		st = count_step(c->counting);
	if (st == ST_OK || st == ST_STOPPED)
		return st;
	if (c->counted)
		count_free(&c->count);
	memset(&c->count, 0, sizeof(c->count));
	c->counted = st == ST_END;
	if (st == ST_END)
		count_finish(c->counting, &c->count);
	else
		count_free_work(c->counting);
	c->counting = NULL;
	c->count_due = false;
	return st == ST_END ? ST_OK : st;
}

/* A step of what must be read; ST_END when nothing must. */
static enum status read_on(struct pane *p)
{
	struct charts *c = state(p);
	enum status st;

	if (c->count_due)
		return count_on(p);
	if (!c->tally_due)
		return ST_END;
	st = tally_step(pane_db(p), &c->tally);
	c->tally_due = st == ST_OK || st == ST_STOPPED;
	return st;
}

static enum status charts_load(struct pane *p)
{
	struct charts *c = state(p);
	enum status st = ST_OK;

	if (c->placed && !c->kept) {
		c->want = c->cursor;
		c->kept = true;
	}
	count_free_work(c->counting);
	c->counting = NULL;
	tally_free(&c->tally);
	tally_begin(&c->tally, c->petition, NULL);
	c->count_due = c->tally_due = true;
	app_impatient(p->app, UNTIL_TIME_UP);
	while (st == ST_OK)
		st = read_on(p);
	app_patient(p->app);
	charts_lay_out(p);
	return st == ST_END || st == ST_STOPPED ? ST_OK : st;
}

static bool charts_idle(struct pane *p)
{
	enum status st;

	if (!state(p)->count_due && !state(p)->tally_due)
		return false;
	st = read_on(p);
	if (st < 0 && st != ST_STOPPED)
		app_failed(p->app, st);
	charts_lay_out(p);
	p->app->dirty = true;
	return state(p)->count_due || state(p)->tally_due;
}

/* ---- what is there ---- */

static void charts_crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s › ", state(p)->ref);
	str_add(out, _("Charts"));
}

static void charts_status(struct pane *p, struct str *out)
{
	struct charts *c = state(p);

	if (c->count_due) {
		str_add(out, _("counting"));
	} else if (c->tally_due && c->count.counted > 0) {
		str_add(out, _("reading, "));
		str_addf(out, "%d%%", (int)(c->tally.counted * 100 / c->count.counted));
	} else {
		cell_number(c->count.counted, out);
		str_add(out, _(" counted"));
	}
}

static bool charts_subject(struct pane *p, struct subject *out)
{
	*out = (struct subject){ ENTITY_PETITION, state(p)->petition };
	return true;
}

static unsigned charts_has(struct pane *p)
{
	struct charts *c = state(p);
	bool any = c->page == CHARTS_DATES ? c->span.any : c->count.n_places > 0;

	return NEEDS_RECORD | NEEDS_PETITION | (any ? NEEDS_ROW : 0);
}

static void select_unit(struct pane *p, long place)
{
	struct charts *c = state(p);

	c->cursor = place;
	c->placed = true;
	c->kept = false;
	charts_lay_out(p);
}

static bool charts_move(struct pane *p, enum move move, int64_t n)
{
	struct charts *c = state(p);
	long page = c->n > 1 ? (long)c->n - 1 : 1;
	long by = (long)n;

	if (c->page == CHARTS_COUNTRIES)
		return scroll_move(&c->places, move, n);
	switch (move) {
	case MOVE_DOWN:
		select_unit(p, c->cursor + by);
		break;
	case MOVE_UP:
		select_unit(p, c->cursor - by);
		break;
	case MOVE_PAGE_DOWN:
	case MOVE_HALF_DOWN:
		select_unit(p, c->cursor + by * page);
		break;
	case MOVE_PAGE_UP:
	case MOVE_HALF_UP:
		select_unit(p, c->cursor - by * page);
		break;
	case MOVE_TOP:
		select_unit(p, c->span.first);
		break;
	case MOVE_END:
		select_unit(p, c->span.last);
		break;
	case MOVE_SHARE:
		select_unit(p, c->span.first + (by > 100 ? 100 : by) *
						       (c->span.last - c->span.first) / 100);
		break;
	case MOVE_PLACE:
		select_unit(p, c->span.first + by - 1);
		break;
	}
	return true;
}

static bool charts_point(struct pane *p, int y, int x)
{
	struct charts *c = state(p);
	struct box field = charts_field(p);
	long at;

	if (c->page == CHARTS_COUNTRIES)
		return scroll_point(&c->places, y - p->box.y - 1);
	at = c->width > 0 ? (x - field.x) / c->width : 0;
	if (x < field.x || at >= (long)c->n)
		return false;
	select_unit(p, c->first + at);
	return true;
}

static enum reaction act_left_right(struct app *app, struct pane *p, const struct action *self)
{
	int64_t n = app->count > 0 ? app->count : 1;

	charts_move(p, self->arg > 0 ? MOVE_DOWN : MOVE_UP, n);
	return REACT_REDRAW;
}

static enum reaction act_page(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)self;
	state(p)->page = (enum charts_page)((state(p)->page + 1) % CHARTS_PAGES);
	return REACT_REDRAW;
}

static enum reaction act_unit(struct app *app, struct pane *p, const struct action *self)
{
	struct charts *c = state(p);
	int unit = (int)c->unit + self->arg;
	struct date day;

	if (c->page != CHARTS_DATES || unit < TALLY_DAY || unit > TALLY_YEAR) {
		app_say(app, "%s",
			c->page != CHARTS_DATES ? _("Countries have no days; Tab shows those.")
			: unit < TALLY_DAY      ? _("Nearer than days it does not go.")
						: _("Further than years it does not go."));
		return REACT_REDRAW;
	}
	if (!c->span.any || tally_first(c->unit, c->cursor, &day) != ST_OK)
		return REACT_NONE;
	c->unit = (enum tally_unit)unit;
	c->chosen = true;
	select_unit(p, tally_place(&day, c->unit));
	return REACT_REDRAW;
}

/* "signed>=2020-07-13 signed<=2020-07-19": what is in one bar. */
static void unit_filter(const struct charts *c, struct str *out)
{
	struct date from, to;
	char text[DATE_TEXT_MAX];

	if (tally_first(c->unit, c->cursor, &from) != ST_OK ||
		tally_first(c->unit, c->cursor + 1, &to) != ST_OK)
		return;
	to = date_from_days(date_to_days(&to) - 1);
	if (c->unit == TALLY_MONTH || c->unit == TALLY_YEAR)
		from.day = to.day = 0;
	if (c->unit == TALLY_YEAR)
		from.month = to.month = 0;
	date_format(&from, text);
	str_addf(out, " signed>=%s", text);
	date_format(&to, text);
	str_addf(out, " signed<=%s", text);
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	struct charts *c = state(p);
	struct place at = { .view = &view_records,
		.entity = ENTITY_SIGNATORY,
		.owner = ENTITY_PETITION,
		.owner_id = c->petition };
	struct str where = STR_INIT;

	(void)self;
	str_add(&where, "state:valid");
	if (c->page == CHARTS_DATES) {
		unit_filter(c, &where);
	} else {
		const char *code = c->count.places[c->places.cursor].country;

		str_addf(&where, *code ? " country:%s" : " country=%s", code);
	}
	at.text = str_text(&where);
	app_open(app, &at);
	str_free(&where);
	return REACT_REDRAW;
}

static const char *const contexts[] = { "charts", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("who"),
		.help = N_("The signatories of the selected day or country"),
		.verb = "list",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "next-chart",
		.label = N_("by country"),
		.help = N_("From days to countries, and back"),
		.verb = "count",
		.rank = 2,
		.run = act_page },
	{ .name = "zoom-in",
		.label = N_("nearer"),
		.help = N_("From years to months, weeks and days"),
		.rank = 3,
		.arg = -1,
		.run = act_unit },
	{ .name = "zoom-out",
		.label = N_("further"),
		.help = N_("From days to weeks, months and years"),
		.rank = 4,
		.arg = 1,
		.run = act_unit },
	{ .name = "unit-before",
		.label = N_("before"),
		.help = N_("To the day before"),
		.arg = -1,
		.run = act_left_right },
	{ .name = "unit-after",
		.label = N_("after"),
		.help = N_("To the day after"),
		.arg = 1,
		.run = act_left_right },
	{ .name = NULL },
};

const struct view view_charts = {
	.name = "charts",
	.title = N_("Charts"),
	.contexts = contexts,
	.actions = actions,
	.whole = true,
	.of = ENTITY_PETITION,
	.open = charts_open,
	.close = charts_close,
	.load = charts_load,
	.draw = charts_draw,
	.idle = charts_idle,
	.crumb = charts_crumb,
	.status = charts_status,
	.has = charts_has,
	.subject = charts_subject,
	.move = charts_move,
	.point = charts_point,
};
