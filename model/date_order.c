#include "config.h"

#include "model/date_order.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

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

unsigned date_orders(const char *text)
{
	struct numbers n;
	struct date d;
	bool plain;
	unsigned found;

	if (!take_numbers(text, &n))
		return 0;
	found = readings(&n, &plain, &d);
	return plain ? 0 : found;
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

static bool take_digits(const char *digits, size_t len, struct date *d)
{
	int value, n;

	if (!take_number(digits, &value, &n) || (size_t)n != len)
		return false;
	if (n == 4 && !d->year)
		d->year = value;
	else if (n <= 2 && !d->day)
		d->day = value;
	else
		return false;
	return true;
}

static bool read_words(const char *text, struct date *out)
{
	struct date d = { 0, 0, 0, DATE_SURE };
	const char *p = text, *piece;
	size_t len;
	bool number;

	while (!d.year || !d.month || !d.day) {
		piece = next_piece(&p, &len, &number);
		if (!piece || !(number ? take_digits(piece, len, &d) : take_word(piece, len, &d)))
			return false;
	}
	if (d.year < 1 || d.day < 1 || d.day > date_days_in(d.year, d.month) || !date_is_rest(p))
		return false;
	*out = d;
	return true;
}

enum status date_from_file(const char *text, enum date_order order, struct date *out)
{
	struct numbers n;
	struct date d;
	bool plain;

	if (date_from_stamp(text, out) == ST_OK)
		return ST_OK;
	if (!take_numbers(text, &n)) {
		if (!read_words(text, &d))
			return ST_INVALID;
	} else {
		if (!readings(&n, &plain, &d))
			return ST_INVALID;
		if (!plain && (order == DATE_ORDER_NONE || !read_as(&n, order, &d)))
			return ST_INVALID;
	}
	*out = d;
	return ST_OK;
}
