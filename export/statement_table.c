/* The signature statement as CSV and as JSON. */
#include "config.h"

#include <errno.h>
#include <string.h>

#include "export/statement.h"
#include "export/table.h"
#include "model/country.h"
#include "model/i18n.h"

static enum status end(struct db *db, FILE *out)
{
	if (!ferror(out))
		return ST_OK;
	return db_fail(db, ST_IO, NULL, _("the statement cannot be written: %s"), strerror(errno));
}

/* ---- what things are called by programs ---- */

static const char *const kinds[] = {
	[STATEMENT_DECLARED] = "declared",
	[STATEMENT_SOURCE] = "source",
	[STATEMENT_NOT_HELD] = "not_held",
	[STATEMENT_HELD] = "held",
	[STATEMENT_STATE] = "state",
	[STATEMENT_RULE] = "rule",
	[STATEMENT_COUNTED] = "counted",
	[STATEMENT_COUNTRY] = "country",
	[STATEMENT_REGION] = "region",
	[STATEMENT_REGIONS] = "regions",
	[STATEMENT_DAY] = "day",
	[STATEMENT_UNDATED] = "undated",
};

static const char *const reaches[] = { [REACH_NOT] = "missing",
	[REACH_ON] = "reached",
	[REACH_BY] = "reached_by",
	[REACH_UNDATED] = "reached_undated" };

static const char *const asked[] = { [THRESHOLD_SIGNATURES] = "signatures",
	[THRESHOLD_COUNTRY] = "country",
	[THRESHOLD_COUNTRIES] = "countries" };

/* "duplicate" of "state:duplicate", and of "state:duplicate rule=review". */
static void add_state(const struct statement_line *l, struct str *out)
{
	const char *at = l->where + strlen("state:");

	str_add_n(out, at, strcspn(at, " "));
}

/* ---- CSV ---- */

/* The cells of a row; NULL is empty. */
struct row {
	const char *what, *of, *name, *country, *place, *date, *time;
	const char *number, *declared, *source, *where;
};

static void put_row(FILE *out, const struct row *r)
{
	const char *cells[] = { r->what, r->of, r->name, r->country, r->place, r->date, r->time,
		r->number, r->declared, r->source, r->where };

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		if (i)
			fputc(',', out);
		/* A number below 0 is one: it is no formula. */
		if (cells[i] && *cells[i] == '-' && cells[i] == r->number)
			fputs(cells[i], out);
		else if (cells[i])
			csv_put_cell(out, cells[i], strlen(cells[i]));
	}
	fputs("\r\n", out);
}

static const char *number(int64_t n, char text[32])
{
	snprintf(text, 32, "%lld", (long long)n);
	return n == INT64_MIN ? "" : text;
}

static void csv_line(FILE *out, const struct statement *s, const struct statement_line *l)
{
	struct str name = STR_INIT, of = STR_INIT, where = STR_INIT;
	char n[32], declared[32];
	struct row r = { .what = kinds[l->kind],
		.country = l->country,
		.date = l->date,
		.time = l->time,
		.number = number(l->n, n) };

	statement_name(l, false, &name);
	if (l->kind == STATEMENT_STATE || l->kind == STATEMENT_RULE)
		add_state(l, &of);
	if (l->kind == STATEMENT_REGION)
		r.place = l->name;
	else if (l->kind == STATEMENT_DECLARED || l->kind == STATEMENT_SOURCE)
		r.source = l->name;
	else
		r.name = str_text(&name);
	r.of = str_text(&of);
	if (l->declared >= 0)
		r.declared = number(l->declared, declared);
	statement_where(s, l, &where);
	r.where = str_text(&where);
	put_row(out, &r);
	str_free(&name);
	str_free(&of);
	str_free(&where);
}

static void csv_total(FILE *out, const struct statement_total *t)
{
	char n[32], counted[32];
	struct row r = { .what = "total",
		.of = t->part,
		.country = t->country,
		.place = t->place,
		.date = t->observed,
		.time = t->time,
		.declared = number(t->value, n),
		.source = t->source };

	if (t->counted >= 0)
		r.number = number(t->counted, counted);
	put_row(out, &r);
}

static void csv_threshold(FILE *out, const struct statement_threshold *t)
{
	char n[32], have[32];
	struct row r = { .what = "threshold",
		.of = asked[t->kind],
		.name = *t->ref ? t->title : "Target",
		.country = t->country,
		.number = number(t->value, n),
		.source = t->source };

	put_row(out, &r);
	r = (struct row){ .what = "threshold_counted",
		.of = reaches[t->counted.reach],
		.name = r.name,
		.country = t->country,
		.date = t->counted.day,
		.number = number(t->counted.have, have) };
	put_row(out, &r);
	if (t->declared.have < 0)
		return;
	r.what = "threshold_declared";
	r.of = reaches[t->declared.reach];
	r.date = t->declared.day;
	r.number = NULL;
	r.declared = number(t->declared.have, have);
	put_row(out, &r);
}

enum status statement_csv(struct db *db, const struct statement *s, FILE *out)
{
	fputs("what,of,name,country,place,date,time,number,declared,source,where\r\n", out);
	for (size_t i = 0; i < s->n_lines; i++)
		csv_line(out, s, &s->lines[i]);
	for (size_t i = 0; i < s->n_thresholds; i++)
		csv_threshold(out, &s->thresholds[i]);
	for (size_t i = 0; i < s->n_totals; i++)
		csv_total(out, &s->totals[i]);
	for (size_t i = 0; i < s->n_parts; i++)
		csv_total(out, &s->parts[i]);
	return end(db, out);
}

/* ---- JSON ---- */

static void put_text(FILE *out, const char *key, const char *text)
{
	fprintf(out, ", \"%s\": ", key);
	if (text && *text)
		json_put_string(out, text, strlen(text));
	else
		fputs("null", out);
}

static void put_int(FILE *out, const char *key, int64_t n)
{
	fprintf(out, ", \"%s\": ", key);
	if (n < 0)
		fputs("null", out);
	else
		fprintf(out, "%lld", (long long)n);
}

static void put_where(FILE *out, const struct statement *s, const struct statement_line *l)
{
	struct str where = STR_INIT;

	statement_where(s, l, &where);
	put_text(out, "where", str_text(&where));
	str_free(&where);
}

/* The members of one line, after its first. */
static void json_line(FILE *out, const struct statement *s, const struct statement_line *l)
{
	struct str name = STR_INIT;

	statement_name(l, false, &name);
	fprintf(out, "{\"number\": %lld", (long long)l->n);
	if (l->kind == STATEMENT_REGION)
		put_text(out, "region", l->name);
	else if (l->kind == STATEMENT_DAY || l->kind == STATEMENT_UNDATED)
		put_text(out, "signed", l->date);
	else
		put_text(out, "name", str_text(&name));
	if (l->kind == STATEMENT_SOURCE) {
		put_text(out, "observed", l->date);
		put_text(out, "time", l->time);
	}
	if (l->kind == STATEMENT_COUNTRY || l->kind == STATEMENT_REGION) {
		put_text(out, "country", l->country);
		put_int(out, "declared", l->declared);
	}
	put_where(out, s, l);
	str_free(&name);
}

/* Lines of `kind`, each with those of `below` that follow it in an array of their own. */
static void json_lines(FILE *out, const struct statement *s, const char *key,
	enum statement_kind kind, enum statement_kind below, const char *below_key)
{
	const char *between = "";

	fprintf(out, ",\n \"%s\": [", key);
	for (size_t i = 0; i < s->n_lines; i++) {
		const struct statement_line *l = &s->lines[i];
		struct str state = STR_INIT;
		const char *comma = "";

		if (l->kind != kind && !(kind == STATEMENT_DAY && l->kind == STATEMENT_UNDATED))
			continue;
		fprintf(out, "%s\n  ", between);
		between = ",";
		json_line(out, s, l);
		if (kind == STATEMENT_STATE) {
			add_state(l, &state);
			put_text(out, "state", str_text(&state));
		}
		str_free(&state);
		if (below_key)
			fprintf(out, ", \"%s\": [", below_key);
		for (; below_key && i + 1 < s->n_lines && s->lines[i + 1].kind == below; i++) {
			fputs(comma, out);
			json_line(out, s, &s->lines[i + 1]);
			fputs("}", out);
			comma = ", ";
		}
		fputs(below_key ? "]}" : "}", out);
	}
	fputs("]", out);
}

static void json_totals(FILE *out, const char *key, const struct statement_total *totals, size_t n)
{
	fprintf(out, ",\n \"%s\": [", key);
	for (size_t i = 0; i < n; i++) {
		const struct statement_total *t = &totals[i];

		fprintf(out, "%s\n  {\"declared\": %lld", i ? "," : "", (long long)t->value);
		put_text(out, "part", t->part);
		put_text(out, "country", t->country);
		put_text(out, "place", t->place);
		put_text(out, "observed", t->observed);
		put_text(out, "time", t->time);
		put_text(out, "source", t->source);
		put_text(out, "ref", t->ref);
		put_int(out, "counted", t->counted);
		fputs("}", out);
	}
	fputs("]", out);
}

static void json_reached(FILE *out, const char *key, const struct statement_reached *r)
{
	if (r->have < 0) {
		fprintf(out, ", \"%s\": null", key);
		return;
	}
	fprintf(out, ", \"%s\": {\"status\": \"%s\", \"number\": %lld", key, reaches[r->reach],
		(long long)r->have);
	put_text(out, "day", r->day);
	put_int(out, "missing", r->missing);
	fputs("}", out);
}

static void json_thresholds(FILE *out, const struct statement *s)
{
	fputs(",\n \"thresholds\": [", out);
	for (size_t i = 0; i < s->n_thresholds; i++) {
		const struct statement_threshold *t = &s->thresholds[i];

		fprintf(out, "%s\n  {\"value\": %lld", i ? "," : "", (long long)t->value);
		put_text(out, "kind", asked[t->kind]);
		put_text(out, "title", *t->ref ? t->title : "Target");
		put_text(out, "ref", t->ref);
		put_text(out, "country", t->country);
		put_text(out, "source", t->source);
		json_reached(out, "counted", &t->counted);
		json_reached(out, "declared", &t->declared);
		fputs("}", out);
	}
	fputs("]", out);
}

static void json_sums(FILE *out, const struct statement *s)
{
	const struct statement_line *l = statement_find(s, STATEMENT_DECLARED);

	fputs("{\"petition\": ", out);
	json_put_string(out, s->ref, strlen(s->ref));
	put_text(out, "title", s->title);
	put_int(out, "declared", s->declared);
	put_text(out, "declared_source", l ? l->name : NULL);
	put_text(out, "declared_on", l ? l->date : NULL);
	put_text(out, "declared_time", l ? l->time : NULL);
	if (l)
		fprintf(out, ", \"not_held\": %lld", (long long)(s->declared - s->held));
	else
		fputs(", \"not_held\": null", out);
	put_int(out, "held", s->held);
	put_int(out, "counted", s->counted);
}

enum status statement_json(struct db *db, const struct statement *s, FILE *out)
{
	json_sums(out, s);
	json_lines(out, s, "sources", STATEMENT_SOURCE, STATEMENT_SOURCE, NULL);
	json_lines(out, s, "less", STATEMENT_STATE, STATEMENT_RULE, "rules");
	json_lines(out, s, "countries", STATEMENT_COUNTRY, STATEMENT_REGION, "regions");
	json_lines(out, s, "days", STATEMENT_DAY, STATEMENT_UNDATED, NULL);
	json_thresholds(out, s);
	json_totals(out, "totals", s->totals, s->n_totals);
	json_totals(out, "parts", s->parts, s->n_parts);
	fputs("}\n", out);
	return end(db, out);
}
