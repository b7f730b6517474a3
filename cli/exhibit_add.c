#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>

#include "cli/fields.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "model/change.h"
#include "model/exhibit.h"
#include "model/i18n.h"

static enum status take_in(struct cli *cli, struct record *r, const char *path)
{
	struct change *c = NULL;
	enum status st = change_begin(cli->db, &c, "add exhibit");

	if (st == ST_OK)
		st = exhibit_add(c, r, path);
	if (st) {
		change_cancel(c);
		return st;
	}
	change_label(c, _("add exhibit %s"), record_show(r, "ref"));
	return change_commit(c);
}

int exhibit_kind_add(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	struct record r;
	enum status st;
	int code;

	if (cli->args.n_words < 2 || !in_case)
		return cli_error(
			EXIT_USAGE, _("use: amparo exhibit add --case REF FILE [field=value...]"));
	record_init(&r, ENTITY_EXHIBIT);
	st = record_set_name(cli->db, &r, "case", in_case);
	code = st ? cli_fail(cli, st) : fields_set(cli, &r, 2);
	if (code == EXIT_DONE) {
		progress_begin(cli->db);
		st = take_in(cli, &r, cli->args.words[1]);
		progress_end(cli->db);
		code = st ? cli_fail(cli, st) : EXIT_DONE;
	}
	if (code == EXIT_DONE) {
		print_clean(stdout, record_show(&r, "ref"));
		putchar('\n');
	}
	record_free(&r);
	return code;
}
