#include "config.h"

#include "model/date.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAYS_TO_1970 719162 /* from 0001-01-01 to 1970-01-01 */

bool date_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	assert(month >= 1 && month <= 12);
	return month == 2 && date_is_leap(year) ? 29 : days[month - 1];
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads exactly `n` digits; NULL when they are not there. */
static const char *digits(const char *p, int n, int *value)
{
	*value = 0;
	for (; n > 0; n--, p++) {
		if (!is_digit(*p))
			return NULL;
		*value = *value * 10 + (*p - '0');
	}
	return p;
}

static const char *skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

static bool is_real(const struct date *d)
{
	if (d->year < 1 || d->year > 9999 || d->month < 0 || d->month > 12)
		return false;
	if (d->month == 0)
		return d->day == 0;
	return d->day >= 0 && d->day <= date_days_in(d->year, d->month);
}

/* A number that was read as 00 is not the same as one that was not given. */
static const char *part(const char *p, char separator, int *value)
{
	if (*p == separator && p[1] == 'X' && p[2] == 'X')
		return p + 3;
	if (*p != separator || !is_digit(p[1]))
		return p;
	p = digits(p + 1, 2, value);
	return p && *value > 0 ? p : NULL;
}

enum status date_parse(const char *text, struct date *out)
{
	struct date d = { 0, 0, 0, DATE_SURE };
	const char *p = digits(skip_blanks(text), 4, &d.year);

	if (p)
		p = part(p, '-', &d.month);
	/* Behind a month that is not known stands no day. */
	if (p && (d.month || p[-1] == 'X'))
		p = part(p, '-', &d.day);
	if (p && !d.month && d.day)
		return ST_INVALID;
	if (!p)
		return ST_INVALID;
	switch (*p) {
	case DATE_UNCERTAIN:
		d.doubt = DATE_UNCERTAIN;
		p++;
		break;
	case DATE_APPROXIMATE:
		d.doubt = DATE_APPROXIMATE;
		p++;
		break;
	case DATE_BOTH:
		d.doubt = DATE_BOTH;
		p++;
		break;
	default:
		break;
	}
	if (*skip_blanks(p) || !is_real(&d))
		return ST_INVALID;
	*out = d;
	return ST_OK;
}

static char *put(char *p, int value, int width)
{
	int i;

	for (i = width - 1; i >= 0; i--, value /= 10)
		p[i] = (char)('0' + value % 10);
	return p + width;
}

void date_format(const struct date *d, char *out)
{
	char *p;

	assert(is_real(d));
	p = put(out, d->year, 4);
	if (d->month) {
		*p++ = '-';
		p = put(p, d->month, 2);
	}
	if (d->day) {
		*p++ = '-';
		p = put(p, d->day, 2);
	}
	if (d->doubt != DATE_SURE)
		*p++ = (char)d->doubt;
	*p = '\0';
}

static int sign(int a, int b)
{
	return (a > b) - (a < b);
}

int date_compare(const struct date *a, const struct date *b)
{
	int order = sign(a->year, b->year);

	if (!order)
		order = sign(a->month, b->month);
	if (!order)
		order = sign(a->day, b->day);
	return order;
}

struct date date_first(const struct date *d)
{
	struct date first = { d->year, d->month, d->day, DATE_SURE };

	if (!first.month)
		first.month = 1;
	if (!first.day)
		first.day = 1;
	return first;
}

struct date date_last(const struct date *d)
{
	struct date last = { d->year, d->month, d->day, DATE_SURE };

	if (!last.month)
		last.month = 12;
	if (!last.day)
		last.day = date_days_in(last.year, last.month);
	return last;
}

/* Days of all years before this one, from year 1. */
static long days_before_year(int year)
{
	long y = year - 1;

	return 365 * y + y / 4 - y / 100 + y / 400;
}

long date_to_days(const struct date *d)
{
	long days = days_before_year(d->year) - DAYS_TO_1970;
	int month;

	assert(is_real(d) && d->month && d->day);
	for (month = 1; month < d->month; month++)
		days += date_days_in(d->year, month);
	return days + d->day - 1;
}

struct date date_from_days(long days)
{
	struct date d = { 0, 1, 0, DATE_SURE };
	long left = days + DAYS_TO_1970;

	assert(left >= 0 && left < days_before_year(10000));
	/* 146097 days are 400 years; the guess is at most one year off. */
	d.year = (int)(left * 400 / 146097) + 1;
	while (days_before_year(d.year) > left)
		d.year--;
	while (days_before_year(d.year + 1) <= left)
		d.year++;
	left -= days_before_year(d.year);
	while (left >= date_days_in(d.year, d.month))
		left -= date_days_in(d.year, d.month++);
	d.day = (int)left + 1;
	return d;
}

int date_weekday(const struct date *d)
{
	/* 0001-01-01 was a Monday. */
	return (int)((date_to_days(d) + DAYS_TO_1970) % 7) + 1;
}
