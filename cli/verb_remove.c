#include "config.h"

#include <stdio.h>

#include "cli/many.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/change.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

static const struct option options[] = {
	{ "whole", false, NULL, N_("together with all that belongs to it") },
	MANY_OPTIONS,
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

static int remove_one(struct cli *cli, const struct entity *e, bool whole)
{
	int64_t id = 0;
	enum status st = gag_find(cli->db, e->id, cli->args.words[1], &id);

	if (st == ST_OK) {
		progress_begin(cli->db);
		st = removed(cli, e, id, whole);
		progress_end(cli->db);
	}
	if (st)
		return cli_fail(cli, st);
	fprintf(stderr, _("removed; amparo undo brings it back\n"));
	return EXIT_DONE;
}

static int remove_many(struct cli *cli, const struct entity *e, bool whole)
{
	struct idset ids = IDSET_INIT;
	int code;

	if (cli->args.n_words > 1)
		return cli_error(
			EXIT_USAGE, _("%s: give REF or --where, not both"), cli->args.words[1]);
	code = many_find(cli, e, &ids);
	if (code == EXIT_DONE)
		code = many_remove(cli, e, &ids, whole);
	idset_clear(&ids);
	return code;
}

static int run(struct cli *cli)
{
	const struct entity *e = cli_entity(cli);
	const bool whole = args_option(&cli->args, "whole") != NULL;

	if (!e)
		return EXIT_USAGE;
	if (args_option(&cli->args, "where") || args_option(&cli->args, "case"))
		return remove_many(cli, e, whole);
	if (cli->args.n_words < 2)
		return cli_error(EXIT_USAGE,
			_("say which: amparo remove ENTITY REF, or --where EXPR in place of REF"));
	return remove_one(cli, e, whole);
}

const struct verb verb_remove = { .name = "remove",
	.usage = "ENTITY REF|--where EXPR [--case REF] [--whole]",
	.summary = N_("remove a record, or all that a filter keeps"),
	.help = N_("A record that others belong to or refer to is not removed without saying "
		   "so.\n"
		   "However many go, amparo undo brings them back together; where one cannot go, "
		   "none does."),
	.options = options,
	.least = 1,
	.most = 2,
	.file = FILE_OPEN,
	.run = run };
