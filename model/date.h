/*
 * Civil dates, as exact as they are known. On disk and in files they are EDTF (ISO 8601-2:2019,
 * level 1 without intervals, seasons and decades): `2020`, `2020-04`, `2020-04-17`, each with an
 * optional `?` (uncertain), `~` (approximate) or `%` (both). `2020-XX` and `2020-04-XX`, a month or
 * a day that is not known, are read, and written as what is known: `2020`, `2020-04`. Years 0001 to
 * 9999 of the proleptic Gregorian calendar.
 */
#ifndef AMPARO_MODEL_DATE_H
#define AMPARO_MODEL_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/status.h"

enum date_doubt { DATE_SURE = 0, DATE_UNCERTAIN = '?', DATE_APPROXIMATE = '~', DATE_BOTH = '%' };

struct date {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12; 0: not known */
	int day;   /* 1 to 31; 0: not known */
	enum date_doubt doubt;
};

#define DATE_TEXT_MAX 16 /* bytes of the longest text, with its NUL */

/* Reads exactly that form (outer blanks allowed). ST_INVALID: it is not one, or no such day. */
enum status date_parse(const char *text, struct date *out) MUST_USE;

/* Writes the canonical form; `out` has DATE_TEXT_MAX bytes. */
void date_format(const struct date *d, char *out);

/* Orders by what is known: a year before its months, a month before its days; doubt does not count.
 */
int date_compare(const struct date *a, const struct date *b);

/* The first and last day that the date may mean. Both are exact. */
struct date date_first(const struct date *d);
struct date date_last(const struct date *d);

/* Days since 1970-01-01 of an exact date, and back. */
long date_to_days(const struct date *d);
struct date date_from_days(long days);

/* 1 Monday to 7 Sunday (ISO 8601) of an exact date. */
int date_weekday(const struct date *d);

bool date_is_leap(int year);
int date_days_in(int year, int month);

/* The day it is now where the program runs; $AMPARO_TODAY (an exact date) fixes it for tests. */
struct date date_today(void);

/*
 * Instants are UTC, ISO 8601 with a Z, to the second. Writes into `out` (21 bytes);
 * $AMPARO_NOW fixes it for tests.
 */
void date_now(char out[21]);

/* The day of an instant where the program runs. ST_INVALID: it is none. */
enum status date_of_instant(const char *at, struct date *out) MUST_USE;

/*
 * The calendar day at the front of a platform's time stamp, unambiguous forms only:
 * 2020-07-18, 2020/07/18 or 20200718, alone or with a time of day behind a blank or T, such as
 * 10:42, 9:42:00 or 10:42:00.123, that may end with AM or PM and with Z, UTC, GMT+3 or +03:00.
 * The day is the one written; it is not moved to another time zone. Also EDTF itself.
 * ST_INVALID: anything else; 07/08/2020 is never guessed.
 */
enum status date_from_stamp(const char *text, struct date *out) MUST_USE;

/* The SQL expression that sorts a column of such dates; replaces every %s. */
#define DATE_SQL_SORT(column) "rtrim(" column ",'~?%')"

#endif
