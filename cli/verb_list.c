#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

static const struct option options[] = {
	{ "case", true, "REF", N_("only what belongs to this case") },
	{ "where", true, "EXPR", N_("only what the filter keeps: 'state:valid country:IL,HK'") },
	{ "sort", true, "FIELDS",
		N_("the order: fields with commas between; a '-' before one reverses it") },
	{ "limit", true, "N", N_("at most so many") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

static int read_limit(const struct cli *cli, int64_t *out)
{
	const char *text = args_option(&cli->args, "limit");
	char *end;

	*out = 0;
	if (!text)
		return EXIT_DONE;
	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno || *end || end == text || *out < 1)
		return cli_error(
			EXIT_USAGE, _("--limit %s: it must be a whole number above 0"), text);
	return EXIT_DONE;
}

static enum status print(struct cli *cli, const struct query *q, enum format format)
{
	int64_t n = 0;
	enum status st;

	if (format == FORMAT_CSV)
		return table_csv(cli->db, q, stdout);
	if (format == FORMAT_JSON)
		return table_json(cli->db, q, stdout);
	st = print_list(cli->db, q, stdout, &n);
	if (st == ST_OK && !n)
		printf(_("no %s\n"), entity_get(q->entity)->plural);
	return st;
}

static int run(struct cli *cli)
{
	const struct entity *e = cli_entity(cli);
	const char *in_case = args_option(&cli->args, "case");
	struct query q = { .where = args_option(&cli->args, "where"),
		.sort = args_option(&cli->args, "sort") };
	enum format format;
	enum status st = ST_OK;
	int code = cli_format(cli, &format);

	if (code == EXIT_DONE)
		code = read_limit(cli, &q.limit);
	if (code)
		return code;
	if (!e)
		return EXIT_USAGE;
	q.entity = e->id;
	if (in_case) {
		q.owner = ENTITY_CASE;
		st = gag_find(cli->db, ENTITY_CASE, in_case, &q.owner_id);
	}
	if (st == ST_OK)
		st = print(cli, &q, format);
	cli_say_left_out(cli);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_list = { .name = "list",
	.usage = "ENTITY [--case REF] [--where EXPR] [--sort FIELDS] [--limit N] [--format "
		 "text|csv|json]",
	.summary = N_("list records"),
	.help = N_(
		"A filter is words, and field:value, field=value, field!=value, field<value, "
		"field>value;\n"
		"several must all hold; field:a,b is one of them; a '-' before a term says not."),
	.options = options,
	.least = 1,
	.most = 1,
	.file = FILE_OPEN,
	.run = run };
