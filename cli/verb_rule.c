#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/rule.h"

static const struct option options[] = {
	{ "petition", true, "REF",
		N_("count: of a rule that is only tried; list: only its rules") },
	{ "kind", true, "KIND", N_("its kind; amparo help rule lists them") },
	{ "pattern", true, "X", N_("its pattern") },
	{ "from", true, "DATE", N_("its first day") },
	{ "to", true, "DATE", N_("its last day") },
	{ "batch", true, "REF", N_("its import") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

/* ---- which ---- */

/* One that is not saved, from the options. */
static enum status read_tried(struct cli *cli, struct record *out)
{
	static const char *const fields[] = { "petition", "kind", "pattern", "from", "to",
		"batch" };
	int64_t petition = 0;
	enum status st =
		gag_find(cli->db, ENTITY_PETITION, args_option(&cli->args, "petition"), &petition);

	record_init(out, ENTITY_RULE);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]) && st == ST_OK; i++) {
		const char *text = args_option(&cli->args, fields[i]);

		if (text)
			st = record_set_name(cli->db, out, fields[i], text);
	}
	return st;
}

static int read_rule(struct cli *cli, struct record *out)
{
	enum status st;

	if (cli->args.n_words > 1) {
		st = gag_open(cli->db, ENTITY_RULE, cli->args.words[1], out);
	} else if (args_option(&cli->args, "petition") && args_option(&cli->args, "kind")) {
		st = read_tried(cli, out);
	} else {
		record_init(out, ENTITY_RULE);
		return cli_error(EXIT_USAGE,
			_("say which rule: amparo rule count REF, or try one with --petition REF "
			  "--kind KIND --pattern X"));
	}
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- count ---- */

struct line {
	const char *name;
	const char *label;
	int64_t n;
};

#define LINES 6

static void lines_of(const struct rule_count *c, struct line out[LINES])
{
	const struct line lines[LINES] = { { "valid", N_("valid"), c->valid },
		{ "pending", N_("pending"), c->pending },
		{ "already", N_("invalid by this rule already"), c->already },
		{ "invalid", N_("invalid for another reason"), c->invalid },
		{ "duplicate", N_("duplicate"), c->duplicate },
		{ "withdrawn", N_("withdrawn"), c->withdrawn } };

	memcpy(out, lines, sizeof(lines));
}

static void count_text(const struct rule_count *c)
{
	struct line lines[LINES];
	int64_t all = 0;
	char number[32];

	lines_of(c, lines);
	for (size_t i = 0; i < LINES; i++)
		all += lines[i].n;
	printf(_("signatures that it fits  %s\n"), print_number(all, number));
	for (size_t i = 0; i < LINES; i++)
		if (lines[i].n)
			printf("  %-28s %10s\n", _(lines[i].label),
				print_number(lines[i].n, number));
	printf(_("applied, it would make invalid: %s\n"),
		print_number(c->valid + c->pending, number));
	for (size_t i = 0; i < c->n_samples; i++) {
		printf("%s", i ? "  " : _("among them:\n  "));
		print_clean(stdout, c->samples[i].text);
		putchar('\n');
	}
}

static void count_rows(const struct rule_count *c, enum format format)
{
	struct line lines[LINES];

	lines_of(c, lines);
	fputs(format == FORMAT_JSON ? "{" : "state,signatures\r\n", stdout);
	for (size_t i = 0; i < LINES; i++)
		if (format == FORMAT_JSON)
			printf("\"%s\":%" PRId64 ",", lines[i].name, lines[i].n);
		else
			printf("%s,%" PRId64 "\r\n", lines[i].name, lines[i].n);
	if (format != FORMAT_JSON)
		return;
	fputs("\"samples\":[", stdout);
	for (size_t i = 0; i < c->n_samples; i++) {
		if (i)
			putchar(',');
		json_put_string(stdout, c->samples[i].text, strlen(c->samples[i].text));
	}
	fputs("]}\n", stdout);
}

static int rule_count_verb(struct cli *cli, enum format format)
{
	struct rule_count count = { 0 };
	struct record rule;
	enum status st = ST_OK;
	int code = read_rule(cli, &rule);

	if (code == EXIT_DONE) {
		progress_begin(cli->db);
		st = rule_count(cli->db, &rule, &count);
		progress_end(cli->db);
	}
	if (st)
		code = cli_fail(cli, st);
	else if (code == EXIT_DONE && format == FORMAT_TEXT)
		count_text(&count);
	else if (code == EXIT_DONE)
		count_rows(&count, format);
	rule_count_free(&count);
	record_free(&rule);
	return code;
}

/* ---- apply and lift ---- */

static enum status apply(struct cli *cli, int64_t rule, const char *ref)
{
	int64_t rows = 0;
	char number[32];
	enum status st = rule_apply(cli->db, rule, &rows);

	if (st == ST_OK)
		printf(_("%s made invalid; amparo rule lift %s gives them back\n"),
			print_number(rows, number), ref);
	return st;
}

static enum status lift(struct cli *cli, int64_t rule, const char *ref)
{
	struct rule_lifted lifted;
	char number[32];
	enum status st = rule_lift(cli->db, rule, &lifted);

	if (st == ST_OK)
		printf(_("%s as before; amparo rule apply %s makes them invalid again\n"),
			print_number(lifted.rows, number), ref);
	if (st == ST_OK && lifted.kept) {
		printf(_("%s invalid still, by other rules that are applied: "),
			print_number(lifted.kept, number));
		print_clean(stdout, str_text(&lifted.by));
		putchar('\n');
	}
	rule_lifted_free(&lifted);
	return st;
}

static int act(struct cli *cli, bool applies)
{
	int64_t id = 0;
	enum status st;

	if (cli->args.n_words < 2)
		return cli_error(EXIT_USAGE, _("say which rule: amparo rule %s REF"),
			applies ? "apply" : "lift");
	st = gag_find(cli->db, ENTITY_RULE, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = applies ? apply(cli, id, cli->args.words[1])
			     : lift(cli, id, cli->args.words[1]);
		progress_end(cli->db);
	}
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- list ---- */

static int list(struct cli *cli, enum format format)
{
	const char *petition = args_option(&cli->args, "petition");
	struct query q = { .entity = ENTITY_RULE };
	int64_t n = 0;
	enum status st = ST_OK;

	if (petition) {
		q.owner = ENTITY_PETITION;
		st = gag_find(cli->db, ENTITY_PETITION, petition, &q.owner_id);
	}
	if (st == ST_OK && format == FORMAT_CSV)
		st = table_csv(cli->db, &q, stdout);
	else if (st == ST_OK && format == FORMAT_JSON)
		st = table_json(cli->db, &q, stdout);
	else if (st == ST_OK)
		st = print_list(cli->db, &q, stdout, &n);
	if (st == ST_OK && format == FORMAT_TEXT && !n)
		printf(_("no rules\n"));
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

static int run(struct cli *cli)
{
	const char *what = cli->args.words[0];
	enum format format;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (!strcmp(what, "count"))
		return rule_count_verb(cli, format);
	if (!strcmp(what, "apply"))
		return act(cli, true);
	if (!strcmp(what, "lift"))
		return act(cli, false);
	if (!strcmp(what, "list"))
		return list(cli, format);
	return cli_error(EXIT_USAGE, _("rule %s: it must be count, apply, lift or list"), what);
}

const struct verb verb_rule = { .name = "rule",
	.usage = "count REF\n"
		 "       amparo rule count --petition REF --kind KIND [--pattern X] [--from DATE]\n"
		 "           [--to DATE] [--batch REF] [--format text|csv|json]\n"
		 "       amparo rule apply REF\n"
		 "       amparo rule lift REF\n"
		 "       amparo rule list [--petition REF] [--format text|csv|json]",
	.summary = N_("signatures that do not count, by rule"),
	.help = N_(
		"A rule is a record: amparo add rule petition=... kind=... pattern=... "
		"reason=...\n"
		"Count it first: that changes nothing. Applied, pending and valid signatures "
		"that it fits\n"
		"become invalid, as one change; lifted, they become what they were before, unless "
		"another\nrule that is applied fits them."),
	.options = options,
	.least = 1,
	.most = 2,
	.file = FILE_OPEN,
	.run = run };
