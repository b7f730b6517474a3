#include "config.h"

#include "model/date_order.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "model/date_plain.h"
#include "model/date_stamp.h"
#include "model/date_words.h"
#include "model/str.h"
#include "model/text.h"

#define WORD_BYTES 64 /* of a month or a day of the week, folded */

enum date_order date_order_find(const char *name)
{
	for (unsigned order = 1; order < DATE_ORDERS; order <<= 1)
		if (!strcasecmp(name, date_order_name((enum date_order)order)))
			return (enum date_order)order;
	return DATE_ORDER_NONE;
}

const char *date_order_name(enum date_order order)
{
	switch (order) {
	case DATE_DMY:
		return "dmy";
	case DATE_MDY:
		return "mdy";
	case DATE_YMD:
		return "ymd";
	case DATE_ORDER_NONE:
		break;
	}
	return "";
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *past_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

/* ---- three numbers ---- */

struct numbers {
	int value[3];
	int digits[3];
	char sign; /* between them */
};

static const char *take_number(const char *p, int *value, int *digits)
{
	*value = *digits = 0;
	for (; is_digit(*p) && *digits < 5; p++, ++*digits)
		*value = *value * 10 + (*p - '0');
	return *digits && *digits < 5 ? p : NULL;
}

static bool take_numbers(const char *text, struct numbers *n)
{
	const char *p = past_blanks(text);

	for (int i = 0; i < 3; i++) {
		if (i && *p != n->sign)
			return false;
		p = take_number(i ? p + 1 : p, &n->value[i], &n->digits[i]);
		if (!p)
			return false;
		if (!i && (!*p || !strchr("/.-", *p)))
			return false;
		n->sign = i ? n->sign : *p;
	}
	return date_is_rest(p);
}

/* The day that the numbers are in this order; false: none. */
static bool read_as(const struct numbers *n, enum date_order order, struct date *out)
{
	int y = order == DATE_YMD ? 0 : 2, m = order == DATE_MDY ? 0 : 1;
	int d = order == DATE_YMD ? 2 : order == DATE_MDY ? 1 : 0;
	int year = n->value[y];

	if (n->digits[m] > 2 || n->digits[d] > 2 || n->digits[y] % 2)
		return false;
	if (n->sign == '.' && order == DATE_MDY)
		return false;
	if (n->digits[y] == 2) {
		year += 2000;
		if (year > date_today().year)
			return false;
	}
	if (year < 1 || n->value[m] < 1 || n->value[m] > 12 || n->value[d] < 1 ||
		n->value[d] > date_days_in(year, n->value[m]))
		return false;
	*out = (struct date){ year, n->value[m], n->value[d], DATE_SURE };
	return true;
}

/*
 * The orders in which the numbers are a day; *plain: they need none, and are *out. A year of four
 * digits in front is always followed by its month; with dots the day comes first.
 */
static unsigned readings(const struct numbers *n, bool *plain, struct date *out)
{
	unsigned found = 0;
	bool same = true;
	struct date d;

	for (unsigned order = 1; order < DATE_ORDERS; order <<= 1) {
		if (!read_as(n, (enum date_order)order, &d))
			continue;
		same = !found || (same && !date_compare(&d, out));
		*out = d;
		found |= order;
	}
	*plain = n->digits[0] == 4 || (n->sign == '.' && n->digits[2] == 4);
	if (same && (found & (found - 1)))
		*plain = true;
	return found;
}

/* ---- with the name of a month ---- */

/* The next word or number, its bytes; NULL at the end. Moves *p behind it. */
static const char *next_piece(const char **p, size_t *len, bool *number)
{
	const char *from = *p + strspn(*p, " \t,.-/");

	if (!*from)
		return NULL;
	*number = is_digit(*from);
	*len = *number ? strspn(from, "0123456789") : strcspn(from, " \t,.-/0123456789:+()");
	*p = from + *len;
	return *len ? from : NULL;
}

static bool take_word(const char *word, size_t len, struct date *d)
{
	struct str folded = STR_INIT;
	const char *text;
	int month;
	bool fine = len <= WORD_BYTES;

	if (fine)
		text_fold(&folded, word, len);
	text = str_text(&folded);
	month = fine ? date_word_month(text) : 0;
	if (month && !d->month)
		d->month = month;
	else if (fine)
		fine = date_word_weekday(text) || date_word_find(date_fillers, text) ||
		       (d->day && date_word_find(date_ordinals, text));
	str_free(&folded);
	return fine;
}

/* Of two short numbers the first is kept as the day and the second as the year. */
static bool take_digits(const char *digits, size_t len, struct date *d, int *short_year)
{
	int value, n;

	if (!take_number(digits, &value, &n) || (size_t)n != len)
		return false;
	if (n == 4 && !d->year && *short_year < 0)
		d->year = value;
	else if (n <= 2 && !d->day)
		d->day = value;
	else if (n == 2 && !d->year && *short_year < 0)
		*short_year = value;
	else
		return false;
	return true;
}

static bool is_day(const struct date *d)
{
	return d->year >= 1 && d->day >= 1 && d->day <= date_days_in(d->year, d->month);
}

/*
 * The orders in which a text with the name of a month is a day, in `out`; DATE_ORDERS where it
 * needs none, as its year is written whole. In 18-Jul-20 either number may be the year: the last
 * (DATE_DMY), or the first (DATE_YMD).
 */
static unsigned read_words(const char *text, struct date *last, struct date *first)
{
	struct date d = { 0, 0, 0, DATE_SURE };
	const char *p = text, *piece;
	int short_year = -1, this_year = date_today().year;
	size_t len;
	bool number;

	while (!(d.year || short_year >= 0) || !d.month || !d.day) {
		piece = next_piece(&p, &len, &number);
		if (!piece || !(number ? take_digits(piece, len, &d, &short_year)
				       : take_word(piece, len, &d)))
			return 0;
	}
	if (!date_is_rest(p))
		return 0;
	*last = *first = d;
	if (d.year)
		return is_day(last) ? DATE_ORDERS : 0;
	last->year = 2000 + short_year;
	first->year = 2000 + d.day;
	first->day = short_year;
	return (is_day(last) && last->year <= this_year ? (unsigned)DATE_DMY : 0) |
	       (is_day(first) && first->year <= this_year ? (unsigned)DATE_YMD : 0);
}

static enum status from_words(const char *text, enum date_order order, struct date *out)
{
	struct date last, first;
	unsigned found = read_words(text, &last, &first);

	if (found == DATE_ORDERS || ((found & DATE_DMY) && (order & (DATE_DMY | DATE_MDY))))
		*out = last;
	else if ((found & DATE_YMD) && order == DATE_YMD)
		*out = first;
	else
		return ST_INVALID;
	return ST_OK;
}

/* ---- both ---- */

static unsigned orders_of(const char *text)
{
	struct numbers n;
	struct date d, other;
	bool plain;
	unsigned found;

	if (date_from_stamp(text, &d) == ST_OK)
		return 0;
	if (!take_numbers(text, &n)) {
		found = read_words(text, &d, &other);
		return found == DATE_ORDERS ? 0 : found;
	}
	found = readings(&n, &plain, &d);
	return plain ? 0 : found;
}

static enum status from_file(const char *text, enum date_order order, struct date *out)
{
	struct numbers n;
	struct date d;
	bool plain;

	if (date_from_stamp(text, out) == ST_OK)
		return ST_OK;
	if (!take_numbers(text, &n))
		return from_words(text, order, out);
	if (!readings(&n, &plain, &d))
		return ST_INVALID;
	if (!plain && (order == DATE_ORDER_NONE || !read_as(&n, order, &d)))
		return ST_INVALID;
	*out = d;
	return ST_OK;
}

static bool is_ascii(const char *text)
{
	while (*text && !((unsigned char)*text & 0x80))
		text++;
	return !*text;
}

unsigned date_orders(const char *text)
{
	struct str plain = STR_INIT;
	unsigned found;

	if (is_ascii(text))
		return orders_of(text);
	date_plain(text, &plain);
	found = orders_of(str_text(&plain));
	str_free(&plain);
	return found;
}

enum status date_from_file(const char *text, enum date_order order, struct date *out)
{
	struct str plain = STR_INIT;
	enum status st;

	if (is_ascii(text))
		return from_file(text, order, out);
	date_plain(text, &plain);
	st = from_file(str_text(&plain), order, out);
	str_free(&plain);
	return st;
}
