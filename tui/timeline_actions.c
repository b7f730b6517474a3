#include "config.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/deeds.h"
#include "tui/view_timeline.h"

/* What can be done with a timeline. */

static struct time_view *state(struct pane *p)
{
	return p->state;
}

static enum reaction act_zoom(struct app *app, struct pane *p, const struct action *self)
{
	struct time_view *v = state(p);
	const struct timeline_row *row = timeline_selected(p);
	long day = row ? timeline_day(row, v->read.marks, v->zoom, v->today) : v->today;
	int zoom = (int)v->zoom + self->arg;

	if (zoom < 0 || zoom >= ZOOMS) {
		app_say(app, "%s",
			zoom < 0 ? _("Nearer than days it does not go.")
				 : _("Further than years it does not go."));
		return REACT_REDRAW;
	}
	v->zoom = (enum zoom)zoom;
	v->lines.n = 0;
	timeline_lay(&v->lines, v->read.marks, v->read.n, v->groups, v->zoom, v->today);
	v->scroll.n = v->lines.n;
	timeline_go_to(p, day);
	return REACT_REDRAW;
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	static const struct action nearer = { .arg = -1 };
	const struct chronology_mark *m = timeline_mark(p);
	struct place at = { .view = &view_record };

	(void)self;
	if (!m)
		return timeline_selected(p) ? act_zoom(app, p, &nearer) : REACT_NONE;
	at.entity = (enum entity_id)m->entity;
	at.id = m->id;
	app_open(app, &at);
	return REACT_REDRAW;
}

static enum reaction act_today(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)self;
	timeline_go_to(p, state(p)->today);
	return REACT_REDRAW;
}

static void set_groups(struct pane *p, unsigned groups)
{
	state(p)->groups = groups;
	timeline_lay_out(p);
}

/* Only what is like the selected one, or everything again. */
static enum reaction act_only(struct app *app, struct pane *p, const struct action *self)
{
	const struct chronology_mark *m = timeline_mark(p);

	(void)app;
	(void)self;
	if (state(p)->groups != ALL_GROUPS)
		set_groups(p, ALL_GROUPS);
	else if (m)
		set_groups(p, 1u << timeline_group((enum entity_id)m->entity));
	return REACT_REDRAW;
}

static enum reaction act_group(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	set_groups(p, state(p)->groups ^ (1u << self->arg));
	return REACT_REDRAW;
}

static void filter(struct pane *p, const char *text)
{
	struct time_view *v = state(p);

	free(v->where);
	v->where = text && *text ? mem_text(text) : NULL;
	app_failed(p->app, timeline_load(p));
}

static enum reaction accept(struct app *app, struct pane *p, const char *text)
{
	(void)app;
	filter(p, text);
	return REACT_REDRAW;
}

static const struct prompt_kind filter_prompt = {
	.label = "/",
	.accept = accept,
	.remembers = true,
};

static enum reaction act_filter(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &filter_prompt, NULL, state(p)->where);
	return REACT_REDRAW;
}

/* Takes what hides something away; then the view. */
static enum reaction act_cancel(struct app *app, struct pane *p, const struct action *self)
{
	struct time_view *v = state(p);

	(void)app;
	(void)self;
	if (v->groups != ALL_GROUPS)
		set_groups(p, ALL_GROUPS);
	if (v->where)
		filter(p, NULL);
	return REACT_REDRAW;
}

#define GROUP_ACTION(n, l, h, g)                                                                   \
	{                                                                                          \
		.name = n, .label = l, .help = h, .arg = g, .run = act_group                       \
	}

const struct action timeline_actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open the record; from further away, the days of the month or year"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "zoom-in",
		.label = N_("nearer"),
		.help = N_("From years to months, from months to days"),
		.rank = 2,
		.arg = -1,
		.run = act_zoom },
	{ .name = "zoom-out",
		.label = N_("further"),
		.help = N_("From days to months, from months to years"),
		.rank = 3,
		.arg = 1,
		.run = act_zoom },
	{ .name = "today",
		.label = N_("today"),
		.help = N_("To today; 2020 and then G: to that year"),
		.rank = 4,
		.run = act_today },
	{ .name = "filter",
		.label = N_("filter"),
		.help = N_("Only what has these words, or fits a filter"),
		.rank = 5,
		.run = act_filter },
	{ .name = "only",
		.label = N_("only such"),
		.help = N_("Only what is of the same kind, or everything again"),
		.rank = 6,
		.run = act_only },
	GROUP_ACTION(
		"show-events", N_("events"), N_("Show events, or leave them out"), GROUP_EVENT),
	GROUP_ACTION("show-filings", N_("filings"),
		N_("Show petitions and filings, or leave them out"), GROUP_FILING),
	GROUP_ACTION(
		"show-rulings", N_("rulings"), N_("Show rulings, or leave them out"), GROUP_RULING),
	GROUP_ACTION(
		"show-letters", N_("letters"), N_("Show letters, or leave them out"), GROUP_LETTER),
	GROUP_ACTION("show-deadlines", N_("deadlines"), N_("Show deadlines, or leave them out"),
		GROUP_DEADLINE),
	GROUP_ACTION("show-exhibits", N_("exhibits"), N_("Show exhibits, or leave them out"),
		GROUP_EXHIBIT),
	{ .name = "add",
		.label = N_("add"),
		.help = N_("Add an event"),
		.verb = "add",
		.needs = NEEDS_KIND,
		.rank = 10,
		.run = deed_add },
	DEED_EDIT,
	DEED_REMOVE,
	DEED_LINK,
	{ .name = "cancel",
		.label = N_("show all"),
		.help = N_("Show everything again"),
		.run = act_cancel },
	{ .name = NULL },
};
