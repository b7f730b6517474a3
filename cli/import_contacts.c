#include "config.h"

#include <stdio.h>

#include "cli/import_kinds.h"
#include "cli/import_report.h"
#include "cli/progress.h"
#include "import/contacts.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

#define MAPS_MAX 64
#define STEP_ROWS 1000

static const struct import_words words = {
	.heads = { [PLAN_SAME] = N_("the same as an earlier row"),
		[PLAN_UPDATE] = N_("updates"),
		[PLAN_UNCHANGED] = N_("unchanged"),
		[PLAN_DOUBTFUL] = N_("doubtful") },
	.done = { N_("added"), N_("put to earlier rows of the same contact"), N_("updated"),
		N_("unchanged"), N_("added, though they may be there under another entry"),
		N_("refused") },
	.planned = { N_("would be added"), N_("would be put to earlier rows of the same contact"),
		N_("would be updated"), N_("are there already and would not change"),
		N_("would be added, though they may be there under another entry"),
		N_("would be refused") },
};

static enum status make_plan(struct db *db, struct contacts *c)
{
	int64_t done, total;
	enum status st = ST_OK;

	while (st == ST_OK && (st = contacts_step(c, STEP_ROWS)) == ST_OK) {
		contacts_progress(c, &done, &total);
		st = db_progress(db, _("reading contacts"), done, total);
	}
	return st == ST_END ? ST_OK : st;
}

static int run(struct cli *cli, const struct contacts_options *o, enum format format)
{
	bool dry = args_option(&cli->args, "dry-run") != NULL;
	struct contacts *c = NULL;
	enum status st;

	if (o->row)
		import_report_rows_head();
	progress_begin(cli->db);
	st = contacts_open(cli->db, o, &c);
	if (st == ST_OK)
		st = make_plan(cli->db, c);
	if (st == ST_OK)
		st = dry ? contacts_check(c) : contacts_apply(c);
	progress_end(cli->db);
	if (st == ST_OK && format == FORMAT_JSON)
		import_report_json(contacts_plan(c));
	else if (st == ST_OK && format == FORMAT_TEXT)
		import_report_text(o->path, contacts_plan(c), dry, &words);
	contacts_close(c);
	return st ? cli_fail(cli, st) : cli_flush();
}

int import_kind_contacts(struct cli *cli)
{
	const struct args *a = &cli->args;
	const char *maps[MAPS_MAX], *in_case = args_option(a, "case");
	struct contacts_options o = { .path = a->words[1],
		.source = { .encoding = args_option(a, "encoding"),
			.separator = args_option(a, "separator"),
			.platform = args_option(a, "platform") },
		.rejects = args_option(a, "rejects"),
		.maps = maps,
		.samples = IMPORT_REFUSED_SHOWN };
	enum format format;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	args_all(a, "map", maps, MAPS_MAX);
	if (format == FORMAT_CSV) {
		o.row = import_report_row;
		o.arg = stdout;
	}
	if (in_case) {
		enum status st = gag_find(cli->db, ENTITY_CASE, in_case, &o.in_case);

		if (st)
			return cli_fail(cli, st);
	}
	return run(cli, &o, format);
}
