#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/import_kinds.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "export/table.h"
#include "import/signatories.h"
#include "model/i18n.h"
#include "model/record.h"

#define REFUSED_SHOWN 20
#define SAMPLES_SHOWN 5
#define MAPS_MAX 64

/* ---- for people ---- */

static void put_line(const char *label, const char *text)
{
	printf("%s: ", label);
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
	if (dry && *p->why)
		put_line(_("known because"), p->why);
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

static void put_samples(const struct import_plan *p)
{
	static const char *const heads[PLAN_VERDICTS] = { [PLAN_SAME] =
								  N_("the same as other rows"),
		[PLAN_UPDATE] = N_("updates"),
		[PLAN_UNCHANGED] = N_("unchanged"),
		[PLAN_DOUBTFUL] = N_("doubtful") };
	char n[32];

	for (int v = 0; v < PLAN_VERDICTS; v++) {
		if (!heads[v] || !p->n[v])
			continue;
		printf("%s (%s):\n", _(heads[v]), print_number(p->n[v], n));
		for (size_t i = 0; i < p->n_samples[v] && i < SAMPLES_SHOWN; i++)
			put_sample(&p->samples[v][i], false);
		if (p->n[v] > SAMPLES_SHOWN)
			printf("  ...\n");
	}
}

/* "36,012 rows read: 35,900 added, 112 refused" */
static void put_counts(const struct import_plan *p, bool dry)
{
	static const char *const done[PLAN_VERDICTS] = { N_("added"),
		N_("added as duplicates of other rows"), N_("updated"), N_("unchanged"),
		N_("added and put to the review as doubtful"), N_("refused") };
	static const char *const planned[PLAN_VERDICTS] = { N_("would be added"),
		N_("would be added as duplicates of other rows"), N_("would be updated"),
		N_("are there already and would not change"),
		N_("would be added and put to the review as doubtful"), N_("would be refused") };
	const char *between = " ";
	char n[32];

	printf(ngettext("%s row read:", "%s rows read:", (unsigned long)p->read),
		print_number(p->read, n));
	for (int v = 0; v < PLAN_VERDICTS; v++) {
		if (!p->n[v])
			continue;
		printf("%s%s %s", between, print_number(p->n[v], n),
			dry ? _(planned[v]) : _(done[v]));
		between = ", ";
	}
	printf("%s\n", p->batch ? "" : _("; nothing was changed"));
}

static void put_text(const char *path, const struct import_plan *p, bool dry)
{
	put_found(path, p, dry);
	if (dry)
		put_samples(p);
	put_refused(p);
	put_counts(p, dry);
}

/* ---- for programs ---- */

static enum status csv_row(void *arg, const struct plan_row *row)
{
	FILE *out = arg;

	fprintf(out, "%lld,%s,", (long long)row->line, plan_verdict_name(row->verdict));
	csv_put_cell(out, row->name, strlen(row->name));
	fputc(',', out);
	csv_put_cell(out, row->what, strlen(row->what));
	fputs("\r\n", out);
	return ST_OK;
}

static void json_text(const char *key, const char *text)
{
	printf("  \"%s\": ", key);
	if (*text)
		json_put_string(stdout, text, strlen(text));
	else
		printf("null");
	printf(",\n");
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

static void put_json(const struct import_plan *p)
{
	const char separator[2] = { p->separator, '\0' };

	printf("{\n");
	json_text("sha256", p->sha256);
	json_text("encoding", p->encoding);
	json_text("separator", separator);
	json_text("platform", p->platform);
	json_text("columns", p->mapping);
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

/* ---- the verb ---- */

static int check(struct cli *cli, enum format *format)
{
	const char *consent = args_option(&cli->args, "consent");

	if (!args_option(&cli->args, "petition"))
		return cli_error(EXIT_USAGE, _("import signatories needs --petition REF"));
	if (consent && strcmp(consent, "public") && strcmp(consent, "anonymous") &&
		strcmp(consent, "private"))
		return cli_error(EXIT_USAGE,
			_("--consent %s: it must be public, anonymous or private"), consent);
	return cli_format(cli, format);
}

static int run(struct cli *cli, struct import_options *o, enum format format)
{
	struct import_plan plan = { .read = 0 };
	enum status st = record_find(
		cli->db, ENTITY_PETITION, args_option(&cli->args, "petition"), &o->petition);

	if (st == ST_OK) {
		if (o->row)
			printf("line,verdict,name,reason\r\n");
		progress_begin(cli->db);
		st = import_signatories(cli->db, o, &plan);
		progress_end(cli->db);
	}
	if (st == ST_OK && format == FORMAT_JSON)
		put_json(&plan);
	else if (st == ST_OK && format == FORMAT_TEXT)
		put_text(o->path, &plan, o->dry_run);
	import_plan_free(&plan);
	return st ? cli_fail(cli, st) : cli_flush();
}

int import_kind_signatories(struct cli *cli)
{
	const struct args *a = &cli->args;
	const char *maps[MAPS_MAX];
	struct import_options o = { .path = a->words[1],
		.source = { .encoding = args_option(a, "encoding"),
			.separator = args_option(a, "separator"),
			.platform = args_option(a, "platform") },
		.dates = args_option(a, "dates"),
		.consent = args_option(a, "consent"),
		.rejects = args_option(a, "rejects"),
		.maps = maps,
		.dry_run = args_option(a, "dry-run") != NULL,
		.samples = REFUSED_SHOWN };
	enum format format;
	int code = check(cli, &format);

	if (code)
		return code;
	args_all(a, "map", maps, MAPS_MAX);
	if (format == FORMAT_CSV) {
		o.row = csv_row;
		o.arg = stdout;
	}
	return run(cli, &o, format);
}
