#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "import/reply.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static long two(const char *p)
{
	return is_digit(p[0]) && is_digit(p[1]) ? (p[0] - '0') * 10L + (p[1] - '0') : -1;
}

/* Whether "PM" (or "AM") stands behind, after blanks. */
static bool follows(const char *p, char half)
{
	p += strspn(p, " .:0123456789");
	return (*p == half || *p == half + ('a' - 'A')) && (p[1] == 'M' || p[1] == 'm');
}

long reply_time(const char *stamp)
{
	const char *colon = strchr(stamp, ':');
	long hour, minute, second = 0;

	if (!colon || colon == stamp || !is_digit(colon[-1]))
		return -1;
	hour = colon - stamp > 1 && is_digit(colon[-2]) ? two(colon - 2) : colon[-1] - '0';
	minute = two(colon + 1);
	if (minute >= 0 && colon[3] == ':' && two(colon + 4) >= 0)
		second = two(colon + 4);
	if (hour > 23 || minute < 0 || minute > 59)
		return -1;
	if (follows(colon + 1, 'P') && hour < 12)
		hour += 12;
	else if (follows(colon + 1, 'A') && hour == 12)
		hour = 0;
	return (hour * 60 + minute) * 60 + second;
}
