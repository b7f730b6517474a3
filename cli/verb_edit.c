#include "config.h"

#include <stdio.h>

#include "cli/fields.h"
#include "cli/verbs.h"
#include "model/change.h"
#include "model/i18n.h"
#include "model/record.h"

static enum status save(struct cli *cli, struct record *r)
{
	struct change *c = NULL;
	enum status st =
		change_begin(cli->db, &c, _("edit %s %s"), r->entity->name, record_show(r, "ref"));

	if (st == ST_OK)
		st = record_save(c, r);
	if (st) {
		change_cancel(c);
		return st;
	}
	return change_commit(c);
}

static int run(struct cli *cli)
{
	const struct entity *e = cli_entity(cli);
	struct record r;
	enum status st;
	int code = EXIT_DONE;

	if (!e)
		return EXIT_USAGE;
	st = record_open(cli->db, e->id, cli->args.words[1], &r);
	if (st == ST_OK)
		code = fields_set(cli, &r, 2);
	if (st == ST_OK && code == EXIT_DONE)
		st = save(cli, &r);
	record_free(&r);
	return st ? cli_fail(cli, st) : code;
}

const struct verb verb_edit = { .name = "edit",
	.usage = "ENTITY REF field=value...",
	.summary = N_("change fields of a record"),
	.help = N_("field= empties a field. The change is one entry of the log: amparo undo takes "
		   "it back."),
	.least = 3,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
