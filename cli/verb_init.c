#include "config.h"

#include <stdio.h>

#include "cli/verbs.h"
#include "model/i18n.h"

static int run(struct cli *cli)
{
	int code = cli_make(cli);

	if (code)
		return code;
	printf(_("%s is ready; add a first case with: amparo --file %s add case title=...\n"),
		cli->file, cli->file);
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
