/* The words of a statement that text, tables and filings share. */
#include "config.h"

#include <string.h>

#include "export/statement.h"
#include "model/country.h"
#include "model/i18n.h"

/* A macro, so that formats are checked. */
#define SAY(words) (now ? gettext(words) : (words))

void statement_name(const struct statement_line *l, bool now, struct str *out)
{
	const char *country = country_name(l->country);

	if (l->kind == STATEMENT_COUNTRY && *l->country)
		str_add(out, country ? country : l->country);
	else if (l->kind == STATEMENT_DAY)
		str_add(out, l->date);
	else if (l->label)
		str_add(out, SAY(l->label));
	else
		str_add(out, l->name ? l->name : "");
}

void statement_source(const struct statement_line *l, struct str *out)
{
	str_add(out, l->name);
	if (*l->date)
		str_addf(out, ", %s", l->date);
	if (*l->time)
		str_addf(out, " %s UTC", l->time);
}

void statement_asks(const struct statement_threshold *t, bool now, struct str *out)
{
	const char *country = country_name(t->country);

	str_add_number(out, t->value);
	if (t->kind == THRESHOLD_COUNTRY)
		str_addf(out, SAY(N_(" in %s")), country ? country : t->country);
	else if (t->kind == THRESHOLD_COUNTRIES)
		str_add(out, SAY(N_(" countries with their minimum")));
}

void statement_reached_words(
	const struct statement_threshold *t, bool declared, bool now, struct str *out)
{
	const struct statement_reached *r = declared ? &t->declared : &t->counted;

	if (r->have < 0) {
		str_add(out, SAY(N_("nothing was declared")));
		return;
	}
	switch (r->reach) {
	case REACH_ON:
		str_addf(out, SAY(N_("reached on %s")), r->day);
		return;
	case REACH_BY:
		str_addf(out,
			declared ? SAY(N_("reached by %s"))
				 : SAY(N_("reached on %s at the latest")),
			r->day);
		return;
	case REACH_UNDATED:
		str_add(out, SAY(N_("reached; no day can be said")));
		return;
	case REACH_NOT:
		break;
	}
	str_add_number(out, r->missing);
	if (t->kind == THRESHOLD_COUNTRIES)
		str_add(out, r->missing == 1 ? SAY(N_(" country is missing"))
					     : SAY(N_(" countries are missing")));
	else
		str_add(out, r->missing == 1 ? SAY(N_(" is missing")) : SAY(N_(" are missing")));
}

void statement_total_place(const struct statement_total *t, struct str *out)
{
	const char *country = *t->country ? country_name(t->country) : NULL;

	str_add(out, t->place);
	if (!*t->country)
		return;
	/* A country's own name stands once. */
	if (*t->place && strcmp(t->part, "country") != 0)
		str_add(out, ", ");
	else
		str_clear(out);
	str_add(out, country ? country : t->country);
}

static bool is_one_moment(const struct statement_total *a, const struct statement_total *b)
{
	return !strcmp(a->source, b->source) && !strcmp(a->observed, b->observed) &&
	       !strcmp(a->time, b->time);
}

void statement_together(const struct statement *s, const char *part, bool now, struct str *out)
{
	const struct statement_total *one = NULL, *whole = NULL;
	struct str parts = STR_INIT, all = STR_INIT;
	int64_t sum = 0;

	for (size_t i = 0; i < s->n_parts; i++) {
		const struct statement_total *t = &s->parts[i];

		if (strcmp(t->part, part) != 0)
			continue;
		if (one && !is_one_moment(one, t))
			return;
		one = t;
		sum += t->value;
	}
	for (size_t i = 0; one && i < s->n_totals; i++)
		if (is_one_moment(one, &s->totals[i]))
			whole = &s->totals[i];
	if (!whole || whole->value == sum)
		return;
	str_add_number(&parts, sum);
	str_add_number(&all, whole->value);
	str_addf(out, SAY(N_("Together %s, where %s were declared of the whole")), str_text(&parts),
		str_text(&all));
	str_free(&parts);
	str_free(&all);
}
