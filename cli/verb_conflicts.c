#include "config.h"

#include <stdio.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/rows.h"
#include "cli/verbs.h"
#include "model/conflict.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"

static const struct option options[] = {
	{ "case", true, "REF", N_("only those in which this case has a part") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

static const char *const columns[] = { "kind", "contact", "case", "role", "side", "from", "to",
	"other_contact", "other_case", "other_role", "other_side", "other_from", "other_to",
	"organisation", "overlap", NULL };

static const char *or_null(const char *text)
{
	return text && *text ? text : NULL;
}

static void put_row(struct rows *rows, const struct conflict *c)
{
	static const char *const meets[] = { "no", "perhaps", "yes" };
	const struct stand *a = c->a, *b = c->b;
	const char *const cells[] = { conflict_name(c->kind), a->contact_ref, a->case_ref, a->role,
		or_null(side_name(a->side)), a->from, a->to, b->contact_ref, b->case_ref, b->role,
		or_null(side_name(b->side)), b->from, b->to, c->through ? "yes" : "no",
		meets[stands_meet(a, b)] };

	rows_put(rows, cells);
}

static void put_text(const struct conflict *c)
{
	struct str text = STR_INIT;

	conflict_words(c, &text);
	print_clean(stdout, str_text(&text));
	putchar('\n');
	str_free(&text);
}

static void put(const struct conflicts *c, enum format format)
{
	struct rows rows = { format, columns, 0 };

	for (size_t i = 0; i < c->n; i++)
		if (format == FORMAT_TEXT)
			put_text(&c->all[i]);
		else
			put_row(&rows, &c->all[i]);
	if (format != FORMAT_TEXT)
		rows_end(&rows);
	else if (!c->n)
		printf("%s\n", _("no conflict of interest among the parties"));
	if (c->more)
		(void)cli_error(EXIT_DONE, _("there are more than these %zu"), c->n);
}

static int run(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	struct conflict_query q = { 0 };
	struct conflicts found = { 0 };
	enum format format;
	enum status st = ST_OK;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (in_case)
		st = gag_find(cli->db, ENTITY_CASE, in_case, &q.case_id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = conflicts_read(cli->db, &q, &found);
		progress_end(cli->db);
	}
	if (st == ST_OK)
		put(&found, format);
	conflicts_free(&found);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_conflicts = { .name = "conflicts",
	.usage = "[--case REF] [--format text|csv|json]",
	.summary = N_("who stands on both sides, of one case or of two"),
	.help = N_(
		"Petitioners and victims ask; respondents, vendors, end users and licensing\n"
		"authorities answer; side=asking, answering or neither of a party says otherwise.\n"
		"Counsel must say it. A person and the organisation it is affiliated to are as\n"
		"one. A judge who is a party or counsel elsewhere is told, too."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
