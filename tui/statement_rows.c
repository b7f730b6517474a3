/* The statement's rows on the screen. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/statement.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/statement_view.h"

#define DAYS_MOST 45 /* dates with a row of their own; more are told by month */

int statement_picture_rows(const struct box *b)
{
	return b->cols < 30 || b->rows < 9 ? 0 : b->rows < 16 ? 5 : b->rows < 30 ? 8 : 12;
}

static struct statement_row *add(struct statement_state *st, enum statement_row_kind kind)
{
	struct statement_row *r;

	if (st->n_rows % 128 == 0)
		st->rows = mem_resize(st->rows, st->n_rows + 128, sizeof(*st->rows));
	r = &st->rows[st->n_rows++];
	memset(r, 0, sizeof(*r));
	r->kind = kind;
	r->entity = ENTITY_SIGNATORY;
	return r;
}

static void heading(struct statement_state *st, const char *text)
{
	add(st, ROW_BLANK);
	add(st, ROW_HEADING)->text = mem_text(text);
}

static void note(struct statement_state *st, const char *text, int indent)
{
	struct statement_row *r = add(st, ROW_NOTE);

	r->text = mem_text(text);
	r->indent = indent;
}

static char *total_where(const struct statement_total *t)
{
	struct str out = STR_INIT;

	str_addf(&out, "ref=\"%s\"", t->ref);
	return str_detach(&out);
}

/* ---- from declared to counted ---- */

/* A sum that is still being counted must not be taken for the whole. */
static char *line_text(const struct statement_state *st, const struct statement_line *l)
{
	struct str text = STR_INIT;

	if (statement_is_less(l)) {
		str_add(&text, l->kind == STATEMENT_NOT_HELD && l->n < 0 ? _("plus") : _("less"));
		str_add_c(&text, ' ');
	}
	statement_name(l, true, &text);
	if (st->due && (l->kind == STATEMENT_HELD || l->kind == STATEMENT_COUNTED))
		str_add(&text, _(" so far"));
	return str_detach(&text);
}

static struct statement_row *add_line(
	struct statement_state *st, enum statement_row_kind kind, const struct statement_line *l)
{
	struct statement_row *r = add(st, kind);

	r->text = line_text(st, l);
	r->n = l->kind == STATEMENT_NOT_HELD && l->n < 0 ? -l->n : l->n;
	r->entity = l->entity;
	r->where = mem_text_or_null(l->where);
	return r;
}

static void add_declared(struct statement_state *st, const struct statement_line *l)
{
	struct str text = STR_INIT;

	add_line(st, ROW_NUMBER, l)->sum = true;
	statement_source(l, &text);
	note(st, str_text(&text), 2);
	str_free(&text);
}

static void add_sums(struct statement_state *st)
{
	const struct statement *s = st->s;
	struct statement_row *r;

	if (s->declared < 0)
		note(st, _("No total was declared."), 0);
	for (size_t i = 0; i < s->n_lines && s->lines[i].kind <= STATEMENT_COUNTED; i++) {
		const struct statement_line *l = &s->lines[i];

		if (l->kind == STATEMENT_DECLARED) {
			add_declared(st, l);
			continue;
		}
		if (l->kind == STATEMENT_COUNTED || (l->kind == STATEMENT_HELD && i > 0))
			add(st, ROW_RULE);
		r = add_line(st, ROW_NUMBER, l);
		r->inner = l->kind == STATEMENT_RULE || l->kind == STATEMENT_SOURCE;
		r->indent = r->inner ? 7 : statement_is_less(l) ? 2 : 0;
		r->sum = l->kind == STATEMENT_HELD || l->kind == STATEMENT_COUNTED;
		if (l->kind == STATEMENT_SOURCE) {
			struct str text = STR_INIT;

			statement_source(l, &text);
			r->more = str_detach(&text);
		}
	}
	add(st, ROW_END);
	if (!st->due && s->held == 0)
		note(st, _("No rows are held here: of those who signed nobody is known by name."),
			0);
}

/* ---- thresholds ---- */

static void add_threshold(struct statement_state *st, const struct statement_threshold *t)
{
	const char *country = country_name(t->country);
	bool minimum = t->kind == THRESHOLD_COUNTRY;
	struct statement_row *r = add(st, ROW_NUMBER);
	struct str text = STR_INIT;

	r->text = mem_text(minimum   ? (country ? country : t->country)
			   : *t->ref ? t->title
				     : _("Target"));
	r->n = t->value;
	r->indent = 2;
	r->where = mem_text_or_null(t->where);
	if (!r->where && *t->ref) {
		str_addf(&text, "ref=\"%s\"", t->ref);
		r->entity = ENTITY_THRESHOLD;
		r->where = mem_text(str_text(&text));
		str_clear(&text);
	}
	str_add(&text, _("counted: "));
	statement_reached_words(t, false, true, &text);
	note(st, str_text(&text), 4);
	if (t->declared.have >= 0) {
		str_clear(&text);
		str_add(&text, _("declared: "));
		statement_reached_words(t, true, true, &text);
		note(st, str_text(&text), 4);
	}
	str_free(&text);
}

static void add_thresholds(struct statement_state *st)
{
	const struct statement *s = st->s;
	bool minima = false;

	/* Until all is read nothing can be said of them. */
	if (s->n_thresholds == 0 || st->due)
		return;
	heading(st, _("Thresholds"));
	for (size_t i = 0; i < s->n_thresholds; i++) {
		if (s->thresholds[i].kind == THRESHOLD_COUNTRY && !minima) {
			heading(st, _("Minimum by country"));
			minima = true;
		}
		add_threshold(st, &s->thresholds[i]);
	}
}

/* ---- by country and region ---- */

static void add_place(struct statement_state *st, const struct statement_line *l, int64_t most)
{
	bool country = l->kind == STATEMENT_COUNTRY;
	struct statement_row *r = add_line(st, country ? ROW_BAR : ROW_NUMBER, l);
	struct str text = STR_INIT;

	r->indent = country ? 2 : 6;
	r->of = most;
	r->inner = !country;
	if (l->declared >= 0) {
		str_add(&text, _("declared "));
		str_add_number(&text, l->declared);
		r->more = str_detach(&text);
	}
	str_free(&text);
}

static void add_countries(struct statement_state *st)
{
	const struct statement *s = st->s;
	int64_t most = 0;

	for (size_t i = 0; i < s->n_lines; i++) {
		const struct statement_line *l = &s->lines[i];

		if (l->kind < STATEMENT_COUNTRY || l->kind > STATEMENT_REGIONS)
			continue;
		if (!most) {
			heading(st, _("Counted, by country and region"));
			most = l->n;
		}
		add_place(st, l, most);
	}
}

/* ---- over time ---- */

static void add_day(
	struct statement_state *st, const char *date, int64_t n, int64_t sum, bool month)
{
	struct statement_row *r = add(st, ROW_NUMBER);
	struct str text = STR_INIT;

	r->text = mem_text(date);
	r->indent = 2;
	r->n = n;
	if (month)
		str_addf(&text, "state:valid signed>=%s signed<=%s", date, date);
	else
		str_addf(&text, "state:valid signed=%s", date);
	r->where = str_detach(&text);
	str_add(&text, _("until then "));
	str_add_number(&text, sum);
	r->more = str_detach(&text);
}

static void add_days(struct statement_state *st)
{
	const struct statement *s = st->s;
	bool by_month = s->n_days > DAYS_MOST;
	int64_t sum = 0;

	heading(st, by_month ? _("Counted, by month signed") : _("Counted, by day signed"));
	for (size_t i = 0; i < s->n_days;) {
		struct date d = s->days[i].date;
		bool month = by_month && d.month > 0;
		char text[DATE_TEXT_MAX];
		int64_t n = 0;

		do
			n += s->days[i++].counted;
		while (month && i < s->n_days && s->days[i].date.year == d.year &&
			s->days[i].date.month == d.month);
		if (month)
			d.day = 0;
		date_format(&d, text);
		sum += n;
		add_day(st, text, n, sum, month);
	}
	if (s->undated > 0) {
		struct statement_row *r =
			add_line(st, ROW_NUMBER, statement_find(s, STATEMENT_UNDATED));

		r->indent = 2;
	}
}

static void add_totals(struct statement_state *st)
{
	const struct statement *s = st->s;

	heading(st, _("Declared over time"));
	for (size_t i = 0; i < s->n_totals; i++) {
		const struct statement_total *t = &s->totals[i];
		struct statement_row *r = add(st, ROW_NUMBER);
		struct str text = STR_INIT;

		str_addf(
			&text, "%s %s", *t->observed ? t->observed : _("(day not known)"), t->time);
		r->text = str_detach(&text);
		r->indent = 2;
		r->n = t->value;
		r->more = mem_text(t->source);
		r->entity = ENTITY_TOTAL;
		r->where = total_where(t);
	}
}

static void add_time(struct statement_state *st)
{
	const struct statement *s = st->s;

	if (st->due)
		return;
	if (st->picture > 0 && statement_has_growth(s)) {
		heading(st, _("Over time"));
		for (int i = 0; i < st->picture; i++)
			add(st, ROW_PICTURE)->line = i;
	}
	if (s->n_totals > 1)
		add_totals(st);
	if (s->n_days > 0 || s->undated > 0)
		add_days(st);
}

/* ---- declared of parts ---- */

static void add_part(struct statement_state *st, const struct statement_total *t)
{
	struct statement_row *r = add(st, ROW_NUMBER);
	struct str text = STR_INIT;

	statement_total_place(t, &text);
	r->text = str_detach(&text);
	r->indent = 2;
	r->n = t->value;
	r->entity = ENTITY_TOTAL;
	r->where = total_where(t);
	if (t->counted >= 0) {
		str_add(&text, _("counted "));
		str_add_number(&text, t->counted);
		str_add(&text, " · ");
	}
	str_addf(&text, "%s%s%s", t->observed, *t->observed ? " · " : "", t->source);
	r->more = str_detach(&text);
}

static void add_parts(struct statement_state *st, const char *part, const char *words)
{
	struct str text = STR_INIT;
	bool any = false;

	for (size_t i = 0; i < st->s->n_parts; i++) {
		if (strcmp(st->s->parts[i].part, part) != 0)
			continue;
		if (!any)
			heading(st, words);
		any = true;
		add_part(st, &st->s->parts[i]);
	}
	statement_together(st->s, part, true, &text);
	if (text.len)
		note(st, str_text(&text), 2);
	str_free(&text);
}

void statement_free_rows(struct statement_state *st)
{
	for (size_t i = 0; i < st->n_rows; i++) {
		free(st->rows[i].text);
		free(st->rows[i].more);
		free(st->rows[i].where);
	}
	free(st->rows);
	st->rows = NULL;
	st->n_rows = 0;
}

void statement_make_rows(struct statement_state *st)
{
	statement_free_rows(st);
	if (!st->s)
		return;
	add_sums(st);
	add_thresholds(st);
	add_countries(st);
	add_time(st);
	add_parts(st, "country", _("Declared, by country"));
	add_parts(st, "region", _("Declared, by region"));
	add_parts(st, "constituency", _("Declared, by constituency"));
}
