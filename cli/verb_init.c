#include "config.h"

#include <stdio.h>

#include "cli/verbs.h"
#include "model/i18n.h"

static int run(struct cli *cli)
{
	const char *file = cli->args.n_words ? cli->args.words[0] : cli->file;
	enum status st = db_open(file, DB_CREATE, &cli->db);

	if (st)
		return cli_fail(cli, st);
	printf(_("%s is ready; add a first case with: amparo --file %s add case title=...\n"), file,
		file);
	return EXIT_DONE;
}

const struct verb verb_init = { .name = "init",
	.usage = "[FILE]",
	.summary = N_("make a new case file"),
	.help = N_("A file that exists is never touched. Without FILE: the one of --file, of "
		   "AMPARO_FILE, or the usual one."),
	.most = 1,
	.file = FILE_MAKE,
	.run = run };
