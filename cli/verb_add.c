#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/conflict_say.h"
#include "cli/advice_say.h"
#include "cli/fields.h"
#include "cli/letter_say.h"
#include "cli/print.h"
#include "cli/verbs.h"
#include "model/change.h"
#include "model/i18n.h"
#include "model/record.h"

static enum status save(struct cli *cli, struct record *r)
{
	struct change *c = NULL;
	enum status st = change_begin(cli->db, &c, "add %s", r->entity->name);

	if (st == ST_OK)
		st = record_save(c, r);
	if (st) {
		change_cancel(c);
		return st;
	}
	change_label(c, _("add %s %s"), r->entity->name, record_show(r, "ref"));
	return change_commit(c);
}

static int run(struct cli *cli)
{
	const struct entity *e = cli_entity(cli);
	struct record r;
	enum status st;
	int code;

	if (!e)
		return EXIT_USAGE;
	if (e->id == ENTITY_BATCH)
		return cli_error(EXIT_USAGE, _("imports are made by: amparo import signatories"));
	record_init(&r, e->id);
	code = fields_set(cli, &r, 1);
	if (code == EXIT_DONE) {
		st = save(cli, &r);
		if (st)
			code = cli_fail(cli, st);
	}
	if (code == EXIT_DONE) {
		print_clean(stdout, record_show(&r, "ref"));
		putchar('\n');
		advice_say(cli->db, &r, stderr);
		conflict_say(cli, &r);
		if (e->id == ENTITY_VERSION)
			code = letter_say_again(cli, record_num(&r, "letter"));
	}
	record_free(&r);
	return code;
}

const struct verb verb_add = { .name = "add",
	.usage = "ENTITY field=value...",
	.summary = N_("add a record; prints its reference"),
	.help = N_("amparo help ENTITY lists the fields. A long text may come from a file: "
		   "text=@FILE."),
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
