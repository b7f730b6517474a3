#include "config.h"

#include <string.h>

#include "cli/by.h"
#include "cli/deadline_kinds.h"
#include "cli/kinds.h"
#include "cli/verbs.h"
#include "model/i18n.h"
#include "model/str.h"

static const struct option options[] = {
	{ "rule", true, "ID", N_("compute: the rule; amparo deadline rules lists them") },
	{ "from", true, "DATE",
		N_("compute: the day that it counts from; else that of --event or --ruling") },
	{ "days", true, "N",
		N_("compute: how many days the court set, where the rule asks for it; list: due "
		   "within so many days") },
	{ "case", true, "REF", N_("compute: the case it is for; list: only of this case") },
	{ "petition", true, "REF", N_("compute: the petition it is for") },
	{ "event", true, "REF", N_("compute: the event that sets it running") },
	{ "ruling", true, "REF", N_("compute: the ruling that sets it running") },
	{ "accept", false, NULL,
		N_("compute, again: keep what was counted; else it is only shown") },
	{ "open", false, NULL, N_("list: only those that are open") },
	{ "missing", false, NULL, N_("list: the open cases that have no open deadline") },
	{ "out", true, "FILE", N_("sheet: a new file; without it, to standard output") },
	{ "format", true, "FORMAT", N_("text or json, of lists also csv; sheet: text or docbook") },
	BY_OPTION,
	{ NULL, false, NULL, NULL },
};

static const struct kind kinds[] = {
	{ "rules", " format ", 0, 0, deadline_kind_rules },
	{ "compute", " rule from days case petition event ruling accept by format ", 0, 0,
		deadline_kind_compute },
	{ "list", " open missing days case format ", 0, 0, deadline_kind_list },
	{ "sheet", " out format ", 1, 1, deadline_kind_sheet },
	{ "check", " by ", 1, 1, deadline_kind_check },
	{ "again", " accept by ", 1, 1, deadline_kind_again },
	{ .name = NULL },
};

void deadline_data_said(struct deadline_data *out)
{
	const char *at;

	deadline_data_read(out);
	at = str_text(&out->problems);
	while (*at) {
		size_t len = strcspn(at, "\n");

		(void)cli_error(EXIT_DONE, "%.*s", (int)len, at);
		at += len + (at[len] == '\n');
	}
}

static int run(struct cli *cli)
{
	return kinds_run(cli, "deadline", kinds);
}

const struct verb verb_deadline = { .name = "deadline",
	.usage = "rules [--format text|csv|json]\n"
		 "       amparo deadline compute --rule ID [--from DATE] [--days N] [--case REF]\n"
		 "           [--petition REF] [--event REF] [--ruling REF] [--accept] [--by NAME]\n"
		 "           [--format text|json]\n"
		 "       amparo deadline list [--open] [--days N] [--case REF] [--format "
		 "text|csv|json]\n"
		 "       amparo deadline list --missing [--format text|csv|json]\n"
		 "       amparo deadline sheet REF [--out FILE] [--format text|docbook]\n"
		 "       amparo deadline check REF --by NAME\n"
		 "       amparo deadline again REF [--accept] [--by NAME]",
	.summary = N_("count time limits by rules, step by step, and check them"),
	.help = N_("The program computes; a lawyer answers for it. Every step of the count is "
		   "shown, and\n"
		   "nothing is kept without --accept. A second person counts again with check, "
		   "and signs\n"
		   "the sheet. Rules and holidays of your own: ~/.config/amparo/deadlines/."),
	.options = options,
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
