#include "config.h"

#include <stdio.h>

#include "cli/print.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

static const struct option options[] = {
	{ "format", true, "FORMAT", N_("text or json") },
	{ NULL, false, NULL, NULL },
};

static int run(struct cli *cli)
{
	const struct entity *e = cli_entity(cli);
	enum format format;
	struct record r;
	enum status st;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (!e)
		return EXIT_USAGE;
	st = gag_open(cli->db, e->id, cli->args.words[1], &r);
	if (st == ST_OK && format == FORMAT_CSV)
		st = table_csv(cli->db,
			&(struct query){ .entity = e->id, .owner = e->id, .owner_id = r.id },
			stdout);
	else if (st == ST_OK && format == FORMAT_JSON)
		st = table_json_record(cli->db, &r, stdout);
	else if (st == ST_OK)
		st = print_record(cli->db, &r, stdout);
	record_free(&r);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_show = { .name = "show",
	.usage = "ENTITY REF [--format text|csv|json]",
	.summary = N_("show one record and what belongs to it"),
	.help = N_("REF is a reference, or CASE/REF where the same one stands in several cases."),
	.options = options,
	.least = 2,
	.most = 2,
	.file = FILE_OPEN,
	.run = run };
