#include "config.h"

#include "cli/exhibit_kinds.h"

#include "cli/by.h"
#include "export/working_copy.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

int exhibit_kind_open(struct cli *cli)
{
	struct working_copy w = { .viewer = args_option(&cli->args, "viewer") };
	struct str by = STR_INIT;
	int64_t id = 0;
	enum status st;
	int code;

	if (cli->args.n_words != 2)
		return cli_error(EXIT_USAGE,
			_("use: amparo exhibit open REF [--viewer COMMAND] [--by NAME]"));
	code = cli_by(cli, &by);
	if (code)
		goto out;
	w.by = str_text(&by);
	st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st == ST_OK)
		st = working_copy_open(cli->db, id, &w);
	if (st)
		code = cli_fail(cli, st);
	else if (w.not_entered)
		cli_entered(cli, ST_DB);
	if (st == ST_OK && w.ended)
		code = cli_error(EXIT_REFUSED, _("the viewer ended with the status %d"), w.ended);
out:
	str_free(&by);
	return code;
}
