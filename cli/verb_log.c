#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/i18n.h"
#include "model/journal.h"

#define PAGE 100

static const struct option options[] = {
	{ "limit", true, "N", N_("at most so many, the newest") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

static const char *kind_name(enum journal_kind kind)
{
	static const char *const names[] = { "do", "undo", "redo" };

	return names[kind];
}

static void put_text(const struct journal_entry *e)
{
	printf("%6lld  %s  ", (long long)e->seq, e->at);
	if (e->kind == JOURNAL_UNDO)
		printf(_("undo %lld: "), (long long)e->target);
	else if (e->kind == JOURNAL_REDO)
		printf(_("redo %lld: "), (long long)e->target);
	print_clean(stdout, e->label);
	printf("%s\n", e->undone ? _("  (undone)") : "");
}

static void put_json(const struct journal_entry *e, bool first)
{
	printf("%s\n  {\"seq\": %lld, \"at\": \"%s\", \"device\": %lld, \"kind\": \"%s\", "
	       "\"target\": ",
		first ? "[" : ",", (long long)e->seq, e->at, (long long)e->device,
		kind_name(e->kind));
	if (e->target)
		printf("%lld", (long long)e->target);
	else
		printf("null");
	printf(", \"label\": ");
	json_put_string(stdout, e->label, strlen(e->label));
	printf(", \"changes\": %lld, \"undone\": %s, \"hash\": \"%s\"}", (long long)e->changes,
		e->undone ? "true" : "false", e->hash);
}

static void put_csv(const struct journal_entry *e, bool first)
{
	if (first)
		printf("seq,at,device,kind,target,label,changes,undone,hash\r\n");
	printf("%lld,%s,%lld,%s,", (long long)e->seq, e->at, (long long)e->device,
		kind_name(e->kind));
	if (e->target)
		printf("%lld", (long long)e->target);
	putchar(',');
	csv_put_cell(stdout, e->label, strlen(e->label));
	printf(",%lld,%s,%s\r\n", (long long)e->changes, e->undone ? "true" : "false", e->hash);
}

static void put(const struct journal_entry *e, enum format format, bool first)
{
	if (format == FORMAT_JSON)
		put_json(e, first);
	else if (format == FORMAT_CSV)
		put_csv(e, first);
	else
		put_text(e);
}

static enum status walk(struct cli *cli, enum format format, int64_t left)
{
	struct journal_entry page[PAGE];
	int64_t before = 0;
	bool first = true;
	size_t n = 0;
	enum status st;

	do {
		size_t want = left > 0 && left < PAGE ? (size_t)left : PAGE;

		st = journal_list(cli->db, before, want, page, &n);
		for (size_t i = 0; i < n; i++) {
			put(&page[i], format, first);
			first = false;
			before = page[i].seq;
			journal_entry_free(&page[i]);
		}
		if (left > 0 && (left -= (int64_t)n) == 0)
			break;
	} while (st == ST_OK && n == PAGE);
	if (format == FORMAT_JSON)
		printf("%s]\n", first ? "[" : "\n");
	else if (first && format == FORMAT_TEXT)
		printf("%s\n", _("nothing was done yet"));
	return st;
}

static int run(struct cli *cli)
{
	const char *limit = args_option(&cli->args, "limit");
	enum format format;
	enum status st;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (limit && atoll(limit) < 1)
		return cli_error(
			EXIT_USAGE, _("--limit %s: it must be a whole number above 0"), limit);
	st = walk(cli, format, limit ? atoll(limit) : -1);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_log = { .name = "log",
	.usage = "[--limit N] [--format text|csv|json]",
	.summary = N_("what was done, the newest first"),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
