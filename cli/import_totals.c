#include "config.h"

#include <stdio.h>

#include "cli/import_kinds.h"
#include "cli/print.h"
#include "import/totals.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

static void summary(const struct totals_summary *sum, bool dry_run)
{
	char whole[32], added[32], known[32];

	printf(_("%s declared on %s"), print_number(sum->whole, whole), sum->observed);
	if (*sum->time)
		printf(_(" at %s UTC"), sum->time);
	printf("\n");
	if (sum->guessed)
		printf("%s\n",
			_("the file does not say when: the day is today's; --observed DATE says "
			  "another"));
	printf(dry_run ? _("%s totals would be added, %s are there already\n")
		       : _("%s totals added, %s there already\n"),
		print_number(sum->added, added), print_number(sum->known, known));
}

int import_kind_totals(struct cli *cli)
{
	const char *petition = args_option(&cli->args, "petition");
	struct totals_options o = { .path = cli->args.words[1],
		.observed = args_option(&cli->args, "observed"),
		.dry_run = args_option(&cli->args, "dry-run") != NULL };
	struct totals_summary sum;
	enum status st;

	if (!petition)
		return cli_error(EXIT_USAGE, _("import totals needs --petition REF"));
	st = gag_find(cli->db, ENTITY_PETITION, petition, &o.petition);
	if (st == ST_OK)
		st = import_totals(cli->db, &o, &sum);
	if (st)
		return cli_fail(cli, st);
	summary(&sum, o.dry_run);
	return EXIT_DONE;
}
