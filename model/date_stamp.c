/* Where dates meet clocks: today, now, and the stamps that platforms write. */
#include "config.h"

#include "model/date_stamp.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* Whether `p` begins as `shape` says: 9 a digit, any other character itself. */
static bool looks_like(const char *p, const char *shape)
{
	for (; *shape; p++, shape++)
		if (*shape == '9' ? !(*p >= '0' && *p <= '9') : *p != *shape)
			return false;
	return true;
}

static int two(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

/* A struct tm counts in int, and a clock may be set to any year; what has no date is held at the
 * edge. */
static struct date from_tm(const struct tm *tm)
{
	struct date d = { tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday, DATE_SURE };

	if (d.year < 1)
		d = (struct date){ 1, 1, 1, DATE_SURE };
	else if (d.year > 9999)
		d = (struct date){ 9999, 12, 31, DATE_SURE };
	return d;
}

struct date date_today(void)
{
	const char *fixed = getenv("AMPARO_TODAY");
	time_t now = time(NULL);
	struct tm tm = { 0 };
	struct date d;

	if (fixed && date_parse(fixed, &d) == ST_OK && d.day && d.doubt == DATE_SURE)
		return d;
	if (!localtime_r(&now, &tm))
		tm.tm_year = 9999;
	return from_tm(&tm);
}

/* Reads HH:MM[:SS[.fraction]], or H:MM; NULL when it is not a time of day. 60 is a leap second. */
static const char *time_of_day(const char *p)
{
	bool one = looks_like(p, "9:99");

	if (!one && (!looks_like(p, "99:99") || two(p) > 23))
		return NULL;
	p += one ? 1 : 2;
	if (two(p + 1) > 59)
		return NULL;
	p += 3;
	if (!looks_like(p, ":99"))
		return p;
	if (two(p + 1) > 60)
		return NULL;
	p += 3;
	if (looks_like(p, ".9") || looks_like(p, ",9"))
		for (p++; *p >= '0' && *p <= '9'; p++)
			;
	return p;
}

static bool is_instant(const char *text)
{
	struct date d;
	char day[11];

	if (!looks_like(text, "9999-99-99T99:99:99Z") || text[20] || !time_of_day(text + 11))
		return false;
	memcpy(day, text, 10);
	day[10] = '\0';
	return date_parse(day, &d) == ST_OK;
}

enum status date_of_instant(const char *at, struct date *out)
{
	struct tm local = { 0 };
	struct date d;
	char day[11];
	time_t when;

	if (!is_instant(at))
		return ST_INVALID;
	memcpy(day, at, 10);
	day[10] = '\0';
	if (date_parse(day, &d) != ST_OK)
		return ST_INVALID;
	when = (time_t)date_to_days(&d) * 86400 + two(at + 11) * 3600 + two(at + 14) * 60 +
	       two(at + 17);
	if (!localtime_r(&when, &local))
		return ST_INVALID;
	*out = from_tm(&local);
	return ST_OK;
}

static char *put_two(char *p, int value, char after)
{
	*p++ = (char)('0' + value / 10 % 10);
	*p++ = (char)('0' + value % 10);
	*p++ = after;
	return p;
}

void date_now(char out[21])
{
	const char *fixed = getenv("AMPARO_NOW");
	time_t now = time(NULL);
	struct tm tm = { 0 };
	struct date d;
	char day[DATE_TEXT_MAX];
	char *p = out;

	if (fixed && is_instant(fixed)) {
		memcpy(out, fixed, 21);
		return;
	}
	if (!gmtime_r(&now, &tm))
		tm.tm_year = 9999;
	d = from_tm(&tm);
	date_format(&d, day);
	memcpy(p, day, 10);
	p += 10;
	*p++ = 'T';
	p = put_two(p, tm.tm_hour, ':');
	p = put_two(p, tm.tm_min, ':');
	p = put_two(p, tm.tm_sec, 'Z');
	*p = '\0';
}

/* Reads +03, +0300, +03:00 or +3. */
static const char *offset_of_zone(const char *p)
{
	if (*p != '+' && *p != '-')
		return p;
	p++;
	if (looks_like(p, "99:99"))
		return p + 5;
	if (looks_like(p, "9999"))
		return p + 4;
	if (looks_like(p, "99"))
		return p + 2;
	return looks_like(p, "9") ? p + 1 : NULL;
}

/* Reads what may follow a time of day: am or pm, then Z, UTC, GMT or an offset. */
static bool is_zone(const char *p)
{
	while (*p == ' ')
		p++;
	if (!strncasecmp(p, "am", 2) || !strncasecmp(p, "pm", 2))
		p += 2;
	while (*p == ' ')
		p++;
	if (*p == 'Z' || *p == 'z')
		p++;
	else if (!strncasecmp(p, "UTC", 3) || !strncasecmp(p, "GMT", 3))
		p = offset_of_zone(p + 3);
	else
		p = offset_of_zone(p);
	if (!p)
		return false;
	while (*p == ' ' || *p == '\t')
		p++;
	/* Behind an offset some write what it is called: (Israel Daylight Time). */
	if (*p == '(')
		p += strcspn(p, ")") + (strchr(p, ')') ? 1 : 0);
	return *p == '\0';
}

bool date_is_rest(const char *p)
{
	const char *from = p;
	bool t = *p == 'T' || *p == 't';

	p += t || *p == ',';
	while (!t && (*p == ' ' || *p == '\t'))
		p++;
	if (!*p)
		return !t && *from != ',';
	p = p > from ? time_of_day(p) : NULL;
	return p && is_zone(p);
}

enum status date_from_stamp(const char *text, struct date *out)
{
	struct date d;
	char day[11] = "";
	const char *p = text;

	if (date_parse(text, out) == ST_OK)
		return ST_OK;
	while (*p == ' ' || *p == '\t')
		p++;
	if (looks_like(p, "9999-99-99") || looks_like(p, "9999/99/99")) {
		memcpy(day, p, 10);
		day[4] = '-';
		day[7] = '-';
		p += 10;
	} else if (looks_like(p, "99999999")) {
		memcpy(day, p, 4);
		day[4] = '-';
		memcpy(day + 5, p + 4, 2);
		day[7] = '-';
		memcpy(day + 8, p + 6, 2);
		p += 8;
	}
	if (!day[0] || date_parse(day, &d) != ST_OK)
		return ST_INVALID;
	if (!date_is_rest(p))
		return ST_INVALID;
	*out = d;
	return ST_OK;
}
