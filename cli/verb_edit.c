#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/conflict_say.h"
#include "cli/advice_say.h"
#include "cli/fields.h"
#include "cli/letter_say.h"
#include "cli/many.h"
#include "cli/verbs.h"
#include "model/change.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"

static const struct option options[] = {
	MANY_OPTIONS,
	{ NULL, false, NULL, NULL },
};

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

static int edit_one(struct cli *cli, const struct entity *e)
{
	struct record r;
	enum status st = gag_open(cli->db, e->id, cli->args.words[1], &r);
	const int64_t id = r.id;
	char *was = st == ST_OK ? mem_text(record_show(&r, "ref")) : NULL;
	int code = EXIT_DONE;

	if (st == ST_OK)
		code = fields_set(cli, &r, 2);
	if (st == ST_OK && code == EXIT_DONE)
		st = save(cli, &r);
	if (st == ST_OK && code == EXIT_DONE)
		advice_say(cli->db, &r, stderr);
	if (st == ST_OK && code == EXIT_DONE)
		conflict_say(cli, &r);
	if (st == ST_OK && code == EXIT_DONE && r.id != id)
		code = letter_say_next(cli, was, &r);
	record_free(&r);
	free(was);
	return st ? cli_fail(cli, st) : code;
}

static int edit_many(struct cli *cli, const struct entity *e)
{
	struct idset ids = IDSET_INIT;
	int code;

	if (!strchr(cli->args.words[1], '='))
		return cli_error(
			EXIT_USAGE, _("%s: give REF or --where, not both"), cli->args.words[1]);
	code = many_find(cli, e, &ids);
	if (code == EXIT_DONE)
		code = many_edit(cli, e, &ids, 1);
	if (code == EXIT_DONE)
		conflict_say_many(cli, e);
	idset_clear(&ids);
	return code;
}

static int run(struct cli *cli)
{
	const struct entity *e = cli_entity(cli);

	if (!e)
		return EXIT_USAGE;
	if (args_option(&cli->args, "where") || args_option(&cli->args, "case"))
		return edit_many(cli, e);
	if (cli->args.n_words < 3)
		return cli_error(EXIT_USAGE,
			_("say which, and what it is to be: amparo edit ENTITY REF field=value, "
			  "or --where EXPR in place of REF"));
	return edit_one(cli, e);
}

const struct verb verb_edit = { .name = "edit",
	.usage = "ENTITY REF|--where EXPR [--case REF] field=value...",
	.summary = N_("change fields of a record, or of all that a filter keeps"),
	.help = N_("field= empties a field. The change is one entry of the log: amparo undo takes "
		   "it back,\n"
		   "however many records it changed. Where one of them refuses, none is changed.\n"
		   "The text of a letter that somebody has agreed to, or that is out, is never "
		   "changed: the\nedited text becomes the next version, and those are named who "
		   "must be asked again."),
	.options = options,
	.least = 2,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
