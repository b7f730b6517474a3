#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>

#include "cli/progress.h"
#include "model/exhibit.h"
#include "model/i18n.h"

int exhibit_kind_extract(struct cli *cli)
{
	const char *out = args_option(&cli->args, "out");
	int64_t id = 0;
	enum status st;

	if (cli->args.n_words != 2 || !out)
		return cli_error(EXIT_USAGE, _("use: amparo exhibit extract REF --out FILE"));
	st = record_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = exhibit_extract(cli->db, id, out);
		progress_end(cli->db);
	}
	if (st == ST_OK)
		return EXIT_DONE;
	(void)cli_fail(cli, st);
	return EXIT_REFUSED;
}
