#include "config.h"

#include "model/deadline_days.h"

#include "model/i18n.h"

enum status deadline_day(
	const struct deadline_data *data, const char *id, long day, struct day_is *out)
{
	struct date d = date_from_days(day);
	const struct deadline_calendar *c = deadline_calendar_find(data, id, d.year);

	*out = (struct day_is){ .kind = DAY_WORKING };
	if (!c)
		return ST_NOTFOUND;
	out->verified = c->verified.year != 0;
	for (size_t i = 0; i < c->n_spans; i++) {
		const struct calendar_span *s = &c->spans[i];

		if (day < s->first || day > s->last)
			continue;
		if (s->recess)
			out->recess = s->name;
		else
			out->name = s->name;
	}
	if (out->name)
		out->kind = DAY_HOLIDAY;
	else if (c->weekend & 1U << (unsigned)date_weekday(&d))
		out->kind = DAY_WEEKEND;
	else if (out->recess)
		out->kind = DAY_RECESS;
	return ST_OK;
}

bool deadline_works(const struct deadline_rule *rule, const struct day_is *is)
{
	if (is->kind == DAY_RECESS)
		return rule->recess == RECESS_COUNTS;
	return is->kind == DAY_WORKING;
}

const char *deadline_a_weekday(long day)
{
	static const char *const names[] = { "", N_("a Monday"), N_("a Tuesday"), N_("a Wednesday"),
		N_("a Thursday"), N_("a Friday"), N_("a Saturday"), N_("a Sunday") };
	struct date d = date_from_days(day);

	return _(names[date_weekday(&d)]);
}

void deadline_day_short(long day, struct str *out)
{
	static const char *const months[] = { "", N_("January"), N_("February"), N_("March"),
		N_("April"), N_("May"), N_("June"), N_("July"), N_("August"), N_("September"),
		N_("October"), N_("November"), N_("December") };
	struct date d = date_from_days(day);

	str_addf(out, "%d %s %d", d.day, _(months[d.month]), d.year);
}

void deadline_day_words(long day, struct str *out)
{
	static const char *const names[] = { "", N_("Monday"), N_("Tuesday"), N_("Wednesday"),
		N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };
	struct date d = date_from_days(day);

	str_addf(out, "%s ", _(names[date_weekday(&d)]));
	deadline_day_short(day, out);
}
