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
