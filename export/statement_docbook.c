/* The signature statement as DocBook 5.0: sums, thresholds, countries, time, with its pictures. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/sheet.h"
#include "export/statement.h"
#include "model/country.h"

#define DAYS_MOST 45 /* dates in rows of their own; more are told by month */

struct part {
	struct docbook *d;
	const struct statement *s;
	const char *images;
};

static void para(struct docbook *d, const char *text)
{
	docbook_leaf(d, "para", text);
}

/* At the right edge of its column; a sum stands out. */
static void cell_figure(struct sheet *t, int64_t n, bool sum)
{
	struct str text = STR_INIT;

	str_add_number(&text, n);
	sheet_cell_begin(t);
	docbook_attr(t->out, "align", "right");
	if (sum) {
		docbook_inline(t->out, "emphasis");
		docbook_attr(t->out, "role", "strong");
	}
	docbook_text(t->out, str_text(&text));
	if (sum)
		docbook_end(t->out);
	sheet_cell_end(t);
	str_free(&text);
}

static void cell_number(struct sheet *t, int64_t n)
{
	cell_figure(t, n, false);
}

static void open_section(struct docbook *d, const char *role, const char *title)
{
	docbook_block(d, "section");
	docbook_attr(d, "role", role);
	docbook_leaf(d, "title", title);
}

/* A picture with its title, and words for where it cannot be shown. */
static void picture(const struct part *p, const char *role, const char *file, const char *title,
	const char *words)
{
	struct docbook *d = p->d;
	struct str path = STR_INIT;

	str_addf(&path, "%s%s", p->images, file);
	docbook_block(d, "figure");
	docbook_attr(d, "role", role);
	docbook_leaf(d, "title", title);
	docbook_block(d, "mediaobject");
	docbook_block(d, "imageobject");
	docbook_block(d, "imagedata");
	docbook_attr(d, "fileref", str_text(&path));
	docbook_attr(d, "format", "SVG");
	docbook_attr(d, "width", "100%");
	docbook_attr(d, "contentwidth", "160mm");
	docbook_end(d); /* imagedata */
	docbook_end(d); /* imageobject */
	docbook_block(d, "textobject");
	docbook_leaf(d, "phrase", words);
	docbook_end(d); /* textobject */
	docbook_end(d); /* mediaobject */
	docbook_end(d); /* figure */
	str_free(&path);
}

/* ---- from declared to counted ---- */

/* "Declared (the site, 2020-07-20 18:00 UTC)", "less duplicates", "the same e-mail address". */
static void name_line(const struct statement_line *l, struct str *out)
{
	if (statement_is_less(l))
		str_add(out, l->kind == STATEMENT_NOT_HELD && l->n < 0 ? "plus " : "less ");
	else if (l->kind == STATEMENT_RULE || l->kind == STATEMENT_SOURCE)
		str_add(out, "– ");
	statement_name(l, false, out);
	if (l->kind != STATEMENT_DECLARED && l->kind != STATEMENT_SOURCE)
		return;
	str_add(out, " (");
	statement_source(l, out);
	str_add(out, ")");
}

static void put_line(struct sheet *t, const struct statement_line *l)
{
	bool sum = l->kind == STATEMENT_HELD || l->kind == STATEMENT_COUNTED;
	struct str text = STR_INIT;

	name_line(l, &text);
	sheet_row(t);
	sheet_cell(t, str_text(&text));
	if (l->kind == STATEMENT_RULE || l->kind == STATEMENT_SOURCE) {
		cell_number(t, l->n);
		sheet_cell(t, "");
	} else {
		sheet_cell(t, "");
		cell_figure(t, l->kind == STATEMENT_NOT_HELD && l->n < 0 ? -l->n : l->n, sum);
	}
	sheet_row_end(t);
	str_free(&text);
}

static void put_sums(const struct part *p)
{
	static const char *const heads[] = { "", "of these", "Signatures", NULL };
	struct sheet t = { .out = p->d, .style = "statement", .heads = heads };

	if (p->s->declared < 0)
		para(p->d, "No declared total stands in this statement.");
	for (size_t i = 0; i < p->s->n_lines && p->s->lines[i].kind <= STATEMENT_COUNTED; i++)
		put_line(&t, &p->s->lines[i]);
	sheet_end(&t);
	if (p->s->held == 0)
		para(p->d, "No rows are held: of those who signed nobody is known by name.");
}

/* ---- thresholds ---- */

static void put_thresholds(const struct part *p)
{
	static const char *const heads[] = { "Threshold", "Needed", "By those counted",
		"By totals declared", "Source", NULL };
	struct sheet t = { .out = p->d, .style = "thresholds", .heads = heads };
	bool late = false;

	if (!p->s->n_thresholds)
		return;
	open_section(p->d, "thresholds", "Thresholds");
	for (size_t i = 0; i < p->s->n_thresholds; i++) {
		const struct statement_threshold *one = &p->s->thresholds[i];
		struct str asks = STR_INIT, counted = STR_INIT, declared = STR_INIT;

		late = late || one->counted.reach == REACH_BY;
		statement_asks(one, false, &asks);
		statement_reached_words(one, false, false, &counted);
		statement_reached_words(one, true, false, &declared);
		sheet_row(&t);
		sheet_cell(&t, *one->ref ? one->title : "Target of the petition");
		sheet_cell(&t, str_text(&asks));
		sheet_cell(&t, str_text(&counted));
		sheet_cell(&t, str_text(&declared));
		sheet_cell(&t, one->source);
		sheet_row_end(&t);
		str_free(&asks);
		str_free(&counted);
		str_free(&declared);
	}
	sheet_end(&t);
	if (late)
		para(p->d, "A day “at the latest”: some of those counted gave no date, or none so "
			   "exact; "
			   "they may have signed before it.");
	docbook_end(p->d);
}

/* ---- by country and region ---- */

static void put_place(struct sheet *t, const struct statement_line *l)
{
	bool country = l->kind == STATEMENT_COUNTRY;
	struct str name = STR_INIT;

	statement_name(l, false, &name);
	sheet_row(t);
	sheet_cell(t, country ? str_text(&name) : "");
	sheet_cell(t, country ? "" : str_text(&name));
	cell_number(t, l->n);
	if (l->declared >= 0)
		cell_number(t, l->declared);
	else
		sheet_cell(t, "");
	sheet_row_end(t);
	str_free(&name);
}

static void put_countries(const struct part *p)
{
	static const char *const heads[] = { "Country", "Region", "Counted", "Declared", NULL };
	struct sheet t = { .out = p->d, .style = "statement-countries", .heads = heads };

	if (!statement_find(p->s, STATEMENT_COUNTRY))
		return;
	open_section(p->d, "countries", "By country and region");
	if (statement_has_countries(p->s))
		picture(p, "countries", STATEMENT_COUNTRIES, "Signatures counted, by country",
			"The numbers of the table below as bars, the largest first.");
	for (size_t i = 0; i < p->s->n_lines; i++)
		if (p->s->lines[i].kind >= STATEMENT_COUNTRY &&
			p->s->lines[i].kind <= STATEMENT_REGIONS)
			put_place(&t, &p->s->lines[i]);
	sheet_end(&t);
	docbook_end(p->d);
}

/* ---- over time ---- */

static void put_totals(const struct part *p)
{
	static const char *const heads[] = { "Day", "Time (UTC)", "Declared", "Source", NULL };
	struct sheet t = { .out = p->d, .style = "totals", .heads = heads };

	for (size_t i = 0; i < p->s->n_totals; i++) {
		const struct statement_total *total = &p->s->totals[i];

		sheet_row(&t);
		sheet_cell_in(&t, "date", total->observed);
		sheet_cell(&t, total->time);
		cell_number(&t, total->value);
		sheet_cell(&t, total->source);
		sheet_row_end(&t);
	}
	sheet_end(&t);
}

static void put_days(const struct part *p)
{
	static const char *const day_heads[] = { "Day signed", "Counted", "Until then", NULL };
	static const char *const month_heads[] = { "Month signed", "Counted", "Until then", NULL };
	const struct statement *s = p->s;
	bool by_month = s->n_days > DAYS_MOST;
	struct sheet t = {
		.out = p->d, .style = "days", .heads = by_month ? month_heads : day_heads
	};
	int64_t sum = 0;

	for (size_t i = 0; i < s->n_days;) {
		struct date d = s->days[i].date;
		char text[DATE_TEXT_MAX];
		int64_t n = 0;

		do
			n += s->days[i++].counted;
		while (by_month && i < s->n_days && s->days[i].date.year == d.year &&
			s->days[i].date.month == d.month);
		if (by_month)
			d.day = 0;
		date_format(&d, text);
		sum += n;
		sheet_row(&t);
		sheet_cell_in(&t, "date", text);
		cell_number(&t, n);
		cell_number(&t, sum);
		sheet_row_end(&t);
	}
	if (s->undated > 0) {
		sheet_row(&t);
		sheet_cell(&t, "no date given");
		cell_number(&t, s->undated);
		sheet_cell(&t, "");
		sheet_row_end(&t);
	}
	sheet_end(&t);
}

/* Beside the picture: what is counted, or was declared, and is in no line of it. */
static void put_not_drawn(const struct part *p)
{
	const struct statement *s = p->s;
	struct statement_point *points;
	struct str text = STR_INIT;
	int64_t drawn = 0;
	size_t n, no_day = 0;

	points = statement_growth(s, &n);
	if (n)
		drawn = points[n - 1].n;
	free(points);
	for (size_t i = 0; i < s->n_totals; i++) {
		struct date date;

		no_day += date_parse(s->totals[i].observed, &date) != ST_OK || !date.day;
	}
	if (s->counted > drawn) {
		str_add(&text, "Not in the line: ");
		str_add_number(&text, s->counted - drawn);
		str_add(&text, " of ");
		str_add_number(&text, s->counted);
		str_add(&text, " counted, who gave no day of signing.");
	}
	if (no_day) {
		str_addf(&text, "%sNot drawn: ", text.len ? " " : "");
		str_add_number(&text, (int64_t)no_day);
		str_add(&text, no_day == 1 ? " total declared" : " totals declared");
		str_add(&text, " whose day is not known.");
	}
	if (text.len)
		para(p->d, str_text(&text));
	str_free(&text);
}

static void put_time(const struct part *p)
{
	if (p->s->n_totals < 2 && p->s->n_days == 0)
		return;
	open_section(p->d, "growth", "Over time");
	if (statement_has_growth(p->s)) {
		picture(p, "growth", STATEMENT_GROWTH, "Signatures over time",
			"The numbers of the tables below as lines over the days.");
		put_not_drawn(p);
	}
	if (p->s->n_totals > 1) {
		para(p->d, "What was declared:");
		put_totals(p);
	}
	if (p->s->n_days > 0) {
		para(p->d, "Those counted, by the date that they gave:");
		put_days(p);
	}
	docbook_end(p->d);
}

/* ---- declared of parts ---- */

static void put_part(struct sheet *t, const struct statement_total *total)
{
	struct str place = STR_INIT;

	statement_total_place(total, &place);
	sheet_row(t);
	sheet_cell(t, str_text(&place));
	cell_number(t, total->value);
	if (total->counted >= 0)
		cell_number(t, total->counted);
	else
		sheet_cell(t, "");
	sheet_cell_in(t, "date", total->observed);
	sheet_cell(t, total->source);
	sheet_row_end(t);
	str_free(&place);
}

static void put_parts(const struct part *p, const char *part, const char *title)
{
	static const char *const heads[] = { "Place", "Declared", "Counted here", "Day", "Source",
		NULL };
	struct sheet t = { .out = p->d, .style = "declared-parts", .heads = heads };
	struct str text = STR_INIT;
	bool any = false;

	for (size_t i = 0; i < p->s->n_parts; i++) {
		if (strcmp(p->s->parts[i].part, part) != 0)
			continue;
		if (!any) {
			open_section(p->d, "declared-parts", title);
			if (!strcmp(part, "country") && p->s->counted == 0 &&
				statement_has_countries(p->s))
				picture(p, "countries", STATEMENT_COUNTRIES,
					"Signatures declared, by country",
					"The numbers of the table below as bars, the largest "
					"first.");
		}
		any = true;
		put_part(&t, &p->s->parts[i]);
	}
	if (!any)
		return;
	sheet_end(&t);
	statement_together(p->s, part, false, &text);
	if (text.len) {
		str_add_c(&text, '.');
		para(p->d, str_text(&text));
	}
	str_free(&text);
	docbook_end(p->d);
}

void statement_docbook(struct docbook *d, const struct statement *s, const char *images)
{
	struct part p = { d, s, images };

	put_sums(&p);
	put_thresholds(&p);
	put_countries(&p);
	put_time(&p);
	put_parts(&p, "country", "Declared, by country");
	put_parts(&p, "region", "Declared, by region");
	put_parts(&p, "constituency", "Declared, by constituency");
}
