#include "config.h"

#include <stdio.h>

#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/change.h"
#include "model/i18n.h"
#include "model/record.h"

static const struct option options[] = {
	{ "whole", false, NULL, N_("together with all that belongs to it") },
	{ NULL, false, NULL, NULL },
};

static enum status removed(struct cli *cli, const struct entity *e, int64_t id, bool whole)
{
	struct change *c = NULL;
	enum status st = change_begin(cli->db, &c, _("remove %s %s"), e->name, cli->args.words[1]);

	if (st == ST_OK)
		st = record_remove(c, e->id, id, whole);
	if (st) {
		change_cancel(c);
		return st;
	}
	return change_commit(c);
}

static int run(struct cli *cli)
{
	const struct entity *e = cli_entity(cli);
	int64_t id = 0;
	enum status st;

	if (!e)
		return EXIT_USAGE;
	st = record_find(cli->db, e->id, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = removed(cli, e, id, args_option(&cli->args, "whole") != NULL);
		progress_end(cli->db);
	}
	if (st)
		return cli_fail(cli, st);
	fprintf(stderr, _("removed; amparo undo brings it back\n"));
	return EXIT_DONE;
}

const struct verb verb_remove = { .name = "remove",
	.usage = "ENTITY REF [--whole]",
	.summary = N_("remove a record"),
	.help = N_("A record that others belong to or refer to is not removed without saying so."),
	.options = options,
	.least = 2,
	.most = 2,
	.file = FILE_OPEN,
	.run = run };
