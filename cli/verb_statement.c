#include "config.h"

#include <langinfo.h>
#include <stdio.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/verbs.h"
#include "export/outfile.h"
#include "export/statement.h"
#include "model/i18n.h"
#include "model/record.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition") },
	{ "format", true, "FORMAT", N_("text, csv or json (text)") },
	{ "out", true, "FILE", N_("a new file; without it, to standard output") },
	{ NULL, false, NULL, NULL },
};

struct printed {
	const struct statement *s;
	enum format format;
};

static enum status put(struct db *db, FILE *out, void *arg)
{
	const struct printed *p = arg;
	bool plain = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;

	if (p->format == FORMAT_JSON)
		return statement_json(db, p->s, out);
	if (p->format == FORMAT_CSV)
		return statement_csv(db, p->s, out);
	return statement_text(db, p->s, plain, out);
}

static int run(struct cli *cli)
{
	const char *ref = args_option(&cli->args, "petition");
	const char *path = args_option(&cli->args, "out");
	struct statement s = { 0 };
	struct printed p = { &s, FORMAT_TEXT };
	int64_t petition = 0;
	enum status st;
	int code = cli_format(cli, &p.format);

	if (code)
		return code;
	if (!ref)
		return cli_error(EXIT_USAGE, _("statement needs --petition REF"));
	st = record_find(cli->db, ENTITY_PETITION, ref, &petition);
	if (st)
		return cli_fail(cli, st);
	progress_begin(cli->db);
	st = statement_petition(cli->db, petition, false, &s);
	if (st == ST_OK)
		st = path ? outfile_write(cli->db, path, false, put, &p) : put(cli->db, stdout, &p);
	progress_end(cli->db);
	statement_free(&s);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_statement = { .name = "statement",
	.usage = "--petition REF [--format text|csv|json] [--out FILE]",
	.summary = N_("the signature statement: declared, held, counted, and how"),
	.help = N_("From the total declared to the rows held, less duplicates, invalid, pending "
		   "and\nwithdrawn ones, each by its rule, to those that count; by country, region "
		   "and day;\nand when each threshold was reached. In csv and json every number "
		   "has the filter\nthat lists its rows: list signatory --where '...'."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
