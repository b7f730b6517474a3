#include "config.h"

#include <stdio.h>

#include "cli/import_kinds.h"
#include "cli/print.h"
#include "import/thresholds.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"

int import_kind_thresholds(struct cli *cli)
{
	const struct args *a = &cli->args;
	const char *ref = args_option(a, "petition");
	struct thresholds_options o = { .source = { .encoding = args_option(a, "encoding"),
						.separator = args_option(a, "separator") },
		.dry_run = args_option(a, "dry-run") != NULL };
	struct thresholds_summary sum;
	struct str path = STR_INIT;
	char added[32], known[32];
	enum status st;

	if (!ref)
		return cli_error(EXIT_USAGE, _("import thresholds needs --petition REF"));
	thresholds_path(a->words[1], &path);
	o.path = str_text(&path);
	st = gag_find(cli->db, ENTITY_PETITION, ref, &o.petition);
	if (st == ST_OK)
		st = import_thresholds(cli->db, &o, &sum);
	str_free(&path);
	if (st)
		return cli_fail(cli, st);
	printf(o.dry_run ? _("%s thresholds would be added, %s are there already\n")
			 : _("%s thresholds added, %s there already\n"),
		print_number(sum.added, added), print_number(sum.known, known));
	return EXIT_DONE;
}
