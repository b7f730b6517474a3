#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/import_kinds.h"
#include "cli/import_report.h"
#include "cli/progress.h"
#include "import/signatories.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

#define MAPS_MAX 64

static const struct import_words words = {
	.heads = { [PLAN_SAME] = N_("the same as other rows"),
		[PLAN_UPDATE] = N_("updates"),
		[PLAN_UNCHANGED] = N_("unchanged"),
		[PLAN_DOUBTFUL] = N_("doubtful") },
	.done = { N_("added"), N_("added as duplicates of other rows"), N_("updated"),
		N_("unchanged"), N_("added and put to the review as doubtful"), N_("refused") },
	.planned = { N_("would be added"), N_("would be added as duplicates of other rows"),
		N_("would be updated"), N_("are there already and would not change"),
		N_("would be added and put to the review as doubtful"), N_("would be refused") },
};

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
	enum status st = gag_find(
		cli->db, ENTITY_PETITION, args_option(&cli->args, "petition"), &o->petition);

	if (st == ST_OK) {
		if (o->row)
			import_report_rows_head();
		progress_begin(cli->db);
		st = import_signatories(cli->db, o, &plan);
		progress_end(cli->db);
	}
	if (st == ST_OK && format == FORMAT_JSON)
		import_report_json(&plan);
	else if (st == ST_OK && format == FORMAT_TEXT)
		import_report_text(o->path, &plan, o->dry_run, &words);
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
		.samples = IMPORT_REFUSED_SHOWN };
	enum format format;
	int code = check(cli, &format);

	if (code)
		return code;
	args_all(a, "map", maps, MAPS_MAX);
	if (format == FORMAT_CSV) {
		o.row = import_report_row;
		o.arg = stdout;
	}
	return run(cli, &o, format);
}
