/* Thresholds: on which day a number was reached, as far as the dates given can say. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/statement_internal.h"

struct moment {
	long day;
	int64_t n;
};

static int by_day(const void *a, const void *b)
{
	const struct moment *x = a, *y = b;

	return x->day < y->day ? -1 : x->day > y->day;
}

/* The first day on which all until then are `value`; LONG_MAX: never. */
static long first_reaching(struct moment *m, size_t n, int64_t value)
{
	int64_t sum = 0;

	qsort(m, n, sizeof(*m), by_day);
	for (size_t i = 0; i < n; i++) {
		sum += m[i].n;
		if (sum >= value)
			return m[i].day;
	}
	return LONG_MAX;
}

/* Those who gave no date may have been the first of all, or the last. */
struct reached_span statement_span(const struct bag *dates, int64_t value)
{
	struct moment *first = mem_array(dates->n + 1, sizeof(*first));
	struct moment *last = mem_array(dates->n + 1, sizeof(*last));
	struct reached_span span;

	for (size_t i = 0; i < dates->n; i++) {
		const struct bag_item *item = &dates->items[i];
		struct date date, from, to;

		first[i] = (struct moment){ LONG_MIN, item->n };
		last[i] = (struct moment){ LONG_MAX, item->n };
		if (!*item->text || date_parse(item->text, &date) != ST_OK)
			continue;
		from = date_first(&date);
		to = date_last(&date);
		first[i].day = date_to_days(&from);
		last[i].day = date_to_days(&to);
	}
	span.earliest = first_reaching(first, dates->n, value);
	span.latest = first_reaching(last, dates->n, value);
	span.reached = span.earliest != LONG_MAX;
	free(first);
	free(last);
	return span;
}

static void set_reached(struct statement_reached *r, int64_t value, const struct reached_span *span)
{
	r->reach = REACH_NOT;
	r->missing = 0;
	if (r->have < value) {
		r->missing = value - (r->have > 0 ? r->have : 0);
	} else if (!span->reached || span->latest == LONG_MAX) {
		r->reach = REACH_UNDATED;
	} else {
		struct date day = date_from_days(span->latest);

		r->reach = span->earliest == span->latest ? REACH_ON : REACH_BY;
		date_format(&day, r->day);
	}
}

/* ---- so many countries ---- */

static int by_long(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* One minimum a country: where there are several, the highest, which stands last. */
static bool is_minimum(const struct statement *s, size_t i)
{
	if (s->thresholds[i].kind != THRESHOLD_COUNTRY)
		return false;
	for (size_t k = i + 1; k < s->n_thresholds; k++)
		if (s->thresholds[k].kind == THRESHOLD_COUNTRY &&
			!strcmp(s->thresholds[k].country, s->thresholds[i].country))
			return false;
	return true;
}

static void reach_countries(struct statement_work *w, struct statement_threshold *t)
{
	const struct statement *s = &w->s;
	long *first = mem_array(s->n_thresholds + 1, sizeof(*first));
	long *last = mem_array(s->n_thresholds + 1, sizeof(*last));
	struct reached_span span = { false, 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < s->n_thresholds; i++) {
		if (!is_minimum(s, i) || s->thresholds[i].counted.reach == REACH_NOT)
			continue;
		first[n] = w->spans[i].earliest;
		last[n++] = w->spans[i].latest;
	}
	t->counted.have = (int64_t)n;
	if (n > 0 && t->value > 0 && (int64_t)n >= t->value) {
		qsort(first, n, sizeof(*first), by_long);
		qsort(last, n, sizeof(*last), by_long);
		span = (struct reached_span){ true, first[t->value - 1], last[t->value - 1] };
	}
	set_reached(&t->counted, t->value, &span);
	free(first);
	free(last);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void declare_countries(struct statement *s, struct statement_threshold *t)
{
	const char **days = mem_array(s->n_thresholds + 1, sizeof(*days));
	struct statement_reached *r = &t->declared;
	bool any = false;
	size_t n = 0;

	for (size_t i = 0; i < s->n_thresholds; i++) {
		if (!is_minimum(s, i) || s->thresholds[i].declared.have < 0)
			continue;
		any = true;
		if (s->thresholds[i].declared.reach != REACH_NOT)
			days[n++] = s->thresholds[i].declared.day;
	}
	r->have = any ? (int64_t)n : -1;
	r->missing = any && (int64_t)n < t->value ? t->value - (int64_t)n : 0;
	if (n > 0 && t->value > 0 && (int64_t)n >= t->value) {
		qsort(days, n, sizeof(*days), by_text);
		memcpy(r->day, days[t->value - 1], strlen(days[t->value - 1]) + 1);
		r->reach = *r->day ? REACH_BY : REACH_UNDATED;
	} else if (any && t->value == 0) {
		r->reach = REACH_UNDATED;
	}
	free(days);
}

void statement_reach(struct statement_work *w)
{
	struct statement *s = &w->s;

	for (size_t i = 0; i < s->n_thresholds; i++) {
		struct statement_threshold *t = &s->thresholds[i];

		if (t->declared.have >= 0 && t->declared.reach == REACH_NOT)
			t->declared.missing = t->value - t->declared.have;
		if (t->kind == THRESHOLD_SIGNATURES) {
			t->counted.have = s->counted;
			w->spans[i] = statement_span(&w->dates, t->value);
		}
		if (t->kind != THRESHOLD_COUNTRIES)
			set_reached(&t->counted, t->value, &w->spans[i]);
	}
	for (size_t i = 0; i < s->n_thresholds; i++)
		if (s->thresholds[i].kind == THRESHOLD_COUNTRIES) {
			reach_countries(w, &s->thresholds[i]);
			declare_countries(s, &s->thresholds[i]);
		}
}
