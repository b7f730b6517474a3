#include "config.h"

#include "tui/month.h"

#include "model/date_typed.h"

struct month month_of(long day)
{
	struct date d = date_from_days(day);
	struct date first = { d.year, d.month, 1, DATE_SURE };
	struct month m = { .year = d.year, .month = d.month };

	m.days = date_days_in(d.year, d.month);
	m.lead = date_weekday(&first) - 1;
	m.weeks = (m.lead + m.days + 6) / 7;
	m.first = date_to_days(&first);
	return m;
}

int month_day(const struct month *m, int week, int weekday)
{
	int day = week * 7 + weekday - m->lead + 1;

	return day >= 1 && day <= m->days ? day : 0;
}

int month_week(const struct month *m, int day)
{
	return (day - 1 + m->lead) / 7;
}

long month_step(long day, int months)
{
	struct date d = date_from_days(day);
	struct date to;

	return date_add_months(&d, months, &to) == ST_OK ? date_to_days(&to) : day;
}
