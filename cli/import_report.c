#include "config.h"

#include "cli/import_report.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/rows.h"
#include "export/table.h"
#include "model/i18n.h"
#include "model/str.h"

#define SAMPLES_SHOWN 5

/* ---- for people ---- */

static void put_line(const char *label, const char *text)
{
	print_clean(stdout, label);
	printf(": ");
	print_clean(stdout, text);
	putchar('\n');
}

/* A line a column, on one line. */
static void put_mapping(const struct import_plan *p)
{
	struct str text = STR_INIT;

	for (const char *at = p->mapping; *at; at++) {
		if (*at == '\n')
			str_add(&text, ", ");
		else
			str_add_c(&text, *at);
	}
	put_line(p->remembered ? _("columns, as you said the last time") : _("columns"),
		str_text(&text));
	str_free(&text);
}

static void put_found(const char *path, const struct import_plan *p, bool dry)
{
	const char *slash = strrchr(path, '/');

	put_line(slash ? slash + 1 : path, p->found);
	if (dry && p->why && *p->why)
		put_line(_("known because"), p->why);
	if (p->mapping)
		put_mapping(p);
	if (*p->unused)
		put_line(_("columns kept beside, as they are no field"), p->unused);
}

static void put_sample(const struct plan_sample *s, bool refused)
{
	if (refused)
		printf(_("line %lld refused: "), (long long)s->line);
	else
		printf(_("  line %lld: "), (long long)s->line);
	if (!refused && *s->name) {
		print_clean(stdout, s->name);
		printf(", ");
	}
	print_clean(stdout, s->what);
	putchar('\n');
}

static void put_refused(const struct import_plan *p)
{
	char more[32];

	for (size_t i = 0; i < p->n_samples[PLAN_REFUSE]; i++)
		put_sample(&p->samples[PLAN_REFUSE][i], true);
	if (p->n[PLAN_REFUSE] > (int64_t)p->n_samples[PLAN_REFUSE])
		printf(_("... and %s more refused; --rejects FILE keeps them all\n"),
			print_number(p->n[PLAN_REFUSE] - (int64_t)p->n_samples[PLAN_REFUSE], more));
}

static void put_samples(const struct import_plan *p, const struct import_words *words)
{
	char n[32];

	for (int v = 0; v < PLAN_VERDICTS; v++) {
		if (!words->heads[v] || !p->n[v])
			continue;
		printf("%s (%s):\n", _(words->heads[v]), print_number(p->n[v], n));
		for (size_t i = 0; i < p->n_samples[v] && i < SAMPLES_SHOWN; i++)
			put_sample(&p->samples[v][i], false);
		if (p->n[v] > SAMPLES_SHOWN)
			printf("  ...\n");
	}
}

/* "36,012 rows read: 35,900 added, 112 refused" */
static void put_counts(const struct import_plan *p, bool dry, const struct import_words *words)
{
	const char *between = " ";
	char n[32];

	printf(ngettext("%s row read:", "%s rows read:", (unsigned long)p->read),
		print_number(p->read, n));
	for (int v = 0; v < PLAN_VERDICTS; v++) {
		if (!p->n[v])
			continue;
		printf("%s%s %s", between, print_number(p->n[v], n),
			dry ? _(words->planned[v]) : _(words->done[v]));
		between = ", ";
	}
	printf("%s\n", p->batch ? "" : _("; nothing was changed"));
}

void import_report_text(
	const char *path, const struct import_plan *p, bool dry, const struct import_words *words)
{
	put_found(path, p, dry);
	if (dry)
		put_samples(p, words);
	put_refused(p);
	put_counts(p, dry, words);
}

/* ---- for programs ---- */

void import_report_rows_head(void)
{
	printf("line,verdict,name,reason\r\n");
}

enum status import_report_row(void *arg, const struct plan_row *row)
{
	FILE *out = arg;

	fprintf(out, "%lld,%s,", (long long)row->line, plan_verdict_name(row->verdict));
	csv_put_cell(out, row->name, strlen(row->name));
	fputc(',', out);
	csv_put_cell(out, row->what, strlen(row->what));
	fputs("\r\n", out);
	return ST_OK;
}

static void json_samples(const struct import_plan *p, enum plan_verdict v)
{
	printf("    \"%s\": [", plan_verdict_name(v));
	for (size_t i = 0; i < p->n_samples[v]; i++) {
		const struct plan_sample *s = &p->samples[v][i];

		printf("%s\n      {\"line\": %lld, \"name\": ", i ? "," : "", (long long)s->line);
		json_put_string(stdout, s->name, strlen(s->name));
		printf(", \"what\": ");
		json_put_string(stdout, s->what, strlen(s->what));
		putchar('}');
	}
	printf("%s]%s\n", p->n_samples[v] ? "\n    " : "", v + 1 < PLAN_VERDICTS ? "," : "");
}

void import_report_json(const struct import_plan *p)
{
	const char separator[2] = { p->separator, '\0' };

	printf("{\n");
	put_json_pair("  ", "sha256", p->sha256);
	put_json_pair(",\n  ", "encoding", p->encoding);
	put_json_pair(",\n  ", "separator", separator);
	put_json_pair(",\n  ", "platform", p->platform);
	put_json_pair(",\n  ", "columns", p->mapping);
	printf(",\n");
	printf("  \"remembered\": %s,\n  \"changed\": %s,\n  \"read\": %lld,\n",
		p->remembered ? "true" : "false", p->batch ? "true" : "false", (long long)p->read);
	for (int v = 0; v < PLAN_VERDICTS; v++)
		printf("  \"%s\": %lld,\n", plan_verdict_name((enum plan_verdict)v),
			(long long)p->n[v]);
	printf("  \"samples\": {\n");
	for (int v = 0; v < PLAN_VERDICTS; v++)
		json_samples(p, (enum plan_verdict)v);
	printf("  }\n}\n");
}
