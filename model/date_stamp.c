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

/* Any byte of other scripts counts as one. */
static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ((unsigned char)c & 0x80);
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

/* Which half of the day: English, Spanish, Chinese, Japanese, Korean, Arabic, Hebrew. */
static const char *const halves[] = { "am", "pm", "a.m.", "p.m.", "a. m.", "p. m.", "上午", "下午",
	"午前", "午後", "오전", "오후", "ص", "م", "לפנה״צ", "אחה״צ", "לפנה\"צ", "אחה\"צ", NULL };

/* Between the day and the time of day: "18 July 2020 at 10:42". */
static const char *const betweens[] = { "at", "a las", "à", "às", "um", "בשעה", NULL };

/* Behind one of the words, and the blanks behind it, where one stands there. */
static const char *past_word(const char *p, const char *const *words)
{
	for (size_t i = 0; words[i]; i++) {
		size_t len = strlen(words[i]);

		if (strncasecmp(p, words[i], len) != 0 || is_letter(p[len]))
			continue;
		p += len;
		while (*p == ' ')
			p++;
		break;
	}
	return p;
}

/* The letters of a zone: EST, CEST, MEZ. Only the day counts, so nobody need know where it is. */
static const char *past_zone_letters(const char *p)
{
	size_t n = strspn(p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return n >= 2 && n <= 5 && !is_letter(p[n]) ? p + n : p;
}

/* Reads what may follow a time of day: am or pm, then Z, UTC, GMT, other letters or an offset. */
static bool is_zone(const char *p)
{
	while (*p == ' ')
		p++;
	p = past_word(p, halves);
	if (*p == 'Z' || *p == 'z')
		p++;
	else if (!strncasecmp(p, "UTC", 3) || !strncasecmp(p, "GMT", 3))
		p = offset_of_zone(p + 3);
	else if (past_zone_letters(p) > p)
		p = past_zone_letters(p);
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
	if (p > from && !t)
		p = past_word(past_word(p, betweens), halves);
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
