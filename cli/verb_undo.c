#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/i18n.h"
#include "model/journal.h"

static int act(struct cli *cli, enum status (*fn)(struct db *, char **), const char *word)
{
	char *label = NULL;
	enum status st;

	progress_begin(cli->db);
	st = fn(cli->db, &label);
	progress_end(cli->db);
	if (st)
		return cli_fail(cli, st);
	printf("%s: ", word);
	print_clean(stdout, label);
	putchar('\n');
	free(label);
	return EXIT_DONE;
}

static int run_undo(struct cli *cli)
{
	return act(cli, journal_undo, _("undone"));
}

static int run_redo(struct cli *cli)
{
	return act(cli, journal_redo, _("redone"));
}

const struct verb verb_undo = { .name = "undo",
	.usage = "",
	.summary = N_("take the last change back"),
	.help = N_("An import is one change. Undoing again takes back the one before."),
	.most = 0,
	.file = FILE_OPEN,
	.run = run_undo };

const struct verb verb_redo = { .name = "redo",
	.usage = "",
	.summary = N_("do again what was undone"),
	.most = 0,
	.file = FILE_OPEN,
	.run = run_redo };
