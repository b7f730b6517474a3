#include "config.h"

#include "model/custody_time.h"

#include <stdio.h>
#include <string.h>

#include "model/custody_chain.h"
#include "model/date.h"
#include "model/i18n.h"

/* The text without its doubt: 2020-04~ is 2020-04. */
static size_t sure_length(const char *at)
{
	return strcspn(at, "?~%");
}

bool custody_time_known(const char *at)
{
	struct date d;

	return date_parse(at, &d) == ST_OK || date_of_instant(at, &d) == ST_OK;
}

int custody_time_compare(const char *a, const char *b)
{
	size_t x = sure_length(a), y = sure_length(b);

	if (!custody_time_known(a) || !custody_time_known(b))
		return 0;
	return strncmp(a, b, x < y ? x : y);
}

/* "10:42" or "10:42:00" into seconds; answers what follows, or NULL. */
static const char *read_clock(const char *p, long *seconds)
{
	int hour, minute, second = 0, used = 0;

	if (sscanf(p, "%2d:%2d%n", &hour, &minute, &used) < 2 || used != 5)
		return NULL;
	p += used;
	if (*p == ':') {
		used = 0;
		if (sscanf(p, ":%2d%n", &second, &used) < 1 || used != 3)
			return NULL;
		p += used;
	}
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
		return NULL;
	*seconds = hour * 3600L + minute * 60L + second;
	return p;
}

/* "Z", "UTC", "+03:00", "+0300" or "-5"; false: none of these. */
static bool read_zone(const char *p, long *seconds)
{
	int hour, minute = 0, used = 0;
	char sign;

	while (*p == ' ')
		p++;
	*seconds = 0;
	if (!strcmp(p, "Z") || !strcmp(p, "z") || !strcmp(p, "UTC") || !strcmp(p, "GMT"))
		return true;
	sign = *p++;
	if ((sign != '+' && sign != '-') || *p < '0' || *p > '9' ||
		sscanf(p, "%2d%n", &hour, &used) < 1)
		return false;
	p += used;
	if (*p == ':')
		p++;
	used = 0;
	if (*p && (*p < '0' || *p > '9' || sscanf(p, "%2d%n", &minute, &used) < 1 || used != 2 ||
			  p[used]))
		return false;
	if (hour > 14 || minute > 59)
		return false;
	*seconds = (hour * 3600L + minute * 60L) * (sign == '-' ? -1 : 1);
	return true;
}

static void add_utc(long day, long seconds, struct str *out)
{
	struct date d;
	char text[DATE_TEXT_MAX];

	while (seconds < 0) {
		seconds += 86400;
		day--;
	}
	d = date_from_days(day + seconds / 86400);
	seconds %= 86400;
	date_format(&d, text);
	str_addf(out, "%sT%02ld:%02ld:%02ldZ", text, seconds / 3600, seconds / 60 % 60,
		seconds % 60);
}

enum status custody_time(struct db *db, const char *text, struct str *out)
{
	char day[11] = "", canonical[DATE_TEXT_MAX];
	struct date d;
	long clock = 0, zone = 0;
	const char *p;

	if (date_parse(text, &d) == ST_OK) {
		date_format(&d, canonical);
		str_add(out, canonical);
		return ST_OK;
	}
	if (strlen(text) > 11 && (text[10] == 'T' || text[10] == ' '))
		memcpy(day, text, 10);
	p = *day && date_parse(day, &d) == ST_OK && d.day ? read_clock(text + 11, &clock) : NULL;
	if (p && !*p)
		return db_fail(db, ST_INVALID, "at",
			_("at: %s has no time zone; write it behind it: %s+03:00, or Z for UTC"),
			text, text);
	if (!p || !read_zone(p, &zone))
		return db_fail(db, ST_INVALID, "at",
			_("at: '%.40s' is no time; write a day, such as 2020-04-17, or a time with "
			  "its zone: 2020-04-17T10:42+03:00"),
			text);
	add_utc(date_to_days(&d), clock - zone, out);
	return ST_OK;
}

void custody_time_words(const char *at, struct str *out)
{
	struct date d;

	if (date_of_instant(at, &d) == ST_OK)
		str_addf(out, "%.10s %.8s UTC", at, at + 11);
	else
		str_add(out, at);
}
