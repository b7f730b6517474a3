#include "config.h"

#include <stdio.h>

#include "cli/by.h"
#include "cli/deadline_kinds.h"
#include "model/deadline.h"
#include "model/i18n.h"
#include "model/str.h"

int deadline_kind_check(struct cli *cli)
{
	struct str by = STR_INIT;
	struct deadline_data data;
	struct record r;
	int64_t id = 0;
	enum status st;
	int code = cli_by(cli, &by);

	if (code == EXIT_DONE && !by.len)
		code = cli_error(EXIT_USAGE,
			_("deadline check needs --by NAME: who counts it a second time"));
	if (code) {
		str_free(&by);
		return code;
	}
	deadline_data_said(&data);
	st = record_find(cli->db, ENTITY_DEADLINE, cli->args.words[1], &id);
	if (st == ST_OK)
		st = deadline_check(cli->db, &data, id, str_text(&by));
	if (st == ST_OK)
		st = record_load(cli->db, ENTITY_DEADLINE, id, &r);
	if (st == ST_OK) {
		printf(_("counted again: the last day is %s, as it stands there\n"),
			record_show(&r, "due"));
		record_free(&r);
	}
	str_free(&by);
	deadline_data_free(&data);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}
