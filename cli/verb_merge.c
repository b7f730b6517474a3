#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/fields.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/rows.h"
#include "cli/verbs.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/merge.h"
#include "model/record.h"
#include "model/str.h"

#define FOUND_USUALLY 100

static const struct option options[] = {
	{ "dry-run", false, NULL, N_("only say what would be done") },
	{ "find", false, NULL, N_("list contacts that may be one") },
	{ "limit", true, "N", N_("find: at most so many pairs") },
	{ "format", true, "FORMAT", N_("find: text, csv or json") },
	{ NULL, false, NULL, NULL },
};

/* ---- who may be one ---- */

static int read_limit(struct cli *cli, size_t *out)
{
	const char *text = args_option(&cli->args, "limit");
	char *end = NULL;
	long long n;

	*out = FOUND_USUALLY;
	if (!text)
		return EXIT_DONE;
	errno = 0;
	n = strtoll(text, &end, 10);
	if (errno || *end || end == text || n < 1)
		return cli_error(
			EXIT_USAGE, _("--limit %s: it must be a whole number above 0"), text);
	*out = (size_t)n;
	return EXIT_DONE;
}

static void put_pair(const struct merge_pair *p)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s (%s), %s (%s): %s", p->a_ref, p->a_name, p->b_ref, p->b_name,
		merge_why_words(p->why));
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
}

static void put_pairs(const struct merge_pairs *pairs, enum format format)
{
	static const char *const columns[] = { "contact", "name", "other", "other_name", "why",
		NULL };
	static const char *const why[] = { "same_email", "same_name", "alike_name" };
	struct rows rows = { format, columns, 0 };

	for (size_t i = 0; i < pairs->n; i++) {
		const struct merge_pair *p = &pairs->all[i];
		const char *const cells[] = { p->a_ref, p->a_name, p->b_ref, p->b_name,
			why[p->why] };

		if (format == FORMAT_TEXT)
			put_pair(p);
		else
			rows_put(&rows, cells);
	}
	if (format != FORMAT_TEXT)
		rows_end(&rows);
	else if (!pairs->n)
		printf("%s\n", _("no two contacts look like one"));
	else
		printf("%s\n",
			_("amparo merge contact KEEP GONE --dry-run shows what merging does"));
}

static int find(struct cli *cli, enum format format)
{
	struct merge_pairs pairs = { 0 };
	size_t most;
	enum status st;
	int code = read_limit(cli, &most);

	if (code)
		return code;
	if (cli->args.n_words > 1)
		return cli_error(EXIT_USAGE, _("--find looks among all contacts; name none"));
	progress_begin(cli->db);
	st = merge_find(cli->db, most, &pairs);
	progress_end(cli->db);
	if (st == ST_OK)
		put_pairs(&pairs, format);
	merge_pairs_free(&pairs);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- merging ---- */

/* A line at a time on standard error. */
static void warn(const char *lines)
{
	for (const char *p = lines; *p;) {
		const size_t len = strcspn(p, "\n");

		(void)cli_error(EXIT_DONE, "%.*s", (int)len, p);
		p += len + (p[len] == '\n');
	}
}

static enum status merge(struct cli *cli, const struct record *keep)
{
	const bool dry_run = args_option(&cli->args, "dry-run") != NULL;
	struct merge_report report = { 0 };
	int64_t gone = 0;
	enum status st = gag_find(cli->db, ENTITY_CONTACT, cli->args.words[2], &gone);

	if (st == ST_OK)
		st = merge_contacts(cli->db, keep, gone, dry_run, &report);
	if (st == ST_OK) {
		print_clean(stdout, str_text(&report.text));
		warn(str_text(&report.warnings));
		printf("%s\n", dry_run ? _("nothing was changed; this is what would be done")
				       : _("merged; amparo undo takes it back"));
	}
	merge_report_free(&report);
	return st;
}

static int run(struct cli *cli)
{
	enum format format;
	struct record keep;
	enum status st;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (strcmp(cli->args.words[0], "contact") != 0)
		return cli_error(
			EXIT_USAGE, _("only contacts are merged: amparo merge contact KEEP "
				      "GONE"));
	if (args_option(&cli->args, "find"))
		return find(cli, format);
	if (cli->args.n_words < 3)
		return cli_error(EXIT_USAGE,
			_("say which two: amparo merge contact KEEP GONE; --find lists those that "
			  "may be one"));
	st = gag_open(cli->db, ENTITY_CONTACT, cli->args.words[1], &keep);
	if (st == ST_OK)
		code = fields_set(cli, &keep, 3);
	if (st == ST_OK && code == EXIT_DONE)
		st = merge(cli, &keep);
	record_free(&keep);
	return st ? cli_fail(cli, st) : code;
}

const struct verb verb_merge = { .name = "merge",
	.usage = "contact KEEP GONE [field=value...] [--dry-run]\n"
		 "       amparo merge contact --find [--limit N] [--format text|csv|json]",
	.summary = N_("two contacts that are one"),
	.help = N_(
		"Empty fields of KEEP are filled from GONE; where both say something else, KEEP's\n"
		"stays, or the value that is given. Roles, letters, links and citations of GONE\n"
		"are KEEP's then, and GONE is removed. Who signed a letter twice counts once.\n"
		"It is one change: amparo undo brings both back as they were."),
	.options = options,
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
