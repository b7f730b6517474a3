#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "model/exhibit.h"
#include "model/i18n.h"

static void found(void *arg, const char *sentence)
{
	(void)arg;
	print_clean(stdout, sentence);
	putchar('\n');
}

int exhibit_kind_verify(struct cli *cli)
{
	int64_t id = 0, bad = 0, seen = 0;
	enum status st = ST_OK;
	char number[32];

	if (cli->args.n_words > 2)
		return cli_error(EXIT_USAGE, _("use: amparo exhibit verify [REF]"));
	if (cli->args.n_words == 2)
		st = record_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = exhibit_verify(cli->db, id, found, NULL, &bad, &seen);
		progress_end(cli->db);
	}
	if (st)
		return cli_fail(cli, st);
	if (bad)
		return EXIT_REFUSED;
	printf(_("exhibits read: %s; all are as they were taken in\n"), print_number(seen, number));
	return EXIT_DONE;
}
