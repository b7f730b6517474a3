#include "config.h"

#include <stdio.h>

#include "cli/by.h"
#include "cli/deadline_kinds.h"
#include "cli/print.h"
#include "model/deadline.h"
#include "model/deadline_sheet.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/str.h"
#include "model/who.h"

int deadline_by(const struct cli *cli, struct str *out)
{
	int code = cli_by(cli, out);

	if (!code && !out->len)
		who_is_here(out);
	return code;
}

/* Whoever counted it the first time sees the same again. */
static void warn_of_same(struct cli *cli, int64_t id, const char *by)
{
	struct record r;

	if (record_load(cli->db, ENTITY_DEADLINE, id, &r) == ST_OK && deadline_counted_by(&r, by))
		(void)cli_error(EXIT_DONE,
			_("%s counted it the first time, too; somebody else should count it "
			  "again"),
			by);
	record_free(&r);
}

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
	st = gag_find(cli->db, ENTITY_DEADLINE, cli->args.words[1], &id);
	if (st == ST_OK)
		warn_of_same(cli, id, str_text(&by));
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

static enum status show(struct cli *cli, const struct deadline_data *data, const struct record *r)
{
	struct deadline_sheet sheet;
	struct str text = STR_INIT;
	enum status st = deadline_sheet_make(cli->db, data, r, &sheet);

	if (st == ST_OK) {
		deadline_sheet_text(&sheet, false, &text);
		print_clean(stdout, str_text(&text));
	}
	deadline_sheet_free(&sheet);
	str_free(&text);
	return st;
}

int deadline_kind_again(struct cli *cli)
{
	bool accept = args_option(&cli->args, "accept") != NULL;
	struct deadline_data data;
	struct record r;
	struct str by = STR_INIT;
	enum status st;
	int code = deadline_by(cli, &by);

	if (code)
		return code;
	deadline_data_said(&data);
	st = gag_open(cli->db, ENTITY_DEADLINE, cli->args.words[1], &r);
	if (st == ST_OK)
		st = deadline_again(cli->db, &data, &r);
	if (st == ST_OK)
		st = show(cli, &data, &r);
	if (st == ST_OK && accept)
		st = deadline_keep(cli->db, &r, str_text(&by));
	if (st == ST_OK && accept)
		printf(_("Counted again: deadline %s is due on %s\n"), record_show(&r, "ref"),
			record_show(&r, "due"));
	else if (st == ST_OK)
		printf("%s\n", _("\nNothing was changed; with --accept the deadline is."));
	record_free(&r);
	str_free(&by);
	deadline_data_free(&data);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}
