#include "config.h"

#include <langinfo.h>
#include <stdio.h>
#include <string.h>

#include "cli/progress.h"
#include "cli/verbs.h"
#include "export/outfile.h"
#include "export/statement.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition") },
	{ "format", true, "FORMAT", N_("text, csv, json or docbook (text)") },
	{ "out", true, "FILE",
		N_("a new file; without it, to standard output. Of docbook: the folder") },
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

/* A folder that is handed over holds what may leave; the others are for ourselves. */
static enum status write_out(struct cli *cli, int64_t petition, bool docbook, enum format format)
{
	const char *path = args_option(&cli->args, "out");
	struct statement s = { 0 };
	struct printed p = { &s, format };
	enum status st = path ? gag_refuse(cli->db, ENTITY_PETITION, petition) : ST_OK;

	if (st == ST_OK)
		st = statement_petition(cli->db, petition, docbook, &s);
	if (st == ST_OK && docbook)
		st = statement_folder(cli->db, &s, path);
	else if (st == ST_OK && path)
		st = outfile_write(cli->db, path, false, put, &p);
	else if (st == ST_OK)
		st = put(cli->db, stdout, &p);
	statement_free(&s);
	return st;
}

static int run(struct cli *cli)
{
	const char *ref = args_option(&cli->args, "petition");
	const char *name = args_option(&cli->args, "format");
	bool docbook = name && !strcmp(name, "docbook");
	enum format format = FORMAT_TEXT;
	int64_t petition = 0;
	enum status st;
	int code = docbook ? EXIT_DONE : cli_format(cli, &format);

	if (code)
		return code;
	if (!ref)
		return cli_error(EXIT_USAGE, _("statement needs --petition REF"));
	if (docbook && !args_option(&cli->args, "out"))
		return cli_error(EXIT_USAGE,
			_("statement --format docbook needs --out DIR: the section and its "
			  "pictures"));
	st = gag_find(cli->db, ENTITY_PETITION, ref, &petition);
	if (st)
		return cli_fail(cli, st);
	progress_begin(cli->db);
	st = write_out(cli, petition, docbook, format);
	progress_end(cli->db);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_statement = { .name = "statement",
	.usage = "--petition REF [--format text|csv|json|docbook] [--out FILE|DIR]",
	.summary = N_("the signature statement: declared, held, counted, and how"),
	.help = N_(
		"From the total declared to the rows held, less duplicates, invalid, pending\n"
		"and withdrawn ones, each by its rule, to those that count; by country, region\n"
		"and day; and when each threshold was reached. In csv and json every number has\n"
		"the filter that lists its rows: list signatory --where '...'. docbook is a\n"
		"folder with a DocBook 5.0 section, a bar chart by country and a line of growth\n"
		"as SVG, of what may leave."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
