#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>

#include "cli/by.h"
#include "cli/progress.h"
#include "model/custody.h"
#include "model/exhibit.h"
#include "model/i18n.h"

static void enter(struct cli *cli, int64_t id, const char *by)
{
	const struct custody_act act = {
		.event = "exported", .by = by, .to = args_option(&cli->args, "to")
	};
	struct custody_batch b = { NULL, 0, 0 };

	custody_batch_add(&b, id, NULL);
	cli_entered(cli, custody_batch_enter(cli->db, &b, &act, _("custody: extract exhibit %s"),
				 cli->args.words[1]));
	custody_batch_free(&b);
}

int exhibit_kind_extract(struct cli *cli)
{
	const char *out = args_option(&cli->args, "out");
	struct str by = STR_INIT;
	int64_t id = 0;
	enum status st;
	int code;

	if (cli->args.n_words != 2 || !out)
		return cli_error(EXIT_USAGE,
			_("use: amparo exhibit extract REF --out FILE [--to NAME] [--by NAME]"));
	code = cli_by(cli, &by);
	if (code)
		goto out;
	st = record_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = exhibit_extract(cli->db, id, out);
		progress_end(cli->db);
	}
	if (st == ST_OK) {
		enter(cli, id, str_text(&by));
	} else {
		(void)cli_fail(cli, st);
		code = EXIT_REFUSED;
	}
out:
	str_free(&by);
	return code;
}
