#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/dedupe.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/pair.h"
#include "model/person.h"
#include "model/query.h"
#include "model/record.h"
#include "model/str.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition") },
	{ "dry-run", false, NULL, N_("only say what would be done") },
	{ "all", false, NULL, N_("list: pairs that were judged, too") },
	{ "limit", true, "N", N_("list: at most so many") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

static int find_petition(const struct cli *cli, int64_t *out)
{
	const char *ref = args_option(&cli->args, "petition");
	enum status st;

	if (!ref)
		return cli_error(EXIT_USAGE, _("dedupe needs --petition REF"));
	st = gag_find(cli->db, ENTITY_PETITION, ref, out);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- the run ---- */

struct line {
	const char *name;
	const char *label;
	int64_t n;
};

#define LINES 11

static void lines_of(const struct dedupe_summary *s, int64_t orphans, struct line out[LINES])
{
	const struct line lines[LINES] = {
		{ "rows", N_("rows looked at"), s->rows },
		{ "passed_over", N_("passed over: invalid, withdrawn"), s->passed_over },
		{ "same", N_("duplicates"), s->same },
		{ "platform_id", N_("  same number, same platform"), s->by[DEDUPE_NUMBER] },
		{ "same_email", N_("  same e-mail address"), s->by[DEDUPE_EMAIL] },
		{ "same_name_and_place", N_("  same name and postcode"), s->by[DEDUPE_PLACE] },
		{ "identical_row", N_("  identical rows"), s->by[DEDUPE_WHOLE] },
		{ "doubtful", N_("new doubtful pairs"), s->doubtful },
		{ "likely", N_("  of these likely the same"), s->likely },
		{ "waiting", N_("pairs that wait already"), s->waiting },
		{ "without_a_row", N_("persons whose row is invalid"), orphans },
	};

	memcpy(out, lines, sizeof(lines));
}

static void put_text(const struct line *lines, bool dry_run, int64_t orphans)
{
	char number[32];

	if (dry_run)
		printf("%s\n", _("nothing is changed; this is what would be done"));
	for (int i = 0; i < LINES; i++)
		if (i < 3 || i == 7 || lines[i].n)
			printf("%-32s %12s\n", _(lines[i].label), print_number(lines[i].n, number));
	if (!dry_run && lines[2].n + lines[7].n)
		printf("%s\n",
			_("amparo undo takes it all back; amparo dedupe list shows the pairs"));
	if (orphans)
		printf("%s\n",
			_("amparo dedupe next lets the next row of each of these persons count"));
}

static void put_rows(const struct line *lines, enum format format)
{
	fputs(format == FORMAT_JSON ? "{" : "what,number\r\n", stdout);
	for (int i = 0; i < LINES; i++)
		if (format == FORMAT_JSON)
			printf("%s\"%s\": %lld", i ? ", " : "", lines[i].name,
				(long long)lines[i].n);
		else
			printf("%s,%lld\r\n", lines[i].name, (long long)lines[i].n);
	if (format == FORMAT_JSON)
		fputs("}\n", stdout);
}

static int run_all(struct cli *cli, enum format format)
{
	const bool dry_run = args_option(&cli->args, "dry-run") != NULL;
	struct dedupe_summary sum;
	struct line lines[LINES];
	int64_t petition, orphans = 0;
	enum status st;
	int code = find_petition(cli, &petition);

	if (code)
		return code;
	progress_begin(cli->db);
	st = dedupe_run(cli->db, petition, dry_run, &sum);
	progress_end(cli->db);
	if (st == ST_OK)
		st = person_count_orphans(cli->db, petition, &orphans);
	if (st)
		return cli_fail(cli, st);
	lines_of(&sum, orphans, lines);
	if (format == FORMAT_TEXT)
		put_text(lines, dry_run, orphans);
	else
		put_rows(lines, format);
	return EXIT_DONE;
}

/* ---- list ---- */

static void put_row(const struct record *r)
{
	static const char *const fields[] = { "name", "email", "city", "postcode", "country",
		"signed" };
	struct str text = STR_INIT;

	str_addf(&text, "  %-10s ", record_show(r, "ref"));
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (record_get(r, fields[i]))
			str_addf(&text, "%s%s", i ? ", " : "", record_get(r, fields[i]));
	if (strcmp(record_show(r, "state"), "valid") != 0)
		str_addf(&text, " (%s)", record_show(r, "state"));
	print_clean(stdout, str_text(&text));
	putchar('\n');
	str_free(&text);
}

static enum status put_pair(struct cli *cli, const struct record *pair)
{
	static const char *const sides[] = { "one", "other" };
	enum status st = ST_OK;

	printf("%-10s %3lld  ", record_show(pair, "ref"), (long long)record_num(pair, "score"));
	print_clean(stdout, record_show(pair, "why"));
	if (strcmp(record_show(pair, "verdict"), "open") != 0)
		printf(" (%s)", record_show(pair, "verdict"));
	putchar('\n');
	for (int i = 0; i < 2 && st == ST_OK; i++) {
		struct record row;

		st = record_load(cli->db, ENTITY_SIGNATORY, record_num(pair, sides[i]), &row);
		if (st == ST_OK)
			put_row(&row);
		record_free(&row);
	}
	return st;
}

static enum status list_text(struct cli *cli, const struct query *q)
{
	struct cursor *c = NULL;
	struct record pair;
	int64_t n = 0;
	enum status st = query_open(cli->db, q, NULL, false, &c);

	while (st == ST_OK && (st = query_next(c, &pair)) == ST_OK) {
		st = put_pair(cli, &pair);
		record_free(&pair);
		n++;
	}
	query_close(c);
	if (st == ST_END && !n)
		printf("%s\n", _("no pair waits"));
	return st == ST_END ? ST_OK : st;
}

static int list(struct cli *cli, enum format format)
{
	const char *limit = args_option(&cli->args, "limit");
	struct query q = { .entity = ENTITY_PAIR,
		.owner = ENTITY_PETITION,
		.where = args_option(&cli->args, "all") ? NULL : "verdict:open,later",
		.sort = "-score" };
	char *end = NULL;
	enum status st;
	int code = find_petition(cli, &q.owner_id);

	if (code)
		return code;
	errno = 0;
	if (limit)
		q.limit = strtoll(limit, &end, 10);
	if (limit && (errno || *end || end == limit || q.limit < 1))
		return cli_error(
			EXIT_USAGE, _("--limit %s: it must be a whole number above 0"), limit);
	st = format == FORMAT_CSV    ? table_csv(cli->db, &q, stdout)
	     : format == FORMAT_JSON ? table_json(cli->db, &q, stdout)
				     : list_text(cli, &q);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- verdicts ---- */

static enum status judge_rows(
	struct cli *cli, const char *word, const char *equals, enum pair_verdict verdict)
{
	char *one = mem_text_n(word, (size_t)(equals - word));
	int64_t a = 0, b = 0;
	enum status st = gag_find(cli->db, ENTITY_SIGNATORY, one, &a);

	if (st == ST_OK)
		st = gag_find(cli->db, ENTITY_SIGNATORY, equals + 1, &b);
	if (st == ST_OK)
		st = pair_judge_rows(cli->db, a, b, verdict);
	free(one);
	return st;
}

static int judge(struct cli *cli, enum pair_verdict verdict)
{
	if (cli->args.n_words < 2)
		return cli_error(EXIT_USAGE,
			_("say which pairs: amparo dedupe %s PAIR..., or two rows: s12=s15"),
			cli->args.words[0]);
	for (int i = 1; i < cli->args.n_words; i++) {
		const char *word = cli->args.words[i], *equals = strchr(word, '=');
		int64_t pair = 0;
		enum status st;

		if (equals) {
			st = judge_rows(cli, word, equals, verdict);
		} else {
			st = gag_find(cli->db, ENTITY_PAIR, word, &pair);
			if (st == ST_OK)
				st = pair_judge(cli->db, pair, verdict);
		}
		if (st)
			return cli_fail(cli, st);
	}
	return EXIT_DONE;
}

static int next(struct cli *cli)
{
	int64_t petition, n;
	char number[32];
	enum status st;
	int code = find_petition(cli, &petition);

	if (code)
		return code;
	progress_begin(cli->db);
	st = person_next(cli->db, petition, &n);
	progress_end(cli->db);
	if (st)
		return cli_fail(cli, st);
	printf(ngettext("%s row counts in place of an invalid one\n",
		       "%s rows count in place of invalid ones\n", (unsigned long)n),
		print_number(n, number));
	return EXIT_DONE;
}

static int run(struct cli *cli)
{
	static const struct {
		const char *name;
		enum pair_verdict verdict;
	} verdicts[] = { { "same", PAIR_SAME }, { "different", PAIR_DIFFERENT },
		{ "later", PAIR_LATER } };
	const char *what = cli->args.n_words ? cli->args.words[0] : NULL;
	enum format format;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	for (size_t i = 0; what && i < sizeof(verdicts) / sizeof(verdicts[0]); i++)
		if (!strcmp(what, verdicts[i].name))
			return judge(cli, verdicts[i].verdict);
	if (what && cli->args.n_words > 1)
		return cli_error(EXIT_USAGE, _("dedupe %s takes nothing more"), what);
	if (!what)
		return run_all(cli, format);
	if (!strcmp(what, "list"))
		return list(cli, format);
	if (!strcmp(what, "next"))
		return next(cli);
	return cli_error(EXIT_USAGE,
		_("dedupe %s: it is list, same, different, later or next, or nothing for the run"),
		what);
}

const struct verb verb_dedupe = { .name = "dedupe",
	.usage = "[list|same PAIR...|different PAIR...|later PAIR...|next] --petition REF "
		 "[--dry-run] [--all] [--limit N] [--format text|csv|json]",
	.summary = N_("find people who signed more than once"),
	.help = N_("Marks rows that are surely of one person, and puts doubtful pairs to the "
		   "review: list shows\n"
		   "them, the most alike first; same, different and later judge them (PAIR is a "
		   "reference\n"
		   "from the list, or two rows: s12=s15). Every row stays as it came, and undo "
		   "takes back what was\n"
		   "done. next: where the row that counts is invalid, the person's next one "
		   "counts."),
	.options = options,
	.most = ARGS_MAX,
	.file = FILE_OPEN,
	.run = run };
