#include "config.h"

#include "model/deadline_compute.h"

#include <stdlib.h>
#include <string.h>

#include "model/date_typed.h"
#include "model/deadline_days.h"
#include "model/i18n.h"

#define MOVES_MAX 400 /* days that a last day may be moved */

/* A count on its way. */
struct counting {
	const struct deadline_data *data;
	const struct deadline_rule *rule;
	struct deadline_count *out;
	long from;
	int n;
	bool working; /* only working days count */
};

void deadline_count_free(struct deadline_count *c)
{
	str_free(&c->lines);
	str_free(&c->why);
}

/* ---- lines ---- */

static void add_day(struct counting *c, long day)
{
	deadline_day_short(day, &c->out->lines);
}

static void end_line(struct counting *c)
{
	str_add_c(&c->out->lines, '\n');
}

/* "27 June 2021 is the day of the final decision; it does not count" */
static void first_line(struct counting *c)
{
	struct str *lines = &c->out->lines;

	add_day(c, c->from);
	str_addf(lines, _(" is the day of: %s; "), c->rule->event);
	str_add(lines,
		c->rule->first_counts ? _("it counts as the first day") : _("it does not count"));
	end_line(c);
}

static enum status look(struct counting *c, long day, struct day_is *is)
{
	struct date d = date_from_days(day);
	enum status st = deadline_day(c->data, c->rule->calendar, day, is);

	if (st == ST_NOTFOUND)
		str_addf(&c->out->why,
			_("the calendar %s has no year %d; add it as "
			  "~/.config/amparo/deadlines/holidays/%s-%d.conf"),
			c->rule->calendar, d.year, c->rule->calendar, d.year);
	else if (!is->verified)
		c->out->unverified = true;
	return st;
}

/* Why the day is no working day, behind "is", or "": it is one. */
static void add_kind(const struct day_is *is, struct str *out)
{
	switch (is->kind) {
	case DAY_WORKING:
		str_add(out, _("a working day"));
		break;
	case DAY_WEEKEND:
		str_add(out, _("no working day (weekend)"));
		break;
	case DAY_HOLIDAY:
		str_addf(out, _("no working day (%s)"), is->name);
		break;
	case DAY_RECESS:
		str_addf(out, _("a day of the %s"), is->recess);
		break;
	}
}

/* ---- days that are counted one by one ---- */

/* Days of one kind in a row. */
struct run {
	bool counted;
	const char *name; /* of what they are not counted for; NULL: weekend */
	long first, last;
	int number; /* counted: of the first */
};

/* Counting back, the first of them is the last of the calendar. */
static void run_line(struct counting *c, const struct run *r)
{
	struct str *lines = &c->out->lines;
	int days = (int)labs(r->last - r->first) + 1;

	add_day(c, r->first);
	if (days > 1) {
		str_add(lines, r->last < r->first ? _(" back to ") : _(" to "));
		add_day(c, r->last);
	}
	if (!r->counted)
		str_addf(lines,
			ngettext(" does not count: %s", " do not count: %s", (unsigned)days),
			r->name ? r->name : _("weekend"));
	else if (days > 1)
		str_addf(lines, _(": days %d to %d"), r->number, r->number + days - 1);
	else
		str_addf(lines, _(": day %d"), r->number);
	end_line(c);
}

static bool goes_on(const struct run *r, bool counted, const char *name)
{
	if (r->counted != counted || counted)
		return r->counted == counted;
	return r->name == name || (r->name && name && !strcmp(r->name, name));
}

/* Whether the day counts, and where not for what (NULL: the weekend). */
static bool counts(const struct counting *c, const struct day_is *is, const char **name)
{
	*name = is->name;
	if (is->recess && c->rule->recess == RECESS_SKIPPED) {
		*name = is->name ? is->name : is->recess;
		return false;
	}
	if (is->kind == DAY_RECESS)
		*name = is->recess;
	return c->working ? deadline_works(c->rule, is) : true;
}

/* n days on, or back, each looked at. */
static enum status count_days(struct counting *c, long start, long *end)
{
	int n = c->n * (c->rule->unit == TERM_WEEKS ? 7 : 1);
	int step = c->rule->before ? -1 : 1;
	struct run r = { .counted = false };
	bool any = false;
	int counted = 0;

	for (long day = start + step; counted < n; day += step) {
		struct day_is is;
		const char *name;
		enum status st = look(c, day, &is);
		bool yes;

		if (st != ST_OK)
			return st;
		yes = counts(c, &is, &name);
		counted += yes;
		if (any && goes_on(&r, yes, name)) {
			r.last = day;
		} else {
			if (any)
				run_line(c, &r);
			r = (struct run){ yes, name, day, day, counted };
			any = true;
		}
		*end = day;
	}
	if (any)
		run_line(c, &r);
	return ST_OK;
}

/* ---- months and years ---- */

static enum status beyond(struct counting *c)
{
	str_add(&c->out->why, _("that is beyond the year 9999"));
	return ST_INVALID;
}

static enum status count_months(struct counting *c, long start, long *end)
{
	struct date from = date_from_days(start);
	int months = c->n * (c->rule->unit == TERM_YEARS ? 12 : 1);
	struct date to;

	if (date_add_months(&from, months, &to) != ST_OK)
		return beyond(c);
	deadline_rule_units(c->rule, c->n, &c->out->lines);
	str_add(&c->out->lines, _(" later: "));
	if (to.day != from.day) {
		*end = date_to_days(&to) + (c->rule->month_end == MONTH_NEXT_DAY ? 1 : 0);
		add_day(c, *end);
		str_addf(&c->out->lines,
			c->rule->month_end == MONTH_NEXT_DAY
				? _("; the month has no day %d, the day after its last takes its "
				    "place")
				: _("; the month has no day %d, its last day takes its place"),
			from.day);
	} else {
		*end = date_to_days(&to);
		add_day(c, *end);
	}
	end_line(c);
	return ST_OK;
}

static enum status count_plain(struct counting *c, long start, long *end)
{
	long days = (long)c->n * (c->rule->unit == TERM_WEEKS ? 7 : 1);

	*end = c->rule->before ? start - days : start + days;
	if (date_from_days(*end).year > 9999)
		return beyond(c);
	deadline_rule_units(c->rule, c->n, &c->out->lines);
	str_add(&c->out->lines, c->rule->before ? _(" earlier: ") : _(" later: "));
	add_day(c, *end);
	end_line(c);
	return ST_OK;
}

/* "not less than 3 days before" leaves three whole days between the last day and the event. */
static void stay_clear(struct counting *c, long *end)
{
	--*end;
	str_add(&c->out->lines, _("The days are clear, so the last day is the one before: "));
	add_day(c, *end);
	end_line(c);
}

static enum status count_term(struct counting *c, long *end)
{
	const bool months = c->rule->unit == TERM_MONTHS || c->rule->unit == TERM_YEARS;
	long start = c->from;
	enum status st;

	if (c->rule->first_counts)
		start += c->rule->before ? 1 : -1;
	if (months)
		st = count_months(c, start, end);
	else if (c->working || c->rule->recess == RECESS_SKIPPED)
		st = count_days(c, start, end);
	else
		st = count_plain(c, start, end);
	if (st == ST_OK && c->rule->clear)
		stay_clear(c, end);
	return st;
}

/* ---- the last day ---- */

static enum status move_end(struct counting *c, long *end)
{
	struct str *lines = &c->out->lines;
	int step = c->rule->end == END_NEXT_WORKING ? 1 : -1;

	for (int i = 0; i < MOVES_MAX; i++) {
		struct day_is is;
		enum status st = look(c, *end, &is);

		if (st != ST_OK)
			return st;
		add_day(c, *end);
		str_addf(lines, _(" is %s, "), deadline_a_weekday(*end));
		add_kind(&is, lines);
		end_line(c);
		if (deadline_works(c->rule, &is))
			return ST_OK;
		*end += step;
	}
	str_add(&c->out->why, _("no working day comes within a year"));
	return ST_INVALID;
}

static enum status finish(struct counting *c, long end)
{
	struct str *lines = &c->out->lines;
	enum status st = ST_OK;

	if (c->rule->end == END_ANY_DAY) {
		add_day(c, end);
		str_addf(lines, _(" is %s; weekends and holidays do not move the last day\n"),
			deadline_a_weekday(end));
	} else {
		st = move_end(c, &end);
	}
	if (st != ST_OK)
		return st;
	c->out->due = date_from_days(end);
	str_add(lines, _("The last day is "));
	deadline_day_words(end, lines);
	end_line(c);
	if (c->rule->warn) {
		c->out->warning = date_from_days(end - c->rule->warn);
		str_add(lines, _("Early warning on "));
		deadline_day_words(end - c->rule->warn, lines);
		str_addf(lines,
			ngettext(", %d day before\n", ", %d days before\n",
				(unsigned long)c->rule->warn),
			c->rule->warn);
	}
	return ST_OK;
}

/* ---- whether it can be counted at all ---- */

static enum status check(struct counting *c, const struct date *from)
{
	const struct deadline_rule *r = c->rule;
	struct str *why = &c->out->why;

	if (!from->day || from->doubt != DATE_SURE)
		str_add(why, _("the day that it counts from must be known to the day"));
	else if (r->events_from.year && date_compare(from, &r->events_from) < 0)
		str_addf(why, _("the rule %s holds for events from %04d-%02d-%02d on"), r->id,
			r->events_from.year, r->events_from.month, r->events_from.day);
	else if (r->events_until.year && date_compare(from, &r->events_until) > 0)
		str_addf(why, _("the rule %s holds for events until %04d-%02d-%02d"), r->id,
			r->events_until.year, r->events_until.month, r->events_until.day);
	else if (r->given && c->n <= 0)
		str_addf(why, _("the rule %s needs the number of days that were set"), r->id);
	else if (r->given && c->n > 36500)
		str_add(why, _("that many days are not set by any court"));
	else if (!r->given && c->n > 0)
		str_addf(why, _("the rule %s has its own term; no number is given"), r->id);
	return why->len ? ST_INVALID : ST_OK;
}

enum status deadline_compute(const struct deadline_data *data, const struct deadline_rule *rule,
	const struct date *from, int n, struct deadline_count *out)
{
	struct counting c = { .data = data, .rule = rule, .out = out, .n = n };
	long end = 0;
	enum status st;

	*out = (struct deadline_count){ .unverified = !rule->verified.year };
	if (rule->unit == TERM_NONE) {
		str_add(&out->lines, _("The rule sets no last day.\n"));
		return ST_END;
	}
	st = check(&c, from);
	if (st != ST_OK)
		return st;
	c.from = date_to_days(from);
	if (!rule->given)
		c.n = rule->n;
	c.working = rule->unit == TERM_WORKING_DAYS ||
		    (rule->unit == TERM_DAYS && c.n <= rule->short_term);
	first_line(&c);
	st = count_term(&c, &end);
	if (st == ST_OK)
		st = finish(&c, end);
	if (st != ST_OK) {
		out->due = out->warning = (struct date){ 0 };
		str_clear(&out->lines);
	}
	return st;
}

void deadline_rule_source(const struct deadline_rule *rule, struct str *out)
{
	str_add(out, rule->source ? rule->source : _("no source is named"));
	if (rule->verified.year) {
		str_add(out, _(", read on "));
		deadline_day_short(date_to_days(&rule->verified), out);
	} else {
		str_add(out, _("; not verified: check the source"));
	}
}
