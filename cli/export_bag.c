#include "config.h"

#include <stdio.h>

#include "cli/by.h"
#include "cli/export_kinds.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "export/bag.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

static void summary(const struct bag_summary *sum, const char *dir)
{
	char a[32], b[32];

	print_clean(stdout, dir);
	printf(_("; exhibits: %s, bytes: %s"), print_number(sum->files, a),
		print_number(sum->bytes, b));
	if (sum->elsewhere)
		printf(_(", without a file here: %s"), print_number(sum->elsewhere, a));
	if (sum->withheld)
		printf(_(", records withheld for their level or a gag order: %s"),
			print_number(sum->withheld, a));
	putchar('\n');
}

static enum status find(
	struct cli *cli, const char *in_case, const char *petition, struct bag_options *o)
{
	enum status st = ST_OK;

	if (in_case)
		st = gag_find(cli->db, ENTITY_CASE, in_case, &o->in_case);
	if (st == ST_OK && petition)
		st = gag_find(cli->db, ENTITY_PETITION, petition, &o->petition);
	return st;
}

int export_kind_bag(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	const char *petition = args_option(&cli->args, "petition");
	struct bag_options o = { .dir = args_option(&cli->args, "out") };
	struct bag_summary sum;
	struct str by = STR_INIT;
	enum status st;
	int code;

	if (!o.dir || !in_case == !petition)
		return cli_error(EXIT_USAGE,
			_("use: amparo export bag --case REF --out DIR, or with --petition REF "
			  "in its place"));
	code = cli_by(cli, &by);
	if (code)
		goto out;
	o.by = str_text(&by);
	st = find(cli, in_case, petition, &o);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = bag_write(cli->db, &o, &sum);
		progress_end(cli->db);
	}
	if (st) {
		code = cli_fail(cli, st);
		goto out;
	}
	summary(&sum, o.dir);
	if (sum.not_entered)
		cli_entered(cli, ST_DB);
out:
	str_free(&by);
	return code;
}
