#include "config.h"

#include "model/date_typed.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "model/date_words.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define TOKENS_MAX 12
#define WORD_BYTES 32
#define NUMBER_DIGITS 4

enum token_kind { TOKEN_NUMBER, TOKEN_WORD, TOKEN_SIGN };

struct token {
	enum token_kind kind;
	int value;             /* of a number */
	int digits;            /* that it was written with */
	char sign;             /* of a TOKEN_SIGN */
	char word[WORD_BYTES]; /* folded */
};

/* What is wrong with a text that is refused. */
enum slip {
	SLIP_NONE,
	SLIP_OTHER,      /* it is no date at all */
	SLIP_TWO_WAYS,   /* day and month cannot be told apart */
	SLIP_NO_DAY,     /* the calendar has no such day */
	SLIP_NO_YEAR,    /* the year is missing */
	SLIP_SHORT_YEAR, /* the year has two digits */
	SLIP_WEEKDAY,    /* that day is another day of the week */
};

/* A text on its way to a date. */
struct typed {
	struct token tokens[TOKENS_MAX];
	size_t n;
	bool about;
	bool unsure;
	int weekday; /* the one it is said to be; 0: none is said */
	struct date date;
	enum slip slip;
};

/* ---- into tokens ---- */

static bool is_sign(const struct token *t, char sign)
{
	return t->kind == TOKEN_SIGN && t->sign == sign;
}

static bool is_letter(uint32_t cp)
{
	return (U_GET_GC_MASK((UChar32)cp) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

/* One token from `text`; answers the bytes it took, 0 when it is none. */
static size_t take(const char *text, size_t len, struct token *t)
{
	size_t at = 0, used;
	uint32_t cp = text_next(text, len, &used);

	*t = (struct token){ .kind = TOKEN_SIGN };
	if (u_charDigitValue((UChar32)cp) >= 0) {
		t->kind = TOKEN_NUMBER;
		while (at < len && u_charDigitValue((UChar32)(cp = text_next(text + at, len - at,
								      &used))) >= 0) {
			if (++t->digits > NUMBER_DIGITS)
				return 0;
			t->value = t->value * 10 + u_charDigitValue((UChar32)cp);
			at += used;
		}
		return at;
	}
	if (is_letter(cp)) {
		t->kind = TOKEN_WORD;
		while (at < len && is_letter(text_next(text + at, len - at, &used)))
			at += used;
		if (at >= WORD_BYTES)
			return 0;
		memcpy(t->word, text, at);
		return at;
	}
	if (cp >= 0x80 || !strchr("./-+?~%", (int)cp))
		return 0;
	t->sign = (char)cp;
	return 1;
}

static bool read_tokens(const struct str *folded, struct typed *out)
{
	const char *text = str_text(folded);

	for (size_t at = 0; at < folded->len;) {
		size_t used;

		if (strchr(" \t,", text[at])) {
			at++;
			continue;
		}
		if (out->n == TOKENS_MAX)
			return false;
		used = take(text + at, folded->len - at, &out->tokens[out->n]);
		if (!used)
			return false;
		at += used;
		out->n++;
	}
	return out->n > 0;
}

static void drop(struct typed *t, size_t at, size_t n)
{
	memmove(t->tokens + at, t->tokens + at + n, (t->n - at - n) * sizeof(t->tokens[0]));
	t->n -= n;
}

static bool is_number(const struct typed *t, size_t at)
{
	return at < t->n && t->tokens[at].kind == TOKEN_NUMBER;
}

/* What is written for the eye alone goes: "17. April", "17-Apr-2020", "17th of". */
static void drop_fillers(struct typed *t)
{
	for (size_t i = 0; i < t->n;) {
		const struct token *k = &t->tokens[i];
		bool numbers = i > 0 && is_number(t, i - 1) && is_number(t, i + 1);
		bool filler = false;

		if (k->kind == TOKEN_WORD)
			filler = date_word_find(date_fillers, k->word) ||
				 (i > 0 && is_number(t, i - 1) &&
					 date_word_find(date_ordinals, k->word));
		else if (is_sign(k, '.'))
			filler = !numbers;
		else if (is_sign(k, '-') || is_sign(k, '/'))
			filler = i > 0 && i + 1 < t->n && !numbers;
		if (filler)
			drop(t, i, 1);
		else
			i++;
	}
}

static void take_doubts(struct typed *t)
{
	const struct date_word *doubt;

	while (t->n > 1 && t->tokens[0].kind == TOKEN_WORD &&
		(doubt = date_word_find(date_doubts, t->tokens[0].word))) {
		t->about = t->about || doubt->value == DATE_APPROXIMATE;
		t->unsure = t->unsure || doubt->value == DATE_UNCERTAIN;
		drop(t, 0, 1);
	}
	if (t->n > 1 && is_sign(&t->tokens[0], '~')) {
		t->about = true;
		drop(t, 0, 1);
	}
	for (; t->n > 1 && t->tokens[t->n - 1].kind == TOKEN_SIGN; t->n--) {
		char sign = t->tokens[t->n - 1].sign;

		if (!strchr("?~%", sign))
			break;
		t->about = t->about || sign != DATE_UNCERTAIN;
		t->unsure = t->unsure || sign != DATE_APPROXIMATE;
	}
}

/* ---- from today ---- */

enum status date_add_months(const struct date *d, int n, struct date *out)
{
	long month = (long)d->year * 12 + d->month - 1 + n;
	struct date to = { (int)(month / 12), (int)(month % 12) + 1, d->day, DATE_SURE };

	assert(d->month && d->day);
	if (month < 12 || month / 12 > 9999)
		return ST_INVALID;
	if (to.day > date_days_in(to.year, to.month))
		to.day = date_days_in(to.year, to.month);
	*out = to;
	return ST_OK;
}

static enum slip add_days(const struct date *from, long n, struct date *out)
{
	static const struct date first = { 1, 1, 1, DATE_SURE };
	static const struct date last = { 9999, 12, 31, DATE_SURE };
	long day = date_to_days(from) + n;

	if (day < date_to_days(&first) || day > date_to_days(&last))
		return SLIP_NO_DAY;
	*out = date_from_days(day);
	return SLIP_NONE;
}

static enum slip add(const struct date *from, int n, int unit, struct date *out)
{
	switch (unit) {
	case 'd':
		return add_days(from, n, out);
	case 'w':
		return add_days(from, n * 7L, out);
	case 'm':
		return date_add_months(from, n, out) == ST_OK ? SLIP_NONE : SLIP_NO_DAY;
	default:
		return date_add_months(from, n * 12, out) == ST_OK ? SLIP_NONE : SLIP_NO_DAY;
	}
}

/* "today", "fri", "+30d". False: it is not counted from today. */
static bool from_today(struct typed *t, const struct date *today)
{
	const struct token *k = t->tokens;
	const struct date_word *found = NULL;

	if (t->n == 1 && k->kind == TOKEN_WORD) {
		int weekday = date_word_weekday(k->word);

		found = date_word_find(date_near_days, k->word);
		if (found)
			t->slip = add_days(today, found->value, &t->date);
		else if (weekday)
			t->slip = add_days(
				today, (weekday + 6 - date_weekday(today)) % 7 + 1, &t->date);
		return found || weekday;
	}
	if (t->n == 3 && (is_sign(k, '+') || is_sign(k, '-')) && is_number(t, 1) &&
		k[2].kind == TOKEN_WORD)
		found = date_word_find(date_units, k[2].word);
	if (found)
		t->slip = add(
			today, is_sign(k, '-') ? -k[1].value : k[1].value, found->value, &t->date);
	return found != NULL;
}

/* ---- day, month and year ---- */

/* A letter a token: N a number of one or two digits, Y one of four, M a month, else the sign. */
static void shape_of(const struct typed *t, char out[TOKENS_MAX + 1])
{
	for (size_t i = 0; i < t->n; i++) {
		const struct token *k = &t->tokens[i];

		if (k->kind == TOKEN_NUMBER)
			out[i] = k->digits == 4 ? 'Y' : k->digits <= 2 ? 'N' : '#';
		else if (k->kind == TOKEN_WORD)
			out[i] = date_word_month(k->word) ? 'M' : '#';
		else
			out[i] = k->sign;
	}
	out[t->n] = '\0';
}

static const struct {
	const char *shape;
	char year, month, day; /* which token they are; -1: not given */
} shapes[] = {
	{ "Y", 0, -1, -1 },
	{ "NMY", 2, 1, 0 },
	{ "MNY", 2, 0, 1 },
	{ "YMN", 0, 1, 2 },
	{ "MY", 1, 0, -1 },
	{ "YM", 0, 1, -1 },
	{ "N.N.Y", 4, 2, 0 },
	{ "Y.N.N", 0, 2, 4 },
	{ "Y/N/N", 0, 2, 4 },
	{ "Y-N-N", 0, 2, 4 },
	{ "N.Y", 2, 0, -1 },
	{ "N/Y", 2, 0, -1 },
	{ "N-Y", 2, 0, -1 },
	{ "Y.N", 0, 2, -1 },
	{ "Y/N", 0, 2, -1 },
	{ "Y-N", 0, 2, -1 },
};

static const struct date_word incomplete[] = {
	{ "NM", SLIP_NO_YEAR },
	{ "MN", SLIP_NO_YEAR },
	{ "M", SLIP_NO_YEAR },
	{ "N.N", SLIP_NO_YEAR },
	{ "N/N", SLIP_NO_YEAR },
	{ "NMN", SLIP_SHORT_YEAR },
	{ "MNN", SLIP_SHORT_YEAR },
	{ "N.N.N", SLIP_SHORT_YEAR },
	{ "N/N/N", SLIP_SHORT_YEAR },
	{ "N-N-N", SLIP_SHORT_YEAR },
	{ NULL, 0 },
};

static bool is_real(const struct date *d)
{
	if (d->year < 1 || d->month < 0 || d->month > 12 || d->day < 0)
		return false;
	return !d->day || (d->month && d->day <= date_days_in(d->year, d->month));
}

static int number(const struct token *k)
{
	return k->kind == TOKEN_WORD ? date_word_month(k->word) : k->value;
}

/* Day and month between slashes: some put the one first, some the other. */
static enum slip one_way(struct typed *t)
{
	int a = t->tokens[0].value, b = t->tokens[2].value;
	bool day_first = a > 12 || a == b;

	t->date = (struct date){ t->tokens[4].value, day_first ? b : a, day_first ? a : b,
		DATE_SURE };
	return a <= 12 && b <= 12 && a != b && a > 0 && b > 0 ? SLIP_TWO_WAYS : SLIP_NONE;
}

static enum slip by_shape(struct typed *t)
{
	char shape[TOKENS_MAX + 1];
	const struct date_word *why;
	const struct token *k = t->tokens;

	shape_of(t, shape);
	if (!strcmp(shape, "N/N/Y") || !strcmp(shape, "N-N-Y"))
		return one_way(t);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		if (strcmp(shapes[i].shape, shape) != 0)
			continue;
		t->date.year = number(&k[(int)shapes[i].year]);
		t->date.month = shapes[i].month < 0 ? 0 : number(&k[(int)shapes[i].month]);
		t->date.day = shapes[i].day < 0 ? 0 : number(&k[(int)shapes[i].day]);
		/* A zero that was written is not the same as nothing. */
		if ((shapes[i].month >= 0 && !t->date.month) ||
			(shapes[i].day >= 0 && !t->date.day))
			return SLIP_NO_DAY;
		return SLIP_NONE;
	}
	why = date_word_find(incomplete, shape);
	return why ? (enum slip)why->value : SLIP_OTHER;
}

static enum slip in_full(struct typed *t)
{
	enum slip slip;

	if (t->n > 1 && t->tokens[0].kind == TOKEN_WORD && !date_word_month(t->tokens[0].word)) {
		t->weekday = date_word_weekday(t->tokens[0].word);
		if (t->weekday)
			drop(t, 0, 1);
	}
	slip = by_shape(t);
	if (slip == SLIP_NONE && !is_real(&t->date))
		return SLIP_NO_DAY;
	if (slip == SLIP_NONE && t->weekday &&
		(!t->date.day || date_weekday(&t->date) != t->weekday))
		return t->date.day ? SLIP_WEEKDAY : SLIP_OTHER;
	return slip;
}

static void read_typed(const char *text, const struct date *today, struct typed *t)
{
	struct str folded = STR_INIT;

	assert(today->month && today->day);
	*t = (struct typed){ .slip = SLIP_OTHER };
	if (date_parse(text, &t->date) == ST_OK) {
		t->slip = SLIP_NONE;
		return;
	}
	text_fold(&folded, text, strlen(text));
	if (read_tokens(&folded, t)) {
		take_doubts(t);
		drop_fillers(t);
		if (!from_today(t, today))
			t->slip = in_full(t);
		t->date.doubt = t->about && t->unsure ? DATE_BOTH
				: t->about            ? DATE_APPROXIMATE
				: t->unsure           ? DATE_UNCERTAIN
						      : DATE_SURE;
	}
	str_free(&folded);
}

enum status date_from_typed(const char *text, const struct date *today, struct date *out)
{
	struct typed t;

	read_typed(text, today, &t);
	if (t.slip != SLIP_NONE)
		return ST_INVALID;
	*out = t.date;
	return ST_OK;
}

/* ---- why not ---- */

static const char *month_name(int month)
{
	static const char *const names[] = { N_("January"), N_("February"), N_("March"),
		N_("April"), N_("May"), N_("June"), N_("July"), N_("August"), N_("September"),
		N_("October"), N_("November"), N_("December") };

	return _(names[month - 1]);
}

static const char *weekday_name(int weekday)
{
	static const char *const names[] = { N_("Monday"), N_("Tuesday"), N_("Wednesday"),
		N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };

	return _(names[weekday - 1]);
}

/* 2020-04/2020-06, as EDTF writes what goes on from one to the other. */
static bool is_span(const char *text)
{
	const char *slash = strchr(text, '/');
	char *from = slash ? mem_text_n(text, (size_t)(slash - text)) : NULL;
	struct date d;
	bool span = from && date_parse(from, &d) == ST_OK && date_parse(slash + 1, &d) == ST_OK;

	free(from);
	return span;
}

void date_typed_why(const char *text, const struct date *today, struct str *out)
{
	struct typed t;

	if (is_span(text)) {
		str_add(out,
			_("is a span of time; a date is one day, month or year: write the first, "
			  "and the rest in the text"));
		return;
	}
	read_typed(text, today, &t);
	switch (t.slip) {
	case SLIP_NONE:
		break;
	case SLIP_OTHER:
		str_add(out, _("is not a date; write 2020-04-17, 17 April 2020, April 2020, 2020 "
			       "or +30d; ~ after it means about"));
		break;
	case SLIP_TWO_WAYS:
		str_addf(out,
			_("can be %d %s or %d %s %d; write the month's name, or %04d-%02d-%02d"),
			t.date.month, month_name(t.date.day), t.date.day, month_name(t.date.month),
			t.date.year, t.date.year, t.date.day, t.date.month);
		break;
	case SLIP_NO_DAY:
		str_add(out, _("is not in the calendar; write it like 2020-04-17"));
		break;
	case SLIP_NO_YEAR:
		str_add(out, _("does not say which year; write 17 April 2020"));
		break;
	case SLIP_SHORT_YEAR:
		str_add(out, _("needs the year in four digits: 17 April 2020"));
		break;
	case SLIP_WEEKDAY:
		str_addf(out, _("does not agree with the calendar: that day is a %s"),
			weekday_name(date_weekday(&t.date)));
		break;
	}
}
