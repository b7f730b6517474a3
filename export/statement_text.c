/* The signature statement as text for people: sums drawn as in bookkeeping, bars by country. */
#include "config.h"

#include <errno.h>
#include <string.h>

#include "export/statement.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define LABEL 48     /* columns for what a number is of */
#define NUMBER 14    /* columns for the number */
#define NAME 24      /* columns for a country beside its bar */
#define BAR 24       /* columns of the longest bar */
#define DAYS_MOST 45 /* days printed one by one; more are told by month */

struct page {
	FILE *out;
	const struct statement *s;
	bool plain;
};

static void put(const struct page *p, const struct str *text)
{
	struct str clean = STR_INIT;

	text_clean(&clean, str_text(text), text->len, TEXT_LINE);
	fprintf(p->out, "%s\n", str_text(&clean));
	str_free(&clean);
}

static void add_label(struct str *out, const char *indent, const char *label, int columns)
{
	struct str clean = STR_INIT;

	str_add(&clean, indent);
	text_clean(&clean, label, strlen(label), TEXT_LINE);
	text_pad(out, str_text(&clean), clean.len, columns);
	str_free(&clean);
}

/* A number at the right edge of `columns`. */
static void add_right(struct str *out, int64_t n, int columns)
{
	struct str number = STR_INIT;

	str_add_number(&number, n);
	for (int i = (int)number.len; i < columns; i++)
		str_add_c(out, ' ');
	str_add(out, str_text(&number));
	str_free(&number);
}

static void rule_line(const struct page *p, const char *sign, const char *plain)
{
	for (int i = 0; i < LABEL + NUMBER - 11; i++)
		fputc(' ', p->out);
	for (int i = 0; i < 11; i++)
		fputs(p->plain ? plain : sign, p->out);
	fputc('\n', p->out);
}

static void number_line(
	const struct page *p, const char *indent, const char *label, int64_t n, int right)
{
	struct str text = STR_INIT;

	add_label(&text, indent, label, LABEL - right);
	add_right(&text, n, NUMBER);
	put(p, &text);
	str_free(&text);
}

static void heading(const struct page *p, const char *words)
{
	fprintf(p->out, "\n%s\n", words);
}

/* ---- from declared to counted ---- */

static void put_declared(const struct page *p, const struct statement_line *l)
{
	struct str text = STR_INIT;

	number_line(p, "", _(l->label), l->n, 0);
	str_add(&text, "  ");
	statement_source(l, &text);
	put(p, &text);
	str_free(&text);
}

/* What another source said last; it is not in the sum. */
static void put_source(const struct page *p, const struct statement_line *l)
{
	struct str text = STR_INIT;

	add_label(&text, "         ", _(l->label), LABEL - NUMBER + 2);
	add_right(&text, l->n, NUMBER);
	str_add(&text, "  ");
	statement_source(l, &text);
	put(p, &text);
	str_free(&text);
}

static void put_less(const struct page *p, const struct statement_line *l)
{
	struct str words = STR_INIT;
	bool more = l->kind == STATEMENT_NOT_HELD && l->n < 0;

	str_addf(&words, "%s ", more ? _("plus") : _("less"));
	str_add(&words, _(l->label));
	number_line(p, "  ", str_text(&words), more ? -l->n : l->n, 0);
	str_free(&words);
}

static void put_sums(const struct page *p)
{
	struct str name = STR_INIT;

	if (p->s->declared < 0)
		fprintf(p->out, "%s\n", _("No total was declared."));
	for (size_t i = 0; i < p->s->n_lines; i++) {
		const struct statement_line *l = &p->s->lines[i];

		str_clear(&name);
		statement_name(l, true, &name);
		if (l->kind == STATEMENT_DECLARED) {
			put_declared(p, l);
		} else if (l->kind == STATEMENT_SOURCE) {
			put_source(p, l);
		} else if (statement_is_less(l)) {
			put_less(p, l);
		} else if (l->kind == STATEMENT_RULE) {
			number_line(p, "         ", str_text(&name), l->n, NUMBER - 2);
		} else if (l->kind == STATEMENT_HELD || l->kind == STATEMENT_COUNTED) {
			if (l->kind == STATEMENT_COUNTED || p->s->declared >= 0)
				rule_line(p, "─", "-");
			number_line(p, "", str_text(&name), l->n, 0);
			if (l->kind == STATEMENT_COUNTED)
				rule_line(p, "═", "=");
		}
	}
	if (p->s->held == 0)
		fprintf(p->out, "%s\n",
			_("No rows are held here: of those who signed nobody is known by name."));
	str_free(&name);
}

/* ---- by country ---- */

static void add_bar(const struct page *p, struct str *text, int64_t n, int64_t most)
{
	int cells = most > 0 ? (int)((double)n * BAR / (double)most + 0.5) : 0;

	if (n > 0 && cells == 0)
		cells = 1;
	for (int i = 0; i < BAR; i++)
		str_add(text, i >= cells ? " " : p->plain ? "#" : "█");
}

static void add_share(struct str *text, int64_t n, int64_t of)
{
	double share = of > 0 ? 100 * (double)n / (double)of : 0;

	if (n > 0 && share < 0.05)
		str_add(text, "   <0.1%");
	else if (n < of && share >= 99.95)
		str_add(text, "  >99.9%");
	else
		str_addf(text, " %6.1f%%", share);
}

static void put_country(const struct page *p, const struct statement_line *l, int64_t most)
{
	bool country = l->kind == STATEMENT_COUNTRY;
	struct str text = STR_INIT, name = STR_INIT;

	statement_name(l, true, &name);
	add_label(&text, country ? "  " : "      ", str_text(&name), NAME + 2);
	str_add_c(&text, ' ');
	if (country)
		add_bar(p, &text, l->n, most);
	else
		add_label(&text, "", "", BAR);
	add_right(&text, l->n, 11);
	add_share(&text, l->n, p->s->counted);
	if (l->declared >= 0) {
		str_add(&text, _("  declared "));
		str_add_number(&text, l->declared);
	}
	put(p, &text);
	str_free(&text);
	str_free(&name);
}

static void put_countries(const struct page *p)
{
	int64_t most = 0;

	for (size_t i = 0; i < p->s->n_lines; i++) {
		const struct statement_line *l = &p->s->lines[i];

		if (l->kind != STATEMENT_COUNTRY && l->kind != STATEMENT_REGION &&
			l->kind != STATEMENT_REGIONS)
			continue;
		if (!most) {
			heading(p, _("Counted, by country and region"));
			most = l->n;
		}
		put_country(p, l, most);
	}
}

/* ---- over time ---- */

static void put_day(const struct page *p, const char *label, int64_t n, int64_t sum)
{
	struct str text = STR_INIT;

	add_label(&text, "  ", label, NAME);
	add_right(&text, n, NUMBER);
	if (sum >= 0)
		add_right(&text, sum, NUMBER);
	put(p, &text);
	str_free(&text);
}

/* Whether the dates `a` and `b` stand on one line. */
static bool together(const struct date *a, const struct date *b, bool by_month)
{
	return by_month && a->year == b->year && a->month == b->month;
}

static void put_days(const struct page *p)
{
	const struct statement *s = p->s;
	bool by_month = s->n_days > DAYS_MOST;
	int64_t sum = 0;

	if (s->n_days == 0)
		return;
	heading(p, by_month ? _("Counted, by month signed, and until then")
			    : _("Counted, by day signed, and until then"));
	for (size_t i = 0; i < s->n_days;) {
		struct date d = s->days[i].date;
		char text[DATE_TEXT_MAX];
		int64_t n = 0;
		size_t k = i;

		for (; k < s->n_days && (k == i || together(&d, &s->days[k].date, by_month)); k++)
			n += s->days[k].counted;
		if (by_month)
			d.day = 0;
		date_format(&d, text);
		sum += n;
		put_day(p, text, n, sum);
		i = k;
	}
	if (s->undated)
		put_day(p, _("(no date given)"), s->undated, -1);
}

static void put_total(const struct page *p, const char *moment, const struct statement_total *t)
{
	struct str text = STR_INIT;

	add_label(&text, "  ", moment, NAME);
	add_right(&text, t->value, NUMBER);
	str_addf(&text, "  %s", t->source);
	put(p, &text);
	str_free(&text);
}

static void put_totals(const struct page *p)
{
	struct str text = STR_INIT;

	if (p->s->n_totals < 2)
		return;
	heading(p, _("Declared over time"));
	for (size_t i = 0; i < p->s->n_totals; i++) {
		const struct statement_total *t = &p->s->totals[i];

		str_clear(&text);
		str_addf(
			&text, "%s %s", *t->observed ? t->observed : _("(day not known)"), t->time);
		put_total(p, str_text(&text), t);
	}
	str_free(&text);
}

/* Whether all of a part come from one source and moment, which is then said once. */
static const struct statement_total *one_source(const struct statement *s, const char *part)
{
	const struct statement_total *first = NULL;

	for (size_t i = 0; i < s->n_parts; i++) {
		const struct statement_total *t = &s->parts[i];

		if (strcmp(t->part, part) != 0)
			continue;
		if (!first)
			first = t;
		if (strcmp(t->source, first->source) != 0 ||
			strcmp(t->observed, first->observed) != 0)
			return NULL;
	}
	return first;
}

static void add_source(struct str *text, const struct statement_total *t)
{
	str_addf(text, "  %s%s%s", t->source, *t->observed ? ", " : "", t->observed);
}

static void put_part(const struct page *p, const struct statement_total *t, bool with_source)
{
	struct str text = STR_INIT, place = STR_INIT;

	statement_total_place(t, &place);
	add_label(&text, "  ", str_text(&place), LABEL);
	add_right(&text, t->value, NUMBER);
	if (t->counted >= 0) {
		str_add(&text, _("  counted here "));
		str_add_number(&text, t->counted);
	}
	if (with_source)
		add_source(&text, t);
	put(p, &text);
	str_free(&text);
	str_free(&place);
}

static void put_note(const struct page *p, const char *words)
{
	struct str text = STR_INIT;

	str_addf(&text, "  %s", words);
	put(p, &text);
	str_free(&text);
}

static void put_parts(const struct page *p)
{
	static const char *const names[] = { "country", "region", "constituency" };
	static const char *const words[] = { N_("Declared, by country"), N_("Declared, by region"),
		N_("Declared, by constituency") };

	for (size_t k = 0; k < 3; k++) {
		const struct statement_total *one = one_source(p->s, names[k]);
		struct str text = STR_INIT;
		bool any = false;

		for (size_t i = 0; i < p->s->n_parts; i++) {
			const struct statement_total *t = &p->s->parts[i];

			if (strcmp(t->part, names[k]) != 0)
				continue;
			if (!any)
				heading(p, _(words[k]));
			if (!any && one) {
				add_source(&text, one);
				put(p, &text);
			}
			any = true;
			put_part(p, t, !one);
		}
		str_clear(&text);
		statement_together(p->s, names[k], true, &text);
		if (text.len)
			put_note(p, str_text(&text));
		str_free(&text);
	}
}

/* ---- thresholds ---- */

static void put_threshold(const struct page *p, const struct statement_threshold *t)
{
	struct str text = STR_INIT;

	str_addf(&text, "  %s: ", *t->ref ? t->title : _("Target"));
	statement_asks(t, true, &text);
	if (*t->source)
		str_addf(&text, " (%s)", t->source);
	put(p, &text);
	str_clear(&text);
	str_add(&text, _("      by those counted: "));
	statement_reached_words(t, false, true, &text);
	put(p, &text);
	if (t->declared.have >= 0) {
		str_clear(&text);
		str_add(&text, _("      by totals declared: "));
		statement_reached_words(t, true, true, &text);
		put(p, &text);
	}
	str_free(&text);
}

/* "  Austria   12 of 14,400 are missing": the minima of a rule are many. */
static void put_minimum(const struct page *p, const struct statement_threshold *t)
{
	const char *country = country_name(t->country);
	struct str text = STR_INIT;

	add_label(&text, "  ", country ? country : t->country, NAME + 2);
	add_right(&text, t->value, NUMBER);
	str_add(&text, "  ");
	statement_reached_words(t, false, true, &text);
	if (t->declared.have >= 0) {
		str_add(&text, _("; by totals declared: "));
		statement_reached_words(t, true, true, &text);
	}
	put(p, &text);
	str_free(&text);
}

static void put_thresholds(const struct page *p)
{
	const struct statement *s = p->s;
	bool minima = false;

	if (s->n_thresholds)
		heading(p, _("Thresholds"));
	for (size_t i = 0; i < s->n_thresholds; i++) {
		if (s->thresholds[i].kind != THRESHOLD_COUNTRY) {
			put_threshold(p, &s->thresholds[i]);
			continue;
		}
		if (!minima)
			heading(p, _("Minimum by country, and whether those counted reach it"));
		minima = true;
		put_minimum(p, &s->thresholds[i]);
	}
}

enum status statement_text(struct db *db, const struct statement *s, bool plain, FILE *out)
{
	struct page p = { out, s, plain };
	struct date today = date_today();
	struct str text = STR_INIT;
	char day[DATE_TEXT_MAX];

	date_format(&today, day);
	str_addf(&text, _("Signature statement of %s, %s"), s->ref, day);
	put(&p, &text);
	str_clear(&text);
	str_add(&text, s->title);
	put(&p, &text);
	fputc('\n', out);
	put_sums(&p);
	put_thresholds(&p);
	put_countries(&p);
	put_totals(&p);
	put_days(&p);
	put_parts(&p);
	str_free(&text);
	if (ferror(out))
		return db_fail(
			db, ST_IO, NULL, _("the statement cannot be written: %s"), strerror(errno));
	return ST_OK;
}
